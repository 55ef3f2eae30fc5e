"""From TOML values to the answers of a document.

Reading is tolerant: whatever stands where an answer is wanted becomes that kind of answer, as text.
`hotwash.formats.toml.spelling` is the way back.
"""

from __future__ import annotations

from datetime import date, datetime, time

from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import ColumnKind, Field, Kind

_MAIN_CELL = {Kind.TIMELINE: "event", Kind.ACTIONS: "task"}
_ORDER = {
    Kind.TIMELINE: ("time", "event", "moment", "evidence"),
    Kind.ACTIONS: ("task", "owner", "due", "done", "link", "priority"),
}
_KNOWN_KINDS = {
    (Kind.ACTIONS, "done"): ColumnKind.CHECK,
    (Kind.ACTIONS, "due"): ColumnKind.DATE,
}
_DEEPEST = 20
"""Levels of nested values that are spelled out in a text."""


def answer_from(value: object, field: Field) -> Answer | None:
    """Read what stands where a field's answer is wanted; None when it is empty."""
    if field.kind.is_rows:
        rows = tuple(row_from(item, field) for item in _several(value))
        return rows or None
    if field.kind.is_list:
        return tuple(text_from(item) for item in _several(value)) or None
    text = "\n".join(_texts(value)) if field.kind.is_text else ", ".join(_texts(value))
    return (text.removesuffix("\n") if field.kind.is_text else text) or None


def _several(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value == "" else [value]


def _texts(value: object) -> list[str]:
    return [text_from(item) for item in (value if isinstance(value, list) else [value])]


def row_from(value: object, field: Field) -> Row:
    """Read one row of a field; what is no table becomes its main cell."""
    if not isinstance(value, dict):
        text = text_from(value)
        return Row({main_cell(field): text} if text else {})
    cells: dict[str, str] = {}
    for key, inner in value.items():
        if isinstance(inner, str):
            text = inner
        elif isinstance(inner, dict | list):
            if key not in cell_order(field):
                continue
            text = ", ".join(_texts(inner))
        elif inner is False and column_kind(field, key) is ColumnKind.CHECK:
            continue
        else:
            text = text_from(inner)
        if text:
            cells[key] = text
    return Row(cells)


def main_cell(field: Field) -> str:
    """The key of the cell that says what a row is about."""
    if field.kind in _MAIN_CELL:
        return _MAIN_CELL[field.kind]
    return field.columns[0].key if field.columns else "text"


def text_from(value: object) -> str:
    """Spell out a value as a person would write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ").replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict | list):
        return _nested(value, 0)
    return str(value)


def _nested(value: object, depth: int) -> str:
    from hotwash.formats.toml.spelling import line, written_key

    if depth > _DEEPEST:
        return "..."
    if isinstance(value, dict):
        inner = (f"{written_key(k)} = {_nested(v, depth + 1)}" for k, v in value.items())
        return "{ " + ", ".join(inner) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_nested(item, depth + 1) for item in value) + "]"
    return line(value) if isinstance(value, str) else text_from(value)


def column_kind(field: Field, key: str) -> ColumnKind:
    """What a column of a field holds, the ones without a place in the template too."""
    for column in field.columns:
        if column.key == key:
            return column.kind
    return _KNOWN_KINDS.get((field.kind, key), ColumnKind.TEXT)


def cell_order(field: Field) -> dict[str, int]:
    """The order in which the cells of a new row are written."""
    keys = [*_ORDER.get(field.kind, ()), *(column.key for column in field.columns)]
    return {key: index for index, key in enumerate(dict.fromkeys(keys))}
