"""From a spelled time to the instant that was meant, and back to its canonical text.

The day that is not said comes from the row above, the zone that is not said from the document. The
text that is written is the shortest of those that read back as the same instant in that place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from hotwash.times.dates import which_day
from hotwash.times.grammar import Clock, Spelling, spell
from hotwash.times.values import Frame, ResolvedTime
from hotwash.times.zone_names import UTC, write_offset
from hotwash.times.zones import meant_zone, zone_note

HALF_A_DAY = timedelta(hours=12)
"""A time that runs back by more than this from the row above is on the next day."""

_DAY = timedelta(days=1)
_LEEWAY = timedelta(hours=1)
_MIDNIGHT = Clock(0, 0)


def place(
    spelling: Spelling, frame: Frame, previous: ResolvedTime | None, now: datetime | None = None
) -> tuple[ResolvedTime, str] | None:
    """Find when a spelled time was; return it with a note in words, or None.

    Args:
        spelling: What was written.
        frame: The document's date and zone.
        previous: The nearest readable time above.
        now: The present, for what is typed; None for what is stored, which never depends on it.
    """
    if spelling.base:
        return _relative(spelling, frame, previous, now)
    if spelling.clock is None and spelling.day is None:
        return None
    spelling = as_offset(spelling) or spelling
    instant, rolled, notes, info = _instant(spelling, frame, previous, now)
    if instant is None:
        return None
    end = None
    if spelling.end is not None and spelling.end.clock is not None:
        end, _rolled, more, _info = _instant(spelling.end, frame, frame.at(instant), None)
        if end is not None and end < instant and spelling.end.day is None:
            end = _on_day(spelling.end.clock, instant.astimezone(info).date() + _DAY, info)[0]
        notes += [note for note in more if note not in notes and "day" not in note]
    found = frame.at(
        instant,
        end=end,
        approximate=spelling.approximate,
        rolled=rolled,
        dated=frame.dated
        or (spelling.day is not None and spelling.day.after is None)
        or (previous is not None and previous.dated),
    )
    return found, "; ".join(notes)


def as_offset(spelling: Spelling) -> Spelling | None:
    """Read `10:15-05:00` as an offset from UTC, where a range would be longer than half a day."""
    first, last = spelling.clock, spelling.end.clock if spelling.end else None
    if first is None or last is None or not spelling.maybe_offset:
        return None
    minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
    if 0 <= minutes <= 720 or minutes < -720:
        return None
    return replace(spelling, end=None, zone=spelling.maybe_offset, maybe_offset="")


def _relative(
    spelling: Spelling, frame: Frame, previous: ResolvedTime | None, now: datetime | None
) -> tuple[ResolvedTime, str] | None:
    if spelling.base == "above":
        if previous is None:
            return None
        return frame.at(previous.instant + spelling.shift, dated=previous.dated), ""
    if now is None:
        return None
    whole = now.astimezone(UTC).replace(microsecond=0)
    if spelling.shift.total_seconds() % 60 == 0:
        whole = whole.replace(second=0)
    return frame.at(whole + spelling.shift, dated=True), ""


def _instant(
    spelling: Spelling, frame: Frame, previous: ResolvedTime | None, now: datetime | None
) -> tuple[datetime | None, bool, list[str], tzinfo]:
    notes: list[str] = []
    zone = meant_zone(spelling.zone, frame.zone, frame.base) if spelling.zone else None
    info = frame.zone if zone is None else zone.info
    above = None if previous is None else previous.instant.astimezone(info)
    clock = spelling.clock or _MIDNIGHT
    rolled = False
    if spelling.day is None:
        day = frame.base if above is None else above.date()
        if above is not None and _seconds(above) - _clock_seconds(clock) > 43200:
            known = frame.dated or (previous is not None and previous.dated)
            rolled = not known or _may_roll(clock, day, info, previous, now)
            day += _DAY if rolled else timedelta(0)
    elif spelling.day.after is not None:
        day = frame.base + timedelta(days=spelling.day.after)
    else:
        today = frame.base if now is None else now.astimezone(info).date()
        near = above.date() if above is not None else frame.base
        latest = None if now is None else today + _DAY
        which, note = which_day(spelling.day, near, today, latest=latest)
        if which is None:
            return None, False, notes, info
        day = which
        notes += [note] if note else []
    instant, note = _on_day(clock, day, info, above)
    if zone is not None and (frame.dated or spelling.day is not None):  # else no season is known
        question = zone_note(zone.name, instant, frame.zone)
        notes += [question] if question else []
    if rolled:
        notes.insert(0, "taken for the next day")
    return instant, rolled, notes + ([note] if note else []), info


def _may_roll(
    clock: Clock, day: date, info: tzinfo, previous: ResolvedTime | None, now: datetime | None
) -> bool:
    """Whether the next day may be meant: not when that lies ahead and the row above does not."""
    if now is None or previous is None or previous.instant > now:
        return True
    return _on_day(clock, day + _DAY, info)[0] <= now + _LEEWAY


def _on_day(
    clock: Clock, day: date, info: tzinfo, above: datetime | None = None
) -> tuple[datetime, str]:
    """Return the instant of a time of day, and a note when the clocks were changed just then."""
    wall = datetime(day.year, day.month, day.day) + timedelta(seconds=_clock_seconds(clock))
    first = wall.replace(tzinfo=info).astimezone(UTC)
    second = wall.replace(tzinfo=info, fold=1).astimezone(UTC)
    if first == second:
        return first, ""
    if second < first:
        shown = first.astimezone(info)
        return first, f"{wall:%H:%M} did not exist that day: taken for {shown:%H:%M}"
    if above is not None and first < above <= second:
        return second, f"{wall:%H:%M} came twice that day: taken for the second"
    return first, f"{wall:%H:%M} came twice that day: taken for the first"


def _clock_seconds(clock: Clock) -> float:
    fraction = float(f"0.{clock.fraction}") if clock.fraction else 0.0
    return clock.hour * 3600 + clock.minute * 60 + (clock.second or 0) + fraction


def _seconds(wall: datetime) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second


def write_time(
    time: ResolvedTime,
    spelling: Spelling,
    frame: Frame,
    previous: ResolvedTime | None,
    now: datetime | None = None,
) -> str:
    """Write a time canonically, for a row under `previous`.

    Args:
        time: When it was.
        spelling: How it was written: its zone and its precision are kept.
        frame: The document's date and zone.
        previous: The nearest readable time above the row.
        now: The present; then the text also means the same when it is typed again.
    """
    zone = meant_zone(spelling.zone, frame.zone, frame.base) if spelling.zone else None
    own = frame.zone if zone is None else zone.info
    instant = time.instant
    offset = instant.astimezone(frame.zone).utcoffset() or timedelta(0)
    suffix = ""
    if zone is not None:
        if instant.astimezone(own).utcoffset() == offset:
            own = frame.zone
        else:
            suffix = f" {zone.name}"
    if spelling.clock is None and spelling.day is not None:
        return f"{instant.astimezone(frame.zone):%Y-%m-%d}"
    exact = _exact(instant, offset if not suffix else instant.astimezone(own).utcoffset())
    lead = "~" if time.approximate else ""
    for dated, tail in ((False, suffix), (True, suffix), (True, exact)):
        text = lead + _write(time, own, frame, dated=dated, tail=tail)
        if not dated and frame.dated and instant.astimezone(own).date() != frame.base:
            continue
        if all(_means(text, time, frame, previous, then) for then in {None, now}):
            return text
        if not time.dated:
            marked = spelling.day is not None and spelling.day.after is not None
            return f"{text} {time.day:+d}d" if marked else text
    return lead + _write(time, UTC, frame, dated=True, tail=" UTC")


def _means(
    text: str,
    time: ResolvedTime,
    frame: Frame,
    previous: ResolvedTime | None,
    now: datetime | None,
) -> bool:
    """Whether a text reads back as a time."""
    back = spell(text)
    found = back and place(back, frame, previous, now)
    return bool(found and (found[0].instant, found[0].end) == (time.instant, time.end))


def _exact(instant: datetime, offset: timedelta | None) -> str:
    return f" {write_offset(offset or timedelta(0))}"


def _write(time: ResolvedTime, zone: tzinfo, frame: Frame, *, dated: bool, tail: str) -> str:
    start, half = time.instant.astimezone(zone), frame.twelve_hour
    text = f"{start:%Y-%m-%d} {_wall(start, half)}" if dated else _wall(start, half)
    if time.end is None:
        return text + tail
    end = time.end.astimezone(zone)
    if end.date() == start.date() or timedelta(0) <= time.end - time.instant < HALF_A_DAY:
        return f"{text}-{_wall(end, half)}{tail}"
    return f"{text} - {end:%Y-%m-%d} {_wall(end, half)}{tail}"


def _wall(moment: datetime, half: str = "") -> str:
    """Write a time of day; with AM or PM in the way of `half` where that is not empty."""
    if half:
        tail = f":{moment:%S}" if moment.second else ""
        letter = "a" if moment.hour < 12 else "p"
        mark = re.sub("[ap]", letter, re.sub("[AP]", letter.upper(), half))
        return f"{moment.hour % 12 or 12}:{moment:%M}{tail}{mark}"
    if moment.microsecond:
        return f"{moment:%H:%M:%S.%f}".rstrip("0")
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def beside_own_zone(text: str, frame: Frame, previous: ResolvedTime | None) -> str:
    """Write a time in another zone so that nobody misreads it: `22:44 (17:44 EST)`.

    Args:
        text: As it is stored.
        frame: The document's date and zone.
        previous: The nearest readable time above the row.

    Returns:
        The document's time with the original beside it; the text as it is where it names no zone,
        or one with the document's clocks.
    """
    spelling = spell(text)
    zone = meant_zone(spelling.zone, frame.zone, frame.base) if spelling and spelling.zone else None
    if spelling is None or zone is None or spelling.clock is None or "(" in text:
        return text
    found = place(spelling, frame, previous)
    if found is None:
        return text
    time = found[0]
    own, theirs = (time.instant.astimezone(info) for info in (frame.zone, zone.info))
    if own.utcoffset() == theirs.utcoffset():
        return text
    plain = write_time(time, replace(spelling, zone="", day=None), frame, previous)
    other = own.date() != theirs.date()
    return f"{plain} ({_write(time, zone.info, frame, dated=other, tail=f' {zone.name}')})"
