"""The rows of a timeline as they are shown: times in a zone of choice, moments, gaps, evidence.

What the document stores is canonical; what is shown may be another zone's time. Times are resolved
once for all rows and then only where rows change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import ClassVar

from textual.message import Message

from hotwash.editing.session import Session
from hotwash.postmortem.days import assumed_today, day_of
from hotwash.postmortem.document import Row
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.moments import gaps
from hotwash.postmortem.timeline import Timetable
from hotwash.postmortem.timetables import timetable, whole_timeline
from hotwash.template.model import Field
from hotwash.times.display import display_time
from hotwash.times.reading import is_unknown, read_time
from hotwash.times.values import TimeContext, TimeReading
from hotwash.times.zones import clocks_name, local_zone
from hotwash.tui.handlers import command
from hotwash.tui.widgets.grid import Grid
from hotwash.tui.widgets.grid_layout import GridColumn

LONG_GAP = 60
"""Minutes without a row from which a gap is shown, where the settings say nothing else."""

EVIDENCE = 6
"""Lines of a row's evidence that are shown when it is opened."""

_ZONES = ("document", "UTC", "local")


class TimelineRows(Grid, can_focus=True):
    """A timeline to be read.

    Args:
        session: The open document.
        field: The timeline's field.
        fill: Whether the table scrolls by itself.
    """

    class Rearranged(Message):
        """Rows or their times have changed: what is summed up from them is to be told anew."""

    prefix: ClassVar[int] = 4
    pointer: ClassVar[int] = 2

    def __init__(self, session: Session, field: Field, *, fill: bool) -> None:
        moment = GridColumn(
            "moment", "", least=12, most=12, right=True, typed=False, wraps=False, yields=True
        )
        super().__init__(session, field, (*_columns(field), moment), fill=fill, header=True)
        self.long_gap = LONG_GAP
        """Minutes from which a gap between two rows is shown; 0 for never."""
        self.zone_shown = "document"
        """Whose clocks the times are shown by: the document's, UTC or the machine's."""
        self.table = Timetable.of((), "", "UTC")
        """The rows with their times, as they were when no cell was open."""
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
        """Times are read against the day of the list and the document's zone."""
        document = self.session.document
        return day_of(document, self.field.path), document.timezone

    def read(self, text: str, above: int, *, clocks: tzinfo | None = None) -> TimeReading:
        """Read a time as it would be read under a row.

        Args:
            text: The time.
            above: How many rows stand above.
            clocks: By whose clocks a time without a zone is meant; None for the document's. What
                is typed is meant by those that the table shows: `shown_zone`.
        """
        document = self.session.document
        context = TimeContext(
            now=self.now(),
            date=day_of(document, self.field.path),
            zone=document.timezone,
            previous=self.table.above(above),
            first=self.table.first,
            twelve_hour=self.table.frame.twelve_hour,
            clocks=clocks,
        )
        return read_time(text, context)

    def rearrange(self) -> None:
        """Resolve the times of rows that have changed, then lay everything out anew."""
        if self.editor is None or len(self.table.rows) != len(self.rows):
            self.resolve(self.rows)
        self._gaps = {
            below: f"⋮ {_length(length.total_seconds())}" for below, length in self._long_gaps()
        }
        first = next((time.instant for time in self.table.times if time), None) or self.now()
        name = clocks_name(self.shown_zone or self.table.frame.zone, first)
        title = next((one.title for one in self.field.columns if one.key == "time"), "Time")
        shown = name if title == "Time" else title if name in title else f"{title} {name}"
        self.columns = tuple(
            replace(known, title=shown) if known.key == "time" else known for known in self.columns
        )
        super().rearrange()
        self.post_message(self.Rearranged())

    def _long_gaps(self) -> Iterator[tuple[int, timedelta]]:
        """Yield the long gaps, each by the row below it; the rows above may be in other lists."""
        document = self.session.document
        if not self.long_gap:
            return
        if sum(bool(document.rows(known.path)) for known in timelines(document)) < 2:
            for gap in gaps(self.table.times, self.long_gap):
                yield gap.below, gap.length
            return
        whole = whole_timeline(document)
        for gap in gaps(whole.table.times, self.long_gap):
            path, below = whole.places[gap.below]
            if path == self.field.path:
                yield below, gap.length

    @property
    def shown_zone(self) -> tzinfo | None:
        """Whose clocks the times are shown by; None for each as it is written."""
        if self.zone_shown == "UTC":
            return UTC
        return local_zone() if self.zone_shown == "local" else None

    @command("show-zone")
    def show_zone(self) -> None:
        """Show the times by the next clocks: the document's, UTC, the machine's."""
        self.leave_cell()
        at = (_ZONES.index(self.zone_shown) + 1) % len(_ZONES)
        self.zone_shown = _ZONES[at]
        zone = self.session.document.timezone
        words = {
            "document": f"Times as they are written; the document's zone is {zone}",
            "UTC": "Times shown in UTC, and typed in it",
            "local": "Times shown by this machine's clock, and typed by it",
        }
        self.rearrange()
        self.say(words[self.zone_shown])

    def resolve(self, rows: Sequence[Row]) -> Timetable:
        """Resolve the times of rows, anew only where they have changed."""
        document = self.session.document
        day = day_of(document, self.field.path)
        today = assumed_today(document)
        self.table = self.table.with_rows(rows, day, document.timezone, today=today)
        return self.table

    # How rows look.

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell and its look."""
        key = self.columns[column].key
        text = self.rows[row][key]
        if key == "time":
            return self._time(row, text)
        if key == "event":
            lines = len(self._evidence(row))
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
        return display_time(text, time, self.table.frame, self.shown_zone), ""

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

    def below(self, row: int) -> Sequence[str]:
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

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own rows, greyed."""
        return self.field.samples

    def hint(self) -> str:
        """How to begin."""
        return "No events yet: type them in the line below, or press a."


def _columns(field: Field) -> Sequence[GridColumn]:
    """The columns of the template with its own titles, in its own order."""
    made = []
    for column in field.columns:
        if column.key == "time":
            made.append(GridColumn("time", column.title, least=5, most=20))
        elif column.key == "event":
            made.append(GridColumn("event", column.title, least=16, grows=True))
        elif column.shown and column.key != "moment":
            made.append(GridColumn(column.key, column.title, least=4, most=24))
    return made


def _length(seconds: float) -> str:
    from datetime import timedelta

    from hotwash.times.durations import write_duration

    return write_duration(timedelta(seconds=seconds))
