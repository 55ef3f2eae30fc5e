"""GitHub issue forms as templates: what they ask becomes the form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli_calls import call

from hotwash.errors import UnreadableFile
from hotwash.formats.markdown import export
from hotwash.postmortem.document import Document
from hotwash.template import library
from hotwash.template.infer import read_template
from hotwash.template.issue_forms import to_markdown
from hotwash.template.model import Fixed, Kind

FORM = """\
name: Incident report
description: Write down an incident
title: "[Incident]: "
body:
  - type: markdown
    attributes:
      value: |
        Thanks for writing this down.
        Blame nobody.
  - type: input
    attributes:
      label: Date
      description: When did it begin?
    validations:
      required: true
  - type: dropdown
    attributes:
      label: Severity
      options:
        - SEV1 (all users, at once)
        - SEV2 / some
    validations:
      required: true
  - type: input
    attributes:
      label: Incident commander
  - type: textarea
    attributes:
      label: What happened?
      description: Tell it [in your own words]
    validations:
      required: true
  - type: textarea
    attributes:
      label: Log output
      render: shell
      placeholder: paste it here
  - type: textarea
    attributes:
      label: Timeline
      value: |
        | Time | Event |
        | --- | --- |
        | | |
  - type: dropdown
    attributes:
      label: Services
      multiple: true
      options: [api, web, Add another]
  - type: checkboxes
    attributes:
      label: Before you send
      description: Tick what is done
      options:
        - label: The status page is updated
          required: true
        - label: Customers are told
"""


def test_questions_become_fields_of_their_kinds() -> None:
    form = read_template(to_markdown(FORM, where="form.yml"))
    assert [(field.label, field.kind, field.required) for field in form.fields] == [
        ("Date", Kind.DATE, True),
        ("Severity", Kind.CHOICE, True),
        ("Incident commander", Kind.PERSON, False),
        ("What happened?", Kind.PROSE, True),
        ("Log output", Kind.CODE, False),
        ("Timeline", Kind.TIMELINE, False),
        ("Services", Kind.ACTIONS, False),
        ("Before you send", Kind.ACTIONS, False),
    ]
    assert form.warnings == ()
    assert form.by_path["details", "severity"].choices == (
        "SEV1 (all users, at once)", "SEV2 / some",
    )  # fmt: skip
    assert [row[0] for row in form.by_path["services",].default_rows] == [
        "api",
        "web",
        "Add another",
    ]
    assert [section.title for section in form.sections] == [
        "Details", "What happened?", "Log output", "Timeline", "Services", "Before you send",
    ]  # fmt: skip
    guidance = [part for part in form.sections[0].parts if isinstance(part, Fixed)]
    assert ["Blame nobody." in part.text and not part.exported for part in guidance] == [True]


def test_an_export_has_the_questions_and_none_of_the_guidance() -> None:
    form = read_template(to_markdown(FORM, where="form.yml"))
    text = export(Document(form))
    assert text.startswith("# Incident: _TBD_\n\n## Details\n\n**Date**: _TBD_\n")
    assert "hotwash:" not in text
    assert "Thanks" not in text
    assert "your own words" not in text


def test_a_document_names_a_form_as_its_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.yml").write_text(FORM)
    assert call(capsys, "new", "a.toml", "--template", "form.yml", "--title", "Mail").code == 0
    assert "## Before you send\n\n- [ ] The status page" in call(capsys, "export", "a.toml").out
    assert "Severity: choice of SEV1" in call(capsys, "template", "check", "form.yml").out


def test_a_form_of_the_project_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "incident.yaml").write_text(FORM)
    assert "incident" in library.names([str(tmp_path)])
    assert library.find("incident", [str(tmp_path)]).sections[0].title == "Details"


@pytest.mark.parametrize(
    ("text", "said", "where"),
    [
        ("blank_issues_enabled: false\n", "no issue form", "x.yml"),
        ("- a\n- b\n", "no issue form", "x.yml"),
        ("name: 'x\nbody: []\n", "found", "x.yml:3:1"),
        ("body: [{type: input, attributes: {label: &a [*a]}}]\n", "recursive", "x.yml:1:42"),
    ],
)
def test_what_is_no_form_is_said_with_its_place(text: str, said: str, where: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        to_markdown(text, where="x.yml")
    assert said in caught.value.what
    assert caught.value.where == where


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(UnreadableFile) as caught:
        to_markdown(FORM, where="form.yml")
    assert "hotwash[forms]" in str(caught.value.remedy)


def test_odd_answers_of_a_form_do_no_harm() -> None:
    text = to_markdown(
        "title: 5\nbody:\n  - 7\n  - type: input\n  - type: dropdown\n    attributes:\n"
        "      label: 'A \"quoted\" -->'\n      options: [yes, 3, null, 'a|b', 'x --> y']\n"
        "  - type: checkboxes\n    attributes: {label: null, options: none}\n",
        where="form.yml",
    )
    form = read_template(text)
    (choice,) = (field for field in form.fields if field.kind is Kind.CHOICE)
    assert choice.choices == ("yes", "3", "null", "a/b", "x → y")


@pytest.mark.parametrize("directive", ["required", "required=true"])
def test_a_template_in_markdown_says_required_too(directive: str) -> None:
    form = read_template(f"# A: [T]\n\n## Cause\n\n<!-- hotwash: {directive} -->\n[Why?]\n")
    assert [field.required for field in form.fields] == [True]


def test_a_directive_keeps_the_rows_of_a_table() -> None:
    table = "| Task | Responsible |\n| --- | --- |\n| Tell people | x |\n| Pay | y |\n"
    form = read_template(f"# A\n\n## Who\n\n<!-- hotwash: rows=keep -->\n{table}")
    (field,) = form.fields
    assert field.default_rows == (("Tell people", "x"), ("Pay", "y"))
    assert export(Document(form)).endswith(table)
    warned = read_template(f"# A\n\n## Who\n\n<!-- hotwash: rows=drop -->\n{table}").warnings
    assert warned == ("line 5: `rows` may be `keep`, not `drop`",)


def test_check_asks_for_what_is_required(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.yml").write_text(FORM)
    (tmp_path / "a.toml").write_text(
        'template = "form.yml"\ntitle = "Mail"\n\n[details]\nseverity = "SEV2 / some"\n'
    )
    found = call(capsys, "check", "a.toml")
    assert found.code == 1
    asked = [line for line in found.out.splitlines() if "requires an answer" in line]
    assert len(asked) == 2
    assert "details.date" in asked[0]
    assert "what_happened" in asked[1]
    (tmp_path / "a.toml").write_text(
        'template = "form.yml"\ntitle = "Mail"\nwhat_happened = "It broke."\n\n'
        '[details]\nseverity = "SEV2 / some"\ndate = 2026-11-20\n'
    )
    assert "requires an answer" not in call(capsys, "check", "a.toml").out
