"""Timelines that are no tables, found among the blocks under a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from hotwash.markdown.blocks import Block, BlockKind, bare, is_blank
from hotwash.template.drafts import (
    TIMELINE_COLUMNS,
    FieldDraft,
    TemplateSource,
    item_head,
    item_text,
)
from hotwash.template.labels import prompt_of
from hotwash.template.model import Kind
from hotwash.template.shapes.base import Cells, Chunk, NotThisShape, RowShape
from hotwash.template.shapes.timeline_headings import HeadingEntries, marks_of
from hotwash.template.shapes.timeline_lines import (
    Entries,
    RowLine,
    gap_below,
    take_apart,
    take_behind,
)
from hotwash.template.tables import heads_time, table_drafts
from hotwash.template.time_patterns import begins_with_time, ends_with_time, is_day, is_time
from hotwash.times.day_words import day_alone

_MARK = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)")
_WHOLE_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|\d{1,2}\s*[ap]\.?m\b|\b(?:hh|xx):(?:mm|xx)\b", re.I
)
_DATE_SIGN = re.compile(r"\d|y{3,4}|\bDATE\b", re.I)
"""What stands in every date."""
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
    lists = _lists(blocks, ordered=False)
    if not lists:
        return None
    texts = [item_head(source, item) for block in lists for item in block.items]
    timed = sum(_is_entry(text, expected) for text in texts)
    draft = partial(_draft, source, lists[0].start, lists[-1].end, bullet=True)
    if timed >= fewest and timed * 10 >= len(texts) * 6:
        return draft()
    if not expected:
        return None
    behind = sum(map(bool, map(ends_with_time, texts)))
    if behind > timed and behind * 2 >= len(texts):
        return draft(behind=True)
    return draft() if not timed and _is_lone_list(source, blocks, lists) else None


def _lists(blocks: Sequence[Block], *, ordered: bool) -> list[Block]:
    return [b for b in blocks if b.kind is BlockKind.LIST and b.ordered is ordered]


def _is_lone_list(source: TemplateSource, blocks: Sequence[Block], lists: Sequence[Block]) -> bool:
    """Whether blocks are one list, in a template with words before it."""
    led = not source.is_document and blocks[-1] is lists[0] and all(map(_is_text, blocks[:-1]))
    return len(lists) == 1 and (len(blocks) == 1 or led)


def _numbered(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int
) -> FieldDraft | None:
    """One numbered list all of whose items begin with a time, or most where one is expected."""
    lists = _lists(blocks, ordered=True)
    if len(lists) != 1 or _lists(blocks, ordered=False):
        return None
    texts = [item_head(source, item) for item in lists[0].items]
    timed = sum(_is_entry(text, expected) for text in texts)
    if timed < fewest or timed * 10 < len(texts) * (6 if expected else 10):
        return None
    return _draft(source, lists[0].start, lists[0].end, bullet=True)


def _lines_alone(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool, fewest: int
) -> FieldDraft | None:
    """Paragraphs whose lines begin with a time, with what stands below each."""
    paragraphs = [block for block in blocks if _is_text(block)]
    numbers = chain.from_iterable(range(block.start, block.end) for block in paragraphs)
    rows = [number for number in numbers if _is_entry(bare(source.lines[number]), expected)]
    begins = {block.start for block in paragraphs}
    if len(rows) < fewest or not _lead(rows, begins, expected=expected):
        return None
    return _draft(source, rows[0], _end_of_rows(source, blocks, rows), bullet=False)


def _lead(rows: Sequence[int], begins: set[int], *, expected: bool) -> bool:
    """Whether lines with times are what paragraphs are about, and no words among others.

    Args:
        rows: The lines.
        begins: The lines on which paragraphs begin.
        expected: See `entries_draft`.
    """
    if expected and len(rows) > 1:
        return True
    led = len(begins.intersection(rows))
    return rows[0] in begins and (expected or led * 2 >= len(begins) or len(rows) >= 5)


def _end_of_rows(source: TemplateSource, blocks: Sequence[Block], rows: Sequence[int]) -> int:
    """Return the line behind a timeline of plain lines.

    The words of a last time that stands alone are the block below it, as those of the others are.
    """
    last = rows[-1]
    at, within = next((at, b) for at, b in enumerate(blocks) if b.start <= last < b.end)
    following = blocks[at + 1] if at + 1 < len(blocks) else within
    alone = [is_time(bare(source.lines[row])) for row in rows]
    near = following.start == within.end or all(alone)
    return following.end if alone[-1] and last + 1 == within.end and near else within.end


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
    first = _MARK.match(bare(lines[0])) if bullet else None
    if bullet and first is None:
        return None
    indent, mark = (first[1], first[2] + (first[3] or " ")) if first else ("", "")
    shape = Entries(mark, RowLine("", "", " - "), "", indent, behind, mark[:1].isdigit())
    try:
        chunks = shape.chunks(lines)
    except NotThisShape:
        return None
    if not chunks:
        return None
    marks = (_marks_of_row(source, shape, lines[chunk.start : chunk.end]) for chunk in chunks)
    patterns = Counter(filter(None, marks))
    pattern = patterns.most_common(1)[0][0] if patterns else RowLine("**", "", "** - ")
    shape = replace(shape, pattern=pattern, gap=_gap(lines, chunks, bullet=bullet))
    return _finish(source, start, end, shape, _reason(shape, timed=bool(patterns)))


def _reason(shape: Entries, *, timed: bool) -> str:
    """Return why lines are a timeline."""
    if shape.behind:
        return "bullets that end with a time"
    if not shape.mark:
        return "lines that begin with a time"
    return (
        "bullets that begin with a time" if timed else "bullets under a heading that says timeline"
    )


def _gap(lines: Sequence[str], chunks: Sequence[Chunk], *, bullet: bool) -> str:
    """Return what mostly stands between two rows: nothing, or an empty line."""
    gaps = sum(is_blank(lines[chunk.end]) for chunk in chunks[:-1] if chunk.end < len(lines))
    loose = gaps * 2 > len(chunks) - 1 or (not bullet and len(chunks) == 1)
    return "\n" if loose else ""


def _marks_of_row(source: TemplateSource, shape: Entries, lines: Sequence[str]) -> RowLine | None:
    """Return the marks that a row is written with; None where it shows none."""
    text = _MARK.sub("", bare(lines[0]), count=1) if shape.mark else bare(lines[0])
    late = take_behind(text) if shape.behind else None
    if late is not None:
        return RowLine("", "", late.between, "", late.after, behind=True)
    parts = take_apart(text) or (None if source.is_document else _slot_row(text))
    if parts is None:
        return None
    parts = _without_own(parts) if source.is_document else _without_slot(parts)
    marks = RowLine(parts.before, "", parts.between, "", parts.after)
    if not parts.text and (below := gap_below(lines)):
        offset = " " * (len(shape.indent) + len(shape.mark))
        return replace(marks, between=f"{parts.between}{below}{offset}")
    if parts.between.strip(" \t:") + parts.before:
        return marks
    return RowLine("", "", parts.between) if parts.text else None


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
    opened = _OPENED.search(parts.before)
    if any(map(str.isdigit, parts.time)) or opened is None:
        return parts
    between = _CLOSED.sub("", parts.between, count=1)
    return replace(parts, before=parts.before[: opened.start()], between=between)


_OPENED = re.compile(r"(?:\[|<|\{\{?\s*)$")
_CLOSED = re.compile(r"\]|>|\s*\}\}?")
"""The marks around a time to fill in."""
_SLOT_ROW = re.compile(
    r"(?P<before>(?:\*\*|__|`)?)(?:\[(?P<a>[^\[\]]+)\]|<(?P<b>[^<>]+)>|\{\{?(?P<c>[^{}]+)\}\}?)"
    r"(?P<between>:?(?:\*\*|__|`)?(?::?[ \t]+(?:[-–—|:]+|->|→|=>)[ \t]+|:?[ \t]+))(?P<text>\S.*)$"
)


def _slot_row(text: str) -> RowLine | None:
    """Return the parts of a template's row whose time is named: `[Time] - [Event]`."""
    match = _SLOT_ROW.match(text)
    word = (match["a"] or match["b"] or match["c"]).strip() if match else ""
    if match is None or not heads_time(word):
        return None
    return RowLine(match["before"], word, match["between"], match["text"])


def headings_draft(
    source: TemplateSource, blocks: Sequence[Block], *, expected: bool
) -> tuple[FieldDraft, int] | None:
    """Return the timeline whose rows are headings, and how many blocks it spans.

    Args:
        source: The text.
        blocks: The blocks of a section from its first inner heading on.
        expected: Whether the section's heading says timeline.
    """
    blocks = _up_to_end(blocks)
    if not blocks:
        return None
    first = blocks[0]
    heads = [at for at, block in enumerate(blocks) if _is_row(block, first.level)]
    timed = _timed(blocks, heads, expected=expected)
    if not timed:
        return None
    clocks = [at for at, block in enumerate(blocks) if _says_clock(block)]
    others: set[int] = set()
    if not set(clocks).isdisjoint(timed):
        others = _other_levels(blocks, clocks, first.level)
    elif _hold_entries(source, blocks, heads):
        return None
    more = [at for at in clocks if blocks[at].level in others]
    ends = _behind([*timed, *more], [*heads, *more, len(blocks)])
    shape = _heading_shape(source, first, others)
    end, reason = blocks[ends - 1].end, "headings that begin with a time"
    draft = _finish(source, first.start, end, shape, reason)
    return (draft, ends) if draft is not None else None


def _behind(rows: Sequence[int], ends: Sequence[int]) -> int:
    """Return the first of some ends behind the last row."""
    last = max(rows)
    return min(end for end in ends if end > last)


def _up_to_end(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks before the heading behind which no rows of the first one's level stand.

    There are none where the first is no heading.
    """
    if not blocks or blocks[0].kind is not BlockKind.HEADING:
        return ()
    level = blocks[0].level
    ends = (at for at, block in enumerate(blocks) if _ends_rows(block, level, _says_clock(block)))
    return blocks[: next(ends, len(blocks))]


def _timed(blocks: Sequence[Block], heads: Sequence[int], *, expected: bool) -> list[int]:
    """Return the headings that begin with a time; none where they are too few to be rows."""
    timed = [at for at in heads if begins_with_time(blocks[at].text)]
    if expected:
        return timed if len(timed) * 10 >= len(heads) * 6 else []
    return timed if len(timed) >= 2 and len(timed) == len(heads) else []


def _heading_shape(source: TemplateSource, first: Block, others: set[int]) -> HeadingEntries:
    """Return how rows are written of which this is the first one's heading."""
    lead, tail = marks_of(source.lines[first.start])
    after = source.lines[first.end : first.end + 1]
    between = "\n" if not after or is_blank(after[0]) else ""
    return HeadingEntries(first.level, lead, tail, between, others=tuple(sorted(others)))


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


def _other_levels(blocks: Sequence[Block], clocks: Sequence[int], level: int) -> set[int]:
    """Return the other levels all of whose headings are times of day."""
    headings = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    words = {blocks[at].level for at in set(headings).difference(clocks)}
    return {blocks[at].level for at in clocks} - words - {level}


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
    if any(map(_says_clock, inner)):
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
        draft.samples = tuple(_sample(row) for row in rows if row)
    return draft


def _sample(row: Cells) -> tuple[str, ...]:
    """Return the cells of a template's row, its time apart where it is only named."""
    time, event = row.get("time", ""), row.get("event", "")
    named = None if time else _slot_row(event)
    return (time, event, "") if named is None else (named.time, prompt_of(named.text), "")


def is_date_line(source: TemplateSource, block: Block) -> bool:
    """Whether a paragraph is a date or time alone, but for a note in brackets.

    It says when the rows after it were.
    """
    if block.kind is not BlockKind.PARAGRAPH or block.end != block.start + 1:
        return False
    text = bare(source.lines[block.start])
    return is_day(text) and (source.is_document or not is_time_of_day(text))


def is_time_of_day(text: str) -> bool:
    """Whether a line is a time of day and nothing else: `10:15`, `**10:15 UTC**`, `{{ hh:mm }}`.

    Under a heading that says timeline it is a row, and what stands below it are its words.
    """
    others = _WHOLE_CLOCK.sub("", text)
    return others != text and is_day(text) and _DATE_SIGN.search(others) is None
