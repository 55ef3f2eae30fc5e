"""Blocks as rows: what each block looks like at a width, drawn when asked for and kept.

A block knows at once about how many rows it takes and finds out exactly when it is drawn. Code and
tables are drawn line by line, so that a timeline of ten thousand rows costs what is seen of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Self

from rich.cells import cell_len, set_cell_size

from hotwash.tui.rendering.blocks import PreviewBlock, PreviewBlockKind, cells
from hotwash.tui.rendering.inline import inline
from hotwash.tui.rendering.spans import Mark, Row, Span, break_rows, marked, width_of
from hotwash.tui.widgets.drawing import expand_tabs, wrap
from hotwash.tui.widgets.text_diff import common
from hotwash.tui.words import visible

GAP = 2
"""Cells between two columns of a table."""

SAMPLE = 200
"""Rows of a table that the widths of its columns are taken from."""

KEPT = 1_000
"""Drawn lines that a long block keeps."""


class DrawnBlock:
    """A block at a width: how many rows its parts take, and what they show.

    Args:
        block: What is drawn.
        width: Cells in a row.
    """

    def __init__(self, block: PreviewBlock, width: int) -> None:
        self.block = block
        self.width = width
        self.heights = self.guess(block.lines)
        """Rows of each part: exact where it was drawn, else a guess."""
        self.changed_part = 0
        """The first part that differs from the block that this one came after."""
        self._ends: list[int] | None = None
        self._rows: dict[int, tuple[Row, ...]] = {}

    @property
    def inner_width(self) -> int:
        """Cells that are left behind bullets and bars."""
        return max(8, self.width - sum(cell_len(part) for part in self.block.lead))

    @property
    def ends(self) -> list[int]:
        """Where each part ends, in rows from the beginning of the block."""
        if self._ends is None:
            self._ends = list(accumulate(self.heights))
        return self._ends

    @property
    def height(self) -> int:
        """Rows of the whole block, as far as is known."""
        return self.ends[-1] if self.heights else 0

    def rows(self, part: int) -> tuple[Row, ...]:
        """What a part shows; the number of its rows is exact from now on."""
        found = self._rows.get(part)
        if found is None:
            if len(self._rows) > KEPT:
                self._rows.clear()
            found = self._rows[part] = tuple(self._lead(part, self.draw(part)))
            if self.heights[part] != len(found):
                self.heights[part] = len(found)
                self._ends = None
        return found

    def _lead(self, part: int, rows: Sequence[Row]) -> list[Row]:
        block = self.block
        if not block.lead:
            return list(rows)
        first, rest = _signs(block.lead), _signs(block.rest)
        return [
            (*(first if part == 0 and number == 0 else rest), *row)
            for number, row in enumerate(rows)
        ]

    def guess(self, lines: Sequence[str]) -> list[int]:
        """About how many rows each part of a block of these lines takes."""
        length = sum(len(line) + 1 for line in lines)
        return [1 + max(0, length - 1) // self.inner_width]

    def draw(self, part: int) -> list[Row]:
        """What a part shows, without what stands before it."""
        block = self.block
        if block.shape is PreviewBlockKind.TEXT:
            return break_rows(inline("\n".join(block.lines)), self.inner_width)
        if block.shape is PreviewBlockKind.HEADING:
            mark = Mark.HEADING | (Mark.TITLE if block.level <= 2 else Mark.NONE)
            return break_rows(marked(inline(block.lines[0]), mark), self.inner_width)
        if block.shape is PreviewBlockKind.RULE:
            return [(("─" * self.inner_width, Mark.RULE),)]
        return [()]


class DrawnByLine(DrawnBlock):
    """A block in which each line is a part, and that may be long."""

    def spliced(self, first: int, last: int, lines: tuple[str, ...]) -> Self:
        """The same block with other lines in the place of `[first, last)`.

        What is known of the rest is kept.
        """
        old = self.block.lines
        block = replace(self.block, lines=old[:first] + lines + old[last:])
        shift = len(lines) - (last - first)
        new = copy(self)
        new.block = block
        new.heights = self.heights[:first] + self.guess(lines) + self.heights[last:]
        new.changed_part = max(0, min(first, len(block.lines) - 1))
        new._ends = None
        new._rows = {
            part if part < first else part + shift: rows
            for part, rows in self._rows.items()
            if not first <= part < last
        }
        return new

    def after(self, block: PreviewBlock) -> Self | None:
        """A newer block by way of this one, or None where they have too little in common."""
        new, old = block.lines, self.block.lines
        if replace(block, lines=()) != replace(self.block, lines=()) or not new or not old:
            return None
        shortest = min(len(new), len(old))
        head = common(new, old, shortest)
        tail = common(new[::-1], old[::-1], shortest - head)
        if not head and not tail:
            return None
        return self.spliced(head, len(old) - tail, new[head : len(new) - tail])


class DrawnLines(DrawnByLine):
    """Code, HTML and source: each line by itself, broken where it does not fit."""

    @property
    def mark(self) -> Mark:
        """What sets the lines off from text."""
        return {PreviewBlockKind.CODE: Mark.CODE, PreviewBlockKind.HTML: Mark.MUTED}.get(
            self.block.shape, Mark.NONE
        )

    @property
    def inner_width(self) -> int:
        """Cells for the text, behind the margin of code."""
        return max(8, super().inner_width - (2 if self.block.shape is PreviewBlockKind.CODE else 0))

    def guess(self, lines: Sequence[str]) -> list[int]:
        """A row for each line that seems to fit."""
        width = self.inner_width
        return [1 if len(line) <= width else 1 + (len(line) - 1) // width for line in lines]

    def draw(self, part: int) -> list[Row]:
        """One line."""
        line = self.block.lines[part]
        text = visible(expand_tabs(line, 0, 4))
        margin = "  " if self.block.shape is PreviewBlockKind.CODE else ""
        rows: list[Row] = []
        for shown in wrap(text, self.inner_width):
            rows.append(
                ((margin, Mark.NONE), (shown, self.mark)) if margin else ((shown, self.mark),)
            )
        return rows


class DrawnTable(DrawnByLine):
    """A table: columns under each other, each row of it by itself."""

    def __init__(self, block: PreviewBlock, width: int) -> None:
        self.block, self.width = block, width
        self.columns = _columns(block.lines, self.inner_width)
        self.aligned = _aligned(block.lines[1])
        super().__init__(block, width)

    def spliced(self, first: int, last: int, lines: tuple[str, ...]) -> Self:
        """The same table with other lines; a long one keeps its columns as they are."""
        new = super().spliced(first, last, lines)
        if len(new.block.lines) <= SAMPLE:
            new.columns = _columns(new.block.lines, self.inner_width)
            if new.columns != self.columns:
                new.heights = new.guess(new.block.lines)
                new._rows = {}
        return new

    def after(self, block: PreviewBlock) -> Self | None:
        """A newer table by way of this one, if it has the same head."""
        return super().after(block) if block.lines[:2] == self.block.lines[:2] else None

    def guess(self, lines: Sequence[str]) -> list[int]:
        """A row for each line whose last cell seems to fit."""
        fixed = sum(self.columns[:-1]) + GAP * (len(self.columns) - 1)
        last = max(1, self.columns[-1])
        room = fixed + last + 2 * len(self.columns)
        return [1 if len(line) <= room else 1 + (len(line) - room) // last for line in lines]

    def draw(self, part: int) -> list[Row]:
        """One row of the table, of as many rows as its longest cell."""
        if part == 1:
            return [(("─" * (sum(self.columns) + GAP * (len(self.columns) - 1)), Mark.RULE),)]
        texts = cells(self.block.lines[part])[: len(self.columns)]
        texts += [""] * (len(self.columns) - len(texts))
        head = Mark.STRONG if part == 0 else Mark.NONE
        drawn = [
            break_rows(marked(inline(text), head), size)
            for text, size in zip(texts, self.columns, strict=True)
        ]
        return [self._row(drawn, number) for number in range(max(map(len, drawn)))]

    def _row(self, drawn: list[list[Row]], number: int) -> Row:
        spans: list[Span] = []
        for column, (rows, size) in enumerate(zip(drawn, self.columns, strict=True)):
            row = rows[number] if number < len(rows) else ()
            room = max(0, size - width_of(row))
            left = {"right": room, "center": room // 2}.get(self.aligned[column], 0)
            last = column == len(self.columns) - 1
            spans.append((" " * left, Mark.NONE))
            spans.extend(row)
            spans.append((" " * (0 if last else room - left + GAP), Mark.NONE))
        return tuple(span for span in spans if span[0])


_BY_LINE = (PreviewBlockKind.CODE, PreviewBlockKind.HTML, PreviewBlockKind.SOURCE)


def draw_block(block: PreviewBlock, width: int) -> DrawnBlock:
    """Make a block ready to be drawn at a width."""
    if not block.lines and block.shape in _BY_LINE:
        block = replace(block, lines=("",))
    if block.shape is PreviewBlockKind.TABLE:
        return DrawnTable(block, width)
    return (DrawnLines if block.shape in _BY_LINE else DrawnBlock)(block, width)


def _signs(parts: tuple[str, ...]) -> Row:
    return tuple((part, Mark.RULE if "▎" in part else Mark.MUTED) for part in parts)


def _aligned(line: str) -> list[str]:
    """How each column is aligned: left, center or right."""
    found = []
    for cell in cells(line):
        right = cell.endswith(":")
        found.append("center" if right and cell.startswith(":") else "right" if right else "left")
    return found


def _columns(lines: Sequence[str], width: int) -> list[int]:
    """The widths of a table's columns: as wide as their cells, as far as there is room."""
    count = len(cells(lines[0]))
    rows = lines[2:]
    step = max(1, len(rows) // SAMPLE)
    wanted = [1] * count
    for line in (lines[0], *rows[::step]):
        for column, text in enumerate(cells(line)[:count]):
            if len(text) > wanted[column] or not text.isascii():
                wanted[column] = max(wanted[column], _shown_width(text))
    room = max(count * 3, width - GAP * (count - 1))
    if sum(wanted) <= room:
        return wanted
    return _share(wanted, room)


@lru_cache(4096)
def _shown_width(text: str) -> int:
    return max(width_of(row) for row in break_rows(inline(text), 10_000))


def _share(wanted: list[int], room: int) -> list[int]:
    """Give narrow columns what they want and share the rest among the wide ones."""
    sizes = [0] * len(wanted)
    left = sorted(range(len(wanted)), key=lambda column: wanted[column])
    while left:
        fair = room // len(left)
        column = left.pop(0)
        sizes[column] = min(wanted[column], max(3, fair))
        room -= sizes[column]
    return sizes


def crop_row(row: Row, width: int) -> Row:
    """A row cut to a width in cells."""
    if width_of(row) <= width:
        return row
    cut: list[Span] = []
    for text, mark in row:
        size = cell_len(text)
        if size >= width:
            cut.append((set_cell_size(text, width), mark))
            break
        cut.append((text, mark))
        width -= size
    return tuple(cut)
