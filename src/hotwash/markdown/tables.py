"""Rows of a Markdown table: a line to its cells and back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import escape_cell, unescape_cell

_DELIMITER = re.compile(r"[ \t]*:?-+:?[ \t]*")


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


def write_cells(texts: Sequence[str], widths: Sequence[int] = ()) -> str:
    """Return a row.

    Args:
        texts: One text for each column, not escaped.
        widths: How wide the columns are drawn; wider cells are left as they are.
    """
    cells = [escape_cell(text) for text in texts]
    if widths:
        cells = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(cells)} |"


def drawn_widths(lines: Sequence[str]) -> tuple[int, ...]:
    """Return the widths of the columns if all rows are drawn alike, else nothing."""
    widths: set[tuple[int, ...]] = set()
    for line in lines:
        if not bare(line).startswith("|"):
            return ()
        widths.add(tuple(len(cell) - 2 for cell in raw_cells(line)))
    return widths.pop() if len(widths) == 1 else ()
