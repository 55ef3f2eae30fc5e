"""A template's Markdown to its sections and fields: the one reader of templates and documents.

The rules are those of the design's table, first match wins; a directive in a comment overrides
them. What is not read into fields stays as it is: fixed lines that every export carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind, read, split_lines
from hotwash.template.assemble import assemble
from hotwash.template.contents import empty_scope, is_guidance, read_scope
from hotwash.template.days import day_marks, document_day, first_date
from hotwash.template.directives import is_directive, language_said, read_directive
from hotwash.template.drafts import FieldDraft, TemplateSource, guidance_words
from hotwash.template.front_matter import front_drafts
from hotwash.template.heading_scope import HeadingScope, Part
from hotwash.template.html_blocks import without_tools
from hotwash.template.model import Fixed, Kind, Section, Template
from hotwash.template.outline import Heading
from hotwash.template.tabs import by_label, start_of
from hotwash.template.time_patterns import begins_with_time, is_time
from hotwash.template.timelines import headings_draft
from hotwash.template.titles import front_title, slots_in_headings, title_field, title_of
from hotwash.template.words import over_tasks, over_timeline, section_keys


def read_template(
    text: str, name: str = "", *, own: bool = False, blocks: Sequence[Block] | None = None
) -> Template:
    """Return the template that a Markdown text is.

    Args:
        text: The Markdown.
        name: How documents name it.
        own: Whether it is a document that was imported: then its words are facts, not prompts, and
            directives in it are comments like any other.
        blocks: Its blocks, when they are known already.
    """
    lines = split_lines(text)
    source = TemplateSource(lines, own, said_language="" if own else language_said(lines))
    blocks = read(lines) if blocks is None else blocks
    said: dict[int, dict[str, str]] = {}
    if not own and "hotwash:" in text:
        blocks, said = _without_directives(source, blocks)
    if not own:
        blocks = list(without_tools(source, blocks))
    else:
        source.days.extend(day_marks(lines, blocks))
    headings = _outline(blocks)
    title_at = title_of(headings)
    title = title_field(source, headings[title_at]) if title_at is not None else None
    if title is None:
        title = front_title(source, blocks)
    sections = _sections(source, headings, title_at, said)
    others = [heading for at, heading in enumerate(headings) if at != title_at]
    source.warnings.extend(slots_in_headings(source, others))
    for number in sorted(said):
        source.warnings.append(f"line {number + 1}: the directive stands before no field")
    warnings = tuple(sorted(source.warnings, key=_line_of))
    day = document_day(lines, blocks) if own else ""
    near = first_date(lines, blocks) if own else ""
    return Template(name, text, tuple(sections), title, own, day, near, warnings, source.language)


def _line_of(warning: str) -> int:
    match = re.match(r"line (\d+)", warning)
    return int(match[1]) if match else 0


def _without_directives(
    source: TemplateSource, blocks: Sequence[Block]
) -> tuple[list[Block], dict[int, dict[str, str]]]:
    """Return the blocks that are no directives, and what directives say, by line."""
    said: dict[int, dict[str, str]] = {}
    kept: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.COMMENT:
            kept.append(block)
            continue
        start = block.start
        for number in range(block.start, block.end):
            if is_directive(source.lines[number]):
                found, warnings = read_directive(source.lines[number], number)
                if "language" not in found:
                    said[number] = dict(found)
                source.warnings.extend(warnings)
                if start < number:
                    kept.append(Block(BlockKind.COMMENT, start, number))
                start = number + 1
        if start < block.end:
            kept.append(Block(BlockKind.COMMENT, start, block.end))
    return kept, said


def _outline(blocks: Sequence[Block]) -> list[Heading]:
    found = [Heading(None)]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            found.append(Heading(block))
        else:
            found[-1].blocks.append(block)
    return found


def _sections(
    source: TemplateSource,
    headings: Sequence[Heading],
    title_at: int | None,
    said: dict[int, dict[str, str]],
) -> list[Section]:
    """Return the sections: one for each heading of the highest level, one for what precedes."""
    first = 1 if title_at is None else title_at + 1
    rest = headings[first:]
    level = min((heading.level for heading in rest), default=2)
    tops = [at for at in range(first, len(headings)) if headings[at].level == level]
    tops = list(_without_times(headings, tops))
    orphans = list(range(first, tops[0] if tops else first))
    if len(orphans) > 1:
        # Levels that jump: `###` before the first `##` are sections all the same.
        highest = min(headings[at].level for at in orphans)
        tops = [at for at in orphans if headings[at].level == highest] + tops
    footer = _footer(source, headings)
    keys = section_keys()
    found: list[Section] = []
    ranges = [(0, tops[0] if tops else len(headings))]
    ranges += list(zip(tops, [*tops[1:], len(headings)][: len(tops)], strict=True))
    before: list[Part] = []
    for start, end in ranges:
        group = headings[start:end]
        preamble = start == 0
        parts = _section_parts(source, group, preamble, title_at if preamble else None, footer)
        title = group[0].title if not preamble else _preamble_title(headings, parts)
        top = group[0].block
        if before and parts:
            parts = [(parts[0][0], [*before, *parts[0][1]]), *parts[1:]]
            before = []
        if preamble and not any(
            isinstance(part, FieldDraft) for _, inner in parts for part in inner
        ):
            # What only says how to answer stands on the first tab, and has none of its own.
            before = [part for _, inner in parts for part in inner]
            if len(ranges) > 1 or not before:
                continue
        begin = 0 if preamble or top is None else top.start
        after = headings[end].block if end < len(headings) else None
        span = (begin, after.start if after else len(source.lines))
        if len(ranges) == 1 and len(parts) == 1:
            tabs = by_label(parts[0][1], title)
            starts = [span[0], *(start_of(inner[0]) for _, inner in tabs[1:]), span[1]]
            for (name, inner), first, last in zip(tabs, starts, starts[1:], strict=False):
                headed = [(parts[0][0], inner)]
                found.append(assemble(source, keys, name, headed, (first, last), said))
            continue
        found.append(assemble(source, keys, title, parts, span, said))
    return found


def _without_times(headings: Sequence[Heading], tops: Sequence[int]) -> Iterator[int]:
    """Yield the headings of sections; times and dates behind a timeline belong to it."""
    within = False
    for at in tops:
        title = headings[at].title
        if within and is_time(title):
            continue
        within = over_timeline(title)
        yield at


def _preamble_title(
    headings: Sequence[Heading], parts: Sequence[tuple[Heading, list[Part]]]
) -> str:
    """Return the tab's name for what stands before the first section."""
    labelled = any(isinstance(part, FieldDraft) and part.label for part in parts[0][1])
    titles = {heading.title.lower() for heading in headings}
    names = ("Details", "Introduction", "Preamble") if labelled else ("Introduction", "Preamble")
    return next((name for name in names if name.lower() not in titles), "Front")


def _footer(source: TemplateSource, headings: Sequence[Heading]) -> int:
    """Return the first line of a template's footer: behind a rule, with nothing to fill in."""
    if source.is_document:
        return len(source.lines)
    blocks = [block for heading in headings for block in heading.blocks]
    filled = (BlockKind.LIST, BlockKind.TABLE, BlockKind.FENCE)
    last = max((block.end for block in blocks if block.kind in filled), default=0)
    rules = [b.start for b in blocks if b.kind is BlockKind.RULE and b.start >= last]
    if not last:
        # Where all is prose, rules may as well part the questions: only the last one ends them.
        ends = max(_start(heading) for heading in headings)
        rules = [start for start in rules if start > ends][-1:]
    return min(rules, default=len(source.lines))


def _section_parts(
    source: TemplateSource,
    headings: Sequence[Heading],
    preamble: bool,
    title_at: int | None,
    footer: int,
) -> list[tuple[Heading, list[Part]]]:
    """Return the headings of a section, each with its parts."""
    levels = [heading.level for heading in headings if heading.block]
    deepest = max(levels[:1] + [level for level in levels if level <= 6], default=1)
    timeline = over_timeline(headings[0].title)
    found: list[tuple[Heading, list[Part]]] = []
    groups: set[int] = set()
    at = 0
    while at < len(headings):
        heading = headings[at]
        first = at == 0 or headings[at - 1].level < heading.level
        perhaps = first or begins_with_time(heading.title)
        if (at or preamble) and perhaps and heading.level not in groups:
            rows = _heading_rows(source, headings[at:], expected=timeline, title=at == title_at)
            if rows is not None and found:
                draft, count = rows
                found[-1][1].append(draft)
                at += count
                continue
            # Where one date is a heading over others, so are those that follow it.
            groups |= {heading.level} if begins_with_time(heading.title) else set()
        is_title = preamble and at == title_at
        scope = HeadingScope(
            source, heading.title, deepest,
            timeline=over_timeline(heading.title),
            within=timeline,
            footer=footer,
            preamble=preamble and (heading.block is None or is_title),
            headless=preamble and at + 1 == len(headings) and (is_title or not at),
            tasks=over_tasks(headings[0].title) or over_tasks(heading.title),
            above="" if preamble else headings[0].title,
        )  # fmt: skip
        follows = headings[at + 1].level > heading.level if at + 1 < len(headings) else False
        parts: list[Part] = []
        before_title = preamble and title_at is not None and at < title_at
        if before_title and not source.is_document:
            parts = [
                Fixed(
                    guidance_words(source.texts(b.start, b.end)),
                    (b.start, b.end),
                    exported=not is_guidance(source, [b]),
                )
                for b in heading.blocks
                if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.COMMENT)
            ]
        else:
            parts = list(read_scope(scope, heading.blocks))
        if not at and not source.is_document:
            parts = [*front_drafts(source, heading.blocks, titled=title_at is not None), *parts]
        if follows and not source.is_document and not preamble:
            parts = [_asked_below(part) for part in parts]
        if not parts and heading.block and not is_title and not follows:
            parts = empty_scope(scope, heading.blocks, heading.block.end)
        if is_title and found:
            found[0][1].extend(parts)
        else:
            found.append((heading, parts))
        at += 1
    return found


def _asked_below(part: Part) -> Part:
    """Return a template's question over headings that ask it again as guidance."""
    if isinstance(part, FieldDraft) and part.kind is Kind.PROSE and part.prompt.endswith("?"):
        return Fixed(part.prompt, (part.start, part.end), exported=False)
    return part


def _start(heading: Heading) -> int:
    if heading.block is not None:
        return heading.block.start
    return heading.blocks[0].start if heading.blocks else 0


def _heading_rows(
    source: TemplateSource, headings: Sequence[Heading], *, expected: bool, title: bool
) -> tuple[FieldDraft, int] | None:
    """Return a timeline of headings that begins here, and how many headings it takes."""
    if title or headings[0].block is None:
        return None
    level = headings[0].level
    blocks: list[Block] = []
    for heading in headings:
        if heading.level < level and not is_time(heading.title):
            break
        if heading.block is not None:
            blocks += [heading.block, *heading.blocks]
    found = headings_draft(source, blocks, expected=expected)
    if found is None:
        return None
    draft, count = found
    return draft, sum(block.kind is BlockKind.HEADING for block in blocks[:count])
