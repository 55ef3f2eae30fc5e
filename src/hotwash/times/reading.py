"""Reading a time in any spelling: what it means, and how it is written in the file.

One reader serves what is typed, pasted, imported and logged. It never refuses: what it cannot read
it keeps word for word. The canonical text it gives back is chosen by reading it again, so what is
written always means what was understood.

| Written | When |
| --- | --- |
| `10:15`, `10:15:30` | the day is the incident's, and the row above leads to it |
| `2026-11-21 00:10` | any other day |
| `10:15 CET`, `10:15 +02:00` | the zone's clocks differ from the document's |
| `~10:15`, `??`, `10:15-10:40` | approximate, unknown, a range |
| `2026-11-21` | no more than the day is known; it sorts as that day's midnight |
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.times.dates import DaySpelling
from hotwash.times.values import Frame, ResolvedTime, TimeContext, TimeReading, frame_of
from hotwash.times.zones import document_zone

if TYPE_CHECKING:
    from hotwash.times.grammar import Spelling


def read_time(text: str, context: TimeContext) -> TimeReading:
    """Read a time in any spelling, in a row's place.

    Args:
        text: What was typed, pasted, imported or logged.
        context: The present, the document's date and zone, and the row above.
    """
    from hotwash.times.grammar import spell, why_no_clock
    from hotwash.times.resolve import as_offset, place, write_time

    plain = text.strip()
    if not plain:
        return TimeReading(text)
    spelling = spell(plain)
    if spelling is None:
        return TimeReading(text, note=why_no_clock(plain), unreadable=True)
    if spelling.unknown:
        return TimeReading("??")
    today = context.now.astimezone(document_zone(context.zone)).date()
    frame = frame_of(context.date, context.zone, today)
    frame = replace(frame, twelve_hour=context.twelve_hour)
    spelling = as_offset(spelling) or spelling
    if context.by_weekday and spelling.day is not None and spelling.day.weekday is not None:
        spelling = _with_year(spelling, frame, context, today)
    by = frame
    if context.clocks is not None and spelling.clock is not None and not spelling.zone:
        by = replace(frame, zone=context.clocks)
    try:
        found = place(spelling, by, context.previous, context.now)
        if found is None:
            return TimeReading(text, note=_why_not(spelling), unreadable=True)
        found = _or_the_day_before(found, spelling, by, context)
        time = replace(found[0], day=frame.day_of(found[0].instant))
        stored = write_time(time, spelling, frame, context.previous, context.now)
    except (OverflowError, ValueError):
        return TimeReading(text, unreadable=True)
    return TimeReading(stored, time, found[1])


_LIVE = timedelta(hours=12)
"""A time that lies no longer back was just now, and not the day before."""
_NEXT_ROW = timedelta(hours=6)
"""A next row is rarely later than this after the last one."""
_LEEWAY = timedelta(hours=1)


def _or_the_day_before(
    found: tuple[ResolvedTime, str], spelling: Spelling, by: Frame, context: TimeContext
) -> tuple[ResolvedTime, str]:
    """Return a time, or the same on the day before where that lies among the rows and fits better.

    Under `00:10 +1d` a `23:50` that was forgotten belongs to the incident's evening. Which day was
    taken is said wherever both are possible.
    """
    time, note = found
    above, first = context.previous, context.first
    if above is None or first is None or above.day < 1 or time.rolled or time.day != above.day:
        return found
    if spelling.day is not None or spelling.base or spelling.clock is None:
        return found
    from hotwash.times.resolve import place

    day = DaySpelling(after=time.day - 1)
    before = place(replace(spelling, day=day), by, above, context.now)
    if before is None or not first.instant <= before[0].instant <= above.instant:
        return found
    ahead = time.instant > context.now + _LEEWAY
    live = context.now - time.instant < _LIVE
    late = time.instant - above.instant > _NEXT_ROW or time.instant < above.instant
    earlier = ahead or (late and not live)
    taken, other = (before[0], time) if earlier else (time, before[0])
    words = _day_words(taken, other, spelling, by)
    notes = [words, before[1] if earlier else note]
    return replace(taken, dated=time.dated), "; ".join(filter(None, notes))


def _day_words(taken: ResolvedTime, other: ResolvedTime, spelling: Spelling, by: Frame) -> str:
    """Say which of two days was taken, and how the other is written."""
    day = taken.instant.astimezone(by.zone)
    clock = spelling.clock
    wall = f"{clock.hour:02}:{clock.minute:02} " if clock is not None else ""
    return f"taken for {day.day} {day:%B}; {wall}{other.day:+d}d is the other day"


def _with_year(spelling: Spelling, frame: Frame, context: TimeContext, today: date) -> Spelling:
    """Give a day without a year the nearest one in which its weekday is right."""
    from hotwash.times.dates import which_day

    if spelling.day is None or not spelling.day.readings or spelling.day.readings[0][0]:
        return spelling
    above = context.previous
    near = frame.base if above is None else above.instant.astimezone(frame.zone).date()
    day, _note = which_day(spelling.day, near, today, latest=today, by_weekday=True)
    if day is None:
        return spelling
    return replace(spelling, day=replace(spelling.day, readings=((day.year, day.month, day.day),)))


def _why_not(spelling: Spelling) -> str:
    if spelling.base == "above":
        return "there is no time above to count from"
    return "the day cannot be told"


@lru_cache(maxsize=256)
def is_date_and_time(text: str) -> bool:
    """Whether a text is a day and a time of day: `2026-11-20 10:15 CET`."""
    from hotwash.times.grammar import spell

    found = spell(text) if text.strip() else None
    return found is not None and found.clock is not None and found.day is not None


def write_date_and_time(text: str, now: datetime, zone: str) -> str:
    """Return a date and time in its canonical form; what is none as it was typed.

    Args:
        text: What was typed: `20 Nov 10:15 CET`, `now`, `yesterday 23:50`.
        now: The present, aware.
        zone: The document's zone; another one stays in the text.
    """
    from hotwash.times.grammar import Spelling, spell
    from hotwash.times.resolve import place, write_time

    spelling = spell(text.strip()) if text.strip() else None
    frame = frame_of("", zone, now.astimezone(document_zone(zone)).date())
    if spelling is None or (spelling.base != "now" and not is_date_and_time(text)):
        return text
    if spelling.day is not None and len(set(spelling.day.readings)) > 1:
        return text  # `11/12/2026` may be two days: it stays, and is said to
    try:
        found = place(spelling, frame, None, now)
        if found is None:
            return text
        # Against another day, so that the date is written.
        other = replace(frame, base=found[0].instant.date() - timedelta(days=3), dated=True)
        return write_time(found[0], Spelling(spelling.clock, zone=spelling.zone), other, None)
    except (OverflowError, ValueError):
        return text


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """Whether a stored time says that it is not known (`??`)."""
    from hotwash.times.grammar import spell

    found = spell(text) if text.strip() else None
    return found is not None and found.unknown
