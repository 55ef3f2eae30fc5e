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

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.postmortem.zones import (
    UTC,
    document_zone,
    find_zone,
    own_meaning,
    write_offset,
    zone_note,
)

if TYPE_CHECKING:
    from hotwash.postmortem.spelling import Clock, Spelling

HALF_A_DAY = timedelta(hours=12)
"""A time that runs back by more than this from the row above is on the next day."""

_DAY = timedelta(days=1)
_LEEWAY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """When something happened."""

    instant: datetime
    """Aware, in UTC."""
    end: datetime | None = None
    """The end of a range, aware, in UTC."""
    approximate: bool = False
    day: int = 0
    """Days after the incident's date on the document's clocks: 1 for `00:10 +1d`."""
    rolled: bool = False
    """Whether it was taken for the next day because it runs back by more than half a day."""
    dated: bool = True
    """Whether its day is known; otherwise only its order and its distances count."""


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a time is read against."""

    now: datetime
    """The present, aware."""
    date: str = ""
    """The incident's date as ISO; empty (or anything else) when it is not known."""
    zone: str = "UTC"
    """The document's zone: an IANA name or an offset."""
    previous: ResolvedTime | None = None
    """The time of the nearest readable row above."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as."""

    text: str
    """What to store: canonical, or the text as typed when it could not be read."""
    time: ResolvedTime | None = None
    """When that is; None for `??` and for what could not be read."""
    note: str = ""
    """What the person should know, in words; empty when there is nothing to say."""
    unreadable: bool = False
    """Whether the text was kept because nobody could make a time of it."""

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, or None."""
        return None if self.time is None else self.time.instant

    @property
    def rolled(self) -> bool:
        """Whether it was taken for the next day."""
        return self.time is not None and self.time.rolled


@dataclass(frozen=True, slots=True)
class Frame:
    """What stored times are read against: the incident's day and the document's zone."""

    base: date
    dated: bool
    """Whether `base` is the incident's date, and not a stand-in."""
    zone: tzinfo

    def day_of(self, instant: datetime) -> int:
        """Days from the incident's date to an instant, on the document's clocks."""
        return (instant.astimezone(self.zone).date() - self.base).days

    def at(self, instant: datetime, **known: object) -> ResolvedTime:
        """Return an instant as a time of this frame; `known` are fields of `ResolvedTime`."""
        made = ResolvedTime(instant, day=self.day_of(instant), dated=self.dated)
        return replace(made, **known) if known else made  # type: ignore[arg-type]


def frame_of(incident_date: str, zone: str, today: date | None = None) -> Frame:
    """Return the frame of a document.

    Args:
        incident_date: The incident's date; when it is not ISO, today stands in for it.
        zone: The document's zone; when it is unknown, UTC stands in for it.
        today: The stand-in; the machine's date when not given.
    """
    info = document_zone(zone)
    try:
        return Frame(date.fromisoformat(incident_date[:10]), True, info)
    except ValueError:
        return Frame(today or datetime.now(info).date(), False, info)


def read_time(text: str, context: TimeContext) -> Reading:
    """Read a time in any spelling, in a row's place.

    Args:
        text: What was typed, pasted, imported or logged.
        context: The present, the document's date and zone, and the row above.
    """
    from hotwash.postmortem.spelling import spell

    plain = text.strip()
    if not plain:
        return Reading(text)
    spelling = spell(plain)
    if spelling is None:
        return Reading(text, unreadable=True)
    if spelling.unknown:
        return Reading("??")
    today = context.now.astimezone(document_zone(context.zone)).date()
    frame = frame_of(context.date, context.zone, today)
    spelling = _as_offset(spelling) or spelling
    try:
        found = place(spelling, frame, context.previous, context.now)
        if found is None:
            return Reading(text, note=_why_not(spelling), unreadable=True)
        stored = write_time(found[0], spelling, frame, context.previous)
    except (OverflowError, ValueError):
        return Reading(text, unreadable=True)
    return Reading(stored, found[0], found[1])


def _why_not(spelling: Spelling) -> str:
    if spelling.base == "above":
        return "there is no time above to count from"
    return "the day cannot be told"


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
    spelling = _as_offset(spelling) or spelling
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
        dated=frame.dated or spelling.day is not None or (previous is not None and previous.dated),
    )
    return found, "; ".join(notes)


def _as_offset(spelling: Spelling) -> Spelling | None:
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
    from hotwash.postmortem.dates import which_day

    notes: list[str] = []
    zone = find_zone(spelling.zone) if spelling.zone else None
    info = frame.zone if zone is None else zone.info
    above = None if previous is None else previous.instant.astimezone(info)
    clock = spelling.clock or _midnight()
    rolled = False
    if spelling.day is None:
        day = frame.base if above is None else above.date()
        if above is not None and _seconds(above) - _clock_seconds(clock) > 43200:
            rolled = _may_roll(clock, day, info, previous, now)
            day += _DAY if rolled else timedelta(0)
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
    if zone is not None and spelling.zone:
        own = own_meaning(zone.name, frame.zone, instant)
        if own is not None and own != instant.astimezone(info).utcoffset():
            instant = (instant.astimezone(info).replace(tzinfo=None) - own).replace(tzinfo=UTC)
        else:
            question = zone_note(zone.name, instant, frame.zone)
            notes += [question] if question else []
    if rolled:
        notes.insert(0, "taken for the next day")
    return instant, rolled, notes + ([note] if note else []), info


def _midnight() -> Clock:
    from hotwash.postmortem.spelling import Clock

    return Clock(0, 0)


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
    time: ResolvedTime, spelling: Spelling, frame: Frame, previous: ResolvedTime | None
) -> str:
    """Write a time canonically, for a row under `previous`.

    Args:
        time: When it was.
        spelling: How it was written: its zone and its precision are kept.
        frame: The document's date and zone.
        previous: The nearest readable time above the row.
    """
    from hotwash.postmortem.spelling import spell

    zone = find_zone(spelling.zone) if spelling.zone else None
    own = frame.zone if zone is None else zone.info
    instant = time.instant
    offset = instant.astimezone(frame.zone).utcoffset() or timedelta(0)
    suffix = ""
    if zone is not None:
        theirs = own_meaning(zone.name, frame.zone, instant) or instant.astimezone(own).utcoffset()
        if theirs == offset:
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
        back = spell(text)
        found = back and place(back, frame, previous)
        if found and found[0].instant == instant and found[0].end == time.end:
            return text
        if not time.dated:
            return text
    return lead + _write(time, UTC, frame, dated=True, tail=" UTC")


def _exact(instant: datetime, offset: timedelta | None) -> str:
    return f" {write_offset(offset or timedelta(0))}"


def _write(time: ResolvedTime, zone: tzinfo, frame: Frame, *, dated: bool, tail: str) -> str:
    start = time.instant.astimezone(zone)
    text = f"{start:%Y-%m-%d} {_wall(start)}" if dated else _wall(start)
    if time.end is None:
        return text + tail
    end = time.end.astimezone(zone)
    if end.date() == start.date() or timedelta(0) <= time.end - time.instant < HALF_A_DAY:
        return f"{text}-{_wall(end)}{tail}"
    return f"{text} - {end:%Y-%m-%d} {_wall(end)}{tail}"


def _wall(moment: datetime) -> str:
    if moment.microsecond:
        return f"{moment:%H:%M:%S.%f}".rstrip("0")
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def split_entry(line: str) -> tuple[str, str]:
    """Split a typed or pasted line into its time and the rest; see `entries.split_entry`."""
    from hotwash.postmortem.entries import split_entry as split

    return split(line)


@lru_cache(maxsize=4096)
def is_unknown(text: str) -> bool:
    """Whether a stored time says that it is not known (`??`)."""
    from hotwash.postmortem.spelling import spell

    found = spell(text) if text.strip() else None
    return found is not None and found.unknown
