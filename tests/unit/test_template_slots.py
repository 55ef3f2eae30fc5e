"""What of a template is to be replaced: slots in titles, labels, prompts and cells."""

from __future__ import annotations

import pytest

from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Document
from hotwash.template.infer import read_template
from hotwash.template.model import TITLE, Field, Kind
from hotwash.template.slots import is_alone, without_fence


def fields(body: str) -> tuple[Field, ...]:
    return read_template(f"# [Title]\n\n## Facts\n\n{body}", "t").fields


def empty_export(text: str) -> str:
    return export(Document(read_template(text, "t")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Name]", "Name"),
        ("{{ service.name }}", "service.name"),
        ("${name}", "name"),
        ("<% name %>", "name"),
        ("<%= name -%>", "name -"),
        ("**<Name>**", "Name"),
        ("__NAME__", "NAME"),
        ("%NAME%", "NAME"),
        ("$NAME", "NAME"),
        ("_what it was called in the_table_", "what it was called in the_table"),
        ("__a__/__b__", "__a__/__b__"),
        ("[a] or [b]", "[a] or [b]"),
        ("*who **really** saw it*", "who **really** saw it"),
        ("____", ""),
        ("$5", "$5"),
    ],
)
def test_a_fence_goes_when_it_is_around_all(text: str, words: str) -> None:
    assert without_fence(text) == words


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("[who]", True),
        ("TODO", True),
        ("______", True),
        ("<when>", True),
        ("[the page](https://example.org)", False),
        ("[who] and when", False),
        ("words", False),
    ],
)
def test_a_slot_alone(text: str, alone: bool) -> None:
    assert is_alone(text) is alone


@pytest.mark.parametrize(
    ("heading", "exported"),
    [
        ("# Retro: ${name} ${day}", "# Retro: Late mail"),
        ("# Report: **<Name>**", "# Report: **Late mail**"),
        ("# Report: **<Name>** (<Day>)", "# Report: Late mail"),
        ("# [OPS-NNN][P1] Name of it", "# Late mail"),
        ("# {{ incident.name }}", "# Late mail"),
        ("# Review of <% name %>", "# Review of Late mail"),
        ("# Review: __NAME__", "# Review: Late mail"),
        ("# Review: TODO", "# Review: Late mail"),
        ("# [name] review", "# Late mail review"),
        ("# [name] on [day], our review", "# Late mail, our review"),
        ("# The <kbd>F1</kbd> key", "# Late mail"),
        ("# See [the wiki](https://example.org)", "# Late mail"),
    ],
)
def test_nothing_of_a_fence_is_left_in_the_title(heading: str, exported: str) -> None:
    template = read_template(f"{heading}\n\n## Impact\n\n[what]\n", "t")
    document = Document(template).replace(TITLE, "Late mail")
    text = export(document)
    assert text == f"{exported}\n\n## Impact\n\n_TBD_\n"
    assert import_markdown(text, [template]).document.title == "Late mail"


@pytest.mark.parametrize(
    ("prompt", "choices"),
    [
        ("__open__/__done__", ("open", "done")),
        ("{early|late}<br>", ("early", "late")),
        ('"Mail|Web|Queue"', ("Mail", "Web", "Queue")),
        ("(Yes/No)", ("Yes", "No")),
        ("(Choose one of: Small / Large)", ("Small", "Large")),
        ("[S1/Critical | S2/High]", ("S1/Critical", "S2/High")),
        ("[Begun | Tasks Still in Progress | Closed]",
         ("Begun", "Tasks Still in Progress", "Closed")),
        ("[ ] Human [ ] Machine", ("Human", "Machine")),
        ("☐ Small ☐ Quite large", ("Small", "Quite large")),
    ],
)  # fmt: skip
def test_choices_are_clean(prompt: str, choices: tuple[str, ...]) -> None:
    (field,) = fields(f"- **State**: {prompt}\n")
    assert (field.kind, field.choices) == (Kind.CHOICE, choices)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("[NN hours/minutes]", Kind.DURATION),
        ("2 hours 5 minutes", Kind.DURATION),
        ("[Number/Percent]", Kind.LINE),
        ("[Name/Team]", Kind.LINE),
        ("€ / nothing", Kind.LINE),
        ("YYYY-MM-DD HH:MM UTC", Kind.DATETIME),
        ("DD.MM.YYYY", Kind.DATE),
        ("Month-DD-YYYY", Kind.DATE),
    ],
)
def test_a_prompt_says_the_kind_where_its_label_does_not(prompt: str, kind: Kind) -> None:
    (field,) = fields(f"- **Seen**: {prompt}\n")
    assert field.kind is kind


def test_a_break_behind_a_value_stays() -> None:
    text = "# [Title]\n\n## Facts\n\n**State:** [open/done]<br>\n**Team:** [who]\n"
    assert empty_export(text) == ("# _TBD_\n\n## Facts\n\n**State:** _TBD_<br>\n**Team:** _TBD_\n")


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("- **Date/Time:** [when]\n- **Mail/Phone:** [how]\n", ["Date/Time", "Mail/Phone"]),
        ("Mail/Phone: [how]\nTeam: [who]\n", ["Mail/Phone", "Team"]),
        ("- 期间：\n- **原因**：\n", ["期间", "原因"]),
        ("> **Day:** [when]\n> **Team:** [who]\n", ["Day", "Team"]),
        ("| Campo | O que é |\n|--|--|\n| ID | INC-XXXX |\n| Equipe | [quem] |\n",
         ["ID", "Equipe"]),
        ("| <img src='x.png'> | Us |\n|--|--|\n| **Day** | `when` |\n| **Team** | |\n",
         ["Day", "Team"]),
    ],
)  # fmt: skip
def test_labels_however_they_are_written(body: str, labels: list[str]) -> None:
    found = fields(body)
    assert [field.label for field in found] == labels
    assert all(field.kind.is_line for field in found)


def test_names_are_people() -> None:
    assert fields("Name(s): \n")[0].kind is Kind.PERSON


@pytest.mark.parametrize(
    "body",
    [
        "| Task | Who |\n|--|--|\n| [task] | [who] |\n",
        "| Level | Means |\n|--|--|\n| S1 | All is down |\n| S2 | Some is |\n",
        "| Part | Team |\n|--|--|\n| Mail | |\n| Web | |\n",
    ],
)
def test_other_tables_of_two_columns_stay_tables(body: str) -> None:
    assert all(field.kind.is_rows for field in fields(body))


@pytest.mark.parametrize(
    "fixed",
    [
        "## Contents\n\n- [Facts](#facts)\n  - [Team](#team)\n- [Cause](#cause)\n",
        "## Task types\n\n- **Prevent**: it does not happen again\n- **Detect**: we see it\n",
        "## Impact\n\n[what]\n\n**Note**: nobody is to blame.\n",
        "> We write blameless reviews.\n",
    ],
)
def test_text_that_asks_for_nothing_is_in_every_export(fixed: str) -> None:
    text = f"# [Title]\n\n{fixed}\n## Cause\n\n[why]\n"
    expected = text.replace("[Title]", "_TBD_").replace("[what]", "_TBD_").replace("[why]", "_TBD_")
    assert empty_export(text) == expected


@pytest.mark.parametrize("lead", ["*example:*", "Example:", "_e.g._", "For example:"])
def test_an_example_is_guidance(lead: str) -> None:
    (field,) = fields(f"{lead}\n```\n- Mail\n```\n")
    assert (field.kind, field.label) == (Kind.PROSE, "Facts")
    assert "- Mail" in field.prompt


def test_a_heading_over_a_rule_has_its_field() -> None:
    text = "# [Title]\n\n## Impact\n\n---\n\n## Lessons\n\n---\n\n## Thanks\n"
    assert [field.path[0] for field in read_template(text).fields] == [
        "impact", "lessons", "thanks",
    ]  # fmt: skip
    assert empty_export(text) == (
        "# _TBD_\n\n## Impact\n\n_TBD_\n\n---\n\n"
        "## Lessons\n\n- _TBD_\n\n---\n\n## Thanks\n\n_TBD_\n"
    )


def test_a_label_over_a_labelled_quote_keeps_its_field() -> None:
    found = fields("**Last reason:**\n\n> **Cause:** [the last answer]\n")
    assert [field.label for field in found] == ["Last reason", "Cause"]


def test_numbered_questions_stay_above_their_answers() -> None:
    text = "# [Title]\n\n## Whys\n\n1. Why did it break?\n2. Why was that so?\n"
    template = read_template(text, "t")
    first, second = template.fields
    assert (first.kind, first.label) == (Kind.PROSE, "Why did it break?")
    document = Document(template).replace(second.path, "It was old.\n\nAnd full.")
    exported = export(document)
    assert exported == (
        "# _TBD_\n\n## Whys\n\n1. Why did it break?\n   _TBD_\n"
        "2. Why was that so?\n   It was old.\n\n   And full.\n"
    )
    assert import_markdown(exported, [template]).document.text(second.path) == document.text(
        second.path
    )


def test_a_label_without_a_colon_does_not_spoil_the_others() -> None:
    found = fields("- Started: \n- Team: [who]\n- Impact\n")
    assert [field.label for field in found] == ["Started", "Team", "Impact"]


def test_items_of_words_are_no_labels_among_few() -> None:
    (field,) = fields("- Monitoring: alerts\n- Backups\n- Runbooks\n")
    assert field.kind is Kind.LIST


def test_a_time_to_fill_in_over_a_row_is_no_warning() -> None:
    row = "### {{ hh:mm }}\n\nIt began.\n\n"
    assert read_template(f"# [Title]\n\n## Timeline\n\n{row}{row}").warnings == ()


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("- Affected services (api, web, mail):", "Affected services (api, web, mail)"),
        ("- Data owner / outside authority (if any):", "Data owner / outside authority (if any)"),
        ("- Who was hurt（users/staff）：", "Who was hurt（users/staff）"),
        ("- Кто пострадал:", "Кто пострадал"),
        ("- 영향 범위(사용자/매출):", "영향 범위(사용자/매출)"),
        ("- 直接原因:", "直接原因"),
        ("- `Severity`:", "Severity"),
        ("- `Impact`: [users]", "Impact"),
    ],
)
def test_a_label_of_a_template_may_have_any_words_before_a_place_for_the_answer(
    line: str, label: str
) -> None:
    form = read_template(f"# A\n\n## B\n\n{line}\n- Other:\n")
    assert [field.label for field in form.fields] == [label, "Other"]
    document = Document(form, {form.fields[0].path: "x"})
    assert f"{line.removesuffix(' [users]')} x\n" in export(document).replace("：x", "： x")


@pytest.mark.parametrize(
    "line", ["- Mended in 1.8.0 (see below):", "- and (later):", "- Note (see): it was late"]
)
def test_sentences_with_a_colon_are_no_labels(line: str) -> None:
    form = read_template(f"# A\n\n## B\n\n{line}\n- It was late.\n")
    assert [field.kind for field in form.fields] == [Kind.LIST]


def test_what_a_label_lists_in_brackets_does_not_decide_its_kind() -> None:
    form = read_template("# A\n\n## B\n\n- Measures (owner, due date):\n- Date (UTC):\n")
    assert [field.kind for field in form.fields] == [Kind.LINE, Kind.DATE]


@pytest.mark.parametrize(
    ("line", "kind", "choices"),
    [
        ("- Severity: SEV-1/2/3", Kind.CHOICE, ("SEV-1", "SEV-2", "SEV-3")),
        ("- Priority: P0/1", Kind.CHOICE, ("P0", "P1")),
        ("- Date/Time: [Insert date/time]", Kind.DATETIME, ()),
        ("- Duration: [Whole outage/degraded time]", Kind.DURATION, ()),
        ("- Impact: [Describe users/systems]", Kind.LINE, ()),
        ("- Date known: [Yes/No]", Kind.CHOICE, ("Yes", "No")),
    ],
)
def test_what_a_prompt_with_a_slash_offers(line: str, kind: Kind, choices: tuple[str, ...]) -> None:
    (field,) = read_template(f"# A\n\n## B\n\n{line}\n").fields
    assert (field.kind, field.choices) == (kind, choices)
