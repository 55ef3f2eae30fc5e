"""A template's Markdown to its sections and fields: the one reader of templates and documents.

The rules are those of the design's table, first match wins; a directive in a comment overrides
them. What is not read into fields stays as it is: fixed lines that every export carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hotwash.markdown.blocks import Block, BlockKind, read, split_lines
from hotwash.template.assemble import assemble
from hotwash.template.days import day_marks, document_day, first_date
from hotwash.template.directives import is_directive, read_directive
from hotwash.template.drafts import FieldDraft, TemplateSource
from hotwash.template.heading_scope import Part
from hotwash.template.html_blocks import without_tools
from hotwash.template.model import Field, Section, Template
from hotwash.template.outline import Heading
from hotwash.template.section_parts import HeadedParts, SectionHeadings
from hotwash.template.tabs import by_label, start_of
from hotwash.template.time_patterns import is_time
from hotwash.template.titles import front_title, slots_in_headings, title_field, title_of
from hotwash.template.words import over_timeline, section_keys

_Said = dict[int, dict[str, str]]
"""What directives say, by line."""


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
    source = TemplateSource(lines, own)
    blocks = read(lines) if blocks is None else blocks
    said: _Said = {}
    if own:
        source.days.extend(day_marks(lines, blocks))
    else:
        if "hotwash:" in text:
            blocks, said = _without_directives(source, blocks)
            source = replace(source, said_language=_take_language(said))
        blocks = list(without_tools(source, blocks))
    headings = _outline(blocks)
    title_at = title_of(headings)
    title = _title(source, headings, title_at, blocks)
    sections = _sections(source, headings, title_at, said)
    warnings = _warnings(source, headings, title_at, said)
    day = document_day(lines, blocks) if own else ""
    near = first_date(lines, blocks) if own else ""
    return Template(name, text, tuple(sections), title, own, day, near, warnings, source.language)


def _title(
    source: TemplateSource,
    headings: Sequence[Heading],
    title_at: int | None,
    blocks: Sequence[Block],
) -> Field | None:
    """Return the title's field: of its heading, or of the front matter."""
    found = title_field(source, headings[title_at]) if title_at is not None else None
    return found or front_title(source, blocks)


def _warnings(
    source: TemplateSource, headings: Sequence[Heading], title_at: int | None, said: _Said
) -> tuple[str, ...]:
    """Return all warnings, those of unused directives too, in the order of their lines."""
    others = [heading for at, heading in enumerate(headings) if at != title_at]
    unused = (f"line {number + 1}: the directive stands before no field" for number in sorted(said))
    found = [*source.warnings, *slots_in_headings(source, others), *unused]
    return tuple(sorted(found, key=_line_of))


def _line_of(warning: str) -> int:
    match = re.match(r"line (\d+)", warning)
    return int(match[1]) if match else 0


def _without_directives(
    source: TemplateSource, blocks: Sequence[Block]
) -> tuple[list[Block], _Said]:
    """Return the blocks that are no directives, and what directives say, by line."""
    said: _Said = {}
    kept: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.COMMENT:
            kept += _without_own_directives(source, block, said)
        else:
            kept.append(block)
    return kept, said


def _take_language(said: _Said) -> str:
    """Return the language that the first directive names which does, and take it out of all.

    A directive that says nothing else stands before no field, and need not.
    """
    named: list[str] = []
    for number, words in list(said.items()):
        if "language" in words:
            named.append(words.pop("language").lower())
            if not words:
                del said[number]
    return named[0] if named else ""


def _without_own_directives(source: TemplateSource, block: Block, said: _Said) -> Iterator[Block]:
    """Yield the comments between the directives of one block, and note what those say."""
    start = block.start
    for number in range(block.start, block.end):
        if is_directive(source.lines[number]):
            found, warnings = read_directive(source.lines[number], number)
            said[number] = dict(found)
            source.warnings.extend(warnings)
            if start < number:
                yield Block(BlockKind.COMMENT, start, number)
            start = number + 1
    if start < block.end:
        yield Block(BlockKind.COMMENT, start, block.end)


def _outline(blocks: Sequence[Block]) -> list[Heading]:
    found = [Heading(None)]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            found.append(Heading(block))
        else:
            found[-1].blocks.append(block)
    return found


@dataclass(slots=True)
class _ReadSection:
    """A section before its fields have their paths."""

    title: str
    span: tuple[int, int]
    parts: list[HeadedParts]

    def contents(self) -> list[Part]:
        """Return all that stands in it."""
        return [part for _, inner in self.parts for part in inner]

    def tabs(self) -> Iterator[_ReadSection]:
        """Yield a document's only section by its labels, where it has no headings of its own."""
        heading, inner = self.parts[0]
        tabs = by_label(inner, self.title)
        starts = [self.span[0], *(start_of(found[0]) for _, found in tabs[1:]), self.span[1]]
        for (name, found), span in zip(tabs, pairwise(starts), strict=True):
            yield _ReadSection(name, span, [(heading, found)])


def _sections(
    source: TemplateSource, headings: Sequence[Heading], title_at: int | None, said: _Said
) -> list[Section]:
    """Return the sections: one for each heading of the highest level, one for what precedes."""
    tops = _section_starts(headings, 1 if title_at is None else title_at + 1)
    footer = _footer(source, headings)
    bounds = pairwise([0, *tops, len(headings)])
    found = [_read_section(source, headings, bound, title_at, footer) for bound in bounds]
    if not any(isinstance(part, FieldDraft) for part in found[0].contents()):
        found = _without_preamble(found)
    if not tops and found and len(found[0].parts) == 1:
        found = list(found[0].tabs())
    keys = section_keys()
    return [assemble(source, keys, one.title, one.parts, one.span, said) for one in found]


def _without_preamble(found: list[_ReadSection]) -> list[_ReadSection]:
    """Return sections whose first only says how to answer: it stands on the next one's tab."""
    preamble, *others = found
    before = preamble.contents()
    if not others:
        return found if before else []
    others[0].parts[0][1][:0] = before
    return others


def _read_section(
    source: TemplateSource,
    headings: Sequence[Heading],
    bounds: tuple[int, int],
    title_at: int | None,
    footer: int,
) -> _ReadSection:
    """Return the section of the headings `[start, end)`; the first one has none of its own."""
    start, end = bounds
    preamble = start == 0
    group = headings[start:end]
    last = _start(headings[end]) if end < len(headings) else len(source.lines)
    parts = SectionHeadings(source, group, footer, preamble, title_at if preamble else None).parts()
    title = _preamble_title(headings, parts) if preamble else group[0].title
    return _ReadSection(title, (0 if preamble else _start(group[0]), last), parts)


def _section_starts(headings: Sequence[Heading], first: int) -> list[int]:
    """Return which headings begin a section.

    Args:
        headings: All headings.
        first: The first one behind the title.
    """
    level = min((heading.level for heading in headings[first:]), default=2)
    tops = [at for at in range(first, len(headings)) if headings[at].level == level]
    tops = list(_without_times(headings, tops))
    orphans = range(first, tops[0] if tops else first)
    if len(orphans) > 1:
        # Levels that jump: `###` before the first `##` are sections all the same.
        highest = min(headings[at].level for at in orphans)
        tops = [at for at in orphans if headings[at].level == highest] + tops
    return tops


def _without_times(headings: Sequence[Heading], tops: Sequence[int]) -> Iterator[int]:
    """Yield the headings of sections; times and dates behind a timeline belong to it."""
    within = False
    for at in tops:
        title = headings[at].title
        if within and is_time(title):
            continue
        within = over_timeline(title)
        yield at


def _preamble_title(headings: Sequence[Heading], parts: Sequence[HeadedParts]) -> str:
    """Return the tab's name for what stands before the first section."""
    labelled = any(isinstance(part, FieldDraft) and part.label for part in parts[0][1])
    titles = {heading.title.lower() for heading in headings}
    names = ("Details", "Introduction", "Preamble") if labelled else ("Introduction", "Preamble")
    return next((name for name in names if name.lower() not in titles), "Front")


_FILLED_IN = (BlockKind.LIST, BlockKind.TABLE, BlockKind.FENCE)


def _footer(source: TemplateSource, headings: Sequence[Heading]) -> int:
    """Return the first line of a template's footer: behind a rule, with nothing to fill in."""
    if source.is_document:
        return len(source.lines)
    blocks = [block for heading in headings for block in heading.blocks]
    last = max((block.end for block in blocks if block.kind in _FILLED_IN), default=0)
    rules = [block.start for block in blocks if block.kind is BlockKind.RULE]
    behind = last or max(map(_start, headings)) + 1
    rules = [start for start in rules if start >= behind]
    # Where all is prose, rules may as well part the questions: only the last one ends them.
    return min(rules if last else rules[-1:], default=len(source.lines))


def _start(heading: Heading) -> int:
    """Return the first line of a heading, or of what stands before all headings."""
    if heading.block is not None:
        return heading.block.start
    return heading.blocks[0].start if heading.blocks else 0
