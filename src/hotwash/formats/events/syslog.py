"""Syslog and journalctl: a time, a host, a tag, a message; old and new, with and without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    one_line,
    severity_of,
)
from hotwash.formats.events.stamps import Stamps

_OLD = r"[A-Z][a-z]{2} [ 0-9][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]{1,9})?"
_NEW = (
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:[.,][0-9]{1,9})?"
    r"\s?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
)
_LINE = re.compile(
    rf"(?:<(?P<priority>[0-9]{{1,3}})>(?P<version>1 )?)?(?P<time>{_OLD}|{_NEW})\s+"
    r"(?P<rest>\S.*)$"
)
_TAG = re.compile(
    r"(?:(?P<host>[\w.:-]{1,255})\s+)?(?P<tag>[\w.()/@-]{1,64})(?:\[(?P<pid>[0-9.]+)\])?:\s+"
    r"(?P<text>.*)$"
)
_FIVE = re.compile(
    r"(?P<host>\S+) (?P<tag>\S+) (?P<pid>\S+) \S+ (?:-|(?:\[[^\]]*\])+)\s?(?P<text>.*)$"
)
_VERBOSE = re.compile(
    r"(?:[A-Z][a-z]{2} )?(?P<time>[12][0-9]{3}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \S+) \[s=.*\]$"
)
_FIELD = re.compile(r"\s{2,}(?P<key>_?[A-Z][A-Z0-9_]*)=(?P<value>.*)$")


class Syslog:
    """Reads syslog files and journalctl's short and ISO output."""

    name = "syslog"
    title = "syslog or journalctl"

    def sniff(self, sample: Sample) -> float:
        """Sure when lines have a time and then a tag."""
        tagged = 0.0
        for line in sample.head:
            match = _LINE.match(line)
            if match and (match["version"] or _TAG.match(match["rest"])):
                tagged += 1.0 if line[:1].isalpha() or match["priority"] else 0.9
            elif line.startswith(("-- ", "# ")) or _VERBOSE.match(line):
                tagged += 0.5
        return min(0.85, 0.9 * sample.share(1) * tagged) if tagged else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line; the journal's own remarks are left over."""
        stamps = Stamps(context)
        entry: Event | None = None
        for number, line in enumerate(sample.text.splitlines(), 1):
            if not line.strip():
                continue
            if entry is not None and (field := _FIELD.match(line[:8000])):
                entry = _with_field(entry, field["key"], field["value"])
                continue
            if entry is not None:
                yield entry
                entry = None
            head = _VERBOSE.match(line[:400])
            match = None if head else _LINE.match(line[:8000])
            if head:
                entry = Event(head["time"], "", stamps.instant(head["time"]), line=number)
            elif match:
                yield _event(match, number, stamps)
            else:
                remark = line[:2] in ("--", "# ")
                why = "it is the journal's remark" if remark else "it has no time"
                yield left_over(number, line, why)
        if entry is not None:
            yield entry


def _with_field(entry: Event, key: str, value: str) -> Event:
    """Return a verbose entry with one more of its fields read."""
    if key == "MESSAGE":
        return replace(entry, text=one_line(f"{entry.text}{value}"))
    if key == "PRIORITY" and value.isdigit():
        return replace(entry, severity=severity_of(int(value)))
    if key == "SYSLOG_IDENTIFIER":
        return replace(entry, text=f"{value}: {entry.text}")
    return entry


def _event(match: re.Match[str], number: int, stamps: Stamps) -> Event:
    rest = match["rest"].rstrip()
    parts = (_FIVE if match["version"] else _TAG).match(rest)
    extra, text = {}, rest
    if parts:
        extra = {key: parts[key] for key in ("host", "tag") if parts[key]}
        text = f"{parts['tag']}: {parts['text']}" if parts["tag"] else parts["text"]
    priority = match["priority"]
    severity = severity_of(int(priority) % 8) if priority else ""
    return Event(
        match["time"].strip(),
        one_line(text),
        stamps.instant(match["time"].strip()),
        severity=severity or _spoken(text),
        line=number,
        extra=extra,
    )


def _spoken(text: str) -> str:
    """The severity that a message's own words tell, where it has no other."""
    low = text[:300].lower()
    if re.search(r"\b(?:error|fail(?:ed|ure)?|fatal|panic|critical|segfault|oom)\b", low):
        return "error"
    return "warning" if re.search(r"\bwarn(?:ing)?\b", low) else ""
