"""Plain lines that begin with a time, in any spelling; a day on its own line dates the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hotwash.formats.events.model import (
    Event,
    Held,
    Item,
    LeftOver,
    ReadContext,
    Sample,
    Used,
    left_over,
    row_text,
    severity_of,
    written_lines,
)
from hotwash.formats.events.timestamps import Stamps, timed
from hotwash.times.day_words import day_alone, day_words, known_day
from hotwash.times.names import is_full_weekday


class PlainLines:
    """Reads notes: `1015 First alert`, `- 10:15 CET: rolled back`."""

    name = "lines"
    title = "lines that begin with a time"

    def sniff(self, sample: Sample) -> float:
        """Half as sure as the lines with a time are many: any other source goes first."""
        from hotwash.times.entries import split_entry

        timed = sum(bool(split_entry(line)[0]) for line in sample.head)
        return 0.05 + 0.45 * sample.share(timed)

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line with a time; indented lines belong to the one above."""
        return read_lines(sample.text, context)


def read_lines(text: str, context: ReadContext, *, start: int = 1) -> Iterator[Item]:
    """Read lines as notes.

    Args:
        text: The lines.
        context: What times are read against.
        start: The number of the first line.
    """
    return _with_words_above(_read_lines(text, context, start))


def _read_lines(text: str, context: ReadContext, start: int) -> Iterator[Item]:
    stamps = Stamps(context)
    held = Held()
    for number, line in written_lines(text, start):
        if set(line.strip()) <= _RULE:
            continue
        if held.event is not None and not is_timed(line):
            if held.event.severity and _BELOW_A_LOG.match(line):
                continue
            if line[:1] in " \t":
                held.event = _with_more(held.event, line)
                continue
        day = day_heading(line, stamps)
        if day is None:
            yield from held.follow(_event(line[:8000], number, stamps))
        else:
            yield from held.follow(Used(number, line))
            stamps = Stamps(replace(context, date=day))
    yield from held.release()


_RULE = set("-=*_#|:+ ")
"""The signs of which lines between others are drawn."""


def _with_more(event: Event, line: str) -> Event:
    more = row_text(line.strip().lstrip("-*+• "))
    return replace(event, text=row_text(f"{event.text} / {more}") if event.text else more)


def _with_words_above(items: Iterator[Item]) -> Iterator[Item]:
    """Give an event without a letter the line right above it, where that became no event."""
    above: LeftOver | None = None
    for item in items:
        if above is not None and _lacks_words(item) and item.line == above.line + 1:
            assert isinstance(item, Event)
            words = row_text(f"{above.text} {item.text}".strip(" *"))
            yield replace(item, text=words, line=above.line)
            above = None
            continue
        if above is not None:
            yield above
        above = item if isinstance(item, LeftOver) else None
        if above is None:
            yield item
    if above is not None:
        yield above


def _lacks_words(item: Item) -> bool:
    return isinstance(item, Event) and _LETTER.search(item.text) is None


_BELOW_A_LOG = re.compile(
    r"\s+(?:at|File|\.\.\.) |[\w.$]+(?:Exception|Error|Throwable)\b|Caused by:"
    r"|Traceback "
)
"""A line of a trace, which belongs to the line of the log above it."""
_LETTER = re.compile(r"[^\W\d_]")


def is_timed(line: str) -> bool:
    """Whether a line begins with a time, or ends with a whole date and time."""
    from hotwash.times.entries import split_entry

    return bool(split_entry(line)[0] or _at_the_end(line)[0])


_OPENED = re.compile(r"(?:log opened|day changed(?: to)?) ", re.IGNORECASE)
"""What chat programs write before a day."""


def day_heading(line: str, stamps: Stamps) -> str | None:
    """Return the day of a line that says a day and no more, as ISO; None for other lines.

    A Markdown heading may say more: `## Timeline (UTC, 2026-11-20)`.
    """
    plain = line.strip(" \t#*_-=:[]()|>")
    if opened := _OPENED.match(plain):
        plain = re.sub(r"[0-9]{2}:[0-9]{2}:[0-9]{2} ", "", plain[opened.end() :])
    today = stamps.context.now.astimezone(stamps.frame.zone).date()
    if plain.lower() in _FROM_TODAY:
        return (today - timedelta(days=_FROM_TODAY[plain.lower()])).isoformat()
    if is_full_weekday(plain):
        return _day_of(day_alone(plain), today, stamps, near=today)
    if not 4 < len(plain) < 120 or not any(sign.isdigit() for sign in plain):
        return None
    heading = line.startswith("#") and not _CLOCK.search(line)
    return _day_of(day_words(plain) if heading else day_alone(plain), today, stamps)


def _day_of(words: str, today: date, stamps: Stamps, near: date | None = None) -> str | None:
    """Return the day that words say, nearest to some day or to the lines above; None for none."""
    if not words:
        return None
    first = stamps.frame.base if stamps.frame.dated else None
    above = stamps.previous.instant.date() if stamps.previous is not None else None
    known = known_day(words, first=first, near=near or first or above or today, today=today)
    return None if known is None else known.day.isoformat()


_FROM_TODAY = {"today": 0, "yesterday": 1}
_CLOCK = re.compile(r"[0-9][:.h][0-9]{2}(?![0-9])")


_END = re.compile(
    r"\s*(?:[-*+•]\s+)?(?P<rest>\S.*?)\s*(?::|,|\s[-–—])?\s"
    r"(?:at\s+|on\s+)?\(?(?P<time>[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}"
    r"(?::[0-9]{2})?(?:\s?Z|\s[A-Z]{2,5})?)\)?[.\s]*$"
)


def _at_the_end(line: str) -> tuple[str, str]:
    """Split a line that ends with a whole date and time: `First detected: 2026-11-20 10:15`."""
    match = _END.match(line[:400]) if len(line) < 400 else None
    return (match["time"], match["rest"]) if match else ("", line)


_LEVEL = re.compile(
    r"(?:^|[\s\[])(?P<word>FATAL|CRITICAL|SEVERE|ERROR|ERR|WARNING|WARN|WRN|NOTICE|INFO|INF|DEBUG"
    r"|DBG|TRACE)(?=[\s\]:]|$)"
)
"""A logger's word; in small letters it is one of the writer's own."""


_LEVEL_GLUED = re.compile(r"^:(?=[A-Z]+:)")
"""What joins a level to its time: `10:15:00:DEBUG:one`."""
_DAY_ALONE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _event(line: str, number: int, stamps: Stamps) -> Item:
    from hotwash.times.entries import split_entry

    time, rest = split_entry(line)
    if not time:
        time, rest = _at_the_end(line)
    if not time:
        return left_over(number, line, "it begins with no time")
    extra, rest = _behind_the_time(line, _LEVEL_GLUED.sub("", rest))
    reading = stamps.reading(time)
    if line[:2] == "# " and reading.time is not None and _DAY_ALONE.fullmatch(reading.text):
        return left_over(number, line, "it is the title")
    level = _LEVEL.search(rest[:80])
    event = timed(time, rest, reading, number)
    severity = severity_of(level["word"]) if level else ""
    return replace(event, severity=severity, extra={**extra, **event.extra})


_LINK = re.compile(r"\*{0,2}\((?P<url>[^\s()]+)\)\*{0,2}[\s:–—-]*")
"""The address of a link whose text is the time: `[10:15](https://example.org) words`."""
_FOOTNOTE = re.compile(r"\[\^(?P<footnote>[^\]\s]{1,40})\][\s:–—-]*")


def _behind_the_time(line: str, rest: str) -> tuple[dict[str, str], str]:
    """Return what hangs on the time and is no word of the event, and the words behind it."""
    link = _LINK.match(rest)
    match = link if link and f"]({link['url']})" in line else None
    match = match or _FOOTNOTE.match(rest)
    return (match.groupdict(), rest[match.end() :]) if match else ({}, rest)
