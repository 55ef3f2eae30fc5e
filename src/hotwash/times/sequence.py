"""Resolving many times, one under the other: ten thousand in a few milliseconds.

A time without a day inherits it from the one above. Canonical times take a path of their own,
without patterns; all others go to the reader of spelled times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.times.values import Frame, ResolvedTime
from hotwash.times.zone_names import UTC

if TYPE_CHECKING:
    from hotwash.times.grammar import Spelling

Times = list[ResolvedTime | None]
"""One for each text: None where there is no time, an unknown or an unreadable one."""


@lru_cache(maxsize=4096)
def iso_ordinal(text: str) -> int:
    """Return the ordinal of an ISO date (`2026-11-20`); 0 for any other text."""
    try:
        return date.fromisoformat(text).toordinal() if len(text) == 10 else 0
    except ValueError:
        return 0


@lru_cache(maxsize=4096)
def _canonical_clock(text: str) -> int:
    """Seconds of `HH:MM` or `HH:MM:SS`; -1 for any other spelling."""
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(
        len(part) == 2 and part.isascii() and part.isdigit() for part in parts
    ):
        return -1
    hour, minute, *rest = map(int, parts)
    if hour > 23 or minute > 59 or (rest and rest[0] > 59):
        return -1
    return hour * 3600 + minute * 60 + sum(rest)


def is_canonical(text: str) -> bool:
    """Whether a time is written as `HH:MM[:SS]`, with an ISO date before it or none."""
    day = text[:-6] if text[-6:-5] == " " else text[:-9] if text[-9:-8] == " " else ""
    clock = text[len(day) + 1 :] if day else text
    return _canonical_clock(clock) >= 0 and (not day or iso_ordinal(day) > 0)


class Resolver:
    """Resolves times one after the other; canonical times take a path without patterns."""

    def __init__(self, frame: Frame, previous: ResolvedTime | None = None) -> None:
        self.frame = frame
        self.base = frame.base.toordinal()
        self.starts: dict[int, datetime | None] = {}
        self.follow(previous)

    def follow(self, previous: ResolvedTime | None) -> None:
        """Take a time as the one above."""
        self.previous = previous
        self.ordinal, self.seconds = self.base, 0
        if previous is not None:
            wall = previous.instant.astimezone(self.frame.zone)
            self.ordinal = wall.toordinal()
            self.seconds = wall.hour * 3600 + wall.minute * 60 + wall.second

    def all(self, texts: Iterable[str]) -> Times:
        """Resolve times in order."""
        return [self.next(text) for text in texts]

    def next(self, text: str) -> ResolvedTime | None:
        """Resolve the next time."""
        about = text[:1] == "~"
        plain = text[1:] if about else text
        size = len(plain)
        if size in (5, 8):
            found = self._fast("", _canonical_clock(plain), about)
        elif size in (16, 19) and plain[10] == " ":
            found = self._fast(plain[:10], _canonical_clock(plain[11:]), about)
        else:
            found = None
        return found or (self._slow(text) if text else None)

    def _fast(self, day: str, seconds: int, about: bool) -> ResolvedTime | None:
        if seconds < 0:
            return None
        rolled = False
        dated = self.frame.dated or (self.previous is not None and self.previous.dated)
        if day:
            ordinal, dated = iso_ordinal(day), True
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
        self.previous = ResolvedTime(instant, None, about, ordinal - self.base, rolled, dated)
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
    """Resolve one stored time under another; None when it is unknown or unreadable."""
    from hotwash.times.grammar import spell
    from hotwash.times.resolve import place

    spelling = spell(text) or _day_first(text)
    if spelling is None or spelling.unknown:
        return None
    try:
        found = place(spelling, frame, previous)
    except (OverflowError, ValueError):
        return None
    return found[0] if found else None


def _day_first(text: str) -> Spelling | None:
    """Read the day at the head of a text whose other words are no time: `2026-11-21 First outage`.

    Before other words only one that begins with its year is believed: they may be of anything.
    """
    from hotwash.times.dates import scan_day
    from hotwash.times.grammar import Spelling

    found = scan_day(text)
    if found is None or not found[0].readings:
        return None
    alone = found[1] == len(text)
    if not alone and not (text[:4].isdigit() and text[found[1]] in " :"):
        return None
    return Spelling(day=found[0], approximate=True)


def nearest_above(times: Sequence[ResolvedTime | None], index: int) -> ResolvedTime | None:
    """Return the nearest time above a row."""
    for place_ in range(min(index, len(times)) - 1, -1, -1):
        if times[place_] is not None:
            return times[place_]
    return None
