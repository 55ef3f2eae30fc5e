"""Keeps the rows of a table and those of the document the same, whoever changes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from hotwash.editing.session import Change
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import same_ends

if TYPE_CHECKING:
    from hotwash.tui.table.field_rows import FieldRows
    from hotwash.tui.table.grid import Grid


class RowSync:
    """Gives the document what is done in a table, and shows in it what is done elsewhere.

    Args:
        table: The table.
        model: Its rows.
    """

    def __init__(self, table: Grid, model: FieldRows) -> None:
        self._table = table
        self._model = model
        self._shown_by: object = None

    def start(self) -> None:
        """Follow what the rows are shown by elsewhere in the document: its date, its zone."""
        self._shown_by = self._model.context()
        self.stop = self._model.session.subscribe(self._document_changed)

    def _document_changed(self, change: Change) -> None:
        context = self._model.context()
        if context != self._shown_by:
            self._shown_by = context
            if self._model.field.path not in change.paths:
                self._table.rearrange()

    def put(
        self,
        rows: Sequence[Row],
        label: str,
        *,
        cursor: int | None = None,
        key: str = "",
        join: bool = False,
    ) -> None:
        """Make these the field's rows; see `FieldRows.write`.

        Args:
            rows: All rows.
            label: What was done, for the undo message.
            cursor: The row that the cursor goes to; None leaves it where it is.
            key: The cell that is typed into.
            join: Whether it settles what was typed there.
        """
        table, model = self._table, self._model
        old, model.rows = model.rows, tuple(rows)
        if table.filter is not None:
            table.filter.rows_changed(old, model.rows)
        place = table.cursor if cursor is None else table.place(cursor)
        table.cursor = max(0, min(place, table.count - 1))
        model.write(label, source=table.source, unsent=table.cell.fresh, key=key, join=join)

    def change(self, rows: Sequence[Row], label: str, *, cursor: int | None = None) -> None:
        """Make these the field's rows, and show them; the arguments are those of `put`."""
        self.put(rows, label, cursor=cursor)
        self._table.rearrange()
        self._table.follow()

    def insert_lines(self, lines: Sequence[str], *, clocks: tzinfo | None = None) -> Sequence[str]:
        """Make rows of lines of text, as one step; return what the person should know of them.

        Args:
            lines: The lines.
            clocks: By whose clocks times in them are meant; None for the document's.
        """
        read = self._model.with_lines(lines, self._table.current, clocks=clocks)
        self._table.commands.close_filter()
        label = "add row" if len(lines) == 1 else f"paste {len(lines)} rows"
        self.change(read.rows, label, cursor=read.at)
        return read.notes

    def show(self) -> None:
        """Show the document as it is now; the cursor goes to what was undone or done again.

        What another program changed leaves it on its row; while the focus is elsewhere, as in
        the entry line below, a cursor on the last row stays on the last one.
        """
        table, model = self._table, self._model
        old, new = model.rows, model.stored
        if (unsent := table.cell.unsent_row) is not None:
            at = min(table.current or 0, len(new))
            new = (*new[:at], unsent, *new[at:])
        if old == new and all(a.id == b.id for a, b in zip(old, new, strict=True)):
            model.rows = new
            return
        last = model.session.last
        origin = last.origin if last is not None else ""
        outside = origin == "outside"
        at, kept = self._where_now(new, outside)
        model.rows = new
        table.cell.reload(kept, as_before=origin in ("undo", "redo"))
        if not outside:
            table.commands.close_filter()
        elif table.filter is not None:
            table.filter.rows_changed(old, new)
        table.cursor = table.place(max(0, min(at, len(new) - 1)))
        table.rearrange()
        if table.fill or table.has_focus or not outside:
            table.follow()

    def _where_now(self, new: Sequence[Row], outside: bool) -> tuple[int, Row | None]:
        """Where the cursor goes among new rows, and its row where it stays on that."""
        table, old, row = self._table, self._model.rows, self._table.row
        if outside and not table.has_focus and (table.current or 0) >= len(old) - 1:
            return len(new) - 1, None
        if row is not None and (table.cell.is_open or not table.has_focus or outside):
            for at, now in enumerate(new):
                if now.id == row.id:
                    return at, now
        return same_ends(old, new)[0], None
