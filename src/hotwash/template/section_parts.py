"""The headings of one section, each with the fields and fixed texts that stand under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hotwash.markdown.blocks import Block, BlockKind
from hotwash.template.contents import empty_scope, is_guidance, read_scope
from hotwash.template.drafts import FieldDraft, TemplateSource, guidance_words
from hotwash.template.front_matter import front_drafts
from hotwash.template.heading_scope import HeadingScope, Part
from hotwash.template.model import Fixed, Kind
from hotwash.template.outline import Heading
from hotwash.template.time_patterns import begins_with_time, is_time
from hotwash.template.timelines import headings_draft
from hotwash.template.words import over_tasks, over_timeline

HeadedParts = tuple[Heading, list[Part]]
"""A heading and what stands under it."""


@dataclass(frozen=True)
class SectionHeadings:
    """The headings of a section, and where in the text it stands."""

    source: TemplateSource
    headings: Sequence[Heading]
    footer: int
    """The first line of the template's footer."""
    preamble: bool = False
    """Whether it is what stands before the first section."""
    title_at: int | None = None
    """Which of them is the document's title."""

    def parts(self) -> list[HeadedParts]:
        """Return the headings, each with its parts; headings that are rows are in one of them."""
        found: list[HeadedParts] = []
        of_days: set[int] = set()
        at = 0
        while at < len(self.headings):
            draft, count = self._rows_at(at, of_days) or (None, 1)
            if draft is not None:
                found[-1][1].append(draft)
            elif at == self.title_at:
                found[0][1].extend(self._parts_at(at))
            else:
                found.append((self.headings[at], self._parts_at(at)))
            at += count
        return found

    def _rows_at(self, at: int, of_days: set[int]) -> tuple[FieldDraft, int] | None:
        """Return a timeline of headings that begins at one of them, and how many it takes.

        Args:
            at: The heading.
            of_days: The levels at which a date is a heading over others: those that follow it are
                too. The level is added where that is found out.
        """
        heading = self.headings[at]
        timed = begins_with_time(heading.title)
        begins = at > 0 and (timed or self.headings[at - 1].level < heading.level)
        if not begins or heading.level in of_days:
            return None
        found = None if at == self.title_at else self._heading_rows(at)
        if found is None and timed:
            of_days.add(heading.level)
        return found

    def _heading_rows(self, at: int) -> tuple[FieldDraft, int] | None:
        """Return a timeline of headings from one of them on, and how many it takes."""
        level = self.headings[at].level
        blocks: list[Block] = []
        for heading in self.headings[at:]:
            if heading.level < level and not is_time(heading.title):
                break
            if heading.block is not None:
                blocks += [heading.block, *heading.blocks]
        found = headings_draft(self.source, blocks, expected=self._is_timeline)
        if found is None:
            return None
        draft, count = found
        return draft, sum(block.kind is BlockKind.HEADING for block in blocks[:count])

    @cached_property
    def _is_timeline(self) -> bool:
        return over_timeline(self.headings[0].title)

    @cached_property
    def _deepest(self) -> int:
        return max((heading.level for heading in self.headings if heading.block), default=1)

    def _parts_at(self, at: int) -> list[Part]:
        """Return what stands under one heading."""
        heading, scope = self.headings[at], self._scope(at)
        if self.source.is_document:
            parts = read_scope(scope, heading.blocks)
        else:
            parts = self._template_parts(at, scope)
        leaf = heading.block is not None and at != self.title_at and not self._has_below(at)
        if not parts and leaf and heading.block is not None:
            return empty_scope(scope, heading.blocks, heading.block.end)
        return parts

    def _template_parts(self, at: int, scope: HeadingScope) -> list[Part]:
        """Return what stands under one heading of a template."""
        blocks = self.headings[at].blocks
        before_title = self.title_at is not None and at < self.title_at
        parts = self._before_title(blocks) if before_title else read_scope(scope, blocks)
        if not at:
            parts = [*front_drafts(self.source, blocks, titled=self.title_at is not None), *parts]
        if self._has_below(at) and not self.preamble:
            parts = [_asked_below(part) for part in parts]
        return parts

    def _before_title(self, blocks: Sequence[Block]) -> list[Part]:
        """Return what a template says before its title: fixed text, and no question."""
        texts = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.COMMENT)
        return [
            Fixed(
                guidance_words(self.source.texts(block.start, block.end)),
                (block.start, block.end),
                exported=not is_guidance(self.source, [block]),
            )
            for block in blocks
            if block.kind in texts
        ]

    def _has_below(self, at: int) -> bool:
        """Whether headings below one of them follow it."""
        following = self.headings[at + 1 : at + 2]
        return bool(following) and following[0].level > self.headings[at].level

    def _scope(self, at: int) -> HeadingScope:
        heading = self.headings[at]
        is_title, titles = at == self.title_at, (self.headings[0].title, heading.title)
        return HeadingScope(
            self.source, heading.title,
            self._deepest,
            timeline=over_timeline(heading.title),
            within=self._is_timeline,
            footer=self.footer,
            preamble=self.preamble and (heading.block is None or is_title),
            headless=self.preamble and at + 1 == len(self.headings) and (is_title or not at),
            tasks=any(map(over_tasks, titles)),
            above="" if self.preamble else titles[0],
        )  # fmt: skip


def _asked_below(part: Part) -> Part:
    """Return a template's question over headings that ask it again as guidance."""
    if isinstance(part, FieldDraft) and part.kind is Kind.PROSE and part.prompt.endswith("?"):
        return Fixed(part.prompt, (part.start, part.end), exported=False)
    return part
