"""Check boxes of a template without owners: a checklist to tick, or examples of tasks."""

from __future__ import annotations

from datetime import date

import pytest

from hotwash.cli.templates import understood
from hotwash.editing.new import blank
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.actions import with_done
from hotwash.postmortem.findings import findings
from hotwash.postmortem.progress import left_to_fill
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind, Template

TEMPLATE = """# Postmortem: [title]

## Before publishing

- [ ] Status page updated
- [ ] Names of customers taken out
- [x] Template copied

## Action items

- [ ] Add an alert for the queue
- [ ] Fix the canary
"""


def under(heading: str, *items: str) -> Template:
    """A template with boxes under one heading."""
    boxes = "".join(f"- [ ] {item}\n" for item in items)
    return read_template(f"# [title]\n\n## Impact\n\n[what]\n\n## {heading}\n\n{boxes}", "t")


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Checklist", ("Add the link", "Tell support")),
        ("Follow-up checklist", ("Notify customers", "Schedule the review")),
        ("Review", ("Timeline is complete", "Owners are named")),
        ("Follow-ups", ("Postmortem meeting held", "Status page updated")),
        ("Affected services", ("API", "Web shop", "Mobile")),
        ("Kind of incident (tick all that apply)", ("Data loss", "Downtime")),
    ],
)
def test_a_checklist_is_there_from_the_beginning(heading: str, items: tuple[str, ...]) -> None:
    template = under(heading, *items)
    field = template.fields[-1]
    assert field.kind is Kind.ACTIONS
    assert [row["task"] for row in blank(template).rows(field.path)] == list(items)
    assert not field.samples
    for document in (blank(template), blank(template).replace(field.path, None)):
        assert "".join(f"- [ ] {item}\n" for item in items) in export(document)


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Action items", ("Add an alert", "Fix the canary")),
        ("Follow-up", ("Raise the limits",)),
        ("Next steps", ("Something", "Something else")),
        ("What is still unclear", ("Why did it stop?",)),
        ("Plan", ("Add an alert", "Document the switch")),
        ("Checklist", ("[task]", "[another]")),
        ("Checklist", ("Task 1", "Task 2")),
        ("Things", ("",)),
    ],
)
def test_examples_of_tasks_never_pass_for_facts(heading: str, items: tuple[str, ...]) -> None:
    template = under(heading, *items)
    field = template.fields[-1]
    assert field.kind is Kind.ACTIONS
    assert not field.default_rows
    assert not blank(template).rows(field.path)
    assert export(blank(template)).endswith("- [ ] _TBD_\n")


def test_an_owner_asked_for_makes_a_task() -> None:
    template = under("Checklist", "Tell support - Owner: [name]")
    assert template.fields[-1].samples
    assert not template.fields[-1].default_rows


def test_ticks_go_through_an_export_and_back() -> None:
    template = read_template(TEMPLATE, "t")
    document = blank(template, title="Late mail").replace(TIMEZONE, None)
    path = template.fields[0].path
    rows = document.rows(path)
    assert [row["done"] for row in rows] == ["", "", "true"]
    ticked = document.replace(path, (with_done(rows[0], True), *rows[1:]))
    text = export(ticked)
    assert "- [x] Status page updated\n- [ ] Names of customers taken out\n" in text
    assert import_markdown(text, [template]).document == ticked
    assert import_markdown(export(document), [template]).document == document


def test_a_checklist_is_unanswered_until_something_is_ticked_and_wants_no_owner() -> None:
    template = read_template(TEMPLATE, "t")
    document = blank(template, title="Late mail")
    path = template.fields[0].path
    said = [found.message for found in findings(document, today=date(2026, 3, 1))]
    assert said == ["nothing ticked yet", "not answered yet"]
    assert left_to_fill(document) == 2
    rows = document.rows(path)
    ticked = document.replace(path, (with_done(rows[0], True), *rows[1:]))
    said = [found.message for found in findings(ticked, today=date(2026, 3, 1))]
    assert said == ["not answered yet"]
    assert ticked.answered(template.sections[0]) == (1, 1)


def test_the_report_on_a_template_says_what_is_there_from_the_beginning() -> None:
    said = understood(read_template(TEMPLATE, "t"))
    assert ", with 3 rows from the beginning  (a checklist)" in said
    assert said.count("from the beginning") == 1
