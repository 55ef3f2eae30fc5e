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


def test_days_and_times_behind_a_timeline_belong_to_it() -> None:
    text = (
        "# T\n\n## Timeline\n\n_All times in EEST_\n\n## May 12\n\n### 20:15\n\nOpened.\n\n"
        "## 13 May\n\n### 14:30\n\nFound.\n\n### 15:51\n\nFixed.\n\n## Actions\n\n1. Write\n"
    )
    document = import_own(text)
    assert [section.title for section in document.template.sections] == ["Timeline", "Actions"]
    assert kinds(document) == [
        ("May 12", Kind.TIMELINE), ("13 May", Kind.TIMELINE), ("Actions", Kind.ACTIONS)
    ]  # fmt: skip
    assert document.timezone == "EEST"
    assert export(document) == text


def test_rows_with_too_few_marks_are_rows_all_the_same() -> None:
    text = (
        "# T\n\n## Timeline\n\n### 11:21\n\nDown.\n\n## 13:20\n\nCopied.\n\n### 13:46\n\nUp.\n\n"
        "## Conclusion\n\nwords\n"
    )
    document = import_own(text)
    assert [section.title for section in document.template.sections] == ["Timeline", "Conclusion"]
    rows = document.rows(("timeline",))
    assert [row["time"] for row in rows] == ["11:21", "13:20", "13:46"]
    changed = (rows[0], rows[1].with_cell("event", "Moved."), rows[2])
    assert export(document.replace(("timeline",), changed)) == text.replace("Copied", "Moved")


def test_plain_bullets_over_action_items_can_be_ticked() -> None:
    text = "# T\n\n## Action items\n\n- Fix it - Owner: Ana\n- Look at it\n  - closely\n"
    document = import_own(text)
    rows = document.rows(("action_items",))
    assert [dict(row.cells) for row in rows] == [
        {"task": "Fix it", "owner": "Ana"}, {"task": "Look at it\n- closely"}
    ]  # fmt: skip
    done = (rows[0].with_cell("done", "true"), rows[1])
    ticked = export(document.replace(("action_items",), done))
    assert ticked == text.replace("- Fix", "- [x] Fix")
    again = import_own(ticked).rows(("action_items",))
    assert [row["done"] for row in again] == ["true", ""]


def test_actions_that_were_taken_are_a_list_and_no_actions_are_no_items() -> None:
    text = "# T\n\n## Actions taken\n\n- Restarted\n\n## Action items\n\n- N/A\n"
    document = import_own(text)
    assert [kind for _, kind in kinds(document)] == [Kind.LIST, Kind.ACTIONS]
    assert not document.rows(("action_items",))
    assert export(document) == text


def test_comments_and_link_definitions_at_the_edges_are_no_fields() -> None:
    text = (
        "# T\n\n## Impact\n\n<!-- who? -->\n\nAll of [us][a].\n\n[a]: http://x\n\nAnd you.\n\n"
        "[b]: http://y\n"
    )
    document = import_own(text)
    assert kinds(document) == [("Impact", Kind.PROSE)]
    assert document.text(("impact",)) == "All of [us][a].\n\n[a]: http://x\n\nAnd you."
    changed = export(document.replace(("impact",), "None."))
    assert changed.startswith("# T\n\n## Impact\n\n<!-- who? -->\n\nNone.\n")
    assert changed.endswith("\n[b]: http://y\n")


def test_a_caption_on_the_first_line_of_a_paragraph_names_the_rows_below() -> None:
    text = "# T\n\nTimeline UTC:\n10:15 Down\n10:20 Up\n\nWhat we would do another time:\n- More\n"
    document = import_own(text)
    assert kinds(document) == [
        ("Timeline UTC", Kind.TIMELINE), ("What we would do another time", Kind.LIST)
    ]  # fmt: skip


def test_the_zone_is_that_of_the_document_when_it_names_one() -> None:
    rows = "\n\n- 10:15 a\n- 10:20 b\n"
    zones = {
        "## Timeline\n\nAll times in CET.": "CET",
        "## Timeline (all times in PST/PDT)": "PT",
        "## Timeline (BST)": "BST",
        "## Timeline\n\nTimes are in UTC+1": "+01:00",
        "## Timeline\n\nTimes are in UTC": "UTC",
        "## Timeline\n\nTimes in CET, and later times in PST.": "UTC",
        "## Timeline\n\nSometimes in CET": "UTC",
    }
    for words, zone in zones.items():
        assert import_own(f"# T\n\n{words}{rows}").timezone == zone, words


def test_labels_are_tabs_where_there_are_no_headings() -> None:
    text = KEY_EVENTS + "\n- **Status**: done\n\n- **Context**:\n  - a\n  - b\n\nAnd more.\n"
    document = import_own(text)
    sections = document.template.sections
    assert [section.title for section in sections] == ["Key events", "Impact", "Details", "Context"]
    assert [field.path for field in sections[2].fields()] == [
        ("details", "time_to_repair"), ("details", "status")
    ]  # fmt: skip
    assert document.items(("context", "context")) == ("a", "b")
    assert document.rows(("key_events",))
    assert export(document) == text
    spans = [section.span for section in sections]
    assert [first for first, _ in spans[1:]] == [end for _, end in spans[:-1]]
    few = import_own("# T\n\n**Impact**\n\n- a\n\n**Status:** open\n")
    assert len(few.template.sections) == 1
