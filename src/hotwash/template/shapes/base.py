"""What every shape can do, and what shapes of rows can do beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeGuard

from hotwash.markdown.blocks import is_blank
from hotwash.markdown.writing import TBD, one_line

Cells = Mapping[str, str]
"""A row: text by column key; empty cells are absent."""

Value = str | tuple[str, ...] | tuple[Cells, ...]
"""An answer as shapes know it. Empty means unanswered."""


def items_of(value: Value) -> tuple[str | Cells, ...]:
    """Return the items or rows of an answer; a text is one item."""
    return (value,) if isinstance(value, str) else tuple(value)


class NotThisShape(Exception):
    """The lines are not written in this shape; they are to be kept as they are."""


class Shape(Protocol):
    """How one field is written."""

    def read(self, lines: Sequence[str]) -> Value:
        """Return the answer in some lines, empty for none; the lines keep their endings.

        Raises:
            NotThisShape: The lines hold something else.
        """

    def write(self, value: Value) -> str:
        """Return the lines of an answer, with LF endings, the last one's included."""

    def blank(self) -> str:
        """Return the lines of an answer not given: `_TBD_` in the field's own shape."""


class Chunk(NamedTuple):
    """One item or row and the lines `[start, end)` it was read from."""

    value: str | Cells
    start: int
    end: int


def row_spans(lines: Sequence[str], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the lines of each row, without the blank ones behind it; none without an answer.

    Args:
        lines: The lines of a field.
        starts: Those on which its rows begin.

    Raises:
        NotThisShape: There is something else, or something before the first row.
    """
    if not starts and one_line("".join(lines)) not in ("", TBD):
        raise NotThisShape
    if starts and not all(map(is_blank, lines[: starts[0]])):
        raise NotThisShape
    found = []
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=False):
        end = following
        while end > start + 1 and is_blank(lines[end - 1]):
            end -= 1
        found.append((start, end))
    return found


class RowShape(Shape, Protocol):
    """How a field of items or rows is written: each on lines of its own."""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """Return the items or rows in some lines.

        Raises:
            NotThisShape: The lines hold something else.
        """

    def head(self, lines: Sequence[str] | None = None) -> str:
        """Return the lines before the first item: a table's heading, mostly nothing.

        Args:
            lines: The lines of the field in a document of its own, if it has one.
        """

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """Return the lines of one item or row.

        Args:
            value: The item's text or the row's cells.
            number: Its place in the list, from 0.
            like: The lines that stood in its place, whose marks it takes over.
        """

    @property
    def gap(self) -> str:
        """What stands between two items: nothing, or an empty line."""

    def key(self, value: str | Cells) -> object:
        """Return what makes two items the same in Markdown, hashable."""


class Headless:
    """A shape of rows without a heading: what it writes is its rows and the gaps between."""

    __slots__ = ()

    def head(self, lines: Sequence[str] | None = None) -> str:
        """See `RowShape.head`."""
        return ""

    def write(self: RowShape, value: Value) -> str:
        """See `Shape.write`."""
        rows = items_of(value)
        return self.gap.join(self.write_row(row, number) for number, row in enumerate(rows))


class HeadlessRows(Headless):
    """The same for rows of cells; those without any are none."""

    __slots__ = ()

    def read(self: RowShape, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        return tuple(
            chunk.value
            for chunk in self.chunks(lines)
            if not isinstance(chunk.value, str) and chunk.value
        )


def has_rows(shape: Shape) -> TypeGuard[RowShape]:
    """Whether a shape writes items or rows, each on lines of its own."""
    return hasattr(shape, "chunks")


def renumbered(shape: RowShape, line: str, number: int) -> str:
    """Return an item's first line with the number of its place, where the shape counts."""
    count = getattr(shape, "renumber", None)
    return line if count is None else str(count(line, number))
