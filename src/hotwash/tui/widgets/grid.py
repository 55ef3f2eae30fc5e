"""A table whose cells are typed into where they stand: the base of all fields made of rows.

Every key typed in a cell goes to the session at once, so that nothing typed can be lost; what a
cell means (a time, a date) is settled when it is left, as part of the same step of the history.
A new row is in the document from its first character on; one left empty never was there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from hotwash.editing.session import Change, Session
from hotwash.postmortem.document import Row
from hotwash.template.model import Field
from hotwash.tui.bindings import bindings
from hotwash.tui.command import Scope
from hotwash.tui.widgets.characters import clean_paste
from hotwash.tui.widgets.grid_layout import GridColumn
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.row_painter import Caret
from hotwash.tui.widgets.row_view import RowView


class Grid(RowView, can_focus=True, inherit_bindings=False):
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

        def __init__(self, grid: Grid, lines: Sequence[str]) -> None:
            super().__init__()
            self.grid = grid
            self.lines = tuple(lines)
            """The lines that are not blank. `grid.add_lines(lines)` makes rows of them."""

        @property
        def control(self) -> Grid:
            """The table they were pasted into."""
            return self.grid

    class Said(Message):
        """Something for the status line, in words."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Row above", show=False),
        Binding("down", "step(1)", "Row below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "edge(-1)", "First row", show=False),
        Binding("end,ctrl+end", "edge(1)", "Last row", show=False),
        Binding("left", "side(-1)", "Cell to the left", show=False),
        Binding("right", "side(1)", "Cell to the right", show=False),
        *bindings(Scope.TABLE, Scope.CELL, action="run_command"),
    ]

    COMMANDS: ClassVar[dict[str, tuple[Any, ...]]] = {
        "add-row": ("add_row",),
        "delete-row": ("delete_row",),
        "move-row-up": ("move_row", -1),
        "move-row-down": ("move_row", 1),
        "edit-cell": ("edit_cell",),
        "leave-cell": ("leave_cell",),
        "tick": ("tick",),
        "moment": ("mark",),
        "insert-now": ("insert_now",),
        "filter": ("filter_rows",),
        "show-zone": ("show_zone",),
        "take-duration": ("take_duration",),
        "undo": ("undo",),
        "redo": ("redo",),
    }
    """What each command calls, by its id in the registry."""

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
        self.ask_before_paste = False
        """Whether pasted lines are sent as `RowsPasted` in place of being added at once."""
        self.editor: LineEditor | None = None
        """The cell that is being typed into."""
        self._fresh: int | None = None
        """The identity of a row added last, while it is being filled in."""
        self._before = ""
        self._typing_filter = False
        self.rows = session.document.rows(field.path)

    # What subclasses say.

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

    def new_row(self) -> Row:
        """An empty row to be filled in."""
        return Row({})

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

    def may_move(self, upper: int) -> str:
        """Why a row cannot change places with the next one; empty when it can."""
        return ""

    def without(self, index: int) -> Sequence[Row]:
        """All rows but one."""
        return (*self.rows[:index], *self.rows[index + 1 :])

    def swapped(self, upper: int) -> Sequence[Row]:
        """All rows, one having changed places with the next."""
        rows = list(self.rows)
        rows[upper], rows[upper + 1] = rows[upper + 1], rows[upper]
        return rows

    def inserted(self, made: Sequence[Row]) -> tuple[Sequence[Row], int]:
        """All rows with new ones among them, and where the last of these is."""
        at = self.cursor + 1 if self.rows else 0
        return (*self.rows[:at], *made, *self.rows[at:]), at + len(made) - 1

    def context(self) -> object:
        """What of the rest of the document the rows are shown by."""
        return None

    def leave_above(self) -> None:
        """Go where Up leads from the first row."""
        if not self.fill:
            self._hand_over(self.screen.focus_previous())

    def leave_below(self) -> None:
        """Go where Down leads from the last row."""
        if not self.fill:
            self._hand_over(self.screen.focus_next())

    def _hand_over(self, widget: object) -> None:
        if isinstance(widget, Grid):
            widget.go(0 if widget.region.y > self.region.y else widget.count)

    def say(self, text: str) -> None:
        """Put words into the status line."""
        self.post_message(self.Said(text))

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
        """Show the document as it is now; the cursor goes to what has changed."""
        old, new = self.rows, self.session.document.rows(self.field.path)
        row = self._row
        if self.editor is not None and row is not None and row.id == self._fresh and not row.cells:
            at = min(self.current or 0, len(new))
            new = (*new[:at], row, *new[at:])
        if old == new and all(a.id == b.id for a, b in zip(old, new, strict=True)):
            self.rows = new
            return
        shorter = min(len(old), len(new))
        at = next((at for at in range(shorter) if old[at] is not new[at]), shorter)
        kept = None
        if row is not None and (self.editor is not None or not self.has_focus):
            kept = next((at for at, now in enumerate(new) if now.id == row.id), None)
        self.rows = new
        self._reload_editor(None if kept is None else new[kept])
        if self.shown is not None:
            self.close_filter()
        self.cursor = max(0, min(at if kept is None else kept, len(new) - 1))
        self.rearrange()
        self.follow()

    @property
    def _row(self) -> Row | None:
        current = self.current
        return None if current is None or current >= len(self.rows) else self.rows[current]

    def _reload_editor(self, row: Row | None) -> None:
        if self.editor is None:
            return
        if row is None:
            self.editor = self._fresh = None
        else:
            self.editor.set(row[self.columns[self.column].key])

    def put(
        self, rows: Sequence[Row], label: str, *, cursor: int | None = None, key: str = ""
    ) -> None:
        """Make these the field's rows.

        Args:
            rows: All rows.
            label: What was done, for the undo message.
            cursor: The row that the cursor goes to; None leaves it where it is.
            key: The cell that is typed into, which makes it part of the typing before it.
        """
        self.rows = tuple(rows)
        if cursor is not None:
            self.cursor = self.place(cursor) if self.shown is None else self.cursor
        told = tuple(row for row in self.rows if row.cells or row.id != self._fresh)
        self.session.edit(
            self.field.path, told, label=label, typing=bool(key), key=key, source=self.source
        )

    # Editing a cell.

    def caret(self) -> Caret | None:
        """The cell that is typed into."""
        return Caret(self.column, self.editor.caret) if self.editor else None

    def typed(self) -> str:
        """The text of the cell that is typed into."""
        return self.editor.text if self.editor else ""

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
            self._before = row[self.columns[self.column].key]
            self.editor = LineEditor(self._before)
            self._repaint(self.cursor)
            self.follow()

    def use_cell(self) -> None:
        """Do what Enter does in a cell that is not typed into."""

    def leave_cell(self) -> None:
        """End typing and keep what was typed; a row left empty goes away."""
        index, row = self.current, self._row
        if self.editor is None or index is None or row is None:
            self.editor = None
            return
        key = self.columns[self.column].key
        self.editor = None
        place = f"{row.id}:{key}"
        if not row.cells:
            rows = (*self.rows[:index], *self.rows[index + 1 :])
            self._unshow(index)
            self.put(rows, "delete row", cursor=max(0, index - 1) if rows else 0, key=place)
            self._fresh = None
            self.rearrange()
        elif row[key] != self._before:
            self._settle(index, key, place)
        self._repaint(self.cursor)
        self.session.seal()

    def _settle(self, index: int, key: str, place: str) -> None:
        rows, at = self.settle(self.rows, index, key)
        if rows is not self.rows:
            self.put(rows, self._label(key), cursor=at, key=place)
        self.rearrange()
        self.follow()

    def _unshow(self, index: int) -> None:
        """Take a row that goes away out of the rows that the filter shows."""
        if self.shown is not None:
            self.shown = [at - (at > index) for at in self.shown if at != index]
            del self._haystack[index : index + 1]

    def _label(self, key: str) -> str:
        title = next((known.title for known in self.columns if known.key == key), key)
        return f"edit {title.lower()}"

    def send_typed(self) -> None:
        """Send the cell as it is typed now."""
        index, row = self.current, self._row
        if self.editor is None or index is None or row is None:
            return
        key = self.columns[self.column].key
        if row[key] != self.editor.text:
            new = row.with_cell(key, self.editor.text)
            label = "add row" if row.id == self._fresh else self._label(key)
            rows = (*self.rows[:index], new, *self.rows[index + 1 :])
            self.put(rows, label, key=f"{row.id}:{key}")
        self._repaint(self.cursor)
        self.follow()

    def on_key(self, event: events.Key) -> None:
        """Type into the filter or the cell that is open."""
        if self._typing_filter:
            used = self._filter_key(event)
        elif self.editor is not None:
            used = self._cell_key(event)
        elif event.key == "escape" and self.filter is not None:
            self.close_filter()
            used = True
        else:
            used = False
        if used:
            event.stop()
            event.prevent_default()

    def _cell_key(self, event: events.Key) -> bool:
        assert self.editor is not None
        key = event.key
        if key in ("escape", "ctrl+c"):
            self.leave_cell()
            self._fresh = None
        elif key == "enter":
            self._enter()
        elif key in ("tab", "shift+tab"):
            self._tab(1 if key == "tab" else -1)
        elif key in ("up", "down"):
            self._line(-1 if key == "up" else 1)
        elif key in ("ctrl+z", "ctrl+y"):
            self.undo() if key == "ctrl+z" else self.redo()
        elif self.editor.press(key, event.character if event.is_printable else None):
            self.send_typed()
        else:
            return False
        return True

    def _typed_columns(self) -> list[int]:
        return [at for at, known in enumerate(self.columns) if known.typed]

    def _enter(self) -> None:
        """Leave the cell; in the last cell of a new row go on with another one."""
        row = self._row
        again = row is not None and row.id == self._fresh and bool(row.cells)
        last = self.column == self._typed_columns()[-1]
        self.leave_cell()
        if again and last:
            self.add_row()
        elif last and not again:
            self.go(self.cursor + 1)
        self._fresh = self._fresh if self.editor else None

    def _tab(self, by: int) -> None:
        """Go to the next or previous cell, over the ends of the row too."""
        row = self._row
        fresh = self._fresh
        columns = self._typed_columns()
        at = columns.index(self.column) + by
        self.leave_cell()
        if row is not None and self._row is not None and self._row.id != row.id:
            return  # the row was empty and went away
        self._fresh = fresh
        if at >= len(columns):
            self._fresh = None
            if self.cursor + 1 >= self.count:
                self.add_row()
                return
            self.go(self.cursor + 1)
        elif at < 0:
            if self.cursor == 0:
                return
            self.go(self.cursor - 1)
        self.column = columns[at % len(columns)]
        self.edit_cell()

    def _line(self, by: int) -> None:
        """Go up or down within the lines of the cell, or else out of it."""
        assert self.editor is not None
        moved = self._painter.caret_moved(self.picture(self.cursor), by)
        if moved is not None:
            self.editor.caret = moved
            self._repaint(self.cursor)
            self.follow()
        else:
            self.leave_cell()
            self._fresh = None
            self.action_step(by)

    # Rows.

    def add_row(self) -> None:
        """Begin a row below the cursor and type into its first cell."""
        self.leave_cell()
        if self.filter is not None:
            self._typing_filter = False
            self.close_filter()
        row = self.new_row()
        self._fresh = row.id
        at = self.cursor + 1 if self.count else 0
        self.rows = (*self.rows[:at], row, *self.rows[at:])
        self.cursor = at
        self.column = self._typed_columns()[0]
        self._before = ""
        self.editor = LineEditor(row[self.columns[self.column].key])
        self.rearrange()
        self.focus()
        self.follow()

    def delete_row(self) -> None:
        """Delete the row under the cursor."""
        if self.editor is not None:
            self.leave_cell()
        index = self.current
        if index is None:
            return
        rows = self.without(index)
        self._unshow(index)
        self.put(rows, "delete row")
        self.rearrange()
        self.follow()
        self.say("Row deleted; u or Ctrl+Z brings it back")

    def move_row(self, by: int) -> None:
        """Move the row under the cursor up (-1) or down (1)."""
        self.leave_cell()
        index = self.current
        if index is None or not 0 <= index + by < len(self.rows):
            return
        upper = min(index, index + by)
        why = "End the filter first (Esc)" if self.filter is not None else self.may_move(upper)
        if why:
            self.say(why)
            return
        self.put(self.swapped(upper), "move row", cursor=index + by)
        self.rearrange()
        self.follow()

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
        """Put one line into the open cell; make rows of several."""
        event.stop()
        event.prevent_default()
        lines = [line.strip() for line in clean_paste(event.text).splitlines() if line.strip()]
        if not lines:
            return
        if self._typing_filter and self.filter is not None:
            self.filter.insert(lines[0])
            self.choose(self.filter.text)
        elif self.editor is not None and len(lines) == 1:
            self.editor.insert(lines[0])
            self.send_typed()
        else:
            self.leave_cell()
            self.paste(lines)

    def paste(self, lines: Sequence[str]) -> None:
        """Add pasted lines, or send them to whoever asked to see them first."""
        if self.ask_before_paste:
            self.post_message(self.RowsPasted(self, lines))
        else:
            self.add_lines(lines)

    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        change = self.session.undo()
        self.say(f"Undone: {change.label}" if change else "Nothing to undo")

    def redo(self) -> None:
        """Do the last undone step again."""
        change = self.session.redo()
        self.say(f"Done again: {change.label}" if change else "Nothing to do again")

    # The filter.

    def filter_rows(self) -> None:
        """Choose rows by words."""
        self.leave_cell()
        if self.rows:
            self._typing_filter = True
            self.focus()
            self.open_filter()

    def _filter_key(self, event: events.Key) -> bool:
        assert self.filter is not None
        if event.key in ("escape", "ctrl+c"):
            self._typing_filter = False
            self.close_filter()
        elif event.key in ("enter", "down", "up", "tab"):
            self._typing_filter = False
            self.rearrange()
            return event.key != "tab"
        elif self.filter.press(event.key, event.character if event.is_printable else None):
            self.choose(self.filter.text)
        else:
            return False
        return True

    # Keys.

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed now."""
        open_ = self.editor is not None or self._typing_filter
        return open_ and character is not None and character.isprintable()

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

    async def action_run_command(self, command: str) -> None:
        """Do what a command of the registry does to this table; pass on the others."""
        method, *arguments = self.COMMANDS.get(command, ("",))
        target = next((node for node in self.targets() if hasattr(node, method)), None)
        if method and target is not None:
            getattr(target, method)(*arguments)
        else:
            await self.run_action(f"app.run_command('{command}')")

    def targets(self) -> Sequence[object]:
        """What the commands act on: the table, and the field that it is part of."""
        return (self,) if self.source is self else (self, self.source)

    # The mouse and the focus.

    def on_blur(self) -> None:
        """Leave the cell, which keeps what was typed."""
        self.leave_cell()
        self._fresh = None
        self._typing_filter = False

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the cell."""
        if not self.count:
            self.add_row()
            return
        found = self.hit(event)
        if found is None:
            return
        place, column = found
        if self.editor is not None and (place, column) == (self.cursor, self.column):
            return
        self.leave_cell()
        self._fresh = None
        self.go(place)
        if column is not None:
            self.go_column(column)
            if event.chain == 2 or not self.columns[column].typed:
                self.edit_cell()
