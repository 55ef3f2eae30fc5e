"""What the reader makes of templates and documents, rule by rule."""

from __future__ import annotations

import pytest

from hotwash.formats.markdown import export, import_markdown
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import Field, Kind


def only(text: str, *, own: bool = False) -> Field:
    fields = read_template(f"# [T]\n\n## A\n\n{text}", own=own).fields
    assert len(fields) == 1, fields
    return fields[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- **Severity**: P1/P2\n", Kind.CHOICE),
        ("- Severity: [Low/High]\n", Kind.CHOICE),
        ("- Level: SEV1 | SEV2\n", Kind.CHOICE),
        ("- Seen on: DD/MM/YYYY\n", Kind.LINE),
        ("**Review date:** soon\n", Kind.DATE),
        ("- **Duration** : x\n", Kind.DURATION),
        ("*Owner: somebody*\n", Kind.PERSON),
        ("| When | What |\n|--|--|\n| 10:15 | x |\n", Kind.TIMELINE),
        ("| Action | Owner | Due |\n|--|--|--|\n| x | y | z |\n", Kind.ACTIONS),
        ("| Owner | Issue | Type |\n|--|--|--|\n| x | y | z |\n", Kind.ACTIONS),
        ("| Name | Role |\n|--|--|\n| x | y |\n", Kind.TABLE),
        ("- 10:15 first\n- 10:20 second\n", Kind.TIMELINE),
        ("* [13:20] first\n* [13:25] second\n", Kind.TIMELINE),
        ("- **16:58 UTC** - first\n- **17:02 UTC** - second\n", Kind.TIMELINE),
        ("12:45 PM: first\n\n1:05 PM: second\n", Kind.TIMELINE),
        ("### 10:15\n\nfirst\n\n### 10:20\n\nsecond\n", Kind.TIMELINE),
        ("- [ ] do - Owner: [Name]\n", Kind.ACTIONS),
        ("- one\n- two\n", Kind.LIST),
        ("1. one\n2. two\n", Kind.NUMBERED),
        ("```\nx\n```\n", Kind.CODE),
        ("words\n\nmore words\n", Kind.PROSE),
        ("", Kind.PROSE),
        ("<!-- what to write -->\n", Kind.PROSE),
        ("_guidance_\n\n- one\n", Kind.LIST),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert only(text).kind is kind


def test_bullets_under_a_heading_timeline_are_one() -> None:
    field = read_template("# [T]\n\n## Timeline\n\n- [What happened]\n").fields[0]
    assert field.kind is Kind.TIMELINE


def test_a_label_in_a_document_is_a_fact_and_no_choice() -> None:
    assert only("- **Severity**: P1/P2\n", own=True).kind is Kind.LINE
    assert only("- **Date**: next Tuesday\n", own=True).kind is Kind.LINE
    assert only("- **Date**: 2026-11-20\n", own=True).kind is Kind.DATE


def test_directives_override_and_never_reach_an_export() -> None:
    text = (
        "# [T]\n\n## A\n\n<!-- hotwash: kind=code key=trace label='The trace' -->\nwords\n\n"
        "## B\n\n<!-- hotwash: choices=red,green -->\n- **Colour**: any\n\n"
        "## C\n\n<!-- hotwash: due=14 -->\n- [ ] do\n"
    )
    template = read_template(text)
    assert [field.kind for field in template.fields] == [Kind.CODE, Kind.CHOICE, Kind.ACTIONS]
    assert template.fields[0].label == "The trace"
    assert template.fields[1].choices == ("red", "green")
    assert template.fields[2].due_days == 14
    assert not template.warnings
    for mode in ("tbd", "omit", "prompt"):
        assert "hotwash:" not in export(Document(template), mode)


def test_an_unknown_directive_is_a_warning_with_its_line() -> None:
    template = read_template("# [T]\n\n## A\n\n<!-- hotwash: kin=line -->\nwords\n")
    assert template.warnings[0].startswith("line 5: ")
    assert "`kind`" in template.warnings[0]
    template = read_template("# [T]\n\n## A\n\n<!-- hotwash: kind=lines -->\nwords\n")
    assert "`line`" in template.warnings[0]


def test_directives_in_an_imported_document_are_comments_like_any_other() -> None:
    text = "# T\n\n## A\n\n<!-- hotwash: kind=code -->\nwords\n"
    document = import_own(text)
    assert export(document) == text
    assert document.template.fields[0].kind is Kind.PROSE


def test_levels_that_jump_and_headings_without_a_blank() -> None:
    template = read_template("# [T]\n\n### A\n\nx\n\n### B\n\ny\n\n##C\n\nz\n")
    assert [section.key for section in template.sections] == ["a", "b", "c"]


def test_setext_headings() -> None:
    template = read_template("Title [x]\n=====\n\nA\n---\n\nwords\n")
    assert template.title is not None
    assert [section.title for section in template.sections] == ["A"]


def test_keys() -> None:
    text = (
        "# [T]\n\n## 1. Title\n\nx\n\n## What's new? (all of it)\n\nx\n\n"
        "## **Bold** [a](b)\n\nx\n\n"
        "## Title\n\nx\n\n- a\n"
    )
    template = read_template(text)
    paths = [".".join(field.path) for field in template.fields]
    assert paths == ["title_2", "whats_new", "bold_a", "title_3.text", "title_3.list"]


def test_a_caption_names_what_follows() -> None:
    text = "# T\n\nWhat went well:\n- a\n- b\n\n**Root causes**\n\n- c\n"
    fields = import_own(text).template.fields
    assert [(field.label, field.kind) for field in fields] == [
        ("What went well", Kind.LIST),
        ("Root causes", Kind.LIST),
    ]


def test_labels_with_lists_and_text_below_them() -> None:
    text = "# T\n\n- **Places**\n  - one\n  - two\n- **Impact**: much\n  and more\n- **Who**: me\n"
    document = import_own(text)
    kinds = [(field.label, field.kind) for field in document.template.fields]
    assert kinds == [("Places", Kind.LIST), ("Impact", Kind.PROSE), ("Who", Kind.LINE)]
    path = document.template.fields[1].path
    changed = export(document.replace(path, "little\nmore"))
    assert changed == text.replace("much\n  and more", "little\n  more")


def test_a_table_of_labels() -> None:
    text = "# T\n\n## A\n\n| | |\n|-|-|\n| **Status** | open |\n| Severity | |\n"
    document = import_own(text)
    assert document.text(("a", "status")) == "open"
    assert export(document.replace(("a", "severity"), "a|b")) == text.replace(
        "| Severity | |", "| Severity | a\\|b |"
    )


def answer_of(kind: Kind) -> Answer:
    """An answer that a field of the kind can have."""
    rows = {
        Kind.TIMELINE: Row({"time": "10:15", "event": "first alert"}),
        Kind.ACTIONS: Row({"task": "raise the pool size"}),
    }
    if kind.is_rows:
        return (rows[kind],)
    return ("one", "two") if kind.is_list else "one"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.TABLE])
def test_every_kind_can_be_asked_for_and_its_answer_is_read_back(kind: Kind) -> None:
    text = f"# [T]\n\n## A\n\n<!-- hotwash: kind={kind} -->\n[say it]\n"
    template = read_template(text)
    (field,) = template.fields
    assert field.kind is kind
    document = Document(template).replace(field.path, answer_of(kind))
    again = import_markdown(export(document), [template]).document
    assert again.answer(field.path) == answer_of(kind)
