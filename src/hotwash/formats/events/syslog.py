"""Syslog and journalctl: a time, a host, a tag, a message; old and new, with and without a year."""

from __future__ import annotations

import re
from dataclasses import replace

from hotwash.formats.events.model import (
    Event,
    row_text,
    severity_of,
)
from hotwash.formats.events.timestamps import Stamps
from hotwash.times.names import WORD, month_of

_OLD = rf"{WORD}\.? [ 0-9]?[0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]{{1,9}})?"
_NEW = (
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:[.,][0-9]{1,9})?"
    r"(?:\s?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})"
    r"|\s[A-Z]{3,5}(?=\s[\w.-]+\s[\w.()/@-]+(?:\[[0-9]+\])?:))?"
)
_LINE = re.compile(
    r"(?:<(?P<priority>[0-9]{1,3})>(?P<version>1 )?)?"
    rf"(?:[A-Z][a-z]{{2}} (?=[12]))?(?P<time>{_OLD}|{_NEW})\s+(?P<rest>\S.*)$"
)
_TAG = re.compile(
    r"(?:(?P<host>[\w.:-]{1,255})\s+)?(?P<tag>[\w.()/@-]{1,64})(?:\[(?P<pid>[0-9.]+)\])?:\s+"
    r"(?P<text>.*)$"
)
_FIVE = re.compile(
    r"(?P<host>\S+) (?P<tag>\S+) (?P<pid>\S+) \S+ (?:-|(?:\[[^\]]*\])+)\s?(?P<text>.*)$"
)
VERBOSE = re.compile(
    r"(?:[A-Z][a-z]{2} )?(?P<time>[12][0-9]{3}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \S+) \[s=.*\]$"
)
_FIELD = re.compile(r"\s{2,}(?P<key>_?[A-Z][A-Z0-9_]*)=(?P<value>.*)$")

_BAD = re.compile(r"\b(?:error|fail(?:ed|ure)?|fatal|panic|critical|segfault|oom)\b")
_WARNING = re.compile(r"\bwarn(?:ing)?\b")


def system_line(line: str, number: int, stamps: Stamps) -> Event | None:
    """Read a line of a system's log; None for a line of another style."""
    head = VERBOSE.match(line[:400])
    if head:
        return Event(head["time"], "", stamps.instant(head["time"]), line=number)
    match = _matched(line)
    return None if match is None else _event(match, number, stamps)


def _matched(line: str) -> re.Match[str] | None:
    """Match a line that begins with a time; a word at its beginning is a month."""
    match = _LINE.match(line)
    if match is None or match["time"][0].isdigit():
        return match
    return match if month_of(match["time"].partition(" ")[0]) else None


def with_field(entry: Event, line: str) -> Event | None:
    """Return the entry of a verbose journal with one more of its lines; None for another line."""
    match = _FIELD.match(line)
    return None if match is None else _with_field(entry, match["key"], match["value"])


def sureness(line: str) -> float:
    """How much a line looks like one of a system's log."""
    match = _matched(line)
    if match is None:
        return 0.0
    if match["priority"]:
        return 1.0
    tag = _TAG.match(match["rest"])
    if tag is None:
        return 0.0
    return 1.0 if line[:1].isalpha() or (tag["host"] and tag["pid"]) else 0.9


def _with_field(entry: Event, key: str, value: str) -> Event:
    """Return a verbose entry with one more of its fields read."""
    if key == "MESSAGE":
        return replace(entry, text=row_text(f"{entry.text}{value}"))
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
        extra = {
            key: parts[key] for key in ("host", "tag", "pid") if parts[key] not in (None, "", "-")
        }
        text = f"{parts['tag']}: {parts['text']}" if parts["tag"] else parts["text"]
    priority = match["priority"]
    severity = severity_of(int(priority) % 8) if priority else ""
    return Event(
        match["time"].strip(),
        row_text(text),
        stamps.instant(match["time"].strip()),
        severity=severity or _spoken(text),
        line=number,
        extra=extra,
        source_line=match[0].strip() if extra else "",
    )


def _spoken(text: str) -> str:
    """The severity that a message's own words tell, where it has no other."""
    low = text[:300].lower()
    if _BAD.search(low):
        return "error"
    return "warning" if "warn" in low and _WARNING.search(low) else ""
