"""The title: the heading or the line of front matter that is a document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.drafts import TemplateSource
from hotwash.template.model import TITLE, Field, Kind
from hotwash.template.outline import Heading
from hotwash.template.shapes.front_matter import FrontTitle, TomlTitle, title_line
from hotwash.template.shapes.text import Line

_ATX = re.compile(r"( {0,3}#{1,6}[ \t]*)(.*?)([ \t]+#+[ \t]*|[ \t]*)$")
_SLOT = re.compile(
    r"\[[^\[\]]+\](?!\(|\[)|\{\{?[^{}]+\}\}?"
    r"|<(?!/?(?:[abipu]|img|br|span|su[bp]|kbd|code|em|strong|font|div|h\d)\b)[^<>:@]+>"
    r"|(?i:\b(?P<mask>yyyy[-/. ]?mm[-/. ]?dd|dd[-/. ]mm[-/. ]yyyy)\b)"
    r"|(?P<number>(?:\b[A-Z]+-)?(?:\bN{2,}|\bX{2,}|#+N+|\b0{3,})\b)"
)
_OWN_LEAD = re.compile(
    r"(?:post[- ]?mortem|incident(?: report| review)?|rca)(?:[ \t]+(?:report|for))?[ \t]*"
    r"[:–—-][ \t]+"
    r"|post[- ]?mortem for[ \t]+",
    re.I,
)
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
    for heading in headings:
        slot = (
            _SLOT.search(heading.block.text) if heading.block and not source.is_document else None
        )
        if slot is not None and heading.block is not None:
            at = heading.block.start + 1
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
    slots = [] if source.is_document else list(_SLOT.finditer(words))
    if all(slot["mask"] or slot["number"] for slot in slots):
        slots = []  # `Incident title - YYYY-MM-DD`: the other words are no less a prompt
    start = _OWN_LEAD.match(words) if source.is_document else None
    if len(slots) == 1:
        lead, tail = lead + words[: slots[0].start()], words[slots[0].end() :] + tail
        words = slots[0][0]
    elif slots:
        # Nobody fills in the second one by itself: the title is all from the first one on.
        lead, words = lead + words[: slots[0].start()], words[slots[0].start() :]
        source.warnings.append(
            f"line {block.start + 1}: the title has {len(slots)} slots, and is one field: {words}"
        )
    elif start is not None and start.end() < len(words):
        lead, words = lead + start[0], words[start.end() :]
    if lead.strip("# \t") == "" and lead and not lead.endswith((" ", "\t")):
        lead += "" if source.is_document else " "
    prompt = "" if source.is_document else words if len(slots) > 1 else words.strip("[]<>{} ")
    shape = Line(lead, tail, heading=bool(atx and lead), start=not lead)
    return Field(
        TITLE, Kind.LINE, "Title", prompt=prompt, reason="the first heading",
        span=(block.start, block.start + 1), shape=shape,
    )  # fmt: skip


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
