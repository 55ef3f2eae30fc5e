"""The days that a document's own words say over its timelines: headings, lines, front matter.

A day holds for what stands below it: that of a heading up to the next heading of its level, that
of a line up to the next heading or the next such line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.patterns import lazy_pattern
from hotwash.times.dates import day_within
from hotwash.times.day_words import day_alone, day_words

_FRONT_DATE = lazy_pattern(
    r"(?:incident[_ -]?|start[_ -]?)?(?:date|day|started?)(?:[_ -]?(?:of[_ -]?incident|at))?"
    r"[ \t]*[:=][ \t]*[\"']?(?P<date>[^\"'#]+)",
    re.I,
)
_BOLD_LINE = lazy_pattern(r"(?:[-*+][ \t]+)?(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)[ \t]*:?[ \t]*$")
_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ITEM = lazy_pattern(r"[ \t]*[-*+][ \t]+")
_ENDS_OPEN = lazy_pattern(r"[^.;!?|]{1,80}:[ \t]*$")
_FOR_ALL = lazy_pattern(
    r"\b(?:all|the following|these) (?:\w+ )?(?:events|times|timestamps)\b|\btimes? (?:is|are)\b",
    re.I,
)
"""A sentence that says when, or by which clocks, everything below it was."""
_LONGEST_SENTENCE = 300

Marks = list[tuple[int, str]]
"""From which line on which day holds, in order; no words where none does."""


def day_marks(lines: Sequence[str], blocks: Sequence[Block]) -> Marks:
    """Return the days that a document says over what stands below them.

    Args:
        lines: The document's lines.
        blocks: Its blocks.
    """
    found: Marks = []
    open_headings: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            while open_headings and open_headings[-1][0] >= block.level:
                open_headings.pop()
            above = open_headings[-1][1] if open_headings else ""
            words = day_words(block.text) or above
            open_headings.append((block.level, words))
            found.append((block.end, words))
        else:
            found += _said_by(lines, block)
    return found


def day_at(marks: Marks, line: int) -> str:
    """Return the words of the day that holds at a line; empty for none."""
    at = bisect_right(marks, line, key=itemgetter(0))
    return marks[at - 1][1] if at else ""


def _said_by(lines: Sequence[str], block: Block) -> Iterator[tuple[int, str]]:
    """Yield the day that a line says of what follows it, and the line from which it holds."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
        return
    if block.kind is BlockKind.LIST and len(block.items) > 1:
        heads = (_ITEM.sub("", bare(lines[item.start]), count=1) for item in block.items)
        days = list(map(day_alone, heads))
        if all(days):
            yield from zip((item.start + 1 for item in block.items), days, strict=True)
            return
    first = bare(lines[block.start]).strip(" \t")
    alone = block.end == block.start + 1
    words = ""
    if block.kind is BlockKind.PARAGRAPH:
        words = day_alone(first)
    bold = _BOLD_LINE.match(first)
    if not words and bold is not None:
        words = day_words(bold["words"])
    if not words and alone and block.kind is BlockKind.PARAGRAPH and _ENDS_OPEN.match(first):
        words = day_words(first)
    if words:
        yield block.start + 1, words
    elif block.kind is BlockKind.PARAGRAPH:
        text = " ".join(bare(line).strip(" \t") for line in lines[block.start : block.end])
        if len(text) < _LONGEST_SENTENCE and _FOR_ALL.search(text) and (day := day_within(text)):
            yield block.end, day


def document_day(lines: Sequence[str], blocks: Sequence[Block]) -> str:
    """Return the day that stands over the whole document, in its front matter or as a line alone.

    Args:
        lines: The document's lines.
        blocks: Its blocks.
    """
    for block in blocks:
        if block.kind is BlockKind.FRONT:
            for number in range(block.start + 1, block.end):
                match = _FRONT_DATE.match(bare(lines[number]))
                if match is not None and (words := day_words(match["date"])):
                    return words
        elif block.kind is BlockKind.HEADING and block.level > 1:
            break
        elif block.kind is BlockKind.PARAGRAPH and block.end == block.start + 1:
            words = day_alone(bare(lines[block.start]))
            if words:
                return words
    return ""


def first_date(lines: Sequence[str], blocks: Sequence[Block]) -> str:
    """Return the first date with its year that a document names, as ISO; empty for none.

    It says no row's day, but which year is meant by days near it. Headings go first.

    Args:
        lines: The document's lines.
        blocks: Its blocks.
    """
    headings = (block.text for block in blocks if block.kind is BlockKind.HEADING)
    texts = (
        bare(lines[number])
        for block in blocks
        if block.kind not in (BlockKind.HEADING, BlockKind.FENCE, BlockKind.CODE)
        for number in range(block.start, block.end)
    )
    for text in (*headings, *texts):
        if _YEAR.search(text) and (day := day_within(text)):
            return day
    return ""
