"""Spans: pieces of text with marks on them, and how they are broken into rows."""

from __future__ import annotations

from enum import IntFlag

from rich.cells import cell_len

from hotwash.tui.widgets.drawing import wrap


class Mark(IntFlag):
    """How a span is set off from plain text. Marks add up."""

    NONE = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRIKE = 8
    LINK = 16
    MUTED = 32
    """Not said yet (`_TBD_`), or a sign of the Markdown that is not text."""
    HEADING = 64
    TITLE = 128
    """A heading of the first or second level."""
    QUOTE = 256
    RULE = 512
    """Lines that are drawn: rules, the line under a table's head, bars of quotes."""


Span = tuple[str, Mark]
"""Text and its marks. The text has no line end but for a hard break."""

Row = tuple[Span, ...]
"""One row of the screen."""


def width_of(spans: Row | list[Span]) -> int:
    """Cells that the spans take."""
    return sum(cell_len(text) for text, _ in spans)


def marked(spans: list[Span], mark: Mark) -> list[Span]:
    """The same spans with another mark on each."""
    return [(text, marks | mark) for text, marks in spans]


def break_rows(spans: list[Span], width: int) -> list[Row]:
    """Break spans into rows of at most `width` cells, at spaces and at hard breaks."""
    plain = "".join(text for text, _ in spans)
    if "\n" not in plain and cell_len(plain) <= width:
        return [tuple(spans)]
    rows: list[Row] = []
    start = 0
    for line in plain.split("\n"):
        at = start
        for part in wrap(line, width):
            at = plain.index(part, at)
            rows.append(_cut(spans, at, at + len(part)))
            at += len(part)
        start += len(line) + 1
    return rows


def _cut(spans: list[Span], start: int, end: int) -> Row:
    """The spans of the characters `[start, end)`."""
    row: list[Span] = []
    at = 0
    for text, mark in spans:
        left, right = max(start - at, 0), min(end - at, len(text))
        if left < right:
            row.append((text[left:right], mark))
        at += len(text)
        if at >= end:
            break
    return tuple(row)
