"""Logs line by line: each line in the style of its log, or in that of another that writes into it.

Lines without a time (a stack trace, say) belong to the line above; `accounting` puts them there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from hotwash.formats.events.applog import application_line
from hotwash.formats.events.levels import level_in
from hotwash.formats.events.model import (
    Event,
    Held,
    Item,
    ReadContext,
    Sample,
    left_over,
    row_text,
    written_lines,
)
from hotwash.formats.events.syslog import system_line, with_field
from hotwash.formats.events.timestamps import Stamps

LineReader = Callable[[str, int, Stamps], Event | None]
"""Reads a line with its number; None for a line of another style."""

LONGEST_LINE = 8000
"""Characters of a line in which its time and its words are looked for."""

_LEAD = re.compile(
    r"(?P<lead>[\w.-]{1,60}(?=\s*\|\s)|\[pod/[\w./-]{1,200}\]"
    r"|[\w./-]{1,200}\.(?:log|txt|out|err)(?:\.[0-9]+)?(?=:)(?::[0-9]+(?=:))?)"
    r"[\s|:]*(?P<rest>\S.*)$"
)
"""What `docker compose`, `kubectl logs --prefix` and `grep` put before a line."""


def led_line(line: str, number: int, stamps: Stamps) -> Event | None:
    """Read a line behind the name of where it comes from; None for a line of another style."""
    match = _LEAD.match(line)
    if match is None:
        return None
    found = _styled(match["rest"], number, stamps, (application_line, system_line))
    if found is None:
        return None
    lead = match["lead"].strip("[]")
    return replace(found, text=f"{lead} {found.text}", extra={"from": lead, **found.extra})


STYLES: tuple[LineReader, ...] = (system_line, application_line, led_line)


def read_log(sample: Sample, context: ReadContext, own: LineReader) -> Iterator[Item]:
    """Yield an event for each line with a time.

    Args:
        sample: The log.
        context: What times are read against.
        own: The style that most of its lines have; it goes before the others.
    """
    stamps = Stamps(context)
    styles = (own, *(style for style in STYLES if style is not own))
    held = Held()
    for number, line in written_lines(sample.text):
        last, read = held.event, line[:LONGEST_LINE]
        if last is not None and _TRACE.match(line):
            continue
        if last is not None and (more := with_field(last, read)) is not None:
            held.event = more
            continue
        found = _styled(read, number, stamps, styles)
        if found is not None:
            yield from held.follow(found)
        elif _REMARK.match(line):
            yield from held.follow(left_over(number, line, "it is the journal's remark"))
        elif last is None:
            yield left_over(number, line, "it has no time")
        else:
            held.event = _with_level_below(last, line, number)
    yield from held.release()


def _styled(line: str, number: int, stamps: Stamps, styles: Iterable[LineReader]) -> Event | None:
    """Read a line in the first style that it is of; None where it is of none."""
    read = (style(line, number, stamps) for style in styles)
    return next((event for event in read if event is not None), None)


_TRACE = re.compile(r"\s+(?:at |File |\.\.\. )")
"""A line of a trace: it is in no log's style, and need not be tried in each."""
_REMARK = re.compile(r"-- |# |<[0-9]{1,3}>")
"""How lines begin that belong to no other."""


def _with_level_below(event: Event, line: str, number: int) -> Event:
    """Return an event with the level and words that Java's own logger puts on the next line."""
    severity = level_in(line) if number == event.line + 1 and not event.severity else ""
    if not severity or not line[:1].isalpha():
        return event
    return replace(event, text=row_text(f"{event.text} / {line}"), severity=severity)
