"""The times of a timeline: read as they are typed, shown by the clocks of a zone of choice.

What the document stores is canonical; what is shown may be another zone's time. Times are resolved
once for all rows and then only where rows change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

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

LONG_GAP = 60
"""Minutes without a row from which a gap is shown, where the settings say nothing else."""

_ZONES = ("document", "UTC", "local")


class TimelineTimes:
    """When the rows of a timeline happened.

    Args:
        session: The open document.
        field: The timeline's field.
    """

    def __init__(self, session: Session, field: Field) -> None:
        self._session = session
        self._field = field
        self.long_gap = LONG_GAP
        """Minutes from which a gap between two rows is shown; 0 for never."""
        self.zone_shown = "document"
        """Whose clocks the times are shown by: the document's, UTC or the machine's."""
        self.table = timetable(session.document, field)
        """The rows with their times, as they were when no cell was open."""

    def now(self) -> datetime:
        """The present, aware."""
        return datetime.now(UTC)

    @property
    def context(self) -> tuple[str, str]:
        """What times are read against: the day of the list and the document's zone."""
        document = self._session.document
        return day_of(document, self._field.path), document.timezone

    def resolve(self, rows: Sequence[Row]) -> Timetable:
        """Resolve the times of rows, anew only where they have changed."""
        today = assumed_today(self._session.document)
        self.table = self.table.with_rows(rows, *self.context, today=today)
        return self.table

    def read(self, text: str, above: int, *, clocks: tzinfo | None = None) -> TimeReading:
        """Read a time as it would be read under a row.

        Args:
            text: The time.
            above: How many rows stand above.
            clocks: By whose clocks a time without a zone is meant; None for the document's. What
                is typed is meant by those that the table shows: `shown_zone`.
        """
        day, zone = self.context
        context = TimeContext(
            now=self.now(),
            date=day,
            zone=zone,
            previous=self.table.above(above),
            first=self.table.first,
            twelve_hour=self.table.frame.twelve_hour,
            clocks=clocks,
        )
        return read_time(text, context)

    # How times are shown.

    @property
    def shown_zone(self) -> tzinfo | None:
        """Whose clocks the times are shown by; None for each as it is written."""
        if self.zone_shown == "UTC":
            return UTC
        return local_zone() if self.zone_shown == "local" else None

    def show_next_zone(self) -> str:
        """Show the times by the next clocks: the document's, UTC, the machine's; return words."""
        at = (_ZONES.index(self.zone_shown) + 1) % len(_ZONES)
        self.zone_shown = _ZONES[at]
        return {
            "document": "Times as they are written; the document's zone is "
            + self._session.document.timezone,
            "UTC": "Times shown in UTC, and typed in it",
            "local": "Times shown by this machine's clock, and typed by it",
        }[self.zone_shown]

    def shown(self, row: int, text: str) -> tuple[str, str]:
        """The time of a row as it is shown, and its look."""
        time = self.table.times[row] if row < len(self.table.times) else None
        if not text:
            return "no time", "hint"
        if time is None:
            return text, "hint" if is_unknown(text) else "problem"
        return display_time(text, time, self.table.frame, self.shown_zone), ""

    def is_unread(self, row: int, text: str) -> bool:
        """Whether the time of a row cannot be read."""
        known = row < len(self.table.times) and self.table.times[row] is not None
        return bool(text) and not known and not is_unknown(text)

    def title(self, title: str) -> str:
        """The title of the column of times, with the name of the clocks."""
        first = next((time.instant for time in self.table.times if time), None) or self.now()
        name = clocks_name(self.shown_zone or self.table.frame.zone, first)
        return name if title == "Time" else title if name in title else f"{title} {name}"

    def typed_now(self, above: int) -> str:
        """The present time, as it may be typed under a row by the clocks that are shown."""
        return self.by_shown(self.read("now", above).text, above)

    def by_shown(self, text: str, above: int) -> str:
        """A stored time as it may be typed under a row by the clocks that are shown."""
        if self.shown_zone is None:
            return text
        from hotwash.tui.widgets.typed_times import typed_by

        return typed_by(self.shown_zone, text, self.table.frame, self.table.above(above))

    def words(self, reading: TimeReading) -> str:
        """Say what a typed time will become, by the clocks that are shown and as it is kept."""
        from hotwash.tui.widgets.typed_times import reading_words

        return reading_words(reading, self.table.frame, self.shown_zone)

    def long_gaps(self) -> Iterator[tuple[int, timedelta]]:
        """Yield the long gaps, each by the row below it; the rows above may be in other lists."""
        document = self._session.document
        if not self.long_gap:
            return
        if sum(bool(document.rows(known.path)) for known in timelines(document)) < 2:
            for gap in gaps(self.table.times, self.long_gap):
                yield gap.below, gap.length
            return
        whole = whole_timeline(document)
        for gap in gaps(whole.table.times, self.long_gap):
            path, below = whole.places[gap.below]
            if path == self._field.path:
                yield below, gap.length
