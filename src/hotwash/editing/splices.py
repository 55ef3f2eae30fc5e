"""What an edit changes in an answer: at a place, one part gives way to another.

A step of the history holds these and not the answers themselves, so that it takes as much memory
as was typed, however long the text or the table is that it was typed into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_not, ne
from typing import Any

from hotwash.postmortem.document import Answer, Row

_CHUNK = 512
"""Items that are compared at a time, which is much quicker than one by one."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A change of one answer, to be made and taken back.

    Where the answer is of another kind afterwards, or was none, the parts are the whole answers.
    """

    at: int
    """How many characters, items or rows stand before the part."""
    old: Answer | None
    new: Answer | None
    whole: bool = False
    """Whether the parts are the whole answers."""

    @property
    def weight(self) -> int:
        """About how many bytes it holds that the document does not: rows and items are shared."""
        return sum(
            len(part) * (1 if isinstance(part, str) else 8) for part in (self.old, self.new) if part
        )

    @property
    def changes_nothing(self) -> bool:
        """Whether the answer is the same before and after."""
        return self.old == self.new

    def make(self, answer: Answer | None) -> Answer | None:
        """Return the answer after the change, given the one before it."""
        return self.new if self.whole else _replaced(answer, self.at, self.old, self.new)

    def take_back(self, answer: Answer | None) -> Answer | None:
        """Return the answer before the change, given the one after it."""
        return self.old if self.whole else _replaced(answer, self.at, self.new, self.old)

    def then(self, other: Splice) -> Splice | None:
        """Return this change and another one after it as one; None where they are apart."""
        if self.whole:
            return Splice(0, self.old, other.make(self.new), whole=True)
        if other.whole:
            return Splice(0, self.take_back(other.old), other.new, whole=True)
        at, old, new = other.at - self.at, len(other.old or ""), len(self.new or "")
        if at < 0 or at + old > new:
            return None
        return Splice(self.at, self.old, _replaced(self.new, at, other.old, other.new, keep=True))


def splice(before: Answer | None, after: Answer | None) -> Splice:
    """Say what has changed between two states of an answer."""
    if before is None or after is None or type(before) is not type(after):
        return Splice(0, before, after, whole=True)
    head, tail = _ends(before, after)
    return Splice(head, before[head : len(before) - tail], after[head : len(after) - tail])


def _replaced(answer: Any, at: int, old: Any, new: Any, *, keep: bool = False) -> Answer | None:
    """An answer with a part replaced; an empty one is none, unless it is to be kept."""
    found: Answer = answer[:at] + new + answer[at + len(old) :]
    return found if found or keep else None


def _ends(before: Answer, after: Answer) -> tuple[int, int]:
    """How many characters, items or rows are the same at the beginning, and after that the end."""
    most = min(len(before), len(after))
    if isinstance(before, str) and isinstance(after, str):
        head = _same_text(before, after, most)
        turned = before[head:][::-1], after[head:][::-1]
        return head, _same_text(*turned, most - head)
    head = _same_items(before, after, most)
    return head, _same_items(before[::-1], after[::-1], most - head)


def _same_text(first: str, second: str, most: int) -> int:
    """How many of the first characters are the same; halving, as comparing a slice is quick."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_items(first: Sequence[object], second: Sequence[object], most: int) -> int:
    """How many of the first items are equal, of the first rows the same ones."""
    differ = is_not if most and isinstance(first[0], Row) else ne
    for start in range(0, most, _CHUNK):
        stop = min(most, start + _CHUNK)
        if any(map(differ, first[start:stop], second[start:stop])):
            pairs = zip(first[start:stop], second[start:stop], strict=True)
            return start + next(at for at, pair in enumerate(pairs) if differ(*pair))
    return most
