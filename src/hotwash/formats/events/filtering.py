"""Choosing among many events: a long log becomes a few rows by words, time and severity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from hotwash.formats.events.model import SEVERITIES, Event

Wanted = Callable[[Event], bool]
"""Whether an event passes a filter."""


def wanted(
    *,
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    severity: str = "",
) -> Wanted:
    """Return a filter.

    Args:
        words: Each of these words must stand in the event's text or in what else is known of it;
            case is ignored. A word with `-` in front must not.
        since: No earlier than this, aware.
        until: No later than this, aware.
        severity: At least this: `debug`, `info`, `warning` or `error`. Events without a severity
            pass only when this is empty.
    """
    parts = words.casefold().split()
    with_these = [word for word in parts if not word.startswith("-")]
    without = [word[1:] for word in parts if word[:1] == "-" and word[1:]]
    least = SEVERITIES.index(severity) if severity in SEVERITIES else -1

    def passes(event: Event) -> bool:
        if least >= 0:
            level = SEVERITIES.index(event.severity) if event.severity in SEVERITIES else -1
            if level < least:
                return False
        if not _within(event.instant, since, until):
            return False
        if not parts:
            return True
        text = " ".join((event.text, *event.extra.values())).casefold()
        return all(word in text for word in with_these) and not any(w in text for w in without)

    return passes


def _within(instant: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if instant is None:
        return since is None and until is None
    return (since is None or instant >= since) and (until is None or instant <= until)


def choose(
    events: Sequence[Event],
    *,
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    severity: str = "",
) -> tuple[Event, ...]:
    """Return the events that pass a filter; see `wanted`."""
    passes = wanted(words=words, since=since, until=until, severity=severity)
    return tuple(event for event in events if passes(event))
