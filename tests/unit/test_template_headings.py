"""Templates that are little more than headings: their words decide what is asked for."""

from __future__ import annotations

import pytest

from hotwash.cli.templates import understood
from hotwash.editing.new import blank
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Fixed, Kind, Template

BARE = """> Made after a template of somebody else's.

# Title (incident #)

### Date

### Authors

### Status

### Summary

### Root Causes

### Detection

## Action Items

## Lessons Learned

### What went well

### Where we got lucky

## Timeline

## Supporting information
"""


def guidance(template: Template) -> list[str]:
    parts = [part for section in template.sections for part in section.parts]
    return [part.text for part in parts if isinstance(part, Fixed) and not part.exported]


def test_empty_headings_have_the_kinds_that_their_words_ask_for() -> None:
    template = read_template(BARE)
    assert {field.label: field.kind for field in template.fields} == {
        "Date": Kind.DATE,
        "Authors": Kind.PERSON,
        "Status": Kind.LINE,
        "Summary": Kind.PROSE,
        "Root Causes": Kind.LIST,
        "Detection": Kind.PROSE,
        "Action Items": Kind.ACTIONS,
        "What went well": Kind.LIST,
        "Where we got lucky": Kind.LIST,
        "Timeline": Kind.TIMELINE,
        "Supporting information": Kind.PROSE,
    }


def test_what_is_filled_in_below_empty_headings_stands_between_blank_lines() -> None:
    template = read_template(BARE)
    document = Document(
        template,
        {
            ("title",): "Checkout down",
            ("date",): "2026-11-20",
            ("root_causes",): ("one", "two"),
            ("action_items",): (Row({"task": "Fix", "owner": "Ana", "done": "true"}),),
            ("timeline",): (Row({"time": "10:15", "event": "Alert"}),),
        },
    )
    out = export(document)
    assert "somebody" not in out
    assert out.startswith("# Checkout down\n\n### Date\n\n2026-11-20\n\n### Authors\n\n_TBD_\n\n")
    assert "### Root Causes\n\n- one\n- two\n\n### Detection\n" in out
    assert "## Action Items\n\n- [x] Fix - Owner: Ana\n\n## Lessons" in out
    assert "## Timeline\n\n- **10:15** - Alert\n\n## Supporting" in out
    again = import_markdown(out, [template]).document
    assert again.template is template
    assert dict(again.answers) == dict(document.answers)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Incident Lead:", Kind.PERSON), ("Incident date", Kind.DATE), ("Duration", Kind.DURATION),
        ("Severity", Kind.LINE), ("Events timeline", Kind.TIMELINE), ("Next steps", Kind.ACTIONS),
        ("Contributing factors", Kind.LIST), ("What didn't go so well?", Kind.LIST),
        ("Attendees", Kind.LIST), ("What happened", Kind.PROSE), ("Impact", Kind.PROSE),
        ("Root cause", Kind.PROSE), ("Resolution", Kind.PROSE), ("Date line at sea", Kind.PROSE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", ["", "_Say so here._\n", "<!-- Say so here. -->\n"])
def test_kinds_by_heading(heading: str, kind: Kind, below: str) -> None:
    template = read_template(f"# [T]\n\n## {heading}\n\n{below}\n## Last\n\n[x]\n")
    assert template.fields[0].kind is kind
    assert template.fields[0].prompt == ("Say so here." if below else "")
    assert "Say so here" not in export(Document(template))


def test_guidance_never_reaches_an_export() -> None:
    text = (
        "<!-- Copy this file. -->\n\n# [T]\n\nThis is a template for everybody.\n\n"
        '!!! note "First"\n    Ask somebody.\n\n**Owner:** _You._\n\n## Impact\n\n_Be exact._\n\n'
        "- Users: [n]\n- Money: [n]\n\n<!-- And no adjectives. -->\n\n"
        "## Causes\n\nThe causes, in the following form:\n\n- [Cause]\n"
    )
    template = read_template(text)
    assert len(guidance(template)) == 4
    out = export(Document(template))
    assert out == (
        "# _TBD_\n\n**Owner:** _TBD_\n\n## Impact\n\n- Users: _TBD_\n- Money: _TBD_\n\n"
        "## Causes\n\n- _TBD_\n"
    )
    assert export(Document(template), "prompt") == text
    assert "guidance: Be exact." in understood(template)
    document = Document(template, {("impact", "users"): "12", ("causes",): ("one",)})
    found = import_markdown(export(document), [template]).document
    assert found.template is template
    assert dict(found.answers) == dict(document.answers)


def test_a_lone_bullet_is_an_empty_list() -> None:
    template = read_template("# [T]\n\n## Factors\n\n-\n\n## Action Items\n\n*\n")
    assert [field.kind for field in template.fields] == [Kind.LIST, Kind.ACTIONS]
    assert not any(field.samples for field in template.fields)
    document = Document(template, {("action_items",): (Row({"task": "a"}),)})
    assert export(document).endswith("## Action Items\n\n* a\n")


def test_a_date_over_a_timeline_is_asked_for() -> None:
    table = "| Time | Event |\n|--|--|\n| 1:00 | x |\n"
    text = f"# [T]\n\n## Timeline\n\n20-11-2018 (*all in UTC*)\n\n{table}"
    template = read_template(text)
    assert [field.kind for field in template.fields] == [Kind.LINE, Kind.TIMELINE]
    assert "2018" not in export(Document(template))


def test_tables_of_labels() -> None:
    text = "# [T]\n\n## A\n\n| Field | Value |\n|--|--|\n| Severity | Minor, Major or Critical |\n"
    field = read_template(text).fields[0]
    assert (field.kind, field.choices) == (Kind.CHOICE, ("Minor", "Major", "Critical"))
    text = "# [T]\n\n## Prevention actions\n\n| | |\n|--|--|\n| **Action** | **Owner** |\n| | |\n"
    template = read_template(text)
    assert template.fields[0].kind is Kind.ACTIONS
    document = Document(template, {("prevention_actions",): (Row({"task": "a", "owner": "b"}),)})
    out = export(document)
    assert [line.replace(" ", "") for line in out.splitlines()[-4:]] == [
        "|||", "|--|--|", "|**Action**|**Owner**|", "|a|b|"
    ]  # fmt: skip


def test_labels_with_cells_to_fill_in_are_there_from_the_start() -> None:
    text = (
        "# [T]\n\n## Timing\n\n| Start | | Found by | |\n|--|--|--|--|\n"
        "| Detected | | Time to detect | |\n| Resolved | | Time to resolve | |\n"
    )
    template = read_template(text)
    assert "| Detected | _TBD_ | Time to detect | _TBD_ |" in " ".join(
        export(Document(template)).split()
    )
    rows = blank(template).rows(("timing",))
    assert [list(row.cells.values()) for row in rows] == [
        ["Detected", "Time to detect"], ["Resolved", "Time to resolve"]
    ]  # fmt: skip


def test_the_title_may_be_in_the_front_matter() -> None:
    template = read_template("---\ntitle: Everything failed\n---\n\nImpact: how many\n")
    assert template.title is not None
    assert template.title.prompt == "Everything failed"
    assert export(Document(template, {("title",): "One thing"})).startswith(
        '---\ntitle: "One thing"\n---\n'
    )


class TestSlotsInHeadings:
    """A template's slots never stand in an export, and `template check` names what it keeps."""

    @pytest.mark.parametrize(
        ("heading", "prompt", "exported"),
        [
            ("# Postmortem: [title]", "title", "# Postmortem: Late mail"),
            ("# Postmortem: [title] ([date])", "[title] ([date])", "# Postmortem: Late mail"),
            ("# [INC-ID]: [title] #", "[INC-ID]: [title]", "# Late mail #"),
            ("# YYYY-MM-DD [title]", "YYYY-MM-DD [title]", "# Late mail"),
            ("# Incident report: <Title>", "Title", "# Incident report: Late mail"),
            ("# {{ service }} - {{ title }}", "{{ service }} - {{ title }}", "# Late mail"),
            ("# Incident title - DD/MM/YYYY", "Incident title - DD/MM/YYYY", "# Late mail"),
        ],
    )
    def test_the_title_takes_every_slot(self, heading: str, prompt: str, exported: str) -> None:
        template = read_template(f"{heading}\n\n## Impact\n\n[what]\n", "t")
        assert template.title is not None
        assert template.title.prompt == prompt
        document = blank(template, title="Late mail").replace(TIMEZONE, None)
        text = export(document)
        assert text == f"{exported}\n\n## Impact\n\n_TBD_\n"
        assert import_markdown(text, [template]).document == document
        assert bool(template.warnings) == ("[" in prompt or "{{" in prompt)

    def test_a_slot_in_another_heading_is_told(self) -> None:
        template = read_template("# [title]\n\n## Impact on [service]\n\n[what]\n", "t")
        assert template.warnings == (
            "line 3: [service] in the heading is no field: every postmortem says it so",
        )
