"""Which timelines a document has, and whether they are marked; no time is read for it."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.postmortem.document import Document
from hotwash.template.model import Field, Kind


def timelines(document: Document) -> Iterator[Field]:
    """The timeline fields of a document's template, in order."""
    return (field for field in document.template.fields if field.kind is Kind.TIMELINE)


def is_marked(document: Document, field: Field) -> bool:
    """Whether any row of a timeline is marked with a moment."""
    rows = document.rows(field.path)
    known = document.memo.marked.get(field.path)
    if known is None or known[0] is not rows:
        known = rows, any("moment" in row.cells for row in rows)
        document.memo.marked[field.path] = known
    return known[1]
