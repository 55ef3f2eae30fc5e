"""How many answers of a document are wrong, field by field, counted again only where it changed.

What counts is what the review rules call an error. The screen counts while a person types, so a
timeline of thousands of rows must not be looked at anew for a letter in one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.findings import subjects
from hotwash.postmortem.row_matching import same_ends
from hotwash.postmortem.rules import RowContext, Subject, field_remarks, row_remarks, rules_for
from hotwash.template.model import Path

QUICK = 500
"""Rows that are read before anyone at the keyboard could notice."""


@dataclass(frozen=True, slots=True)
class _CountedRows:
    """The rows of a field as they were counted last."""

    context: RowContext
    rows: tuple[Row, ...] = ()
    readable: tuple[bool, ...] = ()
    """Which of them have a time: `+5m` loses its own with the row above it."""
    errors: tuple[int, ...] = ()
    """How many errors each has."""


class Problems:
    """Counts the errors of one document as it changes.

    What is known is replaced whole and never changed, so that a thread may count.
    """

    def __init__(self) -> None:
        self._rows: dict[Path, _CountedRows] = {}

    def count(self, document: Document, today: date) -> dict[Path, int]:
        """Return how many errors each field has; fields without one are left out.

        Args:
            document: The document as it is now.
            today: The day to count lateness from.
        """
        found = {one.field.path: self._errors(one) for one in subjects(document, today)}
        return {path: count for path, count in found.items() if count}

    def is_quick(self, document: Document, today: date) -> bool:
        """Whether few enough rows are new for a count between two keys.

        Args:
            document: The document as it is now.
            today: The day to count lateness from.
        """
        rows = (one for one in subjects(document, today) if one.field.kind.is_rows)
        return sum(map(self._new_rows, rows)) < QUICK

    def _new_rows(self, subject: Subject) -> int:
        """How many rows of a field are not as they were counted."""
        head, tail = same_ends(self._known(subject).rows, subject.rows)
        return len(subject.rows) - head - tail

    def _known(self, subject: Subject) -> _CountedRows:
        """What was counted last of a field, if that still holds for the rows that stay."""
        known = self._rows.get(subject.field.path)
        fits = known is not None and known.context == subject.context
        return known if known is not None and fits else _CountedRows(subject.context)

    def _errors(self, subject: Subject) -> int:
        rules = rules_for(subject, "error")
        of_field = sum(1 for _ in field_remarks(rules, subject))
        if not subject.rows:
            self._rows.pop(subject.field.path, None)
            return of_field
        old, rows, times = self._known(subject), subject.rows, subject.times
        readable = tuple(time is not None for time in times)
        head, tail = same_ends(old.rows, rows)
        end = len(rows) - tail
        if old.readable[len(old.rows) - tail :] != readable[end:]:
            end = len(rows)
        errors = (
            *old.errors[:head],
            *(
                sum(1 for _ in row_remarks(rules, row, time, subject.context))
                for row, time in zip(rows[head:end], times[head:end], strict=True)
            ),
            *old.errors[len(old.rows) - len(rows) + end :],
        )
        self._rows[subject.field.path] = _CountedRows(subject.context, rows, readable, errors)
        return of_field + sum(errors)
