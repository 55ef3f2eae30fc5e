"""The table of a field: its rows drawn, typed into, chosen, and kept as the document has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from hotwash.editing.places import Spot
from hotwash.tui.bindings import bindings
from hotwash.tui.command import KeyScope
from hotwash.tui.commands import BY_ID
from hotwash.tui.handlers import find
from hotwash.tui.table.cell_editor import CellEditor
from hotwash.tui.table.cell_mouse import CellMouse
from hotwash.tui.table.field_rows import FieldRows
from hotwash.tui.table.row_commands import RowCommands
from hotwash.tui.table.row_selection import RowSelection
from hotwash.tui.table.row_sync import RowSync
from hotwash.tui.table.row_view import RowView
from hotwash.tui.table.table_drawing import TypedCell
from hotwash.tui.table.table_keys import TableKeys
from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.hidden_characters import is_source
from hotwash.tui.widgets.hints import Hint, HintsChanged
from hotwash.tui.widgets.line_editor import LineEditor


class Grid(RowView, can_focus=True):
    """The rows of one field, to be read and written.

    Args:
        model: The rows.
    """

    class RowsPasted(Message):
        """Text of several lines was pasted; sent in place of adding them when asked to."""

        def __init__(self, grid: Grid, text: str) -> None:
            super().__init__()
            self.grid = grid
            self.text = text
            """The text. `grid.add_lines(text.splitlines())` makes rows of it."""

        @property
        def control(self) -> Grid:
            """The table they were pasted into."""
            return self.grid

    class Said(Message):
        """Something for the status line, in words."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Rearranged(Message):
        """Rows have changed: what is summed up from them is to be told anew."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        KeyScope.TABLE, KeyScope.CELL, action="run_command"
    )

    scope: ClassVar[KeyScope] = KeyScope.TABLE
    """Whose keys act in the table while no cell is typed into."""

    model: FieldRows

    def __init__(self, model: FieldRows) -> None:
        self.cell = CellEditor(self, model)
        """The cell that is typed into."""
        self.keys = TableKeys(self)
        self._mouse = CellMouse(self)
        self.sync = RowSync(self, model)
        self.selection = RowSelection()
        """The range of rows that commands act on."""
        self._hints: tuple[Hint, ...] = (self.scope,)
        super().__init__(model)
        self.field = model.field
        self.commands = RowCommands(self, model)
        """What is done to its rows."""
        self.source: object = self
        """Who the session names as the sender of our edits: the field that we are part of."""
        self.next_stop: Widget | None = None
        """Where Down leads from the last row; None for the field below."""
        self.ask_before_paste = False
        """Whether pasted lines are sent as `RowsPasted` in place of being added at once."""

    # What is told.

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that act here now."""
        return self.keys.hints

    def tell_hints(self) -> None:
        """Tell the footer when other keys act."""
        if self.hints != self._hints:
            self._hints = self.hints
            self.post_message(HintsChanged())

    def say(self, text: str) -> None:
        """Put words into the status line."""
        self._tell(self.Said(text))

    def _tell(self, message: Message) -> None:
        """Send a message from the field: one from a part of it, in the field's turn, ends there."""
        field = self.source if isinstance(self.source, Widget) else self
        field.post_message(message)

    # The document.

    def on_mount(self) -> None:
        """Follow the document."""
        self.sync.start()

    def on_unmount(self) -> None:
        """Stop listening."""
        self.sync.stop()

    def show(self) -> None:
        """Show the document as it is now."""
        self.sync.show()

    def flush(self) -> None:
        """Settle the cell that is typed into; it stays open."""
        self.cell.flush()

    def rearrange(self) -> None:
        """Lay everything out anew, and show it."""
        self.model.update(typing=self.cell.is_open)
        super().rearrange()
        self.post_message(self.Rearranged())

    def add_lines(self, lines: Sequence[str]) -> None:
        """Make rows of pasted lines, as one step."""
        lines = [line for line in lines if line.strip()]
        if lines:
            notes = self.sync.insert_lines(lines)
            self.say("; ".join([f"{len(lines)} rows pasted; u or Ctrl+Z takes them out", *notes]))

    # Places.

    @property
    def spot(self) -> Spot:
        """The row and the cell under the cursor."""
        return Spot(self.current or 0, self.cell.key)

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a row and a cell; a filter that hides the row ends."""
        self.cell.leave()
        at = max(0, min(spot.at, len(self.model.rows) - 1))
        if self.shown is not None and at not in self.shown:
            self.commands.close_filter()
        self.focus(scroll_visible=False)
        self.go(self.place(at))
        keys = [known.key for known in self.model.columns]
        if spot.column in keys:
            self.go_column(keys.index(spot.column))

    def go_column(self, column: int) -> None:
        """Put the cursor in a column that can be typed into; the others have keys of their own."""
        typed = self.model.typed_columns
        super().go_column(max((at for at in typed if at <= column), default=typed[0]))

    def leave(self, by: int) -> None:
        """Go to the field above or below; a table that has its tab for itself has none."""
        if self.selection.stays:
            return  # the cursor stays in the table
        if by > 0 and self.next_stop is not None:
            self.next_stop.focus()
        elif not self.fill:
            widget = step_from(self, by)
            if isinstance(widget, Grid):
                widget.go(0 if widget.region.y > self.region.y else widget.count)

    # The cell, the filter and the range.

    def typed_cell(self) -> TypedCell | None:
        """The cell that is typed into, if one is."""
        return self.cell.shown()

    @property
    def types_filter(self) -> bool:
        """Whether keys go to the filter."""
        return self.filter is not None and self.filter.typing

    @property
    def typing_line(self) -> LineEditor | None:
        """What is typed into: the filter or the open cell."""
        return self.filter.line if self.filter and self.filter.typing else self.cell.line

    def put_back(self) -> None:
        """Put what was deleted last by line into the cell that is typed into."""
        self.cell.put_back()

    def selected_places(self) -> range:
        """Where the selected rows are among those shown; where the cursor is when none are."""
        return self.selection.places(self.model.rows, self.shown, self.cursor)

    def is_chosen(self, place: int) -> bool:
        """Whether the row at a place is in a range that is selected."""
        return bool(self.selection) and place in self.selected_places()

    def begin_selection(self, *, stays: bool = False) -> None:
        """Select the row under the cursor; see `RowSelection.begin`."""
        row = self.row
        if row is not None and not self.selection:
            self.selection.begin(row, stays=stays)
            self._tell_selection()

    def end_selection(self) -> None:
        """Select no range of rows any more."""
        if self.selection.end():
            self.refresh()
            self.tell_hints()

    def _tell_selection(self) -> None:
        self.refresh()
        count = len(self.selected_places())
        self.say(f"{count} row{'' if count == 1 else 's'} selected")
        self.tell_hints()

    def go(self, place: int, *, extend: bool = False) -> None:
        """Put the cursor on a row; a range ends, unless it is one that stays.

        Args:
            place: Where the row is shown; the nearest there is.
            extend: Whether the range that is selected goes on to it.
        """
        if not extend and not self.selection.stays:
            self.end_selection()
        super().go(place)
        if self.selection:
            self._tell_selection()

    # Keys, pastes and the mouse.

    @property
    def escape_leaves(self) -> bool:
        """Whether Escape leaves a cell or takes a filter away."""
        return self.cell.is_open or self.filter is not None

    def hold_letters(self) -> None:
        """Let letters do nothing until a key is pressed that types nothing."""
        self.keys.hold_letters()

    def uses_key(self, key: str) -> bool:
        """Whether a key acts in the cell or the filter that is typed into."""
        return self.typing_line is not None and self.typing_line.uses_key(key)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed now, or would do nothing yet."""
        return self.keys.consumes(key, character)

    def on_key(self, event: events.Key) -> None:
        """Give a key to what it is for."""
        if self.keys.press(event):
            event.stop()
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of rows rest while a cell or the filter is typed into.

        Nobody looks at rows then: Alt and an arrow would move one unseen.
        """
        if action == "run_command" and self.typing_line is not None:
            return BY_ID[str(parameters[0])].scope is KeyScope.CELL
        return super().check_action(action, parameters)

    async def action_run_command(self, identifier: str) -> None:
        """Do a command of the registry to this table or its field; pass on the others."""
        if (act := find(identifier, (self, self.source))) is not None:
            act.run(self)
        else:
            await self.run_action(f"app.run_command('{identifier}')")

    def command_parts(self) -> Iterable[object]:
        """What does the commands: the cell, and what is done to rows."""
        return (self.cell, self.commands)

    def on_paste(self, event: events.Paste) -> None:
        """Put a text where it belongs."""
        event.stop()
        event.prevent_default()
        self.keys.paste(event.text)

    def paste(self, text: str) -> None:
        """Make rows of a pasted text, or send it to whoever asked to see it first."""
        if self.ask_before_paste and is_source(text):
            self._tell(self.RowsPasted(self, text))
        else:
            self.add_lines([line.strip() for line in text.splitlines()])

    def on_blur(self) -> None:
        """Leave the cell, which keeps what was typed."""
        self.cell.end()
        if self.filter is not None:
            self.filter.typing = False
        self.keys.release_letters()
        self.end_selection()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is in the open cell."""
        self._mouse.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over in the open cell."""
        self._mouse.move(event)

    def on_mouse_up(self) -> None:
        """End selecting by mouse."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the cell."""
        if self._mouse.click(event):
            return
        if not self.count:
            self.cell.add_row()
            return
        found = self.hit(event)
        if found is None:
            return
        place, column = found
        self.cell.end()
        self.keys.release_letters()
        if column is None:
            self.commands.use_sign(place)
        if event.shift:
            self.begin_selection()
            self.go(place, extend=True)
            return
        self.end_selection()
        self.go(place)
        if column is not None:
            self.go_column(column)
            if event.chain == 2 or not self.model.columns[column].typed:
                self.cell.open()
