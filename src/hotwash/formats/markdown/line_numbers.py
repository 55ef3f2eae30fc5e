"""On which line of its Markdown an answer stands, for messages that a person can follow."""

from __future__ import annotations

from hotwash.formats.markdown.answers import shape_of
from hotwash.formats.markdown.export import Exporter, ExportPiece
from hotwash.markdown.blocks import is_blank, split_lines
from hotwash.postmortem.document import Document
from hotwash.template.model import Path
from hotwash.template.shapes.base import NotThisShape, has_rows

_MODES = ("tbd", "omit", "prompt")


def places_in(document: Document, text: str) -> tuple[dict[Path, int], dict[Path, list[int]]]:
    """Return the lines of fields and of their rows, from 1; nothing where the text is another's.

    Args:
        document: What was read from the text.
        text: The Markdown.
    """
    for mode in _MODES:
        pieces = Exporter(mode).pieces(document)
        if "".join(piece.text for piece in pieces) == text:
            return _places(document, pieces)
    return {}, {}


def _places(
    document: Document, pieces: tuple[ExportPiece, ...]
) -> tuple[dict[Path, int], dict[Path, list[int]]]:
    keys: dict[Path, int] = {}
    rows: dict[Path, list[int]] = {}
    at, seen = 0, 1
    for piece in pieces:
        lines = split_lines(piece.text)
        filled = [number for number, line in enumerate(lines, at + 1) if not is_blank(line)]
        if piece.path is not None:
            # What is not there is missed on the last line before it: that of its heading.
            keys[piece.path] = filled[0] if filled else seen
            rows[piece.path] = [at + 1 + row for row in _rows_in(document, piece.path, lines)]
        at += len(lines)
        seen = filled[-1] if filled else seen
    return keys, rows


def _rows_in(document: Document, path: Path, lines: list[str]) -> list[int]:
    """Return the lines on which the rows of a field begin, among its lines, from 0."""
    field = document.template.by_path[path]
    shape = shape_of(field)
    if not has_rows(shape) or not document.rows(path):
        return []
    try:
        return [chunk.start for chunk in shape.chunks(lines) if chunk.value]
    except NotThisShape:
        return []
