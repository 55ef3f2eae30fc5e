"""The export: the template's lines with the answers in the places of its prompts.

A template of a document's own is the document itself: there, a field whose answer is what its lines
say is exported as those lines, so that only what was edited changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from hotwash.formats.markdown.answers import (
    fitted,
    has_place,
    levelled,
    normal_row,
    normal_value,
    shape_of,
    to_answer,
)
from hotwash.formats.markdown.layout import Layout, Slot, layout_of
from hotwash.formats.markdown.minimal_edit import is_same, write_own
from hotwash.formats.markdown.moments_note import MomentsNote, note_in, with_moments
from hotwash.formats.markdown.other_zones import OtherZones
from hotwash.formats.markdown.zone_note import sentence, zone_to_say
from hotwash.markdown.blocks import is_blank, split_lines
from hotwash.markdown.writing import one_line
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.row_matching import same_ends
from hotwash.template.model import TIMEZONE, Field, Kind, Path
from hotwash.template.shapes.base import RowShape, Shape, Value, has_rows, items_of

Unanswered = Literal["tbd", "omit", "prompt"]
"""What stands for a field without an answer: `_TBD_`, nothing, or the template's words."""


class ExportPiece(NamedTuple):
    """A run of lines of an export."""

    text: str
    path: Path | None
    """The field whose answer it is; None for the template's own words."""
    section_key: str
    """The section in which it stands; empty before the first."""


class Exporter:
    """Exports a document again and again, and renders again only what changed.

    Args:
        unanswered: See `Unanswered`.
        moments_line: Whether a line under the timeline names the times to detect, to acknowledge,
            to mitigate and to resolve, where moments are marked and the template has no fields for
            them.
    """

    def __init__(self, unanswered: str = "tbd", *, moments_line: bool = True) -> None:
        self._unanswered = unanswered
        self._note = MomentsNote() if moments_line else None
        self._layout: Layout | None = None
        self._rendered: dict[Path, tuple[Answer | None, tuple[str, str], str]] = {}
        self._rows: dict[Path, tuple[tuple[Row, ...], list[str]]] = {}
        self._zones = OtherZones()
        self._pieces: tuple[ExportPiece, ...] = ()

    def like(self) -> Exporter:
        """Return another one that knows what this one has rendered, for another thread to use."""
        other = Exporter(self._unanswered, moments_line=self._note is not None)
        other._layout = self._layout
        other._rendered, other._rows = self._rendered.copy(), self._rows.copy()
        other._zones = self._zones.copy()
        other._pieces = self._pieces
        return other

    def pieces(self, document: Document) -> tuple[ExportPiece, ...]:
        """Return the export in pieces; their texts joined are the export.

        A piece that is as it was the last time is the same object.
        """
        layout = layout_of(document.template)
        if layout is not self._layout:
            self._layout = layout
            self._rendered.clear()
            self._rows.clear()
        zoned, zone = _zone_said(layout, document)
        marked, note = _note_said(layout, document, self._note)
        found: list[ExportPiece] = []
        for slot in layout.slots:
            path = slot.field.path if slot.field is not None else None
            said = (zone if path == zoned else "", note if path == marked else "")
            text = self._slot_text(layout, document, slot, said)
            found.append(ExportPiece(text, path, slot.section))
        if self._unanswered == "omit" and not document.template.is_document:
            from hotwash.formats.markdown.pruning import without_empty

            found = without_empty(layout, document, found)
        self._pieces = _same_objects(self._pieces, tuple(_joined(layout, found)))
        return self._pieces

    def _slot_text(
        self, layout: Layout, document: Document, slot: Slot, said: tuple[str, str]
    ) -> str:
        if slot.field is None:
            guidance = self._unanswered == "prompt"
            return layout.text(slot.start, slot.end, guidance=guidance)
        answer = self._zones.answer(document, slot.field, own_times(layout, slot.field))
        return self._text(layout, slot.field, answer, said)

    def _text(
        self, layout: Layout, field: Field, answer: Answer | None, said: tuple[str, str]
    ) -> str:
        """Return the lines of a field.

        Args:
            layout: The template's.
            field: The field.
            answer: Its answer.
            said: The zone to name before it and the line about its moments to put behind it.
        """
        before = self._rendered.get(field.path)
        if before is not None and before[0] is answer and before[1] == said:
            return before[2]
        text = self._render(layout, field, answer)
        zone, note = said
        if zone:
            text = f"{sentence(zone, layout.template.language)}{layout.newline * 2}{text}"
        if note:
            text = f"{_ended(text, layout)}{layout.newline}{note}{layout.newline}"
            text += layout.gap_behind(field)
        text = layout.padded(field, text)
        self._rendered[field.path] = (answer, said, text)
        return text

    def _render(self, layout: Layout, field: Field, answer: Answer | None) -> str:
        shape, answer = shape_of(field), levelled(field, answer)
        if self._unanswered == "omit":
            from hotwash.formats.markdown.pruning import without_placeholders

            shape = without_placeholders(shape)
        if not layout.template.is_document and has_rows(shape) and _are_rows(field, answer):
            return self._rows_text(layout, field, shape, answer) or self._blank(
                layout, field, shape
            )
        value = normal_value(field, fitted(field, answer))
        if layout.template.is_document and is_same(shape, value, layout.own_values[field.path]):
            return layout.text(*field.span)
        if not value:
            return self._blank(layout, field, shape)
        if layout.template.is_document:
            return write_own(layout, field, shape, value)
        return shape.write(value).replace("\n", layout.newline)

    def _blank(self, layout: Layout, field: Field, shape: Shape) -> str:
        """Return the lines of a field without an answer."""
        if self._unanswered == "prompt" and not layout.template.is_document:
            return layout.text(*field.span, guidance=True)
        if self._unanswered == "omit":
            return ""
        return shape.blank().replace("\n", layout.newline)

    def _rows_text(
        self, layout: Layout, field: Field, shape: RowShape, answer: Answer | None
    ) -> str:
        """Return rows; those that are the same as before are not written again."""
        rows = tuple(row for row in answer or () if isinstance(row, Row))
        old, texts = self._rows.get(field.path, ((), []))
        head, tail = same_ends(old, rows)
        known = {
            id(row): text
            for row, text in zip(old[head:], texts[head : len(old) - tail], strict=False)
        }
        changed = rows[head : len(rows) - tail]
        between = [
            known[id(row)] if id(row) in known else _row_text(layout, field, shape, row, head + at)
            for at, row in enumerate(changed)
        ]
        texts = [*texts[:head], *between, *texts[len(old) - tail :]]
        self._rows[field.path] = rows, texts
        parts = list(filter(None, texts))
        if not parts:
            return ""
        start = shape.head().replace("\n", layout.newline)
        return start + shape.gap.replace("\n", layout.newline).join(parts)


def own_times(layout: Layout, field: Field) -> Collection[str]:
    """Return the times that the lines of an imported document have themselves."""
    if field.kind is not Kind.TIMELINE or not layout.template.is_document:
        return ()
    rows = layout.own_values.get(field.path) or ()
    return {row["time"] for row in rows if not isinstance(row, str) and "time" in row}


def _zone_said(layout: Layout, document: Document) -> tuple[Path | None, str]:
    """Return the first timeline that has times, and the zone to name over it; empty for none."""
    name = document.text(TIMEZONE)
    if not name:
        return None, ""
    for field in document.template.fields:
        if field.kind is not Kind.TIMELINE:
            continue
        if any(one_line(row["time"]) for row in document.rows(field.path)):
            return field.path, zone_to_say(name, layout.said_zone) if _can_say(
                layout, field
            ) else ""
    return None, ""


def _note_said(
    layout: Layout, document: Document, note: MomentsNote | None
) -> tuple[Path | None, str]:
    """Return the timeline that the line about its moments stands under, and the line."""
    path, line = note.of(document, layout.asked_lengths) if note is not None else (None, "")
    if path is None or not _can_say(layout, document.template.by_path[path]):
        return None, ""
    return path, line


def _ended(text: str, layout: Layout) -> str:
    """A text with a line end."""
    return text if text.endswith(("\n", "\r")) else text + layout.newline


def _can_say(layout: Layout, field: Field) -> bool:
    """Whether a paragraph can stand before a timeline: not where it lies within a list."""
    start, end = field.span
    return start == end or layout.lines[start][:1] not in (" ", "\t")


def _row_text(layout: Layout, field: Field, shape: RowShape, row: Row, number: int) -> str:
    """The lines of one row; empty where nothing of it has a place."""
    cells = normal_row(field, row.cells)
    if not cells or not has_place(field, cells):
        return ""
    return shape.write_row(cells, number).replace("\n", layout.newline)


def _are_rows(field: Field, answer: Answer | None) -> bool:
    """Whether an answer is rows that are written each by itself."""
    if not answer or isinstance(answer, str) or not isinstance(answer[0], Row):
        return False
    marks = getattr(field.shape, "marks", None)
    return field.kind.is_rows and not getattr(marks, "ordered", False)


def _joined(layout: Layout, pieces: Sequence[ExportPiece]) -> Iterator[ExportPiece]:
    """Yield pieces so that each begins on a new line and the end is as the template's."""
    last = next((at for at in range(len(pieces) - 1, -1, -1) if pieces[at].text), -1)
    open_line = False
    for at, piece in enumerate(pieces):
        text = piece.text
        if text and open_line:
            text = layout.newline + text
        if at == last and piece.path is not None and layout.is_open:
            text = text.removesuffix(layout.newline)
        open_line = not text.endswith(("\n", "\r")) if text else open_line
        yield piece if text == piece.text else piece._replace(text=text)


def _same_objects(
    before: tuple[ExportPiece, ...], pieces: tuple[ExportPiece, ...]
) -> tuple[ExportPiece, ...]:
    """Return pieces, those that are as they were before as the same objects."""
    if len(before) != len(pieces):
        return pieces
    return tuple(old if old == new else new for old, new in zip(before, pieces, strict=True))


def export(document: Document, unanswered: str = "tbd", *, moments_line: bool = True) -> str:
    """Return a document as Markdown.

    Args:
        document: The postmortem.
        unanswered: What stands for a field without an answer; one of `Unanswered`.
        moments_line: See `Exporter`.
    """
    pieces = Exporter(unanswered, moments_line=moments_line).pieces(document)
    return "".join(piece.text for piece in pieces)


def export_section(
    document: Document, key: str, unanswered: str = "tbd", *, moments_line: bool = True
) -> str:
    """Return one section as Markdown, its heading included; empty if there is none."""
    pieces = Exporter(unanswered, moments_line=moments_line).pieces(document)
    lines = split_lines("".join(piece.text for piece in pieces if piece.section_key == key))
    while lines and is_blank(lines[-1]):
        lines.pop()
    while lines and is_blank(lines[0]):
        lines.pop(0)
    return "".join(lines)


def normalised(document: Document) -> Document:
    """Return a document as importing its export gives it back: see `answers.normal_value`.

    Cells that Markdown has no place for (evidence, a moment from which no length is counted) are
    not in it, nor is a time zone that nothing names.
    """
    answers: dict[Path, Answer] = {}
    layout, zones = layout_of(document.template), OtherZones()
    for path in document.answers:
        field = document.template.by_path.get(path)
        if field is None or path == TIMEZONE:
            continue
        answer = levelled(field, zones.answer(document, field, own_times(layout, field)))
        value = normal_value(field, fitted(field, answer))
        found = to_answer(_with_place(field, value) if field.kind.is_rows else value)
        if found is not None:
            answers[path] = found
    marked, note = _note_said(layout, document, MomentsNote())
    if marked is not None:
        read = tuple(row for row in answers.get(marked, ()) if isinstance(row, Row))
        answers[marked] = with_moments(read, note_in(note))
    normal = Document(document.template, answers)
    named = Document(document.template, {**answers, TIMEZONE: document.text(TIMEZONE)})
    zone = _zone_said(layout, named)[1] or layout.said_zone
    return normal.replace(TIMEZONE, zone)


def _with_place(field: Field, value: Value) -> Value:
    """Return rows without the cells that their Markdown has no place for."""
    behind = getattr(field.shape, "text", None) is not None
    keys = {column.key for column in field.columns if column.shown or behind}
    rows = (row for row in items_of(value) if not isinstance(row, str))
    kept = ({key: row[key] for key in row if key in keys} for row in rows)
    return tuple(filter(None, kept))
