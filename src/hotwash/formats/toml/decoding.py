"""From TOML values to the answers of a document.

Reading is tolerant: whatever stands where an answer is wanted becomes that kind of answer, as text.
`hotwash.formats.toml.encoding` is the way back.
"""

from __future__ import annotations

from hotwash.formats.toml.columns import cell_order, column_kind, main_cell
from hotwash.formats.toml.encoding import text_from
from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import ColumnKind, Field


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
