"""The field of a table whose columns are the template's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hotwash.editing.session import Session
from hotwash.postmortem.actions import due_date
from hotwash.postmortem.dates import read_date
from hotwash.postmortem.document import Row
from hotwash.template.model import ColumnKind, Field
from hotwash.tui.widgets.cells import UNREAD
from hotwash.tui.widgets.grid import Grid
from hotwash.tui.widgets.grid_layout import GridColumn

_MOST = {
    ColumnKind.TIME: 20,
    ColumnKind.DATE: 14,
    ColumnKind.PERSON: 20,
    ColumnKind.CHECK: 7,
    ColumnKind.LINK: 30,
}


class TableField(Grid, can_focus=True):
    """A table, as tall as its rows."""

    def __init__(self, session: Session, field: Field) -> None:
        columns = [
            GridColumn(
                known.key,
                known.title,
                most=_MOST.get(known.kind, 0),
                grows=known.kind is ColumnKind.TEXT,
            )
            for known in field.columns
        ]
        super().__init__(session, field, columns, fill=False, header=True)

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look; a date that cannot be read is marked."""
        text, look = super().cell(row, column)
        if self.field.columns[column].kind is ColumnKind.DATE and text and due_date(text) is None:
            return f"{UNREAD} {text}", "problem"
        return text, look

    def settle(self, rows: Sequence[Row], index: int, key: str) -> tuple[Sequence[Row], int]:
        """Read a date that was typed."""
        rows, index = super().settle(rows, index, key)
        known = next((one for one in self.field.columns if one.key == key), None)
        if known is None or known.kind is not ColumnKind.DATE:
            return rows, index
        text = rows[index][key]
        read = read_date(text, date.today()) or text
        row = rows[index].with_cell(key, read)
        return ((*rows[:index], row, *rows[index + 1 :]) if read != text else rows), index

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own rows, greyed."""
        return self.field.samples

    def hint(self) -> str:
        """How to begin."""
        return "No rows yet. Press Enter or a to add the first one."
