"""Text as cells of a terminal: made visible, measured, cropped and wrapped.

User text is data. Whatever could steer a terminal is replaced, one sign for one sign, so that a
position in what is shown is the same position in what is stored.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from hotwash.tui.clusters import clusters
from hotwash.tui.widgets.hidden_characters import conceal, pictures

UNREAD = "?"
"""Stands before what cannot be read as what it should be: a time, a date."""


def visible(text: str) -> str:
    """Return the text with every control character replaced by a sign for it, length kept."""
    if text.isprintable():
        return text
    return pictures(conceal(text, line=True))


def width(text: str) -> int:
    """How many cells a visible text takes."""
    return len(text) if text.isascii() else cell_len(text)


def crop(text: str, cells: int, *, right: bool = False) -> str:
    """Return a visible text in exactly so many cells, with `…` where something was cut.

    Args:
        text: The text, made visible before.
        cells: How many cells.
        right: Whether a shorter text stands at the right end.
    """
    if cells <= 0:
        return ""
    size = width(text)
    if size <= cells:
        return " " * (cells - size) + text if right else text + " " * (cells - size)
    if text.isascii():
        return text[: cells - 1] + "…"
    return set_cell_size(text, cells - 1) + "…"


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """Break a text into lines of at most so many cells, between words where there is room.

    Returns:
        The `(start, end)` of each line. They follow each other without a hole; the space at which
        a line was broken belongs to it and may stand one cell beyond its end.
    """
    cells = max(1, cells)
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _end_of_line(text, start, cells)
        spans.append((start, end))
        start = end
    return spans or [(0, 0)]


def _end_of_line(text: str, start: int, cells: int) -> int:
    end = _furthest(text, start, cells)
    if end < len(text) and text[end] == " ":
        return end + 1
    if end < len(text):
        space = text.rfind(" ", start, end)
        if space > start:
            return space + 1
    return end


def _furthest(text: str, start: int, cells: int) -> int:
    """The end of the longest part from `start` that fits, of one sign at the least."""
    part = text[start : start + cells]
    if part.isascii():
        return start + len(part)
    # A sign may take no cell at all, so the part that fits may be longer than its cells.
    for reach in (cells + 8, cells * 4 + 8):
        end, used = start, 0
        for _, last, size in clusters(text[start : start + reach]):
            if used + size > cells and end > start:
                return end
            end, used = start + last, used + size
        if start + reach >= len(text):
            break
    return max(end, start + 1)


def at_cell(text: str, cell: int) -> int:
    """The place in a visible text where a caret stands that is set on one of its cells."""
    if text.isascii():
        return max(0, min(cell, len(text)))
    for start, _, size in clusters(text):
        if cell < size:
            return start
        cell -= size
    return len(text)


@lru_cache(maxsize=256)
def boundaries(text: str) -> tuple[int, ...]:
    """The places where a caret may stand: between signs as people see them, both ends too."""
    if text.isascii():
        return tuple(range(len(text) + 1))
    return (0, *(end for _, end, _ in clusters(conceal(text, line=True))))
