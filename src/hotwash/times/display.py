"""Times as the table shows them: on the clocks that were asked for, other days marked."""

from __future__ import annotations

from datetime import datetime, tzinfo

from hotwash.times.sequence import iso_ordinal
from hotwash.times.values import Frame, ResolvedTime
from hotwash.times.zones import meant_zone


def day_mark(time: ResolvedTime | None, day: int | None = None) -> str:
    """Return `+1d` for a time on the day after the incident's date; empty on the day itself."""
    days = day if day is not None else (0 if time is None else time.day)
    return f"{days:+d}d" if days else ""


def display_time(
    text: str, time: ResolvedTime | None, frame: Frame, shown: tzinfo | None = None
) -> str:
    """Return a row's time as the table shows it; nothing that is stored changes.

    Args:
        text: As it is stored.
        time: What it resolves to; an unreadable text is shown as it is.
        frame: The document's date and zone.
        shown: The zone to show it in (`UTC`, `frame.zone`, `local_zone()`); None shows it in the
            row's own zone, named where that is not the document's.
    """
    if time is None:
        return text
    tail = ""
    if shown is None:
        from hotwash.times.grammar import spell

        spelling = spell(text)
        written = spelling.zone if spelling else ""
        zone = meant_zone(written, frame.zone, frame.base) if written else None
        shown = frame.zone if zone is None else zone.info
        if zone is not None:
            tail = f" {zone.name}"
    if len(text) == 10 and iso_ordinal(text):
        return text
    start = time.instant.astimezone(shown)
    days = (start.date() - frame.base).days
    wall = _clock_text(start)
    if time.end is not None:
        wall += f"-{_clock_text(time.end.astimezone(shown))}"
    mark = f" {day_mark(None, days)}" if days else ""
    if abs(days) > 99:
        wall, mark = f"{start:%Y-%m-%d} {wall}", ""
    return f"{'~' if time.approximate else ''}{wall}{tail}{mark}"


def _clock_text(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
