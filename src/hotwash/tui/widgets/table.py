"""The field of a table whose columns are the template's own."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.editing.session import Session
from hotwash.template.model import ColumnKind, Field
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
                least=8 if known.kind is ColumnKind.TEXT else 5,
                most=_MOST.get(known.kind, 0),
                grows=known.kind is ColumnKind.TEXT,
            )
            for known in field.columns
        ]
        super().__init__(session, field, columns, fill=False, header=True)

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own rows, greyed."""
        return self.field.samples

    def hint(self) -> str:
        """How to begin."""
        return "No rows yet. Press Enter or a to add the first one."
