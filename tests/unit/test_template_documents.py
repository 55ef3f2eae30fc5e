"""What the reader makes of existing postmortems: what their authors would expect to find."""

from __future__ import annotations

from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.template.model import Kind

KEY_EVENTS = """# Incident on 2025-01-13

- **Key events**
  - First detected 2025-01-13 10:13
  - Declared at 2025-01-13 12:09
  - Repaired some day
  - Resolved: 2025-01-13 18:40

- **Impact**: Nobody could sign in, and those who had been signed in before were signed out at once.

- **Time to repair**: 2h
"""


def kinds(document: Document) -> list[tuple[str, Kind]]:
    return [(field.label, field.kind) for field in document.template.fields]


def test_times_at_the_end_of_bullets_are_a_timeline() -> None:
    document = import_own(KEY_EVENTS)
    assert kinds(document)[0] == ("Key events", Kind.TIMELINE)
    path = document.template.fields[0].path
    rows = document.rows(path)
    assert [row["time"] for row in rows] == [
        "2025-01-13 10:13", "2025-01-13 12:09", "", "2025-01-13 18:40"
    ]  # fmt: skip
    assert [row["event"] for row in rows][:2] == ["First detected", "Declared"]
    assert export(document) == KEY_EVENTS
    changed = (rows[0].with_cell("time", "2025-01-13 10:14"), *rows[1:])
    assert export(document.replace(path, changed)) == KEY_EVENTS.replace("10:13", "10:14")
    more = (*rows, Row({"time": "19:00", "event": "Review"}))
    assert "  - Review 19:00\n" in export(document.replace(path, more))


def test_a_row_without_a_time_stays_one_where_times_stand_at_the_end() -> None:
    document = import_own(KEY_EVENTS)
    path = document.template.fields[0].path
    rows = (*document.rows(path), Row({"event": "Looked at it until 10:15"}))
    again = import_own(export(document.replace(path, rows))).rows(path)
    assert again[-1].cells == {"event": "Looked at it until 10:15"}


def test_a_paragraph_behind_a_label_is_prose_and_keeps_its_breaks() -> None:
    words = "Nobody could sign in, and those who had been signed in before were signed out."
    text = f"# T\n\n**Impact:** {words}  \n**Status:** open\n"
    document = import_own(text)
    assert kinds(document) == [("Impact", Kind.PROSE), ("Status", Kind.LINE)]
    path = document.template.fields[0].path
    assert document.text(path) == words
    changed = export(document.replace(path, "Little."))
    assert changed == "# T\n\n**Impact:** Little.  \n**Status:** open\n"


def test_text_without_a_label_is_called_by_its_heading() -> None:
    document = import_own("# T\n\n## Cause\n\nwords\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nmore\n")
    assert [field.label for field in document.template.fields] == ["Cause", "Cause", "Cause"]
