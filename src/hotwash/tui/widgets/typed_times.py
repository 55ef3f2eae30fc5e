"""Times while they are typed: what is said of them, and how they stand by other clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo

from hotwash.times.display import day_mark, display_time
from hotwash.times.grammar import Spelling, spell
from hotwash.times.resolve import write_time
from hotwash.times.sequence import read_stored
from hotwash.times.values import Frame, ResolvedTime, TimeReading
from hotwash.times.zones import clocks_name, meant_zone

HOW_TO = "write 10:15, 1015, +5 or now"
"""The spellings that people need most."""


def reading_words(reading: TimeReading, frame: Frame, zone: tzinfo | None = None) -> str:
    """Say what a typed time will become: `→ 2026-11-21 00:10 +1d`.

    Args:
        reading: What it was read as.
        frame: The document's date and zone.
        zone: The clocks that the table shows where they are others: `→ 14:05 CET, kept as …`.
    """
    if reading.unreadable:
        why = f" ({reading.note})" if reading.note else ""
        return f"→ “{reading.text.strip()}” is not read as a time{why}: kept as it is"
    if reading.time is None:
        return f"→ {reading.text.strip()}: a time that is not known"
    words = f"{reading.text} {_mark(reading.text, reading.time, frame)}".rstrip()
    instant = reading.time.instant
    if zone is not None and _offset(instant, zone) != _offset(instant, frame.zone):
        spelling = spell(reading.text)
        own = "" if spelling and spelling.zone else f" {clocks_name(frame.zone, instant)}"
        shown = display_time("", reading.time, frame, zone)
        words = f"{shown} {clocks_name(zone, instant)}, kept as {reading.text}{own}"
    return f"→ {words}{' · ' if reading.note else ''}{reading.note}"


def _mark(text: str, time: ResolvedTime, frame: Frame) -> str:
    """Return `+1d` as the table shows it: by the clocks of the zone that the time names."""
    spelling = spell(text)
    zone = meant_zone(spelling.zone, frame.zone, frame.base) if spelling and spelling.zone else None
    if zone is None:
        return day_mark(time)
    return day_mark(None, (time.instant.astimezone(zone.info).date() - frame.base).days)


def timeless_words(line: str) -> str:
    """Say what becomes of a line without a time, and how it would get one."""
    first = line.split(maxsplit=1)[0]
    if not first.strip("0123456789:.") and len(first) < 7:
        spelling = spell(first)
        clock = spelling.clock if spelling else None
        how = f"write {clock.hour:02}:{clock.minute:02}" if clock else HOW_TO
        return f"→ “{first}” is no time yet ({how}): kept as words, without a time"
    return f"→ no time: a row without one, at the end ({HOW_TO} before it)"


def typed_by(zone: tzinfo, text: str, frame: Frame, above: ResolvedTime | None) -> str:
    """Return a stored time as it is typed by other clocks; what is no time of day stays.

    Args:
        zone: The clocks.
        text: As it is stored.
        frame: The document's date and zone.
        above: The nearest readable time above its row.
    """
    time, spelling = read_stored(text, frame, above), spell(text)
    if time is None or spelling is None or spelling.clock is None:
        return text
    return write_time(time, Spelling(spelling.clock), replace(frame, zone=zone), above)


def _offset(instant: datetime, zone: tzinfo) -> object:
    return instant.astimezone(zone).utcoffset()
