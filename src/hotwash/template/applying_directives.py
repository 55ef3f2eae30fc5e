"""What a directive makes of a field that was inferred as something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hotwash.template.drafts import ACTION_COLUMNS, TIMELINE_COLUMNS, FieldDraft, TemplateSource
from hotwash.template.model import Column, Kind
from hotwash.template.shapes.base import Shape
from hotwash.template.shapes.lists import Listing, Marks, Tasks
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.text import Code, Line, Prose
from hotwash.template.shapes.timeline_lines import Entries

_LINES = (Kind.LINE, Kind.DATE, Kind.DATETIME, Kind.DURATION, Kind.CHOICE, Kind.PERSON)


def apply_directive(
    source: TemplateSource, draft: FieldDraft, words: Mapping[str, str]
) -> FieldDraft:
    """Return a draft as its directive wants it.

    Args:
        source: The text.
        draft: The draft as it was inferred.
        words: What the directive says: see `directives.KNOWN`.
    """
    if "choices" in words:
        parts = re.split(r"\|" if "|" in words["choices"] else r"[,/]", words["choices"])
        choices = tuple(part.strip() for part in parts)
        draft = replace(draft, choices=tuple(part for part in choices if part), kind=Kind.CHOICE)
        draft.reason = "the directive lists choices"
    if "details" in words:
        draft.details = words["details"] != "false"
    if "due" in words:
        draft.due = int(words["due"])
    if "prompt" in words:
        draft.prompt = words["prompt"]
    if "kind" in words:
        draft.kind = Kind(words["kind"])
        draft.reason = "the directive says so"
    examples = draft.samples
    if "kind" in words or "choices" in words:
        _reshape(source, draft)
    if words.get("rows") == "keep":
        _keep_rows(draft, examples)
    return draft


def _keep_rows(draft: FieldDraft, examples: Sequence[tuple[str, ...]]) -> None:
    """Have a template's rows be there from the beginning in a document, and not as examples."""
    shape = draft.style
    if not isinstance(shape, (Tasks, TableShape)) or not examples:
        return
    shown = [column for column in draft.columns if column.shown]
    draft.style = replace(shape, given=tuple(row[: len(shown)] for row in examples))
    draft.samples = ()
    draft.reason = "the directive keeps the rows"


def _reshape(source: TemplateSource, draft: FieldDraft) -> None:
    """Give a draft a shape that can hold its kind."""
    shape: Shape | None = None
    style = draft.style
    marks = style.marks if isinstance(style, (Listing, Tasks)) else Marks()
    columns: tuple[Column, ...] = ()
    if draft.kind in _LINES and not isinstance(style, Line):
        shape = Line(start=True)
    elif draft.kind is Kind.PROSE and not isinstance(style, Prose):
        shape = Prose(6)
        if isinstance(style, Line) and style.lead:
            shape = Prose(0, style.lead, 2)
    elif draft.kind is Kind.CODE and not isinstance(style, Code):
        shape = Code()
    elif draft.kind.is_list and not isinstance(style, Listing):
        shape = Listing(marks)
    elif draft.kind is Kind.ACTIONS and not isinstance(style, (Tasks, TableShape)):
        shape, columns = Tasks(marks), ACTION_COLUMNS
    elif draft.kind is Kind.TIMELINE and not isinstance(style, TableShape):
        shape = style if isinstance(style, Entries) else Entries()
        columns = TIMELINE_COLUMNS
    if shape is not None:
        draft.style = shape
        draft.samples = ()
        draft.columns = columns
        if not draft.prompt:
            draft.prompt = source.texts(draft.start, draft.end).strip()
