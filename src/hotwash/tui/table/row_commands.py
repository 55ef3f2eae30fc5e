"""What is done to rows of a table: to the one under the cursor, or to a selected range of them.

Each is one step of the history. What must be asked first (which list, whose, by what) is asked by
the screen, which then calls these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import Order, shifted, without
from hotwash.postmortem.row_transfer import neighbour, takers, transferred
from hotwash.template.model import Field
from hotwash.tui.handlers import command
from hotwash.tui.widgets.undo_messages import done_again, undone
from hotwash.tui.words import visible

if TYPE_CHECKING:
    from hotwash.tui.table.field_rows import FieldRows, Sorting
    from hotwash.tui.table.grid import Grid

WAY_BACK = "u or Ctrl+Z takes it back"


class RowCommands:
    """The commands that act on the rows of a table.

    Args:
        table: The table.
        model: Its rows.
    """

    def __init__(self, table: Grid, model: FieldRows) -> None:
        self.table = table
        self.model = model

    def use_cell(self) -> None:
        """Do what Enter does in a cell that is not typed into."""

    def use_sign(self, place: int) -> None:
        """Do what a click before the first column of a row does."""

    @command("undo")
    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        self.table.say(undone(self.model.session.undo()))

    @command("redo")
    def redo(self) -> None:
        """Do the last undone step again."""
        self.table.say(done_again(self.model.session.redo()))

    @command("filter")
    def filter_rows(self) -> None:
        """Choose rows by words."""
        from hotwash.tui.table.filter import RowFilter

        table = self.table
        table.cell.leave()
        table.end_selection()
        if self.model.rows:
            table.filter = table.filter or RowFilter(self.model.rows)
            table.filter.typing = True
            table.tell_hints()
            table.focus()
            table.rearrange()

    def choose_rows(self) -> None:
        """Show the rows that have the words of the filter; the cursor stays on its row."""
        table = self.table
        if table.filter is not None:
            row = table.current
            shown = table.filter.choose()
            table.cursor = shown.index(row) if row in shown else 0
            table.rearrange()

    def close_filter(self) -> None:
        """Show all rows again; the cursor stays on its row."""
        table = self.table
        if table.filter is not None:
            table.end_selection()  # rows that were hidden are not to be in it
            table.cursor = table.current or 0
            table.filter = None
            table.tell_hints()
            table.rearrange()
            table.follow()

    @property
    def chosen(self) -> list[int]:
        """Indices of the selected rows among all rows; those of the cursor where none are."""
        table = self.table
        if not table.count:
            return []
        return [table.index(place) for place in table.selected_places()]

    def _settled(self) -> list[int]:
        """The rows to act on once the cell that was typed into is settled.

        A row that was left without a text goes away then, and nothing is done to another one.
        """
        row = self.table.row
        self.table.cell.leave()
        now = self.table.row
        return self.chosen if row is not None and now is not None and now.id == row.id else []

    # The range.

    @command("select-rows")
    def select_rows(self) -> None:
        """Begin a range at the cursor that goes on as the cursor moves, or end the range."""
        table = self.table
        table.cell.leave()
        if table.selection:
            table.end_selection()
        elif table.current is not None:
            table.begin_selection(stays=True)

    @command("select-up", -1)
    @command("select-down", 1)
    def select_step(self, by: int) -> None:
        """Select the row under the cursor, and the next one up (-1) or down (1) too."""
        table = self.table
        table.cell.leave()
        if table.current is not None:
            table.begin_selection()
            table.go(table.cursor + by, extend=True)

    # What is done to rows.

    @command("delete-row")
    def delete_row(self) -> None:
        """Delete the rows."""
        chosen = self._settled()
        if not chosen:
            return
        table = self.table
        place = table.selected_places()[0]
        table.end_selection()
        label = "delete row" if len(chosen) == 1 else f"delete {len(chosen)} rows"
        order = without(len(self.model.rows), set(chosen))
        self._put(order, label, place=place)
        table.say(f"{_rows(len(chosen))} deleted; u or Ctrl+Z brings {_them(chosen)} back")

    @command("move-row-up", -1)
    @command("move-row-down", 1)
    def move_row(self, by: int) -> None:
        """Move the rows up (-1) or down (1)."""
        chosen = self._settled()
        table = self.table
        if not chosen:
            return
        over = chosen[0] - 1 if by < 0 else chosen[-1] + 1
        if not 0 <= over < len(self.model.rows):
            self._tell_edge(by)
            return
        fixed = (self.model.why_fixed(index, over) for index in chosen)
        why = (
            "End the filter first (Esc)"
            if table.filter is not None
            else next(filter(None, fixed), "")
        )
        if why:
            table.say(why)
            return
        label = "move row" if len(chosen) == 1 else f"move {len(chosen)} rows"
        self._put(shifted(len(self.model.rows), chosen, by), label, place=table.cursor + by)
        table.say(f"{_rows(len(chosen))} moved {'up' if by < 0 else 'down'}; {WAY_BACK}")

    def _tell_edge(self, by: int) -> None:
        """Say that rows go no further up (-1) or down (1), and how they get to the next list."""
        table = self.table
        edge = "first" if by < 0 else "last"
        target = neighbour(self.model.session.document.template, self.model.field, by)
        onwards = f"; M moves rows to {visible(target.label)}" if target else ""
        table.say(f"This is the {edge} row here{onwards}")

    @command("duplicate-rows")
    def duplicate_rows(self) -> None:
        """Put a copy of each row below; the cursor goes to the first one."""
        chosen = self._settled()
        if not chosen:
            return
        table = self.table
        table.end_selection()
        known = {row.id for row in self.model.rows}
        rows = self.model.arranged(self.model.doubled(set(chosen)))
        first = next(at for at, row in enumerate(rows) if row.id not in known)
        label = "duplicate row" if len(chosen) == 1 else f"duplicate {len(chosen)} rows"
        table.sync.change(rows, label, cursor=first)
        table.say(f"{_rows(len(chosen))} duplicated; {WAY_BACK}")

    @command("copy-rows")
    def copy_rows(self) -> None:
        """Copy the rows as text that can be pasted into a table like this one."""
        chosen = self._settled()
        if chosen:
            text = "\n".join(self.model.line_of(index) for index in chosen)
            self.table.app.copy_to_clipboard(text + "\n" if len(chosen) > 1 else text)

    def change(self, label: str, change: Callable[[Row], Row]) -> int:
        """Change each of the rows, as one step.

        Args:
            label: What is done, for the undo message: `tick`.
            change: From a row to the row as it is to be.

        Returns:
            How many rows it was done to.
        """
        table = self.table
        chosen = set(self.chosen)
        rows = [change(row) if at in chosen else row for at, row in enumerate(self.model.rows)]
        table.sync.put(rows, label)
        table.rearrange()
        return len(chosen)

    # What the screen asks about first.

    @property
    def owner_column(self) -> str:
        """The column with the people that rows belong to; empty where there is none."""
        return next((key for key in self.model.typed_keys if self.model.names_column(key)), "")

    @property
    def owner(self) -> str:
        """Whose all the rows are; empty where they are not one person's."""
        names = {self.model.rows[index][self.owner_column] for index in self.chosen}
        return names.pop() if len(names) == 1 else ""

    def give_owner(self, name: str) -> None:
        """Write a person's name into the rows, or take the names away with an empty one."""
        column, name = self.owner_column, name.strip()
        count = self.change(
            f"set owner to {name}" if name else "take owner away",
            lambda row: row.with_cell(column, name),
        )
        self.table.say(f"{_rows(count)}: {name or 'nobody'}; {WAY_BACK}")

    @property
    def takers(self) -> Sequence[Field]:
        """The other fields that the rows can go to."""
        return takers(self.model.session.document.template, self.model.field)

    def give_to(self, target: Field) -> None:
        """Move the rows to another field, as one step."""
        chosen = self._settled()
        if not chosen:
            return
        table, session = self.table, self.model.session
        table.end_selection()
        place = table.cursor
        label = f"move {_rows(len(chosen)).lower()} to {target.label}"
        moved = transferred(session.document, self.model.field, target, set(chosen))
        session.edit_many(moved, label=label)
        table.go(min(place, max(0, table.count - 1)))
        table.say(
            f"{_rows(len(chosen))} moved to {target.label}; u or Ctrl+Z brings {_them(chosen)} back"
        )

    def sort_by(self, sorting: Sorting) -> None:
        """Sort the selected rows, or all rows that are shown where no range is selected."""
        table = self.table
        table.cell.leave()
        chosen = self.chosen
        if len(chosen) < 2:
            chosen = [table.index(place) for place in range(table.count)]
        order = self.model.order_by(sorting, chosen)
        if list(order) == list(range(len(self.model.rows))):
            table.say(f"Sorted by {sorting.title.lower()} already")
            return
        self._put(order, f"sort by {sorting.title.lower()}", row=table.current)
        table.say(f"{_rows(len(chosen))} sorted by {sorting.title.lower()}; {WAY_BACK}")

    def _put(
        self, order: Order, label: str, *, place: int | None = None, row: int | None = None
    ) -> None:
        """Put the rows in an order; the cursor goes to a place, or along with a row."""
        table = self.table
        rows = self.model.arranged(order)
        cursor = list(order).index(row) if row is not None else None
        table.sync.put(rows, label, cursor=cursor)
        if place is not None:
            table.cursor = max(0, min(place, table.count - 1))
        table.rearrange()
        table.follow()


def _rows(count: int) -> str:
    return "Row" if count == 1 else f"{count} rows"


def _them(chosen: Sequence[int]) -> str:
    return "it" if len(chosen) == 1 else "them"
