"""Cells that have moved within their line, which a terminal can move itself.

A letter typed into a field moves what stands right of it, and a word that wraps moves a whole line
of the preview. To delete some cells at one column and insert as many at another moves the
stretch between and nothing else. What a terminal puts into the gap is taken for unknown, since
terminals do not agree about its colours: it is always written again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hotwash.tui.terminal.rows import UNKNOWN, ScreenLine

SHORTEST = 8
"""Cells from which on it can be cheaper to move them than to send them."""

FARTHEST = 40
"""Columns that cells are looked for as having moved."""


class Shift(NamedTuple):
    """A stretch of cells that moves: first `cells` are deleted, then as many inserted."""

    delete_at: int
    insert_at: int
    cells: int

    @property
    def start(self) -> int:
        """The first column that it changes."""
        return min(self.delete_at, self.insert_at)

    def of(self, row: ScreenLine) -> ScreenLine:
        """The line after it."""
        texts, codes = row.texts.copy(), row.codes.copy()
        del texts[self.delete_at : self.delete_at + self.cells]
        del codes[self.delete_at : self.delete_at + self.cells]
        texts[self.insert_at : self.insert_at] = [UNKNOWN] * self.cells
        codes[self.insert_at : self.insert_at] = [""] * self.cells
        return ScreenLine(texts, codes)


def shifts(
    shown: ScreenLine, meant: ScreenLine, stretches: Sequence[tuple[int, int]]
) -> list[Shift]:
    """What can have moved within a line, from left to right.

    Args:
        shown: The line as it is.
        meant: The line as it should be.
        stretches: The columns that differ.
    """
    found: list[Shift] = []
    edge = 0
    for start, end in stretches:
        if start < edge or end - start < SHORTEST:
            continue
        if not _even(shown.texts[start:]) or not _even(meant.texts[start:]):
            continue
        longest, shift = max(
            _longest(shown, meant, start, inserts=True),
            _longest(shown, meant, start, inserts=False),
        )
        if shift is not None and longest >= SHORTEST:
            found.append(shift)
            edge = start + longest + shift.cells
    return found


def _even(texts: Sequence[str]) -> bool:
    """Whether cells are of one plain character each, and known."""
    line = "".join(texts)
    return len(line) == len(texts) and "" not in texts and UNKNOWN not in line


def _longest(
    shown: ScreenLine, meant: ScreenLine, start: int, *, inserts: bool
) -> tuple[int, Shift | None]:
    """The longest stretch that has moved right or left at a column, and how."""
    near, far = (shown, meant) if inserts else (meant, shown)
    best: tuple[int, Shift | None] = (0, None)
    here = "".join(near.texts[start : start + SHORTEST])
    if here.isspace():
        return best  # blanks are alike everywhere, and cheap to write
    there = "".join(far.texts[start:])
    count = there.find(here, 1)
    while 0 < count <= FARTHEST:
        length = _alike(near, far, start, count)
        if length > best[0]:
            end = start + length
            best = length, Shift(end, start, count) if inserts else Shift(start, end, count)
        count = there.find(here, count + 1)
    return best


def _alike(near: ScreenLine, far: ScreenLine, start: int, count: int) -> int:
    """How many cells from a column on look like those `count` columns further in another line."""
    length = 0
    for here, there, one, other in zip(
        near.texts[start:],
        far.texts[start + count :],
        near.codes[start:],
        far.codes[start + count :],
        strict=False,
    ):
        if here != there or one != other:
            break
        length += 1
    return length
