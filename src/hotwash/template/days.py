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
    """Yield the day that a block says of what follows it, and the line from which it holds."""
    if block.kind is BlockKind.LIST:
        yield from _said_by_items(lines, block) or _said_in_bold(lines, block)
    elif block.kind is BlockKind.PARAGRAPH:
        yield from (
            _said_by_line(lines, block)
            or _said_in_bold(lines, block)
            or _said_openly(lines, block)
            or _said_for_all(lines, block)
        )


def _said_by_items(lines: Sequence[str], block: Block) -> Marks:
    """Items each of which is a day."""
    heads = (_ITEM.sub("", bare(lines[item.start]), count=1) for item in block.items)
    days = list(map(day_alone, heads)) if len(block.items) > 1 else []
    if not all(days):
        return []
    return list(zip((item.start + 1 for item in block.items), days, strict=False))


def _said_by_line(lines: Sequence[str], block: Block) -> Marks:
    """A first line that is a day and nothing else."""
    return _mark(block.start + 1, day_alone(_first(lines, block)))


def _said_in_bold(lines: Sequence[str], block: Block) -> Marks:
    """A first line in bold with a day in it."""
    bold = _BOLD_LINE.match(_first(lines, block))
    return _mark(block.start + 1, day_words(bold["words"]) if bold is not None else "")


def _said_openly(lines: Sequence[str], block: Block) -> Marks:
    """A line alone with a day in it that ends in a colon."""
    first = _first(lines, block)
    opens = block.end == block.start + 1 and _ENDS_OPEN.match(first)
    return _mark(block.start + 1, day_words(first) if opens else "")


def _said_for_all(lines: Sequence[str], block: Block) -> Marks:
    """A sentence that says the day of all that is below it."""
    text = " ".join(bare(line).strip(" \t") for line in lines[block.start : block.end])
    says = len(text) < _LONGEST_SENTENCE and _FOR_ALL.search(text)
    return _mark(block.end, day_within(text) if says else "")


def _first(lines: Sequence[str], block: Block) -> str:
    return bare(lines[block.start]).strip(" \t")


def _mark(line: int, day: str | None) -> Marks:
    return [(line, day)] if day else []


def document_day(lines: Sequence[str], blocks: Sequence[Block]) -> str:
    """Return the day that stands over the whole document, in its front matter or as a line alone.

    Args:
        lines: The document's lines.
        blocks: Its blocks.
    """
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level > 1:
            break
        if words := _over_all(lines, block):
            return words
    return ""


def _over_all(lines: Sequence[str], block: Block) -> str:
    """Return the day that front matter or a line alone says; empty for any other block."""
    if block.kind is BlockKind.FRONT:
        dates = map(_FRONT_DATE.match, map(bare, lines[block.start + 1 : block.end]))
        return next((words for date in dates if date and (words := day_words(date["date"]))), "")
    alone = block.kind is BlockKind.PARAGRAPH and block.end == block.start + 1
    return day_alone(bare(lines[block.start])) if alone else ""


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
