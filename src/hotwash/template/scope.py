"""What stands under one heading: its blocks to drafts of fields and fixed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.markdown.blocks import Block, BlockKind, Item, bare
from hotwash.template.clock import is_time
from hotwash.template.directives import is_directive
from hotwash.template.drafts import (
    Draft,
    Source,
    code_draft,
    empty_draft,
    guidance_words,
    item_text,
    label_draft,
    list_draft,
    prose_draft,
    table_drafts,
)
from hotwash.template.labels import Labelled, kind_of, prompt_of, take_label
from hotwash.template.model import Fixed, Kind
from hotwash.template.shapes.text import Prose
from hotwash.template.timelines import entries_draft, is_date_line
from hotwash.template.words import ACTIONS, STATEMENTS, TIMELINE, plain

_FLOWING = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
        BlockKind.HTML,
        BlockKind.CODE,
        BlockKind.COMMENT,
        BlockKind.FENCE,
        BlockKind.LIST,
    }
)
_TEXT = _FLOWING - {BlockKind.FENCE, BlockKind.LIST}
_CAPTION = re.compile(
    r"(?:\*\*(?P<bold>[^*]+)\*\*:?|__(?P<under>[^_]+)__:?|(?P<plain>[A-Z][^.:;!?,|]*):)[ \t]*$"
)
_LABEL_ONLY = re.compile(r"(?:\*\*|__)(?P<label>[^*_]+?):?(?:\*\*|__)[ \t]*:?[ \t]*$")
_ZONE_NOTE = re.compile(r"[\W_]*(?:all )?times?\b.{0,12}\b(?:in|are|utc)\b.{0,40}$", re.I)
_ITALIC = re.compile(r"(?:_(?!_).*_|\*(?!\*).*\*)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scope:
    """A heading and the blocks up to the next one."""

    source: Source
    title: str
    level: int
    """The level that ends its prose; see `Prose.level`."""
    timeline: bool = False
    """Whether its heading says timeline."""
    within: bool = False
    """Whether the heading of its section does."""
    footer: bool = False
    """Whether it stands behind the template's last rule: its paragraphs are fixed text."""
    preamble: bool = False


Part = Draft | Fixed


def read_scope(scope: Scope, blocks: Sequence[Block]) -> list[Part]:
    """Return the fields and fixed texts under one heading, in order."""
    parts: list[Part] = []
    for caption, inner in _captioned(scope, blocks):
        found = _read_run(scope, inner, caption)
        if caption:
            for part in found:
                if isinstance(part, Draft) and not part.label:
                    part.label = caption
                    break
        parts += found
    return parts


def _split_last(scope: Scope, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; a list's last item that is a label with nothing behind it is a list alone."""
    for block in blocks:
        if block.kind is BlockKind.LIST and len(block.items) > 1 and scope.source.own:
            last = block.items[-1]
            alone = replace(block, start=last.start, items=(last,))
            if _caption_of(scope, alone):
                end = block.items[-2].end
                yield replace(block, end=end, items=block.items[:-1])
                yield alone
                continue
        yield block


def _captioned(scope: Scope, found: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks by the caption over them: a bold or date line that stands alone."""
    caption, run = "", list[Block]()
    blocks = list(_split_last(scope, found))
    for at, block in enumerate(blocks):
        words = _caption_of(scope, block) if at + 1 < len(blocks) else ""
        following = blocks[at + 1] if words else None
        if (
            words
            and following is not None
            and following.kind in _FLOWING | {BlockKind.TABLE}
            and not _caption_of(scope, following)
        ):
            if run:
                yield caption, run
            caption, run = words, []
        else:
            run.append(block)
    if run:
        yield caption, run


def _caption_of(scope: Scope, block: Block) -> str:
    """Return the words of a block that names what follows it; empty for others."""
    source = scope.source
    text = bare(source.lines[block.start]).strip(" \t")
    if block.kind is BlockKind.LIST and len(block.items) == 1:
        alone = block.end == block.start + 1
        match = _LABEL_ONLY.match(item_text(source, block.items[0])) if alone else None
        return plain(match["label"]) if match else ""
    if block.kind is not BlockKind.PARAGRAPH or block.end != block.start + 1:
        return ""
    if is_date_line(source, block) and not scope.preamble:
        return plain(text).rstrip(":")
    match = _CAPTION.match(text)
    if match is None:
        return ""
    words = plain(match["bold"] or match["under"] or match["plain"]).rstrip(":")
    limit = 5 if match["plain"] else 8
    return words if len(words.split()) <= limit and len(words) <= 60 else ""


def _read_run(scope: Scope, blocks: Sequence[Block], caption: str) -> list[Part]:
    """Return the parts of blocks that stand under one heading or caption."""
    named = not caption or is_time(caption)
    expected = bool(TIMELINE.search(caption)) or (named and scope.timeline)
    fewest = 1 if expected or scope.within or (caption and is_time(caption)) else 2
    fewest = 4 if scope.preamble and not expected else fewest
    timeline = None
    flowing = [block for block in blocks if block.kind in _FLOWING]
    if not _all_labelled(scope, flowing, expected):
        timeline = entries_draft(scope.source, flowing, expected=expected, fewest=fewest)
    if timeline is None:
        return _read_plain(scope, blocks, caption)
    before = [block for block in blocks if block.end <= timeline.start]
    behind = [block for block in blocks if block.start >= timeline.end]
    return [
        *_read_plain(scope, before, caption),
        timeline,
        *_read_plain(scope, behind, caption),
    ]


def _all_labelled(scope: Scope, blocks: Sequence[Block], expected: bool) -> bool:
    """Whether a lone list is one of labels, not of times, though its heading says timeline."""
    return (
        expected
        and len(blocks) == 1
        and blocks[0].kind is BlockKind.LIST
        and _label_list(scope, blocks[0], "") is not None
    )


def _read_plain(scope: Scope, blocks: Sequence[Block], caption: str) -> list[Part]:
    """Return the parts of blocks that hold no timeline but those in tables."""
    source = scope.source
    parts: list[Part] = []
    run: list[Block] = []
    for block in blocks:
        found: list[Part] | None = None
        if block.kind is BlockKind.TABLE:
            actions = bool(ACTIONS.search(scope.title) or ACTIONS.search(caption))
            found = list(table_drafts(source, block, actions=actions))
        elif block.kind is BlockKind.PARAGRAPH:
            found = _label_paragraph(scope, block)
            if found is None and not source.own and _is_note(scope, block):
                found = [Fixed(source.texts(block.start, block.end), (block.start, block.end))]
        elif block.kind is BlockKind.LIST:
            found = _label_list(scope, block, caption) or _task_list(scope, block)
        elif block.kind not in _FLOWING:
            found = []
        if found is None:
            run.append(block)
            continue
        parts += _flow(scope, run, behind=found)
        parts += found
        run = []
    return parts + _flow(scope, run, behind=[])


def _is_note(scope: Scope, block: Block) -> bool:
    """Whether a paragraph of a template is no question: a footer, or a note on time zones."""
    text = scope.source.texts(block.start, block.end)
    return scope.footer or bool(_ZONE_NOTE.match(text) and len(text) < 60)


def _flow(scope: Scope, run: Sequence[Block], behind: Sequence[Part]) -> list[Part]:
    """Return the parts of a run of paragraphs, lists and code."""
    if not run:
        return []
    if scope.source.own:
        return list(_own_flow(scope, run))
    parts: list[Part] = []
    text: list[Block] = []
    for block in [*run, None]:
        if block is not None and block.kind in _TEXT:
            text.append(block)
            continue
        drafts = _special(scope, block) if block is not None else []
        following = drafts or (behind if block is None else [])
        parts += _template_text(scope, text, following)
        text = []
        if block is not None and not drafts:
            text = [block]
        parts += drafts
    return parts


def _special(scope: Scope, block: Block) -> list[Draft]:
    """Return a list or a code block as a field of its own."""
    if block.kind is BlockKind.FENCE:
        code = code_draft(scope.source, block)
        return [code] if code else []
    found = list_draft(scope.source, block, scope.title)
    return [found] if found else []


def _template_text(scope: Scope, text: Sequence[Block], following: Sequence[Part]) -> list[Part]:
    """Return paragraphs of a template: a question, or the guidance of what follows."""
    if not text:
        return []
    source = scope.source
    start, end = text[0].start, text[-1].end
    words = source.texts(start, end)
    field = next((part for part in following if isinstance(part, Draft)), None)
    if field is not None and not field.label and _is_guidance(source, text):
        field.prompt = prompt_of(guidance_words(words))
        field.start = start
        return []
    if all(block.kind is BlockKind.COMMENT for block in text):
        if following:
            return []
        draft = prose_draft(source, start, end, scope.level)
        draft.reason = "a comment with guidance"
        return [draft]
    if scope.footer:
        return [Fixed(words, (start, end))]
    return [prose_draft(source, start, end, scope.level)]


def _is_guidance(source: Source, text: Sequence[Block]) -> bool:
    """Whether paragraphs are comments, quotes or in italics: they say how to answer."""
    return all(
        block.kind in (BlockKind.COMMENT, BlockKind.QUOTE)
        or (
            block.kind is BlockKind.PARAGRAPH
            and _ITALIC.match(source.texts(block.start, block.end).strip())
        )
        for block in text
    )


def _own_flow(scope: Scope, run: Sequence[Block]) -> Iterator[Draft]:
    """Yield the fields of a run in an imported document: prose, unless a list or code is alone."""
    source = scope.source
    last = run[-1]
    lead = run[:-1]
    if last.kind in (BlockKind.LIST, BlockKind.FENCE) and len(lead) <= 1:
        special = _special(scope, last) if not lead or last.kind is BlockKind.LIST else []
        if special and all(block.kind is BlockKind.PARAGRAPH for block in lead):
            if lead:
                yield prose_draft(source, lead[0].start, lead[-1].end, scope.level)
            yield from special
            return
    yield prose_draft(source, run[0].start, last.end, scope.level)


def _task_list(scope: Scope, block: Block) -> list[Part] | None:
    """Return a list of check boxes as action items; None for any other list."""
    draft = list_draft(scope.source, block, scope.title)
    return [draft] if draft is not None and draft.kind is Kind.ACTIONS else None


def _label_paragraph(scope: Scope, block: Block) -> list[Part] | None:
    """Return the labelled lines of a paragraph; None if it is not made of them."""
    source = scope.source
    numbers = range(block.start, block.end)
    found = [take_label(bare(source.lines[number])) for number in numbers]
    first = found[0]
    if first is None or first.in_list:
        return None
    if not first.strong:
        if not all(label and len(label.value) <= 200 for label in found):
            return None
        sure = scope.preamble or len(found) > 1 or (not source.own and len(first.value) < 60)
        if not sure or (source.own and STATEMENTS.search(scope.title)):
            return None
    elif first.label and len(first.label.split()) > 6:
        return None
    starts = [at for at, label in enumerate(found) if label and (label.strong or not first.strong)]
    parts: list[Part] = []
    for at, following in zip(starts, [*starts[1:], len(found)], strict=True):
        label = found[at]
        if label is None:
            continue
        start, end = block.start + at, block.start + following
        if end == start + 1:
            parts.append(label_draft(source, start, label))
        else:
            parts.append(_label_prose(source, label, start, end, 0))
    return parts


def _label_prose(source: Source, label: Labelled, start: int, end: int, indent: int) -> Draft:
    """Return a label with lines below it as prose."""
    lead = label.lead if label.value else f"{label.lead.rstrip(' ')}\n"
    what = kind_of(label.label, label.value, own=True)
    prompt = "" if source.own else prompt_of(label.value)
    return Draft(
        Kind.PROSE, start, end, Prose(0, lead, indent), f"{what.reason} with text below it",
        label=label.label, prompt=prompt,
    )  # fmt: skip


def _label_list(scope: Scope, block: Block, caption: str) -> list[Part] | None:
    """Return the fields of a list whose every item is labelled; None for any other list."""
    source = scope.source
    labels = [_item_label(source, item) for item in block.items]
    if not all(labels):
        return None
    known = [label for label in labels if label is not None]
    if source.own:
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


def _item_label(source: Source, item: Item) -> Labelled | None:
    line = bare(source.lines[item.start])
    found = take_label(line)
    if found is not None:
        return found if not take_time(line) else None
    match = _LABEL_ONLY.match(item_text(source, item))
    if match is None or len(item.blocks) < 2:
        return None
    return Labelled(plain(match["label"]), "", line.rstrip(" \t"), in_list=True)


def take_time(line: str) -> bool:
    """Whether an item's label is a time: `- 10:15: text`."""
    return bool(re.match(r"[ \t]*[-*+][ \t]+(?:\*\*|__|[*_`])?\[?\d{1,4}[-:./]\d", line))


def _label_item(scope: Scope, item: Item, label: Labelled) -> Draft | None:
    """Return one labelled item as a field, with whatever stands in it."""
    source = scope.source
    if item.end == item.start + 1:
        return label_draft(source, item.start, label)
    if not label.strong:
        return None
    offset = len(label.lead) - len(label.lead.lstrip(" \t"))
    mark = re.match(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", label.lead)
    offset = len(mark[0]) if mark else offset
    if not label.value and len(item.blocks) == 2 and item.blocks[1].kind is BlockKind.LIST:
        nested = list_draft(source, item.blocks[1], label.label)
        if nested is not None:
            nested.label = label.label
            return nested
    if any(is_directive(line) for line in source.lines[item.start : item.end]):
        return None
    inner = [bare(line) for line in source.lines[item.start + 1 : item.end]]
    deep = min((len(line) - len(line.lstrip(" ")) for line in inner if line.strip()), default=0)
    return _label_prose(source, label, item.start, item.end, max(offset, min(deep, offset + 2)))


def empty_scope(scope: Scope, blocks: Sequence[Block], at: int) -> list[Part]:
    """Return the field of a heading with nothing to fill in under it.

    Args:
        scope: The heading.
        blocks: What stands under it: nothing, comments, definitions.
        at: The line after the heading.
    """
    source = scope.source
    comments = [block for block in blocks if block.kind is BlockKind.COMMENT]
    prompt = ""
    if comments:
        at = comments[-1].end
        prompt = guidance_words(source.texts(comments[0].start, at))
    elif blocks and blocks[0].kind is not BlockKind.DEFINITIONS:
        return []
    return [empty_draft(source, at, scope.level, prompt)]
