"""The columns of a table in a file: what each holds, in which order they are written."""

from __future__ import annotations

from hotwash.template.model import ColumnKind, Field, Kind

_MAIN_CELL = {Kind.TIMELINE: "event", Kind.ACTIONS: "task"}


_ORDER = {
    Kind.TIMELINE: ("time", "event", "moment", "evidence"),
    Kind.ACTIONS: ("task", "owner", "due", "done", "link", "priority", "level"),
}


_KNOWN_KINDS = {
    (Kind.ACTIONS, "done"): ColumnKind.CHECK,
    (Kind.ACTIONS, "due"): ColumnKind.DATE,
}


def main_cell(field: Field) -> str:
    """The key of the cell that says what a row is about."""
    if field.kind in _MAIN_CELL:
        return _MAIN_CELL[field.kind]
    return field.columns[0].key if field.columns else "text"


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
