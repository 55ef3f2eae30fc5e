"""Undo and redo: one history over the whole document.

A step remembers the answers before and after, which share all they can with the document, so a
step costs a few words of memory whatever the document's size. Typing in one place without a long
pause is one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import Path

PAUSE = 1.5
"""Seconds without a key after which further typing is a new step."""

LIMIT = 2000
"""Steps that are kept; older ones are forgotten."""

HEAVIEST = 32_000_000
"""About how many bytes the steps may hold beyond the document; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did, as they would name it."""

    before: Mapping[Path, Answer | None]
    after: Mapping[Path, Answer | None]
    label: str
    place: tuple[Path, str] | None = None
    """Where the typing went on, if it was typing."""
    sealed: bool = False
    """Whether further typing in that place is a new step."""
    at: float = 0.0
    """Monotonic time of its last key, in seconds."""

    @property
    def weight(self) -> int:
        """About how many bytes it holds that the document does not: rows and items are shared."""
        answers = (*self.before.values(), *self.after.values())
        return sum(
            len(answer) * (1 if isinstance(answer, str) else 8) for answer in answers if answer
        )


class History:
    """The steps that can be undone, and those that can be done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._weight = 0

    def add(self, step: Step, *, join: bool = False) -> None:
        """Remember a step; typing that goes on in the same place joins the step before it.

        Args:
            step: What was done.
            join: Whether it belongs to the typing before it in its place however long ago that was.
        """
        last = self._done[-1] if self._done else None
        if (
            last is not None
            and step.place is not None
            and last.place == step.place
            and (join or (not last.sealed and step.at - last.at <= PAUSE))
            and not self._undone
        ):
            step = replace(last, after={**last.after, **step.after}, at=step.at)
            self._weight -= self._done.pop().weight
            if step.before == step.after:
                return  # all that was typed was taken back
        self._done.append(step)
        self._weight += step.weight
        while len(self._done) > LIMIT or (self._weight > HEAVIEST and len(self._done) > 1):
            self._weight -= self._done.pop(0).weight
        self._undone.clear()

    def undo(self) -> Step | None:
        """Take back the last step, or return None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._weight -= step.weight
        self._undone.append(step)
        return step

    def redo(self) -> Step | None:
        """Do the last undone step again, or return None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        # A step that was done again is whole: later typing does not join it.
        self._done.append(replace(step, place=None))
        self._weight += step.weight
        return step

    def seal(self) -> None:
        """Make the next typing a step of its own."""
        if self._done:
            self._done[-1] = replace(self._done[-1], sealed=True)


def apply(document: Document, answers: Mapping[Path, Answer | None]) -> Document:
    """Return the document with these answers in place; None takes one away."""
    changed = dict(document.answers)
    for path, answer in answers.items():
        if answer:
            changed[path] = answer
        else:
            changed.pop(path, None)
    return Document(document.template, changed)
