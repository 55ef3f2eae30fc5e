"""Adding lines to a postmortem's timeline, as the entry line does: each where its time belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotwash.errors import UsageError
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.routing import DayList, day_lists, list_for
from hotwash.postmortem.timeline import Timetable, canonical
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Field
from hotwash.times.reading import read_time
from hotwash.times.values import ResolvedTime, TimeContext, TimeReading

LONGEST_EVENT = 1000
"""Characters of an event's words. A longer line is kept whole as the row's evidence."""

MOST_EVIDENCE = 400_000
"""Characters of output that are kept with a row: its beginning and its end."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event to add."""

    event: str
    time: str = ""
    """Its time in any spelling; empty for now."""
    moment: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """An event that was added."""

    row: Row
    note: str
    """What reading its time had to say."""
    unreadable: bool
    """Whether its time could not be read, and is kept as it is."""
    under: str = ""
    """The words over the list it was added to, where each day has a list of its own."""


def timeline_of(document: Document) -> Field:
    """Return the timeline to which events are added: the first one.

    Raises:
        UsageError: The document's template has none.
    """
    field = next(timelines(document), None)
    if field is None:
        name = document.template.name
        raise UsageError(
            f"the template {name} has no timeline" if name else "its template has no timeline",
            remedy="nothing was added; hotwash convert moves it to a template that has one",
        )
    return field


def add_entries(
    document: Document, entries: Sequence[LogEntry], now: datetime
) -> tuple[Document, list[Added]]:
    """Return a document with events in its timeline, and how they were read.

    Args:
        document: The document.
        entries: The events, in their order.
        now: The present, aware.

    Raises:
        UsageError: The document's template has no timeline.
    """
    field = timeline_of(document)
    added: list[Added] = []
    for entry in entries:
        document, one = _add(document, field, entry, now)
        added.append(one)
    return document, added


def _add(
    document: Document, field: Field, entry: LogEntry, now: datetime
) -> tuple[Document, Added]:
    """Add one event, to the list of its day where the document has one list for each day."""
    lists = day_lists(document)
    latest = list_for(lists, None, document.timezone).field if lists else field
    table = timetable(document, latest)
    reading = _read(entry.time or "now", table, document, now)
    cells = {"event": entry.event, "moment": entry.moment, "evidence": entry.evidence}
    row = Row({}).with_cells({"time": reading.text, **cells})
    if lists and reading.time is not None:
        found = list_for(lists, reading.time.instant, document.timezone)
        longer = _on_new_day(document, found, row, reading.time)
        if longer is not None:
            return longer, Added(row, reading.note, reading.unreadable)
        field, table = found.field, timetable(document, found.field)
    rows, index = table.insert(row, reading.time)
    row = rows[index]
    if not _knows_its_day(table):
        row = _with_date(row, reading.time, table)
    under = field.day if len(lists) > 1 else ""
    one = Added(row, reading.note, reading.unreadable, under)
    return document.replace(field.path, (*rows[:index], row, *rows[index + 1 :])), one


def _with_date(row: Row, time: ResolvedTime | None, table: Timetable) -> Row:
    """Write a row's date out, where nothing else says the day: it would be tomorrow's tomorrow."""
    if time is None or not time.dated:
        return row
    wall = time.instant.astimezone(table.frame.zone)
    return row.with_cell("time", f"{wall:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def _on_new_day(
    document: Document, before: DayList, row: Row, time: ResolvedTime
) -> Document | None:
    """Return the document with a list for the row's day, where its days have lists of their own."""
    from hotwash.formats.markdown.new_day import with_new_day

    table = timetable(document, before.field)
    frame = table.frame
    day = time.instant.astimezone(frame.zone).date()
    its = (known.instant.astimezone(frame.zone).date() for known in table.times if known)
    if day <= before.day or day in its:
        return None
    text = canonical(row["time"], time, None, replace(frame, base=day, dated=True))
    return with_new_day(document, before, day, row.with_cell("time", text))


def _knows_its_day(table: Timetable) -> bool:
    """Whether the incident's date, or the date of a row, says which day it is."""
    return table.frame.dated or any(time is not None and time.dated for time in table.times)


def _read(text: str, table: Timetable, document: Document, now: datetime) -> TimeReading:
    """Read a time under the last row of a timeline."""
    context = TimeContext(
        now=now,
        date=table.frame.base.isoformat() if _knows_its_day(table) else "",
        zone=document.timezone,
        previous=table.above(len(table.rows)),
        first=table.first,
        twelve_hour=table.frame.twelve_hour,
    )
    return read_time(text, context)


_SEQUENCE = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])"
)


def plain_output(text: str) -> str:
    """Return the text of a program's output: without colours and other commands to a terminal."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SEQUENCE.sub("", text) if "\x1b" in text else text


def as_evidence(output: str) -> tuple[str, int]:
    """Cut output to what is kept with a row; return it and how many characters were left out."""
    output = output.rstrip("\n")
    left_out = len(output) - MOST_EVIDENCE
    if left_out <= 0:
        return output, 0
    half = MOST_EVIDENCE // 2
    return f"{output[:half]}\n{gap_note(left_out)}\n{output[-half:]}", left_out


def gap_note(left_out: int) -> str:
    """Return the line that stands for characters that were left out."""
    return f"[... {left_out:,} characters left out ...]"


def entry_of(line: str, *, at: str = "", moment: str = "") -> LogEntry:
    """Return the entry that a line is: `1015 First alert`.

    Args:
        line: The line.
        at: Its time; then the line is taken word for word.
        moment: What the row is marked as.
    """
    from hotwash.times.entries import split_entry

    time, event = (at, line.strip()) if at else split_entry(line)
    if len(event) > LONGEST_EVENT:
        return LogEntry(f"{event[: LONGEST_EVENT - 1]}…", time, moment, as_evidence(event)[0])
    return LogEntry(event, time, moment)
