"""How many answers of a document are wrong, field by field, counted again only where it changed.

What counts is what `findings` calls an error. The screen counts while a person types, so a
timeline of thousands of rows must not be read anew for a letter in one of them.
"""

from __future__ import annotations

from datetime import date, timedelta

from hotwash.postmortem.actions import is_overdue
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.findings import problem, row_problems
from hotwash.postmortem.marking import is_marked
from hotwash.postmortem.row_matching import same_ends
from hotwash.template.model import TIMEZONE, Field, Kind, Path
from hotwash.times.zones import zone_problem

_ROWS = (Kind.TIMELINE, Kind.ACTIONS, Kind.TABLE)


QUICK = 500
"""Rows that are read before anyone at the keyboard could notice."""


class Problems:
    """Counts the errors of one document as it changes.

    What is known is replaced whole and never changed, so that a thread may count.
    """

    def __init__(self) -> None:
        self._rows: dict[Path, tuple[tuple[Row, ...], int]] = {}

    def count(self, document: Document, today: date) -> dict[Path, int]:
        """Return how many errors each field has; fields without one are left out.

        Args:
            document: The document as it is now.
            today: The day to count lateness from.
        """
        found = {TIMEZONE: int(bool(zone_problem(document.timezone)))}
        for field in document.template.fields:
            answer = document.answer(field.path)
            if answer:
                found[field.path] = self._of_field(field, answer, document, today)
        return {path: count for path, count in found.items() if count}

    def is_quick(self, document: Document) -> bool:
        """Whether few enough rows are new for a count between two keys."""
        new = 0
        for field in document.template.fields:
            if field.kind in _ROWS:
                rows = document.rows(field.path)
                known, _ = self._rows.get(field.path, ((), 0))
                if rows is not known:
                    head, tail = same_ends(known, rows)
                    new += len(rows) - head - tail
        return new < QUICK

    def _of_field(self, field: Field, answer: Answer, document: Document, today: date) -> int:
        if field.kind not in _ROWS:
            return int(bool(problem(field, answer, document)))
        new = document.rows(field.path)
        old, known = self._rows.get(field.path, ((), 0))
        if old is not new:
            start, end = same_ends(old, new)
            gone, come = old[start : len(old) - end], new[start : len(new) - end]
            known += _wrong(field, come, document, today) - _wrong(field, gone, document, today)
            self._rows[field.path] = new, known
        return known + (_out_of_order(document, field) if field.kind is Kind.TIMELINE else 0)


def _wrong(field: Field, rows: tuple[Row, ...], document: Document, today: date) -> int:
    """How many cells of rows are wrong; being late is not."""
    return sum(
        len(row_problems(field, row, document, today)) - int(is_overdue(row, today))
        if field.kind is Kind.ACTIONS
        else len(row_problems(field, row, document, today))
        for row in rows
    )


def _out_of_order(document: Document, field: Field) -> int:
    """How many moments of a timeline are before the start."""
    if not is_marked(document, field):
        return 0
    from hotwash.postmortem.timetables import whole_timeline

    whole = whole_timeline(document)
    places = {moment: whole.place(moment) for moment in whole.metrics.at}
    here = [moment for moment, place in places.items() if place and place[0] == field.path]
    lengths = [whole.metrics.since_start(moment) for moment in here]
    return sum(length is not None and length < timedelta(0) for length in lengths)
