"""Shapes of lists: bullets, numbers, and the check boxes of action items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hotwash.markdown.blocks import bare
from hotwash.markdown.items import indented, join_head, read_item, split_head
from hotwash.markdown.writing import TBD, escape_start, one_line, unescape_start
from hotwash.patterns import lazy_pattern
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
_CELLS = ("task", "owner", "due", "done", "link", "priority")


@dataclass(frozen=True, slots=True)
class Tasks(HeadlessRows):
    """Action items as a list of check boxes, or of plain bullets."""

    marks: Marks = field(default_factory=Marks)
    text: TaskText = field(default_factory=TaskText)
    boxed: bool = True
    """Whether every item has a box; else only those that are done get one."""
    mixed: bool = False
    """Whether items without a box may stand among those with one."""
    given: tuple[tuple[str, ...], ...] = ()
    """The items of a template's checklist, which are there from the beginning, by `_CELLS`."""

    @property
    def gap(self) -> str:
        """See `RowShape.gap`."""
        return "\n" if self.marks.loose else ""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        starts = item_starts(lines, self.marks.indent, self.marks.ordered)
        spans = row_spans(lines, starts)
        return [Chunk(self._read_row(lines[start:end]), start, end) for start, end in spans]

    def _read_row(self, lines: Sequence[str]) -> dict[str, str]:
        first = bare(lines[0])
        box = _BOX.match(first)
        plain = self.mixed or not self.boxed
        lead = box or (_MARK.match(first) if plain else None)
        if lead is None:
            raise NotThisShape
        offset = len(box["lead"]) if box else lead.end()
        head, following = read_item(first[lead.end() :], lines[1:], offset)
        cells = self.text.read(head)
        if following:
            cells["task"] = join_head(cells.get("task", ""), following)
        if box and (done := _DONE.get(box["tick"].lower())):
            cells["done"] = done
        return cells

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {"task": value} if isinstance(value, str) else value
        lead = self.marks.lead(number)
        task, following = split_head(one_line(cells.get("task", "")))
        text = self._written({**cells, "task": task}, like)
        before = _BOX.match(bare(like[0])) if like else None
        boxed = self.boxed and not (self.mixed and like and not before)
        box = self._box(cells.get("done", ""), before["tick"] if before else " ", boxed)
        after = indented(following, len(lead)) if following else ""
        return f"{lead}{box}{text}".rstrip(" ") + f"\n{after}"

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
