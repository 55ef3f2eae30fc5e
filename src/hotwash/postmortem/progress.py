"""How far a document is filled in: what its tabs and its status line count."""

from __future__ import annotations

from typing import Literal

from hotwash.postmortem.actions import progress
from hotwash.postmortem.document import Document
from hotwash.template.model import TITLE, Kind, Section

State = Literal["empty", "partly", "complete"]


def left_to_fill(document: Document) -> int:
    """How many fields have no answer yet, the title among them."""
    title = document.template.title is not None and not document.answers.get(TITLE)
    return sum(not document.is_answered(field) for field in document.template.fields) + title


def state(document: Document, section: Section) -> State:
    """Whether a section's fields are answered: none, some or all of them."""
    answered, total = document.answered(section)
    if answered == total:
        return "complete"
    return "partly" if answered else "empty"


def count_text(document: Document, section: Section) -> str:
    """Return what a tab counts: `9` rows of a timeline, `2/7` action items; else nothing."""
    fields = list(section.fields())
    kinds = {field.kind for field in fields}
    if kinds == {Kind.TIMELINE}:
        rows = sum(len(document.rows(field.path)) for field in fields)
        return str(rows) if rows else ""
    if kinds == {Kind.ACTIONS}:
        done, total = progress(row for field in fields for row in document.rows(field.path))
        return f"{done}/{total}" if total else ""
    return ""
