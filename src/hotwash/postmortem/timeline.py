"""The rows of a timeline in time: resolved, kept in order, written and shown.

A row without a day inherits it from the row above, so what a row means depends on its place. All
functions here that move rows therefore also rewrite the few rows whose meaning would change with
it: a moved, inserted or deleted row never shifts another one to another day.

`Timetable` is the form for the screen: editing one row of ten thousand resolves only that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import is_, itemgetter

from hotwash.patterns import lazy_pattern
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import same_ends
from hotwash.postmortem.row_order import Order, arranged
from hotwash.times.sequence import Resolver, Times, iso_ordinal, nearest_above, read_stored
from hotwash.times.values import Frame, ResolvedTime, frame_of
from hotwash.times.zone_names import UTC

_FIRST_ROWS = 20
"""Rows in which a date in words is looked for."""
_LONGEST_CLOCK = 8
_SHORTEST_CLOCK = 5


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
    return Resolver(timeline_frame(rows, incident_date, zone, today=today)).all(_cells(rows))


def timeline_frame(
    rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
) -> Frame:
    """Return what a timeline's times are read against."""
    frame = replace(frame_of(incident_date, zone, today), twelve_hour=_twelve_hour(rows))
    day = None if frame.dated else _iso_day(rows) or _day_in_words(rows, frame.base)
    return frame if day is None else replace(frame, base=day)


def _iso_day(rows: Sequence[Row]) -> date | None:
    """The first ISO date in a row's time."""
    texts = (row["time"] for row in rows)
    days = (iso_ordinal(text[:10]) for text in texts if text[:4].isdigit() and text[4:5] == "-")
    return next((date.fromordinal(day) for day in days if day), None)


def _day_in_words(rows: Sequence[Row], now: date) -> date | None:
    """The day that the time of one of the first rows says, the latest that it can be."""
    from hotwash.times.dates import which_day
    from hotwash.times.grammar import spell

    texts = [row["time"] for row in rows[:_FIRST_ROWS] if len(row["time"]) > _LONGEST_CLOCK]
    for spelled in map(spell, texts):
        if spelled is not None and spelled.day is not None and spelled.day.readings:
            return which_day(spelled.day, now, now, latest=now, by_weekday=True)[0]
    return None


_HALF = lazy_pattern(r"[0-9]:[0-9]{2}(?P<half>\s?[ap]\.?m\b\.?)", re.I)


def _twelve_hour(rows: Sequence[Row]) -> str:
    """Return how the first rows of a column write AM and PM; empty where most do not."""
    times = [text for row in rows[:_FIRST_ROWS] if (text := row.cells.get("time", ""))]
    if not times or len(times[0]) == _SHORTEST_CLOCK:
        return ""
    found = [match for text in times if (match := _HALF.search(text))]
    return found[0]["half"] if 2 * len(found) > len(times) else ""


def _cells(rows: Iterable[Row]) -> Iterator[str]:
    return (row.cells.get("time", "") for row in rows)


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
        return Timetable(tuple(rows), Resolver(frame).all(_cells(rows)), frame)

    def with_rows(
        self, rows: Sequence[Row], incident_date: str, zone: str, *, today: date | None = None
    ) -> Timetable:
        """Resolve other rows of the same document, anew only where they differ."""
        frame = timeline_frame(rows, incident_date, zone, today=today)
        if frame != self.frame:
            return Timetable.of(rows, incident_date, zone, today=today)
        if rows is self.rows:
            return self
        old, new = self.rows, tuple(rows)
        if len(old) == len(new) and all(map(is_, old, new)):
            return self
        head, tail = same_ends(old, new)
        times = self.times[:head]
        reader = Resolver(frame, nearest_above(times, head))
        times += reader.all(_cells(new[head : len(new) - tail]))
        for place_ in range(len(new) - tail, len(new)):
            before = self.times[place_ - len(new) + len(old)]
            found = reader.next(new[place_]["time"])
            times.append(found)
            if found is not None and found == before:
                times += self.times[place_ + 1 - len(new) + len(old) :]
                break
        return Timetable(new, times, frame)

    @property
    def first(self) -> ResolvedTime | None:
        """The first readable time; the earliest one of rows in order."""
        return next((time for time in self.times if time is not None), None)

    def other_day(self, index: int) -> tuple[tuple[Row, ...], int]:
        """Return the rows with one a day earlier, or on the incident's day a day later.

        Args:
            index: Where the row is.

        Returns:
            The rows, and where that row is now; the same rows where it has no time.
        """
        time = self.times[index]
        if time is None:
            return self.rows, index
        shift = timedelta(days=-1 if time.day > 0 else 1)
        moved = replace(
            time,
            instant=_same_clock(time.instant, shift, self.frame),
            end=None if time.end is None else _same_clock(time.end, shift, self.frame),
            day=time.day + shift.days,
            rolled=False,
        )
        return self.retime(index, self.rows[index], moved)

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
            rows: The new rows. One without a time follows the new row before it; the first ones
                stand before the first with a time, and at the end where none has one.
            times: Their times, one for each.
        """
        waiting = _anchored(rows, times)[::-1]
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

    def arranged(self, order: Order) -> tuple[Row, ...]:
        """Return the rows in an order, some left out or copied; all keep their days."""
        rows = list(arranged(self.rows, order))
        times = [self.times[index] for index in order]
        after = (-1, *order)
        dirty = [at for at, index in enumerate(order) if index != after[at] + 1]
        _settle(rows, times, self.frame, dirty)
        return tuple(rows)

    def sort(self) -> tuple[Row, ...]:
        """Return the rows in order of time; see `sort`."""
        return self.arranged(sorted_order(self.times))

    @property
    def is_sorted(self) -> bool:
        """Whether the readable rows are in order of time."""
        known = [time.instant for time in self.times if time is not None]
        return all(a <= b for a, b in pairwise(known))


def _anchored(
    rows: Sequence[Row], times: Sequence[ResolvedTime | None]
) -> list[tuple[datetime, Row, ResolvedTime | None]]:
    """Rows in order of time, each with the instant by which it is placed; see `insert_all`."""
    known = (time.instant for time in times if time is not None)
    anchor = next(known, datetime.max.replace(tzinfo=UTC))
    found = []
    for row, time in zip(rows, times, strict=True):
        anchor = anchor if time is None else time.instant
        found.append((anchor, row, time))
    return sorted(found, key=itemgetter(0))


def _same_clock(instant: datetime, shift: timedelta, frame: Frame) -> datetime:
    """Return an instant some days on, at the same time of day on the document's clocks."""
    wall = instant.astimezone(frame.zone).replace(tzinfo=None) + shift
    return wall.replace(tzinfo=frame.zone).astimezone(UTC)


def time_questions(table: Timetable) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows whose time may be meant otherwise: an index, and what is in question in words.

    In question are the names of zones (`PST in July: did you mean PDT?`), times of a night in which
    clocks were changed, and dates that may be two.
    """
    from hotwash.times.grammar import spell
    from hotwash.times.resolve import place

    frame, changing = table.frame, dict[date, bool]()
    timed = ((at, time) for at, time in enumerate(table.times) if time is not None)
    for index, time in timed:
        text, day = table.rows[index]["time"], time.instant.date()
        if day not in changing:
            changing[day] = frame.changes_clocks(time.instant)
        if not (changing[day] or _is_written_out(text)):
            continue
        spelling = spell(text)
        read = spelling and place(spelling, frame, table.above(index))
        said = read[1].split("; ") if read else []
        if notes := [note for note in said if note not in ("", "taken for the next day")]:
            yield index, notes


def _is_written_out(text: str) -> bool:
    """Whether a time says more than `HH:MM[:SS]` and a date."""
    return not (len(text) in (5, 8, 16, 19) and ":" in text[-3:])


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
    reader = Resolver(frame)
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
        reader.follow(above)
        found = reader.next(text)
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
    from hotwash.times.grammar import Spelling, spell
    from hotwash.times.resolve import write_time

    return write_time(time, spell(text) or Spelling(), frame, above)
