"""The time zone in the export: named over the timeline, and read back from there."""

from __future__ import annotations

import pytest

from hotwash.editing import new
from hotwash.formats.exporting import export_as
from hotwash.formats.markdown import convert, export, import_markdown
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.library import builtin, builtin_names
from hotwash.template.model import TIMEZONE, Kind, Template

ROWS = (Row({"time": "10:15", "event": "Down"}), Row({"time": "10:40", "event": "Up"}))
SAYS = "Times are in Europe/Brussels.\n\n"


def filled(template: Template, zone: str, rows: tuple[Row, ...] = ROWS) -> Document:
    timeline = next(field for field in template.fields if field.kind is Kind.TIMELINE)
    return Document(template, {timeline.path: rows}).replace(TIMEZONE, zone)


@pytest.mark.parametrize("name", builtin_names())
def test_an_export_names_the_zone_and_gives_it_back(name: str) -> None:
    document = filled(builtin(name), "Europe/Brussels")
    text = export(document)
    assert text.count(SAYS) == 1
    assert text.index(SAYS) < text.index("10:15")
    found = import_markdown(text, [builtin(name)]).document
    assert found.template is builtin(name)
    assert dict(found.answers) == dict(document.answers)


@pytest.mark.parametrize("to", ["html", "slack", "confluence", "jira", "json"])
def test_every_format_names_the_zone(to: str) -> None:
    assert "Europe/Brussels" in export_as(filled(builtin("standard"), "Europe/Brussels"), to)


@pytest.mark.parametrize(
    ("zone", "rows"),
    [
        ("", ROWS),
        ("Mars/Olympus", ROWS),
        ("Europe/Brussels", ()),
        ("Europe/Brussels", (Row({"event": "Some day"}),)),
    ],
    ids=["none", "unknown", "no rows", "no times"],
)
def test_a_zone_that_says_nothing_is_not_named(zone: str, rows: tuple[Row, ...]) -> None:
    assert "Times are in" not in export(filled(builtin("standard"), zone, rows))


def test_a_zone_that_the_template_names_is_not_named_twice() -> None:
    template = read_template(
        "# [T]\n\n## Timeline\n\n| Time (PST) | Event |\n|---|---|\n| 10:15 | x |\n"
    )
    text = export(filled(template, "PST"))
    assert "Times are in" not in text
    assert import_markdown(text, [template]).document.timezone == "PST"
    assert new.blank(template, zone="CET").timezone == "PST"
    assert "Times are in CET.\n\n| Time (PST) |" in export(filled(template, "CET"))


def test_a_new_postmortem_says_its_zone() -> None:
    assert new.blank(builtin("standard")).text(TIMEZONE) == "UTC"
    assert new.blank(builtin("standard"), zone="CET").text(TIMEZONE) == "CET"


def test_an_imported_document_names_a_zone_only_when_it_is_given_one() -> None:
    text = "# T\n\n## Timeline\n\n- 10:15 Down\n- 10:40 Up\n"
    document = import_own(text)
    assert TIMEZONE not in document.answers and export(document) == text
    changed = export(document.replace(TIMEZONE, "Europe/Brussels"))
    assert changed == text.replace("- 10:15", f"{SAYS}- 10:15")
    assert import_own(changed).timezone == "Europe/Brussels"
    assert export(import_own(changed)) == changed
    nested = "# T\n\n- Timeline:\n  - 10:15 Down\n  - 10:40 Up\n"
    assert export(import_own(nested).replace(TIMEZONE, "CET")) == nested


def test_the_words_that_name_the_zone_are_not_moved_as_text() -> None:
    text = export(filled(builtin("sre-book"), "Europe/Brussels"))
    moved = convert(import_own(text), builtin("standard")).document
    assert moved.timezone == "Europe/Brussels"
    assert export(moved).count("Europe/Brussels") == 1
