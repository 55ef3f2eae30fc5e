"""What is selected in a cell and in the timeline's entry line: shown, copied, cut, typed over."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from tests.tui.rows_app import TABLE, type_text
from tests.tui.test_grid_cells import PEOPLE, table_app
from textual import events

from hotwash.tui.widgets.drawing import restyled
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


def _lines(grid: Any) -> list[list[Segment]]:
    return [list(grid.render_line(y)) for y in range(grid.size.height)]


def _has(grid: Any, piece: Segment) -> bool:
    selected = grid.drawing.look("selected")
    return piece.style is not None and piece.style.bgcolor == selected.bgcolor
