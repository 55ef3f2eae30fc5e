"""The list of what was found in a source of events: one line each, with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.message import Message

from hotwash.tui.screens.events_choice import EventChoice
from hotwash.tui.screens.events_entries import FoundEntry
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.table.row_view import RowView
from hotwash.tui.table.rows import RowModel

_LEVELS = {"error": "problem", "warning": "mark"}


class FoundRows(RowModel):
    """The entries of a source as rows, under the headings of their days.

    Args:
        zone: The name of the zone that the times are shown in.
    """

    prefix: ClassVar[int] = 7
    has_cell_cursor: ClassVar[bool] = False

    def __init__(self, zone: str) -> None:
        super().__init__(
            (
                GridColumn("time", zone, least=5, most=24, wraps=False),
                GridColumn("event", "Event", least=16, grows=True),
            )
        )
        self.choice: EventChoice | None = None
        """What is chosen from; None while there is nothing."""
        self.entries: list[FoundEntry] = []
        """The entries that are shown."""
        self._headings: dict[int, str] = {}

    def show(self, choice: EventChoice | None) -> None:
        """Take other entries."""
        self.choice = choice
        found = choice.found.entries if choice else ()
        self.entries = [found[at] for at in choice.shown] if choice else []
        self.rows = tuple(entry.row for entry in self.entries)
        self._headings = self._days()
        self.columns = self.columns[:2] + self._more_columns(found)

    def _more_columns(self, found: Sequence[FoundEntry]) -> tuple[GridColumn, ...]:
        """The columns that some entry has a text for."""
        known = (GridColumn("level", "Level", least=5), GridColumn("state", "", least=9, most=13))
        return tuple(
            replace(column, wraps=False)
            for column in known
            if any(column.key in entry.row.cells for entry in found)
        )

    def _days(self) -> dict[int, str]:
        """The headings: each day, before its first entry."""
        headings: dict[int, str] = {}
        last = None
        for at, entry in enumerate(self.entries):
            if entry.day is not None and entry.day != last:
                last = entry.day
                headings[at] = f"{entry.day:%A %Y-%m-%d}"
        return headings

    @property
    def titled(self) -> bool:
        """Whether the titles of the columns are shown now."""
        return self.choice is not None

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look; what is there already and what is left over is dim."""
        entry, key = self.entries[row], self.columns[column].key
        text = entry.row[key]
        if key == "time" and not entry.left and entry.event.instant is None:
            return text or "no time", "problem" if text else "hint"
        if entry.there or entry.left:
            return text, "muted"
        return text, _LEVELS.get(text, "") if key == "level" else ""

    def sign(self, row: int, *, current: bool, focused: bool) -> tuple[str, str]:
        """The cursor and the box."""
        ticked = self.choice is not None and self.choice.shown[row] in self.choice.ticked
        box = "[x]" if ticked else "[ ]"
        return f" {'▸' if current else ' '}{box} ", "mark" if ticked else ""

    def gaps(self) -> Sequence[int]:
        """The first entries of each day."""
        return tuple(self._headings)

    def above(self, row: int) -> str:
        """The day, over its first entry."""
        return self._headings.get(row, "")

    def hint(self) -> str:
        """Said where nothing is shown; nothing before there is something to choose from."""
        if self.choice is None:
            return ""
        if not self.choice.found.entries:
            return "Nothing was found in it: r reads it as something else."
        return "No event passes the filter."


class EventsList(RowView, can_focus=True):
    """The entries; ten thousand cost what thirty do.

    Args:
        zone: The name of the zone that the times are shown in.
    """

    DEFAULT_CSS = """
    EventsList { scrollbar-gutter: stable; }
    """

    class EntryReached(Message):
        """The cursor has come to another entry, or the entries have changed."""

    class EntryClicked(Message):
        """The box of the entry under the cursor was clicked on, or the entry twice."""

    model: FoundRows

    def __init__(self, zone: str) -> None:
        super().__init__(FoundRows(zone), fill=True)

    def show_nothing(self) -> None:
        """Show an empty list while there is nothing to choose from."""
        self.model.show(None)
        self.rearrange()

    def show_choice(self, choice: EventChoice) -> None:
        """Show what is chosen from now; the cursor stays on its entry where that is shown."""
        here = self.entry
        self.model.show(choice)
        same = (at for at, entry in enumerate(self.model.entries) if entry is here)
        self.cursor = next(same, 0)
        self.rearrange()
        self.follow()
        self.post_message(self.EntryReached())

    def rearrange(self) -> None:
        """Lay everything out anew; before there is a size, for as little as there can be."""
        if self.size.width:
            super().rearrange()
        else:
            self.measure(1)

    @property
    def entry(self) -> FoundEntry | None:
        """The entry under the cursor."""
        entries = self.model.entries
        return entries[self.cursor] if self.cursor < len(entries) else None

    @property
    def entry_index(self) -> int | None:
        """Which of all entries is under the cursor."""
        choice = self.model.choice
        if choice is None or self.cursor >= len(choice.shown):
            return None
        return choice.shown[self.cursor]

    def go(self, place: int) -> None:
        """Put the cursor on an entry and say so."""
        super().go(place)
        self.post_message(self.EntryReached())

    def ticks_changed(self, *, all_: bool = False) -> None:
        """Paint the boxes again: the one under the cursor, or all."""
        if all_:
            self.refresh()
        else:
            self.repaint(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the box, or a second one, ticks."""
        found = self.hit(event)
        if found is None:
            return
        place, column = found
        self.go(place)
        if column is None or event.chain == 2:
            self.post_message(self.EntryClicked())
