"""Answers as the document keeps them, and as the shapes of a template know them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from hotwash.markdown.writing import code_lines, many_lines, one_line
from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import Field, Kind
from hotwash.template.shapes.base import Cells, NotThisShape, Shape, Value, has_rows, items_of
from hotwash.template.shapes.lists import LEVEL, level_of
from hotwash.template.shapes.text import Line, Prose
from hotwash.template.shapes.timeline_headings import HeadingEntries


def shape_of(field: Field) -> Shape:
    """Return how a field is written in its template."""
    return Line() if field.shape is None else field.shape


def to_value(answer: Answer | None) -> Value:
    """Return an answer without the identities of its rows."""
    if answer is None or isinstance(answer, str):
        return answer or ""
    if answer and isinstance(answer[0], Row):
        return tuple(row.cells for row in answer if isinstance(row, Row))
    return tuple(item for item in answer if isinstance(item, str))


def to_answer(value: Value) -> Answer | None:
    """Return a value as an answer; None for an empty one."""
    if not value:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value[0], str):
        return tuple(item for item in value if isinstance(item, str))
    return tuple(Row(dict(cells)) for cells in value if not isinstance(cells, str))


def fitted(field: Field, answer: Answer | None) -> Value:
    """Return an answer in the form its field's shape writes, whatever form it was typed in."""
    value = to_value(answer)
    if not value:
        return ""
    items = items_of(value)
    if field.kind.is_rows:
        main = _main_column(field)
        return tuple({main: row} if isinstance(row, str) else row for row in items)
    texts = tuple(map(_words, items))
    return texts if field.kind.is_list else "\n".join(texts)


def _main_column(field: Field) -> str:
    """Return the key of the column that has a row's words."""
    keys = [column.key for column in field.columns if column.shown] or ["text"]
    return next((key for key in keys if key in ("task", "event")), keys[-1])


def _words(item: str | Cells) -> str:
    return item if isinstance(item, str) else "  ".join(text for text in item.values() if text)


def levelled(field: Field, answer: Answer | None) -> Answer | None:
    """Return action items each at most one level below the one before: a sub-task has a task."""
    if field.kind is not Kind.ACTIONS or not answer or isinstance(answer, str):
        return answer
    found: list[Row] = []
    deepest = 0
    rows = [row for row in answer if isinstance(row, Row)]
    for row in rows:
        level = min(level_of(row.cells), deepest)
        told = str(level or "")
        found.append(row if row[LEVEL] == told else row.with_cell(LEVEL, told))
        deepest = level + 1
    return answer if all(map(is_, found, rows)) else tuple(found)


def normal_value(field: Field, value: Value) -> Value:
    """Return a value as reading its export gives it back.

    What Markdown has no place for is taken away: blanks at the ends of a line, blank lines at the
    ends of prose, CR, empty items and rows. Nothing else is.
    """
    if not value:
        return ""
    if isinstance(value, str):
        return _normal_text(field, value)
    if field.kind.is_rows:
        rows = (normal_row(field, item) for item in value)
        return tuple(row for row in rows if row and has_place(field, row))
    return tuple(text for item in value if (text := one_line(_words(item))))


def _normal_text(field: Field, text: str) -> str:
    if field.kind is Kind.CODE:
        return code_lines(text)
    if isinstance(field.shape, (Line, Prose)):
        return field.shape.normal(text)
    return many_lines(text) if field.kind is Kind.PROSE else one_line(text)


def normal_row(field: Field, item: str | Cells) -> dict[str, str]:
    """Return a row's cells as reading them gives them back."""
    prose = isinstance(field.shape, HeadingEntries)
    found: dict[str, str] = {}
    for key, raw in ({"": item} if isinstance(item, str) else item).items():
        text = many_lines(raw) if prose and key == "event" else one_line(raw)
        if text:
            found[key] = text
    return found


def normal_item(field: Field, item: str | Cells) -> str | Cells:
    """Return one item of a list or one row as reading it gives it back."""
    return one_line(item) if isinstance(item, str) else normal_row(field, item)


def has_place(field: Field, row: Cells) -> bool:
    """Whether a row has anything that its Markdown has a place for."""
    shape = shape_of(field)
    key = shape.key(row) if has_rows(shape) else row
    return any(key) if isinstance(key, tuple) else bool(key)


def read_value(field: Field, lines: Sequence[str]) -> Value:
    """Return what a field's shape reads in some lines; empty if it is written otherwise."""
    try:
        return shape_of(field).read(lines)
    except NotThisShape:
        return ""
