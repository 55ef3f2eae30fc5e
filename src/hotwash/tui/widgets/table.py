"""The field of a table whose columns are the template's own."""

from __future__ import annotations

from hotwash.editing.session import Session
from hotwash.template.model import ColumnKind, Field
from hotwash.tui.table.field_rows import FieldRows
from hotwash.tui.table.grid import Grid
from hotwash.tui.table.grid_layout import GridColumn

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
                least=8 if known.kind is ColumnKind.TEXT else 5,
                most=_MOST.get(known.kind, 0),
                grows=known.kind is ColumnKind.TEXT,
            )
            for known in field.columns
        ]
        super().__init__(FieldRows(session, field, columns))
