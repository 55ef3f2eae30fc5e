"""Importing, editing in place, moving to another template."""

from __future__ import annotations

import pytest

from hotwash.errors import UnknownTemplate, UnreadableFile
from hotwash.formats.markdown import convert, export, export_section, import_markdown
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template import library
from hotwash.template.library import EVERYTHING_ELSE, builtin
from hotwash.template.model import Path

BULLETS = """# Outage

## Timeline

- **16:58 UTC** - Writer slow
- **17:02 UTC** - Deploy starts,
  which nobody saw

![graph](x.png)

- **17:05 UTC** - Pods fail
"""


def test_an_edited_row_takes_over_its_marks_and_leaves_the_others() -> None:
    document = import_own(BULLETS)
    rows = document.rows(("timeline",))
    assert [row["time"] for row in rows] == ["16:58 UTC", "17:02 UTC", "17:05 UTC"]
    assert rows[1]["event"].startswith("Deploy starts, which nobody saw\n")
    changed = (rows[0].with_cell("event", "Writer stuck"), *rows[1:])
    assert export(document.replace(("timeline",), changed)) == BULLETS.replace("slow", "stuck")


def test_a_new_row_is_written_like_the_others() -> None:
    document = import_own(BULLETS)
    rows = (*document.rows(("timeline",)), Row({"time": "18:00", "event": "Over"}))
    assert export(document.replace(("timeline",), rows)) == BULLETS + "- **18:00** - Over\n"


def test_deleting_from_a_numbered_list_renumbers_it() -> None:
    document = import_own("# T\n\n## A\n\n1. one\n2. two\n3. three\n")
    assert export(document.replace(("a",), ("two", "three"))) == "# T\n\n## A\n\n1. two\n2. three\n"


def test_a_row_of_a_table_keeps_the_others_as_they_are() -> None:
    text = "# T\n\n## Timeline\n\nTime|Event\n-|-\n10:00|a   |\n| 10:05 |b\n"
    document = import_own(text)
    rows = document.rows(("timeline",))
    out = export(document.replace(("timeline",), (rows[0], rows[1].with_cell("event", "x | y"))))
    assert out == text.replace("| 10:05 |b", "| 10:05 | x \\| y |")


def test_line_endings_and_a_missing_last_newline_are_kept() -> None:
    text = "# T\r\n\r\n## A\r\n\r\nwords"
    document = import_own(text)
    assert export(document) == text
    assert export(document.replace(("a",), "one\ntwo")) == "# T\r\n\r\n## A\r\n\r\none\r\ntwo"


def test_what_is_typed_into_an_imported_document_cannot_break_it() -> None:
    document = import_own("# T\n\n## A\n\nwords\n\n## B\n\nmore\n")
    out = export(document.replace(("a",), "```\nopen\n\n## B\n\n<!-- open"))
    again = import_own(out)
    assert [section.title for section in again.template.sections] == ["A", "B"]
    assert again.text(("a",)) == "```\nopen\n\n## B\n\n<!-- open"


def test_prompts_left_in_a_copy_of_a_template_are_no_facts() -> None:
    template = builtin("standard")
    text = template.text.replace("[Incident Title]", "Real title")
    found = import_markdown(text, [template])
    assert found.document.template is template
    assert dict(found.document.answers) == {("title",): "Real title"}


def test_omitted_sections_are_recognised_when_most_are_there() -> None:
    template = builtin("one-page")
    answers: dict[Path, Answer] = {
        ("title",): "T",
        ("summary",): "words",
        ("causes",): ("a", "b"),
        ("timeline",): (Row({"time": "10:15", "event": "x"}),),
    }
    text = export(Document(template, answers), "omit")
    assert "What we learned" not in text
    found = import_markdown(text, [template]).document
    assert found.template is template
    assert dict(found.answers) == answers


def test_the_summary_says_what_was_recognised() -> None:
    text = BULLETS + "\n## Notes\n\nwords\n"
    summary = import_markdown(text).summary
    assert summary == "its own template: 2 tabs, 3 events; 1 passage kept as text"


def test_a_forced_template_keeps_the_rest() -> None:
    text = "# Outage\n\n## Summary\n\nIt broke.\n\n## Weather\n\nRain.\n"
    found = import_markdown(text, forced=builtin("one-page")).document
    assert found.text(("summary",)) == "It broke."
    assert "Rain." in found.text((EVERYTHING_ELSE,))
    out = export(found)
    assert "## Everything else" in out
    again = import_markdown(out, [builtin("one-page")]).document
    assert again.template.name == "one-page"
    assert dict(again.answers) == dict(found.answers)


def test_converting_loses_no_answer() -> None:
    source = import_own(
        "# Outage\n\n- **Severity**: P1\n- **Mood**: bad\n\n"
        "## Chronology\n\n- 10:15 a\n- 10:20 b\n\n"
        "## Root causes\n\n- pool\n\n## Action items\n\n- [x] fix - Owner: Ana\n\n[ref]: http://x\n"
    )
    result = convert(source, builtin("standard"))
    document = result.document
    assert document.title == "Outage"
    assert document.text(("incident_details", "severity")) == "P1"
    assert [row["event"] for row in document.rows(("timeline",))] == ["a", "b"]
    assert document.items(("root_cause", "why_it_happened")) == ("pool",)
    assert document.rows(("action_items", "immediate"))[0]["done"] == "true"
    rest = document.text((EVERYTHING_ELSE,))
    assert "**Mood:** bad" in rest
    assert "[ref]: http://x" in rest
    assert {move.target for move in result.moves} >= {"Timeline", "Everything else"}


@pytest.mark.parametrize("name", library.builtin_names())
def test_what_has_no_place_is_in_the_export_of_every_template(name: str) -> None:
    source = import_own("# Outage\n\n## Weather\n\nRain all day.\n")
    document = convert(source, builtin(name)).document
    assert (EVERYTHING_ELSE,) in document.template.by_path
    assert "Rain all day." in export(document)


def test_one_section() -> None:
    document = Document(builtin("standard"), {("root_cause", "what_happened"): "words"})
    text = export_section(document, "root_cause")
    assert text.startswith("## Root Cause\n")
    assert text.rstrip().endswith("_TBD_")
    assert "Impact" not in text
    assert export_section(document, "nowhere") == ""


def test_a_text_without_end_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableFile, match="longer than"):
        import_markdown("words\n" * 1_000_000)


def test_close_names_of_templates_are_suggested(tmp_path: object) -> None:
    with pytest.raises(UnknownTemplate, match="did you mean standard"):
        library.find("standrad", [str(tmp_path)])


def test_converted_rows_keep_the_day_of_their_heading() -> None:
    source = import_own(
        "# Outage of 22 January 2019\n\n## Timeline\n\n### 2019-01-22\n\n- 22:10: a\n- 22:20: b\n\n"
        "### 2019-01-23\n\n- 08:02: c\n- 09:00: d\n"
    )
    document = convert(source, builtin("one-page")).document
    times = [row["time"] for row in document.rows(("timeline",))]
    assert times == ["22:10", "22:20", "2019-01-23 08:02", "2019-01-23 09:00"]


def test_short_prose_becomes_items_of_a_list() -> None:
    source = import_own("# Outage\n\n## Root causes\n\nThe pool\nwas full.\n\nNobody looked.\n")
    document = convert(source, builtin("one-page")).document
    assert document.items(("causes",)) == ("The pool was full.", "Nobody looked.")
