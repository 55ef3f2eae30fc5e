"""The cell of a table that is typed into.

Every key typed in a cell goes to the session at once, so that nothing typed can be lost; what a
cell means (a time, a date) is settled when it is left, as part of the same step of the history.
A new row is in the document from its first character on; one left empty never was there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from hotwash.postmortem.document import Row
from hotwash.tui.handlers import command
from hotwash.tui.table.row_painter import Caret
from hotwash.tui.table.table_drawing import TypedCell
from hotwash.tui.typed import typed
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.line_clipboard import use_clipboard
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.names import name_begun

if TYPE_CHECKING:
    from hotwash.tui.table.field_rows import FieldRows
    from hotwash.tui.table.grid import Grid


class CellTyped(Message):
    """What the text that is typed into a cell will become; empty where it says itself."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class CellEditor:
    """Opens a cell of a table, takes its keys, and leaves it.

    Args:
        table: The table.
        model: Its rows.
    """

    def __init__(self, table: Grid, model: FieldRows) -> None:
        self._table = table
        self._model = model
        self.line: LineEditor | None = None
        """The text that is typed; None while no cell is open."""
        self.fresh: int | None = None
        """The identity of a row added or emptied last, while it is being filled in."""
        self._added = False
        """Whether that row was added, and not only emptied."""
        self._before = ""
        """The text of the cell as it was when it was opened."""
        self._words = ""

    @property
    def is_open(self) -> bool:
        """Whether a cell is typed into."""
        return self.line is not None

    @property
    def text(self) -> str:
        """The text as it is typed."""
        return self.line.text if self.line else ""

    @property
    def key(self) -> str:
        """The key of the column that the cursor is in."""
        return self._model.columns[self._table.column].key

    @property
    def unsent_row(self) -> Row | None:
        """The row of the open cell while it has no text, and so is not in the document."""
        row = self._table.row
        unsent = row is not None and self.is_open and row.id == self.fresh and not row.cells
        return row if unsent else None

    @property
    def in_new_row(self) -> bool:
        """Whether the row of the open cell was added just now and has no text yet."""
        return self._added and self.unsent_row is not None

    def shown(self) -> TypedCell | None:
        """The open cell as it is drawn."""
        if self.line is None:
            return None
        caret = Caret(self._table.column, self.line.caret, self.line.selection)
        return TypedCell(caret, self.text, self._offer()[len(self.text) :])

    def _offer(self) -> str:
        """The name that is being typed, whole; empty when none is known."""
        if self.line is None or self.line.caret < len(self.text):
            return ""
        if not self._model.names_column(self.key):
            return ""
        return name_begun(self._model.session.document, self.text)

    # Opening and leaving.

    @command("edit-cell")
    def open(self) -> None:
        """Type into the cell under the cursor; in an empty table, begin the first row."""
        table, row = self._table, self._table.row
        if not table.count:
            self.add_row()
        elif not self._model.columns[table.column].typed:
            table.commands.use_cell()
        elif row is not None and self.line is None:
            table.end_selection()
            self._begin(row[self.key])
            table.show_column()
            table.repaint(table.cursor)
            table.follow()

    def _begin(self, before: str) -> None:
        self._before = before
        text = self._model.opened(before, self._table.current or 0, self.key)
        self.line = LineEditor(text, selects=True)
        self._table.tell_hints()

    def close(self) -> None:
        """Type into no cell any more."""
        self.line = None
        self._table.tell_hints()

    def end(self) -> None:
        """Leave the cell and the row that is being filled in."""
        self.leave()
        self.fresh = None

    @command("leave-cell")
    def leave(self, *, keep_empty: bool = False) -> None:
        """End typing and keep what was typed; a row left empty goes away.

        Args:
            keep_empty: Whether an empty row may stay, as the next of its cells is opened.
        """
        table, row, index = self._table, self._table.row, self._table.current
        was_open = self.is_open
        self.close()
        self._tell("")
        if not was_open or row is None or index is None:
            return
        place = f"{row.id}:{self.key}"
        if not keep_empty and not any(text.strip() for text in row.cells.values()):
            rows = self._model.with_row(index)
            table.sync.put(rows, "delete row", cursor=max(0, index - 1), key=place, join=True)
            self.fresh = None
            table.rearrange()
        elif row[self.key] != self._before:
            self._settle(index, place)
        table.repaint(table.cursor)
        self._model.session.break_undo_group()

    def _settle(self, index: int, place: str) -> None:
        table, key = self._table, self.key
        read = self._model.settle(index, key, new=self._model.rows[index].id == self.fresh)
        for note in read.notes:
            table.say(note)
        if read.rows is not self._model.rows:
            label = self._model.edit_label(key)
            table.sync.put(read.rows, label, cursor=read.at, key=place, join=True)
        table.rearrange()
        table.follow()

    def flush(self) -> None:
        """Settle the cell that is typed into, before a save, a copy or an undo.

        It stays open: what is typed next goes on in it.
        """
        row, line = self._table.row, self.line
        if line is None or row is None or row[self.key] == self._before:
            return
        fresh, added, caret = self.fresh, self._added, line.caret
        self.leave()
        if self._table.row is None or self._table.row.id != row.id:
            self._table.keys.hold_letters()  # the row had no text left and has gone away
            return
        self.fresh, self._added = fresh, added
        self.open()
        if self.line is not None:
            self.line.caret = min(caret, len(self.text))

    def reload(self, row: Row | None, *, as_before: bool) -> None:
        """Show the cell of a row that has changed elsewhere; close it where the row is gone.

        Args:
            row: The row as it is now.
            as_before: Whether the cell counts as not typed into: it stays as undo has left it.
        """
        if self.line is None:
            return
        if row is None:
            self.fresh = None
            self.close()
            self._table.keys.hold_letters()
            return
        self.line.set(self._model.opened(row[self.key], self._table.current or 0, self.key))
        if as_before:
            self._before = row[self.key]

    # Typing.

    def send(self) -> None:
        """Send the cell to the document as it is typed now, and say what becomes of it."""
        table, row, index = self._table, self._table.row, self._table.current
        if self.line is None or row is None or index is None:
            return
        key = self.key
        text = self._model.sent(self.text, index, key)
        if row[key] != text:
            new = row.with_cell(key, text)
            if not new.cells and self.fresh != row.id:
                self.fresh, self._added = row.id, False
            first = row.id == self.fresh and self._added and not row.cells.keys() - {key}
            label = "add row" if first else self._model.edit_label(key)
            table.sync.put(self._model.with_row(index, new), label, key=f"{row.id}:{key}")
        table.repaint(table.cursor)
        table.follow()
        self._tell(self._model.typed_words(self.text, index, key))

    def _tell(self, words: str) -> None:
        """Tell what becomes of what is typed."""
        if words != self._words:
            self._words = words
            self._table.post_message(CellTyped(words))

    def insert(self, text: str, *, whole: bool = False) -> None:
        """Put a text into the open cell.

        Args:
            text: The text.
            whole: Whether it stands for all that is there.
        """
        if self.line is not None and text:
            if whole:
                self.line.set("")
            self.line.insert(text)
            self.send()

    def put_back(self) -> None:
        """Put in what was deleted last by line."""
        self.insert(" ".join(KILLED.text.split("\n")))

    def press(self, event: events.Key) -> bool:
        """Do what a key does in the open cell; return whether it was one for it."""
        assert self.line is not None
        if use_clipboard(event.key, self.line, self._table.app):
            self.send()
        elif (does := self._keys.get(event.key)) is not None:
            does()
        elif event.key == "right" and (name := self._offer()):
            self.line.set(name)
            self.line.caret = len(name)
            self.send()
        elif self.line.press(event.key, typed(event)):
            self.send()
        else:
            if event.key in ("pageup", "pagedown", "ctrl+home", "ctrl+end"):
                self.leave()
            return False
        return True

    @property
    def _keys(self) -> dict[str, Callable[[], None]]:
        """What keys do that do not edit the text."""
        return {
            "escape": self.end,
            "ctrl+c": self.end,
            "enter": self._enter,
            "tab": lambda: self._tab(1),
            "shift+tab": lambda: self._tab(-1),
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
            "shift+up": lambda: self._step(-1, selecting=True),
            "shift+down": lambda: self._step(1, selecting=True),
            "ctrl+z": self._table.commands.undo,
            "ctrl+y": self._table.commands.redo,
        }

    # From cell to cell.

    def _enter(self) -> None:
        """Leave the cell; while a new row is filled in, go on to what is still to be typed."""
        table, row = self._table, self._table.row
        new = row is not None and row.id == self.fresh and bool(row.cells)
        last = table.column == self._model.typed_columns[-1]
        if new and not last:
            self._tab(1)
            return
        self.end()
        table.keys.hold_letters()
        if last and new:
            self.add_row()
        elif last:
            table.go(table.cursor + 1)

    def _tab(self, by: int) -> None:
        """Go to the next or previous cell, over the ends of the row too."""
        table, row = self._table, self._table.row
        columns = self._model.typed_columns
        at = columns.index(table.column) + by
        if at < 0 and table.cursor == 0:
            return
        beyond = not 0 <= at < len(columns)
        self.leave(keep_empty=not beyond)
        if beyond:
            self.fresh = None
            if row is not None and not row.cells:
                table.keys.hold_letters()
                return  # the row was empty and has gone away
            if table.cursor + by >= table.count:
                self.add_row()
                return
            table.go(table.cursor + by)
        table.column = columns[at % len(columns)]
        self.open()

    def _step(self, by: int, *, selecting: bool = False) -> None:
        """Go up or down within the lines of the cell, or else out of it; what is selected stays in.

        Args:
            by: -1 up, 1 down.
            selecting: Whether the text on the way is selected, to its end at the most.
        """
        table = self._table
        painter = table.table_layout.painter
        moved = painter.caret_moved(table.drawing.picture(table.cursor), by)
        if moved is None and not selecting:
            self.end()
            table.action_step(by)
            return
        end = 0 if by < 0 else len(self.text)
        self.place_caret(end if moved is None else moved, selecting=selecting)
        table.follow()

    def place_caret(self, at: int, *, selecting: bool) -> None:
        """Put the caret elsewhere in the open cell; see `LineEditor.place_caret`."""
        if self.line is not None:
            self.line.place_caret(at, selecting=selecting)
            self._table.repaint(self._table.cursor)

    @command("add-row")
    def add_row(self) -> None:
        """Begin a row below the cursor and type into its first cell."""
        self.leave()
        table, row = self._table, Row({})
        table.keys.release_letters()
        table.end_selection()
        table.commands.close_filter()
        self.fresh, self._added = row.id, True
        at = table.cursor + 1 if table.count else 0
        rows = self._model.rows
        self._model.rows = (*rows[:at], row, *rows[at:])
        table.cursor = at
        table.column = self._model.typed_columns[0]
        self._begin("")
        table.rearrange()
        table.focus()
        table.follow()
