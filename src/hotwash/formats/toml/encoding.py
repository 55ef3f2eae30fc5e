"""From the answers of a document to TOML values, as they are written after `key = `.

Each gets the form that reads best: dates as dates, ticks as booleans, long texts on lines of their
own, code without escapes.

`tomlkit` writes what is changed within inline tables and nothing else: its strings know no literal
form, half of a surrogate pair comes out as an escape that no reader takes, and cells of 10,000
rows take 460 ms instead of 12, after an import of as long as a start of Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from hotwash.formats.toml.columns import cell_order, column_kind, main_cell
from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import ColumnKind, Field, Kind

WIDTH = 88
"""Columns within which a list of strings stays on one line."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_ESCAPED_IN_LINES = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\\ud800-\udfff]|"""|"\Z')
_NOT_LITERAL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f'\ud800-\udfff]")
_NOT_LITERAL_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]|'''|'\Z")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def written(answer: Answer, field: Field, key: str) -> str:
    """Write the value of a line, a text or a list, as it stands after `key = `."""
    if field.kind.is_list:
        return written_list([str(item) for item in answer], key)
    text = str(answer)
    if field.kind is Kind.CODE:
        return literal_lines(text + "\n")
    if field.kind is Kind.PROSE:
        return lines(text + "\n")
    if field.kind is Kind.DATE and is_date(text):
        return text
    return line(text)


def written_cell(text: str, field: Field, key: str) -> str:
    """Write the value of one cell of a row."""
    kind = column_kind(field, key)
    if kind is ColumnKind.CHECK and text == "true":
        return "true"
    if kind is ColumnKind.DATE and is_date(text):
        return text
    return literal_lines(text) if "\n" in text else line(text)


def ordered_cells(cells: Mapping[str, str], field: Field) -> Iterable[tuple[str, str]]:
    """The cells of a row in the order in which they are written."""
    order = cell_order(field)
    return sorted(cells.items(), key=lambda cell: order.get(cell[0], len(order)))


def written_list(items: list[str], key: str) -> str:
    """Write a list of strings: on one line when it is short, else one a line."""
    parts = [line(item) for item in items]
    short = "[" + ", ".join(parts) + "]"
    if len(key) + 3 + len(short) <= WIDTH:
        return short
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def is_date(text: str) -> bool:
    """Whether a text is a date that TOML has a form for."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def line(text: str) -> str:
    """Write a string on one line."""
    if ('"' in text or "\\" in text) and not _NOT_LITERAL.search(text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def lines(text: str) -> str:
    """Write a string of several lines, beginning on a line of its own."""
    return '"""\n' + _ESCAPED_IN_LINES.sub(_escape, text) + '"""'


def literal_lines(text: str) -> str:
    """Write a string of several lines without escapes, where it can be done."""
    if _NOT_LITERAL_LINES.search(text):
        return lines(text)
    return "'''\n" + text + "'''"


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == '"""':
        return '""\\"'
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return _SHORT.get(sign) or f"\\u{ord(sign):04x}"


def written_key(key: str) -> str:
    """Write one part of a key."""
    return key if _BARE_KEY.fullmatch(key) else '"' + _ESCAPED.sub(_escape, key) + '"'


def written_path(path: Iterable[str]) -> str:
    """Write a dotted key."""
    return ".".join(written_key(part) for part in path)


def normal(answer: Answer | None, field: Field) -> Answer | None:
    """Bring an answer into the shape that reading it back would give."""
    if not answer:
        return None
    items = (answer,) if isinstance(answer, str) else answer
    if field.kind.is_rows:
        return tuple(_normal_row(item, field) for item in items)
    texts = [without_surrogates(_item_text(item)) for item in items]
    if field.kind.is_list:
        return tuple(texts)
    return ("\n" if field.kind.is_text else ", ").join(texts) or None


def _normal_row(item: str | Row, field: Field) -> Row:
    if isinstance(item, str):
        return Row({main_cell(field): without_surrogates(item)} if item else {})
    if all(item.cells.values()) and not any(map(_SURROGATE.search, item.cells.values())):
        return item
    return Row({key: without_surrogates(text) for key, text in item.cells.items() if text}, item.id)


def _item_text(item: str | Row) -> str:
    return item if isinstance(item, str) else text_from(dict(item.cells))


def without_surrogates(text: str) -> str:
    """Replace what no file can hold: halves of surrogate pairs."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


_DEEPEST = 20
"""Levels of nested values that are spelled out in a text."""


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
    if depth > _DEEPEST:
        return "..."
    if isinstance(value, dict):
        inner = (f"{written_key(k)} = {_nested(v, depth + 1)}" for k, v in value.items())
        return "{ " + ", ".join(inner) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_nested(item, depth + 1) for item in value) + "]"
    return line(value) if isinstance(value, str) else text_from(value)
