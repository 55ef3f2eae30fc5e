"""Repeats as one event: `pool is empty (200 times, until 10:18)`, its lines as evidence.

Events are repeats when they say the same in the same words and follow one another closely: with
others between them within minutes, one right after the other within an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from hotwash.formats.events.extra_evidence import told_besides, values_of
from hotwash.formats.events.model import Event

LEAST = 3
"""Events from which repeats are folded."""

CLOSE = timedelta(minutes=2)
"""How far apart repeats are at most, with other events between them."""

DIRECTLY = timedelta(hours=1)
"""How far apart they are at most where none is between them."""

MOST_EVIDENCE = 100_000
"""Characters of the lines of repeats that are kept: their beginning and their end."""


@dataclass(slots=True)
class _Run:
    """Events that are repeats of the first."""

    members: list[int]
    last: datetime


def folded(events: Sequence[Event], zone: tzinfo) -> tuple[Event, ...]:
    """Return events with repeats as one, at the place and the time of the first.

    Args:
        events: The events, oldest first.
        zone: The clocks on which the time of the last one is told.
    """
    runs = [run for run in _runs(events) if len(run.members) >= LEAST]
    if not runs:
        return tuple(events)
    firsts = {run.members[0]: run for run in runs}
    others = {at for run in runs for at in run.members[1:]}
    return tuple(
        _as_one([events[member] for member in firsts[at].members], zone) if at in firsts else event
        for at, event in enumerate(events)
        if at not in others
    )


def unfolded(events: Iterable[Event]) -> list[Event]:
    """Return events with every repeat as one of its own, where it stands in time."""
    from hotwash.formats.events.collecting import in_order

    return in_order([one for event in events for one in (event.repeats or (event,))])


def _runs(events: Sequence[Event]) -> list[_Run]:
    found: list[_Run] = []
    latest: dict[tuple[str, str], _Run] = {}
    for at, event in enumerate(events):
        if event.instant is None or event.day or event.end is not None or event.repeats:
            continue
        key = event.text, event.severity
        run = latest.get(key)
        apart = DIRECTLY if run is not None and run.members[-1] == at - 1 else CLOSE
        if run is None or event.instant - run.last > apart:
            run = latest[key] = _Run([], event.instant)
            found.append(run)
        run.members.append(at)
        run.last = event.instant
    return found


def _as_one(repeats: Sequence[Event], zone: tzinfo) -> Event:
    first, last = repeats[0], repeats[-1]
    values = values_of(first)
    same = {
        name: text
        for name, text in values.items()
        if all(one.extra.get(name) == text for one in repeats)
    }
    lines = "\n".join(_lines(one) for one in repeats)
    note = {"note": first.note} if first.note else {}
    return replace(
        first,
        text=f"{first.text} ({len(repeats):,} times{_until(first, last, zone)})",
        extra={**same, **note, "evidence": _bounded(lines)},
        thing=None,
        source_line="",
        repeats=tuple(repeats),
    )


def _lines(event: Event) -> str:
    """All that an event tells, its line in the source first."""
    told = told_besides(event)
    if event.source_line and told.startswith(event.source_line):
        return told
    line = event.source_line or f"{event.time}  {event.text}"
    return f"{line}\n{told}" if told else line


def _until(first: Event, last: Event, zone: tzinfo) -> str:
    """The time of the last repeat, with its day where it is not that of the first."""
    assert first.instant is not None and last.instant is not None
    if (last.instant - first.instant) < timedelta(seconds=1):
        return ""
    begin, end = first.instant.astimezone(zone), last.instant.astimezone(zone)
    clock = f"{end:%H:%M:%S}" if f"{begin:%H:%M}" == f"{end:%H:%M}" else f"{end:%H:%M}"
    return f", until {clock if begin.date() == end.date() else f'{end:%Y-%m-%d} {clock}'}"


def _bounded(lines: str) -> str:
    if len(lines) <= MOST_EVIDENCE:
        return lines
    head = lines.rfind("\n", 0, MOST_EVIDENCE // 2)
    tail = lines.find("\n", len(lines) - MOST_EVIDENCE // 2)
    if head <= 0 or tail <= head:
        return lines[:MOST_EVIDENCE]
    gone = lines.count("\n", head, tail)
    return f"{lines[:head]}\n… {gone:,} more lines …{lines[tail:]}"
