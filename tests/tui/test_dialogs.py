"""The boxes over the editor: what they say is read whole, and they all look alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.editor import editing
from textual.widgets import OptionList, Static

from hotwash.tui.screens.dialogs import AskLine, Choice, Choose, Dialog
from hotwash.tui.screens.help import help_screen
from hotwash.tui.screens.review import Review


@pytest.mark.parametrize("make", [lambda title: Choose(title, [Choice("a", "A")]), AskLine])
async def test_a_title_too_long_for_the_border_is_read_whole_in_the_box(
    tmp_path: Path, make: Callable[[str], Dialog[str]]
) -> None:
    title = "How many of the customers of the region were affected, row 12, Event: changed here"
    async with editing(tmp_path / "pm.toml", size=(60, 20)) as editor:
        editor.app.push_screen(make(title))
        await editor.pilot.pause()
        text = " ".join(str(one.render()) for one in editor.app.screen.query(Static))
        assert title in text


async def test_help_is_indented_where_it_wraps(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", size=(60, 20)) as editor:
        editor.app.push_screen(help_screen(editor.app.keymap, None))
        await editor.pilot.pause()
        lines = list(editor.app.screen.query(".body Static"))
        long = [line for line in lines if "postmortems of this folder" in str(line.render())]
        assert long[0].region.height > 1
        assert long[0].content_region.x > lines[0].content_region.x


async def test_good_news_take_no_more_room_than_they_need(tmp_path: Path) -> None:
    text = 'template = "one-page"\n'
    async with editing(tmp_path / "pm.toml", text) as editor:
        found = Review(editor.document)
        found._findings = ()
        editor.app.push_screen(found)
        await editor.pilot.pause()
        assert found.query_one(".box").region.height == 3
        assert not found.query(OptionList)


@pytest.mark.parametrize("keys", [("ctrl+p",), ("f6", "t")])
async def test_the_palette_is_a_box_that_says_how_it_is_left(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        await editor.press(*keys)
        box = editor.app.screen.query_one("#--container")
        await editor.until(lambda: box.region.width > 0)
        assert box.region.width < 80
        assert "Esc" in str(box.border_subtitle)
