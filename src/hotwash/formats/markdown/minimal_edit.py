"""Minimal edits of an imported document: lines that were not changed stay, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hotwash.formats.markdown.answers import normal_item, normal_value
from hotwash.formats.markdown.layout import Layout
from hotwash.formats.markdown.whitespace import spaced_like
from hotwash.markdown.blocks import split_lines
from hotwash.template.model import Field
from hotwash.template.shapes.base import (
    Cells,
    NotThisShape,
    RowShape,
    Shape,
    Value,
    has_rows,
    items_of,
    renumbered,
)


def is_same(shape: Shape, value: Value, other: Value) -> bool:
    """Whether two answers are the same in all that their Markdown has a place for."""
    if not has_rows(shape) or isinstance(value, str) or isinstance(other, str):
        return value == other or not (value or other)
    if len(value) != len(other):
        return False
    pairs = zip(items_of(value), items_of(other), strict=True)
    return all(shape.key(one) == shape.key(another) for one, another in pairs)


def write_own(layout: Layout, field: Field, shape: Shape, value: Value) -> str:
    """Return the lines of a changed answer in the place of its source lines.

    Args:
        layout: The document's text.
        field: The field.
        shape: How it is written.
        value: The answer, not empty.
    """
    source = layout.lines[slice(*field.span)]
    if has_rows(shape) and not isinstance(value, str):
        try:
            return _RowWriter(layout, field, shape, source).write(value)
        except NotThisShape:
            pass
    text = shape.write(value)
    before = layout.own_values[field.path]
    if before and layout.as_written(field, shape) != "".join(source):
        spaced = _ended(spaced_like(text, _plain("".join(source))))
        if _reads(field, shape, spaced, value):
            text = spaced
    return text.replace("\n", layout.newline)


def _reads(field: Field, shape: Shape, text: str, value: Value) -> bool:
    """Whether some lines say what an answer says."""
    try:
        return normal_value(field, shape.read(split_lines(text))) == value
    except NotThisShape:
        return False


def _plain(text: str) -> str:
    """Return a text with LF endings."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


class _WrittenRow(NamedTuple):
    """A row that is to be written."""

    value: str | Cells
    place: int | None
    """The row of the source in whose place it stands, and whose marks it takes over; None for a new
    one."""
    kept: bool = False
    """Whether it is that row, to be written as it was."""


class _RowWriter:
    """The items or rows of a field, written so that those that were there keep their lines.

    Args:
        layout: The document's text.
        field: The field.
        shape: How it is written.
        source: Its lines.

    Raises:
        NotThisShape: The lines are written otherwise.
    """

    def __init__(
        self, layout: Layout, field: Field, shape: RowShape, source: Sequence[str]
    ) -> None:
        self._field = field
        self._shape = shape
        self._source = source
        self._newline = layout.newline
        self._chunks = layout.own_chunks(field, shape)

    def write(self, values: Sequence[str | Cells]) -> str:
        """Return the lines of some rows."""
        if self._chunks:
            parts = ["".join(self._source[: self._chunks[0].start])]
        else:
            parts = [self._shape.head(self._source or None).replace("\n", self._newline)]
        entries = list(self._entries(values))
        for number, entry in enumerate(entries):
            if entry.kept and entry.place is not None:
                lines = self._lines(entry.place)
                lines[0] = renumbered(self._shape, lines[0], number)
                text = "".join(lines)
            else:
                text = self._changed(entry, number)
            if not text.endswith(("\n", "\r")):
                text += self._newline
            parts.append(text)
            if number + 1 < len(entries):
                parts.append(self._gap(entry.place, entries[number + 1].place))
        return "".join(parts)

    def _entries(self, values: Sequence[str | Cells]) -> Iterator[_WrittenRow]:
        """Yield what is to be written, in order: the rows, and those left empty to fill in."""
        places = self._places(values)
        used, free = set(places), 0
        for value, place in zip(values, places, strict=True):
            if place is not None:
                yield from self._empty(free, place, used)
                yield _WrittenRow(value, place, kept=True)
                free = max(free, place + 1)
            elif free < len(self._chunks) and free not in used:
                yield _WrittenRow(value, free)
                free += 1
            else:
                yield _WrittenRow(value, None)
        yield from self._empty(free, len(self._chunks), used)

    def _empty(self, start: int, end: int, used: set[int | None]) -> Iterator[_WrittenRow]:
        for place in range(start, end):
            value = self._chunks[place].value
            if not value and place not in used:
                yield _WrittenRow(value, place, kept=True)

    def _places(self, values: Sequence[str | Cells]) -> list[int | None]:
        """Return for each row which one of the source it is, if it is one."""
        by_value: dict[object, list[int]] = {}
        for number in range(len(self._chunks) - 1, -1, -1):
            by_value.setdefault(self._shape.key(self._chunks[number].value), []).append(number)
        kept: list[int | None] = []
        for value in values:
            same = by_value.get(self._shape.key(value))
            kept.append(same.pop() if same else None)
        return kept

    def _lines(self, place: int) -> list[str]:
        chunk = self._chunks[place]
        return list(self._source[chunk.start : chunk.end])

    def _changed(self, entry: _WrittenRow, number: int) -> str:
        """Return a row that was not there."""
        old = self._lines(entry.place) if entry.place is not None else []
        text = self._shape.write_row(entry.value, number, old)
        if old:
            first = renumbered(self._shape, old[0], number)
            spaced = _ended(spaced_like(text, _plain("".join([first, *old[1:]]))))
            if spaced != text and self._says(spaced, entry.value):
                text = spaced
        return text.replace("\n", self._newline)

    def _says(self, text: str, value: str | Cells) -> bool:
        """Whether some lines are one row, and that row."""
        head = self._shape.head(self._source)
        try:
            found = self._shape.chunks(split_lines(head + text))
        except NotThisShape:
            return False
        return len(found) == 1 and self._shape.key(
            normal_item(self._field, found[0].value)
        ) == self._shape.key(value)

    def _gap(self, place: int | None, following: int | None) -> str:
        """Return what stands between two rows: what stood there, or what the list mostly has."""
        if place is not None and following == place + 1:
            chunks = self._chunks
            return "".join(self._source[chunks[place].end : chunks[following].start])
        return self._shape.gap.replace("\n", self._newline)
