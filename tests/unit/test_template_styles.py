"""Templates as teams write them, in very different styles: filled in, exported, read back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hotwash.editing.new import blank
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import TITLE, ColumnKind, Field, Fixed, Kind, Template
from hotwash.template.shapes.lists import LEVEL

FOLDER = Path(__file__).parent.parent / "examples" / "templates"
FILES = sorted(FOLDER.glob("*.md"))
LEFT = re.compile(r"\[(?![ x]\])[^\]]*\](?!\()|\{[^}]*\}|YYYY|AAAA|____|NNN|e\.g\.|HH:MM")
"""What can only be a prompt."""
KEPT = ("tags: [postmortem]", "  - [service]", "- [ ] Ticket linked: <!-- URL -->")
"""Lines of the templates that are theirs."""


def answer(field: Field, number: int) -> Answer:
    """An answer that cannot be taken for another field's."""
    if field.kind is Kind.DATE:
        return f"2026-03-{number + 1:02}"
    if field.kind is Kind.DURATION:
        return f"{number + 1}h 05m"
    if field.kind is Kind.CHOICE:
        return field.choices[number % len(field.choices)]
    if field.kind is Kind.PROSE:
        return (
            f"Told {number} first.\n\nAnd {number} then:\n\n- one {number}\n\nThe end of {number}."
        )
    if field.kind is Kind.CODE:
        return f"log {number}\n  more"
    if field.kind.is_list:
        return (f"item {number} a", f"item {number} b (c, d)", "* starred")
    if field.kind.is_rows:
        return tuple(Row(cells(field, number, at)) for at in range(3))
    return f"words {number} with *marks* and [brackets]"


def cells(field: Field, number: int, at: int) -> dict[str, str]:
    """The cells of one row."""
    known = {
        ColumnKind.TIME: f"1{at}:0{number % 10}",
        ColumnKind.DATE: f"2026-04-1{at}",
        ColumnKind.CHECK: "true" if at == 1 else "",
        ColumnKind.MOMENT: "",
        ColumnKind.LINK: f"https://tracker.example/{number}/{at}",
    }
    found = {
        column.key: known.get(column.kind, f"{column.key} {number} {at}")
        for column in field.columns
        if column.key != LEVEL
    }
    if any(column.key == LEVEL for column in field.columns):
        found[LEVEL] = "1" if at else ""
    return {key: text for key, text in found.items() if text}


def filled(template: Template) -> Document:
    """A document with every field of a template answered."""
    document = blank(template, title="Late [mail] #1")
    for number, field in enumerate(template.fields):
        document = document.replace(field.path, answer(field, number))
    return document


def said(document: Document) -> dict[tuple[str, ...], Answer]:
    """The answers that Markdown has a place for."""
    paths = {field.path for field in document.template.fields} | {TITLE}
    return {path: known for path, known in document.answers.items() if path in paths}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestStyles:
    def test_every_answer_goes_through_an_export_and_back(self, path: Path) -> None:
        template = read_template(path.read_text(), path.stem)
        assert template.title is not None
        document = filled(template)
        text = export(document)
        again = import_markdown(text, [template])
        assert again.document.template is template, again.summary
        assert said(again.document) == said(document)
        own = import_markdown(text).document
        assert export(own) == text

    def test_a_prompt_never_passes_for_a_fact(self, path: Path) -> None:
        template = read_template(path.read_text(), path.stem)
        empty = blank(template)
        for text in (export(empty), export(empty, "omit"), export(filled(template))):
            lines = [line for line in text.splitlines() if line not in KEPT]
            lines = [line for line in lines if "words" not in line and "Late" not in line]
            assert [line for line in lines if LEFT.search(line)] == []
        asked = [field.prompt for field in template.fields if field.kind is not Kind.CHOICE]
        fields = [field for field in template.fields if not field.default_rows]
        asked += [text for field in fields for row in field.samples for text in row]
        lines = [line.strip() for words in asked for line in words.split("\n")]
        assert [line for line in lines if len(line) > 8 and line in export(empty)] == []

    def test_reading_an_empty_export_gives_an_empty_document(self, path: Path) -> None:
        template = read_template(path.read_text(), path.stem)
        empty = blank(template)
        again = import_markdown(export(empty), [template])
        assert again.document.template is template, again.summary
        assert said(again.document) == said(empty)


def kinds(name: str) -> dict[str, Kind]:
    """The fields of one of the templates, by label."""
    template = read_template((FOLDER / f"{name}.md").read_text(), name)
    return {field.label: field.kind for field in template.fields}


def test_front_matter_asks_where_it_has_a_place_to_fill_in() -> None:
    known = kinds("front")
    assert known["Date"] is Kind.DATE
    assert known["Author"] is Kind.PERSON
    assert {"Severity", "Incident id", "Slack"} <= set(known)
    assert not {"Layout", "Draft", "Tags"} & set(known)
    template = read_template((FOLDER / "front.md").read_text(), "front")
    document = blank(template, title='The "fast" lane: closed', day="2026-03-17")
    head = export(document).partition("\n---\n")[0].split("\n")
    assert head[1:4] == [
        "layout: postmortem",
        'title: "The \\"fast\\" lane: closed"',
        "date: 2026-03-17",
    ]


def test_paragraphs_under_a_label_may_be_long() -> None:
    known = kinds("paragraphs")
    told = {label for label, kind in known.items() if kind is Kind.PROSE}
    assert {"Summary", "Impact", "Root causes", "Trigger"} <= told
    assert known["Authors"] is Kind.PERSON


def test_a_toggle_stays_and_names_what_is_in_it() -> None:
    assert "Logs" in kinds("notion")
    template = read_template((FOLDER / "notion.md").read_text(), "notion")
    assert "<summary>Logs</summary>\n\n_TBD_\n\n</details>" in export(blank(template))


def test_an_aside_is_guidance() -> None:
    template = read_template((FOLDER / "notion.md").read_text(), "notion")
    guidance = [part for part in template.sections[0].parts if isinstance(part, Fixed)]
    assert [part.exported for part in guidance] == [False]
    assert guidance[0].text.startswith("💡 Use this template")
    assert "aside" not in export(blank(template))


def test_guidance_before_the_first_heading_has_no_tab_of_its_own() -> None:
    template = read_template((FOLDER / "french.md").read_text(), "french")
    first = template.sections[0]
    assert first.title == "Informations générales"
    assert isinstance(first.parts[0], Fixed)
    assert "Rédigez" not in export(blank(template))


def test_a_comment_for_a_tool_is_no_guidance() -> None:
    template = read_template((FOLDER / "comments.md").read_text(), "comments")
    assert export(blank(template)).startswith("<!-- markdownlint-disable MD041 -->\n")
