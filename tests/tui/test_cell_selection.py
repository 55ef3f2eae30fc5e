"""What is selected in a cell and in the timeline's entry line: shown, copied, cut, typed over."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from tests.tui.rows_app import TABLE, TIMELINE, RowsApp, row, type_text
from tests.tui.test_grid_cells import PEOPLE, table_app
from textual import events
from textual.pilot import Pilot

from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.drawing import restyled
from hotwash.tui.widgets.entry_line import EntryLine
from hotwash.tui.widgets.line_editor import LineEditor


def pressed(line: LineEditor, *keys: str) -> LineEditor:
    for key in keys:
        line.press(key, key if len(key) == 1 else None)
    return line


class TestLine:
    @pytest.mark.parametrize(
        ("keys", "selected"),
        [
            (("shift+left", "shift+left"), "wo"),
            (("shift+home",), "one two"),
            (("home", "shift+right"), "o"),
            (("ctrl+shift+left",), "two"),
            (("home", "ctrl+shift+right"), "one"),
            (("home", "shift+end"), "one two"),
            (("shift+left", "shift+right"), ""),
            (("shift+left", "home"), ""),
        ],
    )
    def test_shift_and_a_move_select(self, keys: tuple[str, ...], selected: str) -> None:
        assert pressed(LineEditor("one two", selects=True), *keys).selected == selected

    @pytest.mark.parametrize(
        ("keys", "text", "caret"),
        [
            (("X",), "one X", 5),
            (("backspace",), "one ", 4),
            (("delete",), "one ", 4),
            (("left",), "one two", 4),
            (("right",), "one two", 7),
            (("right", "X"), "one twoX", 8),
        ],
    )
    def test_what_a_key_does_with_it(self, keys: tuple[str, ...], text: str, caret: int) -> None:
        line = pressed(LineEditor("one two", selects=True), "ctrl+shift+left", *keys)
        assert (line.text, line.caret, line.selected) == (text, caret, "")

    def test_a_line_that_does_not_show_it_selects_nothing(self) -> None:
        line = LineEditor("one")
        assert not line.press("shift+left") and not line.uses_key("shift+left")
        assert (line.caret, line.selected) == (3, "")


def test_a_part_of_segments_gets_a_style() -> None:
    bold, red = Style(bold=True), Style(color="red")
    marked = restyled([Segment("ab", bold), Segment("cd")], 1, 3, red)
    assert marked == [Segment("a", bold), Segment("b", bold + red), Segment("c", red), Segment("d")]


async def test_copy_cut_and_paste_in_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    app = table_app(*PEOPLE)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TABLE)
        await pilot.press("left", "e")
        await pilot.press("ctrl+x")
        assert (copied, grid.cell.text, grid.cell.line is not None) == ([], "Ana", True)
        await pilot.press("shift+left", "shift+left")
        marked = [piece.text for line in _lines(grid) for piece in line if _has(grid, piece)]
        assert marked == ["a"]  # and the letter under the caret
        await pilot.press("ctrl+c")
        assert (copied, grid.cell.text, grid.cell.line is not None) == (["na"], "Ana", True)
        await pilot.press("ctrl+x")
        assert (copied, grid.cell.text) == (["na", "na"], "A")
        app._clipboard = "nn\nette"
        await pilot.press("ctrl+v")
        assert grid.cell.text == "Ann ette"
        await pilot.press("ctrl+c")
        assert grid.cell.line is None
        assert app.rows(TABLE)[0]["who"] == "Ann ette"


async def test_a_paste_replaces_what_is_selected() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "e", "shift+home")
        app.grid(TABLE).post_message(events.Paste("Bea"))
        await type_text(pilot, "!", "escape")
        assert app.rows(TABLE)[0]["who"] == "Bea!"


async def test_shift_up_and_down_select_text_in_a_cell_and_no_rows() -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(50, 24)) as pilot:
        grid = app.grid(TABLE)
        await pilot.press("right", "right", "e")
        text = grid.cell.text
        await pilot.press("shift+up")
        assert grid.cell.line is not None
        one_line = grid.cell.line.selected
        assert one_line and text.endswith(one_line) and one_line != text
        await pilot.press(*["shift+up"] * 4)
        assert grid.cell.line.selected == text
        await pilot.press("shift+down", "shift+down", "shift+down", "shift+down")
        assert grid.cell.line.selected == ""
        assert not grid.selection


@pytest.mark.parametrize("key", ["insert", "alt+up", "alt+down", "shift+up", "shift+down"])
async def test_keys_of_rows_rest_while_a_cell_or_the_filter_is_typed_into(key: str) -> None:
    app = table_app(*PEOPLE)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TABLE)
        await pilot.press("down", "left", "e", key, "escape")
        await pilot.press("slash", "n", key)
        assert [cells["who"] for cells in app.rows(TABLE)] == ["Ana", "Ben"]
        assert not grid.selection and app.changes == []


async def _opened(pilot: Pilot[None], grid: Grid) -> int:
    """Open the third cell of the first row; the column of the screen at which its text begins."""
    await pilot.press("right", "right", "e")
    picture = grid.drawing.picture(0)
    assert picture.caret is not None
    return grid.table_layout.painter.box(picture.caret, "one two three")[0]


async def test_the_mouse_selects_in_an_open_cell() -> None:
    app = table_app(row(who="Ana", role="Lead", n="one two three"), PEOPLE[1])
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TABLE)
        x, y = await _opened(pilot, grid), 1
        await pilot.click(grid, offset=(x + 5, y), times=2)
        assert grid.cell.line is not None and grid.cell.line.selected == "two"
        await pilot.click(grid, offset=(x + 5, y), times=3)
        assert grid.cell.line.selected == "one two three"
        await pilot.click(grid, offset=(x + 1, y))
        assert (grid.cell.line.selected, grid.cell.line.caret) == ("", 1)
        await pilot.mouse_down(grid, offset=(x + 4, y))
        await pilot.hover(grid, offset=(x + 7, y))
        await pilot.mouse_up(grid, offset=(x + 7, y))
        assert grid.cell.line.selected == "two"
        await pilot.press("X", "escape")
        assert app.rows(TABLE)[0]["n"] == "one X three"
        assert app.mouse_captured is None


async def test_drawn_over_the_edge_of_the_cell_it_stays_open() -> None:
    app = table_app(row(who="Ana", role="Lead", n="one two three"), PEOPLE[1])
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TABLE)
        x = await _opened(pilot, grid)
        await pilot.mouse_down(grid, offset=(x + 3, 1))
        await pilot.hover(grid, offset=(2, 2))
        await pilot._post_mouse_events([events.MouseUp, events.Click], grid, (2, 2), button=1)
        assert grid.cell.line is not None and grid.cell.line.selected == "one"


async def test_the_mouse_selects_in_the_entry_line() -> None:
    app = RowsApp(TIMELINE)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.screen.query_one(EntryLine)
        await type_text(pilot, "10:15 pool was full")
        await pilot.click(line, offset=(3 + 8, 0), times=2)
        assert line.editor.selected == "pool"
        await pilot.mouse_down(line, offset=(3, 0))
        await pilot.hover(line, offset=(3 + 5, 0))
        await pilot.mouse_up(line, offset=(3 + 5, 0))
        assert line.editor.selected == "10:15"
        await pilot.click(line, offset=(3 + 8, 0), times=3)
        assert line.editor.selected == "10:15 pool was full"
        await pilot.click(line, offset=(3 + 2, 0))
        assert (line.editor.selected, line.editor.caret) == ("", 2)


def _lines(grid: Any) -> list[list[Segment]]:
    return [list(grid.render_line(y)) for y in range(grid.size.height)]


def _has(grid: Any, piece: Segment) -> bool:
    selected = grid.drawing.look("selected")
    return piece.style is not None and piece.style.bgcolor == selected.bgcolor
