"""Action items: ticked, typed, moved; three lists in one tab."""

from __future__ import annotations

from datetime import date

import pytest
from tests.tui.rows_app import ACTIONS, DATE, RowsApp, lines_of, row, type_text
from textual import events

from hotwash.postmortem.document import Row
from hotwash.template.infer import read_template
from hotwash.template.library import builtin
from hotwash.tui.table.action_rows import ActionRows, columns_of

NOW, SOON, LATER = ACTIONS
ITEMS = (
    row(task="Raise the pool size", owner="Ana", due="2026-11-27", done="true"),
    row(task="Alert on pool wait", owner="Ben", due="2026-11-20"),
    row(task="Write the runbook"),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActionRows, "today", lambda _: date(2026, 11, 24))


def actions_app(*items: Row) -> RowsApp:
    return RowsApp(*ACTIONS, answers={NOW.path: items} if items else {})


async def test_space_ticks_and_undo_unticks() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space")
        assert app.rows(NOW)[1]["done"] == "true"
        assert lines_of(app.grid(NOW))[2].startswith("▸ [x] Alert on pool wait")
        await pilot.press("u")
        assert "done" not in app.rows(NOW)[1]
        await pilot.press("up", "x")
        assert "done" not in app.rows(NOW)[0]
        assert app.changes[-1].label == "untick item"


async def test_a_click_on_the_box_ticks() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(type(app.grid(NOW)), offset=(3, 3))
        assert app.rows(NOW)[2] == {"task": "Write the runbook", "done": "true"}


async def test_due_dates_are_told_in_words() -> None:
    app = actions_app(*ITEMS, row(task="Odd", due="when we can"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        shown = lines_of(app.grid(NOW))
        assert "27 Nov" in shown[1]
        assert shown[2].rstrip().endswith("4 days late")
        assert "due 2026-11-20" in shown[3]
        assert "by 27 Nov?" in shown[4]
        assert "when we can" in shown[5]
        app.session.edit(DATE.path, "2026-11-22")
        await pilot.pause()
        assert "by 29 Nov?" in lines_of(app.grid(NOW))[4]


async def test_items_are_typed_one_after_the_other() -> None:
    app = actions_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await type_text(pilot, "Raise the pool size", "tab")
        await type_text(pilot, "Ana", "tab")
        await type_text(pilot, "+3", "tab", "enter")
        await type_text(pilot, "Second", "escape", "a", "escape")
        assert app.rows(NOW) == [
            {"task": "Raise the pool size", "owner": "Ana", "due": "2026-11-27"},
            {"task": "Second"},
        ]


async def test_an_item_with_its_owner_on_one_line() -> None:
    app = actions_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Fix it - Owner: Ana", "escape")
        assert app.rows(NOW) == [{"task": "Fix it", "owner": "Ana"}]
        await pilot.press("u")
        assert app.rows(NOW) == [{"task": "Fix it - Owner: "}]  # the last word, and its reading
        for _ in range(6):
            await pilot.press("u")
        assert app.rows(NOW) == []


async def test_an_item_emptied_vanishes_when_left() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "a")
        await type_text(pilot, "oops", "ctrl+u", "escape")
        assert len(app.rows(NOW)) == 3
        await pilot.press("e", "ctrl+u", "escape")
        assert [cells["task"] for cells in app.rows(NOW)] == [
            "Raise the pool size",
            "Alert on pool wait",
        ]


async def test_down_goes_on_to_the_next_list_and_up_comes_back() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down")
        assert app.grid(SOON).has_focus
        await pilot.press("up")
        assert app.grid(NOW).has_focus
        assert app.grid(NOW).cursor == 2


async def test_items_move_and_go() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "alt+down")
        assert [cells["task"] for cells in app.rows(NOW)][-1] == "Raise the pool size"
        await pilot.press("alt+up", "delete")
        assert [cells["task"] for cells in app.rows(NOW)] == [
            "Alert on pool wait",
            "Write the runbook",
        ]


async def test_pasted_checklist() -> None:
    app = actions_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid(NOW).post_message(events.Paste("- [ ] One - Owner: Ana\n- [x] Two\nThree\n"))
        await pilot.pause()
        assert app.rows(NOW) == [
            {"task": "One", "owner": "Ana"},
            {"task": "Two", "done": "true"},
            {"task": "Three"},
        ]
        assert len(app.changes) == 1


async def test_empty_lists_say_what_to_do_and_show_samples() -> None:
    app = actions_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = lines_of(app.grid(SOON))
        assert "Fix the root cause" in shown[0]
        assert "Enter or a" in shown[-1]
        assert all(app.rows(known) == [] for known in ACTIONS)


async def test_the_tab_follows_the_cursor() -> None:
    items = [row(task=f"Item {at}") for at in range(60)]
    app = actions_app(*items)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(NOW)
        assert grid.size.height == 61
        await pilot.press("end")
        await pilot.pause()
        line = grid.region.y + 60
        assert 0 <= line < 24
        await pilot.press("home")
        await pilot.pause()
        assert 0 <= grid.region.y + 1 < 24


LINKED_ITEMS = (
    row(task="Write down how to roll back", owner="Jonas", due="2026-11-26"),
    row(
        task="Retry with backoff and a budget in the mobile app",
        owner="Priya",
        due="2026-12-15",
        link="https://tracker.example/APP-902",
    ),
)


@pytest.mark.parametrize("width", [53, 58, 78, 118])
async def test_no_due_word_is_cut_and_the_task_has_the_most_room(width: int) -> None:
    app = actions_app(*ITEMS, *LINKED_ITEMS)
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.pause()
        grid = app.grid(NOW)
        task, *others = grid.table_layout.painter.widths
        assert task > max(others) and task >= width // 3
        shown = "\n".join(lines_of(grid))
        assert "in 21 days" in shown and "4 days late" in shown
        assert "…" not in shown
        assert ("· 15 Dec" in shown) is (width >= 100)
        mark = "↗" if width < 66 else "APP-902"
        assert mark in shown
        await pilot.press("end")
        await pilot.pause()
        assert "tracker.example/APP-902" in "\n".join(lines_of(grid))


async def test_the_lists_of_a_tab_have_the_same_columns() -> None:
    app = RowsApp(*ACTIONS, answers={NOW.path: ITEMS, LATER.path: LINKED_ITEMS})
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        widths = app.grid(NOW).table_layout.painter.widths
        assert widths == app.grid(LATER).table_layout.painter.widths
        items = app.session.document.rows(NOW.path)
        longer = (items[0].with_cell("owner", "Anastasia"), *items[1:])
        app.session.edit(NOW.path, longer)
        await pilot.pause()
        now = app.grid(NOW).table_layout.painter.widths
        assert now == app.grid(LATER).table_layout.painter.widths != widths


async def test_a_known_owner_is_offered_while_the_name_is_typed() -> None:
    app = actions_app(*ITEMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "right", "e", "a")
        await pilot.pause()
        assert "ana" in lines_of(app.grid(NOW))[3]
        await pilot.press("right", "escape")
        assert app.rows(NOW)[2]["owner"] == "Ana"
        await pilot.press("u")
        assert app.rows(NOW)[2]["owner"] == "a"
        await pilot.press("u")
        assert "owner" not in app.rows(NOW)[2]


def test_columns_are_the_templates_own_in_their_order() -> None:
    text = (
        "# [title]\n\n## Action items\n\n| Task ID | Description | Who | Due Date |\n"
        "|---|---|---|---|\n"
        "| A-1 | Add an alert | @ana | YYYY-MM-DD |\n"
    )
    (field,) = read_template(text, "t").fields
    titles = [column.title for column in columns_of(field, (), 120)]
    assert titles == ["Task ID", "Description", "Who", "Due Date", "Link"]


def test_a_priority_has_a_column_where_an_item_has_one() -> None:
    field = builtin("standard").by_path[("action_items", "immediate")]
    assert [column.key for column in columns_of(field, (), 120)] == ["task", "owner", "due", "link"]
    rows = (Row({"task": "a", "priority": "P1"}),)
    assert columns_of(field, rows, 120)[-1].title == "Priority"


async def test_sub_tasks_stand_under_their_task_and_new_ones_between_them() -> None:
    app = actions_app(row(task="One"), row(task="Two", level="1"), row(task="Three"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert lines_of(app.grid(NOW))[2].startswith("  [ ] └ Two")
        await pilot.press("a")
        await type_text(pilot, "New", "escape")
        await pilot.press("space")
        assert app.rows(NOW)[1] == {"task": "New", "level": "1", "done": "true"}
        await pilot.press("down", "down", "a")
        await type_text(pilot, "Last", "escape")
        assert app.rows(NOW)[4] == {"task": "Last"}


async def test_a_due_date_that_could_be_another_day_says_which_one_was_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = actions_app(row(task="One"))
    said: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app.grid(NOW), "say", said.append)
        await pilot.press("enter", "tab", "tab")
        await type_text(pilot, "11/12/2026", "escape")
        assert app.rows(NOW)[0]["due"] == "2026-12-11"
        assert said == ["Due 2026-12-11: taken for 11 December 2026, not 12 November 2026"]
