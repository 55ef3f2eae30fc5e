"""The rows of a timeline in time: resolved, kept in order, written and shown.

A row without a day inherits it from the row above, so what a row means depends on its place. All
functions here that move rows therefore also rewrite the few rows whose meaning would change with
it: a moved, inserted or deleted row never shifts another one to another day.

`Timetable` is the form for the screen: editing one row of ten thousand resolves only that row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from operator import is_

from hotwash.postmortem.document import Row
from hotwash.postmortem.times import Frame, ResolvedTime, frame_of, place, write_time
from hotwash.postmortem.zones import UTC, find_zone

Resolved = ResolvedTime
"""The resolved time of a row."""

Times = list[ResolvedTime | None]
"""One for each row: None where there is no time, an unknown or an unreadable one."""


def resolve(
    rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
) -> Times:
    """Resolve the time of every row.

    Args:
        rows: The rows, in the document's order.
        incident_date: The incident's date; when it is not ISO, the first date written in a row
            stands in for it, then today.
        zone: The document's zone.
        today: The machine's date when not given.
    """
    return _Resolver(timeline_frame(rows, incident_date, zone, today=today)).all(rows)


def timeline_frame(
    rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
) -> Frame:
    """Return what a timeline's times are read against."""
    frame = frame_of(incident_date, zone, today)
    if frame.dated:
        return frame
    for row in rows:
        text = row["time"]
        if text[:4].isdigit() and text[4:5] == "-":
            ordinal = _ordinal(text[:10])
            if ordinal:
                return replace(frame, base=date.fromordinal(ordinal))
    return frame


@lru_cache(maxsize=4096)
def _ordinal(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal() if len(text) == 10 else 0
    except ValueError:
        return 0


@lru_cache(maxsize=4096)
def _canonical_clock(text: str) -> int:
    """Seconds of `HH:MM` or `HH:MM:SS`; -1 for any other spelling."""
    parts = text.split(":")
    if not all(len(part) == 2 and part.isascii() and part.isdigit() for part in parts):
        return -1
    hour, minute, *rest = map(int, parts)
    if hour > 23 or minute > 59 or len(rest) > 1 or (rest and rest[0] > 59):
        return -1
    return hour * 3600 + minute * 60 + sum(rest)


class _Resolver:
    """Resolves rows one after the other; canonical times take a path without patterns."""

    def __init__(self, frame: Frame, previous: ResolvedTime | None = None) -> None:
        self.frame = frame
        self.base = frame.base.toordinal()
        self.starts: dict[int, datetime | None] = {}
        self.follow(previous)

    def follow(self, previous: ResolvedTime | None) -> None:
        """Take a time as the row above."""
        self.previous = previous
        self.ordinal, self.seconds = self.base, 0
        if previous is not None:
            wall = previous.instant.astimezone(self.frame.zone)
            self.ordinal = wall.toordinal()
            self.seconds = wall.hour * 3600 + wall.minute * 60 + wall.second

    def all(self, rows: Iterable[Row]) -> Times:
        """Resolve rows in order."""
        return [self.next(row.cells.get("time", "")) for row in rows]

    def next(self, text: str) -> ResolvedTime | None:
        """Resolve the next row's time."""
        size = len(text)
        if size in (5, 8):
            found = self._fast("", _canonical_clock(text))
        elif size in (16, 19) and text[10] == " ":
            found = self._fast(text[:10], _canonical_clock(text[11:]))
        else:
            found = None
        return found or (self._slow(text) if text else None)

    def _fast(self, day: str, seconds: int) -> ResolvedTime | None:
        if seconds < 0:
            return None
        rolled = False
        dated = self.frame.dated or (self.previous is not None and self.previous.dated)
        if day:
            ordinal, dated = _ordinal(day), True
            if not ordinal:
                return None
        else:
            ordinal = self.ordinal
            if self.previous is not None and self.seconds - seconds > 43200:
                ordinal, rolled = ordinal + 1, True
        start = self.starts[ordinal] if ordinal in self.starts else self._start(ordinal)
        if start is None:
            return None
        self.ordinal, self.seconds = ordinal, seconds
        instant = start + timedelta(seconds=seconds)
        self.previous = ResolvedTime(instant, None, False, ordinal - self.base, rolled, dated)
        return self.previous

    def _start(self, ordinal: int) -> datetime | None:
        """The instant of a day's midnight; None when clocks are changed on that day."""
        start = None
        if 2 < ordinal < date.max.toordinal() - 2:
            midnight = datetime.fromordinal(ordinal)
            here = midnight.replace(tzinfo=self.frame.zone)
            later = (midnight + timedelta(days=1)).replace(tzinfo=self.frame.zone)
            if here.utcoffset() == later.utcoffset():
                start = here.astimezone(UTC)
        self.starts[ordinal] = start
        return start

    def _slow(self, text: str) -> ResolvedTime | None:
        found = read_stored(text, self.frame, self.previous)
        if found is not None:
            self.follow(found)
        return found


def read_stored(text: str, frame: Frame, previous: ResolvedTime | None) -> ResolvedTime | None:
    """Resolve the text of one time cell under a row; None when it is unknown or unreadable."""
    from hotwash.postmortem.spelling import spell

    spelling = spell(text)
    if spelling is None or spelling.unknown:
        return None
    try:
        found = place(spelling, frame, previous)
    except (OverflowError, ValueError):
        return None
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Timetable:
    """Rows with their resolved times, cheap to derive from the one before."""

    rows: tuple[Row, ...]
    times: Times
    """Never changed in place."""
    frame: Frame

    @staticmethod
    def of(
        rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
    ) -> Timetable:
        """Resolve all rows of a document."""
        frame = timeline_frame(rows, incident_date, zone, today=today)
        return Timetable(tuple(rows), _Resolver(frame).all(rows), frame)

    def with_rows(
        self, rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
    ) -> Timetable:
        """Resolve other rows of the same document, anew only where they differ."""
        frame = timeline_frame(rows, incident_date, zone, today=today)
        if frame != self.frame:
            return Timetable.of(rows, incident_date, zone, today=today)
        old, new = self.rows, tuple(rows)
        if len(old) == len(new) and all(map(is_, old, new)):
            return self
        shorter = min(len(old), len(new))
        head = next((i for i in range(shorter) if old[i] is not new[i]), shorter)
        tail = next(
            (i for i in range(shorter - head) if old[-1 - i] is not new[-1 - i]), shorter - head
        )
        times = self.times[:head]
        reader = _Resolver(frame, nearest_above(times, head))
        times += reader.all(new[head : len(new) - tail])
        for place_ in range(len(new) - tail, len(new)):
            before = self.times[place_ - len(new) + len(old)]
            found = reader.next(new[place_]["time"])
            times.append(found)
            if found is not None and found == before:
                times += self.times[place_ + 1 - len(new) + len(old) :]
                break
        return Timetable(new, times, frame)

    def above(self, index: int) -> ResolvedTime | None:
        """The nearest readable time above a row, what a time in that row is read against."""
        return nearest_above(self.times, index)

    def insert(
        self, row: Row, time: ResolvedTime | None = None, *, at: int | None = None
    ) -> tuple[tuple[Row, ...], int]:
        """Return the rows with one more, and its index; see `insert`."""
        if time is None:
            time = read_stored(row["time"], self.frame, self.above(len(self.rows)))
        rows, times = list(self.rows), list(self.times)
        index = (len(rows) if at is None else at) if time is None else _place_of(times, time)
        rows.insert(index, _in_place(row, time, times, index, self.frame))
        times.insert(index, time)
        _settle(rows, times, self.frame, (index, index + 1))
        return tuple(rows), index

    def insert_all(
        self, rows: Sequence[Row], times: Sequence[ResolvedTime | None]
    ) -> tuple[Row, ...]:
        """Return the rows with many more, each where its time belongs.

        Args:
            rows: The new rows. One without a time follows the new row before it.
            times: Their times, one for each.
        """
        anchor = datetime.min.replace(tzinfo=UTC)
        keyed = []
        for row, time in zip(rows, times, strict=True):
            anchor = anchor if time is None else time.instant
            keyed.append((anchor, row, time))
        waiting = sorted(keyed, key=lambda entry: entry[0])[::-1]
        merged: list[Row] = []
        merged_times: Times = []
        for row, time in zip(self.rows, self.times, strict=True):
            while time is not None and waiting and waiting[-1][0] < time.instant:
                _instant, new, when = waiting.pop()
                merged.append(new)
                merged_times.append(when)
            merged.append(row)
            merged_times.append(time)
        merged += [row for _instant, row, _when in reversed(waiting)]
        merged_times += [when for _instant, _row, when in reversed(waiting)]
        _settle(merged, merged_times, self.frame, range(len(merged)))
        return tuple(merged)

    def retime(
        self, index: int, row: Row, time: ResolvedTime | None
    ) -> tuple[tuple[Row, ...], int]:
        """Return the rows with one row's time changed and the row in its new place.

        Args:
            index: Where the row is.
            row: The row with its new cells and its old identity.
            time: What its time was read as; None leaves the row where it is.
        """
        rows, times = list(self.rows), list(self.times)
        if time is None or _fits(times, index, time):
            rows[index] = _in_place(row, time, times, index, self.frame)
            times[index] = time
            _settle(rows, times, self.frame, (index, index + 1))
            return tuple(rows), index
        del rows[index], times[index]
        _settle(rows, times, self.frame, (index,))
        target = _place_of(times, time)
        rows.insert(target, _in_place(row, time, times, target, self.frame))
        times.insert(target, time)
        _settle(rows, times, self.frame, (target, target + 1))
        return tuple(rows), target

    def remove(self, index: int) -> tuple[Row, ...]:
        """Return the rows without one; the others keep their days."""
        rows, times = list(self.rows), list(self.times)
        del rows[index], times[index]
        _settle(rows, times, self.frame, (index,))
        return tuple(rows)

    def move(self, index: int, to: int) -> tuple[Row, ...]:
        """Return the rows with one at another place; all keep their days."""
        rows, times = list(self.rows), list(self.times)
        rows.insert(to, rows.pop(index))
        times.insert(to, times.pop(index))
        low, high = sorted((index, to))
        _settle(rows, times, self.frame, (low, low + 1, high, high + 1))
        return tuple(rows)

    def sort(self) -> tuple[Row, ...]:
        """Return the rows in order of time; see `sort`."""
        order = sorted_order(self.times)
        rows = [self.rows[index] for index in order]
        times = [self.times[index] for index in order]
        if order != list(range(len(order))):
            _settle(rows, times, self.frame, range(len(rows)))
        return tuple(rows)

    @property
    def is_sorted(self) -> bool:
        """Whether the readable rows are in order of time."""
        known = [time.instant for time in self.times if time is not None]
        return all(a <= b for a, b in pairwise(known))


def insert(
    rows: Sequence[Row],
    row: Row,
    incident_date: str,
    zone: str,
    *,
    time: ResolvedTime | None = None,
    at: int | None = None,
) -> tuple[tuple[Row, ...], int]:
    """Insert a row where its time belongs; return the rows and its index.

    Args:
        rows: The rows so far. Rows without a readable time stay where they are.
        row: The new row.
        incident_date: The incident's date.
        zone: The document's zone.
        time: What its time was read as (`Reading.time`); by default its text is read as if it
            came last.
        at: Where it goes when its time cannot be read; at the end by default.
    """
    return Timetable.of(rows, incident_date, zone).insert(row, time, at=at)


def sort(rows: Sequence[Row], incident_date: str, zone: str) -> tuple[Row, ...]:
    """Sort rows by time; rows of the same time keep their order, unreadable ones their place."""
    return Timetable.of(rows, incident_date, zone).sort()


def sorted_order(times: Sequence[ResolvedTime | None]) -> list[int]:
    """Return the indices of rows in order of time; those without a time keep their place."""
    known = [index for index, time in enumerate(times) if time is not None]
    order = list(range(len(times)))
    by_time = sorted((time.instant, index) for index, time in enumerate(times) if time is not None)
    for slot, (_instant, index) in zip(known, by_time, strict=True):
        order[slot] = index
    return order


def nearest_above(times: Sequence[ResolvedTime | None], index: int) -> ResolvedTime | None:
    """Return the nearest time above a row."""
    for place_ in range(min(index, len(times)) - 1, -1, -1):
        if times[place_] is not None:
            return times[place_]
    return None


def _nearest_from(times: Sequence[ResolvedTime | None], index: int) -> int | None:
    return next((at for at in range(index, len(times)) if times[at] is not None), None)


def _place_of(times: Sequence[ResolvedTime | None], time: ResolvedTime) -> int:
    """The index before the first row that follows the last row that is not later.

    Rows without a time stay with the row above them.
    """
    last = -1
    for index in range(len(times) - 1, -1, -1):
        known = times[index]
        if known is not None and known.instant <= time.instant:
            last = index
            break
    below = _nearest_from(times, last + 1)
    return len(times) if below is None else below


def _in_place(row: Row, time: ResolvedTime | None, times: Times, index: int, frame: Frame) -> Row:
    """Return a row with its time written for a place, no longer than the place asks for."""
    if time is None:
        return row
    return row.with_cell("time", canonical(row["time"], time, nearest_above(times, index), frame))


def _fits(times: Sequence[ResolvedTime | None], index: int, time: ResolvedTime) -> bool:
    """Whether a row with this time may stay at its index."""
    above = nearest_above(times, index)
    below = _nearest_from(times, index + 1)
    if above is not None and above.instant > time.instant:
        return False
    later = None if below is None else times[below]
    return later is None or time.instant <= later.instant


def _settle(rows: list[Row], times: Times, frame: Frame, dirty: Iterable[int]) -> None:
    """Rewrite the rows at and after changed places so that each means its time again."""
    done = -1
    for start in dirty:
        index = _nearest_from(times, max(start, done + 1))
        if index is None:
            return
        done = index
        time = times[index]
        if time is None or not (time.dated or frame.dated):
            continue
        above = nearest_above(times, index)
        text = rows[index]["time"]
        found = read_stored(text, frame, above)
        if found is None or (found.instant, found.end) != (time.instant, time.end):
            rows[index] = rows[index].with_cell("time", canonical(text, time, above, frame))


def canonical(text: str, time: ResolvedTime, above: ResolvedTime | None, frame: Frame) -> str:
    """Write a row's time for its place: with its date where the place would give it another.

    Args:
        text: As it is written now; its zone is kept.
        time: When it is.
        above: The nearest readable time above its place.
        frame: The document's date and zone.
    """
    from hotwash.postmortem.spelling import Spelling, spell

    return write_time(time, spell(text) or Spelling(), frame, above)


def day_mark(time: ResolvedTime | None, day: int | None = None) -> str:
    """Return `+1d` for a time on the day after the incident's date; empty on the day itself."""
    days = day if day is not None else (0 if time is None else time.day)
    return f"{days:+d}d" if days else ""


def display_time(
    text: str, time: ResolvedTime | None, frame: Frame, shown: tzinfo | None = None
) -> str:
    """Return a row's time as the table shows it; nothing that is stored changes.

    Args:
        text: As it is stored.
        time: What it resolves to; an unreadable text is shown as it is.
        frame: The document's date and zone.
        shown: The zone to show it in (`UTC`, `frame.zone`, `local_zone()`); None shows it in the
            row's own zone, named where that is not the document's.
    """
    if time is None:
        return text
    tail = ""
    if shown is None:
        from hotwash.postmortem.spelling import spell

        spelling = spell(text)
        zone = find_zone(spelling.zone) if spelling and spelling.zone else None
        shown = frame.zone if zone is None else zone.info
        if zone is not None:
            tail = f" {zone.name}"
    if len(text) == 10 and _ordinal(text):
        return text
    start = time.instant.astimezone(shown)
    days = (start.date() - frame.base).days
    wall = _clock_text(start)
    if time.end is not None:
        wall += f"-{_clock_text(time.end.astimezone(shown))}"
    mark = f" {day_mark(None, days)}" if days else ""
    if abs(days) > 99:
        wall, mark = f"{start:%Y-%m-%d} {wall}", ""
    return f"{'~' if time.approximate else ''}{wall}{tail}{mark}"


def _clock_text(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
