"""Lines whose times count from a start: `T+5m rolled back`, `[+00:05:10] errors rise`, `dmesg`.

Where a line above them has a whole date and time, that is the start. Where none has, nobody said
when it began: the time is unknown (`??`), and the count stays in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from hotwash.formats.events.levels import level_in
from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, row_text
from hotwash.formats.events.timestamps import Stamps

_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_COUNT = (
    r"(?:[0-9]+(?:\.[0-9]+)?\s?[dhms](?:[a-z]{2,6})?\s?){1,4}"
    r"|[0-9]+(?::[0-9]{2}){1,2}(?:\.[0-9]+)?|0"
)
_LINE = re.compile(
    rf"\s*(?:[-*]\s+)?(?P<time>T\s?(?P<sign>[+-])\s?(?P<a>{_COUNT})|\[\+(?P<b>{_COUNT})\]"
    r"|\[\s*(?P<c>[0-9]{1,8}\.[0-9]{6})\])(?![\w:])[\s:,–—|-]*(?P<text>\S.*)$"
)
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?([dhms])")
_START = re.compile(
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ,][0-9:.]{5,15}"
    r"(?:\s?(?:Z|[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2}))?"
)
NO_START = "it counts from a start that the source does not say"


class Elapsed:
    """Reads lines with the time that has passed."""

    name = "elapsed"
    title = "lines with the time since a start"

    def sniff(self, sample: Sample) -> float:
        """Sure where most lines begin so."""
        share = sample.share(sum(_LINE.match(line) is not None for line in sample.head))
        return 0.9 * share if share >= 0.5 else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line with a time; the lines below it are its evidence."""
        stamps = Stamps(context)
        start: datetime | None = None
        begun = False
        for number, line in enumerate(sample.text.splitlines(), 1):
            match = _LINE.match(line[:8000])
            if match is not None:
                begun = True
                yield _event(match, start, number)
                continue
            if not begun and (said := _START.search(line)):
                start = stamps.instant(said[0]) or start
            if line.strip() and not begun:
                yield left_over(number, line, "it stands above the first time")


def _event(match: re.Match[str], start: datetime | None, number: int) -> Event:
    passed = _passed(match["a"] or match["b"] or match["c"])
    passed = -passed if match["sign"] == "-" else passed
    time, text = match["time"], match["text"]
    severity = level_in(text) if match["c"] else ""
    if start is None:
        told = row_text(f"{time} {text}")
        return Event("??", told, severity=severity, line=number, extra={"note": NO_START})
    return Event(time, row_text(text), start + passed, severity=severity, line=number)


def _passed(text: str) -> timedelta:
    """How much time `1h30m`, `00:05:10` or `12.5` (seconds) is."""
    if ":" in text:
        seconds = 0.0
        for part in text.split(":"):
            seconds = seconds * 60 + float(part)
        return timedelta(seconds=seconds if text.count(":") > 1 else seconds * 60)
    parts = _PART.findall(text)
    if not parts:
        return timedelta(seconds=float(text))
    return timedelta(seconds=sum(float(count) * _UNITS[unit] for count, unit in parts))
