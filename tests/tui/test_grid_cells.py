"""A table of the template's own columns: cells, keys, the mouse, the widths."""

from __future__ import annotations

from pytest import MonkeyPatch
from tests.tui.rows_app import TABLE, RowsApp, lines_of, row, type_text
from textual import events

from hotwash.editing import history
from hotwash.postmortem.document import Row

PEOPLE = (
    row(who="Ana", role="Lead", n="first on the call, and the last to leave it that night"),
    row(who="Ben", role="Scribe"),
)


def table_app(*rows: Row) -> RowsApp:
    return RowsApp(TABLE, answers={TABLE.path: rows} if rows else {})


async def test_tab_goes_over_the_cells_and_begins_a_row_at_the_end() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "right", "right", "e")
        await type_text(pilot, "late", "tab")
        await type_text(pilot, "Cy", "shift+tab", "end")
        await type_text(pilot, "r", "escape")
        assert app.rows(TABLE)[1:] == [
            {"who": "Ben", "role": "Scribe", "n": "later"},
            {"who": "Cy"},
        ]


async def test_a_tab_after_nothing_typed_leaves_nothing_behind() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "tab", "tab", "tab")
        assert len(app.rows(TABLE)) == 2
        assert app.changes == []
        assert app.grid(TABLE).count == 2


async def test_every_key_is_in_the_document_at_once_and_one_step() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e", "x", "y")
        assert app.rows(TABLE)[0]["who"] == "Anaxy"
        await pilot.press("ctrl+z")
        assert app.rows(TABLE)[0]["who"] == "Ana"
        assert app.grid(TABLE).cell.text == "Ana"
        await pilot.press("z", "ctrl+c")
        assert app.rows(TABLE)[0]["who"] == "Anaz"
        assert app.grid(TABLE).cell.line is None


async def test_undo_takes_a_typed_row_away() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Cy", "escape", "u")
        assert len(app.rows(TABLE)) == 2
        await pilot.press("U")
        assert app.rows(TABLE)[1] == {"who": "Cy"}


async def test_a_long_text_is_shown_whole_and_its_lines_walked_while_typing() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(50, 24)) as pilot:
        shown = " ".join(" ".join(lines_of(app.grid(TABLE))).split())
        for word in ("first", "call,", "night"):
            assert word in shown
        await pilot.press("right", "right", "e", "home", "down")
        editor = app.grid(TABLE).cell.line
        assert editor is not None
        assert 0 < editor.caret < len(editor.text)
        await pilot.press("up", "X", "escape")
        assert app.rows(TABLE)[0]["n"].startswith("Xfirst")


async def test_what_comes_from_outside_is_shown_and_typing_goes_on() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e", "1")
        mine = app.session.document.rows(TABLE.path)
        new = app.session.document.replace(TABLE.path, (row(who="Zed"), *mine))
        app.session.merge(new)
        await pilot.press("2", "escape")
        assert [cells["who"] for cells in app.rows(TABLE)] == ["Zed", "Ana12", "Ben"]


async def test_a_row_being_begun_outlives_a_change_from_outside() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "a")
        mine = app.session.document.rows(TABLE.path)
        app.session.merge(app.session.document.replace(TABLE.path, (*mine, row(who="Zed"))))
        await type_text(pilot, "Cy", "escape")
        assert [cells["who"] for cells in app.rows(TABLE)] == ["Ana", "Ben", "Cy", "Zed"]


async def test_the_mouse_reaches_cells() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TABLE)
        line = next(at for at, text in enumerate(lines_of(grid)) if "Ben" in text)
        await pilot.click(type(grid), offset=(3, line), times=2)
        await type_text(pilot, "!", "escape")
        assert app.rows(TABLE)[1]["who"] == "Ben!"


async def test_a_pasted_line_goes_into_the_cell_and_lines_make_rows() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e")
        app.grid(TABLE).post_message(events.Paste("belle\n"))
        await pilot.press("escape")
        assert app.rows(TABLE)[0]["who"] == "Anabelle"
        app.grid(TABLE).post_message(events.Paste("Cy\tDeputy\tnew\tone\nDee\n"))
        await pilot.pause()
        assert app.rows(TABLE)[1:3] == [
            {"who": "Cy", "role": "Deputy", "n": "new one"},
            {"who": "Dee"},
        ]


async def test_lines_pasted_into_a_cell_that_has_text_go_into_it() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e")
        app.grid(TABLE).post_message(events.Paste("belle\n and\tBo\n\n"))
        await pilot.press("escape")
        assert app.rows(TABLE)[0]["who"] == "Anabelle and Bo"
        assert len(app.rows(TABLE)) == len(PEOPLE)
        await pilot.press("a")
        app.grid(TABLE).post_message(events.Paste("Cy\nDee\n"))
        await pilot.pause()
        assert [one["who"] for one in app.rows(TABLE)[1:3]] == ["Cy", "Dee"]


async def test_leaving_with_the_focus_keeps_what_was_typed() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e", "q")
        app.set_focus(None)
        await pilot.pause()
        assert app.rows(TABLE)[0]["who"] == "Anaq"
        assert app.grid(TABLE).cell.line is None


async def test_a_narrow_screen_shows_every_column() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.pause()
        assert lines_of(app.grid(TABLE))[0].split() == ["Who", "Role", "Note"]
        assert all(len(text) <= 40 for text in lines_of(app.grid(TABLE)))


async def test_commands_of_others_are_passed_on() -> None:
    from tests.tui.rows_app import TIMELINE

    app = RowsApp(TIMELINE, answers={TIMELINE.path: (row(time="10:00", event="x"),)}, alone=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "i")
        assert app.commands == ["import-events"]


async def test_a_row_just_begun_outlives_an_undo_elsewhere() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.edit(TABLE.path, PEOPLE[:1], label="delete row")
        await pilot.pause()
        await pilot.press("a")
        app.session.undo()
        await pilot.pause()
        await type_text(pilot, "Cy", "escape")
        assert sorted(cells["who"] for cells in app.rows(TABLE)) == ["Ana", "Ben", "Cy"]


async def test_a_cell_left_and_entered_again_is_two_steps(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAUSE", 600.0)
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e", "x", "escape", "e", "y", "escape")
        assert app.rows(TABLE)[0]["who"] == "Anaxy"
        await pilot.press("u")
        assert app.rows(TABLE)[0]["who"] == "Anax"
