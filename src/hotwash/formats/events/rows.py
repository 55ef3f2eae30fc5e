"""From events to the rows of a timeline: written canonically, and none of them twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hotwash.formats.events.model import Event
from hotwash.formats.events.settling import zone_in_doubt
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.routing import day_lists, list_for
from hotwash.postmortem.timeline import Timetable
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Field, Path
from hotwash.times.grammar import Spelling
from hotwash.times.resolve import write_time
from hotwash.times.sequence import Resolver
from hotwash.times.values import Frame, ResolvedTime, frame_of
from hotwash.times.zones import UTC


def to_rows(events: Sequence[Event], document: Document) -> tuple[Row, ...]:
    """Write events as timeline rows of a document, in their order.

    Times are written on the document's clocks, to the second, with the date where it is not the
    incident's. An event whose time could not be read keeps it as found.

    Args:
        events: The events.
        document: The document, for its date and its time zone.
    """
    return _rows(events, frame_of(document.incident_date, document.timezone))[0]


def insert_events(table: Timetable, events: Sequence[Event]) -> tuple[Row, ...]:
    """Return a timeline's rows with events in their places.

    Args:
        table: The timeline.
        events: The events to insert.
    """
    rows, times = _rows(events, table.frame)
    return table.insert_all(rows, times)


def insert_into(document: Document, field: Field, events: Sequence[Event]) -> Document:
    """Return a document with events in its timeline, each in the list of its day if there are such.

    Args:
        document: The document.
        field: The timeline they were meant for.
        events: The events to insert.
    """
    lists = day_lists(document)
    if not any(known.field.path == field.path for known in lists):
        return document.replace(field.path, insert_events(timetable(document, field), events))
    sorted_out: dict[Path, list[Event]] = {}
    known = {one.field.path: one.field for one in lists}
    for event in events:
        one = list_for(lists, event.instant, document.timezone)
        sorted_out.setdefault(one.field.path, []).append(event)
    for path, its in sorted_out.items():
        table = timetable(document, known[path])
        document = document.replace(path, insert_events(table, its))
    return document


def _rows(
    events: Sequence[Event], frame: Frame
) -> tuple[tuple[Row, ...], list[ResolvedTime | None]]:
    rows: list[Row] = []
    times: list[ResolvedTime | None] = []
    previous: ResolvedTime | None = None
    resolver = Resolver(frame)
    for event in events:
        time = event_time(event, frame)
        text = event.time
        if time is not None and event.day:
            text, previous = event.day, time
        elif time is not None:
            name = zone_in_doubt(event, frame.zone)
            plain = "" if name else _written(time, frame, resolver)
            text = plain or write_time(time, Spelling(zone=name), frame, previous)
            previous = time
        if time is not None:
            resolver.follow(time)
        cells = {"time": text, "event": event.text, "evidence": event.extra.get("evidence", "")}
        rows.append(Row({key: cell for key, cell in cells.items() if cell}))
        times.append(time)
    return tuple(rows), times


def _written(time: ResolvedTime, frame: Frame, resolver: Resolver) -> str:
    """Write a plain time as `write_time` does, without patterns; empty where it takes more."""
    if time.end is not None or time.approximate:
        return ""
    wall = time.instant.astimezone(frame.zone)
    clock = f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"
    above = resolver.previous
    texts = [f"{wall:%Y-%m-%d} {clock}"]
    if not frame.dated or wall.date() == frame.base:
        texts.insert(0, clock)
    for text in texts:
        found = resolver.next(text)
        if found is not None and found.instant == time.instant:
            return text
        resolver.follow(above)
    return ""


def event_time(event: Event, frame: Frame) -> ResolvedTime | None:
    """Return an event's time as a timeline's, to the second."""
    if event.instant is None:
        return None
    if event.day:
        midnight = datetime.fromisoformat(event.day).replace(tzinfo=frame.zone)
        return frame.at(midnight.astimezone(UTC), approximate=True, dated=True)
    end = None if event.end is None else event.end.replace(microsecond=0)
    return frame.at(
        event.instant.replace(microsecond=0), end=end, approximate=event.approximate, dated=True
    )


def already_there(table: Timetable, events: Sequence[Event]) -> tuple[bool, ...]:
    """Tell for each event whether the timeline has it: the same words in the same minute."""
    known = {
        (_minute(None if time is None else time.instant), _words(row["event"]))
        for row, time in zip(table.rows, table.times, strict=True)
    }
    return tuple((_minute(event.instant), _words(event.text)) in known for event in events)


def _minute(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(second=0, microsecond=0)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
