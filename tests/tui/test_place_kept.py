"""A document opens where it was left: tab, field, row, caret."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.editing import new
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens.start import StartScreen
from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.list_field import ListField
from hotwash.tui.widgets.text import TextField

WHAT = ("root_cause", "what_happened")
WHY = ("root_cause", "why_it_happened")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    path = tmp_path / "outage.toml"
    path.write_bytes(Path(new.example()).read_bytes())
    return path


async def leave(editor: Editor) -> None:
    """Quit."""
    await editor.press("ctrl+q")
    await editor.until(lambda: editor.app._exit)


async def opened(editor: Editor) -> None:
    """Wait until the first screen has the cursor."""
    await editor.screen.arrived()
    await editor.pilot.pause()


async def test_a_caret_in_a_text(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*WHAT)
        await editor.press("home", "down", "down", "right", "right")
        field = editor.app.focused
        assert isinstance(field, TextField)
        caret = field.cursor_location
        await leave(editor)
    async with editing(example) as editor:
        await opened(editor)
        field = editor.app.focused
        assert isinstance(field, TextField)
        assert (field.field.path, field.cursor_location) == (WHAT, caret)
        assert editor.screen.forms.tab_index == 2


async def test_the_words_that_were_at_the_caret_where_others_came_before(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*WHY)
        await editor.press("down", "end")
        field = editor.app.focused
        assert isinstance(field, ListField)
        words = field.document.get_line(field.cursor_location[0])
        await leave(editor)
    text = example.read_text().replace("why_it_happened = [", 'why_it_happened = ["A new one", ')
    async with editing(example, text) as editor:
        await opened(editor)
        field = editor.app.focused
        assert isinstance(field, ListField)
        line, column = field.cursor_location
        assert field.document.get_line(line) == words
        assert column == len(words)


async def test_a_row_and_its_cell(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("up", "up", "up", "left")
        table = editor.app.focused
        assert isinstance(table, Grid)
        spot = table.spot
        assert spot.column == "time"
        await leave(editor)
    async with editing(example) as editor:
        await opened(editor)
        table = editor.app.focused
        assert isinstance(table, Grid)
        assert table.spot == spot


async def test_the_line_below_the_timeline(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await leave(editor)
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.tab_index == 1
        await editor.type("0959 new")
        await editor.press("enter")
        assert any(row["event"] == "new" for row in editor.document.rows(("timeline",)))


async def test_a_field_that_is_gone_leaves_its_tab(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*WHAT)
        await leave(editor)
    from hotwash.editing.places import CursorPlace, keep

    keep(str(example), CursorPlace("root_cause", ("root_cause", "no_such")))
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.tab_index == 2
    keep(str(example), CursorPlace("no_such", ("no_such",)))
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.tab_index == 0


async def test_it_is_kept_when_another_is_opened_and_on_a_signal(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*WHAT)
        await editor.press("f6", "h")
        await editor.until(lambda: isinstance(editor.app.screen, StartScreen))
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.following == WHAT
        await editor.go(*WHY)
        assert isinstance(editor.app, HotwashApp)
        editor.app.no_more_keys()
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.following == WHY


async def test_only_the_tab_of_the_place_is_built(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*WHAT)
        await leave(editor)
    async with editing(example) as editor:
        await opened(editor)
        assert editor.screen.forms.built == (2,)
        await editor.press("f3", "f3")
        assert editor.screen.forms.tab_index == 0
