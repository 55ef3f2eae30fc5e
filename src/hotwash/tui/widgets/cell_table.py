"""A table of a field's rows whose cells are typed into where they stand.

Every key typed in a cell goes to the session at once, so that nothing typed can be lost; what a
cell means (a time, a date) is settled when it is left, as part of the same step of the history.
A new row is in the document from its first character on; one left empty never was there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events

from hotwash.editing.places import Spot
from hotwash.editing.session import Change, Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import same_ends
from hotwash.template.model import ColumnKind, Field
from hotwash.tui.command import KeyScope
from hotwash.tui.handlers import command
from hotwash.tui.typed import typed
from hotwash.tui.widgets.grid_layout import GridColumn
from hotwash.tui.widgets.hints import Hint, HintsChanged
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.line_clipboard import use_clipboard
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.names import name_begun
from hotwash.tui.widgets.row_painter import Caret, RowPicture
from hotwash.tui.widgets.row_selection import RowSelection
from hotwash.tui.widgets.row_view import RowView
from hotwash.tui.widgets.undo_messages import done_again, undone

SELECTED = "┃"
"""Stands before a selected row, beside its colour."""

_LINES = {"up": (-1, False), "down": (1, False), "shift+up": (-1, True), "shift+down": (1, True)}
"""Keys that go from line to line of an open cell: which way, and whether they select."""


class CellTable(RowView, can_focus=True):
    """The rows of one field, and the cell that is typed into.

    Args:
        session: The open document.
        field: The field whose rows these are.
        columns: What is shown of them.
        fill: Whether the table has its tab for itself and scrolls.
        header: Whether the columns have titles.
    """

    def __init__(
        self,
        session: Session,
        field: Field,
        columns: Sequence[GridColumn],
        *,
        fill: bool = False,
        header: bool = True,
    ) -> None:
        super().__init__(columns, fill=fill, header=header)
        self.session = session
        self.field = field
        self.source: object = self
        """Who the session names as the sender of our edits: the field that we are part of."""
        self._editor: LineEditor | None = None
        self._fresh: int | None = None
        """The identity of a row added or emptied last, while it is being filled in."""
        self._added = False
        """Whether that row was added, and not only emptied."""
        self._before = ""
        self._typing = False
        self._waiting = False
        self.selection = RowSelection()
        """The range of rows that commands act on."""
        self.rows = session.document.rows(field.path)

    @property
    def editor(self) -> LineEditor | None:
        """The cell that is being typed into."""
        return self._editor

    @editor.setter
    def editor(self, editor: LineEditor | None) -> None:
        changed = (editor is None) is not (self._editor is None)
        self._editor = editor
        if changed:
            self.post_message(HintsChanged())

    @property
    def _typing_filter(self) -> bool:
        """Whether keys go to the filter."""
        return self._typing

    @_typing_filter.setter
    def _typing_filter(self, typing: bool) -> None:
        if typing is not self._typing:
            self._typing = typing
            self.post_message(HintsChanged())

    @property
    def letters_wait(self) -> bool:
        """Whether letters do nothing yet: a person was led here out of text, and may type on.

        They act again after any key that types nothing: Escape, an arrow, Enter, a function key.
        """
        return self._waiting and self.editor is None and not self._typing_filter

    def hold_letters(self) -> None:
        """Let letters do nothing until a key is pressed that types nothing."""
        if not self._waiting:
            self._waiting = True
            self.post_message(HintsChanged())

    def _release_letters(self) -> None:
        if self._waiting:
            self._waiting = False
            self.post_message(HintsChanged())

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that act here now."""
        if self.selection:
            return (("Esc", "End"), KeyScope.RANGE)
        if self.letters_wait:
            return (("Enter", "Edit" if self.count else "First row"), ("Esc", "Row keys"))
        if self._typing_filter:
            return (("Enter", "Keep"), ("Esc", "All rows"))
        if self.editor is not None:
            return (KeyScope.CELL, ("Tab", "Next cell"))
        return (self.scope,)

    # What subclasses say.

    pointer: ClassVar[int] = 0
    """The cell before the first column in which a selected row has its mark."""

    scope: ClassVar[KeyScope] = KeyScope.TABLE
    """Whose keys act in the table while no cell is typed into."""

    def settle(self, rows: Sequence[Row], index: int, key: str) -> tuple[Sequence[Row], int]:
        """Read a cell that was left: return all rows, and where the row is now.

        Args:
            rows: All rows, the cell as it was typed.
            index: The row.
            key: The column.
        """
        row = rows[index]
        text = row[key].strip()
        if text == row[key]:
            return rows, index
        return (*rows[:index], row.with_cell(key, text), *rows[index + 1 :]), index

    def opened(self, row: Row, key: str) -> str:
        """The text of a cell as it is opened to be typed into."""
        return row[key]

    def sent(self, text: str, key: str) -> str:
        """The text of a cell as the document gets it while it is typed."""
        return text

    def new_row(self) -> Row:
        """An empty row to be filled in."""
        return Row({})

    def context(self) -> object:
        """What of the rest of the document the rows are shown by."""
        return None

    def say(self, text: str) -> None:
        """Tell the person something in words."""

    # The range of rows.

    def selected_places(self) -> range:
        """Where the selected rows are among those shown; where the cursor is when none are."""
        return self.selection.places(self.rows, self.shown, self.cursor)

    def begin_selection(self, *, stays: bool = False) -> None:
        """Select the row under the cursor; see `RowSelection.begin`."""
        row = self._row
        if row is not None and not self.selection:
            self.selection.begin(row, stays=stays)
            self._selection_changed()

    def end_selection(self) -> None:
        """Select no range of rows any more."""
        if self.selection.end():
            self.refresh()
            self.post_message(HintsChanged())

    def extend(self, place: int) -> None:
        """Put the cursor on a row, as near as there is one, and select the rows on the way."""
        super().go(place)
        self._selection_changed()

    def go(self, place: int) -> None:
        """Put the cursor on a row; a range ends, unless it is one that stays."""
        if self.selection and self.selection.stays:
            self.extend(place)
        else:
            self.end_selection()
            super().go(place)

    def action_step(self, by: int) -> None:
        """Move the cursor by rows; while a range is selected it stays in the table."""
        if self.selection and self.selection.stays:
            self.extend(self.cursor + by)
        else:
            super().action_step(by)

    def _selection_changed(self) -> None:
        self.refresh()
        count = len(self.selected_places())
        self.say(f"{count} row{'' if count == 1 else 's'} selected")
        self.post_message(HintsChanged())

    def picture(self, place: int) -> RowPicture:
        """What the row at a place looks like now, selected or not."""
        picture = super().picture(place)
        if not self.selection or place == self.cursor or place not in self.selected_places():
            return picture
        mark = picture.mark.ljust(self.prefix)
        mark = mark[: self.pointer] + SELECTED + mark[self.pointer + 1 :]
        return replace(picture, look="chosen", mark=mark)

    # The document.

    def on_mount(self) -> None:
        """Follow what the rows are shown by elsewhere in the document: its date, its zone."""
        self._shown_by = self.context()
        self._unsubscribe = self.session.subscribe(self._document_changed)

    def on_unmount(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _document_changed(self, change: Change) -> None:
        context = self.context()
        if context != self._shown_by:
            self._shown_by = context
            if self.field.path not in change.paths:
                self.rearrange()

    def show(self) -> None:
        """Show the document as it is now; the cursor goes to what was undone or done again.

        What another program changed leaves it on its row; while the focus is elsewhere, as in
        the entry line below, a cursor on the last row stays on the last one.
        """
        old, new = self.rows, self.session.document.rows(self.field.path)
        row = self._row
        if self.editor is not None and row is not None and row.id == self._fresh and not row.cells:
            at = min(self.current or 0, len(new))
            new = (*new[:at], row, *new[at:])
        if old == new and all(a.id == b.id for a, b in zip(old, new, strict=True)):
            self.rows = new
            return
        at, _ = same_ends(old, new)
        kept = None
        elsewhere = self.session.last is not None and self.session.last.origin == "outside"
        if elsewhere and not self.has_focus and (self.current or 0) >= len(old) - 1:
            at = len(new) - 1
        elif row is not None and (self.editor is not None or not self.has_focus or elsewhere):
            kept = next((at for at, now in enumerate(new) if now.id == row.id), None)
        self.rows = new
        self._reload_editor(None if kept is None else new[kept])
        if elsewhere:
            self.reshow(old)
        elif self.filter is not None:
            self.close_filter()
        self.cursor = self.place(max(0, min(at if kept is None else kept, len(new) - 1)))
        self.rearrange()
        if self.fill or self.has_focus or not elsewhere:
            self.follow()

    # Places.

    @property
    def spot(self) -> Spot:
        """The row and the cell under the cursor."""
        return Spot(self.current or 0, self.columns[self.column].key)

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a row and a cell; a filter that hides the row ends."""
        self.leave_cell()
        at = max(0, min(spot.at, len(self.rows) - 1))
        if self.shown is not None and at not in self.shown:
            self.close_filter()
        self.focus(scroll_visible=False)
        self.go(self.place(at))
        column = next((n for n, one in enumerate(self.columns) if one.key == spot.column), None)
        if column is not None:
            self.go_column(column)

    @property
    def _row(self) -> Row | None:
        current = self.current
        return None if current is None or current >= len(self.rows) else self.rows[current]

    def _reload_editor(self, row: Row | None) -> None:
        if self.editor is None:
            return
        if row is None:
            self.editor = self._fresh = None
            self.hold_letters()
        else:
            key = self.columns[self.column].key
            self.editor.set(self.opened(row, key))
            last = self.session.last
            if last is not None and last.origin in ("undo", "redo"):
                self._before = row[key]  # it stays as undo has left it

    def put(
        self,
        rows: Sequence[Row],
        label: str,
        *,
        cursor: int | None = None,
        key: str = "",
        join: bool = False,
    ) -> None:
        """Make these the field's rows.

        Args:
            rows: All rows.
            label: What was done, for the undo message.
            cursor: The row that the cursor goes to; None leaves it where it is.
            key: The cell that is typed into, which makes it part of the typing before it.
            join: Whether it settles what was typed there, and so is no step of its own.
        """
        old, self.rows = self.rows, tuple(rows)
        self.reshow(old)
        if cursor is not None:
            self.cursor = self.place(cursor)
        self.cursor = max(0, min(self.cursor, self.count - 1))
        told = self.rows
        if self._fresh is not None:
            told = tuple(row for row in told if row.cells or row.id != self._fresh)
        self.session.edit(
            self.field.path,
            told,
            label=label,
            typing=bool(key),
            key=key,
            join=join,
            source=self.source,
        )
        if len(told) == len(self.rows):
            # Rows that are equal stay the document's own: a change that changes nothing is none.
            self.rows = self.session.document.rows(self.field.path)

    # Names.

    def names_column(self, key: str) -> bool:
        """Whether a column holds the names of people."""
        known = next((one for one in self.field.columns if one.key == key), None)
        return known is not None and known.kind is ColumnKind.PERSON

    def _offer(self) -> str:
        """The name that is being typed, whole; empty when none is known."""
        if self.editor is None or self.editor.caret < len(self.editor.text):
            return ""
        if not self.names_column(self.columns[self.column].key):
            return ""
        return name_begun(self.session.document, self.editor.text)

    def offered(self) -> str:
        """The rest of the name that is being typed."""
        return self._offer()[len(self.typed()) :]

    # Editing a cell.

    def caret(self) -> Caret | None:
        """The cell that is typed into."""
        if self.editor is None:
            return None
        return Caret(self.column, self.editor.caret, self.editor.selection)

    def typed(self) -> str:
        """The text of the cell that is typed into."""
        return self.editor.text if self.editor else ""

    @command("edit-cell")
    def edit_cell(self) -> None:
        """Type into the cell under the cursor; in an empty table, begin the first row."""
        if not self.count:
            self.add_row()
            return
        if not self.columns[self.column].typed:
            self.use_cell()
            return
        row = self._row
        if row is not None and self.editor is None:
            key = self.columns[self.column].key
            self.end_selection()
            self._before = row[key]
            self.editor = LineEditor(self.opened(row, key), selects=True)
            self.show_column()
            self._repaint(self.cursor)
            self.follow()

    def use_cell(self) -> None:
        """Do what Enter does in a cell that is not typed into."""

    @command("leave-cell")
    def leave_cell(self, *, keep_empty: bool = False) -> None:
        """End typing and keep what was typed; a row left empty goes away.

        Args:
            keep_empty: Whether an empty row may stay, as the next of its cells is opened.
        """
        index, row = self.current, self._row
        if self.editor is None or index is None or row is None:
            self.editor = None
            return
        key = self.columns[self.column].key
        self.editor = None
        place = f"{row.id}:{key}"
        if not keep_empty and not any(text.strip() for text in row.cells.values()):
            rows = (*self.rows[:index], *self.rows[index + 1 :])
            self.put(rows, "delete row", cursor=max(0, index - 1), key=place, join=True)
            self._fresh = None
            self.rearrange()
        elif row[key] != self._before:
            self._settle(index, key, place)
        self._repaint(self.cursor)
        self.session.break_undo_group()

    def _settle(self, index: int, key: str, place: str) -> None:
        rows, at = self.settle(self.rows, index, key)
        if rows is not self.rows:
            self.put(rows, self._label(key), cursor=at, key=place, join=True)
        self.rearrange()
        self.follow()

    def _label(self, key: str) -> str:
        title = next((known.title for known in self.columns if known.key == key), key)
        return f"edit {title.lower()}"

    def send_typed(self) -> None:
        """Send the cell as it is typed now."""
        index, row = self.current, self._row
        if self.editor is None or index is None or row is None:
            return
        key = self.columns[self.column].key
        text = self.sent(self.editor.text, key)
        if row[key] != text:
            new = row.with_cell(key, text)
            if not new.cells and self._fresh != row.id:
                self._fresh, self._added = row.id, False
            first = row.id == self._fresh and self._added and not row.cells.keys() - {key}
            label = "add row" if first else self._label(key)
            rows = (*self.rows[:index], new, *self.rows[index + 1 :])
            self.put(rows, label, key=f"{row.id}:{key}")
        self._repaint(self.cursor)
        self.follow()

    def flush(self) -> None:
        """Settle the cell that is typed into, before a save, a copy or an undo.

        It stays open: what is typed next goes on in it.
        """
        row, editor = self._row, self.editor
        if editor is None or row is None or row[self.columns[self.column].key] == self._before:
            return
        fresh, added, caret = self._fresh, self._added, editor.caret
        self.leave_cell()
        if self._row is None or self._row.id != row.id:
            self.hold_letters()  # the row had no text left and has gone away
            return
        self._fresh, self._added = fresh, added
        self.edit_cell()
        if self.editor is not None:
            self.editor.caret = min(caret, len(self.editor.text))

    @property
    def escape_leaves(self) -> bool:
        """Whether Escape leaves a cell or takes a filter away."""
        return self.editor is not None or self.filter is not None

    def uses_key(self, key: str) -> bool:
        """Whether a key acts in the cell or the filter that is typed into."""
        line = self.filter if self._typing_filter else self.editor
        return line is not None and line.uses_key(key)

    def on_key(self, event: events.Key) -> None:
        """Type into the filter or the cell that is open."""
        if self._typing_filter:
            used = self._filter_key(event)
        elif self.editor is not None:
            used = self._cell_key(event)
        else:
            used = self._row_key(event)
        if used:
            event.stop()
            event.prevent_default()

    def _row_key(self, event: events.Key) -> bool:
        """Take a key that is for no text; return whether it is no command either."""
        if event.key == "escape" and self.selection:
            self.end_selection()
            return True
        character = typed(event)
        if character is None and event.key != "backspace":
            self._release_letters()
        elif self.letters_wait:
            self._letter_waits(character)
            return True
        if event.key == "escape" and self.filter is not None:
            self.close_filter()
            return True
        if character is not None and self.screen.active_bindings.keys().isdisjoint(
            {event.key, *event.aliases}
        ):
            self.say(f"No row key: {character}. Enter opens the cell, F1 lists the keys")
        return False

    def _letter_waits(self, character: str | None) -> None:
        """Take a letter that is typed on from a text: begin the first row, or say what it needs."""
        if self.count:
            self.say("Not typed: Enter opens the cell. After Esc or an arrow, letters act on rows")
        elif character is not None and self.filter is None:
            self._release_letters()
            self.add_row()
            if self.editor is not None:
                self.editor.insert(character)
                self.send_typed()

    def _cell_key(self, event: events.Key) -> bool:
        assert self.editor is not None
        key = event.key
        if use_clipboard(key, self.editor, self.app):
            self.send_typed()
        elif key in ("escape", "ctrl+c"):
            self.leave_cell()
            self._fresh = None
        elif key == "enter":
            self._enter()
        elif key in ("tab", "shift+tab"):
            self._tab(1 if key == "tab" else -1)
        elif key in _LINES:
            self._line(*_LINES[key])
        elif key in ("ctrl+z", "ctrl+y"):
            self.undo() if key == "ctrl+z" else self.redo()
        elif key == "right" and (name := self._offer()):
            self.editor.set(name)
            self.editor.caret = len(name)
            self.send_typed()
        elif self.editor.press(key, typed(event)):
            self.send_typed()
        else:
            if key in ("pageup", "pagedown", "ctrl+home", "ctrl+end"):
                self.leave_cell()
            return False
        return True

    def go_column(self, column: int) -> None:
        """Put the cursor in a column that can be typed into; the others have keys of their own."""
        typed = self._typed_columns()
        super().go_column(max((at for at in typed if at <= column), default=typed[0]))

    def _typed_columns(self) -> list[int]:
        return [at for at, known in enumerate(self.columns) if known.typed]

    def _enter(self) -> None:
        """Leave the cell; while a new row is filled in, go on to what is still to be typed."""
        row = self._row
        new = row is not None and row.id == self._fresh and bool(row.cells)
        last = self.column == self._typed_columns()[-1]
        if new and not last:
            self._tab(1)
            return
        self.leave_cell()
        self._fresh = None
        self.hold_letters()
        if last and new:
            self.add_row()
        elif last:
            self.go(self.cursor + 1)

    def _tab(self, by: int) -> None:
        """Go to the next or previous cell, over the ends of the row too."""
        columns = self._typed_columns()
        at = columns.index(self.column) + by
        if at < 0 and self.cursor == 0:
            return
        row, beyond = self._row, not 0 <= at < len(columns)
        self.leave_cell(keep_empty=not beyond)
        if beyond:
            self._fresh = None
            if row is not None and not row.cells:
                self.hold_letters()
                return  # the row was empty and has gone away
            if self.cursor + by >= self.count:
                self.add_row()
                return
            self.go(self.cursor + by)
        self.column = columns[at % len(columns)]
        self.edit_cell()

    def _line(self, by: int, selecting: bool) -> None:
        """Go up or down within the lines of the cell, or else out of it; what is selected stays in.

        Args:
            by: -1 up, 1 down.
            selecting: Whether the text on the way is selected, to its end at the most.
        """
        assert self.editor is not None
        moved = self._painter.caret_moved(self.picture(self.cursor), by)
        if moved is None and selecting:
            moved = 0 if by < 0 else len(self.editor.text)
        if moved is not None:
            self.editor.place_caret(moved, selecting=selecting)
            self._repaint(self.cursor)
            self.follow()
        else:
            self.leave_cell()
            self._fresh = None
            self.action_step(by)

    @command("add-row")
    def add_row(self) -> None:
        """Begin a row below the cursor and type into its first cell."""
        self.leave_cell()
        self._release_letters()
        self.end_selection()
        if self.filter is not None:
            self.close_filter()
        row = self.new_row()
        self._fresh, self._added = row.id, True
        at = self.cursor + 1 if self.count else 0
        self.rows = (*self.rows[:at], row, *self.rows[at:])
        self.cursor = at
        self.column = self._typed_columns()[0]
        self._before = ""
        self.editor = LineEditor(row[self.columns[self.column].key], selects=True)
        self.rearrange()
        self.focus()
        self.follow()

    def put_back(self) -> None:
        """Put what was deleted last by line into the cell that is typed into."""
        if self.editor is not None and KILLED.text:
            self.editor.insert(" ".join(KILLED.text.split("\n")))
            self.send_typed()

    @command("undo")
    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        self.say(undone(self.session.undo()))

    @command("redo")
    def redo(self) -> None:
        """Do the last undone step again."""
        self.say(done_again(self.session.redo()))

    # The filter.

    @command("filter")
    def filter_rows(self) -> None:
        """Choose rows by words."""
        self.leave_cell()
        self.end_selection()
        if self.rows:
            self._typing_filter = True
            self.focus()
            self.open_filter()

    def close_filter(self) -> None:
        """Show all rows again; the cursor stays on its row."""
        self._typing_filter = False
        self.end_selection()  # rows that were hidden are not to be in it
        super().close_filter()

    def _filter_key(self, event: events.Key) -> bool:
        assert self.filter is not None
        if event.key in ("escape", "ctrl+c"):
            self.close_filter()
        elif event.key in ("enter", "down", "up", "tab"):
            self._typing_filter = False
            self.rearrange()
            return event.key != "tab"
        elif self.filter.press(event.key, typed(event)):
            self.choose(self.filter.text)
        else:
            return False
        return True
