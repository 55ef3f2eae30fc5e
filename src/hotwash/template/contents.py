"""What stands under one heading: its blocks to drafts of fields and fixed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.box_lists import with_box_lists
from hotwash.template.captions import captioned
from hotwash.template.checklists import are_statements, as_checklist, names_other_list
from hotwash.template.drafts import (
    FieldDraft,
    TemplateSource,
    code_draft,
    empty_draft,
    guidance_words,
    item_text,
    list_draft,
    prose_draft,
)
from hotwash.template.fixed_text import fixed_text, is_example_lead
from hotwash.template.heading_kinds import as_heading_kind, heading_kind
from hotwash.template.heading_scope import FLOWING, HeadingScope, Part
from hotwash.template.html_blocks import is_toggle, name_by_toggles
from hotwash.template.labelled_fields import label_list, label_paragraph, label_quote
from hotwash.template.labels import prompt_of
from hotwash.template.model import Fixed, Kind
from hotwash.template.shapes.text import Line
from hotwash.template.shapes.timeline_lines import take_apart
from hotwash.template.slots import IN_TEXT
from hotwash.template.tables import table_drafts
from hotwash.template.time_patterns import ends_with_time, is_day
from hotwash.template.timelines import day_item_drafts, entries_draft, is_date_line
from hotwash.template.words import ACTIONS, over_tasks, over_timeline
from hotwash.template.wrapped_timelines import wrapped_draft

_TEXT = FLOWING - {BlockKind.FENCE, BlockKind.LIST}
_ZONE_NOTE = re.compile(r"[\W_]*(?:all )?times?\b.{0,12}\b(?:in|are|utc)\b.{0,40}$", re.I)
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|:::)[ \t]*\w")
_ABOUT_ITSELF = re.compile(
    r"\bthis (?:is (?:an?|the|our) [\w ]{0,20})?(?:template|page|form)\b", re.I
)
"""What a template says of itself, before its first question."""
_OF_ALL = re.compile(
    r"\b(?:blameless|blame[- ]free|without blame|confidential|internal use)\b", re.I
)
"""What a document says of itself, whatever happened."""
_OVER_TIMELINE = "a date over the timeline"
_COMMENT = "a comment with guidance"
_ITALIC = re.compile(r"(?:_(?!_).*_|\*(?!\*).*\*)\s*$", re.DOTALL)


def read_scope(scope: HeadingScope, blocks: Sequence[Block]) -> list[Part]:
    """Return the fields and fixed texts under one heading, in order."""
    scope, blocks = with_box_lists(scope, blocks)
    parts: list[Part] = []
    for caption, inner in captioned(scope, blocks):
        found = _read_run(scope, inner, caption)
        if caption:
            for part in found:
                if isinstance(part, FieldDraft) and not part.label:
                    part.label = caption
                    break
        parts += found
    return parts if scope.source.is_document else _of_template(scope, parts)


def _of_template(scope: HeadingScope, parts: list[Part]) -> list[Part]:
    """Return a template's parts: a lone question as its heading wants it, no comment as one."""
    drafts = [part for part in parts if isinstance(part, FieldDraft)]
    if len(drafts) == 1 and not scope.preamble:
        wants = as_heading_kind(scope.source, drafts[0], scope.title)
        return [wants if part is drafts[0] else part for part in parts]
    return [
        Fixed(part.prompt, (part.start, part.end), exported=False)
        if isinstance(part, FieldDraft) and part.reason == _COMMENT
        else part
        for part in parts
    ]


def _read_run(scope: HeadingScope, blocks: Sequence[Block], caption: str) -> list[Part]:
    """Return the parts of blocks that stand under one heading or caption."""
    by_day = _days_in_items(scope, blocks, caption)
    if by_day is not None:
        return by_day
    timeline = _timeline(scope, blocks, caption)
    if timeline is None:
        return _read_plain(scope, blocks, caption)
    before = [block for block in blocks if block.end <= timeline.start]
    behind = [block for block in blocks if block.start >= timeline.end]
    return [
        *_read_plain(scope, before, caption),
        timeline,
        *_read_plain(scope, behind, caption),
    ]


def _timeline(scope: HeadingScope, blocks: Sequence[Block], caption: str) -> FieldDraft | None:
    """Return the timeline that some blocks hold in bullets, lines or a quote, if they hold one."""
    dated = is_day(caption) if caption else False
    expected = over_timeline(caption) or ((dated or not caption) and scope.timeline)
    flowing = [block for block in blocks if block.kind in FLOWING]
    if not scope.source.is_document:
        flowing = [block for block in flowing if not is_date_line(scope.source, block)]
    if expected and _is_list_of_labels(scope, flowing):
        return None
    fewest = _fewest_rows(scope, expected=expected, dated=dated)
    found = entries_draft(scope.source, flowing, expected=expected, fewest=fewest)
    return wrapped_draft(scope.source, blocks) if found is None and expected else found


def _fewest_rows(scope: HeadingScope, *, expected: bool, dated: bool) -> int:
    """Return how many times make a timeline: the less is said of one above, the more."""
    if expected:
        return 1
    if scope.preamble:
        return 4
    return 1 if scope.within or dated else 2


def _days_in_items(scope: HeadingScope, blocks: Sequence[Block], caption: str) -> list[Part] | None:
    """Return the parts of blocks with a list of days in them, each over a list of its events."""
    if not scope.source.is_document or not (scope.timeline or over_timeline(caption)):
        return None
    for at, block in enumerate(blocks):
        days = day_item_drafts(scope.source, block) if block.kind is BlockKind.LIST else None
        if days is not None:
            behind = blocks[at + 1 :]
            rest = _read_run(scope, behind, caption) if behind else []
            return [*_read_plain(scope, blocks[:at], caption), *days, *rest]
    return None


def _is_list_of_labels(scope: HeadingScope, blocks: Sequence[Block]) -> bool:
    """Whether blocks are one list of labels, not of times, under a heading that says timeline."""
    if [block.kind for block in blocks] != [BlockKind.LIST]:
        return False
    texts = [item_text(scope.source, item) for item in blocks[0].items]
    if len(texts) > 1 and all(map(ends_with_time, texts)):
        return False
    timed = all(take_apart(text) is not None for text in texts)
    return not timed and label_list(scope, blocks[0], "") is not None


def _read_plain(scope: HeadingScope, blocks: Sequence[Block], caption: str) -> list[Part]:
    """Return the parts of blocks that hold no timeline but those in tables."""
    parts: list[Part] = []
    run: list[Block] = []
    for at, block in enumerate(blocks):
        within = bool(run) and _is_within(scope.source, blocks, at)
        found = None if within else _alone(scope, block, caption)
        if found is None:
            run.append(block)
            continue
        parts += _flow(scope, run, behind=found)
        parts += found
        run = []
    parts += _flow(scope, run, behind=[])
    if not scope.source.is_document:
        name_by_toggles(scope.source, blocks, parts)
    return parts


def _alone(scope: HeadingScope, block: Block, caption: str) -> list[Part] | None:
    """Return the parts of a block that is read by itself; None for one that flows with others."""
    if block.kind is BlockKind.TABLE:
        return _table(scope, block, caption)
    if is_example_lead(scope.source, block):
        return None
    fixed = fixed_text(scope.source, block, caption or scope.title)
    return [*fixed] if fixed is not None else _asked(scope, block, caption)


def _table(scope: HeadingScope, block: Block, caption: str) -> list[Part]:
    actions = bool(ACTIONS.search(scope.title) or ACTIONS.search(caption))
    timeline = scope.timeline or scope.within
    return list(table_drafts(scope.source, block, actions=actions, timeline=timeline))


def _asked(scope: HeadingScope, block: Block, caption: str) -> list[Part] | None:
    """Return the fields of labelled lines or items; None for a block that flows with others."""
    if block.kind is BlockKind.PARAGRAPH:
        return label_paragraph(scope, block) or _day_of(scope, block) or _note(scope, block)
    if block.kind is BlockKind.LIST:
        return label_list(scope, block, caption) or _task_list(scope, block, caption)
    if block.kind is BlockKind.QUOTE:
        return label_quote(scope, block) or _said_of_all(scope, block)
    return [] if block.kind not in FLOWING or is_toggle(scope.source, block) else None


def _said_of_all(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return a quote that says something of every postmortem, and asks for nothing, as fixed text.

    Other quotes say how a template is filled in.
    """
    text = scope.source.texts(block.start, block.end)
    if scope.source.is_document or not _OF_ALL.search(text) or IN_TEXT.search(text):
        return None
    return [Fixed(text, (block.start, block.end))]


def _day_of(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return the date alone over a template's timeline as a field; None for anything else."""
    source = scope.source
    if source.is_document or not scope.timeline or not is_date_line(source, block):
        return None
    shape, reason = Line(start=True), _OVER_TIMELINE
    draft = FieldDraft(Kind.LINE, block.start, block.end, shape, reason, label="Date")
    draft.prompt = source.texts(block.start, block.end).strip()
    return [draft]


def _note(scope: HeadingScope, block: Block) -> list[Part] | None:
    """Return a paragraph that is no question, a footer or a note on time zones, as fixed text."""
    text = scope.source.texts(block.start, block.end)
    if not _in_footer(scope, block.start) and not (_ZONE_NOTE.match(text) and len(text) < 60):
        return None
    return [Fixed(text, (block.start, block.end))]


def _in_footer(scope: HeadingScope, line: int) -> bool:
    return scope.footer is not None and line >= scope.footer


def _flow(scope: HeadingScope, run: Sequence[Block], behind: Sequence[Part]) -> list[Part]:
    """Return the parts of a run of paragraphs, lists and code."""
    if scope.source.is_document:
        return list(_own_flow(scope, run))
    parts: list[Part] = []
    text: list[Block] = []
    for block in run:
        example = bool(text) and is_example_lead(scope.source, text[-1])
        if block.kind in _TEXT or (example and text[-1].end + 1 >= block.start):
            text.append(block)
            continue
        drafts = _special(scope, block)
        parts += _template_text(scope, text, drafts)
        parts += drafts
        text = [] if drafts else [block]
    return [*parts, *_template_text(scope, text, behind)]


def _special(scope: HeadingScope, block: Block) -> list[FieldDraft]:
    """Return a list or a code block as a field of its own."""
    if block.kind is BlockKind.FENCE:
        code = code_draft(scope.source, block)
        return [code] if code else []
    return [found] if (found := _boxes_or_list(scope, block, "", tasks=scope.tasks)) else []


def _boxes_or_list(
    scope: HeadingScope, block: Block, caption: str, *, tasks: bool
) -> FieldDraft | None:
    """Return a list as a field; a template's checklist is there from the beginning."""
    headings = (caption, scope.title, scope.above)
    if scope.source.is_document:
        work = not are_statements(scope.source, block, headings)
        return list_draft(scope.source, block, tasks=tasks and work, boxes=work)
    draft = list_draft(scope.source, block, tasks=tasks)
    if draft is not None:
        as_checklist(scope.source, draft, headings)
    return draft


def _template_text(
    scope: HeadingScope, text: Sequence[Block], following: Sequence[Part]
) -> list[Part]:
    """Return paragraphs of a template: a question, or the guidance of what follows."""
    if not text:
        return []
    source, start, end = scope.source, text[0].start, text[-1].end
    words = source.texts(start, end)
    field = next((part for part in following if isinstance(part, FieldDraft)), None)
    guidance = is_guidance(source, text)
    if field is not None and not field.label and (guidance or _leads_to(scope, words, field)):
        field.prompt = prompt_of(guidance_words(words))
        field.start = start
        return []
    if (guidance and following) or _says_how(scope, text, words, field):
        return [Fixed(prompt_of(guidance_words(words)), (start, end), exported=False)]
    return [_question(scope, text, words)]


def _question(scope: HeadingScope, text: Sequence[Block], words: str) -> Part:
    """Return paragraphs that stand by themselves: prose to write, or fixed text of the footer."""
    start, end = text[0].start, text[-1].end
    comments = all(block.kind is BlockKind.COMMENT for block in text)
    if _in_footer(scope, start) and not comments:
        return Fixed(words, (start, end))
    draft = prose_draft(scope.source, start, end, scope.level)
    draft.reason = _COMMENT if comments else draft.reason
    return draft


def _leads_to(scope: HeadingScope, words: str, field: FieldDraft) -> bool:
    """Whether a text announces the field behind it, which is what the heading asks for."""
    asked = heading_kind(scope.title, scope.source.language)
    return words.endswith(":") or (asked is not None and asked[0] is field.kind)


def _says_how(
    scope: HeadingScope, text: Sequence[Block], words: str, field: FieldDraft | None
) -> bool:
    """Whether a text says how the template is filled in, wherever it stands."""
    if scope.preamble and (_ABOUT_ITSELF.search(words) or _is_aside(text)):
        return True
    return (field is not None and field.reason == _OVER_TIMELINE) or bool(_ADMONITION.match(words))


def is_guidance(source: TemplateSource, text: Sequence[Block]) -> bool:
    """Whether paragraphs are comments, quotes, asides or in italics: they say how to answer."""
    if text and _ADMONITION.match(bare(source.lines[text[0].start])):
        return all(block.kind is not BlockKind.PARAGRAPH for block in text[1:])
    return all(
        block.kind in (BlockKind.COMMENT, BlockKind.QUOTE)
        or (
            block.kind is BlockKind.PARAGRAPH
            and _ITALIC.match(source.texts(block.start, block.end).strip())
        )
        for block in text
    )


def _is_aside(text: Sequence[Block]) -> bool:
    """Whether blocks are comments or quotes, which before the first heading ask for nothing."""
    return all(block.kind in (BlockKind.COMMENT, BlockKind.QUOTE) for block in text)


def _is_within(source: TemplateSource, blocks: Sequence[Block], at: int) -> bool:
    """Whether link definitions stand between paragraphs of a document: they are one text then."""
    if not source.is_document or blocks[at].kind is not BlockKind.DEFINITIONS:
        return False
    return at + 1 < len(blocks) and blocks[at + 1].kind in _TEXT


_UNSEEN = frozenset({BlockKind.COMMENT, BlockKind.DEFINITIONS})
"""Blocks that show nothing: at the edges of a text they are left alone."""


def _own_flow(scope: HeadingScope, blocks: Sequence[Block]) -> Iterator[FieldDraft]:
    """Yield the fields of a run in an imported document: prose, unless a list or code is alone."""
    source = scope.source
    run = _seen(blocks)
    if not run:
        return
    special = _list_at_end(scope, run)
    text = run[:-1] if special else run
    if text:
        yield prose_draft(source, text[0].start, text[-1].end, scope.level)
    yield from special


def _seen(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks without those at their edges that show nothing."""
    shown = [at for at, block in enumerate(blocks) if block.kind not in _UNSEEN]
    return blocks[shown[0] : shown[-1] + 1] if shown else []


def _list_at_end(scope: HeadingScope, run: Sequence[Block]) -> list[FieldDraft]:
    """Return the list that is all there is but for a paragraph before it, or the code alone."""
    *lead, last = run
    if lead and (len(lead) > 1 or lead[0].kind is not BlockKind.PARAGRAPH):
        return []
    alone = (BlockKind.LIST,) if lead else (BlockKind.LIST, BlockKind.FENCE)
    return _special(scope, last) if last.kind in alone else []


def _task_list(scope: HeadingScope, block: Block, caption: str) -> list[Part] | None:
    """Return a list of action items, or one that its caption says is none; else None."""
    other = scope.tasks and not over_tasks(caption) and names_other_list(caption)
    tasks = over_tasks(caption) or (scope.tasks and not other)
    draft = _boxes_or_list(scope, block, caption, tasks=tasks)
    return [draft] if draft is not None and (other or draft.kind is Kind.ACTIONS) else None


_NO_ANSWER = (BlockKind.DEFINITIONS, BlockKind.RULE)
"""Blocks under a heading that neither ask nor answer anything."""


def empty_scope(scope: HeadingScope, blocks: Sequence[Block], at: int) -> list[Part]:
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
    elif blocks and blocks[0].kind not in _NO_ANSWER:
        return []
    return [as_heading_kind(source, empty_draft(source, at, scope.level, prompt), scope.title)]
