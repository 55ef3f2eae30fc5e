"""Reading a document that was written with a known template: its fixed lines are walked in order.

What is read is believed only when the export of it is the document again, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.formats.markdown.answers import shape_of, to_answer
from hotwash.formats.markdown.export import export
from hotwash.formats.markdown.layout import Layout, Slot, layout_of
from hotwash.formats.markdown.moments_note import note_in, with_moments
from hotwash.formats.markdown.zone_note import said_in
from hotwash.markdown.blocks import (
    Block,
    BlockKind,
    bare,
    is_blank,
    newline_of,
    read,
    split_lines,
    trim,
)
from hotwash.markdown.writing import TBD
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.library import with_everything_else
from hotwash.template.model import TIMEZONE, TITLE, Field, Kind, Path, Template
from hotwash.template.shapes.base import NotThisShape
from hotwash.template.shapes.front_matter import FrontTitle
from hotwash.template.shapes.text import Line, Prose

_FEWEST_PROMPTS = 3
"""Unanswered fields that still hold the template's words, before they are taken for prompts."""


@dataclass(frozen=True, slots=True)
class MarkdownLines:
    """A document that is being read: its lines, its blocks and its headings."""

    text: str
    lines: Sequence[str]
    blocks: Sequence[Block]
    headings: Sequence[Block]


def text_of(text: str) -> MarkdownLines:
    """Return a document's lines, blocks and headings."""
    lines = split_lines(text)
    blocks = read(lines)
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    return MarkdownLines(text, lines, blocks, headings)


def read_known(template: Template, document: MarkdownLines) -> Document | None:
    """Return the document that a text is in a template; None if it was written otherwise."""
    if any("everything else" in block.text.lower() for block in document.headings):
        longer = with_everything_else(template)
        if longer is not template and (found := _read(longer, document)) is not None:
            return found
    return _read(template, document)


def _read(template: Template, document: MarkdownLines) -> Document | None:
    layout = layout_of(template)
    if document.lines and newline_of(document.lines) != layout.newline:
        return None
    pairs = _aligned(layout, document)
    if pairs is None:
        return None
    try:
        answers, prompts = _answers(layout, document, pairs)
    except NotThisShape:
        return None
    if layout.said_zone:
        answers.setdefault(TIMEZONE, layout.said_zone)
    left = {path: answer for path, answer in answers.items() if path not in prompts}
    if _are_prompts(template, prompts):
        found = Document(template, left)
        if export(found, "prompt") == document.text:
            return found
    found = Document(template, answers)
    if export(found) == document.text or export(found, "omit") == document.text:
        return found
    return None


def _are_prompts(template: Template, prompts: set[Path]) -> bool:
    """Whether fields that hold the template's words were left as they are, not answered so."""
    layout = layout_of(template)
    bracketed = any("[" in layout.text(*template.by_path[path].span) for path in prompts)
    return len(prompts) >= _FEWEST_PROMPTS or bracketed


def _template_headings(layout: Layout) -> list[Block]:
    return [block for block in read(layout.lines) if block.kind is BlockKind.HEADING]


Pairs = list[tuple[Block | None, Block | None]]
"""The template's headings with the document's, None first: what stands before any heading."""


def _aligned(layout: Layout, document: MarkdownLines) -> Pairs | None:
    """Return the template's headings with those of the document, or None if too few are there."""
    title = layout.template.title
    title_at = title.span[0] if title else -1
    pairs: Pairs = [(None, None)]
    cursor, found = 0, 0
    headings = _template_headings(layout)
    top = min((block.level for block in headings if block.start != title_at), default=1)
    for block in headings:
        wanted = bare(layout.lines[block.start]).rstrip(" \t")
        match = None
        for at in range(cursor, len(document.headings)):
            other = document.headings[at]
            line = bare(document.lines[other.start])
            if block.start == title_at and title is not None:
                same = at == cursor and _reads(title, document.lines[other.start])
            else:
                same = other.level == block.level and line.rstrip(" \t") == wanted
            if same:
                match = at
                break
            if other.level < block.level and block.start != title_at:
                break
        if match is not None:
            pairs.append((block, document.headings[match]))
            cursor = match + 1
            found += block.level == top and block.start != title_at
        else:
            pairs.append((block, None))
    tops = sum(block.level == top and block.start != title_at for block in headings)
    return pairs if found * 2 >= tops and (found or not tops) else None


def _reads(field: Field, line: str) -> bool:
    try:
        shape_of(field).read([line])
    except NotThisShape:
        return False
    return True


def _answers(
    layout: Layout, document: MarkdownLines, pairs: Pairs
) -> tuple[dict[Path, Answer], set[Path]]:
    """Return the answers in a document, and the paths of those that are the template's words."""
    answers: dict[Path, Answer] = {}
    prompts: set[Path] = set()
    title = layout.template.title
    for number, (block, match) in enumerate(pairs):
        if match is None and block is not None:
            continue
        if title is not None and match is not None and block and block.start == title.span[0]:
            line = document.lines[match.start : match.start + 1]
            _keep(layout, title, line, answers, prompts)
        later = (other for other, _ in pairs[number + 1 :] if other is not None)
        end = next((other.start for other in later), len(layout.lines))
        matched = (other for _, other in pairs[number + 1 :] if other is not None)
        until = next((other.start for other in matched), len(document.lines))
        slots = _slots_between(layout, block.end if block else 0, end)
        lines = document.lines[match.end if match else 0 : until]
        for field, inner in _region(layout, slots, lines):
            _keep(layout, field, inner, answers, prompts)
    return answers, prompts


def _keep(
    layout: Layout,
    field: Field,
    lines: Sequence[str],
    answers: dict[Path, Answer],
    prompts: set[Path],
) -> None:
    """Read a field's lines and put the answer with the others, and the zone that they name."""
    first, last = trim(lines, 0, len(lines))
    zone = said_in(lines[first]) if field.kind is Kind.TIMELINE and first < last else ""
    if zone:
        answers[TIMEZONE] = zone
        first, last = trim(lines, first + 1, last)
    moments = _moments_below(lines[first:last]) if field.kind is Kind.TIMELINE else {}
    if moments:
        first, last = trim(lines, first, last - 1)
    answer = to_answer(shape_of(field).read(lines[first:last])) if first < last else None
    if moments and isinstance(answer, tuple):
        answer = with_moments([row for row in answer if isinstance(row, Row)], moments)
    if answer is None:
        return
    answers[field.path] = answer
    if field.default_rows:
        return
    words = layout.text(*field.span)
    if words.strip() == "".join(lines[first:last]).strip():
        prompts.add(field.path)


def _moments_below(lines: Sequence[str]) -> dict[str, str]:
    """Return the moments that the last line names, where it is a paragraph of its own."""
    alone = len(lines) > 1 and is_blank(lines[-2])
    return note_in(lines[-1]) if alone else {}


def _slots_between(layout: Layout, start: int, end: int) -> list[Slot]:
    """Return the slots between two headings; a field without lines stands at their edge."""
    found: list[Slot] = []
    for slot in layout.slots:
        if slot.field is None:
            first, until = max(slot.start, start), min(slot.end, end)
            if first < until:
                found.append(Slot(first, until, None, slot.section))
        elif slot.field.path != TITLE or isinstance(slot.field.shape, FrontTitle):
            inside = start <= slot.start < end
            if slot.start == slot.end:
                inside = start <= slot.start <= end and (
                    slot.start > start or start == end or slot.start < end
                )
            if inside:
                found.append(slot)
    return found


@dataclass(slots=True)
class _TemplatePart:
    """Something that stands in a region of the template, and the line where it is found."""

    field: Field | None
    line: str = ""
    at: int = -1

    @property
    def is_anchor(self) -> bool:
        """Whether its first line says what it is."""
        if self.field is None:
            return True
        shape = shape_of(self.field)
        return isinstance(shape, FrontTitle) or bool(
            isinstance(shape, (Line, Prose)) and shape.lead
        )

    def matches(self, line: str) -> bool:
        """Whether a line of the document is its first."""
        if self.field is None:
            return bare(line).rstrip(" \t") == self.line
        shape = shape_of(self.field)
        if isinstance(shape, (Line, FrontTitle)):
            return _reads(self.field, line)
        lead = shape.lead.rstrip(" \t\n") if isinstance(shape, Prose) else ""
        return bare(line).startswith(lead)


def _parts(layout: Layout, slots: Sequence[Slot]) -> list[_TemplatePart]:
    found: list[_TemplatePart] = []
    for slot in slots:
        if slot.field is not None:
            found.append(_TemplatePart(slot.field))
            continue
        for number in range(slot.start, slot.end):
            line = layout.lines[number]
            if not is_blank(line) and number not in layout.unseen:
                found.append(_TemplatePart(None, bare(line).rstrip(" \t")))
    return found


def _region(
    layout: Layout, slots: Sequence[Slot], lines: Sequence[str]
) -> Iterator[tuple[Field, Sequence[str]]]:
    """Yield the fields between two headings, each with its lines in the document.

    Raises:
        NotThisShape: A fixed line is not there, or there are lines that belong to no field.
    """
    parts = _parts(layout, slots)
    _anchor(parts, lines)
    placed = [part for part in parts if not part.is_anchor or part.at >= 0]
    at = 0
    waiting: list[Field] = []
    for number, part in enumerate([*placed, None]):
        if part is not None and not part.is_anchor:
            if part.field is not None:
                waiting.append(part.field)
            continue
        until = part.at if part is not None else len(lines)
        yield from _between(waiting, lines[at:until])
        waiting = []
        if part is None:
            return
        at = part.at + 1
        if part.field is not None:
            if isinstance(shape_of(part.field), Prose):
                later = (other for other in placed[number + 1 :] if other.is_anchor)
                at = next((other.at for other in later), len(lines))
            yield part.field, lines[part.at : at]


def _anchor(parts: Sequence[_TemplatePart], lines: Sequence[str]) -> None:
    """Find the anchors of a region: from its start up to the first block, then from its end.

    Raises:
        NotThisShape: A fixed line is not there.
    """
    low, high = 0, len(lines)
    first = next((at for at, part in enumerate(parts) if not part.is_anchor), len(parts))
    for part in parts[:first]:
        part.at = next((at for at in range(low, high) if part.matches(lines[at])), -1)
        low = part.at + 1 if part.at >= 0 else low
    for part in reversed(parts[first:]):
        if part.is_anchor:
            backward = range(high - 1, low - 1, -1)
            part.at = next((at for at in backward if part.matches(lines[at])), -1)
            high = part.at if part.at >= 0 else high
    if any(part.field is None and part.at < 0 for part in parts):
        raise NotThisShape


_BLOCKS = {
    Kind.CODE: BlockKind.FENCE,
    Kind.LIST: BlockKind.LIST,
    Kind.NUMBERED: BlockKind.LIST,
    Kind.ACTIONS: BlockKind.LIST,
    Kind.TABLE: BlockKind.TABLE,
}


_ONE_BLOCK = frozenset({Kind.CODE, Kind.LIST, Kind.NUMBERED, Kind.TABLE})


def _between(
    fields: Sequence[Field], lines: Sequence[str]
) -> Iterator[tuple[Field, Sequence[str]]]:
    """Yield fields that follow each other with no fixed line between, each with its blocks."""
    if not fields:
        if any(not is_blank(line) for line in lines):
            raise NotThisShape
        return
    if len(fields) == 1:
        yield fields[0], lines
        return
    blocks = read(lines)
    at = 0
    for number, field in enumerate(fields):
        following = fields[number + 1] if number + 1 < len(fields) else None
        end = at + 1
        if following is None:
            end = len(blocks)
        elif field.kind is Kind.TIMELINE:
            end = _timeline_end(blocks, at, lines)
        elif field.kind is Kind.PROSE:
            begins = [at for at in range(end, len(blocks)) if _begins(following, blocks[at], lines)]
            # Prose may hold such a block too: the answer behind it is the last one.
            last = number + 2 == len(fields) and following.kind in _ONE_BLOCK
            end = begins[-1 if last else 0] if begins else len(blocks)
        inner = blocks[at:end]
        if inner:
            yield field, lines[inner[0].start : inner[-1].end]
        at = end


def _timeline_end(blocks: Sequence[Block], at: int, lines: Sequence[str]) -> int:
    """Return the block behind a timeline: the zone before it and the moments below are its own."""
    end = at + 1
    if at < len(blocks) and _names_zone(blocks[at], lines):
        end += 1
    return end + 1 if end < len(blocks) and note_in(lines[blocks[end].start]) else end


def _names_zone(block: Block, lines: Sequence[str]) -> bool:
    return block.end == block.start + 1 and bool(said_in(lines[block.start]))


def _begins(field: Field, block: Block, lines: Sequence[str]) -> bool:
    """Whether a block may be the first of a field."""
    if bare(lines[block.start]) == TBD:
        return True
    if field.kind is Kind.TIMELINE and _names_zone(block, lines):
        return True
    if field.kind in (Kind.TIMELINE, Kind.ACTIONS):
        return block.kind in (BlockKind.TABLE, BlockKind.LIST)
    return _BLOCKS.get(field.kind, BlockKind.PARAGRAPH) is block.kind
