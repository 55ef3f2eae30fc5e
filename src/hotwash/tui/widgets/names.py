"""The names that a document knows, to be offered where another name is typed."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.postmortem.document import Document
from hotwash.template.model import ColumnKind, Kind


def known_names(document: Document) -> tuple[str, ...]:
    """The owners of fields and of action items, each once, as they stand in the document."""

    def names() -> Iterator[str]:
        for known in document.template.fields:
            if known.kind is Kind.PERSON:
                yield document.text(known.path).strip()
            keys = [column.key for column in known.columns if column.kind is ColumnKind.PERSON]
            if known.kind is Kind.ACTIONS and "owner" not in keys:
                keys.append("owner")
            if keys:
                for row in document.rows(known.path):
                    yield from (row[key].strip() for key in keys)

    return tuple(dict.fromkeys(name for name in names() if name))


def name_begun(document: Document, typed: str) -> str:
    """The first known name that begins as typed, whatever the case; empty when there is none."""
    begun = typed.lower()
    if not begun.strip():
        return ""
    for name in known_names(document):
        if len(name) > len(typed) and name.lower().startswith(begun):
            return name
    return ""
