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
from itertools import islice
from operator import ge

from hotwash.errors import UnreadableFile, UsageError
from hotwash.formats.events.model import (
    NO_JSON,
    SEVERITIES,
    Event,
    EventSource,
    Item,
    LeftOver,
    ReadContext,
    Sample,
)
from hotwash.postmortem.times import is_unknown

MOST_BYTES = 16_000_000
"""Bytes of a file that are read at most."""

MOST_EVENTS = 10_000
"""Events that are read at most."""

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
        PlainLines(),
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
) -> EventList:
    """Read the events of a file or of a Slack export's folder.

    Args:
        path: The file or folder.
        format: The name of a source; found by looking at the text when not given.
        now: The present, aware.
        date: The incident's date as ISO.
        zone: The zone of times without one.

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
        return _collect(read_folder(path, context), source_named("slack-export"), [], context)
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise UnreadableFile(
            f"cannot be read ({error.strerror or error})", where=path, remedy="check the path"
        ) from error
    return read_events(
        data, format=format, now=now, date=date, zone=zone, name=path, size=max(size, len(data))
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

    Raises:
        UnreadableFile: It is not text, is empty, or no source knows it.
        UsageError: No source has that name.
    """
    context = ReadContext(now or datetime.now(UTC), date, zone)
    where = name or "standard input"
    text, notes = _decoded(data, where, size)
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
    return _collect(source.read(sample, context), source, notes, context)


def _broken(sample: Sample) -> tuple[int, str] | None:
    """Return the line where a JSON text breaks, unless it is a log of JSON lines."""
    from hotwash.formats.events.jsontext import where_broken

    start = sample.text.lstrip()
    if start[:1] not in ("{", "[") or sample.json_lines:
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
    first = sample.head[0][:60] if sample.head else ""
    return UnreadableFile(
        f"no event source knows this text (it begins with {first!r})",
        where=where,
        remedy="begin lines with a time, or name the source with --format",
    )


_PACKED = {b"\x1f\x8b": "zcat", b"BZh": "bzcat", b"\xfd7zXZ": "xzcat", b"PK\x03\x04": "unzip -p"}


def _decoded(data: bytes | str, where: str, size: int | None) -> tuple[str, list[str]]:
    """Return the text of a source, cut to what can be read, and notes about it."""
    notes: list[str] = []
    if isinstance(data, str):
        whole, data = len(data), data[:MOST_BYTES]
    else:
        whole, data = size or len(data), data[:MOST_BYTES]
        for magic, command in _PACKED.items():
            if data.startswith(magic):
                raise UnreadableFile(
                    "this file is packed", where=where, remedy=f"unpack it first ({command})"
                )
        data = _as_text(data, where, notes)
    if "\x00" in data[:100_000]:
        raise UnreadableFile("this is not text", where=where, remedy="give a log or an export")
    if whole > MOST_BYTES:
        data = data[: data.rfind("\n") + 1] or data
        notes.append(
            f"only the first {MOST_BYTES // 1_000_000} MB of {whole // 1_000_000} MB were read; "
            "cut the log to the hours of the incident to read the rest"
        )
    return data.lstrip("\ufeff"), notes


def _as_text(data: bytes, where: str, notes: list[str]) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    head = data[:8192]
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    if b"\x00" in head or odd * 20 > len(head):
        raise UnreadableFile("this is not text", where=where, remedy="give a log or an export")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            line = data.count(b"\n", 0, error.start) + 1
            notes.append(f"line {line}: not UTF-8; what could not be read shows as \ufffd")
        return data.decode("utf-8-sig", errors="replace")


def _collect(
    items: Iterator[Item], source: EventSource, notes: list[str], context: ReadContext
) -> EventList:
    events: list[Event] = []
    left: list[LeftOver] = []
    for item in items:
        if isinstance(item, Event):
            events.append(item)
            if len(events) >= MOST_EVENTS:
                break
        else:
            left.append(item)
            if len(left) >= MOST_EVENTS:
                break
    if next(islice(items, 1), None) is not None:
        line = max([event.line for event in events[-1:]] + [piece.line for piece in left[-1:]])
        at = f" (up to line {line})" if line else ""
        notes.append(f"only the first {len(events):,} events were read{at}")
    ordered = in_order(events)
    if len(events) > 1 and ordered != events and ordered[0] is events[-1]:
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
    times = [event.instant for event in events if event.instant is not None]
    newest_first = len(times) > 1 and times[0] > times[-1] and all(map(ge, times, times[1:]))
    sign = -1 if newest_first else 1
    keyed: list[tuple[datetime, bool, int, Event]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for index, event in enumerate(events):
        last = event.instant or last
        keyed.append((last, event.instant is None, sign * index, event))
    keyed.sort(key=lambda entry: entry[:3])
    return [entry[-1] for entry in keyed]


def choose(
    events: Sequence[Event],
    *,
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    severity: str = "",
) -> tuple[Event, ...]:
    """Return the events that pass a filter.

    Args:
        events: The events.
        words: Each of these words must stand in the event's text, host or name; case is ignored.
            A word with `-` in front must not.
        since: No earlier than this, aware.
        until: No later than this, aware.
        severity: At least this: `debug`, `info`, `warning` or `error`. Events without a severity
            pass only when this is empty.
    """
    wanted = [word for word in words.casefold().split() if not word.startswith("-")]
    unwanted = [word[1:] for word in words.casefold().split() if word[:1] == "-" and word[1:]]
    least = SEVERITIES.index(severity) if severity in SEVERITIES else -1

    def passes(event: Event) -> bool:
        if least >= 0 and (
            event.severity not in SEVERITIES or SEVERITIES.index(event.severity) < least
        ):
            return False
        if event.instant is not None:
            if since is not None and event.instant < since:
                return False
            if until is not None and event.instant > until:
                return False
        elif since is not None or until is not None:
            return False
        if not wanted and not unwanted:
            return True
        text = " ".join((event.text, *event.extra.values())).casefold()
        return all(word in text for word in wanted) and not any(word in text for word in unwanted)

    return tuple(event for event in events if passes(event))
