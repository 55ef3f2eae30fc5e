"""Writing into a document of one's own: what was not changed keeps its lines, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.formats.markdown.layout import Layout
from hotwash.template.model import Field
from hotwash.template.shapes.base import (
    Cells,
    Chunk,
    NotThisShape,
    RowShape,
    Shape,
    Value,
    has_rows,
    items_of,
    renumbered,
)


def is_same(shape: Shape, value: Value, other: Value) -> bool:
    """Whether two answers are the same in all that their Markdown has a place for."""
    if not has_rows(shape) or isinstance(value, str) or isinstance(other, str):
        return value == other
    if len(value) != len(other):
        return False
    pairs = zip(items_of(value), items_of(other), strict=True)
    return all(shape.key(one) == shape.key(another) for one, another in pairs)


def write_own(layout: Layout, field: Field, shape: Shape, value: Value) -> str:
    """Return the lines of a changed answer in the place of its source lines.

    Args:
        layout: The document's text.
        field: The field.
        shape: How it is written.
        value: The answer, not empty.
    """
    if has_rows(shape) and not isinstance(value, str):
        source = layout.lines[slice(*field.span)]
        try:
            chunks = layout.own_chunks(field, shape)
            return _write_rows(shape, value, source, chunks, layout.newline)
        except NotThisShape:
            pass
    return shape.write(value).replace("\n", layout.newline)


def _write_rows(
    shape: RowShape,
    values: Sequence[str | Cells],
    source: Sequence[str],
    chunks: Sequence[Chunk],
    newline: str,
) -> str:
    """Return rows, those that were there before on the lines they had."""
    by_value: dict[object, list[int]] = {}
    for number in range(len(chunks) - 1, -1, -1):
        by_value.setdefault(shape.key(chunks[number].value), []).append(number)
    kept: list[int | None] = []
    for value in values:
        places = by_value.get(shape.key(value))
        kept.append(places.pop() if places else None)
    used = set(kept)
    if chunks:
        parts = ["".join(source[: chunks[0].start])]
    else:
        parts = [shape.head(source or None).replace("\n", newline)]
    for number, value in enumerate(values):
        place = kept[number]
        if place is not None:
            lines = list(source[chunks[place].start : chunks[place].end])
            lines[0] = renumbered(shape, lines[0], number)
            text = "".join(lines)
        else:
            like = chunks[number] if number < len(chunks) and number not in used else None
            old = source[like.start : like.end] if like else ()
            text = shape.write_row(value, number, old).replace("\n", newline)
        if not text.endswith(("\n", "\r")):
            text += newline
        parts.append(text)
        if number + 1 < len(values):
            parts.append(_gap(shape, source, chunks, place, kept[number + 1], newline))
    return "".join(parts)


def _gap(
    shape: RowShape,
    source: Sequence[str],
    chunks: Sequence[Chunk],
    place: int | None,
    following: int | None,
    newline: str,
) -> str:
    """Return what stands between two rows: what stood there, or what the list mostly has."""
    if place is not None and following == place + 1:
        return "".join(source[chunks[place].end : chunks[following].start])
    return shape.gap.replace("\n", newline)
