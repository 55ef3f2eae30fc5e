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
    title = layout.template.title.span[0] if layout.template.title else -1
    drop: set[int] = set()
    for at, heading in enumerate(headings):
        later = (block.start for block in headings[at + 1 :] if block.level <= heading.level)
        end = next(later, len(layout.lines))
        if heading.start != title and _is_empty(layout, document, heading, end, headings):
            drop.update(range(heading.start, heading.end))
    result: list[ExportPiece] = []
    blank = True
    for slot, piece in zip(layout.slots, pieces, strict=True):
        text = piece.text
        if slot.field is None:
            kept: list[str] = []
            for number in range(slot.start, slot.end):
                line = layout.lines[number]
                if number in drop or number in layout.unseen or (is_blank(line) and blank):
                    continue
                kept.append(line)
                blank = is_blank(line)
            text = "".join(kept)
        elif text:
            blank = is_blank(split_lines(text)[-1])
        result.append(piece._replace(text=text))
    return result


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
    inside = [
        field
        for field in layout.template.fields
        if heading.end <= field.span[0] < end
        or (field.span[0] == field.span[1] == end and heading.end <= end == len(layout.lines))
    ]
    if not inside or any(field.path in document.answers for field in inside):
        return False
    taken = {number for block in headings for number in range(block.start, block.end)}
    for field in inside:
        taken.update(range(*field.span))
    words = (
        layout.lines[number]
        for number in range(heading.end, end)
        if number not in taken and number not in layout.unseen
    )
    return not any(line.strip(" \t\r\n-*_") for line in words)
