"""A fresh TOML file for a document: only what is answered, in the template's order."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.formats.toml import encoding
from hotwash.formats.toml.reading import STANDARD, TEMPLATE, field_for, known_fields
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import Field, Path, Template


def write_new(document: Document) -> str:
    """Write a document as a new file.

    Args:
        document: Its answers may have paths that the template does not know; they follow the rest.
    """
    head = [statement(TEMPLATE, template_value(document.template))]
    tables: list[str] = []
    open_table: Path = ()
    for path, answer, field in ordered(document):
        if field.kind.is_rows:
            tables.extend(row_text(path, item, field) for item in answer if isinstance(item, Row))
            open_table = path
        elif len(path) == 1:
            head.append(statement(path, encoding.written(answer, field, path[0])))
        else:
            if open_table != path[:-1]:
                open_table = path[:-1]
                tables.append(f"\n[{encoding.written_path(open_table)}]\n")
            tables.append(statement(path[-1:], encoding.written(answer, field, path[-1])))
    return "".join(head + tables)


def ordered(document: Document) -> list[tuple[Path, Answer, Field]]:
    """The answers with their fields, in the order in which a file holds them.

    The fields of a table stand together, at the place of the first: a table is begun only once.
    """
    fields = fields_of(document)
    groups: dict[Path, list[tuple[Path, Answer, Field]]] = {}
    for path, known in fields.items():
        answer = encoding.normal(document.answers.get(path), known)
        if answer:
            table = path if known.kind.is_rows else path[:-1]
            groups.setdefault(table, []).append((path, answer, known))
    order = ranks(fields)
    tables = sorted(groups, key=lambda table: (order.get(table, -1), len(table)))
    return [found for table in tables for found in groups[table]]


def ranks(fields: Iterable[Path]) -> dict[Path, int]:
    """The place of every key and table in a file; a table stands before those within it."""
    found: dict[Path, int] = {TEMPLATE: -1}
    for place, path in enumerate(fields):
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], place)
    return found


def fields_of(document: Document) -> dict[Path, Field]:
    """The template's fields, and one for every answer that it has no place for."""
    fields = known_fields(document.template)
    for path, answer in document.answers.items():
        if path not in fields:
            fields[path] = field_for(path, answer)
    return fields


def template_value(template: Template) -> str:
    """Write the template's name, or its text for a document that has one of its own."""
    if template.is_document:
        return encoding.literal_lines(
            template.text if "\n" in template.text else template.text + "\n"
        )
    return encoding.line(template.name or STANDARD)


def statement(key: Path, value: str) -> str:
    """Write one `key = value` with its line end."""
    return f"{encoding.written_path(key)} = {value}\n"


def row_text(path: Path, row: Row, field: Field) -> str:
    """Write one row as a block of its own, a blank line above it."""
    cells = "".join(
        statement((key,), encoding.written_cell(text, field, key))
        for key, text in encoding.ordered_cells(row.cells, field)
    )
    return f"\n[[{encoding.written_path(path)}]]\n{cells}"
