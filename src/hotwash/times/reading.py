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
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.times.values import Frame, Reading, TimeContext, frame_of
from hotwash.times.zones import document_zone

if TYPE_CHECKING:
    from hotwash.times.grammar import Spelling


def read_time(text: str, context: TimeContext) -> Reading:
    """Read a time in any spelling, in a row's place.

    Args:
        text: What was typed, pasted, imported or logged.
        context: The present, the document's date and zone, and the row above.
    """
    from hotwash.times.grammar import spell, why_no_clock
    from hotwash.times.resolve import as_offset, place, write_time

    plain = text.strip()
    if not plain:
        return Reading(text)
    spelling = spell(plain)
    if spelling is None:
        return Reading(text, note=why_no_clock(plain), unreadable=True)
    if spelling.unknown:
        return Reading("??")
    today = context.now.astimezone(document_zone(context.zone)).date()
    frame = frame_of(context.date, context.zone, today)
    spelling = as_offset(spelling) or spelling
    if context.by_weekday and spelling.day is not None and spelling.day.weekday is not None:
        spelling = _with_year(spelling, frame, context, today)
    by = frame
    if context.clocks is not None and spelling.clock is not None and not spelling.zone:
        by = replace(frame, zone=context.clocks)
    try:
        found = place(spelling, by, context.previous, context.now)
        if found is None:
            return Reading(text, note=_why_not(spelling), unreadable=True)
        time = replace(found[0], day=frame.day_of(found[0].instant))
        stored = write_time(time, spelling, frame, context.previous, context.now)
    except (OverflowError, ValueError):
        return Reading(text, unreadable=True)
    return Reading(stored, time, found[1])


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


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """Whether a stored time says that it is not known (`??`)."""
    from hotwash.times.grammar import spell

    found = spell(text) if text.strip() else None
    return found is not None and found.unknown
