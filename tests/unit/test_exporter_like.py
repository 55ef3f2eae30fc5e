"""An exporter hands on what it has rendered, and goes its own way from there."""

from __future__ import annotations

import pytest

from hotwash.formats.markdown import Exporter, export
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.shapes.tables import TableShape

TIMELINE, NOTES = ("timeline",), ("notes",)
TEMPLATE = read_template(
    "# [Title]\n\n## Timeline\n\n| Time | Event |\n| --- | --- |\n| 10:00 | x |\n\n"
    "## Notes\n\nWhat else?\n",
    "small",
)


def document(count: int) -> Document:
    rows = tuple(
        Row({"time": f"{number // 60:02}:{number % 60:02}", "event": f"event {number}"})
        for number in range(count)
    )
    return Document(TEMPLATE).replace(TIMELINE, rows).replace(NOTES, "A note")


def test_nothing_is_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Exporter()
    before = document(300)
    pieces = first.pieces(before)
    written: list[object] = []
    real = TableShape.write_row

    def write_row(self: TableShape, *arguments: object) -> str:
        written.append(arguments)
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TableShape, "write_row", write_row)
    other = first.like()
    assert other.pieces(before) == pieces
    assert written == []
    rows = before.rows(TIMELINE)
    changed = before.replace(TIMELINE, (*rows[:7], rows[7].with_cell("event", "new"), *rows[8:]))
    other.pieces(changed)
    assert len(written) == 1


def test_what_one_renders_later_is_not_the_others() -> None:
    first = Exporter()
    before = document(5)
    first.pieces(before)
    other = first.like()
    after = before.replace(NOTES, "Another note").replace(TIMELINE, before.rows(TIMELINE)[:2])
    assert "".join(piece.text for piece in other.pieces(after)) == export(after)
    assert "".join(piece.text for piece in first.pieces(before)) == export(before)


def test_another_template_of_one_is_not_the_others() -> None:
    fenced = read_template(TEMPLATE.text.replace("What else?", "```\nWhat else?\n```"), "fenced")
    first = Exporter()
    before = document(5)
    first.pieces(before)
    other = first.like()
    after = Document(fenced, before.answers)
    assert "".join(piece.text for piece in other.pieces(after)) == export(after)
    assert export(after) != export(before)
    assert "".join(piece.text for piece in first.pieces(before)) == export(before)
