"""Reading timeline events from anything: find the source, read it, bound it, put it in order.

| Input | Comes to |
| --- | --- |
| a known source | its events, oldest first, and what was left over |
| a log of 200 MB | its first part, and a note that says how much was read |
| JSON that ends too early | the entries that are whole, and the line where it broke |
| a binary or an unknown file | one clear error |
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from operator import ge

from hotwash.errors import UnreadableFile, UsageError
from hotwash.formats.events.choosing import Wanted, choose, wanted
from hotwash.formats.events.decoding import decoded
from hotwash.formats.events.model import (
    NO_JSON,
    Event,
    EventSource,
    Item,
    LeftOver,
    ReadContext,
    Sample,
)
from hotwash.postmortem.times import is_unknown

__all__ = [
    "EventList",
    "choose",
    "find_source",
    "read_events",
    "read_path",
    "source_named",
    "sources",
    "wanted",
]

MOST_BYTES = 16_000_000
"""Bytes of a file that are read at most."""

MOST_EVENTS = 10_000
"""Events that are read at most."""

MOST_SEEN = 150_000
"""Events that are looked at at most, when only some are wanted."""

LEAST_SURE = 0.1
"""A source less sure than this does not read a text."""


@dataclass(frozen=True, slots=True)
class EventList:
    """What was read from a source."""

    events: tuple[Event, ...]
    """Oldest first; those without a readable time stay behind the one they stood behind."""
    left_over: tuple[LeftOver, ...]
    source: EventSource
    notes: tuple[str, ...] = field(default=())
    """What the person should know, in words: cut short, broken, newest first."""


@cache
def sources() -> tuple[EventSource, ...]:
    """Every source, in the order in which they are asked."""
    from hotwash.formats.events.alertmanager import Alertmanager
    from hotwash.formats.events.anyjson import AnyJson
    from hotwash.formats.events.applog import ApplicationLog
    from hotwash.formats.events.chat import SlackWindow
    from hotwash.formats.events.delimited import Delimited
    from hotwash.formats.events.github import GitHub
    from hotwash.formats.events.gitlog import GitLog
    from hotwash.formats.events.journal import Journal
    from hotwash.formats.events.kubectl import KubectlEvents
    from hotwash.formats.events.markdown import MarkdownTimeline
    from hotwash.formats.events.pagerduty import PagerDuty
    from hotwash.formats.events.plain import PlainLines
    from hotwash.formats.events.slack_export import SlackExport
    from hotwash.formats.events.stamped import StampedLines
    from hotwash.formats.events.statuspage import Statuspage
    from hotwash.formats.events.syslog import Syslog

    return (
        PagerDuty(),
        Alertmanager(),
        Statuspage(),
        GitHub(),
        SlackExport(),
        Journal(),
        KubectlEvents(),
        GitLog(),
        SlackWindow(),
        MarkdownTimeline(),
        Delimited(),
        Syslog(),
        ApplicationLog(),
        AnyJson(),
        PlainLines(),
        StampedLines(),
    )


def source_named(name: str) -> EventSource:
    """Return the source that `--format` names.

    Raises:
        UsageError: No source has that name.
    """
    for source in sources():
        if source.name == name.lower():
            return source
    known = ", ".join(source.name for source in sources())
    raise UsageError(f"no event source is called {name}", remedy=f"known are {known}")


def find_source(sample: Sample) -> EventSource | None:
    """Return the source that is surest of a text; None when none is sure enough."""
    scores = [(source.sniff(sample), source) for source in sources()]
    best, source = max(scores, key=lambda entry: entry[0])
    return source if best >= LEAST_SURE else None


def read_path(
    path: str,
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    now: datetime | None = None,
    date: str = "",
    zone: str = "UTC",
    passes: Wanted | None = None,
) -> EventList:
    """Read the events of a file or of a Slack export's folder.

    Args:
        path: The file or folder.
        format: The name of a source; found by looking at the text when not given.
        now: The present, aware.
        date: The incident's date as ISO.
        zone: The zone of times without one.
        passes: A filter (`wanted`); only what passes it counts toward the limit.

    Raises:
        UnreadableFile: It cannot be read, is not text, or no source knows it.
        UsageError: No source has that name.
    """
    context = ReadContext(now or datetime.now(UTC), date, zone)
    if os.path.isdir(path):
        from hotwash.formats.events.slack_export import is_export, read_folder

        if not is_export(path):
            raise UnreadableFile(
                "this folder is no Slack export", where=path, remedy="give a file of events"
            )
        return _collect(
            read_folder(path, context), source_named("slack-export"), [], context, passes
        )
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise UnreadableFile(
            f"cannot be read ({error.strerror or error})", where=path, remedy="check the path"
        ) from error
    return read_events(
        data,
        format=format,
        now=now,
        date=date,
        zone=zone,
        name=path,
        size=max(size, len(data)),
        passes=passes,
    )


def read_events(
    data: bytes | str,
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    now: datetime | None = None,
    date: str = "",
    zone: str = "UTC",
    name: str = "",
    size: int | None = None,
    passes: Wanted | None = None,
) -> EventList:
    """Read the events of a text.

    Args:
        data: The text, or its bytes; of a very long one only the first part is read.
        format: The name of a source; found by looking at the text when not given.
        now: The present, aware.
        date: The incident's date as ISO.
        zone: The zone of times without one.
        name: The name of its file, for messages.
        size: Its whole size in bytes, when `data` is only the first part.
        passes: A filter (`wanted`); only what passes it counts toward the limit.

    Raises:
        UnreadableFile: It is not text, is empty, or no source knows it.
        UsageError: No source has that name.
    """
    context = ReadContext(now or datetime.now(UTC), date, zone)
    where = name or "standard input"
    text, notes = decoded(data, where, size, MOST_BYTES)
    if not text.strip():
        raise UnreadableFile("there is nothing in it", where=where, remedy="give a file of events")
    sample = Sample(text, name)
    source = source_named(format) if format else find_source(sample)
    if source is None:
        raise _unknown(sample, where)
    broken = _broken(sample)
    if broken is not None:
        line, what = broken
        if sample.json is NO_JSON:
            raise UnreadableFile(
                f"this JSON cannot be read: {what}",
                where=f"{where}:{line}",
                remedy="fetch it again",
            )
        notes.append(f"line {line}: {what}; what is whole before it was read")
    return _collect(source.read(sample, context), source, notes, context, passes)


def _broken(sample: Sample) -> tuple[int, str] | None:
    """Return the line where a JSON text breaks, unless it is a log of JSON lines."""
    from hotwash.formats.events.jsontext import where_broken

    start = sample.text.lstrip()
    if start[:1] not in ("{", "[") or sample.json_lines or sample.documents is not None:
        return None
    if start[0] == "[" and start[1:].lstrip()[:1] not in ("{", "[", "]"):
        return None
    return where_broken(sample.text)


def _unknown(sample: Sample, where: str) -> UnreadableFile:
    broken = _broken(sample)
    if broken is not None:
        return UnreadableFile(
            f"this JSON cannot be read: {broken[1]}",
            where=f"{where}:{broken[0]}",
            remedy="fetch it again",
        )
    if isinstance(sample.json, dict) or (
        isinstance(sample.json, list) and any(isinstance(one, dict) for one in sample.json)
    ):
        return UnreadableFile(
            "no list of things with a time is found in this JSON",
            where=where,
            remedy='write a list of objects like {"time": "2026-11-20 10:15", "event": "…"}',
        )
    first = sample.head[0][:60] if sample.head else ""
    return UnreadableFile(
        f"no event source knows this text (it begins with {first!r})",
        where=where,
        remedy="begin lines with a time, or name the source with --format",
    )


def _collect(
    items: Iterator[Item],
    source: EventSource,
    notes: list[str],
    context: ReadContext,
    passes: Wanted | None,
) -> EventList:
    events: list[Event] = []
    left: list[LeftOver] = []
    seen = line = 0
    for item in items:
        if max(len(events), len(left)) >= MOST_EVENTS or seen >= MOST_SEEN:
            at = f" (up to line {line})" if line else ""
            notes.append(f"only the first {seen:,} events were read{at}")
            break
        line = item.line
        if isinstance(item, LeftOver):
            left.append(item)
            continue
        seen += 1
        if passes is None or passes(item):
            events.append(item)
    if passes is not None:
        notes.append(f"{len(events):,} of {seen:,} events pass the filter")
    ordered = in_order(events)
    if _newest_first(events):
        notes.append("the source has the newest first; shown are the oldest first")
    unread = sum(event.instant is None and not is_unknown(event.time) for event in events)
    if unread:
        notes.append(f"{unread} times could not be read and are kept as they are")
    notes += _assumed(ordered, source, context)
    return EventList(tuple(ordered), tuple(left), source, tuple(notes))


def _assumed(events: Sequence[Event], source: EventSource, context: ReadContext) -> list[str]:
    """Say what was taken for granted where the times of a source do not say it."""
    timed = [event for event in events if event.instant is not None]
    if not timed or timed[0].instant is None:
        return []
    time, first = timed[0].time, timed[0].instant
    if source.name == "kubectl" and re.match(r"[0-9]+[a-z]", time):
        return [f"its ages count back from {context.now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"]
    found = []
    if re.fullmatch(
        r"\D{0,3}[0-9]{1,2}[:.]?[0-9]{2}(?::[0-9]{2})?\s*([ap]\.?m\.?)?\W*", time, re.I
    ):
        found.append(f"its times say no day: the first is taken for {first:%Y-%m-%d}")
    elif re.search(r"[A-Za-z]{3} +[0-9]{1,2} +[0-9:.]+$", time):
        found.append(f"its times say no year: the first is taken for {first.year}")
    zoned = r"Z$|[A-Z]{2,5}$|[+-][0-9]{2}:?[0-9]{2}$|^[0-9.]{10,}$|[A-Z]/[A-Z]"
    if not re.search(zoned, time) or re.search(r"[0-9]\s?[AP]M$", time):
        found.append(f"its times say no zone: taken for {context.zone or 'UTC'}")
    return found


def in_order(events: Sequence[Event]) -> list[Event]:
    """Return events oldest first; those without an instant follow the one they followed."""
    sign = -1 if _newest_first(events) else 1
    keyed: list[tuple[datetime, bool, int, Event]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for index, event in enumerate(events):
        last = event.instant or last
        keyed.append((last, event.instant is None, sign * index, event))
    keyed.sort(key=lambda entry: entry[:3])
    return [entry[-1] for entry in keyed]


def _newest_first(events: Sequence[Event]) -> bool:
    times = [event.instant for event in events if event.instant is not None]
    return len(times) > 1 and times[0] > times[-1] and all(map(ge, times, times[1:]))
