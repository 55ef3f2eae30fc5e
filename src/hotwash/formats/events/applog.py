"""Logs of web servers and applications: ISO and common time stamps, logfmt, JSON lines.

Lines without a time (a stack trace, say) belong to the line above and go along as its evidence.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hotwash.formats.events.json_events import Thing, event_of
from hotwash.formats.events.levels import level_in
from hotwash.formats.events.model import (
    Event,
    row_text,
    severity_of,
)
from hotwash.formats.events.packed_timestamps import PACKED, unpacked
from hotwash.formats.events.timestamps import Stamps, timed
from hotwash.patterns import lazy_pattern
from hotwash.times.entries import split_entry
from hotwash.times.names import WORD, month_pattern
from hotwash.times.zone_names import ABBREVIATIONS

_ZONE = (
    rf"(?:\s?(?:Z|UTC|GMT)(?!\w)|\s(?:{'|'.join(sorted(ABBREVIATIONS))})(?![\w/-])"
    r"|\s?[+-][0-9]{2}:?[0-9]{2}(?![0-9]|:[0-9]))"
)
ISO = (
    r"[12][0-9]{3}[-/][0-9]{2}[-/][0-9]{2}[T _][0-2][0-9]:[0-5][0-9]"
    r"(?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
    rf"{_ZONE}?"
)
_SHORT = r"[0-9]{2}[/-][0-9]{2}[/-][0-9]{2} [0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:[.,][0-9]{1,9})?"
_DAYS = rf"{WORD}\.?,?"
CTIME = (
    rf"{_DAYS} {WORD}\.? [ 0-9]?[0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]+)?"
    r"(?: [A-Z]{3,4})? [12][0-9]{3}(?: [+-][0-9]{4}(?![0-9]))?"
)
COMMON = (
    r"[0-9]{2}/[A-Z][a-z]{2}/[12][0-9]{3}:[0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]+)?"
    r"(?: [+-][0-9]{4})?"
)
_LINE = re.compile(
    rf"\s{{0,8}}(?:[A-Z], )?[\[(]?(?P<time>{ISO}|{CTIME}|{_SHORT}|{PACKED})(?: #[0-9]+)?[\])]?"
    r"[ \t:,|-]*(?P<text>.*)$"
)
_ACCESS = re.compile(
    rf"(?:\S+ )?(?P<host>\S+) \S+ \S+ \[(?P<time>{COMMON})\] "
    r'(?P<text>"(?:[^"\\]|\\.)*" (?P<status>[0-9]{3}).*)$'
)
_KLOG = re.compile(
    r"(?P<level>[IWEF])(?P<year>20[0-9]{2})?(?P<month>[01][0-9])(?P<day>[0-3][0-9]) "
    r"(?P<clock>[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]+)\s+[0-9]+ (?P<text>.*)$"
)
_MONTH = rf"(?i:{month_pattern()})\.?"
_DATED = lazy_pattern(
    rf"\[?(?:[0-3]?[0-9][- ]{_MONTH}[- ]20[0-9]{{2}}|{_MONTH} [0-3]?[0-9], 20[0-9]{{2}}"
    r"|[0-3]?[0-9]([./-])[0-3]?[0-9]\1 ?20[0-9]{2}),? [0-9]{1,2}:[0-5][0-9]:[0-5][0-9]"
)
"""The beginnings that Tomcat, PHP, Java's own logger and Windows give their lines."""
_PAIR = re.compile(r'(?P<key>[A-Za-z_][\w.@-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>\S*))')
_EPOCH = re.compile(
    r"(?:type=\S+ msg=audit\(|\[(?:pid\s+[0-9]+\] )?|[A-Z-]{1,12} |[0-9]{1,7} +)?"
    r"(?P<time>1[0-9]{9}(?:\.[0-9]+|[0-9]{3})?)"
    r"(?::[0-9]+\):)?\]?[ \t]+(?P<text>\S.*)$"
)
_AGAIN = re.compile(r"\[(?P<time>[^\[\]]{15,32})\]\s+(?P<text>\S.*)$")
_TAI = re.compile(r"@(?P<time>4[0-9a-f]{15}(?:[0-9a-f]{8})?)[ \t]+(?P<text>\S.*)$")
"""The label of seconds, and of nanoseconds in them, that daemontools put before a line."""
_TAI_ZERO = 2**62 + 10
"""The label of the first second of 1970."""
_TIMES = ("time", "timestamp", "@timestamp", "ts", "t", "datetime", "date", "asctime", "eventTime")
"""The names under which loggers write the time of a line."""


def application_line(line: str, number: int, stamps: Stamps) -> Event | None:
    """Read a line of an application's or a web server's log; None for a line of another style."""
    if line[:1] == "{":
        return _from_json(line, number, stamps)
    match = _LINE.match(line)
    if match:
        return _from_text(match["time"], match["text"], number, stamps)
    match = _ACCESS.match(line)
    if match:
        return _from_access(match, number, stamps)
    match = _KLOG.match(line)
    if match:
        year = f"{match['year']}-" if match["year"] else ""
        time = f"{year}{match['month']}-{match['day']} {match['clock']}"
        found = _from_text(time, match["text"], number, stamps)
        return found and replace(found, severity=severity_of(match["level"]))
    match = _EPOCH.match(line)
    if match:
        return _from_epoch(match["time"], match["text"], number, stamps)
    if tai := _TAI.match(line):
        return _from_label(tai, number, stamps)
    if _DATED.match(line):
        return _from_words(line, number, stamps)
    return _from_pairs(line, number, stamps) if "=" in line[:60] else None


def _from_epoch(time: str, text: str, number: int, stamps: Stamps) -> Event | None:
    """Read a line with seconds since 1970, and maybe the same time in brackets behind them."""
    instant = stamps.epoch(time)
    if instant is None:
        return None
    again = _AGAIN.match(text)
    if again and stamps.instant(again["time"].replace("/", " ")) == instant.replace(microsecond=0):
        text = again["text"]
    stamps.epoch(time)
    return Event(time, row_text(text), instant, severity=level_in(text), line=number)


def _from_label(match: re.Match[str], number: int, stamps: Stamps) -> Event | None:
    label, text = match["time"], match["text"]
    fraction = int(label[16:] or "0", 16) / 1e9
    instant = stamps.epoch(int(label[:16], 16) - _TAI_ZERO + fraction)
    if instant is None:
        return None
    return Event(f"@{label}", row_text(text), instant, severity=level_in(text), line=number)


def _from_words(line: str, number: int, stamps: Stamps) -> Event | None:
    """Read a line that begins with a whole date in one of people's spellings, to the second."""
    time, text = split_entry(line)
    reading = stamps.reading(time) if time else None
    if reading is None or reading.time is None:
        return None
    return replace(timed(time, text, reading, number), severity=level_in(text))


def _from_text(time: str, text: str, number: int, stamps: Stamps) -> Event | None:
    plain = time.replace("/", "-", 2) if time[4:5] == "/" else unpacked(time)
    instant = stamps.instant(plain)
    if instant is None:
        return None
    return Event(time, row_text(text), instant, severity=level_in(text), line=number)


def _from_access(match: re.Match[str], number: int, stamps: Stamps) -> Event | None:
    day, _colon, clock = match["time"].partition(":")
    instant = stamps.instant(f"{day.replace('/', ' ')} {clock}")
    status = match["status"]
    severity = "error" if status >= "500" else "warning" if status >= "400" else "info"
    if instant is None:
        return None
    return Event(
        match["time"],
        row_text(match["text"]),
        instant,
        severity=severity,
        line=number,
        extra={"host": match["host"]},
    )


def _from_json(line: str, number: int, stamps: Stamps) -> Event | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return event_of(Thing(value), _TIMES, stamps, number)


def _from_pairs(line: str, number: int, stamps: Stamps) -> Event | None:
    fields = {}
    for pair in _PAIR.finditer(line):
        quoted = pair["quoted"]
        fields[pair["key"]] = pair["bare"] if quoted is None else quoted.replace('\\"', '"')
    return event_of(Thing(fields), _TIMES, stamps, number) if len(fields) > 1 else None
