"""The rows of a table with a cursor and a filter; nothing is edited here.

The cursor moves by repainting two rows, and whatever scrolls follows it: the table itself when it
fills its tab, else the form that it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.widget import Widget

from hotwash.postmortem.document import Row
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.row_canvas import RowCanvas


class RowView(RowCanvas, can_focus=True, inherit_bindings=False):
    """A table to move about in and to filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Row above", show=False),
        Binding("down", "step(1)", "Row below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "edge(-1)", "First row", show=False),
        Binding("end,ctrl+end", "edge(1)", "Last row", show=False),
        Binding("left", "side(-1)", "Cell to the left", show=False),
        Binding("right", "side(1)", "Cell to the right", show=False),
    ]

    def leave_above(self) -> None:
        """Go where Up leads from the first row."""

    def leave_below(self) -> None:
        """Go where Down leads from the last row."""

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self.rearrange()
        self.follow()

    def watch_show_vertical_scrollbar(self) -> None:
        """Share what a scroll bar beside the rows leaves of the width."""
        self.call_after_refresh(self.on_resize)

    # The cursor.

    def go(self, place: int) -> None:
        """Put the cursor on a row, as near as there is one, and bring it into view."""
        place = max(0, min(place, self.count - 1))
        old, self.cursor = self.cursor, place
        if place != old:
            if self._relined(old, place):
                self._show_all()
            else:
                self._repaint(old)
                self._repaint(place)
        self.follow()

    def go_column(self, column: int) -> None:
        """Put the cursor in a column."""
        self.column = max(0, min(column, len(self.columns) - 1))
        self.show_column()
        self._repaint(self.cursor)

    def show_column(self) -> None:
        """Bring the cursor's column into view where there is no room for all columns."""
        if not self._painter.widths[self.column]:
            self.rearrange()

    def page(self) -> int:
        """How many rows a page has."""
        height = self.size.height if self.fill else self.screen.size.height // 2
        return max(1, height - self._chrome - 1)

    def follow(self) -> None:
        """Scroll so that the cursor's row, or the caret in it, can be seen."""
        if not self.count or not self.is_attached:
            return
        top, height = self._lines.top(self.cursor), self._lines.height(self.cursor)
        if self.caret() is not None:
            line, _ = self._painter.caret_place(self.picture(self.cursor))
            top, height = top + line, 1
        if self.fill:
            room = self.size.height - self._chrome
            offset = round(self.scroll_y)
            if top + height > offset + room and height <= room:
                offset = top + height - room
            elif top < offset or height > room:
                offset = top
            if offset != round(self.scroll_y):
                # Forced: rows that were added now may need a scroll bar that is not there yet.
                self.scroll_to(y=offset, animate=False, immediate=True, force=True)
        else:
            self._follow_in_form(top, height)
        self._place_terminal_cursor()

    def _follow_in_form(self, top: int, height: int) -> None:
        line = Region(self.region.x, self.region.y + self._chrome + top, 1, height)
        for ancestor in self.ancestors:
            if isinstance(ancestor, Widget) and ancestor.allow_vertical_scroll:
                frame = ancestor.scrollable_content_region
                inside = line.translate(-frame.offset).translate(ancestor.scroll_offset)
                ancestor.scroll_to_region(inside, animate=False, immediate=True, x_axis=False)
                return

    def _place_terminal_cursor(self) -> None:
        """Tell the terminal where the caret is, for input methods."""
        if self.caret() is None:
            return
        line, cell = self._painter.caret_place(self.picture(self.cursor))
        top = self._lines.top(self.cursor) + line + self._chrome - round(self.scroll_y)
        self.app.cursor_position = self.content_region.offset + Offset(cell, top)

    def action_step(self, by: int) -> None:
        """Move the cursor by rows; over the first and the last one it leaves the table."""
        if self.cursor + by < 0 or (by < 0 and not self.count):
            self.leave_above()
        elif self.cursor + by >= self.count:
            self.leave_below()
        else:
            self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self.go(self.cursor + by * self.page())

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        self.go(0 if by < 0 else self.count - 1)

    def action_side(self, by: int) -> None:
        """Move the cursor to the cell beside."""
        self.go_column(self.column + by)

    # The filter.

    def open_filter(self) -> None:
        """Begin to choose rows by words."""
        if self.filter is None:
            self.filter = LineEditor()
            self._haystack = [_words_of(row) for row in self.rows]
        self.rearrange()

    def reshow(self, old: Sequence[Row]) -> None:
        """Keep showing the rows that the filter shows, and a new one, after rows have changed.

        Args:
            old: All rows as they were.
        """
        if self.filter is None:
            return
        self._haystack = [_words_of(row) for row in self.rows]
        if self.shown is not None:
            hidden = {row.id for row in old} - {old[at].id for at in self.shown}
            self.shown = [at for at, row in enumerate(self.rows) if row.id not in hidden]

    def choose(self, words: str) -> None:
        """Show the rows that have all the words; all rows when there is none."""
        wanted = words.casefold().split()
        row = self.current
        self.shown = [
            at for at, text in enumerate(self._haystack) if all(word in text for word in wanted)
        ]
        self.cursor = 0 if row is None or row not in self.shown else self.shown.index(row)
        self.rearrange()

    def close_filter(self) -> None:
        """Show all rows again; the cursor stays on its row."""
        row = self.current
        self.filter, self.shown, self._haystack = None, None, []
        self.cursor = row or 0
        self.rearrange()
        self.follow()

    # The mouse and the focus.

    def watch_has_focus(self, has_focus: bool) -> None:
        """Open the cursor's row while the table has the focus, and close it after."""
        super().watch_has_focus(has_focus)
        self._repaint(self.cursor)
        if not self.count:
            self.refresh()
        if has_focus:
            self.call_after_refresh(self.follow)

    def hit(self, event: events.MouseEvent) -> tuple[int, int | None] | None:
        """The place and the column under the mouse, or None where there is no row."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._chrome or not self.count:
            return None
        line = offset.y - self._chrome + round(self.scroll_y)
        if line >= self._lines.total:
            return None
        return self._lines.find(line)[0], self._painter.column_at(offset.x)


def _words_of(row: Row) -> str:
    return " ".join(row.cells.values()).casefold()
