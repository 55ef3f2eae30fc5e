"""The values that a time is read against and read as: no text is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from hotwash.times.zones import document_zone


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
    first: ResolvedTime | None = None
    """The earliest time of the timeline, where a time may be put between its rows."""
    twelve_hour: str = ""
    """How the column's times end where it has AM and PM, as in `Frame`; empty for 24 hours."""
    by_weekday: bool = False
    """Whether a weekday tells the year that is not said; where people type, it is rather a slip."""


@dataclass(frozen=True, slots=True)
class TimeReading:
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
    twelve_hour: str = ""
    """How the times of the column end where it has AM and PM: ` AM`, `pm`; empty for 24 hours."""

    def day_of(self, instant: datetime) -> int:
        """Days from the incident's date to an instant, on the document's clocks."""
        return (instant.astimezone(self.zone).date() - self.base).days

    def changes_clocks(self, instant: datetime) -> bool:
        """Whether the document's clocks are changed within a day of an instant."""
        day = timedelta(days=1)
        early = (instant - day).astimezone(self.zone).utcoffset()
        return early != (instant + day).astimezone(self.zone).utcoffset()

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
