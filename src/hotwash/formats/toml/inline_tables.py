"""Changes within a value that holds others: an inline table, however deep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hotwash.formats.toml import columns, encoding
from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import ColumnKind, Field, Kind, Path


def changed(value: str, keys: Path, new: object) -> str | None:
    """Return an inline table with one value in it changed; the rest of it stays as written.

    Args:
        value: The table, braces included.
        keys: Where in it.
        new: The new value; None takes it away.

    Returns:
        The new text, or None when there is no table at that place.
    """
    import tomlkit
    from tomlkit.items import InlineTable

    document = tomlkit.parse(f"value = {value}")
    table: Any = document["value"]
    for key in keys[:-1]:
        if not isinstance(table, InlineTable):
            return None
        if key not in table:
            table[key] = tomlkit.inline_table()
        table = table[key]
    if not isinstance(table, InlineTable):
        return None
    if new is not None:
        table[keys[-1]] = new
    elif keys[-1] in table:
        del table[keys[-1]]
    return tomlkit.dumps(document).removeprefix("value = ")


def plain(answer: Answer, field: Field) -> object:
    """An answer as the values that a TOML library writes."""
    if isinstance(answer, str):
        as_date = field.kind is Kind.DATE and encoding.is_date(answer)
        # Reading takes one line end from the end of a text.
        text = answer + "\n" if field.kind.is_text and answer.endswith("\n") else answer
        return date.fromisoformat(text) if as_date else text
    return [
        item if isinstance(item, str) else {k: cell(t, field, k) for k, t in item.cells.items()}
        for item in answer
    ]


def cell(text: str, field: Field, key: str) -> object:
    """A cell as the value that a TOML library writes."""
    kind = columns.column_kind(field, key)
    if kind is ColumnKind.CHECK and text == "true":
        return True
    if kind is ColumnKind.DATE and encoding.is_date(text):
        return date.fromisoformat(text)
    return text


def row_text(row: Row, field: Field) -> str:
    """Write a row as an inline table."""
    inner = ", ".join(
        f"{encoding.written_key(key)} = {encoding.written_cell(text, field, key)}"
        for key, text in encoding.ordered_cells(row.cells, field)
    )
    return f"{{ {inner} }}" if inner else "{}"


def changed_row(value: str, old: Row, new: Row, field: Field) -> str:
    """Return a written item of an array with the cells that differ changed."""
    if value.startswith("{"):
        for key in cells_that_differ(old.cells, new.cells):
            text = new[key]
            value = changed(value, (key,), cell(text, field, key) if text else None) or value
        return value
    if list(new.cells) == [columns.main_cell(field)]:
        return encoding.line(new[columns.main_cell(field)])
    return row_text(new, field)


def cells_that_differ(old: Mapping[str, str], new: Mapping[str, str]) -> Sequence[str]:
    """The keys of the cells that two rows do not share."""
    return [key for key in {**old, **new} if old.get(key, "") != new.get(key, "")]
