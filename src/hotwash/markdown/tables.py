"""Rows of a Markdown table: a line to its cells and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hotwash.characters import width_of
from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import escape_cell, unescape_cell
from hotwash.patterns import lazy_pattern

_DELIMITER = lazy_pattern(r"[ \t]*:?-+:?[ \t]*")


def raw_cells(line: str) -> list[str]:
    """Return the cells of a row as they are written, blanks at their ends included."""
    text = bare(line).strip(" \t")
    cells: list[str] = []
    start = at = 1 if text.startswith("|") else 0
    while at < len(text):
        if text[at] == "|" and text[at - 1 : at] != "\\":
            cells.append(text[start:at])
            start = at + 1
        at += 1
    if start < len(text) or not cells:
        cells.append(text[start:])
    return cells


def read_cells(line: str, width: int) -> list[str]:
    """Return the texts of a row's cells, as many as the table has columns.

    What stands beyond the last column is read as part of its cell, so that it is not lost.
    """
    raw = raw_cells(line)
    if len(raw) > width:
        raw[width - 1 :] = ["|".join(raw[width - 1 :])]
    texts = [unescape_cell(cell.strip(" \t")) for cell in raw]
    return texts + [""] * (width - len(texts))


def is_delimiter(line: str) -> bool:
    """Whether a line is the one under a table's heading."""
    return all(_DELIMITER.fullmatch(cell) for cell in raw_cells(line))


class TableStyle(NamedTuple):
    """How an author draws a table."""

    widths: tuple[int, ...] = ()
    """How wide the columns are, in columns of a terminal; 0 where they are not drawn alike."""
    right: tuple[bool, ...] = ()
    """Whether the delimiter line aligns a column to the right."""
    lead: str = "| "
    between: str = " | "
    tail: str = " |"

    def line(self, cells: Sequence[str]) -> str:
        """Return a row of cells that are escaped."""
        padded = [
            cell if self._at(self.widths, at) <= width_of(cell)
            else " " * (self.widths[at] - width_of(cell)) + cell if self._at(self.right, at)
            else cell + " " * (self.widths[at] - width_of(cell))
            for at, cell in enumerate(cells)
        ]  # fmt: skip
        bare_start = not self.lead and (len(padded) < 2 or not _SAFE.match(padded[0]))
        if bare_start or ("|" in (self.between, self.tail) and any(map(_ends_in_slash, cells))):
            return f"| {' | '.join(padded)} |"
        return f"{self.lead}{self.between.join(padded)}{self.tail}".rstrip(" ")

    @staticmethod
    def _at(values: Sequence[int], at: int) -> int:
        return values[at] if at < len(values) else 0


PLAIN = TableStyle()
"""Cells between pipes with blanks, as wide as their texts."""


def _ends_in_slash(cell: str) -> bool:
    return cell.endswith("\\")


_SAFE = lazy_pattern(r"(?!\d+[.)])\w")
"""A first cell that cannot begin a block where no pipe stands before it."""


def write_cells(texts: Sequence[str], drawn: TableStyle = PLAIN) -> str:
    """Return a row.

    Args:
        texts: One text for each column, not escaped.
        drawn: How the table is drawn.
    """
    return drawn.line([escape_cell(text) for text in texts])


def drawn_like(lines: Sequence[str]) -> TableStyle:
    """Return how a table is drawn.

    Args:
        lines: Its lines, the heading and the one below it first.
    """
    heading = bare(lines[0]).strip(" \t")
    framed = heading.startswith("|"), heading.endswith("|")
    pad = "" if _TIGHT.search(heading) else " "
    columns = [Counter[int]() for _ in raw_cells(lines[1])]
    for line in lines:
        cells = raw_cells(line)
        ends = len(cells) - (not framed[1])
        for at, cell in enumerate(cells[: min(ends, len(columns))]):
            open_start = at == 0 and not framed[0]
            columns[at][width_of(cell) - len(pad) * (1 if open_start else 2)] += 1
    widths = [_agreed(column, len(lines)) for column in columns]
    cells = [cell.strip(" \t") for cell in raw_cells(lines[1])]
    return TableStyle(
        tuple(widths), tuple(cell.endswith(":") and cell[0] != ":" for cell in cells),
        f"|{pad}" if framed[0] else "", f"{pad}|{pad}", f"{pad}|" if framed[1] else "",
    )  # fmt: skip


_TIGHT = lazy_pattern(r"^\|[^\s|]|[^\s|]\|[^\s|]|[^\s|]\|$")
"""A pipe with a word right at it."""


def _agreed(widths: Counter[int], lines: int) -> int:
    """Return the width that most lines give a column; 0 when they differ."""
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return max(width, 0) if count > 2 and count * 3 >= lines * 2 else 0
