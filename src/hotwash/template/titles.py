"""The title: the heading or the line of front matter that is a document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.drafts import TemplateSource
from hotwash.template.model import TITLE, Field, Kind
from hotwash.template.outline import Heading
from hotwash.template.shapes.front_matter import FrontTitle, TomlTitle, title_line
from hotwash.template.shapes.text import Line
from hotwash.template.slots import IN_TEXT, without_fence
from hotwash.template.time_patterns import begins_with_time

_ATX = re.compile(r"( {0,3}#{1,6}[ \t]*)(.*?)([ \t]+#+[ \t]*|[ \t]*)$")
_OWN_LEAD = re.compile(
    r"(?:post[- ]?mortem|incident(?: report| review)?|rca)(?:[ \t]+(?:report|for))?[ \t]*"
    r"[:–—-][ \t]+"
    r"|post[- ]?mortem for[ \t]+",
    re.I,
)
_CODE = re.compile(
    r"(?:[A-Z]+[-_ #]*)?(?:[NX#0]+|\d+|ID|NUMBER)|(?:P|SEV|S)[- ]?[\dNX]"
    r"|y{2,4}[-/. ]m{1,2}[-/. ]d{1,2}"
    r"|(?:incident |ticket |issue )?(?:id|number|no\.?|date|severity|priority|level|sev|status)",
    re.I,
)
_OPENED = re.compile(r"[*_~`(\"']+$")
"""Marks that open before the first slot and close behind the last one."""
_CLOSED = re.compile(r"[*_~`)\"'\]]+")
_SECTION_WORDS = re.compile(
    r"^(?:executive )?"
    r"(?:summary|overview|timeline|impact|background|details|abstract|introduction)\b",
    re.I,
)


def title_of(headings: Sequence[Heading]) -> int | None:
    """Return the index of the heading that is the document's title."""
    if len(headings) < 2:
        return None
    first, others = headings[1], headings[2:]
    if first.level > 1 and (not others or _SECTION_WORDS.match(first.title)):
        return None
    beside = [heading.level for heading in others if heading.level <= first.level]
    if not beside:
        return 1
    # One of several headings of the first level is the title unless it is named like a section.
    return 1 if first.level == 1 and not _SECTION_WORDS.match(first.title) else None


def slots_in_headings(source: TemplateSource, headings: Sequence[Heading]) -> Iterator[str]:
    """Yield a warning for each heading of a template with a slot that nothing fills in."""
    if source.is_document:
        return
    for block in (heading.block for heading in headings if heading.block is not None):
        slot = IN_TEXT.search(block.text)
        if slot is not None and not begins_with_time(block.text):
            at = block.start + 1
            yield f"line {at}: {slot[0]} in the heading is no field: every postmortem says it so"


def title_field(source: TemplateSource, heading: Heading) -> Field | None:
    """Return the title's slot."""
    block = heading.block
    if block is None:
        return None
    line = bare(source.lines[block.start])
    atx = _ATX.match(line)
    lead, words, tail = atx.groups() if atx and line.lstrip().startswith("#") else ("", line, "")
    if not lead and block.end != block.start + 2:
        return None
    place = _own_place(words) if source.is_document else _slot_place(words)
    lead, tail = lead + words[: place.start], words[place.end :] + tail
    words = words[place.start : place.end]
    shape = Line(lead, tail, heading=bool(atx and lead), start=not lead)
    if not source.is_document and lead.endswith("#"):
        shape = replace(shape, lead=f"{lead} ")
    return Field(
        TITLE, Kind.LINE, "Title", prompt=_title_prompt(source, block, place, words),
        reason="the first heading", span=(block.start, block.start + 1), shape=shape,
    )  # fmt: skip


def _title_prompt(source: TemplateSource, block: Block, place: _TitleSpan, words: str) -> str:
    """Return what a template says in the place of the title; several slots are told of."""
    if source.is_document:
        return ""
    if place.slots < 2:
        return without_fence(words)
    source.warnings.append(
        f"line {block.start + 1}: the title has {place.slots} slots, and is one field: {words}"
    )
    return words


class _TitleSpan(NamedTuple):
    """What of a heading's words is the title, and how many slots are in it."""

    start: int
    end: int
    slots: int = 0


def _own_place(words: str) -> _TitleSpan:
    """Return the title among the words of a document's heading: all but what every one says."""
    lead = _OWN_LEAD.match(words)
    start = lead.end() if lead is not None and lead.end() < len(words) else 0
    return _TitleSpan(start, len(words))


def _slot_place(words: str) -> _TitleSpan:
    """Return the title among the words of a template's heading: its slot.

    Nobody fills in a second slot by itself: the title is all from the first one to the last one,
    and the words behind them where no slot is one for words (`[INC-NNN][P0] Title`).
    """
    slots = list(IN_TEXT.finditer(words))
    if not any(slot["fenced"] for slot in slots):
        return _TitleSpan(0, len(words))  # `Incident title - YYYY-MM-DD`: all of it is a prompt
    start, end = slots[0].start(), slots[-1].end()
    if len(slots) == 1 and not _is_code(slots[0]):
        return _TitleSpan(start, end, 1)
    start = len(_OPENED.sub("", words[:start]))
    if all(map(_is_code, slots)):
        end = len(words)
    else:
        behind = _CLOSED.match(words, end)
        end = behind.end() if behind is not None else end
    return _TitleSpan(start, end, len(slots))


def _is_code(slot: re.Match[str]) -> bool:
    """Whether a slot is one for a number, a date or a level, and not for words."""
    return not slot["fenced"] or _CODE.fullmatch(without_fence(slot[0])) is not None


def front_title(source: TemplateSource, blocks: Sequence[Block]) -> Field | None:
    """Return the title in a document's front matter, where no heading is one."""
    if not blocks or blocks[0].kind is not BlockKind.FRONT:
        return None
    at = title_line(source.lines, blocks[0].end)
    if at is None:
        return None
    shape = TomlTitle() if "+++" in source.lines[0] else FrontTitle()
    prompt = "" if source.is_document else str(shape.read([source.lines[at]]))
    return Field(
        TITLE, Kind.LINE, "Title", prompt=prompt, reason="the title in the front matter",
        span=(at, at + 1), shape=shape,
    )  # fmt: skip
