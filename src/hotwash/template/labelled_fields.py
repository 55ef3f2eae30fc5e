"""Labelled fields under a heading: paragraphs and lists whose lines begin with a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hotwash.markdown.blocks import Block, BlockKind, ListItem, bare
from hotwash.template.captions import LABEL_ONLY
from hotwash.template.checklists import as_checklist
from hotwash.template.directives import is_directive
from hotwash.template.drafts import FieldDraft, TemplateSource, item_text, label_draft, list_draft
from hotwash.template.heading_scope import HeadingScope, Part
from hotwash.template.labels import Labelled, kind_of, prompt_of, take_labels
from hotwash.template.model import Kind
from hotwash.template.shapes.text import Prose
from hotwash.template.synonyms import is_known, is_told
from hotwash.template.timelines import entries_draft
from hotwash.template.words import STATEMENTS, over_tasks, over_timeline, plain

_BREAK = re.compile(r"  +$")


def label_paragraph(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return the labelled lines of a paragraph; None if it is not made of them."""
    source = scope.source
    lines = [bare(line) for line in source.lines[block.start : block.end]]
    found = take_labels(lines, own=source.is_document)
    first = found[0] or _label_alone(source, lines)
    found[0] = first
    if first is None or first.in_list:
        return None
    wrapped = source.is_document and scope.preamble and len(found) > 1 and not any(found[1:])
    wrapped = wrapped and len(first.label.split()) <= 3 and is_known(first.label)
    if not first.strong and not wrapped:
        if not all(label and len(label.value) <= 200 for label in found):
            return None
        sure = (
            scope.preamble or len(found) > 1 or (not source.is_document and len(first.value) < 60)
        )
        if not sure or (source.is_document and STATEMENTS.search(scope.title)):
            return None
    elif len(first.label.split()) > 6:
        return None
    starts = [at for at, label in enumerate(found) if label and (label.strong or not first.strong)]
    parts: list[Part] = []
    for at, following in zip(starts, [*starts[1:], len(found)], strict=True):
        label = found[at]
        if label is None:
            continue
        start, end = block.start + at, block.start + following
        if end == start + 1:
            draft = label_draft(source, start, label)
            alone = len(lines) == 1 and label.strong and not label.tail and not source.is_document
            if alone and draft.kind is Kind.LINE and is_told(label.label):
                draft = _told(source, label, start)
            parts.append(draft)
        else:
            tail = _BREAK.search(bare(source.lines[end - 1])) if at != starts[-1] else None
            parts.append(_label_prose(source, label, start, end, 0, tail[0] if tail else ""))
    return parts


def _told(source: TemplateSource, label: Labelled, start: int) -> FieldDraft:
    """Return a template's label that stands alone and asks for sentences as prose."""
    reason = "a label that asks for sentences"
    shape = Prose(0, label.lead)
    return FieldDraft(
        Kind.PROSE, start, start + 1, shape, reason,
        label=label.label, prompt=prompt_of(label.value),
    )  # fmt: skip


def _label_alone(source: TemplateSource, lines: Sequence[str]) -> Labelled | None:
    """Return a line in bold of a template, with nothing under it that it could be a caption of."""
    match = LABEL_ONLY.match(lines[0]) if len(lines) == 1 and not source.is_document else None
    if match is None or match["label"][-1] in ".!" or len(match["label"].split()) > 5:
        return None
    return Labelled(plain(match["label"]), "", lines[0].rstrip(" \t"))


def _label_prose(
    source: TemplateSource, label: Labelled, start: int, end: int, indent: int, tail: str = ""
) -> FieldDraft:
    """Return a label with lines below it as prose."""
    lead = label.lead if label.value else f"{label.lead.rstrip(' ')}\n"
    what = kind_of(label.label, label.value, own=True)
    below = [label.value, *(bare(line) for line in source.lines[start + 1 : end])]
    prompt = "" if source.is_document else prompt_of("\n".join(line.strip() for line in below))
    shape = Prose(0, lead, indent, tail=tail)
    return FieldDraft(
        Kind.PROSE, start, end, shape, f"{what.reason} with text below it",
        label=label.label, prompt=prompt,
    )  # fmt: skip


def label_list(scope: HeadingScope, block: Block, caption: str) -> list[Part] | None:
    """Return the fields of a list whose every item is labelled; None for any other list."""
    source = scope.source
    firsts = [bare(source.lines[item.start]) for item in block.items]
    taken = take_labels(firsts, own=source.is_document)
    labels = [
        _item_label(source, item, label) for item, label in zip(block.items, taken, strict=True)
    ]
    if not all(labels):
        return None
    known = [label for label in labels if label is not None]
    if source.is_document:
        words = max(len(label.label.split()) for label in known)
        title = caption or scope.title
        if words > 5 or STATEMENTS.search(title) or len({x.label for x in known}) < len(known):
            return None
        if sum(len(label.value) for label in known) > 160 * len(known):
            return None
    elif any(not label.strong and len(label.label.split()) > 5 for label in known):
        return None
    parts: list[Part] = []
    for item, label in zip(block.items, known, strict=True):
        found = _label_item(scope, item, label)
        if found is None:
            return None
        parts.append(found)
    return parts


def _item_label(source: TemplateSource, item: ListItem, found: Labelled | None) -> Labelled | None:
    """Return an item's label; a time is none, and one with text below it needs nothing behind."""
    line = bare(source.lines[item.start])
    if found is not None:
        return found if not take_time(line) else None
    match = LABEL_ONLY.match(item_text(source, item))
    if match is None or len(item.blocks) < 2:
        return None
    return Labelled(plain(match["label"]), "", line.rstrip(" \t"), in_list=True)


def take_time(line: str) -> bool:
    """Whether an item's label is a time: `- 10:15: text`."""
    return bool(re.match(r"[ \t]*[-*+][ \t]+(?:\*\*|__|[*_`])?\[?\d{1,4}[-:./]\d", line))


def _label_item(scope: HeadingScope, item: ListItem, label: Labelled) -> FieldDraft | None:
    """Return one labelled item as a field, with whatever stands in it."""
    source = scope.source
    offset = len(label.lead) - len(label.lead.lstrip(" \t"))
    mark = re.match(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", label.lead)
    offset = len(mark[0]) if mark else offset
    if item.end == item.start + 1:
        return label_draft(source, item.start, label, indent=offset)
    if not label.strong:
        return None
    if not label.value and len(item.blocks) == 2 and item.blocks[1].kind is BlockKind.LIST:
        nested = _nested(scope, item.blocks[1], label.label)
        if nested is not None:
            nested.label = label.label
            return nested
    if any(is_directive(line) for line in source.lines[item.start : item.end]):
        return None
    inner = [bare(line) for line in source.lines[item.start + 1 : item.end]]
    deep = min((len(line) - len(line.lstrip(" ")) for line in inner if line.strip()), default=0)
    return _label_prose(source, label, item.start, item.end, max(offset, min(deep, offset + 2)))


def _nested(scope: HeadingScope, block: Block, label: str) -> FieldDraft | None:
    """Return the list under a labelled item as a timeline, as action items or as a list."""
    expected = over_timeline(label)
    timeline = entries_draft(scope.source, [block], expected=expected)
    if timeline is not None:
        return timeline
    found = list_draft(scope.source, block, tasks=over_tasks(label))
    if found is not None and not scope.source.is_document:
        as_checklist(scope.source, found, (label, scope.title, scope.above))
    return found
