"""Scrolling to the cursor of a table: in the table itself, or in the form that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset, Region
from textual.widget import Widget

if TYPE_CHECKING:
    from hotwash.tui.table.row_view import RowView


def scroll_to_cursor(view: RowView) -> None:
    """Scroll so that the cursor's row, or the caret in it, can be seen."""
    lines = view.drawing.layout.lines
    top, height = lines.top(view.cursor), lines.height(view.cursor)
    caret = _caret_place(view)
    if caret is not None:
        top, height = top + caret.y, 1
    if view.fill:
        _scroll_table(view, top, height)
    else:
        _scroll_form(view, top, height)
    if caret is not None:  # told to the terminal, for input methods
        line = top + view.chrome - round(view.scroll_y)
        view.app.cursor_position = view.content_region.offset + Offset(caret.x, line)


def _caret_place(view: RowView) -> Offset | None:
    """Where the caret stands in the cursor's row; None when no cell of it is typed into."""
    if view.typed_cell() is None:
        return None
    line, cell = view.drawing.layout.painter.caret_place(view.drawing.picture(view.cursor))
    return Offset(cell, line)


def _scroll_table(view: RowView, top: int, height: int) -> None:
    scrolled, room = round(view.scroll_y), view.room
    offset = scrolled
    if top + height > offset + room and height <= room:
        offset = top + height - room
    elif top < offset or height > room:
        offset = top
    if offset != scrolled:
        # Forced: rows that were added now may need a scroll bar that is not there yet.
        view.scroll_to(y=offset, animate=False, immediate=True, force=True)


def _scroll_form(view: RowView, top: int, height: int) -> None:
    line = Region(view.region.x, view.region.y + view.chrome + top, 1, height)
    for ancestor in view.ancestors:
        if isinstance(ancestor, Widget) and ancestor.allow_vertical_scroll:
            frame = ancestor.scrollable_content_region
            inside = line.translate(-frame.offset).translate(ancestor.scroll_offset)
            ancestor.scroll_to_region(inside, animate=False, immediate=True, x_axis=False)
            return
