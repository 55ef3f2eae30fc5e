"""The times of a document's timelines and what its moments say, worked out once for each change.

An incident has one order of events, however many lists it is written in: `whole_timeline` has all
of them, and moments and lengths are counted over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from operator import is_

from hotwash.postmortem.days import assumed_today, day_of
from hotwash.postmortem.document import Document
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.moments import Metrics, metrics
from hotwash.postmortem.timeline import Timetable
from hotwash.template.model import Field, Path
from hotwash.times.values import frame_of
from hotwash.times.zone_names import UTC


@dataclass(frozen=True, slots=True)
class WholeTimeline:
    """The rows of all timelines of a document, in one order."""

    table: Timetable
    """All rows and their times. Its frame is that of the only list, or the incident's."""
    places: tuple[tuple[Path, int], ...]
    """For each row its timeline and its index in it."""
    metrics: Metrics
    """What the marked moments say; its rows are indices in `table`."""

    def place(self, moment: str) -> tuple[Path, int] | None:
        """Return where the row stands that counts for a moment; None where none is marked."""
        index = self.metrics.rows.get(moment)
        return None if index is None else self.places[index]


def marked_duration(document: Document) -> timedelta | None:
    """Return the incident's duration by its marked moments."""
    return whole_timeline(document).metrics.duration


def timetable(document: Document, field: Field) -> Timetable:
    """Return a timeline's rows with their times, made anew only where rows changed."""
    rows, day = document.rows(field.path), day_of(document, field.path)
    known = document.memo.tables.get(field.path)
    today = assumed_today(document)
    if known is None:
        made = Timetable.of(rows, day, document.timezone, today=today)
    else:
        made = known.with_rows(rows, day, document.timezone, today=today)
    document.memo.tables[field.path] = made
    return made


def timeline_metrics(document: Document, field: Field) -> Metrics:
    """Return what the marked moments of one list say, for words that stand under that list."""
    table = timetable(document, field)
    return metrics(table.rows, table.times)


def whole_timeline(document: Document) -> WholeTimeline:
    """Return the rows of all timelines in one order, made anew only where rows changed."""
    fields = list(timelines(document))
    tables = tuple(timetable(document, field) for field in fields)
    before, known = document.memo.whole or ((), None)
    if known is not None and len(tables) == len(before) and all(map(is_, tables, before)):
        return known
    made = _joined(fields, tables, document)
    document.memo.whole = tables, made
    return made


def _joined(
    fields: Sequence[Field], tables: Sequence[Timetable], document: Document
) -> WholeTimeline:
    if len(tables) == 1:
        table, path = tables[0], fields[0].path
        places = tuple((path, index) for index in range(len(table.rows)))
        return WholeTimeline(table, places, metrics(table.rows, table.times))
    entries = list(_in_order(tables))
    rows = tuple(tables[at].rows[index] for at, index in entries)
    times = [tables[at].times[index] for at, index in entries]
    places = tuple((fields[at].path, index) for at, index in entries)
    frame = frame_of(document.incident_date, document.timezone)
    return WholeTimeline(Timetable(rows, times, frame), places, metrics(rows, times))


def _in_order(tables: Sequence[Timetable]) -> Iterator[tuple[int, int]]:
    """Yield all rows, by the number of their list and their index, in order of time.

    The rows of a list stay in the list's own order. Where a list's days are not known, all lists
    stay in the order in which they are written.
    """
    places = [(at, index) for at, table in enumerate(tables) for index in range(len(table.rows))]
    times = [time for table in tables for time in table.times if time is not None]
    if all(time.dated for time in times):
        latest = [*chain.from_iterable(map(_latest, tables))]
        places = [places[at] for at in sorted(range(len(places)), key=latest.__getitem__)]
    return iter(places)


def _latest(table: Timetable) -> Iterator[datetime]:
    """Yield the latest time up to each row; up to the first one with a time it is that one's."""
    latest = datetime.min.replace(tzinfo=UTC)
    first = table.first
    for time in table.times:
        known = time or first
        latest = latest if known is None else max(latest, known.instant)
        yield latest
