"""The rows of a timeline: sorted by time, marked with moments, shown in a zone of choice.

What the document stores is canonical; what is shown may be another zone's time. Times are resolved
once for all rows and then only where rows change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from hotwash.editing.session import Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.findings import timetable
from hotwash.postmortem.moments import MOMENTS, gaps
from hotwash.postmortem.timeline import Timetable, display_time
from hotwash.postmortem.times import Reading, TimeContext, is_unknown, read_time, split_entry
from hotwash.postmortem.zones import local_zone
from hotwash.template.model import Field
from hotwash.tui.bindings import bindings
from hotwash.tui.command import Scope
from hotwash.tui.widgets.grid import Grid
from hotwash.tui.widgets.grid_layout import GridColumn

LETTERS = {moment[0]: moment for moment in MOMENTS}
"""The letter that marks a row, after `m`: they all begin differently."""

LONG_GAP = 15
"""Minutes without a row from which a gap is shown, where the settings say nothing else."""

_ZONES = ("document", "UTC", "local")


class TimelineGrid(Grid, can_focus=True):
    """The table of a timeline.

    Args:
        session: The open document.
        field: The timeline's field; columns of its own stand between the event and the moment.
        fill: Whether the table scrolls by itself.
    """

    class Rearranged(Message):
        """Rows or their times have changed: what is summed up from them is to be told anew."""

    class Marking(Message):
        """A row is to be marked with a moment, or no longer is to be."""

        def __init__(self, on: bool) -> None:
            super().__init__()
            self.on = on

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TIMELINE, action="run_command")
    prefix: ClassVar[int] = 4

    def __init__(self, session: Session, field: Field, *, fill: bool) -> None:
        known = {"time", "event", "moment", "evidence"}
        columns = (
            GridColumn("time", "Time", least=5, most=24, wraps=False),
            GridColumn("event", "Event", least=16, grows=True),
            *(
                GridColumn(column.key, column.title, least=4, most=24)
                for column in field.columns
                if column.key not in known
            ),
            GridColumn("moment", "", least=0, most=12, right=True, typed=False, wraps=False),
        )
        super().__init__(session, field, columns, fill=fill, header=True)
        self.long_gap = LONG_GAP
        """Minutes from which a gap between two rows is shown; 0 for never."""
        self.zone_shown = "document"
        """Whose clocks the times are shown by: the document's, UTC or the machine's."""
        self.table = Timetable.of((), "", "UTC")
        """The rows with their times, as they were when no cell was open."""
        self._marking = False
        self._gaps: dict[int, str] = {}

    # Times.

    def on_mount(self) -> None:
        """Take the person's setting for gaps, and the times where they are known already."""
        settings = getattr(self.app, "settings", None)
        self.long_gap = getattr(settings, "gap_minutes", self.long_gap)
        self.table = timetable(self.session.document, self.field)

    def now(self) -> datetime:
        """The present, aware."""
        return datetime.now(UTC)

    def context(self) -> object:
        """Times are read against the incident's date and the document's zone."""
        document = self.session.document
        return document.incident_date, document.timezone

    def read(self, text: str, above: int) -> Reading:
        """Read a time as it would be read under a row.

        Args:
            text: The time as typed.
            above: How many rows stand above.
        """
        document = self.session.document
        context = TimeContext(
            now=self.now(),
            date=document.incident_date,
            zone=document.timezone,
            previous=self.table.above(above),
        )
        return read_time(text, context)

    def rearrange(self) -> None:
        """Resolve the times of rows that have changed, then lay everything out anew."""
        if self.editor is None or len(self.table.rows) != len(self.rows):
            self.resolve(self.rows)
        found = gaps(self.table.times, self.long_gap) if self.long_gap else []
        self._gaps = {gap.below: f"⋮ {_length(gap.length.total_seconds())}" for gap in found}
        zone = self._shown_zone()
        noon = (
            self.table.times[0].instant if self.table.times and self.table.times[0] else self.now()
        )
        name = noon.astimezone(zone or self.table.frame.zone).tzname() or ""
        name = f"UTC{name}" if name[:1] in "+-" else name
        self.columns = (replace(self.columns[0], title=name), *self.columns[1:])
        super().rearrange()
        self.post_message(self.Rearranged())

    def _shown_zone(self) -> tzinfo | None:
        if self.zone_shown == "UTC":
            return UTC
        return local_zone() if self.zone_shown == "local" else None

    def show_zone(self) -> None:
        """Show the times by the next clocks: the document's, UTC, the machine's."""
        at = (_ZONES.index(self.zone_shown) + 1) % len(_ZONES)
        self.zone_shown = _ZONES[at]
        zone = self.session.document.timezone
        words = {
            "document": f"Times as they are written; the document's zone is {zone}",
            "UTC": "Times shown in UTC",
            "local": "Times shown by this machine's clock",
        }
        self.rearrange()
        self.say(words[self.zone_shown])

    # How rows look.

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look."""
        key = self.columns[column].key
        text = self.rows[row][key]
        if key == "time":
            return self._time(row, text)
        if key == "event":
            lines = self.rows[row]["evidence"].count("\n") + 1 if self.rows[row]["evidence"] else 0
            if lines:
                text = f"{text}  [+{lines} line{'s' if lines > 1 else ''}]"
            return text, ""
        return text, "mark" if key == "moment" else ""

    def _time(self, row: int, text: str) -> tuple[str, str]:
        time = self.table.times[row] if row < len(self.table.times) else None
        if not text:
            return "no time", "hint"
        if time is None:
            return text, "hint" if is_unknown(text) else "problem"
        return display_time(text, time, self.table.frame, self._shown_zone()), ""

    def sign(self, row: int, *, current: bool) -> tuple[str, str]:
        """The mark of a moment or of a time that cannot be read, and the cursor."""
        cells = self.rows[row].cells
        time = self.table.times[row] if row < len(self.table.times) else None
        text = cells.get("time", "")
        mark = "◉" if "moment" in cells else " "
        if time is None and text and not is_unknown(text):
            mark = "?"
        look = "problem" if mark == "?" else "mark"
        return f" {mark}{'▸' if current else ' '} ", look

    def gaps(self) -> Sequence[int]:
        """The rows before which nothing is known for long."""
        return tuple(self._gaps)

    def above(self, row: int) -> str:
        """How long nothing is known before a row."""
        return self._gaps.get(row, "")

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own rows, greyed."""
        return self.field.samples

    def hint(self) -> str:
        """How to begin."""
        return "No events yet: type them in the line below, or press a."

    # What may be done.

    def settle(self, rows: Sequence[Row], index: int, key: str) -> tuple[Sequence[Row], int]:
        """Read a time that was typed, and put the row where it belongs."""
        rows, index = super().settle(rows, index, key)
        if key != "time":
            return rows, index
        row = rows[index]
        # The other rows keep the days they had before this one was touched.
        before = next((old for old in self.table.rows if old.id == row.id), None)
        untouched = before or row.with_cell("time", "")
        self.resolve((*rows[:index], untouched, *rows[index + 1 :]))
        reading = self.read(row["time"], index)
        if reading.note:
            self.say(reading.note)
        return self.table.retime(index, row.with_cell("time", reading.text), reading.time)

    def resolve(self, rows: Sequence[Row]) -> Timetable:
        """Resolve the times of rows, anew only where they have changed."""
        document = self.session.document
        self.table = self.table.with_rows(rows, document.incident_date, document.timezone)
        return self.table

    def may_move(self, upper: int) -> str:
        """Rows with different times stay in their order."""
        times = self.resolve(self.rows).times
        first, second = times[upper], times[upper + 1]
        if first is None or second is None or first.instant == second.instant:
            return ""
        return "Rows stay in order of time: change the time to move the row"

    def without(self, index: int) -> Sequence[Row]:
        """All rows but one; the others keep their days."""
        return self.resolve(self.rows).remove(index)

    def swapped(self, upper: int) -> Sequence[Row]:
        """All rows, one having changed places with the next; they keep their days."""
        return self.resolve(self.rows).move(upper, upper + 1)

    def entered(self, line: str) -> tuple[Row, Reading]:
        """The row that a line `TIME text` becomes at the end of the timeline."""
        text, event = split_entry(line)
        reading = self.read(text, len(self.table.rows)) if text else Reading("")
        cells = {"time": reading.text, "event": event}
        return Row({key: cell for key, cell in cells.items() if cell}), reading

    def enter(self, lines: Sequence[str]) -> list[str]:
        """Add lines `TIME text` as one step, each where its time belongs.

        Returns:
            What the person should know about them, in words.
        """
        table, index, notes = self.resolve(self.rows), 0, list[str]()
        for line in lines:
            row, reading = self.entered(line)
            if reading.note and reading.note not in notes:
                notes.append(reading.note)
            if row["time"]:
                rows, index = table.insert(row, reading.time)
            else:
                rows, index = (*table.rows, row), len(table.rows)
            table = self.resolve(rows)
        label = "add row" if len(lines) == 1 else f"paste {len(lines)} rows"
        if self.filter is not None:
            self.close_filter()
        self.put(table.rows, label, cursor=index)
        self.rearrange()
        self.follow()
        return notes

    def add_lines(self, lines: Sequence[str]) -> None:
        """Add pasted lines, each where its time belongs, as one step."""
        lines = [line for line in lines if line.strip()]
        if lines:
            notes = self.enter(lines)
            self.say("; ".join([f"{len(lines)} rows pasted; u or Ctrl+Z takes them out", *notes]))

    def insert_now(self) -> None:
        """Give the row under the cursor, or the cell that is typed into, the present time."""
        index = self.current
        if index is None:
            return
        reading = self.read("now", index)
        if self.editor is not None:
            if self.columns[self.column].key == "time":
                self.editor.set("")
            self.editor.insert(reading.text)
            self.send_typed()
            return
        row = self.rows[index].with_cell("time", reading.text)
        rows, at = self.resolve(self.rows).retime(index, row, reading.time)
        self.put(rows, "time now", cursor=at)
        self.rearrange()
        self.follow()

    # Moments.

    def mark(self) -> None:
        """Ask for the moment of the row under the cursor: its letter is the next key."""
        self.leave_cell()
        if self.current is not None:
            self.focus()
            self._marking = True
            self.post_message(self.Marking(True))

    def use_cell(self) -> None:
        """Enter on a moment asks for it."""
        self.mark()

    def set_moment(self, moment: str) -> None:
        """Mark the row under the cursor; an empty moment, or its own, takes the mark away."""
        index = self.current
        if index is None:
            return
        row = self.rows[index]
        moment = "" if row["moment"] == moment else moment
        new = row.with_cell("moment", moment)
        label = f"mark {moment}" if moment else "take mark away"
        self.put((*self.rows[:index], new, *self.rows[index + 1 :]), label)
        self.rearrange()

    def on_key(self, event: events.Key) -> None:
        """The key after `m` says which moment it is."""
        if not self._marking:
            return
        event.stop()
        event.prevent_default()
        self._marking = False
        self.post_message(self.Marking(False))
        if event.key in LETTERS:
            self.set_moment(LETTERS[event.key])
        elif event.key in ("backspace", "delete", "space", "minus", "0", "n"):
            self.set_moment("")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed, or would choose a moment, now."""
        return self._marking or super().check_consume_key(key, character)


def _length(seconds: float) -> str:
    from datetime import timedelta

    from hotwash.postmortem.durations import write_duration

    return write_duration(timedelta(seconds=seconds))
