"""Which timelines a document has, and whether they are marked; no time is read for it."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.postmortem.document import Document, Row
from hotwash.template.model import Field, Kind, Path


def timelines(document: Document) -> Iterator[Field]:
    """The timeline fields of a document's template, in order."""
    return (field for field in document.template.fields if field.kind is Kind.TIMELINE)


def is_marked(document: Document, field: Field) -> bool:
    """Whether any row of a timeline is marked with a moment."""
    rows = document.rows(field.path)
    known = _KnownMarks.marked.get(field.path)
    if known is None or known[0] is not rows:
        if len(_KnownMarks.marked) > 8:
            _KnownMarks.marked.clear()
        known = _KnownMarks.marked[field.path] = rows, any("moment" in row.cells for row in rows)
    return known[1]


class _KnownMarks:
    """The last answer for each timeline, so that a key typed elsewhere costs nothing."""

    marked: dict[Path, tuple[tuple[Row, ...], bool]] = {}
