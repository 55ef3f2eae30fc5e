"""What is taken for granted where the times of a source do not say it: their day, year and zone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from hotwash.formats.events.model import Event, EventSource, ReadContext, Sample
from hotwash.formats.events.packed_timestamps import unpacked

_ZONED = re.compile(
    r"Z$|[A-Z]{2,5}$|[+-][0-9]{2}:?[0-9]{2}$|^[0-9]{9,}(?:\.[0-9]+)?$|^@4[0-9a-f]{15,}$|[A-Za-z]/[A-Z]"
)
_NUMBERS = re.compile(
    r"(?<![0-9/.-])(?P<a>[0-9]{1,2})(?P<sign>[/-])(?P<b>[0-9]{1,2})(?P=sign)"
    r"(?P<year>20[0-9]{2})(?![0-9/-])"
)
_LOOKED_AT = 2_000_000
_HEAD = 40_000
_FIRST = 300
_LINES_ABOVE = 60
_MOST_DATES = 5_000
_HALF = re.compile(r"[0-9]\s?[AP]M$")
_AGE = re.compile(r"[0-9]+[a-z]")
_LEEWAY = timedelta(hours=1)


def day_before(first: Event, latest: datetime, context: ReadContext) -> str:
    """Return the day on which times without one begin, when today they would lie ahead.

    Args:
        first: The first event with a readable time.
        latest: The latest instant of all.
        context: What they were read against.

    Returns:
        A day as ISO; empty when today will do, or when a day is said or given.
    """
    if context.date or first.instant is None or not _says_no_day(first.time):
        return ""
    ahead = latest - context.now - _LEEWAY
    if ahead <= timedelta(0):
        return ""
    from hotwash.times.zones import document_zone

    today = context.now.astimezone(document_zone(context.zone)).date()
    day: date = today - timedelta(days=-(-ahead // timedelta(days=1)))
    return day.isoformat()


def day_above(first: Event, sample: Sample, context: ReadContext) -> str:
    """Return the one day that is named above a time without one, or by the file's name.

    Args:
        first: The first event with a readable time.
        sample: What was read.
        context: What it was read against.

    Returns:
        A day as ISO; empty when none is named or several are, or when a day is said or given.
    """
    if context.date or not first.line:
        return ""
    from hotwash.times.dates import day_within

    above = sample.text[:_HEAD].splitlines()[: min(first.line - 1, _LINES_ABOVE)]
    days = {day for line in above if (day := day_within(line))}
    if len(days) == 1:
        return days.pop()
    return "" if days else day_within(os.path.basename(sample.name))


def day_order(text: str, context: ReadContext) -> ReadContext:
    """Return a context that knows whether `5/11/2026` is the 5th of November in a text.

    Another date of the text may tell it (`5/14/2026`). Where none does, the way is taken in which
    the dates do not lie ahead and are nearest to one another, and then to the incident.

    Args:
        text: The text of a source.
        context: What its times are read against.
    """
    found = [
        (int(match["a"]), int(match["b"]), int(match["year"]))
        for match in islice(_NUMBERS.finditer(text, 0, _LOOKED_AT), _MOST_DATES)
    ]
    if not found:
        return context
    ways = {way: _days(found, way) for way in (True, False)}
    if (ways[True] is None) != (ways[False] is None):
        return replace(context, day_first=ways[False] is None)
    today = context.now.date()
    try:
        near = date.fromisoformat(context.date)
    except ValueError:
        near = today

    def badness(way: bool) -> tuple[int, int, int]:
        days = ways[way] or [today]
        ahead = sum(day > today + timedelta(days=1) for day in days)
        return ahead, (max(days) - min(days)).days, min(abs((day - near).days) for day in days)

    if ways[True] is None or ways[True] == ways[False]:
        return context
    return replace(context, day_first=badness(True) < badness(False), day_told=False)


def _days(found: Sequence[tuple[int, int, int]], day_first: bool) -> list[date] | None:
    """The days of some dates in one way; None when one of them is none."""
    try:
        return [date(y, b, a) if day_first else date(y, a, b) for a, b, y in found]
    except ValueError:
        return None


def is_vague(time: str) -> bool:
    """Whether a time does not say its day, or not the year of it."""
    from hotwash.times.grammar import spell

    if time[:5].replace("-", "").replace("/", "").isdigit() and len(time) > 9:
        return False
    found = spell(unpacked(time))
    if found is None or found.base or found.unknown:
        return False
    if found.day is None:
        return True
    return bool(found.day.readings) and all(year is None for year, *_day in found.day.readings)


def _says_no_day(time: str) -> bool:
    from hotwash.times.grammar import spell

    found = spell(time)
    return found is not None and found.clock is not None and found.day is None


def zone_said(text: str) -> str:
    """Return the zone that a text says all its times are in; empty when it says none.

    Read are `All times in EDT`, `(times are UTC)` and `Timezone: Europe/Berlin`.
    """
    from hotwash.times.zone_words import stated_zones

    found = stated_zones(text, 0, _HEAD)
    return found.pop() if len(found) == 1 else ""


def assumed(events: Sequence[Event], source: EventSource, context: ReadContext) -> list[str]:
    """Say in words what was taken for granted, told by the first event with a time.

    Args:
        events: The events, oldest first.
        source: What they were read as.
        context: What they were read against.
    """
    timed = [event for event in events if event.instant is not None]
    if not timed or timed[0].instant is None:
        return []
    time, first = timed[0].time, timed[0].instant
    if source.name == "kubectl" and _AGE.match(time):
        return [f"its ages count back from {context.now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"]
    return [*_assumed_day(time, first, context), *_assumed_zone(timed[:_FIRST], context)]


def _assumed_day(time: str, first: datetime, context: ReadContext) -> Iterator[str]:
    """Say what was taken for granted of the day of the first time."""
    from hotwash.times.grammar import spell

    spelled = spell(unpacked(time))
    if spelled is None:
        return
    if spelled.day is None:
        if spelled.clock is not None:
            yield f"its times say no day: the first is taken for {first:%Y-%m-%d}"
        return
    ways = set(spelled.day.readings)
    if ways and all(year is None for year, _month, _day in ways):
        yield f"its times say no year: the first is taken for {first.year}"
    if len(ways) > 1 and not (context.day_told and context.day_first is not None):
        day = f"{first.day} {first:%B %Y}"
        yield f"its dates can be read in two ways: the first is taken for {day}"


def _assumed_zone(timed: Sequence[Event], context: ReadContext) -> Iterator[str]:
    """Say what was taken for granted of the zone of times."""
    zone = context.zone or "UTC"
    bare = [says_no_zone(event.time) for event in timed]
    if context.zone_said:
        yield f"it says that its times are in {zone}"
    elif any(bare):
        some = "its times" if all(bare) else "some of its times"
        yield f"{some} say no zone: taken for {zone}"


def says_no_zone(time: str) -> bool:
    """Whether a time, as found in a source, names no zone."""
    if time.endswith("ago"):
        return False
    plain = time.rstrip(")*_` ")
    return not _ZONED.search(plain) or _HALF.search(plain) is not None
