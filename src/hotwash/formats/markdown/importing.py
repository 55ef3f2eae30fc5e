"""The import: an existing postmortem to a document, with a template that is known or its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.formats.markdown.answers import to_answer
from hotwash.formats.markdown.layout import layout_of
from hotwash.markdown.blocks import Block
from hotwash.postmortem.document import Answer, Document
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind, Path, Template

OWN_TEMPLATE = "its own template: "
"""How the summary of a document begins that no known template was found for."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a Markdown text."""

    document: Document
    summary: str
    """One line: what was recognised, and what stayed text."""


def import_markdown(
    text: str, known: Sequence[Template] = (), *, forced: Template | None = None
) -> Imported:
    """Read an existing postmortem.

    Args:
        text: Its Markdown.
        known: Templates it may have been written with. One is taken when the export of what is read
            with it is the text again; otherwise the document becomes its own template.
        forced: The template to read it with whatever it looks like; what has no place in it is kept
            under “Everything else”.

    Raises:
        UnreadableFile: The text is too long.
    """
    from hotwash.formats.markdown.template_matching import read_known, text_of

    document = text_of(text)
    for template in (forced,) if forced is not None else known:
        found = read_known(template, document)
        if found is not None:
            return Imported(found, f"template {template.name or 'given'}: {_counted(found)}")
    own = import_own(text, document.blocks)
    if forced is not None:
        from hotwash.formats.markdown.conversion import convert

        moved = convert(own, forced)
        return Imported(moved.document, f"template {forced.name}: {moved.summary}")
    return Imported(own, f"{OWN_TEMPLATE}{_counted(own)}")


def import_own(text: str, blocks: Sequence[Block] | None = None) -> Document:
    """Read a postmortem as its own template.

    Args:
        text: Its Markdown.
        blocks: Its blocks, when they are known already.
    """
    template = read_template(text, own=True, blocks=blocks)
    answers: dict[Path, Answer] = {}
    for path, value in layout_of(template).own_values.items():
        answer = to_answer(value)
        if answer is not None:
            answers[path] = answer
    zone = layout_of(template).said_zone
    if zone:
        answers[TIMEZONE] = zone
    return Document(template, answers)


_NAMES = (
    ((Kind.TIMELINE,), "event", "events"),
    ((Kind.ACTIONS,), "action item", "action items"),
    ((Kind.TABLE,), "table row", "table rows"),
    ((Kind.LIST, Kind.NUMBERED), "list item", "list items"),
    (tuple(kind for kind in Kind if kind.is_line), "field", "fields"),
)


def _counted(document: Document) -> str:
    """Return what a document holds, in words."""
    counts: Counter[Kind] = Counter()
    for field in document.template.fields:
        answer = document.answers.get(field.path)
        if answer is not None:
            counts[field.kind] += 1 if isinstance(answer, str) else len(answer)
    parts = [_number(len(document.template.sections), "tab", "tabs")]
    for kinds, one, many in _NAMES:
        if number := sum(counts[kind] for kind in kinds):
            parts.append(_number(number, one, many))
    if TIMEZONE in document.answers:
        parts.append(f"times in {document.timezone}")
    texts = counts[Kind.PROSE] + counts[Kind.CODE]
    kept = f"; {_number(texts, 'passage', 'passages')} kept as text" if texts else ""
    return ", ".join(parts) + kept


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
