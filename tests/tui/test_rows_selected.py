"""Ranges of rows: selected, deleted, ticked, moved, copied, doubled, sorted, each as one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.tui.editor import editing
from tests.tui.rows_app import ACTIONS, TABLE, TIMELINE, RowsApp, lines_of, row, type_text

from hotwash.template.model import Field
from hotwash.tui.table.action_rows import ActionRows
from hotwash.tui.widgets.timeline import TimelineGrid

NOW = ACTIONS[0]
ITEMS = (
    row(task="One", owner="Ana", due="2026-12-01"),
    row(task="Two", done="true"),
    row(task="Three", owner="ben", due="2026-11-25"),
    row(task="Four", due="soon"),
)
EVENTS = (
    row(time="23:40", event="Quiet", moment="started"),
    row(time="23:50", event="Errors rise"),
    row(time="00:10", event="Page"),
    row(time="00:20", event="Fixed"),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActionRows, "today", lambda _: date(2026, 11, 24))


class CopyingApp(RowsApp):
    """Keeps what is copied."""

    copied = ""

    def copy_to_clipboard(self, text: str) -> None:
        """Note the text."""
        self.copied = text


def tasks(app: RowsApp, field: Field = NOW) -> str:
    """The first words of all tasks, or events."""
    return " ".join(
        cells.get("task", cells.get("event", "")).split()[0] for cells in app.rows(field)
    )


async def test_shift_and_arrows_select_and_delete_takes_all_as_one_step() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "shift+down")
        assert app.said[-1] == "2 rows selected"
        shown = lines_of(app.grid(NOW))
        assert shown[2].startswith("┃ [x] Two") and shown[3].startswith("▸ [ ] Three")
        assert not any(line.startswith("┃") for line in (shown[1], shown[4]))
        await pilot.press("delete")
        assert tasks(app) == "One Four"
        assert app.said[-1].startswith("2 rows deleted") and len(app.changes) == 1
        assert app.grid(NOW).cursor == 1 and not app.grid(NOW).selection
        await pilot.press("u")
        assert tasks(app) == "One Two Three Four"


async def test_a_plain_arrow_ends_a_range_of_shift_but_not_one_of_v() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(NOW)
        await pilot.press("shift+down", "down")
        assert not grid.selection and grid.cursor == 2
        await pilot.press("home", "v", "down", "end", "down")
        assert list(grid.selected_places()) == [0, 1, 2, 3] and grid.has_focus
        await pilot.press("v")
        assert not grid.selection
        await pilot.press("v", "up", "escape")
        assert not grid.selection
        assert not any(line.startswith("┃") for line in lines_of(grid))


async def test_shift_up_makes_a_range_shorter_again() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+down", "shift+down", "shift+up", "delete")
        assert tasks(app) == "Three Four"


async def test_a_range_is_ticked_and_then_unticked() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "down", "down", "space")
        assert [cells.get("done") for cells in app.rows(NOW)] == ["true", "true", "true", None]
        assert app.changes[-1].label == "tick 3 items" and "3 items" in app.said[-1]
        await pilot.press("x")
        assert not any("done" in cells for cells in app.rows(NOW))
        await pilot.press("u", "u")
        assert app.rows(NOW) == [dict(one.cells) for one in ITEMS]


async def test_a_range_moves_together_and_stays_selected() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+down", "J")
        assert tasks(app) == "Three One Two Four"
        await pilot.press("alt+down", "J")
        assert tasks(app) == "Three Four One Two"
        await pilot.press("K")
        assert tasks(app) == "Three One Two Four"
        assert len(app.changes) == 3


@pytest.mark.parametrize("keys", [["y"], ["escape", "y"]])
async def test_a_row_is_duplicated_and_the_cursor_is_on_the_copy(keys: list[str]) -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys, "e")
        await type_text(pilot, " more", "escape")
        assert [cells["task"] for cells in app.rows(NOW)][:3] == ["One", "One more", "Two"]
        assert app.rows(NOW)[1]["owner"] == "Ana"


async def test_a_range_is_duplicated_below_and_in_a_timeline_each_at_its_time() -> None:
    answers = {NOW.path: ITEMS, TIMELINE.path: EVENTS}
    app = RowsApp(NOW, TIMELINE, answers=answers)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("shift+down", "y")
        assert tasks(app) == "One Two One Two Three Four"
        app.grid(TIMELINE).focus()
        await pilot.press("home", "shift+down", "shift+down", "y")
        assert tasks(app, TIMELINE) == "Quiet Quiet Errors Errors Page Page Fixed"
        rows = app.rows(TIMELINE)
        assert "moment" in rows[0] and "moment" not in rows[1]
        grid = app.grid(TIMELINE)
        assert isinstance(grid, TimelineGrid)
        table = grid.model.times.table
        assert table.is_sorted
        found = [f"{one.instant:%d %H:%M}" for one in table.times if one is not None]
        assert found[-2:] == ["21 00:10", "21 00:20"]


async def test_events_deleted_together_leave_the_others_on_their_days() -> None:
    app = RowsApp(TIMELINE, answers={TIMELINE.path: EVENTS})
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid(TIMELINE).focus()
        await pilot.press("home", "shift+down", "delete")
        assert [cells["time"] for cells in app.rows(TIMELINE)] == ["2026-11-21 00:10", "00:20"]
        await pilot.press("K", "v", "down", "J")
        assert [cells["event"] for cells in app.rows(TIMELINE)] == ["Page", "Fixed"]


async def test_a_range_counts_only_the_rows_that_the_filter_shows() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "o", "enter", "home", "v", "end")
        shown = [app.rows(NOW)[app.grid(NOW).index(at)]["task"] for at in range(3)]
        await pilot.press("delete", "escape")
        assert [cells["task"] for cells in app.rows(NOW)] == [
            one["task"] for one in ITEMS if one["task"] not in shown
        ]
        assert len(shown) == 3


async def test_rows_are_copied_as_text_that_a_paste_reads_again() -> None:
    answers = {NOW.path: ITEMS, TIMELINE.path: EVENTS, TABLE.path: (row(who="Ana", n="x"),)}
    app = CopyingApp(NOW, TIMELINE, TABLE, answers=answers)
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.press("shift+down", "c")
        assert app.copied == "- [ ] One - Owner: Ana - Due: 2026-12-01\n- [x] Two\n"
        made = app.grid(NOW).model.rows_of(app.copied.splitlines())
        assert [dict(one.cells) for one in made] == [dict(one.cells) for one in ITEMS[:2]]
        app.grid(TIMELINE).focus()
        await pilot.press("home", "down", "down", "c")
        assert app.copied == "2026-11-21 00:10 Page"
        app.grid(TABLE).focus()
        await pilot.press("c")
        assert app.copied == "Ana\t\tx"


async def test_a_range_ends_where_another_field_or_a_cell_is_gone_to() -> None:
    app = RowsApp(NOW, TABLE, answers={NOW.path: ITEMS, TABLE.path: (row(who="Ana"),)})
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(NOW)
        await pilot.press("shift+down")
        app.grid(TABLE).focus()
        await pilot.pause()
        assert not grid.selection
        grid.focus()
        await pilot.press("v", "e")
        assert not grid.selection and grid.cell.line is not None


async def test_a_row_left_empty_goes_away_and_no_other_one_is_acted_on() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        app.grid(NOW).commands.delete_row()
        app.grid(NOW).cell.add_row()
        app.grid(NOW).commands.duplicate_rows()
        assert tasks(app) == "One Two Three Four"
        assert app.changes == []


DOCUMENT = """template = "standard"

[[timeline]]
time = "10:00"
event = "Quiet"

[[action_items.immediate]]
task = "One"
owner = "Zed"
due = 2026-12-01

[[action_items.immediate]]
task = "Two"
owner = "Ana"
due = 2026-11-25

[[action_items.short_term]]
task = "Three"
"""
IMMEDIATE, SHORT = ("action_items", "immediate"), ("action_items", "short_term")


async def test_items_go_to_another_horizon_by_a_menu_as_one_step(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*IMMEDIATE)
        await editor.press("shift+down", "M")
        await editor.press("1")
        assert editor.document.rows(IMMEDIATE) == ()
        found = [one["task"] for one in editor.document.rows(SHORT)]
        assert found == ["Three", "One", "Two"]
        assert "2 rows moved to" in editor.screen.status.words
        await editor.press("ctrl+z")
        assert [one["task"] for one in editor.document.rows(IMMEDIATE)] == ["One", "Two"]
        assert [one["task"] for one in editor.document.rows(SHORT)] == ["Three"]


async def test_an_owner_is_set_for_all_that_are_selected(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*IMMEDIATE)
        await editor.press("v", "down", "o")
        await editor.type("Cy")
        await editor.press("enter")
        assert [one["owner"] for one in editor.document.rows(IMMEDIATE)] == ["Cy", "Cy"]
        assert list(editor.app.focused.selected_places()) == [0, 1]  # type: ignore[union-attr]
        await editor.press("u")
        assert [one["owner"] for one in editor.document.rows(IMMEDIATE)] == ["Zed", "Ana"]
        await editor.press("o", "escape")
        assert [one["owner"] for one in editor.document.rows(IMMEDIATE)] == ["Zed", "Ana"]


@pytest.mark.parametrize("letter", ["d", "o"])
async def test_items_are_sorted_by_due_date_or_owner_as_one_step(
    tmp_path: Path, letter: str
) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*IMMEDIATE)
        await editor.press("s", letter)
        assert [one["task"] for one in editor.document.rows(IMMEDIATE)] == ["Two", "One"]
        assert editor.app.focused.cursor == 1  # type: ignore[union-attr]
        await editor.press("u")
        assert [one["task"] for one in editor.document.rows(IMMEDIATE)] == ["One", "Two"]
        await editor.press("s", "p")
        await editor.press("escape")


async def test_the_only_timeline_has_nowhere_to_move_rows_to(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go("timeline")
        await editor.press("up", "M")
        assert "No other list" in editor.screen.status.words
        await editor.press("s")
        assert "already" in editor.screen.status.words
        await editor.press("o")
        assert "no column for people" in editor.screen.status.words


async def test_the_commands_for_rows_reach_the_item_of_a_list_in_hand(tmp_path: Path) -> None:
    text = 'template = "standard"\n[root_cause]\nwhy_it_happened = ["one", "two"]\n'
    async with editing(tmp_path / "a.toml", text) as editor:
        await editor.go("root_cause", "why_it_happened")
        await editor.press("f8")
        assert editor.document.items(("root_cause", "why_it_happened")) == ("two",)
        assert "deleted" in editor.screen.status.words
        await editor.press("f5", "n")
        assert editor.document.items(("root_cause", "why_it_happened")) == ("two", "n")


async def test_at_the_edge_of_a_list_it_is_said_which_key_goes_to_the_next_one() -> None:
    first, second, last = ACTIONS
    items = (row(task="One"), row(task="Two"))
    app = RowsApp(*ACTIONS, answers={field.path: items for field in ACTIONS})
    async with app.run_test(size=(80, 40)) as pilot:
        for field, edges in (
            (first, ("", second.label)),
            (second, (first.label, last.label)),
            (last, (second.label, "")),
        ):
            app.grid(field).focus()
            for key, place, edge, target in (
                ("K", "home", "first", edges[0]),
                ("J", "end", "last", edges[1]),
            ):
                await pilot.press(place, key)
                onwards = f"; M moves rows to {target}" if target else ""
                assert app.said[-1] == f"This is the {edge} row here{onwards}"
    assert not app.changes
