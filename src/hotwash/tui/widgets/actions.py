"""The field of action items: a checklist, as tall as its items."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from hotwash.editing.session import Session
from hotwash.template.model import Field
from hotwash.tui.bindings import bindings
from hotwash.tui.command import KeyScope
from hotwash.tui.table.action_rows import ActionCommands, ActionRows
from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.focus_column import column_of


class ActionsField(Grid, can_focus=True):
    """A checklist.

    Args:
        session: The open document.
        field: The field; its `due_days` say when its items are due by default.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(KeyScope.ACTIONS, action="run_command")
    scope: ClassVar[KeyScope] = KeyScope.ACTIONS
    model: ActionRows

    def __init__(self, session: Session, field: Field) -> None:
        items = ActionRows(session, field)
        super().__init__(items)
        items.peers = lambda: [peer.model for peer in self._peers()]
        self.commands = ActionCommands(self, items)

    def _peers(self) -> list[ActionsField]:
        """The lists on the tab that have the same columns, this one among them."""
        around = column_of(self) or self.parent
        if not isinstance(around, Widget):
            return [self]
        keys = [column.key for column in self.model.columns]
        found = around.query(ActionsField)
        return [one for one in found if [column.key for column in one.model.columns] == keys]

    def rearrange(self) -> None:
        """Lay everything out anew, in the other lists too where the widths have changed."""
        before = self.table_layout.painter.widths
        super().rearrange()
        widths = self.table_layout.painter.widths
        if before != widths:
            for peer in self._peers():
                if peer is not self and peer.table_layout.painter.widths != widths:
                    super(ActionsField, peer).rearrange()
