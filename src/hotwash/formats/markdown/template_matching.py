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
    answered = Document(template, answers)
    tries = [(answered, "tbd"), (answered, "omit")]
    if _are_prompts(template, prompts):
        left = {path: answer for path, answer in answers.items() if path not in prompts}
        tries.insert(0, (Document(template, left), "prompt"))
    return next((found for found, way in tries if export(found, way) == document.text), None)


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
    pairs: Pairs = [(None, None)]
    cursor = 0
    for block in _template_headings(layout):
        match = _matching(layout, document, block, cursor)
        pairs.append((block, None if match is None else document.headings[match]))
        cursor = cursor if match is None else match + 1
    return pairs if _are_enough(layout, pairs) else None


def _are_enough(layout: Layout, pairs: Pairs) -> bool:
    """Whether at least half of the template's highest headings, but for the title, are there."""
    title = layout.template.title
    found = [
        (block.level, match is not None)
        for block, match in pairs
        if block is not None and (title is None or block.start != title.span[0])
    ]
    top = min(found, default=(1, False))[0]
    tops = [there for level, there in found if level == top]
    return sum(tops) * 2 >= len(tops) and (any(tops) or not tops)


def _matching(layout: Layout, document: MarkdownLines, block: Block, cursor: int) -> int | None:
    """Return which heading of the document is one of the template's.

    Args:
        layout: The template's.
        document: The document.
        block: The template's heading.
        cursor: The first heading that none is found for yet; the title can be no other.
    """
    title = layout.template.title
    if title is not None and block.start == title.span[0]:
        first = document.headings[cursor : cursor + 1]
        return cursor if first and _reads(title, document.lines[first[0].start]) else None
    wanted = bare(layout.lines[block.start]).rstrip(" \t")
    for at in range(cursor, len(document.headings)):
        other = document.headings[at]
        line = bare(document.lines[other.start]).rstrip(" \t")
        if other.level == block.level and line == wanted:
            return at
        if other.level < block.level:
            return None
    return None


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
    for field, lines in _fields(layout, document, pairs):
        found = _answer(field, lines)
        answers.update(found)
        words = layout.text(*field.span).strip()
        if field.path in found and not field.default_rows and words == _words(field, lines):
            prompts.add(field.path)
    return answers, prompts


def _words(field: Field, lines: Sequence[str]) -> str:
    """Return the lines of an answer as one text, without what an export puts around it."""
    return "".join(_without_notes(field, lines)[0]).strip()


def _fields(
    layout: Layout, document: MarkdownLines, pairs: Pairs
) -> Iterator[tuple[Field, Sequence[str]]]:
    """Yield the fields of a template, each with its lines in the document.

    Raises:
        NotThisShape: There are lines that belong to no field.
    """
    title = layout.template.title
    for number, (block, match) in enumerate(pairs):
        begin, first = 0, 0
        if block is not None:
            if match is None:
                continue
            begin, first = block.end, match.end
            if title is not None and block.start == title.span[0]:
                yield title, document.lines[match.start : match.start + 1]
        later = pairs[number + 1 :]
        end = next((other.start for other, _ in later if other), len(layout.lines))
        until = next((other.start for _, other in later if other), len(document.lines))
        yield from _region(layout, _slots_between(layout, begin, end), document.lines[first:until])


def _answer(field: Field, lines: Sequence[str]) -> dict[Path, Answer]:
    """Return the answer that a field's lines hold, and the zone that they name.

    Raises:
        NotThisShape: The lines are written otherwise.
    """
    inner, zone, moments = _without_notes(field, lines)
    found: dict[Path, Answer] = {TIMEZONE: zone} if zone else {}
    answer = to_answer(shape_of(field).read(inner)) if inner else None
    if moments and isinstance(answer, tuple):
        answer = with_moments([row for row in answer if isinstance(row, Row)], moments)
    return found if answer is None else {**found, field.path: answer}


def _without_notes(field: Field, lines: Sequence[str]) -> tuple[Sequence[str], str, dict[str, str]]:
    """Return the lines of an answer, and the zone and moments that an export says around them."""
    first, last = trim(lines, 0, len(lines))
    if field.kind is not Kind.TIMELINE or first == last:
        return lines[first:last], "", {}
    zone = said_in(lines[first])
    first, last = trim(lines, first + bool(zone), last)
    moments = _moments_below(lines[first:last])
    first, last = trim(lines, first, last - bool(moments))
    return lines[first:last], zone, moments


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
            # A field without lines may stand at the end; there is always a place for one.
            last = end + (slot.start == slot.end)
            if start <= slot.start < last:
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

    def find(self, lines: Sequence[str], numbers: range) -> None:
        """Take the first of some lines that is its own for its place."""
        self.at = next((at for at in numbers if self.matches(lines[at])), -1)

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
    for number, part in enumerate(placed):
        if part.field is not None and not part.is_anchor:
            waiting.append(part.field)
            continue
        yield from _between(waiting, lines[at : part.at])
        waiting, at = [], part.at + 1
        if part.field is not None:
            if isinstance(shape_of(part.field), Prose):
                later = (other.at for other in placed[number + 1 :] if other.is_anchor)
                at = next(later, len(lines))
            yield part.field, lines[part.at : at]
    yield from _between(waiting, lines[at:])


def _anchor(parts: Sequence[_TemplatePart], lines: Sequence[str]) -> None:
    """Find the anchors of a region: from its start up to the first block, then from its end.

    Raises:
        NotThisShape: A fixed line is not there.
    """
    low, high = 0, len(lines)
    first = next((at for at, part in enumerate(parts) if not part.is_anchor), len(parts))
    for part in parts[:first]:
        part.find(lines, range(low, high))
        low = max(low, part.at + 1)
    for part in reversed(parts[first:]):
        if part.is_anchor:
            part.find(lines, range(high - 1, low - 1, -1))
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
            last = number + 2 == len(fields)
            end = _prose_end(blocks, at, lines, following, last=last)
        inner = blocks[at:end]
        if inner:
            yield field, lines[inner[0].start : inner[-1].end]
        at = end


def _prose_end(
    blocks: Sequence[Block], at: int, lines: Sequence[str], following: Field, *, last: bool
) -> int:
    """Return the block behind prose: the first that may begin the field that follows.

    Prose may hold such a block too: where that field is one block and the last, it is the last one.
    """
    begins = [end for end in range(at + 1, len(blocks)) if _begins(following, blocks[end], lines)]
    if not begins:
        return len(blocks)
    return begins[-1 if last and following.kind in _ONE_BLOCK else 0]


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
