"""Timelines that are no tables, found among the blocks under a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hotwash.markdown.blocks import Block, BlockKind, bare, is_blank
from hotwash.template.drafts import (
    TIMELINE_COLUMNS,
    FieldDraft,
    TemplateSource,
    item_head,
    item_text,
)
from hotwash.template.model import Kind
from hotwash.template.shapes.base import NotThisShape, RowShape
from hotwash.template.shapes.timeline_headings import HeadingEntries, marks_of
from hotwash.template.shapes.timeline_lines import Entries, RowLine, take_apart, take_behind
from hotwash.template.tables import table_drafts
from hotwash.template.time_patterns import begins_with_time, ends_with_time, is_day, is_time
from hotwash.times.day_words import day_alone

_MARK = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)")
_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s*[ap]m\b|\b(?:hh|xx):(?:mm|xx)\b", re.I)


def entries_draft(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int = 2
) -> FieldDraft | None:
    """Return the timeline in bullets or plain lines that some blocks hold, if they hold one.

    Args:
        source: The text.
        blocks: Blocks that follow each other.
        expected: Whether they stand under a heading or label that says timeline; if not, the times
            must be times of day.
        fewest: How many rows with a time there must be.
    """
    for rule in (_bullets, _numbered, _lines_alone):
        found = rule(source, blocks, expected=expected, fewest=fewest)
        if found is not None:
            return found
    return None


def day_item_drafts(source: TemplateSource, block: Block) -> list[FieldDraft] | None:
    """Return the timelines of a list each of whose items is a day over a list of its events.

    Args:
        source: The text.
        block: The list.
    """
    found: list[FieldDraft] = []
    for item in block.items:
        day = day_alone(item_text(source, item))
        kinds = [inner.kind for inner in item.blocks]
        if not day or kinds != [BlockKind.PARAGRAPH, BlockKind.LIST]:
            return None
        draft = entries_draft(source, item.blocks[1:], expected=True, fewest=1)
        if draft is None:
            return None
        draft.label = day
        found.append(draft)
    return found or None


def _bullets(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int
) -> FieldDraft | None:
    """Bullets most of which begin with a time, or end with one; or a lone list where expected."""
    lists = [block for block in blocks if block.kind is BlockKind.LIST and not block.ordered]
    if not lists:
        return None
    texts = [item_head(source, item) for block in lists for item in block.items]
    timed = sum(_is_entry(text, expected) for text in texts)
    start, end = lists[0].start, lists[-1].end
    if timed >= fewest and timed * 10 >= len(texts) * 6:
        return _draft(source, start, end, bullet=True)
    behind = sum(ends_with_time(text) is not None for text in texts)
    if expected and behind > timed and behind * 2 >= len(texts):
        return _draft(source, start, end, bullet=True, behind=True)
    led = not source.is_document and blocks[-1] is lists[0] and all(map(_is_text, blocks[:-1]))
    if expected and len(lists) == 1 and not timed and (len(blocks) == 1 or led):
        return _draft(source, start, end, bullet=True)
    return None


def _numbered(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int
) -> FieldDraft | None:
    """One numbered list all of whose items begin with a time."""
    lists = [block for block in blocks if block.kind is BlockKind.LIST and block.ordered]
    if len(lists) != 1 or any(
        block.kind is BlockKind.LIST for block in blocks if not block.ordered
    ):
        return None
    texts = [item_head(source, item) for item in lists[0].items]
    if len(texts) < fewest or not all(_is_entry(text, expected) for text in texts):
        return None
    return _draft(source, lists[0].start, lists[0].end, bullet=True)


def _lines_alone(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int
) -> FieldDraft | None:
    """Paragraphs whose lines begin with a time, with what stands below each."""
    lines = [
        (number, index)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH
        for number in range(block.start, block.end)
        if _is_entry(bare(source.lines[number]), expected)
    ]
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    rows = {line for line, _ in lines}
    led = len({index for _, index in lines if blocks[index].start in rows})
    enough = expected or led * 2 >= len(paragraphs) or len(lines) >= 5
    broken = expected and len(lines) > 1
    if len(lines) < fewest or not enough or not (led or broken):
        return None
    start, first = lines[0]
    if start != blocks[first].start and not broken:
        return None
    last = lines[-1][1]
    end = blocks[last].end
    if is_time(bare(source.lines[lines[-1][0]])) and lines[-1][0] + 1 == end:
        # The words of the last time stand in the block below it, as those of the others do.
        end = next((b.end for b in blocks[last + 1 : last + 2] if b.start == end), end)
    return _draft(source, start, end, bullet=False)


def _is_text(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _is_entry(line: str, expected: bool) -> bool:
    """Whether a line is a row: it begins with a time, which may be a date where one is expected."""
    parts = take_apart(line)
    return parts is not None and (expected or _CLOCK.search(parts.time) is not None)


def _draft(
    source: TemplateSource, start: int, end: int, *, bullet: bool, behind: bool = False
) -> FieldDraft | None:
    lines = source.lines[start:end]
    mark, indent = "", ""
    if bullet:
        first = _MARK.match(bare(lines[0]))
        if first is None:
            return None
        indent, mark = first[1], first[2] + (first[3] or " ")
    numbered = mark[:1].isdigit()
    shape = Entries(mark, RowLine("", "", " - "), "", indent, behind, numbered)
    try:
        chunks = shape.chunks(lines)
    except NotThisShape:
        return None
    if not chunks:
        return None
    patterns: Counter[RowLine] = Counter()
    for chunk in chunks:
        text = bare(lines[chunk.start])
        text = _MARK.sub("", text, count=1) if bullet else text
        late = take_behind(text) if behind else None
        parts = take_apart(text)
        if parts is not None:
            parts = _without_own(parts) if source.is_document else _without_slot(parts)
        if late is not None:
            patterns[RowLine("", "", late.between, "", late.after, behind=True)] += 1
        elif parts is not None and not parts.text and _goes_on(lines[chunk.start + 1 : chunk.end]):
            below = f"{parts.between}\n{' ' * (len(indent) + len(mark))}"
            patterns[RowLine(parts.before, "", below, "", parts.after)] += 1
        elif parts is not None and parts.between.strip(" \t:") + parts.before:
            patterns[RowLine(parts.before, "", parts.between, "", parts.after)] += 1
        elif parts is not None and parts.text:
            patterns[RowLine("", "", parts.between)] += 1
    pattern = patterns.most_common(1)[0][0] if patterns else RowLine("**", "", "** - ")
    gaps = sum(is_blank(lines[chunk.end]) for chunk in chunks[:-1] if chunk.end < len(lines))
    gap = "\n" if gaps * 2 > len(chunks) - 1 or (not bullet and len(chunks) == 1) else ""
    reason = "bullets that begin with a time" if bullet else "lines that begin with a time"
    if behind:
        reason = "bullets that end with a time"
    elif bullet and not patterns:
        reason = "bullets under a heading that says timeline"
    shape = Entries(mark, pattern, gap, indent, behind, numbered)
    return _finish(source, start, end, shape, reason)


_ITS_OWN = re.compile(r"\]?\([^()\s]*\)|\[\^[^\[\]]+\]")
"""The address or the footnote of one row's time, which no other row has."""


def _without_own(parts: RowLine) -> RowLine:
    """Return the marks of a row without what is that row's alone."""
    between = _ITS_OWN.sub("", parts.between)
    if between == parts.between:
        return replace(parts, shared="")
    return replace(parts, before=parts.before.removesuffix("["), between=between, shared="")


def _without_slot(parts: RowLine) -> RowLine:
    """Return the marks of a template's row without the brackets of a time to fill in."""
    if any(map(str.isdigit, parts.time)) or not parts.before.endswith("["):
        return parts
    return replace(parts, before=parts.before[:-1], between=parts.between.replace("]", "", 1))


def _goes_on(below: Sequence[str]) -> bool:
    """Whether a row's text begins on the line below its time."""
    return bool(below) and not is_blank(below[0])


def headings_draft(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool
) -> tuple[FieldDraft, int] | None:
    """Return the timeline whose rows are headings, and how many blocks it spans.

    Args:
        source: The text.
        blocks: The blocks of a section from its first inner heading on.
        expected: Whether the section's heading says timeline.
    """
    if not blocks or blocks[0].kind is not BlockKind.HEADING:
        return None
    level = blocks[0].level
    clocks = [_says_clock(block) for block in blocks]
    above = (at for at, block in enumerate(blocks) if _ends_rows(block, level, clocks[at]))
    stop = next(above, len(blocks))
    heads = [at for at in range(stop) if _is_row(blocks[at], level)]
    timed = [at for at in heads if begins_with_time(blocks[at].text)]
    if len(timed) < (1 if expected else 2) or len(timed) * 10 < len(heads) * 6:
        return None
    if not expected and len(timed) < len(heads):
        return None
    if not any(clocks[at] for at in timed) and _hold_entries(source, blocks[:stop], heads):
        return None
    others: set[int] = set()
    if any(clocks[at] for at in timed):
        others = _other_levels(blocks[:stop], clocks, level)
        more = [at for at in range(stop) if clocks[at] and blocks[at].level in others]
        heads, timed = sorted({*heads, *more}), sorted({*timed, *more})
    last = timed[-1]
    ends = next((at for at in heads if at > last), stop)
    span = blocks[:ends]
    first = span[0]
    lead, tail = marks_of(source.lines[first.start])
    after = source.lines[first.end : first.end + 1]
    between = "\n" if not after or is_blank(after[0]) else ""
    shape = HeadingEntries(level, lead, tail, between, others=tuple(sorted(others)))
    reason = "headings that begin with a time"
    draft = _finish(source, first.start, span[-1].end, shape, reason)
    return (draft, ends) if draft is not None else None


def _is_row(block: Block, level: int) -> bool:
    return block.kind is BlockKind.HEADING and block.level == level


def _says_clock(block: Block) -> bool:
    """Whether a block is a heading that is a time of day and nothing else."""
    return (
        block.kind is BlockKind.HEADING and bool(_CLOCK.search(block.text)) and is_time(block.text)
    )


def _ends_rows(block: Block, level: int, clock: bool) -> bool:
    """Whether rows of a level cannot go on behind a heading."""
    return block.kind is BlockKind.HEADING and block.level < level and not clock


def _other_levels(blocks: Sequence[Block], clocks: Sequence[bool], level: int) -> set[int]:
    """Return the other levels all of whose headings are times of day."""
    found: dict[int, bool] = {}
    for block, clock in zip(blocks, clocks, strict=False):
        if block.kind is BlockKind.HEADING and block.level != level:
            found[block.level] = found.get(block.level, True) and clock
    return {other for other, all_clocks in found.items() if all_clocks}


def _hold_entries(source: TemplateSource, blocks: Sequence[Block], heads: Sequence[int]) -> bool:
    """Whether what stands under headings of dates is itself a timeline."""
    holding = 0
    for head, following in zip(heads, [*heads[1:], len(blocks)], strict=True):
        holding += _holds(source, blocks[head + 1 : following])
    return holding * 2 >= len(heads)


def _holds(source: TemplateSource, inner: Sequence[Block]) -> bool:
    """Whether some blocks hold a timeline: lines, a table, or headings."""
    if not inner:
        return False
    if entries_draft(source, inner, expected=False, fewest=1) is not None:
        return True
    if any(clock for clock in map(_says_clock, inner)):
        return True
    tables = (block for block in inner if block.kind is BlockKind.TABLE)
    return any(
        draft.kind is Kind.TIMELINE
        for block in tables
        for draft in table_drafts(source, block, actions=False)
    )


def _finish(
    source: TemplateSource, start: int, end: int, shape: RowShape, reason: str
) -> FieldDraft | None:
    draft = FieldDraft(
        Kind.TIMELINE, start, end, shape, reason, name="timeline", columns=TIMELINE_COLUMNS
    )
    if not source.is_document:
        try:
            chunks = shape.chunks(source.lines[start:end])
        except NotThisShape:
            return None
        rows = [chunk.value for chunk in chunks if not isinstance(chunk.value, str)]
        draft.samples = tuple(
            (row.get("time", ""), row.get("event", ""), "") for row in rows if row
        )
    return draft


def is_date_line(source: TemplateSource, block: Block) -> bool:
    """Whether a paragraph is a date or time alone, but for a note in brackets.

    It says when the rows after it were.
    """
    if block.kind is not BlockKind.PARAGRAPH or block.end != block.start + 1:
        return False
    return is_day(bare(source.lines[block.start]))
