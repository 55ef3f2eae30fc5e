"""From events to the rows of a timeline: written canonically, and none of them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from hotwash.formats.events.extra_evidence import told_besides, values_of
from hotwash.formats.events.model import Event, row_text
from hotwash.formats.events.settling import zone_in_doubt
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.routing import day_lists, list_for
from hotwash.postmortem.timeline import Timetable
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Column, Field, Path
from hotwash.template.words import slug
from hotwash.times.grammar import Spelling
from hotwash.times.resolve import write_time
from hotwash.times.sequence import Resolver
from hotwash.times.values import Frame, ResolvedTime, frame_of
from hotwash.times.zone_names import UTC


def to_rows(
    events: Sequence[Event], document: Document, columns: Sequence[Column] = ()
) -> tuple[Row, ...]:
    """Write events as timeline rows of a document, in their order.

    Times are written on the document's clocks, to the second, with the date where it is not the
    incident's. An event whose time could not be read keeps it as found.

    Args:
        events: The events.
        document: The document, for its date and its time zone.
        columns: Those of the timeline; a value of an event goes into the one that bears its name.
    """
    return _rows(events, frame_of(document.incident_date, document.timezone), columns)[0]


def insert_events(
    table: Timetable, events: Sequence[Event], columns: Sequence[Column] = ()
) -> tuple[Row, ...]:
    """Return a timeline's rows with events in their places.

    Args:
        table: The timeline.
        events: The events to insert.
        columns: Those of the timeline; a value of an event goes into the one that bears its name,
            the others are kept as evidence.
    """
    rows, times = _rows(events, table.frame, columns)
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
        rows = insert_events(timetable(document, field), events, field.columns)
        return document.replace(field.path, rows)
    sorted_out: dict[Path, list[Event]] = {}
    known = {one.field.path: one.field for one in lists}
    for event in events:
        one = list_for(lists, event.instant, document.timezone)
        sorted_out.setdefault(one.field.path, []).append(event)
    for path, its in sorted_out.items():
        table = timetable(document, known[path])
        rows = insert_events(table, its, known[path].columns)
        document = document.replace(path, rows)
    return document


def _rows(
    events: Sequence[Event], frame: Frame, columns: Sequence[Column]
) -> tuple[tuple[Row, ...], list[ResolvedTime | None]]:
    rows: list[Row] = []
    times: list[ResolvedTime | None] = []
    previous: ResolvedTime | None = None
    resolver = Resolver(frame)
    keys = {name: column.key for column in columns for name in (column.key, slug(column.title))}
    keys = {name: key for name, key in keys.items() if key not in _OWN}
    for event in events:
        time = event_time(event, frame)
        text = event.time if time is None else _time_text(event, time, frame, resolver, previous)
        if time is not None:
            previous = time
            resolver.follow(time)
        named, placed = _in_columns(event, keys)
        evidence = told_besides(event, placed)
        cells = {**named, "time": text, "event": event.text, "evidence": evidence}
        rows.append(Row({key: cell for key, cell in cells.items() if cell}))
        times.append(time)
    return tuple(rows), times


def _time_text(
    event: Event,
    time: ResolvedTime,
    frame: Frame,
    resolver: Resolver,
    previous: ResolvedTime | None,
) -> str:
    """Write the time of an event under the one above it."""
    if event.day:
        return event.day
    name = zone_in_doubt(event, frame.zone)
    plain = "" if name else _written(time, frame, resolver)
    return plain or write_time(time, Spelling(zone=name), frame, previous)


_OWN = ("time", "event", "evidence", "moment")
"""The columns that a value of a source never goes into by its name."""


def _in_columns(event: Event, keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the cells of the columns that bear the names of values, and these names.

    `event.data.status` is named `status`; where two values are, the first one has the column.
    """
    cells: dict[str, str] = {}
    placed = []
    for name, text in values_of(event).items() if keys else ():
        whole, last = slug(name), slug(name.rpartition(".")[2])
        key = keys.get(whole) or keys.get(last)
        if key is not None and key not in cells:
            cells[key] = row_text(text)
            placed.append(name)
    return cells, placed


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

    def is_there(event: Event) -> bool:
        if (_minute(event.instant), _words(event.text)) in known:
            return True
        return bool(event.repeats) and all(map(is_there, event.repeats))

    return tuple(map(is_there, events))


def _minute(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(second=0, microsecond=0)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
