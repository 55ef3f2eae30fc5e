"""Text that is typed on after a cell was left goes into a cell or nowhere, and runs no command."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import editing
from tests.tui.rows_app import ACTIONS, TABLE, TIMELINE, RowsApp, row, type_text
from textual import events
from textual.screen import ModalScreen

from hotwash.tui.widgets.hints import Hint

NOW = ACTIONS[0]
ITEMS = (row(task="Raise the pool size", owner="Ana"), row(task="Write the runbook"))
EVENTS = (row(time="10:00", event="Quiet"), row(time="10:10", event="Errors rise"))
LETTERS = "text xJKaetDmzuvMyos/"
"""Typed words with every letter that does something to rows, a space among them."""


async def test_enter_goes_through_every_column_of_a_new_item_and_on_to_the_next() -> None:
    app = RowsApp(NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        for text in ("Raise it", "Ana", "2026-11-27", "https://tracker.example/1", "Next", ""):
            await type_text(pilot, text, "enter")
        assert app.rows(NOW) == [
            {
                "task": "Raise it",
                "owner": "Ana",
                "due": "2026-11-27",
                "link": "https://tracker.example/1",
            },
            {"task": "Next"},
        ]


@pytest.mark.parametrize("size", [(50, 20), (120, 40)])
async def test_the_link_is_typed_into_its_cell_at_every_width(size: tuple[int, int]) -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=size) as pilot:
        await pilot.press("end", "a")
        await type_text(pilot, "x", "enter", "enter", "enter")
        await type_text(pilot, "axe", "enter", "escape")
        assert app.rows(NOW)[2:] == [{"task": "x", "link": "axe"}]


@pytest.mark.parametrize(
    ("field", "rows"), [(NOW, ITEMS), (TIMELINE, EVENTS), (TABLE, (row(who="Ana", n="x"),))]
)
async def test_letters_wait_after_enter_until_a_key_that_types_nothing(field, rows) -> None:  # type: ignore[no-untyped-def]
    app = RowsApp(field, answers={field.path: rows})
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid(field).focus()
        await pilot.press("home", "e", "enter")
        before = app.rows(field)
        hints: tuple[Hint, ...] = app.grid(field).hints
        assert ("Esc", "Row keys") in hints
        await type_text(pilot, LETTERS, "backspace")
        await type_text(pilot, LETTERS)
        assert app.rows(field) == before
        assert app.grid(field).cell.line is None and app.grid(field).filter is None
        assert "Esc" in app.said[-1]
        await pilot.press("escape", "a")
        assert app.grid(field).cell.line is not None


async def test_letters_wait_where_the_row_that_was_typed_into_is_undone_or_deleted() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Third", "ctrl+z")
        await type_text(pilot, "x x")
        assert app.rows(NOW) == [dict(one.cells) for one in ITEMS]
        await pilot.press("escape", "end", "e")
        app.session.merge(app.session.document.replace(NOW.path, ITEMS[:1]))
        await type_text(pilot, "x x")
        assert app.rows(NOW) == [dict(ITEMS[0].cells)]


async def test_letters_wait_after_a_paste_of_lines_into_a_cell() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")  # a new row: into one that has text, the lines would go
        app.grid(NOW).post_message(events.Paste("One\nTwo\n"))
        await type_text(pilot, "x x")
        assert [cells["task"] for cells in app.rows(NOW)][1:3] == ["One", "Two"]
        assert not any("done" in cells for cells in app.rows(NOW))


async def test_a_dialog_over_an_open_cell_leaves_it_open() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "1")
        app.push_screen(ModalScreen())
        await pilot.pause()
        app.pop_screen()
        await type_text(pilot, "2x")
        assert app.rows(NOW)[0]["task"] == "Raise the pool size12x"


async def test_a_letter_that_is_no_command_is_said_to_be_none() -> None:
    app = RowsApp(NOW, answers={NOW.path: ITEMS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        assert "q" in app.said[-1] and "F1" in app.said[-1]
        assert app.changes == []


async def test_ticks_and_marks_are_said_with_the_way_back() -> None:
    app = RowsApp(NOW, TIMELINE, answers={NOW.path: ITEMS, TIMELINE.path: EVENTS})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert "done" in app.said[-1] and "Ctrl+Z" in app.said[-1]
        app.grid(TIMELINE).focus()
        await pilot.press("m", "d")
        assert "detected" in app.said[-1] and "Ctrl+Z" in app.said[-1]
        await pilot.press("u", "u")
        assert app.rows(NOW) == [dict(one.cells) for one in ITEMS]
        assert app.rows(TIMELINE) == [dict(one.cells) for one in EVENTS]


DOCUMENT = """template = "standard"

[[action_items.immediate]]
task = "Raise the pool size"
"""


async def test_a_save_while_a_cell_is_typed_into_leaves_it_open(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go("action_items", "immediate")
        await editor.press("e")
        await editor.type(" to 40")
        await editor.press("home", "f2")
        await editor.type("x")
        path = ("action_items", "immediate")
        assert editor.document.rows(path)[0]["task"] == "xRaise the pool size to 40"
        await editor.press("a", "b", "ctrl+s")
        await editor.type("x")
        assert editor.document.rows(path)[0]["task"] == "xabxRaise the pool size to 40"


OWN_TEMPLATE = """template = '''
# Postmortem: [Title]

## First

- **Owner**: [Name]

### To do

- [ ] [Task] - Owner: [Name]

## Second

- **Note**: [Words]

## Third

- [ ] [Task] - Owner: [Name]
'''

[[first.to_do]]
task = "One"

[[third]]
task = "Two"
"""


@pytest.mark.parametrize(
    ("start", "path"), [(("first", "owner"), ("first", "to_do")), (("second", "note"), ("third",))]
)
async def test_enter_from_the_field_before_a_table_runs_no_command(
    tmp_path: Path, start: tuple[str, ...], path: tuple[str, ...]
) -> None:
    async with editing(tmp_path / "a.toml", OWN_TEMPLATE) as editor:
        await editor.go(*start)
        await editor.press("enter")
        if editor.screen.forms.following == ("timezone",):
            await editor.press("enter")
        await editor.type("x x")
        assert editor.screen.forms.following == path
        assert "done" not in editor.document.rows(path)[0].cells
        assert "letters act on rows" in editor.screen.status.words
        await editor.press("escape", "x")
        assert editor.document.rows(path)[0]["done"] == "true"


async def test_late_news_of_the_focus_on_another_tab_leads_no_text_there(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go("root_cause", "what_happened")
        field = editor.app.focused
        assert field is not None
        await editor.go("timeline")
        editor.screen.post_message(events.DescendantFocus(field))
        await editor.press("f4", "f3")
        await editor.type("1000 Quiet")
        await editor.press("enter")
        assert editor.document.text(("root_cause", "what_happened")) == ""
        assert editor.document.rows(("timeline",))[0]["event"] == "Quiet"


async def test_what_is_typed_on_into_an_empty_table_begins_its_first_row() -> None:
    app = RowsApp(NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid(NOW).hold_letters()
        await type_text(pilot, "xylophone", "enter")
        assert app.rows(NOW) == [{"task": "xylophone"}]
