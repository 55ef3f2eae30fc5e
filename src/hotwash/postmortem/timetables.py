"""The times of a document's timelines and what its moments say, worked out once for each change."""

from __future__ import annotations

from datetime import timedelta

from hotwash.postmortem.days import day_of
from hotwash.postmortem.document import Document
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.moments import Metrics, metrics
from hotwash.postmortem.timeline import Timetable
from hotwash.template.model import Field, Path


def marked_duration(document: Document) -> timedelta | None:
    """Return the incident's duration by the marked moments of its first marked timeline."""
    for field in timelines(document):
        length = timeline_metrics(document, field).duration
        if length is not None:
            return length
    return None


def timetable(document: Document, field: Field) -> Timetable:
    """Return a timeline's rows with their times, made anew only where rows changed."""
    rows, day = document.rows(field.path), day_of(document, field.path)
    known = _Known.tables.get(field.path)
    if known is None:
        made = Timetable.of(rows, day, document.timezone)
    else:
        made = known.with_rows(rows, day, document.timezone)
    if len(_Known.tables) > 8:
        _Known.tables.clear()
        _Known.metrics.clear()
    _Known.tables[field.path] = made
    return made


class _Known:
    """The last timetable of each timeline, so that a key typed elsewhere costs nothing."""

    tables: dict[Path, Timetable] = {}
    metrics: dict[Path, tuple[Timetable, Metrics]] = {}


def timeline_metrics(document: Document, field: Field) -> Metrics:
    """Return what the marked moments of a timeline say."""
    table = timetable(document, field)
    known = _Known.metrics.get(field.path)
    if known is None or known[0] is not table:
        known = _Known.metrics[field.path] = table, metrics(table.rows, table.times)
    return known[1]
