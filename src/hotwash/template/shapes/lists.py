"""Shapes of lists: bullets, numbers, and the check boxes of action items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hotwash.markdown.blocks import bare, is_blank
from hotwash.markdown.items import indented, join_head, read_item, split_head
from hotwash.markdown.writing import TBD, escape_start, one_line, unescape_start
from hotwash.patterns import LazyPattern, lazy_pattern
from hotwash.template.shapes.base import (
    Cells,
    Chunk,
    Headless,
    HeadlessRows,
    NotThisShape,
    Value,
    row_spans,
)
from hotwash.template.shapes.task_tail import TailedText
from hotwash.template.shapes.task_text import TaskText

_MARK = lazy_pattern(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_NUMBER = lazy_pattern(r"([ \t]*)(\d{1,9})(?=[.)])")


def item_starts(lines: Sequence[str], indent: str, ordered: bool) -> list[int]:
    """Return the lines on which items begin: marks with exactly this indentation."""
    found: list[int] = []
    for number, line in enumerate(lines):
        match = _MARK.match(bare(line))
        if match and match["indent"] == indent and match["mark"][0].isdigit() == ordered:
            found.append(number)
    return found


@dataclass(frozen=True, slots=True)
class Marks:
    """How the items of a list are marked."""

    indent: str = ""
    mark: str = "-"
    """`-`, `*`, `+`, or the delimiter of numbers: `.` or `)`."""
    pad: str = " "
    first: int = 1
    counts: bool = True
    """Whether the numbers count up; some write `1.` before every item."""
    loose: bool = False

    @property
    def ordered(self) -> bool:
        """Whether the items are numbered."""
        return self.mark in ".)"

    def lead(self, number: int) -> str:
        """Return the mark of an item, from 0."""
        if not self.ordered:
            return f"{self.indent}{self.mark}{self.pad}"
        return f"{self.indent}{self.first + (number if self.counts else 0)}{self.mark}{self.pad}"

    def renumber(self, line: str, number: int) -> str:
        """Return an item's first line with the number of its place."""
        if not (self.ordered and self.counts):
            return line
        return _NUMBER.sub(lambda match: f"{match[1]}{self.first + number}", line, count=1)


@dataclass(frozen=True, slots=True)
class Listing(Headless):
    """A list whose items are lines of text."""

    marks: Marks = field(default_factory=Marks)

    @property
    def gap(self) -> str:
        """See `RowShape.gap`."""
        return "\n" if self.marks.loose else ""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        starts = item_starts(lines, self.marks.indent, self.marks.ordered)
        found = []
        for start, end in row_spans(lines, starts):
            text = _MARK.sub("", bare(lines[start]), count=1)
            head, following = read_item(text, lines[start + 1 : end], 1_000)
            if following:
                raise NotThisShape
            found.append(Chunk(unescape_start(head), start, end))
        return found

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        return tuple(str(chunk.value) for chunk in self.chunks(lines) if chunk.value)

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        return f"{self.marks.lead(number)}{escape_start(one_line(str(value)))}\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f"{self.marks.lead(0)}{TBD}\n"

    def renumber(self, line: str, number: int) -> str:
        """Return an item's first line with the number of its place."""
        return self.marks.renumber(line, number)

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        return value


_BOX = lazy_pattern(
    r"(?P<lead>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[(?P<tick>[ xX/>-])\](?:[ \t]+|$)"
)
"""An item's box: open, done, cancelled (`-`), begun (`/`) or moved (`>`), as Obsidian has them."""


_DONE = {"x": "true", "-": "cancelled"}
"""The signs of items that are not open, and the text of their `done` cell."""
_OPEN = " />"
"""The signs of those that are."""
LEVEL = "level"
"""The cell that says under how many others an item stands; absent for one that is no sub-task."""
_CELLS = ("task", "owner", "due", "done", "link", "priority", LEVEL)
_BLANKS = lazy_pattern(r"[ \t]*")
_FENCE = lazy_pattern(r"[ \t]*(?:`{3}|~{3})")


def level_of(cells: Cells) -> int:
    """Return under how many other action items one stands: 0 for an item, 1 for its sub-task."""
    text = cells.get(LEVEL, "")
    return int(text) if len(text) == 1 and text in "123456789" else 0


def with_level(cells: Cells, level: int) -> dict[str, str]:
    """Return an item's cells at a level."""
    others = {key: text for key, text in cells.items() if key != LEVEL}
    return {**others, LEVEL: str(level)} if level else others


def _sub_tasks(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines on which the check boxes within an item begin, each with its level.

    None where something else of the item stands behind the first of them, or where it has a code
    block, in which a box may be words: the item keeps them in its text then.
    """
    found: dict[int, int] = {}
    columns = [_column_of_words(lines[0])]
    for at, line in enumerate(lines[1:], 1):
        if is_blank(line):
            continue
        indent = _width(_BLANKS, line)
        inner = [column for column in columns if column <= indent]
        if inner and indent - inner[-1] <= 3 and _BOX.match(bare(line)) and len(inner) <= _DEEPEST:
            columns = [*inner, _column_of_words(line)]
            found[at] = len(inner)
        elif _FENCE.match(line) or (found and indent < columns[-1]):
            return {}
    return found


def _column_of_words(line: str) -> int:
    """Return the column to which what belongs to an item is indented."""
    return _width(_MARK, line)


def _width(pattern: LazyPattern, line: str) -> int:
    match = pattern.match(bare(line))
    return len(match[0].expandtabs(4)) if match else 0


_NOTHING = lazy_pattern(r"[\W_]{0,4}(?:n/?a|none|nothing|not applicable)[\W_]{0,4}$", re.I)
"""An item that says that there are none."""
_DEEPEST = 9
"""The deepest level of sub-tasks that is read."""


@dataclass(frozen=True, slots=True)
class Tasks(HeadlessRows):
    """Action items as a list of check boxes, or of plain bullets."""

    marks: Marks = field(default_factory=Marks)
    text: TaskText = field(default_factory=TaskText)
    boxed: bool = True
    """Whether every item has a box; else only those that are done get one."""
    mixed: bool = False
    """Whether items without a box may stand among those with one."""
    step: int = 2
    """By how many columns a sub-task is indented."""
    given: tuple[tuple[str, ...], ...] = ()
    """The items of a template's checklist, which are there from the beginning, by `_CELLS`."""

    @property
    def gap(self) -> str:
        """See `RowShape.gap`."""
        return "\n" if self.marks.loose else ""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        levels = self._levels(lines)
        return [
            Chunk(self._read_row(lines[start:end], levels[start]), start, end)
            for start, end in row_spans(lines, list(levels))
        ]

    def _levels(self, lines: Sequence[str]) -> dict[int, int]:
        """The lines on which items begin, in their order, each with its level."""
        starts = item_starts(lines, self.marks.indent, self.marks.ordered)
        found = dict.fromkeys(starts, 0)
        if not self.marks.ordered:
            for start, end in pairwise([*starts, len(lines)]):
                within = _sub_tasks(lines[start:end])
                found.update({start + at: level for at, level in within.items()})
        return dict(sorted(found.items()))

    def stepped(self, lines: Sequence[str]) -> Tasks:
        """Return the shape with sub-tasks indented as far as the first one in some lines."""
        first = next((at for at, level in self._levels(lines).items() if level), None)
        step = _width(_BLANKS, lines[first]) - len(self.marks.indent) if first else self.step
        return replace(self, step=max(step, len(self.marks.lead(0)) - len(self.marks.indent)))

    def _read_row(self, lines: Sequence[str], level: int) -> dict[str, str]:
        lead, tick, words = self._take_box(bare(lines[0]))
        head, following = read_item(words, lines[1:], len(lead))
        if not (tick or following) and _NOTHING.match(head):
            return {}
        cells = self.text.read(head)
        if following:
            cells["task"] = join_head(cells.get("task", ""), following)
        if done := _DONE.get(tick.lower()):
            cells["done"] = done
        return with_level(cells, level) if cells else cells

    def _take_box(self, first: str) -> tuple[str, str, str]:
        """The mark of an item, the sign in its box (empty without a box), and its words."""
        box = _BOX.match(first)
        if box is not None:
            return box["lead"], box["tick"], first[box.end() :]
        mark = _MARK.match(first) if self.mixed or not self.boxed else None
        if mark is None:
            raise NotThisShape
        return mark[0], "", first[mark.end() :]

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {"task": value} if isinstance(value, str) else value
        lead = self._lead(level_of(cells), number, like)
        task, following = split_head(one_line(cells.get("task", "")))
        text = self._written({**cells, "task": task}, like)
        before = _BOX.match(bare(like[0])) if like else None
        boxed = self.boxed and not (self.mixed and like and not before)
        boxed = boxed or _NOTHING.match(text) is not None
        box = self._box(cells.get("done", ""), before["tick"] if before else " ", boxed)
        after = indented(following, len(lead)) if following else ""
        return f"{lead}{box}{text}".rstrip(" ") + f"\n{after}"

    def _lead(self, level: int, number: int, like: Sequence[str]) -> str:
        """The mark of an item: as the one that stood in its place has it, if that was as deep."""
        indent = len(self.marks.indent) + level * self.step
        before = _BOX.match(bare(like[0])) if like and not self.marks.ordered else None
        if before and _width(_BLANKS, like[0]) == indent:
            return before["lead"]
        return " " * (indent - len(self.marks.indent)) + self.marks.lead(number)

    @staticmethod
    def _box(done: str, before: str, boxed: bool) -> str:
        """Return the box of an item; what says that an open one is begun or moved stays so."""
        sign = next((sign for sign, words in _DONE.items() if words == done), "")
        if not sign and not boxed:
            return ""
        return f"[{sign or (before if before in _OPEN else ' ')}] "

    def _written(self, cells: Cells, like: Sequence[str]) -> str:
        """Return the text of an item, as the one that stood in its place is written."""
        if not isinstance(self.text, TailedText) or not like:
            return self.text.write(cells)
        lead = _BOX.match(first := bare(like[0])) or _MARK.match(first)
        head, _ = read_item(first[lead.end() :] if lead else first, like[1:], 0)
        return self.text.write(cells, head)

    def blank(self) -> str:
        """See `Shape.blank`."""
        if self.given:
            return self.write(tuple(dict(zip(_CELLS, item, strict=False)) for item in self.given))
        return f"{self.marks.lead(0)}{'[ ] ' if self.boxed else ''}{TBD}\n"

    def renumber(self, line: str, number: int) -> str:
        """Return an item's first line with the number of its place."""
        return self.marks.renumber(line, number)

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        if isinstance(value, str):
            return value
        return tuple(value.get(key, "") for key in _CELLS)
