"""What is taken for granted where the times of a source do not say it: their day, year and zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hotwash.formats.events.model import Event, EventSource, ReadContext

_NO_DAY = re.compile(
    r"\D{0,3}[0-9]{1,2}[:.]?[0-9]{2}(?::[0-9]{2})?\s*([ap]\.?m\.?|h|uhr)?\W*", re.IGNORECASE
)
_NO_YEAR = re.compile(r"[A-Za-z]{3} +[0-9]{1,2} +[0-9:.]+$")
_ZONED = re.compile(r"Z$|[A-Z]{2,5}$|[+-][0-9]{2}:?[0-9]{2}$|^[0-9.]{10,}$|[A-Z]/[A-Z]")
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
    if context.date or first.instant is None or not _NO_DAY.fullmatch(first.time):
        return ""
    ahead = latest - context.now - _LEEWAY
    if ahead <= timedelta(0):
        return ""
    from hotwash.postmortem.zones import document_zone

    today = context.now.astimezone(document_zone(context.zone)).date()
    day: date = today - timedelta(days=-(-ahead // timedelta(days=1)))
    return day.isoformat()


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
    found = []
    if _NO_DAY.fullmatch(time):
        found.append(f"its times say no day: the first is taken for {first:%Y-%m-%d}")
    elif _NO_YEAR.search(time):
        found.append(f"its times say no year: the first is taken for {first.year}")
    if not _ZONED.search(time) or _HALF.search(time):
        found.append(f"its times say no zone: taken for {context.zone or 'UTC'}")
    return found
