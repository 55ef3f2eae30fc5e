"""An export without what is not answered: fields, and the headings over nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hotwash.markdown.blocks import Block, BlockKind, is_blank, read, split_lines
from hotwash.postmortem.document import Document
from hotwash.template.shapes.base import Shape
from hotwash.template.shapes.lists import Tasks
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.timeline_headings import HeadingEntries

if TYPE_CHECKING:
    from hotwash.formats.markdown.export import ExportPiece
    from hotwash.formats.markdown.layout import Layout


def without_empty(
    layout: Layout, document: Document, pieces: Sequence[ExportPiece]
) -> list[ExportPiece]:
    """Return the pieces without headings over fields that are all unanswered.

    A heading stays when anything that is filled in, or text that is fixed, stands under it or under
    a heading below it.
    """
    headings = [block for block in read(layout.lines) if block.kind is BlockKind.HEADING]
    hidden = layout.unseen | _empty_headings(layout, document, headings)
    result: list[ExportPiece] = []
    blank = True
    for slot, piece in zip(layout.slots, pieces, strict=True):
        lines = split_lines(piece.text)
        if slot.field is None:
            numbers = (at for at in range(slot.start, slot.end) if at not in hidden)
            lines = _without_runs([layout.lines[number] for number in numbers], blank)
        blank = is_blank(lines[-1]) if lines else blank
        result.append(piece._replace(text="".join(lines)))
    return result


def _without_runs(lines: Sequence[str], blank: bool) -> list[str]:
    """Return lines without the blank ones behind blank ones; `blank` is the line before them."""
    before = [blank, *map(is_blank, lines)]
    return [
        line for line, after in zip(lines, before, strict=False) if not (after and is_blank(line))
    ]


def _empty_headings(
    layout: Layout, document: Document, headings: Sequence[Block]
) -> frozenset[int]:
    """Return the lines of the headings that stand over unanswered fields and nothing else."""
    title = layout.template.title.span[0] if layout.template.title else -1
    found: set[int] = set()
    for at, heading in enumerate(headings):
        later = (block.start for block in headings[at + 1 :] if block.level <= heading.level)
        end = next(later, len(layout.lines))
        if heading.start != title and _is_empty(layout, document, heading, end, headings):
            found.update(range(heading.start, heading.end))
    return frozenset(found)


def without_placeholders(shape: Shape) -> Shape:
    """Return a shape that writes nothing for what a row lacks, where it would write `_TBD_`."""
    if isinstance(shape, HeadingEntries):
        return replace(shape, missing="??")
    if isinstance(shape, (Tasks, TableShape)) and shape.text is not None:
        return replace(shape, text=replace(shape.text, missing=""))
    return shape


def _is_empty(
    layout: Layout, document: Document, heading: Block, end: int, headings: Sequence[Block]
) -> bool:
    """Whether a heading stands over unanswered fields and nothing else."""
    at_end = end == len(layout.lines)
    inside = {
        field.path: range(*field.span)
        for field in layout.template.fields
        if _is_inside(field.span, heading.end, end, at_end)
    }
    if not inside or not document.answers.keys().isdisjoint(inside):
        return False
    lines = (range(block.start, block.end) for block in headings)
    taken = layout.unseen.union(*lines, *inside.values())
    words = (layout.lines[number] for number in range(heading.end, end) if number not in taken)
    return not any(line.strip(" \t\r\n-*_") for line in words)


def _is_inside(span: tuple[int, int], start: int, end: int, at_end: bool) -> bool:
    """Whether lines lie in others; a field without lines may stand behind the last of all."""
    return start <= span[0] < end or (at_end and span == (end, end) and start <= end)
