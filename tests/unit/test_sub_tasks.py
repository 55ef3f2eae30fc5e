"""Check boxes under an action item are items of their own, one level below it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.formats.markdown import export, normalised
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.actions import level_between
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import Kind, Path
from hotwash.template.shapes.lists import level_of

PATH: Path = ("action_items",)


def document(*lines: str) -> Document:
    """A document with a list of action items."""
    text = "".join(f"{line}\n" for line in ("# Outage", "", "## Action items", "", *lines))
    made = import_own(text)
    assert export(made) == text
    return made


def items(made: Document) -> list[dict[str, str]]:
    return [dict(row.cells) for row in made.rows(PATH)]


def lines(made: Document) -> list[str]:
    return export(made).splitlines()[4:]


NESTED = (
    "- [ ] Turn the check on (@ines, due 2026-12-01)",
    "  - [x] find the setting",
    "    - [ ] ask the vendor (@bob)",
    "  - [ ] document it - Owner: Kim",
    "- [ ] Old thing",
)


def test_owner_due_date_and_box_of_sub_tasks_are_read() -> None:
    assert items(document(*NESTED)) == [
        {"task": "Turn the check on", "owner": "@ines", "due": "2026-12-01"},
        {"task": "find the setting", "done": "true", "level": "1"},
        {"task": "ask the vendor", "owner": "@bob", "level": "2"},
        {"task": "document it", "owner": "Kim", "level": "1"},
        {"task": "Old thing"},
    ]


@pytest.mark.parametrize("step", ["  ", "   ", "    ", "\t"])
def test_an_edit_of_a_sub_task_changes_its_line_alone(step: str) -> None:
    made = document("- [ ] one", f"{step}- [ ] two", f"{step}* [ ] three", "- [ ] four")
    rows = made.rows(PATH)
    ticked = made.replace(PATH, (*rows[:2], rows[2].with_cell("done", "true"), rows[3]))
    assert lines(ticked) == ["- [ ] one", f"{step}- [ ] two", f"{step}* [x] three", "- [ ] four"]


def test_a_new_sub_task_is_indented_as_the_others_are() -> None:
    made = document("- [ ] one", "    - [ ] two", "- [ ] three")
    rows = made.rows(PATH)
    longer = made.replace(PATH, (*rows[:2], Row({"task": "new", "level": "1"}), rows[2]))
    assert lines(longer) == ["- [ ] one", "    - [ ] two", "    - [ ] new", "- [ ] three"]


def test_sub_tasks_without_their_task_move_up() -> None:
    made = document(*NESTED)
    left = made.replace(PATH, made.rows(PATH)[1:4])
    assert lines(left) == [
        "- [x] find the setting",
        "  - [ ] ask the vendor (@bob)",
        "  - [ ] document it - Owner: Kim",
    ]
    assert items(import_own(export(left))) == items(normalised(left))


@pytest.mark.parametrize(
    "inner",
    [
        ("  - [ ] two", "", "  More words of the first."),
        ("  ```", "  - [ ] two", "  ```"),
    ],
)
def test_boxes_before_other_text_or_in_code_stay_in_the_item(inner: tuple[str, ...]) -> None:
    made = document("- [ ] one", *inner, "- [ ] three")
    assert [cells["task"].partition("\n")[0] for cells in items(made)] == ["one", "three"]


def test_words_before_the_boxes_are_the_items_own() -> None:
    made = document("- [ ] one", "  with a reason", "  - a note", "  - [ ] two")
    assert items(made) == [{"task": "one with a reason\n- a note"}, {"task": "two", "level": "1"}]


def test_numbered_items_keep_their_boxes_and_their_numbers() -> None:
    made = document("1. [ ] one", "   - [ ] two", "2. [ ] three")
    rows = made.rows(PATH)
    assert len(rows) == 2
    assert lines(made.replace(PATH, (*rows, Row({"task": "four"}))))[-1] == "3. [ ] four"


def test_a_known_template_reads_what_it_wrote() -> None:
    template = read_template("# [Title]\n\n## Action items\n\n- [ ] Fix it - Owner: [Name]\n", "t")
    rows = (
        Row({"task": "one", "owner": "Ana"}),
        Row({"task": "two", "owner": "Ben", "level": "1"}),
        Row({"task": "three", "owner": "Kim", "level": "2"}),
    )
    made = Document(template, {PATH: rows})
    assert lines(made)[-3:] == [
        "- [ ] one - Owner: Ana",
        "  - [ ] two - Owner: Ben",
        "    - [ ] three - Owner: Kim",
    ]
    from hotwash.formats.markdown import import_markdown

    back = import_markdown(export(made), [template]).document
    assert back.template is template
    assert items(back) == [dict(row.cells) for row in rows]


def test_a_checklist_of_a_template_keeps_its_boxes_as_they_stand() -> None:
    text = "# [Title]\n\n## Checklist\n\n- [ ] Page sent\n  - [ ] to support\n- [ ] Page closed\n"
    template = read_template(text, "t")
    assert export(Document(template, {})).endswith(text.partition("\n")[2])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["", "1", "2", "3", "9", "x"]), min_size=1, max_size=7))
def test_any_levels_come_back_as_they_are_exported(levels: list[str]) -> None:
    template = document("- [ ] first").template
    rows = tuple(
        Row({"task": f"task {at}", **({"level": level} if level else {})})
        for at, level in enumerate(levels)
    )
    made = Document(template, {PATH: rows})
    back = items(import_own(export(made)))
    assert [cells["task"] for cells in back] == [row["task"] for row in rows]
    depths = [level_of(cells) for cells in back]
    assert depths[0] == 0
    assert all(behind <= before + 1 for before, behind in pairwise(depths))


@pytest.mark.parametrize(
    ("levels", "at", "level"),
    [("01", 1, 1), ("01", 2, 0), ("011", 2, 1), ("0", 0, 0), ("012", 2, 2), ("00", 1, 0)],
)
def test_a_new_item_takes_no_sub_task_from_another(levels: str, at: int, level: int) -> None:
    rows = [Row({"task": "x", "level": one if one != "0" else ""}) for one in levels]
    assert level_between([*rows[:at], Row({}), *rows[at:]], at) == level


# --- lists beside each other


def test_a_list_goes_on_with_another_bullet() -> None:
    made = document("- [ ] one", "* [ ] two", "", "+ [x] three")
    assert [cells["task"] for cells in items(made)] == ["one", "two", "three"]
    rows = made.rows(PATH)
    changed = made.replace(PATH, (rows[0], rows[1].with_cell("owner", "Ana"), rows[2]))
    assert lines(changed) == ["- [ ] one", "* [ ] two - Owner: Ana", "", "+ [x] three"]


def test_plain_lists_beside_boxes_are_no_work() -> None:
    made = document("- [ ] one", "", "1. not a task", "2. nor this")
    assert [field.kind for field in made.template.fields] == [Kind.ACTIONS, Kind.NUMBERED]


@pytest.mark.parametrize("words", ["N/A", "None", "n/a.", "Nothing"])
def test_a_list_that_says_that_there_are_none_stays_a_list_of_action_items(words: str) -> None:
    made = document(f"- {words}")
    assert not made.rows(PATH)
    longer = made.replace(PATH, (Row({"task": "Raise the pool"}),))
    assert lines(longer) == ["- Raise the pool"]
    assert import_own(export(longer)).template.by_path[PATH].kind is Kind.ACTIONS
    named = made.replace(PATH, (Row({"task": words}),))
    assert items(import_own(export(named))) == [{"task": words}]
