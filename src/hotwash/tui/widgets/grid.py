"""A table whose cells are typed into where they stand: the base of all fields made of rows.

Every key typed in a cell goes to the session at once, so that nothing typed can be lost; what a
cell means (a time, a date) is settled when it is left, as part of the same step of the history.
A new row is in the document from its first character on; one left empty never was there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from hotwash.editing.session import Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import Order, arranged, by_text, doubled, sorted_by
from hotwash.template.model import Field
from hotwash.tui.bindings import bindings
from hotwash.tui.command import KeyScope
from hotwash.tui.commands import BY_ID
from hotwash.tui.handlers import find
from hotwash.tui.typed import types
from hotwash.tui.widgets.cell_table import CellTable
from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.grid_layout import GridColumn
from hotwash.tui.widgets.hidden_characters import clean_paste, is_source
from hotwash.tui.widgets.row_commands import RowCommands, Sorting


class Grid(CellTable, can_focus=True):
    """The rows of one field, to be read and written.

    Args:
        session: The open document.
        field: The field whose rows these are.
        columns: What is shown of them.
        fill: Whether the table has its tab for itself and scrolls.
        header: Whether the columns have titles.
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

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        KeyScope.TABLE, KeyScope.CELL, action="run_command"
    )

    def __init__(
        self,
        session: Session,
        field: Field,
        columns: Sequence[GridColumn],
        *,
        fill: bool = False,
        header: bool = True,
    ) -> None:
        super().__init__(session, field, columns, fill=fill, header=header)
        self.commands = RowCommands(self)
        """What is done to its rows."""
        self._drawn_over = False
        """Whether the mouse has selected a part of the open cell since its button went down."""
        self.ask_before_paste = False
        """Whether pasted lines are sent as `RowsPasted` in place of being added at once."""

    # What subclasses say.

    def rows_of(self, lines: Sequence[str]) -> Sequence[Row]:
        """Make rows of pasted lines: cells between tabs, from the first typed column on."""
        keys = [known.key for known in self.columns if known.typed]
        made = []
        for line in lines:
            parts = line.split("\t") if len(keys) > 1 else [line]
            head, rest = parts[: len(keys) - 1], parts[len(keys) - 1 :]
            texts = [*head, " ".join(rest)] if rest else head
            cells = dict(zip(keys, (text.strip() for text in texts), strict=False))
            made.append(Row({key: text for key, text in cells.items() if text}))
        return made

    def why_fixed(self, row: int, other: int) -> str:
        """Why a row cannot go to the other side of another one; empty when it can."""
        return ""

    def arranged(self, order: Order) -> tuple[Row, ...]:
        """All rows in an order, some left out or copied."""
        return arranged(self.rows, order)

    def doubled(self, chosen: Collection[int]) -> Order:
        """All rows and copies of some: where these go."""
        return doubled(len(self.rows), chosen)

    def sorts(self) -> Sequence[Sorting]:
        """The ways in which rows can be sorted."""
        return [Sorting(known.title, by_text(known.key)) for known in self.columns if known.typed]

    def order_by(self, sorting: Sorting, chosen: Collection[int]) -> Order:
        """All rows, some of them sorted among their places."""
        return sorted_by(self.rows, chosen, sorting.key)

    def line_of(self, index: int) -> str:
        """A row as text that can be pasted into a table: its cells between tabs."""
        row = self.rows[index]
        cells = [row[known.key].replace("\n", " ") for known in self.columns if known.typed]
        return "\t".join(cells).rstrip("\t")

    def _tell(self, message: Message) -> None:
        """Send a message from the field: one from a part of it, in the field's turn, ends there."""
        field = self.source if isinstance(self.source, Widget) else self
        field.post_message(message)

    def inserted(self, made: Sequence[Row]) -> tuple[Sequence[Row], int]:
        """All rows with new ones among them, and where the last of these is."""
        at = self.cursor + 1 if self.rows else 0
        return (*self.rows[:at], *made, *self.rows[at:]), at + len(made) - 1

    def leave_above(self) -> None:
        """Go where Up leads from the first row."""
        if not self.fill:
            self._hand_over(step_from(self, -1))

    def leave_below(self) -> None:
        """Go where Down leads from the last row."""
        if not self.fill:
            self._hand_over(step_from(self, 1))

    def _hand_over(self, widget: object) -> None:
        if isinstance(widget, Grid):
            widget.go(0 if widget.region.y > self.region.y else widget.count)

    def say(self, text: str) -> None:
        """Put words into the status line."""
        self._tell(self.Said(text))

    # Rows.

    def add_lines(self, lines: Sequence[str]) -> None:
        """Make rows of lines of text, as one step."""
        made = self.rows_of([line for line in lines if line.strip()])
        if not made:
            return
        if self.filter is not None:
            self.close_filter()
        rows, last = self.inserted(made)
        self.put(rows, f"paste {len(made)} rows", cursor=last)
        self.rearrange()
        self.follow()
        self.say(f"{len(made)} rows pasted; u or Ctrl+Z takes them out again")

    def on_paste(self, event: events.Paste) -> None:
        """Put a text into the open cell, or make rows of its lines.

        Several lines are rows where no cell is open, and where the cell that is open is the first
        of a row that is empty as yet; else they go into the cell, as words behind each other.
        """
        event.stop()
        event.prevent_default()
        text = clean_paste(event.text)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            return
        if self._typing_filter and self.filter is not None:
            self.filter.insert(lines[0])
            self.choose(self.filter.text)
        elif self.editor is not None and (len(lines) == 1 or not self._in_empty_row):
            self.editor.insert(" ".join(lines).replace("\t", " "))
            self.send_typed()
        else:
            if self.editor is not None:
                self.hold_letters()
            self.leave_cell()
            self.paste(text)

    @property
    def _in_empty_row(self) -> bool:
        """Whether the row of the open cell was added just now and has no text yet."""
        row = self._row
        return row is not None and row.id == self._fresh and self._added and not row.cells

    def paste(self, text: str) -> None:
        """Make rows of a pasted text, or send it to whoever asked to see it first."""
        if self.ask_before_paste and is_source(text):
            self._tell(self.RowsPasted(self, text))
        else:
            self.add_lines([line.strip() for line in text.splitlines() if line.strip()])

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of rows rest while a cell or the filter is typed into.

        Nobody looks at rows then: Alt and an arrow would move one unseen.
        """
        if action == "run_command" and (self.editor is not None or self._typing_filter):
            return BY_ID[str(parameters[0])].scope is KeyScope.CELL
        return super().check_action(action, parameters)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed now, or would do nothing yet."""
        open_ = self.editor is not None or self._typing_filter or self.letters_wait
        return open_ and types(key, character)

    async def action_run_command(self, identifier: str) -> None:
        """Do a command of the registry to this table or its field; pass on the others."""
        if (act := find(identifier, (self, self.source))) is not None:
            act.run(self)
        else:
            await self.run_action(f"app.run_command('{identifier}')")

    def command_parts(self) -> Iterable[object]:
        """What is done to its rows."""
        return (self.commands,)

    # The mouse and the focus.

    def on_blur(self) -> None:
        """Leave the cell, which keeps what was typed."""
        self.leave_cell()
        self._fresh = None
        self._typing_filter = False
        self._release_letters()
        self.end_selection()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is in the open cell, and begin to select there."""
        self._drawn_over = False
        at = self._typed_at(event)
        if at is not None and self.editor is not None and event.button == 1:
            self.editor.place_caret(at, selecting=event.shift)
            self.capture_mouse()
            self._repaint(self.cursor)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over with its button held, within the open cell."""
        if self.app.mouse_captured is not self or self.editor is None:
            return
        at = self._typed_at(event, near=True)
        if at is not None and at != self.editor.caret:
            self._drawn_over = True
            self.editor.place_caret(at, selecting=True)
            self._repaint(self.cursor)

    def on_mouse_up(self) -> None:
        """End selecting by mouse."""
        self.release_mouse()

    def _typed_at(self, event: events.MouseEvent, *, near: bool = False) -> int | None:
        """The place in the text of the open cell that is under the mouse, or near it."""
        if self.editor is None or (event.y < self._chrome and not near):
            return None
        top = self._chrome + self._lines.top(self.cursor) - round(self.scroll_y)
        picture = self.picture(self.cursor)
        return self._painter.typed_at(picture, event.y - top, event.x, near=near)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the cell.

        In the open cell two clicks select a word, and three all of it.
        """
        if self._drawn_over:
            return
        if not self.count:
            self.add_row()
            return
        at = self._typed_at(event)
        if at is not None and self.editor is not None:
            if event.chain > 1:
                self.editor.select_around(at, event.chain)
                self._repaint(self.cursor)
            return
        found = self.hit(event)
        if found is None:
            return
        place, column = found
        self.leave_cell()
        self._fresh = None
        self._release_letters()
        if event.shift and self.count:
            self.begin_selection()
            self.extend(place)
            return
        self.end_selection()
        self.go(place)
        if column is not None:
            self.go_column(column)
            if event.chain == 2 or not self.columns[column].typed:
                self.edit_cell()
