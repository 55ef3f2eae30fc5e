"""The times of machines: ISO with its many tails, syslog's without a year, seconds since 1970.

Machines write many lines with the same day, so days are remembered; whatever is not a machine's
spelling goes to the one reader of typed times.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from hotwash.formats.events.model import Event, ReadContext, row_text
from hotwash.times.names import WORD, month_of
from hotwash.times.reading import read_time
from hotwash.times.values import Frame, ResolvedTime, TimeContext, TimeReading, frame_of
from hotwash.times.zone_names import UTC

_SYSLOG = re.compile(
    rf"({WORD}\.?)\s+([0-9]{{1,2}})\s+([0-2][0-9]):([0-5][0-9]):([0-6][0-9])(?:[.,]([0-9]+))?"
)

_NUMBERS = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<sign>[/-])(?P<b>[0-9]{1,2})(?P=sign)(?P<year>[12][0-9]{3})(?![0-9/-])"
)
_DAY_ALONE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Stamps:
    """Reads the times of one source; each may be completed from the one before.

    Args:
        context: The present, and what is taken where a time does not say.
        zone: The zone of times without one, when the source names it.
    """

    def __init__(self, context: ReadContext, zone: str = "") -> None:
        self.context = context
        self.zone = zone or context.zone
        today = context.now.astimezone(UTC).date()
        self.frame: Frame = frame_of(context.date, self.zone, today)
        self.previous: ResolvedTime | None = None
        self._days: dict[str, date | None] = {}

    def instant(self, text: str) -> datetime | None:
        """Return when that was, in UTC; None when it cannot be read."""
        found = self._iso(text) or _common(text) or self._syslog(text)
        if found is None:
            return self.reading(text).instant
        self.previous = self.frame.at(found)
        return found

    def reading(self, text: str) -> TimeReading:
        """Read a time as a person would have typed it, under the one before."""
        context = self.context
        if context.day_first is not None and (numbers := _NUMBERS.match(text)):
            month, day = numbers["a"], numbers["b"]
            if context.day_first:
                month, day = day, month
            text = f"{numbers['year']}-{month}-{day}{text[numbers.end() :]}"
        by_weekday = not context.date
        about = TimeContext(
            context.now, context.date, self.zone, self.previous, by_weekday=by_weekday
        )
        found = read_time(text, about)
        if found.time is not None and _DAY_ALONE.fullmatch(found.text):
            # What follows is on that day by its own clocks, whatever its zone.
            self.context = replace(context, date=found.text)
            self.frame, self.previous = (
                replace(self.frame, base=date.fromisoformat(found.text), dated=True),
                None,
            )
        elif found.time is not None:
            self.previous = found.time
        return found

    def epoch(self, value: object) -> datetime | None:
        """Return the instant of seconds, milli-, micro- or nanoseconds since 1970."""
        try:
            seconds = float(str(value))
        except ValueError:
            return None
        while abs(seconds) > 1e11:
            seconds /= 1000
        if not 1e8 < seconds < 1e11:
            return None
        found = datetime.fromtimestamp(round(seconds, 6), UTC)
        self.previous = self.frame.at(found)
        return found

    def serial(self, text: str) -> datetime | None:
        """Return the instant of a spreadsheet's number: days since the end of 1899."""
        days = timedelta(days=float(text.replace(",", ".")))
        wall = datetime(1899, 12, 30) + timedelta(seconds=round(days.total_seconds()))
        return self._aware(wall)

    def _iso(self, text: str) -> datetime | None:
        if not text[:4].isdigit() or text[4:5] != "-" or len(text) < 16:
            return None
        try:
            found = datetime.fromisoformat(text.replace(",", ".").replace(" UTC", "Z"))
        except ValueError:
            return None
        if found.year < 1970:
            return None
        return self._aware(found)

    def _aware(self, found: datetime) -> datetime:
        if found.tzinfo is None:
            found = found.replace(tzinfo=self.frame.zone)
        return found.astimezone(UTC)

    def _syslog(self, text: str) -> datetime | None:
        match = _SYSLOG.fullmatch(text)
        if match is None:
            return None
        key = f"{match[1]} {match[2]}"
        if key not in self._days:
            read = self.reading(f"{key} 12:00")
            local = read.instant.astimezone(self.frame.zone) if read.instant else None
            self._days[key] = None if local is None else local.date()
        day = self._days[key]
        if day is None:
            return None
        micro = int((match[6] or "0").ljust(6, "0")[:6])
        wall = datetime(day.year, day.month, day.day, int(match[3]), int(match[4]))
        return self._aware(wall + timedelta(seconds=int(match[5]), microseconds=micro))


_COMMON = re.compile(
    rf"([0-3][0-9])[ /]({WORD})[ /]([12][0-9]{{3}})[ :]"
    r"([0-2][0-9]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6}))?\s([+-][0-9]{2})([0-9]{2})"
)
"""The times of web servers: `20/Nov/2026:10:15:00 +0000`."""


def _common(text: str) -> datetime | None:
    """Read the time of a web server's log; None for another time."""
    match = _COMMON.fullmatch(text)
    month = month_of(match[2]) if match else 0
    if match is None or not month:
        return None
    try:
        zone = _offset(match[8], match[9])
        day, year, hour, minute, second = (int(match[at]) for at in (1, 3, 4, 5, 6))
        micro = int((match[7] or "").ljust(6, "0"))
        return datetime(year, month, day, hour, minute, second, micro, zone).astimezone(UTC)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _offset(hours: str, minutes: str) -> timezone:
    return timezone(timedelta(hours=int(hours), minutes=int(hours[0] + minutes)))


def timed(time: str, text: str, reading: TimeReading, line: int) -> Event:
    """Return an event with all that a reading of its time tells.

    Args:
        time: The text of its time, as found.
        text: What happened.
        reading: What its time was read as.
        line: The line of the source it begins on, from 1.
    """
    found = reading.time
    event = Event(
        time,
        row_text(text),
        reading.instant,
        line=line,
        extra={"note": reading.note} if reading.note else {},
    )
    if found is None or not (found.end or found.approximate):
        return event
    alone = found.approximate and _DAY_ALONE.fullmatch(reading.text) is not None
    day = reading.text if alone else ""
    return replace(event, end=found.end, approximate=found.approximate and not day, day=day)


def iso_instant(text: object) -> datetime | None:
    """Return the instant of an ISO time with its zone; None for none, and for year 1."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if found.year < 1970:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
