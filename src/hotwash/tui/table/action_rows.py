"""Action items as rows of a checklist: who does what until when.

| Column | Shows |
| --- | --- |
| the box | `[ ]` or `[x]`; Space and `x` tick it |
| task | what is to be done |
| owner | who does it |
| due | how far away it is, and the date where there is room; greyed, the horizon's own, if unset |
| link | where it is tracked, as much of it as there is room for |

The item under the cursor shows in full what the columns have no room for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from hotwash.editing.session import Session
from hotwash.postmortem.actions import (
    default_due,
    due_date,
    due_words,
    is_cancelled,
    is_done,
    is_overdue,
    level_between,
    read_task_line,
    with_done,
)
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import by_done, by_due, by_text
from hotwash.template.model import Field
from hotwash.template.shapes.lists import level_of, with_level
from hotwash.times.dates import read_day
from hotwash.tui.handlers import command
from hotwash.tui.table.field_rows import FieldRows, RowsRead, Sorting
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.table.row_commands import WAY_BACK, RowCommands
from hotwash.tui.widgets.cells import UNREAD, visible
from hotwash.tui.widgets.drawing import wrap

ROOMY = 66
"""Cells of a list from which it has a column for its links; below them they have a mark."""

WIDE = 100
"""Cells of a list from which its due dates stand beside the words."""

LINKED = "↗"
"""Stands for a link where there is no room for it."""

SUB_TASK = "└ "
"""Stands before an item that is a sub-task of the one above it."""


def columns_for(cells: int) -> tuple[GridColumn, ...]:
    """The columns that every list of action items has, for a width: the task has what is left."""
    link = GridColumn("link", "Link", least=4, most=14, wraps=False)
    if cells < ROOMY:
        link = GridColumn("link", "", least=1, most=1, wraps=False)
    elif cells >= WIDE:
        link = GridColumn("link", "Link", least=4, most=32, wraps=False)
    return (
        GridColumn("task", "Task", least=16, grows=True),
        GridColumn("owner", "Owner", least=5, most=16 if cells >= ROOMY else 12),
        GridColumn("due", "Due", least=9, most=26 if cells >= WIDE else 14),
        link,
    )


def columns_of(field: Field, rows: Sequence[Row], cells: int) -> tuple[GridColumn, ...]:
    """The columns of a list: the template's own in their order and by their names, then the others.

    Args:
        field: The field of action items.
        rows: Its items; a priority has a column where one of them has one.
        cells: The width of the list.
    """
    usual = {column.key: column for column in columns_for(cells)}
    found: dict[str, GridColumn] = {}
    for column in field.columns:
        if column.key == "done" or not column.shown:
            continue
        one = usual.get(column.key, GridColumn(column.key, column.title, least=4, most=20))
        found[column.key] = replace(one, title=column.title) if one.title else one
    found = {**found, **{key: column for key, column in usual.items() if key not in found}}
    if "priority" not in found and any("priority" in row.cells for row in rows):
        found["priority"] = GridColumn("priority", "Priority", least=4, most=12)
    return tuple(found.values())


class ActionRows(FieldRows):
    """A checklist's items.

    Args:
        session: The open document.
        field: The field; its `due_days` say when its items are due by default.
    """

    prefix: ClassVar[int] = 6

    def __init__(self, session: Session, field: Field) -> None:
        self._wide = WIDE
        self._measured: tuple[object, list[int]] = (None, [])
        rows = session.document.rows(field.path)
        super().__init__(session, field, columns_of(field, rows, WIDE))
        self.peers: Callable[[], Sequence[ActionRows]] = lambda: (self,)
        """The lists whose columns are as wide as those of this one, itself among them."""

    @property
    def titled(self) -> bool:
        """Whether the titles are shown: not over examples."""
        return bool(self.rows)

    # The columns, the same in all lists of a tab.

    def fit(self, wide: int) -> None:
        """Choose the columns that there is room for."""
        self._wide = wide
        self.columns = columns_of(self.field, self.rows, wide)

    def needs(self, wide: int, shown: Sequence[int]) -> list[int]:
        """The cells that the longest text of each column takes in any of the lists."""
        lists = (peer.own_needs(wide) for peer in self.peers())
        return [max(needs) for needs in zip(*lists, strict=True)]

    def own_needs(self, wide: int) -> list[int]:
        """The cells that the longest text of each column takes in this list.

        Args:
            wide: Cells of the lists.
        """
        state = (self.rows, wide, self.context(), self.today())
        if self._measured[0] != state:
            self._wide = wide
            self._measured = (state, super().needs(wide, range(len(self.rows))))
        return self._measured[1]

    # How items look.

    def context(self) -> object:
        """Default due dates are counted from the incident's date."""
        return self.session.document.incident_date

    def today(self) -> date:
        """The date that due dates are told from."""
        return date.today()

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look."""
        item = self.rows[row]
        key = self.columns[column].key
        done = is_done(item)
        if key == "due":
            return self._due(item, done)
        text = item[key]
        if not text and key == "task":
            return ("(no task)", "hint") if item.cells else ("", "")
        if key == "link" and text:
            return self._link(text), "muted"
        if key == "task" and (level := level_of(item.cells)):
            text = "  " * (level - 1) + SUB_TASK + text
        return text, "done" if done else ""

    def _due(self, item: Row, done: bool) -> tuple[str, str]:
        today = self.today()
        due = due_date(item["due"])
        if due is None and item["due"]:
            return f"{UNREAD} {item['due']}", "problem"
        if due is None:
            horizon = default_due(self.session.document.incident_date, self.field.due_days)
            asked = due_date(horizon)
            if asked is None or done or not item.cells:
                return "", ""
            return f"by {_short(asked, today)}?", "hint"
        if done:
            return _short(due, today), "done"
        words = due_words(item["due"], today)
        if self._wide >= WIDE:
            words = f"{words} · {_short(due, today)}"
        return words, "problem" if is_overdue(item, today) else ""

    def _link(self, text: str) -> str:
        """A link as there is room for it: the address, the part that tells it apart, or a mark."""
        if self._wide < ROOMY:
            return LINKED
        plain = text.removeprefix("https://").removeprefix("http://")
        if self._wide >= WIDE:
            return plain
        return plain.rstrip("/").rpartition("/")[2] or plain

    def below(self, row: int, *, typing: bool = False) -> Sequence[str]:
        """What of the item under the cursor there is no room for: the day it is due, its link."""
        item = self.rows[row]
        if self._wide >= WIDE or typing:
            return ()
        due = due_date(item["due"])
        parts = [f"due {due}" if due is not None and not is_done(item) else "", item["link"]]
        words = " · ".join(visible(part) for part in parts if part)
        return wrap(words, self._wide - self.prefix) if words else ()

    def sign(self, row: int, *, current: bool, focused: bool) -> tuple[str, str]:
        """The cursor and the box."""
        item = self.rows[row]
        box = "[-]" if is_cancelled(item) else "[x]" if is_done(item) else "[ ]"
        return f"{'▸' if current and focused else ' '} {box} ", ""

    def names_column(self, key: str) -> bool:
        """Owners are people, whatever the template says of them."""
        return key == "owner" or super().names_column(key)

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own items, greyed, each cell in the column that it is for."""
        keys = [column.key for column in self.field.columns or self.columns]
        found = [dict(zip(keys, sample, strict=False)) for sample in self.field.samples]
        return [[cells.get(column.key, "") for column in self.columns] for cells in found]

    def hint(self) -> str:
        """How to begin."""
        return "Nothing here yet: Enter or a adds the first item."

    def settle(self, index: int, key: str, *, new: bool = False) -> RowsRead:
        """Read a due date that was typed, and a task with its owner on one line."""
        read = super().settle(index, key)
        row, notes = read.rows[index], list[str]()
        if key == "due" and row["due"]:
            found = read_day(row["due"], self.today(), ahead=True)
            row = row if found is None else row.with_cell("due", found.day.isoformat())
            notes = [f"Due {found.day}: {found.note}"] if found is not None and found.note else []
        elif key == "task" and set(row.cells) == {"task"}:
            row = row.with_cells(read_task_line(row["task"], self.today()))
            if new:
                row = row.with_cells(with_level(row.cells, level_between(read.rows, index)))
        rows = read.rows if row == read.rows[index] else self.with_row(index, row)
        return RowsRead(rows, index, notes)

    def rows_of(self, lines: Sequence[str]) -> Sequence[Row]:
        """Make items of pasted lines, with or without Markdown's bullets, boxes and owners."""
        return [Row(read_task_line(line, self.today())) for line in lines]

    def sorts(self) -> Sequence[Sorting]:
        """By due date, by owner, and what is open first."""
        return (
            Sorting("Due date", by_due),
            Sorting("Owner", by_text("owner")),
            Sorting("Open items first", by_done),
        )

    def line_of(self, index: int) -> str:
        """An item as a line of a Markdown checklist, which a paste reads again."""
        row = self.rows[index]
        parts = [row["task"]]
        parts += [
            f"{known.title or known.key.title()}: {row[known.key]}"
            for known in columns_of(self.field, self.rows, WIDE)
            if known.key != "task" and row[known.key]
        ]
        return f"- [{'x' if is_done(row) else ' '}] {' - '.join(parts)}"


class ActionCommands(RowCommands):
    """The commands that act on the items of a checklist."""

    @command("tick")
    def tick(self) -> None:
        """Mark the items done, or not done where they all are."""
        self.table.cell.leave()
        chosen = self.chosen
        if not chosen:
            return
        done = not all(is_done(self.model.rows[index]) for index in chosen)
        count = len(chosen)
        verb = "tick" if done else "untick"
        label = f"{verb} item" if count == 1 else f"{verb} {count} items"
        self.change(label, lambda row: with_done(row, done))
        items = "Item" if count == 1 else f"{count} items"
        self.table.say(f"{items} {'done' if done else 'not done'} now; {WAY_BACK}")

    def use_sign(self, place: int) -> None:
        """Tick an item whose box is clicked."""
        self.table.go(place)
        self.tick()


def _short(day: date, today: date) -> str:
    """A date as people write it in a list: `27 Nov`, or `Nov 2027` when it is not this year's."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day:%b %Y}"
