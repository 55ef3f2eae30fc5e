"""One row of a text that is being edited: its words, the selection and the cursor, as a strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hotwash.tui.clusters import next_boundary
from hotwash.tui.widgets.drawing import expand_tabs
from hotwash.tui.widgets.hidden_characters import pictures

_MARKED = Style(underline=True)
"""How what is marked looks: seen in every theme, and without colours."""


@dataclass(frozen=True, slots=True)
class RowStyles:
    """How the parts of a row look."""

    base: Style
    cursor: Style
    selection: Style


def draw_row(
    text: str,
    part: tuple[int, int],
    chosen: range,
    cursor: int | None,
    styles: RowStyles,
    tab: int,
    marks: Sequence[tuple[int, int]] = (),
) -> Strip:
    """Draw the part of a line that stands on one row.

    Args:
        text: The whole line, as `conceal` made it.
        part: The columns `[start, end)` that the row shows.
        chosen: The columns that are selected; one more than the line has for its end.
        cursor: The column of the cursor, if it is on the line.
        styles: How it looks.
        tab: The most cells that a tab takes.
        marks: The columns `[start, end)` of what is underlined.
    """
    start, end = part
    places = {start, end, chosen.start, chosen.stop}
    if cursor is not None:
        places |= {cursor, next_boundary(text, cursor)}
    for mark in marks:
        places.update(mark)
    segments: list[Segment] = []
    cells = 0
    for left, right in pairwise(sorted(place for place in places if start <= place <= end)):
        shown = pictures(expand_tabs(text[left:right], cells, tab))
        style = _style(left, chosen, cursor, styles)
        if any(begin <= left < stop for begin, stop in marks):
            style += _MARKED
        segments.append(Segment(shown, style))
        cells += segments[-1].cell_length
    if end == len(text) and (cursor == end or end in chosen):
        segments.append(Segment(" ", _style(end, chosen, cursor, styles)))
    return Strip(segments)


def _style(column: int, chosen: range, cursor: int | None, styles: RowStyles) -> Style:
    style = styles.base + styles.selection if column in chosen else styles.base
    return style + styles.cursor if column == cursor else style
