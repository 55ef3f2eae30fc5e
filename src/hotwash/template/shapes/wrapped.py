"""Shapes of rows within something else: in a block quote, and in a table of HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.markdown.blocks import bare, is_blank, split_lines
from hotwash.markdown.writing import TBD, one_line
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import (
    Cells,
    Chunk,
    HeadlessRows,
    NotThisShape,
    RowShape,
    Value,
    renumbered,
    row_spans,
)

_QUOTE = lazy_pattern(r" {0,3}> ?")
_ROW = lazy_pattern(r"(?is)[ \t]*<tr\b[^>]*>(?P<cells>.*)</tr>[ \t]*$")
_BREAK = lazy_pattern(r"(?i)\s*<br\s*/?>\s*")
_CELL = lazy_pattern(r"(?is)\s*<td\b[^>]*>(?P<text>(?:[^<]|<br\s*/?>)*)</td>\s*")


def unquoted(lines: Sequence[str]) -> list[str]:
    """Return the lines of a block quote without its marks.

    Raises:
        NotThisShape: One of them has none.
    """
    marks = [_QUOTE.match(line) for line in lines]
    if not all(mark or is_blank(line) for mark, line in zip(marks, lines, strict=True)):
        raise NotThisShape
    pairs = zip(marks, lines, strict=True)
    return [line[mark.end() :] if mark else line for mark, line in pairs]


def _quoted(text: str) -> str:
    return "".join(f"> {line}" if not is_blank(line) else f">{line}" for line in split_lines(text))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Rows in a block quote: `> | 10:15 | Alert |`."""

    inner: RowShape

    @property
    def gap(self) -> str:
        """See `RowShape.gap`."""
        return _quoted(self.inner.gap)

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        return self.inner.chunks(unquoted(lines))

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        return self.inner.read(unquoted(lines))

    def head(self, lines: Sequence[str] | None = None) -> str:
        """See `RowShape.head`."""
        return _quoted(self.inner.head(None if lines is None else unquoted(lines)))

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        return _quoted(self.inner.write_row(value, number, unquoted(like)))

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        return _quoted(self.inner.write(value))

    def blank(self) -> str:
        """See `Shape.blank`."""
        return _quoted(self.inner.blank())

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        return self.inner.key(value)

    def renumber(self, line: str, number: int) -> str:
        """Return an item's first line with the number of its place."""
        mark = _QUOTE.match(line)
        end = mark.end() if mark else 0
        return line[:end] + renumbered(self.inner, line[end:], number)


def _read_cell(text: str) -> str:
    return one_line(html.unescape(_BREAK.sub("\n", " ".join(text.split()))))


def _write_cell(text: str) -> str:
    return html.escape(one_line(text), quote=False).replace("\n", "<br>")


@dataclass(frozen=True, slots=True)
class HtmlRows(HeadlessRows):
    """The rows of a table of HTML, without its head: each `<tr>` on lines of its own.

    Cells with tags in them are not read: the table is text then.
    """

    keys: tuple[str, ...]
    """The column keys, in the order drawn."""
    indent: str = ""
    gap: str = ""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        starts = [
            at for at, line in enumerate(lines) if line.lstrip(" \t").lower().startswith("<tr")
        ]
        spans = row_spans(lines, starts)
        return [Chunk(self._read_row("".join(lines[a:b])), a, b) for a, b in spans]

    def _read_row(self, text: str) -> dict[str, str]:
        row = _ROW.match(bare(text))
        inner = row["cells"] if row else "<"
        if _CELL.sub("", inner).strip():
            raise NotThisShape
        texts = [_read_cell(cell["text"]) for cell in _CELL.finditer(inner)]
        if len(texts) > len(self.keys):
            raise NotThisShape
        pairs = zip(self.keys, texts, strict=False)
        return {key: text for key, text in pairs if text and text != TBD}

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {self.keys[-1]: value} if isinstance(value, str) else value
        return self._row([_write_cell(cells.get(key, "")) for key in self.keys])

    def _row(self, texts: Sequence[str]) -> str:
        return f"{self.indent}<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return self._row([TBD] * len(self.keys))

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        return value if isinstance(value, str) else tuple(value.get(key, "") for key in self.keys)
