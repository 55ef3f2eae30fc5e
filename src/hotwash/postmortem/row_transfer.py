"""Rows that go from one field to another: an action item to another horizon, say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.row_order import without
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Field, Kind, Path, Template


def takers(template: Template, source: Field) -> Sequence[Field]:
    """The other fields that a row of a field can go to: those of its kind with its columns."""
    keys = [column.key for column in source.columns]
    return [
        known
        for known in template.fields
        if known.kind is source.kind
        and known.path != source.path
        and [column.key for column in known.columns] == keys
    ]


def neighbour(template: Template, source: Field, by: int) -> Field | None:
    """The nearest field before (-1) or after (1) a field that takes its rows, if there is one."""
    at = template.fields.index(source)
    known = [(template.fields.index(taker), taker) for taker in takers(template, source)]
    if by < 0:
        return next((taker for index, taker in reversed(known) if index < at), None)
    return next((taker for index, taker in known if index > at), None)


def transferred(
    document: Document, source: Field, target: Field, chosen: Collection[int]
) -> dict[Path, tuple[Row, ...]]:
    """Return the rows of both fields after some have gone over.

    Args:
        document: The document.
        source: The field that they leave.
        target: The field that they go to: to its end, or in a timeline to where their times belong.
        chosen: Indices of rows of the source.
    """
    rows = document.rows(source.path)
    going = [row for index, row in enumerate(rows) if index in chosen]
    order = without(len(rows), chosen)
    if source.kind is not Kind.TIMELINE:
        left = tuple(rows[index] for index in order)
        return {source.path: left, target.path: (*document.rows(target.path), *going)}
    table = timetable(document, source)
    times = [time for index, time in enumerate(table.times) if index in chosen]
    taken = timetable(document, target).insert_all(going, times)
    return {source.path: table.arranged(order), target.path: taken}
