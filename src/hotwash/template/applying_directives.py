"""What a directive makes of a field that was inferred as something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hotwash.template.drafts import ACTION_COLUMNS, TIMELINE_COLUMNS, FieldDraft, TemplateSource
from hotwash.template.model import Column, Kind
from hotwash.template.shapes.base import Shape
from hotwash.template.shapes.lists import Listing, Marks, Tasks
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.text import Code, Line, Prose
from hotwash.template.shapes.timeline_lines import Entries


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
        choices = (part.strip() for part in parts)
        draft = replace(draft, choices=tuple(filter(None, choices)), kind=Kind.CHOICE)
        draft.reason = "the directive lists choices"
    draft.details = words.get("details", "true" if draft.details else "false") != "false"
    draft.due = int(words["due"]) if "due" in words else draft.due
    draft.prompt = words.get("prompt", draft.prompt)
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
    if isinstance(shape, TableShape):
        examples = [row[: len(shape.keys)] for row in examples]
    draft.style = replace(shape, given=tuple(examples))
    draft.samples = ()
    draft.reason = "the directive keeps the rows"


def _reshape(source: TemplateSource, draft: FieldDraft) -> None:
    """Give a draft a shape that can hold its kind."""
    made = _shape_for(draft)
    if made is None:
        return
    draft.style, draft.columns = made
    draft.samples = ()
    if not draft.prompt:
        draft.prompt = source.texts(draft.start, draft.end).strip()


def _shape_for(draft: FieldDraft) -> tuple[Shape, tuple[Column, ...]] | None:
    """Return a shape for a draft's kind, and its columns; None where the one it has can hold it."""
    style = draft.style
    known, make, columns = _SHAPES.get(draft.kind, _LINE_SHAPE)
    return None if isinstance(style, known) else (make(style), columns)


def _marks(style: Shape) -> Marks:
    return style.marks if isinstance(style, (Listing, Tasks)) else Marks()


def _prose(style: Shape) -> Shape:
    labelled = isinstance(style, Line) and style.lead
    return Prose(0, style.lead, 2) if isinstance(style, Line) and labelled else Prose(6)


def _entries(style: Shape) -> Shape:
    return style if isinstance(style, Entries) else Entries()


_Remedy = tuple[tuple[type, ...], Callable[[Shape], Shape], tuple[Column, ...]]
_LISTING: _Remedy = ((Listing,), lambda style: Listing(_marks(style)), ())
_LINE_SHAPE: _Remedy = ((Line,), lambda style: Line(start=True), ())
_SHAPES: dict[Kind, _Remedy] = {
    Kind.PROSE: ((Prose,), _prose, ()),
    Kind.CODE: ((Code,), lambda style: Code(), ()),
    Kind.LIST: _LISTING,
    Kind.NUMBERED: _LISTING,
    Kind.ACTIONS: ((Tasks, TableShape), lambda style: Tasks(_marks(style)), ACTION_COLUMNS),
    Kind.TIMELINE: ((TableShape,), _entries, TIMELINE_COLUMNS),
    Kind.TABLE: ((object,), lambda style: style, ()),
}
"""For each kind the shapes that can hold it, and otherwise the one to use with its columns."""
