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
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.postmortem.zones import document_zone

if TYPE_CHECKING:
    from hotwash.postmortem.spelling import Spelling


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
    clocks: tzinfo | None = None
    """By whose clocks a time without a zone is meant, where not by the document's."""
    by_weekday: bool = False
    """Whether a weekday tells the year that is not said; where people type, it is rather a slip."""


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
        about: dict[str, object] = {"day": self.day_of(instant), "dated": self.dated, **known}
        return ResolvedTime(instant, **about)  # type: ignore[arg-type]


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
    from hotwash.postmortem.placing import as_offset, place, write_time
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
    from hotwash.postmortem.dates import which_day

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
