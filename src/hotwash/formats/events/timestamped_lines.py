"""Lines that have a date and a time somewhere in them: `last`, `who`, `helm history`, a reflog.

The time is taken out of the line, the rest are the words. It is asked after all readers that know
what they read, and only where most lines have such a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotwash.formats.events.applog import COMMON, CTIME, ISO
from hotwash.formats.events.levels import level_in
from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, row_text
from hotwash.formats.events.timestamps import Stamps
from hotwash.patterns import lazy_pattern
from hotwash.times.entries import split_entry
from hotwash.times.names import month_pattern, weekday_pattern

_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
_MONTH = rf"(?i:{month_pattern()})\.?"
_DAY = rf"(?:(?i:{weekday_pattern()})\.?,? )?"
_BEHIND = r"(?:\s?[AP]M)?(?: (?:UTC|GMT|Z|[+-][0-9]{4}))?"
_TIME = lazy_pattern(
    rf"[\[({{]?(?:(?<![\w.:-])|(?<=::)|(?<=[A-Za-z]:))"
    rf"(?P<time>{ISO}(?:(?<=[+-][0-9]{{4}}) [A-Z]{{3,4}}\b)?|{CTIME}|{COMMON}"
    rf"|{_DAY}[0-3]?[0-9] {_MONTH} [12][0-9]{{3}},? {_CLOCK}{_BEHIND}"
    rf"|{_DAY}{_MONTH} [ 0-9]?[0-9],? {_CLOCK}{_BEHIND}"
    rf"|[0-3]?[0-9](?P<sign>[/.-])[0-3]?[0-9](?P=sign)[12][0-9]{{3}},? {_CLOCK}{_BEHIND}"
    rf"|[0-3]?[0-9]-{_MONTH}-[12][0-9]{{3}}::{_CLOCK}"
    r"|(?P<epoch>1[0-9]{9}(?:\.[0-9]{1,9})?)(?![.:-])"
    r"|[0-9]{1,3} (?:second|minute|hour|day|week)s? ago)(?!\w|:(?!:))[\])}]?"
)
_OFFSET_NAMED = re.compile(r"(?<=[+-]\d{4}) [A-Z]+$")
"""`+0100 CET`: the offset says it already."""
_JOINS = re.compile(r"^[\s:|,;-]+|[\s:|,;-]+$")


class StampedLines:
    """Reads lines with a date and a time in them."""

    name = "stamped"
    title = "lines with a date and time in them"

    def sniff(self, sample: Sample) -> float:
        """Surer than of plain lines, where half of the lines have such a time."""
        if sample.text.lstrip()[:2] in ("{\n", '{"', "[\n", "[{"):
            return 0.0
        begin = sum(bool(split_entry(line)[0]) for line in sample.head)
        if sample.share(begin) > 0.2:
            return 0.0
        share = sample.share(sum(bool(_TIME.search(line)) for line in sample.head))
        return 0.49 * share if share >= 0.35 else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line with a time; indented lines go along with the one above."""
        stamps = Stamps(context)
        above = False
        for number, line in enumerate(sample.text.splitlines(), 1):
            if not line.strip():
                continue
            found = _event(line[:8000], number, stamps)
            if found is not None:
                yield found
            elif not (above and line[:1] in " \t"):
                yield left_over(number, line, "it has no date and time")
            above = found is not None or (above and line[:1] in " \t")


def _event(line: str, number: int, stamps: Stamps) -> Event | None:
    match = _TIME.search(line)
    if match is None:
        return None
    time = match["time"]
    ago = time.endswith("ago")
    day, colon, clock = time.partition(":")
    spelled = _OFFSET_NAMED.sub("", time).replace("::", " ", 1)
    if time[4:5] == "/":
        spelled = spelled.replace("/", "-", 2)
    elif "/" in day and colon and any(sign.isalpha() for sign in day):
        spelled = f"{day.replace('/', ' ')} {clock}"
    if match["epoch"]:
        instant = stamps.epoch(time)
    else:
        instant = stamps.reading(time).instant if ago else stamps.instant(spelled)
    if instant is None:
        return None
    before, after = _JOINS.sub("", line[: match.start()]), _JOINS.sub("", line[match.end() :])
    text = row_text(f"{before} {after}".strip())
    return Event(time, text, instant, approximate=ago, severity=level_in(text), line=number)
