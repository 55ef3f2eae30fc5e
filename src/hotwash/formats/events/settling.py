"""What is settled once all events of a source are known: clock changes, midnight, zones in doubt.

Readers read line by line. Whether the source has the newest first, and which of two times of a
night in autumn is meant, is only seen from the lines around; it is decided here for all readers
alike, and said with the event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from operator import ge

from hotwash.formats.events.defaults import day_before, says_no_zone
from hotwash.formats.events.model import Event, ReadContext
from hotwash.formats.events.timestamps import Stamps
from hotwash.times.zone_names import ABBREVIATIONS
from hotwash.times.zones import document_zone, zone_note

_NAME = re.compile(r"(?<![A-Za-z/])(?P<name>[A-Z]{3,5})(?![A-Za-z/])\)?[^A-Za-z]*$")
_DAY = 86400
_HALF_A_DAY = 43200
_MOST_SAID = 4


def settled(events: Sequence[Event], context: ReadContext) -> list[Event]:
    """Return the events of a source, in its order, with what only all of them tell.

    Args:
        events: As the source yielded them.
        context: What they were read against.
    """
    found = _over_midnight(events, context)
    zone = document_zone(context.zone)
    found = _clock_changes(found, zone)
    return [_questioned(event, zone, context) for event in found]


def questions(events: Sequence[Event]) -> list[str]:
    """Return what the readers of times had to say, each once, with how often it was said."""
    counts = Counter(note for event in events for note in event.note.split("; ") if note)
    said = [
        f"{note} ({count:,} events)" if count > 1 else note
        for note, count in counts.most_common(_MOST_SAID)
    ]
    more = len(counts) - len(said)
    return [*said, f"{more:,} more times are in doubt"] if more > 0 else said


def newest_first(events: Sequence[Event]) -> bool:
    """Whether a source has its newest event first."""
    times = [event.instant for event in events if event.instant is not None]
    return len(times) > 1 and times[0] > times[-1] and all(map(ge, times, times[1:]))


def zone_in_doubt(event: Event, zone: tzinfo) -> str:
    """Return the short name of a zone in an event's time that may be meant otherwise."""
    match = _NAME.search(event.time)
    if match is None or event.instant is None or match["name"] not in ABBREVIATIONS:
        return ""
    return match["name"] if zone_note(match["name"], event.instant, zone) else ""


def _questioned(event: Event, zone: tzinfo, context: ReadContext) -> Event:
    """Return an event with the question that the name of its zone raises."""
    name = zone_in_doubt(event, zone)
    if not name and says_no_zone(event.time) and context.zone in ABBREVIATIONS and event.instant:
        return _noted(event, zone_note(context.zone, event.instant, UTC))
    if not name or event.instant is None:
        return event
    return _noted(event, zone_note(name, event.instant, zone))


def _noted(event: Event, note: str) -> Event:
    known = event.note.split("; ") if event.note else []
    if not note or note in known:
        return event
    return replace(event, extra={**event.extra, "note": "; ".join([*known, note])})


# Clock changes.


def _clock_changes(events: Sequence[Event], zone: tzinfo) -> list[Event]:
    """Settle the times of nights in which clocks are changed: the file's order tells which."""
    if zone is UTC or all(event.instant is None for event in events):
        return list(events)
    backward = _mostly_backward(events)
    days: dict[object, bool] = {}
    found: list[Event] = []
    previous: datetime | None = None
    for event in reversed(events) if backward else events:
        if event.instant is not None:
            if _on_a_changing_day(event.instant, zone, days) and says_no_zone(event.time):
                event = _in_the_night(event, event.instant, zone, previous)
            previous = event.instant
        found.append(event)
    return found[::-1] if backward else found


def _mostly_backward(events: Sequence[Event]) -> bool:
    """Whether the newest is first, but for one step: an hour that came twice is not told apart."""
    times = [event.instant for event in events if event.instant is not None]
    later = sum(after > before for before, after in pairwise(times))
    return times[0] > times[-1] and later <= 1 < len(times) - later


def _on_a_changing_day(instant: datetime, zone: tzinfo, known: dict[object, bool]) -> bool:
    day = instant.astimezone(zone).date()
    if day not in known:
        start = datetime(day.year, day.month, day.day, tzinfo=zone)
        end = (start.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone)
        known[day] = start.utcoffset() != end.utcoffset()
    return known[day]


def _in_the_night(
    event: Event, instant: datetime, zone: tzinfo, previous: datetime | None
) -> Event:
    """Return an event of a changing night: the second of two times where the first is over."""
    wall = instant.astimezone(zone).replace(tzinfo=None)
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first < second:
        late = previous is not None and first < previous <= second
        words = f"{wall:%H:%M} came twice that day: taken for the {'second' if late else 'first'}"
        moved = replace(event, instant=second if late else first)
        return _noted(_unsaid(moved, "came twice"), words)
    from hotwash.times.grammar import spell

    spelled = spell(event.time)
    clock = spelled.clock if spelled is not None else None
    if clock is None or (clock.hour % 24, clock.minute) == (wall.hour, wall.minute):
        return event
    words = f"{clock.hour:02}:{clock.minute:02} did not exist that day: taken for {wall:%H:%M}"
    return _noted(event, words)


def _unsaid(event: Event, words: str) -> Event:
    """Return an event without the notes that have some words."""
    kept = "; ".join(note for note in event.note.split("; ") if words not in note)
    extra = {key: text for key, text in event.extra.items() if key != "note"}
    return replace(event, extra={**extra, "note": kept} if kept else extra)


# Midnight.


def _over_midnight(events: Sequence[Event], context: ReadContext) -> list[Event]:
    """Read clocks without a day backwards, where they run back over midnight: newest first."""
    timed = [event for event in events if event.instant is not None]
    if len(timed) < 3 or _is_ascending(timed) or not _runs_back(timed, context):
        return list(events)
    if not all(_is_a_clock(event.time) for event in timed):
        return list(events)
    found = _read_backwards(events, context)
    read = [event for event in found if event.instant is not None]
    day = day_before(read[-1], read[0].instant or context.now, context)
    return _read_backwards(events, replace(context, date=day)) if day else found


def _is_ascending(timed: Sequence[Event]) -> bool:
    """Whether events stand in the order of their instants, by the days of their headings."""
    times = [event.instant for event in timed if event.instant is not None]
    return all(before <= after for before, after in pairwise(times))


def _runs_back(timed: Sequence[Event], context: ReadContext) -> bool:
    """Whether each clock is before the one above it, and one of them is so over midnight."""
    zone = document_zone(context.zone)
    clocks = [_clock_of(event, zone) for event in timed]
    steps = [(after - before) % _DAY for before, after in pairwise(clocks)]
    over = any(after > before for before, after in pairwise(clocks))
    return over and all(step == 0 or step > _HALF_A_DAY for step in steps)


def _clock_of(event: Event, zone: tzinfo) -> int:
    wall = (event.instant or datetime.min.replace(tzinfo=UTC)).astimezone(zone)
    return wall.hour * 3600 + wall.minute * 60 + wall.second


def _is_a_clock(time: str) -> bool:
    from hotwash.times.grammar import spell

    found = spell(time)
    return found is not None and found.clock is not None and found.day is None and not found.base


def _read_backwards(events: Sequence[Event], context: ReadContext) -> list[Event]:
    stamps = Stamps(context)
    return list(_reread(events[::-1], stamps))[::-1]


def _reread(events: Sequence[Event], stamps: Stamps) -> Iterator[Event]:
    for event in events:
        reading = stamps.reading(event.time) if event.instant is not None else None
        if reading is None or reading.time is None:
            yield event
            continue
        yield replace(event, instant=reading.time.instant, end=reading.time.end)
