"""Labelled fields under a heading: paragraphs and lists whose lines begin with a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hotwash.markdown.blocks import Block, BlockKind, ListItem, bare
from hotwash.template.captions import LABEL_ONLY
from hotwash.template.checklists import as_checklist
from hotwash.template.directives import is_directive
from hotwash.template.drafts import FieldDraft, TemplateSource, item_text, label_draft, list_draft
from hotwash.template.fixed_text import is_remark
from hotwash.template.heading_scope import HeadingScope, Part
from hotwash.template.labels import Labelled, is_slot, kind_of, prompt_of, take_labels
from hotwash.template.model import Kind
from hotwash.template.shapes.text import Prose
from hotwash.template.synonyms import is_known, is_told
from hotwash.template.timelines import entries_draft
from hotwash.template.words import over_statements, over_tasks, over_timeline, plain

_QUOTED = re.compile(r" {0,3}>[ \t]?")
_ASKS = re.compile(r"[^\[\]{}<>]*\w[^\[\]{}<>]*\?[*_]*[ \t]*$")
_BREAK = re.compile(r"  +$")
_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


def label_paragraph(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return the labelled lines of a paragraph; None if it is not made of them."""
    source = scope.source
    lines = [bare(line) for line in source.lines[block.start : block.end]]
    found = take_labels(lines, own=source.is_document)
    found[0] = first = found[0] or _label_alone(source, lines)
    if first is None or first.in_list or not _are_labels(scope, first, found):
        return None
    marked = [
        (at, label)
        for at, label in enumerate(found)
        if label is not None and (label.strong or not first.strong)
    ]
    ends = [*(at for at, _ in marked[1:]), len(found)]
    return [
        _paragraph_field(source, label, (block.start + at, block.start + end), block)
        for (at, label), end in zip(marked, ends, strict=True)
    ]


def _are_labels(scope: HeadingScope, first: Labelled, found: Sequence[Labelled | None]) -> bool:
    """Whether lines of a paragraph are labelled ones, of which the first is.

    A label in bold is one if it is short; plain words before a colon only where all lines have
    them, and where labels are to be expected.
    """
    if first.strong or _is_wrapped(scope, first, found):
        return len(first.label.split()) <= 6
    if not all(label and len(label.value) <= 200 for label in found):
        return False
    return _expects_labels(scope, first, found)


def _is_wrapped(scope: HeadingScope, first: Labelled, found: Sequence[Labelled | None]) -> bool:
    """Whether a document's plain label has a wrapped paragraph behind it, before all headings."""
    if not (scope.source.is_document and scope.preamble) or len(found) < 2 or any(found[1:]):
        return False
    return len(first.label.split()) <= 3 and is_known(first.label)


def _expects_labels(scope: HeadingScope, first: Labelled, found: Sequence[object]) -> bool:
    """Whether plain words before a colon are labels here, and no beginning of a sentence."""
    if scope.source.is_document:
        several = scope.preamble or len(found) > 1
        return several and not over_statements(scope.title)
    return scope.preamble or len(found) > 1 or len(first.value) < 60


def _paragraph_field(
    source: TemplateSource, label: Labelled, lines: tuple[int, int], block: Block
) -> FieldDraft:
    """Return a labelled line of a paragraph, with the lines below it that have no label.

    Args:
        source: The text.
        label: The line taken apart.
        lines: The line and the end of those below it.
        block: The paragraph.
    """
    start, end = lines
    if end > start + 1:
        tail = _BREAK.search(bare(source.lines[end - 1])) if end < block.end else None
        return _label_prose(source, label, start, end, 0, tail[0] if tail else "")
    draft = label_draft(source, start, label)
    alone = block.end == block.start + 1 and label.strong and not label.tail
    if alone and not source.is_document and draft.kind is Kind.LINE and is_told(label.label):
        return _told(source, label, start)
    return draft


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


def label_quote(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return the labelled lines of a template's block quote; None if it is not made of them."""
    if scope.source.is_document:
        return None
    lines = [bare(line) for line in scope.source.lines[block.start : block.end]]
    marks = [match[0] if (match := _QUOTED.match(line)) else "" for line in lines]
    taken = take_labels(
        [line[len(mark) :] for mark, line in zip(marks, lines, strict=True)], own=False
    )
    labels = [
        replace(label, lead=mark + label.lead)
        for label, mark in zip(taken, marks, strict=True)
        if label is not None and _is_asked(label)
    ]
    if len(labels) < len(lines) or not all(marks):
        return None
    return [label_draft(scope.source, block.start + at, label) for at, label in enumerate(labels)]


def _is_asked(label: Labelled) -> bool:
    """Whether a label of a template asks for something, and is no remark like “Note: …”."""
    short = len(label.value) < 60 and not label.value.endswith((".", "!"))
    return (short or is_slot(label.value)) and not is_remark(label.label)


def label_list(scope: HeadingScope, block: Block, caption: str) -> list[Part] | None:
    """Return the fields of a list whose every item is labelled; None for any other list."""
    source = scope.source
    if block.ordered and (asked := _questions(source, block)):
        return [*asked]
    firsts = [bare(source.lines[item.start]) for item in block.items]
    taken = take_labels(firsts, own=source.is_document)
    labels: list[Labelled] = []
    for item, found in zip(block.items, taken, strict=True):
        label = _item_label(source, item, found)
        if label is None:
            return None
        labels.append(label)
    sure = _are_facts(caption or scope.title, labels) if source.is_document else _ask(labels)
    if not sure:
        return None
    parts: list[Part] = []
    for item, label in zip(block.items, labels, strict=True):
        draft = _label_item(scope, item, label)
        if draft is None:
            return None
        parts.append(draft)
    return parts


def _questions(source: TemplateSource, block: Block) -> list[FieldDraft]:
    """Return a template's numbered questions, each with its answer below; none for other lists.

    Five whys are numbered because each follows from the answer above it: the words have to stay.
    """
    lines = [bare(source.lines[item.start]) for item in block.items]
    short = all(item.end == item.start + 1 for item in block.items)
    if source.is_document or not short or len(lines) < 2 or not all(map(_ASKS.match, lines)):
        return []
    return [_question(item.start, line) for item, line in zip(block.items, lines, strict=True)]


def _question(start: int, line: str) -> FieldDraft:
    mark = _MARK.match(line)
    indent = len(mark[0]) if mark else 0
    shape = Prose(0, f"{line.rstrip()}\n", indent)
    label = plain(line[indent:])
    return FieldDraft(Kind.PROSE, start, start + 1, shape, "a numbered question", label=label)


def _are_facts(title: str, labels: Sequence[Labelled]) -> bool:
    """Whether a document's items are labels and facts; a list of statements has neither."""
    if over_statements(title) or len({label.label for label in labels}) < len(labels):
        return False
    short = max(len(label.label.split()) for label in labels) <= 5
    return short and sum(len(label.value) for label in labels) <= 160 * len(labels)


def _ask(labels: Sequence[Labelled]) -> bool:
    """Whether a template's items are labels: plain words before a colon and others are few."""
    return all(
        label.strong or len(label.label.split()) <= (5 if label.value else 9) for label in labels
    )


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
    mark = _MARK.match(label.lead)
    offset = len(mark[0]) if mark else len(label.lead) - len(label.lead.lstrip(" \t"))
    if item.end == item.start + 1:
        return label_draft(source, item.start, label, indent=offset)
    if not label.strong:
        return None
    if (nested := _nested(scope, item, label)) is not None:
        return nested
    if any(is_directive(line) for line in source.lines[item.start : item.end]):
        return None
    inner = [bare(line) for line in source.lines[item.start + 1 : item.end]]
    deep = min((len(line) - len(line.lstrip(" ")) for line in inner if line.strip()), default=0)
    return _label_prose(source, label, item.start, item.end, max(offset, min(deep, offset + 2)))


def _nested(scope: HeadingScope, item: ListItem, label: Labelled) -> FieldDraft | None:
    """Return the list that is all there is under a labelled item; None for anything else."""
    if label.value or [block.kind for block in item.blocks[1:]] != [BlockKind.LIST]:
        return None
    found = _nested_list(scope, item.blocks[1], label.label)
    if found is not None:
        found.label = label.label
    return found


def _nested_list(scope: HeadingScope, block: Block, label: str) -> FieldDraft | None:
    """Return the list under a labelled item as a timeline, as action items or as a list."""
    expected = over_timeline(label)
    timeline = entries_draft(scope.source, [block], expected=expected)
    if timeline is not None:
        return timeline
    found = list_draft(scope.source, block, tasks=over_tasks(label))
    if found is not None and not scope.source.is_document:
        as_checklist(scope.source, found, (label, scope.title, scope.above))
    return found
