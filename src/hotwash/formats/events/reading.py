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
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from hotwash.errors import UnreadableFile, UsageError
from hotwash.formats.events.collecting import EventList, collect
from hotwash.formats.events.decoding import decoded
from hotwash.formats.events.defaults import day_order, zone_said
from hotwash.formats.events.filtering import Wanted, choose, wanted
from hotwash.formats.events.model import (
    NO_JSON,
    EventSource,
    ReadContext,
    Sample,
)

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

_DOCUMENT = 200_000
"""Characters of a document in which a timeline is looked for."""

LEAST_SURE = 0.1
"""A source less sure than this does not read a text."""


@cache
def sources() -> tuple[EventSource, ...]:
    """Every source, in the order in which they are asked."""
    from hotwash.formats.events.alertmanager import Alertmanager
    from hotwash.formats.events.any_json import AnyJson
    from hotwash.formats.events.chat import SlackWindow
    from hotwash.formats.events.delimited import Delimited
    from hotwash.formats.events.elapsed import Elapsed
    from hotwash.formats.events.github import GitHub
    from hotwash.formats.events.gitlog import GitLog
    from hotwash.formats.events.journal import Journal
    from hotwash.formats.events.kubectl import KubectlEvents
    from hotwash.formats.events.log_sources import ApplicationLog, Syslog
    from hotwash.formats.events.mail import Mail
    from hotwash.formats.events.markdown import MarkdownTimeline
    from hotwash.formats.events.pagerduty import PagerDuty
    from hotwash.formats.events.plain_lines import PlainLines
    from hotwash.formats.events.records import Records
    from hotwash.formats.events.slack_export import SlackExport
    from hotwash.formats.events.slowlog import SlowLog
    from hotwash.formats.events.statuspage import Statuspage
    from hotwash.formats.events.timestamped_lines import StampedLines

    return (
        PagerDuty(),
        Alertmanager(),
        Statuspage(),
        GitHub(),
        SlackExport(),
        Journal(),
        KubectlEvents(),
        GitLog(),
        SlowLog(),
        Mail(),
        SlackWindow(),
        MarkdownTimeline(),
        Delimited(),
        Records(),
        Elapsed(),
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
    return source if best >= LEAST_SURE else _notes_within(sample)


def _notes_within(sample: Sample) -> EventSource | None:
    """Return the source for a document that has its timeline somewhere below; None for no such."""
    from hotwash.formats.events.plain_lines import is_timed

    if sample.json is not NO_JSON:
        return None
    timed = 0
    for line in sample.text[:_DOCUMENT].splitlines():
        timed += is_timed(line[:400])
        if timed > 1:
            return source_named("markdown")
    return None


def read_path(
    path: str,
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    now: datetime | None = None,
    date: str = "",
    zone: str = "UTC",
    zone_asked: bool = False,
    passes: Wanted | None = None,
) -> EventList:
    """Read the events of a file or of a Slack export's folder.

    Args:
        path: The file or folder.
        format: The name of a source; found by looking at the text when not given.
        now: The present, aware.
        date: The incident's date as ISO.
        zone: The zone of times without one.
        zone_asked: Whether that zone goes before the one that the source says of all its times.
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
        return collect(
            lambda about: read_folder(path, about),
            source_named("slack-export"),
            [],
            context,
            passes,
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
        zone_asked=zone_asked,
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
    zone_asked: bool = False,
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
        zone_asked: Whether that zone goes before the one that the source says of all its times.
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
    context = day_order(text, context)
    if not zone_asked and (said := zone_said(text)):
        context = replace(context, zone=said, zone_said=True)
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
    return collect(lambda about: source.read(sample, about), source, notes, context, passes, sample)


def _broken(sample: Sample) -> tuple[int, str] | None:
    """Return the line where a JSON text breaks, unless it is a log of JSON lines."""
    from hotwash.formats.events.json_text import where_broken

    start = sample.text.lstrip()
    if start[:1] not in ("{", "[") or sample.json_lines or sample.documents is not None:
        return None
    if start[0] == "[" and start[1:].lstrip()[:1] not in ("{", "[", "]"):
        return None
    if start[:2] == "[[" and start[2:3].isalpha():
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
    first = sample.head[0].strip()[:60] if sample.head else ""
    return UnreadableFile(
        f"no event source knows this text (it begins with {first!r})",
        where=where,
        remedy="begin lines with a time, or name the source with --format",
    )
