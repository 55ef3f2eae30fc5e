"""Rows in another zone than the document's: exported as `22:44 (17:44 EST)`.

A bare earlier clock in the middle of later ones is misread. The document's own time stands first,
the original beside it. What an imported document says by itself stays as it is, and where a
document names no zone there is nothing to convert to.
"""

from __future__ import annotations

from collections.abc import Collection

from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TIMEZONE, Field, Kind, Path
from hotwash.times.sequence import is_canonical


class OtherZones:
    """Rewrites the times of a document's timelines, again only where they changed."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Answer, str, str, Answer]] = {}

    def copy(self) -> OtherZones:
        """Return another one that knows what this one has rewritten."""
        other = OtherZones()
        other._known = self._known.copy()
        return other

    def answer(self, document: Document, field: Field, kept: Collection[str]) -> Answer | None:
        """Return a field's answer as it is exported.

        Args:
            document: The document.
            field: The field.
            kept: Times that stay as they are written: those of an imported document's own lines.
        """
        answer = document.answers.get(field.path)
        zone, day = document.text(TIMEZONE), document.incident_date
        if field.kind is not Kind.TIMELINE or not zone or not answer or isinstance(answer, str):
            return answer
        known = self._known.get(field.path)
        if known is not None and known[0] is answer and known[1:3] == (zone, day):
            return known[3]
        found = _rewritten(document, field, kept)
        self._known[field.path] = (answer, zone, day, found or answer)
        return found or answer


def _rewritten(document: Document, field: Field, kept: Collection[str]) -> tuple[Row, ...] | None:
    """Return the rows with their times rewritten; None where none of them names a zone."""
    rows = document.rows(field.path)
    named = [
        at
        for at, row in enumerate(rows)
        if (text := row["time"]) and text not in kept and not is_canonical(text)
    ]
    if not named:
        return None
    from hotwash.postmortem.timeline import Timetable
    from hotwash.times.resolve import beside_own_zone

    table = Timetable.of(rows, document.incident_date, document.timezone)
    found = list(rows)
    for at in named:
        text = beside_own_zone(rows[at]["time"], table.frame, table.above(at))
        if text != rows[at]["time"]:
            found[at] = rows[at].with_cell("time", text)
    return tuple(found)
