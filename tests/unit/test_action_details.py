"""What stands behind a task, in any order; boxes, horizons, unreadable dates; what is no work."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli_calls import call

from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.actions import due_date, is_done
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import Kind
from hotwash.template.shapes.task_details import guarded, take_details, unguarded
from hotwash.template.words import due_days

DUE = {"due": "2026-12-05"}
LEA = {"owner": "Lea"}
P1 = {"priority": "P1"}

DETAILS = {
    "(Owner: Lea, Due: 2026-12-05)": LEA | DUE,
    "(Due: 2026-12-05; Owner: Lea; Priority: P1)": LEA | DUE | P1,
    "(Lea, P1, 5 Dec 2026)": LEA | DUE | P1,
    "[due 5 December 2026]": DUE,
    ", Owner: Lea, Priority: P1": LEA | P1,
    " | Due: 2026-12-05": DUE,
    "— Priority: P1 — Owner: Lea": LEA | P1,
    "📅 2026-12-05": DUE,
    "📅 2026-12-05.": DUE,
    "[due:: 2026-12-05] [owner:: Lea]": LEA | DUE,
    "@due(2026-12-05)": DUE,
    "due:2026-12-05 priority:P1": DUE | P1,
    "by 5 Dec 2026": DUE,
    "**2026-12-05**": DUE,
    "(@2026-12-05)": DUE,
    "| Lea | 2026-12-05": LEA | DUE,
    "— @lea @tom — 2026-12-05": {"owner": "@lea @tom"} | DUE,
    "[OPS-12](https://t.example/OPS-12)": {"link": "[OPS-12](https://t.example/OPS-12)"},
    "DEADLINE: <2026-12-05 Sat>": DUE,
    "(Ticket: OPS-12)": {"link": "OPS-12"},
    "by 5 Dec 2026 (Owner: Lea)": LEA | DUE,
    "— Owner: Lea — P1": LEA | P1,
}
NOT_UNDERSTOOD = [
    "(Lea)", "(Q1 2027)", "by Friday", "(due: next sprint)", "(May 5, 2026)", "[API]", "#42",
    "https://x.example/42", "due Dec 5th", "(see [docs](https://x.example/z))", "at 10:15",
    "(Due: 11/12/2026)", "— 5 %", "priority:H +ops",
]  # fmt: skip


@pytest.mark.parametrize("behind", DETAILS)
def test_details_are_read_and_written_back_as_they_stood(behind: str) -> None:
    text = f"Raise limits {behind}"
    found = take_details(text)
    assert (found.task, found.cells) == ("Raise limits", DETAILS[behind])
    assert found.written(found.task, found.cells) == text


@pytest.mark.parametrize("behind", NOT_UNDERSTOOD)
def test_what_is_not_understood_stays_in_the_task(behind: str) -> None:
    assert take_details(f"Raise limits {behind}").cells == {}


def test_marks_of_plugins_that_say_nothing_of_the_task_are_passed_over() -> None:
    found = take_details("Page rota 🔁 every week 📅 2026-12-05 ➕ 2026-11-21")
    assert (found.task, found.cells) == ("Page rota 🔁 every week ➕ 2026-11-21", DUE)


ITEMS = {
    "x - Owner: Lea - Due: 2026-12-05 - Priority: P1": LEA | DUE | P1,
    "x - Priority: P1 - Owner: Lea - Due: 2026-12-05": LEA | DUE | P1,
    "x - Owner: Lea - Due: 2026-12-05 - Ticket: OPS-4": LEA | DUE | {"link": "OPS-4"},
    "x - Owner: Lea | Due: 2026-12-05": LEA | DUE,
}


@pytest.mark.parametrize("item", ITEMS)
def test_labels_behind_a_dash_in_any_order(item: str) -> None:
    document = import_own(f"# Cart\n\n## Action items\n\n- [ ] {item}\n")
    (row,) = document.rows(document.template.fields[0].path)
    assert dict(row.cells) == {"task": "x"} | ITEMS[item]


def test_another_label_is_part_of_the_task_and_of_no_owner() -> None:
    document = import_own("# C\n\n## Action items\n\n- [ ] x - Owner: Lea - Status: open\n")
    path = document.template.fields[0].path
    (row,) = document.rows(path)
    assert dict(row.cells) == {"task": "x - Status: open", "owner": "Lea"}
    changed = document.replace(path, (row.with_cell("owner", "Ana - Note: away"),))
    again = import_own(export(changed))
    assert dict(again.rows(path)[0].cells) == dict(changed.rows(path)[0].cells)


def test_words_behind_a_dash_are_no_part_of_an_owner() -> None:
    document = import_own("# C\n\n## Action items\n\n- [ ] x -- owner: Ravi -- when free\n")
    (row,) = document.rows(document.template.fields[0].path)
    assert row["owner"] in ("", "Ravi")
    assert take_details("x -- owner: Ravi -- P1").cells == {"owner": "Ravi"} | P1


@pytest.mark.parametrize("behind", DETAILS)
def test_an_edit_changes_its_value_and_no_other_mark(behind: str) -> None:
    text = f"# C\n\n## Action items\n\n- [ ] Raise limits {behind}\n- [ ] Rest\n"
    document = import_own(text)
    path = document.template.fields[0].path
    first, rest = document.rows(path)
    assert export(document) == text
    changed = export(document.replace(path, (first.with_cell("task", "Lower limits"), rest)))
    assert changed == text.replace("Raise", "Lower")


WORDS = st.sampled_from(
    [*DETAILS, *NOT_UNDERSTOOD, "x", "- Owner: Lea", "\\", "\\(Owner: Lea)", ",", "—", "_TBD_"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_task_comes_back_from_a_document(words: list[str]) -> None:
    document = import_own("# C\n\n## Action items\n\n- [ ] a (Lea, 2026-12-05)\n- [ ] b\n")
    path = document.template.fields[0].path
    rows = (Row({"task": " ".join(["do", *words])}), *document.rows(path))
    changed = document.replace(path, rows)
    again = import_own(export(changed))
    assert [dict(row.cells) for row in again.rows(path)] == [dict(row.cells) for row in rows]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_a_guarded_text_has_no_details_and_comes_back(text: str) -> None:
    kept = guarded(f"do {text}")
    assert unguarded(kept) == f"do {text}"


def test_boxes_of_cancelled_begun_and_moved_items_stay() -> None:
    text = "# C\n\n## Action items\n\n- [-] a\n- [/] b\n- [>] c\n- [X] d\n- [ ] e\n"
    document = import_own(text)
    path = document.template.fields[0].path
    rows = document.rows(path)
    assert [is_done(row) for row in rows] == [True, False, False, True, False]
    edited = tuple(row.with_cell("owner", "Lea") for row in rows)
    written = export(document.replace(path, edited)).split("\n\n")[-1]
    boxes = [line[:5] for line in written.splitlines()]
    assert boxes == ["- [-]", "- [/]", "- [>]", "- [x]", "- [ ]"]
    done = tuple(row.with_cell("done", "true") for row in rows)
    assert export(document.replace(path, done)).lower().count("[x]") == 5


def test_a_status_that_says_done_is_done() -> None:
    assert is_done(Row({"task": "a", "status": "Done"}))
    assert is_done(Row({"task": "a", "状态": "已完成"}))
    assert not is_done(Row({"task": "a", "status": "in progress"}))


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("Immediate (24-48 hours)", 2),
        ("Short term (1-2 weeks)", 14),
        ("Soon [3 days]", 3),
        ("Actions – 90 days", 90),
        ("Immediate (Complete within 1 week)", 7),
        ("Week 2", None),
        ("2 weeks of pain", None),
        ("Immediate", None),
    ],
)
def test_horizons(heading: str, days: int | None) -> None:
    assert due_days(heading) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2026-11-01T10:00:00Z", date(2026, 11, 1)),
        ("Nov 1, 2026", date(2026, 11, 1)),
        ("1st November 2026", date(2026, 11, 1)),
        ("31/10/2026", date(2026, 10, 31)),
        ("11/12/2026", None),
        ("soon", None),
        ("Nov 1", None),
    ],
)
def test_due_dates_in_the_spellings_that_leave_no_doubt(text: str, day: date | None) -> None:
    assert due_date(text) == day


def test_an_unreadable_due_date_is_not_nothing_late(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.toml"
    start = 'template = "standard"\n\n[[action_items.immediate]]\ntask = "Rotate the key"\n'
    file.write_text(f'{start}owner = "Lea"\ndue = "next sprint"\n')
    said = call(capsys, "actions", file, "--overdue")
    assert said.code == 2
    assert "“Rotate the key” is due “next sprint”" in said.err
    assert "nothing is late" not in said.err
    assert call(capsys, "actions", file, "--overdue", "--owner", "Tom").code == 0
    file.write_text(f'{start}due = "1 November 2001"\n')
    assert call(capsys, "actions", file, "--overdue").code == 1


def kinds(text: str) -> dict[str, Kind]:
    """The kinds of a document's fields by their labels."""
    return {field.label: field.kind for field in import_own(text).template.fields}


def test_a_table_of_who_and_what_is_no_work() -> None:
    table = "| Who | What |\n|---|---|\n| EU | errors |\n"
    assert kinds(f"# C\n\n## Impact\n\n{table}") == {"Impact": Kind.TABLE}
    assert kinds(f"# C\n\n## Action items\n\n{table}") == {"Action items": Kind.ACTIONS}


def test_a_raci_table_stays_a_table() -> None:
    table = (
        "| Task | Owner | R | A | C | I |\n|---|---|---|---|---|---|\n| a | b | x | y | z | w |\n"
    )
    assert kinds(f"# C\n\n## Roles\n\n{table}") == {"Roles": Kind.TABLE}


@pytest.mark.parametrize(
    "head",
    [
        "| ID | Action | Owner | Status |",
        "| # | アクション | 担当 | 期限 |",
        "| ID | 行动项 | 负责人 | 状态 |",
        "| # | Ação | Responsável | Prazo |",
        "| Nr. | Maßnahme | Verantwortlich | Frist |",
        "| N° | Azione | Responsabile | Scadenza |",
    ],
)
def test_tables_of_work_in_other_languages(head: str) -> None:
    text = f"# C\n\n## Actions\n\n{head}\n|---|---|---|---|\n| A-1 | Add an alert | Lea | open |\n"
    document = import_own(text)
    (field,) = document.template.fields
    assert field.kind is Kind.ACTIONS
    (row,) = document.rows(field.path)
    assert (row["task"], row["owner"]) == ("Add an alert", "Lea")
    titles = [column.title for column in field.columns if column.shown]
    assert titles == [title.strip() for title in head.strip("|").split("|")]


@pytest.mark.parametrize(
    "section",
    [
        "## Impact\n\nRegions:\n\n- [x] EU\n- [ ] US\n",
        "## Sign-off\n\n- [ ] Ana Lopez from the platform team\n- [x] Tom Hill\n",
        "## Corrective actions\n\nThese names were removed:\n\n- `alpha`\n- `beta`\n",
        "## Action items\n\nWhat went well:\n\n* one\n* two\n",
        "## Action items\n\nAlready done:\n\n* one\n* two\n",
    ],
)
def test_lists_that_are_no_work(section: str) -> None:
    text = f"# C\n\n{section}"
    document = import_own(text)
    assert all(field.kind is not Kind.ACTIONS for field in document.template.fields)
    assert export(document) == text


def test_work_under_a_heading_of_its_own_is_work() -> None:
    for section in (
        "## Hardening\n\n- [ ] Add an alert on pool wait\n",
        "## Follow-ups\n\n- one\n",
    ):
        assert list(kinds(f"# C\n\n{section}").values()) == [Kind.ACTIONS]


def test_a_template_with_a_column_of_names_keeps_its_order() -> None:
    text = (
        "# [title]\n\n## Action items\n\n| Task ID | Description | Owner | Due Date |\n"
        "|---|---|---|---|\n| A-1 | Add an alert | @ana | YYYY-MM-DD |\n"
    )
    (field,) = read_template(text, "t").fields
    keys = [column.key for column in field.columns if column.shown]
    assert keys == ["task_id", "task", "owner", "due"]
    document = Document(
        read_template(text, "t"), {field.path: (Row({"task": "x", "task_id": "A-2"}),)}
    )
    assert "| A-2 | x |  |  |" in export(document).replace("   ", " ").replace("_TBD_", "")


def test_a_name_and_a_date_each_in_brackets() -> None:
    assert take_details("Add a test [Ravi] [2026-12-05]").cells == {
        "owner": "Ravi",
        "due": "2026-12-05",
    }
    assert not take_details("Add a test [API] [v2]").found
