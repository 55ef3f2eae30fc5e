"""The rows of a timeline: sorted by time, marked with moments, with gaps and evidence.

A row stands where its time belongs as soon as the time is read; a time that cannot be read leaves
it where it was put.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import ClassVar

from hotwash.editing.session import Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import Order, by_text, doubled
from hotwash.postmortem.timeline import canonical, sorted_order
from hotwash.template.model import Field
from hotwash.times.durations import write_duration
from hotwash.times.entries import split_entry
from hotwash.times.values import TimeReading
from hotwash.tui.table.field_rows import FieldRows, RowsRead, Sorting
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.table.timeline_times import TimelineTimes

EVIDENCE = 6
"""Lines of a row's evidence that are shown when it is opened."""


class TimelineRows(FieldRows):
    """A timeline's rows.

    Args:
        session: The open document.
        field: The timeline's field.
    """

    prefix: ClassVar[int] = 4
    pointer: ClassVar[int] = 2

    def __init__(self, session: Session, field: Field) -> None:
        super().__init__(session, field, _columns(field))
        self.times = TimelineTimes(session, field)
        self._gaps: dict[int, str] = {}

    def context(self) -> object:
        """Times are read against the day of the list and the document's zone."""
        return self.times.context

    def update(self, *, typing: bool) -> None:
        """Resolve the times of rows that have changed, and find the gaps between them."""
        if not typing or len(self.times.table.rows) != len(self.rows):
            self.times.resolve(self.rows)
        self._gaps = {
            below: f"⋮ {write_duration(length)}" for below, length in self.times.long_gaps()
        }
        title = next((one.title for one in self.field.columns if one.key == "time"), "Time")
        shown = self.times.title(title)
        self.columns = tuple(
            replace(known, title=shown) if known.key == "time" else known for known in self.columns
        )

    # How rows look.

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look."""
        key = self.columns[column].key
        text = self.rows[row][key]
        if key == "time":
            return self.times.shown(row, text)
        if key == "event":
            lines = len(self._evidence(row))
            if lines:
                text = f"{text}  [+{lines} line{'s' if lines > 1 else ''}]"
            return text, ""
        return text, "mark" if key == "moment" else ""

    def sign(self, row: int, *, current: bool, focused: bool) -> tuple[str, str]:
        """The mark of a moment or of a time that cannot be read, and the cursor."""
        cells = self.rows[row].cells
        pointer = "▸" if current else " "
        if self.times.is_unread(row, cells.get("time", "")):
            return f" ?{pointer} ", "problem"
        return f" {'◉' if 'moment' in cells else ' '}{pointer} ", "mark"

    def gaps(self) -> Sequence[int]:
        """The rows before which nothing is known for long."""
        return tuple(self._gaps)

    def above(self, row: int) -> str:
        """How long nothing is known before a row."""
        return self._gaps.get(row, "")

    def below(self, row: int, *, typing: bool = False) -> Sequence[str]:
        """The evidence that a row has, as far as there is room for it."""
        lines = self._evidence(row)
        if len(lines) <= EVIDENCE:
            return lines
        return [*lines[: EVIDENCE - 1], f"… {len(lines) - EVIDENCE + 1} more lines"]

    def _evidence(self, row: int) -> Sequence[str]:
        """The lines of evidence that no column shows."""
        text = self.rows[row]["evidence"]
        shown = any(column.key == "evidence" for column in self.columns)
        return () if shown and "\n" not in text else text.splitlines()

    def hint(self) -> str:
        """How to begin."""
        return "No events yet: type them in the line below, or press a."

    # What is typed into a cell.

    def opened(self, text: str, index: int, key: str) -> str:
        """A time is typed into as it is shown."""
        return self.times.by_shown(text, index) if key == "time" else text

    def sent(self, text: str, index: int, key: str) -> str:
        """A time that is typed by other clocks is written by the document's at once."""
        if key != "time" or self.times.shown_zone is None:
            return text
        reading = self.times.read(text, index, clocks=self.times.shown_zone)
        return text if reading.unreadable else reading.text

    def typed_words(self, text: str, index: int, key: str) -> str:
        """Say what a text that is typed into the cell of a time will become."""
        text = text.strip()
        if key != "time" or not text:
            return ""
        times, row = self.times, self.rows[index]
        reading = times.read(text, index, clocks=times.shown_zone)
        parted = _parted(row.with_cell("time", text), reading.unreadable)
        if parted["event"] == row["event"]:
            return times.words(reading)
        reading = times.read(parted["time"], index, clocks=times.shown_zone)
        return f"{times.words(reading)} · the rest goes into the cell beside it"

    def settle(self, index: int, key: str, *, new: bool = False) -> RowsRead:
        """Read a time that was typed, and put the row where it belongs."""
        read = super().settle(index, key)
        if key != "time":
            return read
        times, typed = self.times, read.rows[index]
        row = _parted(typed, times.read(typed["time"], index).unreadable)
        # A time that could be read while it was typed is already written by the document's clocks.
        clocks = None if row is typed else times.shown_zone
        # The other rows keep the days they had before this one was touched.
        before = next((old for old in times.table.rows if old.id == row.id), None)
        times.resolve(self.with_row(index, before or row.with_cell("time", "")))
        reading = times.read(row["time"], index, clocks=clocks)
        rows, at = times.table.retime(index, row.with_cell("time", reading.text), reading.time)
        return RowsRead(rows, at, [reading.note] if reading.note else ())

    # Lines of text as rows.

    def entered(self, line: str, *, clocks: tzinfo | None = None) -> tuple[Row, TimeReading]:
        """The row that a line `TIME text` becomes at the end of the timeline.

        Args:
            line: The line.
            clocks: By whose clocks its time is meant; None for the document's.
        """
        text, event = split_entry(line)
        reading = TimeReading("")
        if text:
            reading = self.times.read(text, len(self.times.table.rows), clocks=clocks)
        cells = {"time": reading.text, "event": event}
        return Row({key: cell for key, cell in cells.items() if cell}), reading

    def entry_words(self, line: str) -> str:
        """Say what a line `TIME text` will become."""
        from hotwash.tui.widgets.typed_times import timeless_words

        row, reading = self.entered(line, clocks=self.times.shown_zone)
        return self.times.words(reading) if row["time"] else timeless_words(line)

    def with_lines(
        self, lines: Sequence[str], below: int | None, *, clocks: tzinfo | None = None
    ) -> RowsRead:
        """All rows, and those that lines `TIME text` become, each where its time belongs."""
        table, index, notes = self.times.resolve(self.rows), 0, list[str]()
        for line in lines:
            row, reading = self.entered(line, clocks=clocks)
            if reading.note and reading.note not in notes:
                notes.append(reading.note)
            if row["time"]:
                rows, index = table.insert(row, reading.time)
            else:
                rows, index = (*table.rows, row), len(table.rows)
            table = self.times.resolve(rows)
        return RowsRead(table.rows, index, notes)

    def line_of(self, index: int) -> str:
        """A row as it may be typed again: `10:15 First alert`, with its day where it is another."""
        table = self.times.resolve(self.rows)
        row, time = table.rows[index], table.times[index]
        written = canonical(row["time"], time, None, table.frame) if time else row["time"]
        cells = (row[key] for key in self.typed_keys if key != "time")
        return " ".join(text for text in (written, *cells) if text)

    # The order of rows.

    def why_fixed(self, row: int, other: int) -> str:
        """Rows with different times stay in their order."""
        times = self.times.resolve(self.rows).times
        first, second = times[row], times[other]
        if first is None or second is None or first.instant == second.instant:
            return ""
        return "Rows stay in order of time: change the time to move the row"

    def arranged(self, order: Order) -> tuple[Row, ...]:
        """All rows in an order; they keep their days, and a copy is no second moment."""
        known = {row.id for row in self.rows}
        return tuple(
            row if row.id in known else row.with_cell("moment", "")
            for row in self.times.resolve(self.rows).arranged(order)
        )

    def doubled(self, chosen: Collection[int]) -> Order:
        """All rows and copies of some, each at its time: under its own row."""
        return doubled(len(self.rows), chosen, each=True)

    def sorts(self) -> Sequence[Sorting]:
        """The rows of a timeline are sorted by their times only."""
        return (Sorting("Time", by_text("time")),)

    def order_by(self, sorting: Sorting, chosen: Collection[int]) -> Order:
        """All rows in order of time; those without a time keep their places."""
        return sorted_order(self.times.resolve(self.rows).times)


def _parted(row: Row, unreadable: bool) -> Row:
    """A row whose time and event were both typed into the cell of the time, taken apart."""
    if not unreadable or row["event"]:
        return row
    time, event = split_entry(row["time"])
    return row.with_cell("time", time).with_cell("event", event) if time and event else row


def _columns(field: Field) -> Sequence[GridColumn]:
    """The columns of the template with its own titles, in its own order, and that of moments."""
    made = []
    for column in field.columns:
        if column.key == "time":
            made.append(GridColumn("time", column.title, least=5, most=20))
        elif column.key == "event":
            made.append(GridColumn("event", column.title, least=16, grows=True))
        elif column.shown and column.key != "moment":
            made.append(GridColumn(column.key, column.title, least=4, most=24))
    moment = GridColumn(
        "moment", "", least=12, most=12, right=True, typed=False, wraps=False, yields=True
    )
    return (*made, moment)
