"""The mouse in the open cell of a table: it puts the caret, and selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from hotwash.tui.table.grid import Grid


class CellMouse:
    """What the mouse does in the cell that is typed into.

    Args:
        table: The table.
    """

    def __init__(self, table: Grid) -> None:
        self._table = table
        self.drawn_over = False
        """Whether a part of the cell was selected since the button went down."""

    def press(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, and begin to select there."""
        self.drawn_over = False
        at = self._place(event)
        if at is not None and event.button == 1:
            self._table.cell.place_caret(at, selecting=event.shift)
            self._table.capture_mouse()

    def move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over with its button held."""
        line = self._table.cell.line
        if self._table.app.mouse_captured is not self._table or line is None:
            return
        at = self._place(event, near=True)
        if at is not None and at != line.caret:
            self.drawn_over = True
            self._table.cell.place_caret(at, selecting=True)

    def click(self, event: events.Click) -> bool:
        """Select a word with two clicks, all of the text with three; return whether it was here."""
        line, at = self._table.cell.line, self._place(event)
        if self.drawn_over:
            return True
        if at is None or line is None:
            return False
        if event.chain > 1:
            line.select_around(at, event.chain)
            self._table.repaint(self._table.cursor)
        return True

    def _place(self, event: events.MouseEvent, *, near: bool = False) -> int | None:
        """The place in the text of the open cell that is under the mouse, or near it."""
        table = self._table
        if not table.cell.is_open or (event.y < table.chrome and not near):
            return None
        layout = table.table_layout
        top = table.chrome + layout.lines.top(table.cursor) - round(table.scroll_y)
        picture = table.drawing.picture(table.cursor)
        return layout.painter.typed_at(picture, event.y - top, event.x, near=near)
