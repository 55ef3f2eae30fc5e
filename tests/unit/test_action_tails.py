"""Owners and due dates behind tasks, in the author's or the template's own way."""

from __future__ import annotations

import pytest

from hotwash.editing.new import blank
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind, Path

BOTH = {"task": "Raise limits", "owner": "Lea", "due": "2026-03-17"}


def imported(*items: str) -> tuple[Document, Path]:
    """A document with these action items, and their path."""
    lines = "".join(f"- [ ] {item}\n" for item in items)
    text = f"# Late mail\n\n## Summary\n\nIt was late.\n\n## Action items\n\n{lines}"
    document = import_markdown(text).document
    assert export(document) == text
    return document, document.template.sections[-1].parts[0].path  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("item", "cells"),
    [
        ("Raise limits (Lea, 17 March 2026)", BOTH),
        ("Raise limits (@lea, due 2026-03-17)", BOTH | {"owner": "@lea"}),
        ("Raise limits — Owner: Lea, Due: 2026-03-17", BOTH),
        ("Raise limits (**Owner:** Lea; **Due:** March 17th, 2026)", BOTH),
        ("Raise limits. Owner: Lea", {"task": "Raise limits", "owner": "Lea"}),
        ("[@lea] Raise limits", {"task": "Raise limits", "owner": "@lea"}),
        ("Raise limits (@lea)", {"task": "Raise limits", "owner": "@lea"}),
        ("Raise limits (Lea)", {"task": "Raise limits (Lea)"}),
        ("[API] Raise limits", {"task": "[API] Raise limits"}),
        ("Raise limits (Lea, 03/04/2026)", {"task": "Raise limits (Lea, 03/04/2026)"}),
        ("Read the report (May 5, 2026)", {"task": "Read the report (May 5, 2026)"}),
        ("Call @lea", {"task": "Call @lea"}),
    ],
)
def test_what_leaves_no_doubt_is_read(item: str, cells: dict[str, str]) -> None:
    document, path = imported(item)
    assert [dict(row.cells) for row in document.rows(path)] == [cells]


def test_a_changed_item_keeps_the_authors_way() -> None:
    document, path = imported(
        "Raise limits (Lea, 17 March 2026)", "Tell support (@tom, due 2026-04-01)", "Rest"
    )
    first, second, third = document.rows(path)
    rows = (
        first.with_cell("due", "2026-03-20"),
        second.with_cell("owner", "@kim"),
        third,
        Row({"task": "Sleep", "owner": "Ana", "due": "2026-05-02"}),
    )
    text = export(document.replace(path, rows))
    assert text.endswith(
        "- [ ] Raise limits (Lea, 20 March 2026)\n- [ ] Tell support (@kim, due 2026-04-01)\n"
        "- [ ] Rest\n- [ ] Sleep (Ana, 2 May 2026)\n"
    )
    again = import_markdown(text).document
    assert [dict(row.cells) for row in again.rows(path)] == [dict(row.cells) for row in rows]


def test_what_an_authors_way_has_no_place_for_stands_behind() -> None:
    document, path = imported("Raise limits (Lea, 17 March 2026)")
    row = document.rows(path)[0]
    text = export(document.replace(path, (row.with_cell("due", "soon"),)))
    assert text.endswith("- [ ] Raise limits - Owner: Lea - Due: soon\n")


@pytest.mark.parametrize(
    ("item", "empty", "full"),
    [
        ("[Task] — Owner: [name], Due: [date]", "_TBD_ — Owner: _TBD_, Due: _TBD_",
         "Raise limits — Owner: Lea, Due: 2026-03-17"),
        ("[Task] (@owner, YYYY-MM-DD)", "_TBD_ (_TBD_, _TBD_)", "Raise limits (Lea, 2026-03-17)"),
        ("[Task] - [Owner] - [Due date]", "_TBD_ - _TBD_ - _TBD_",
         "Raise limits - Lea - 2026-03-17"),
    ],
)  # fmt: skip
def test_a_templates_way_is_the_exports(item: str, empty: str, full: str) -> None:
    text = f"# [title]\n\n## Follow-up\n\n- [ ] {item}\n"
    template = read_template(text, "t")
    field = template.fields[0]
    assert field.kind is Kind.ACTIONS
    assert not field.default_rows
    assert "[" not in export(blank(template)).replace("[ ]", "")
    document = blank(template, title="Late mail").replace(TIMEZONE, None)
    document = document.replace(field.path, (Row(BOTH), Row({"task": "Call (Tom, Kim)"})))
    written = export(document)
    assert written.endswith(f"- [ ] {full}\n- [ ] {empty.replace('_TBD_', 'Call (Tom, Kim)', 1)}\n")
    assert import_markdown(written, [template]).document == document
