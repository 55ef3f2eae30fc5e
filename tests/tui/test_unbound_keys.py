"""Keys that nothing is bound to, and a window that loses the focus, in the real app."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing
from tests.whole_program import document
from textual import events

from hotwash.postmortem.document import Row
from hotwash.tui.unbound_keys import SAME, character_of, meaning

TASKS = ("actions",)


class TestMeaning:
    @pytest.mark.parametrize(
        ("key", "in_text", "in_cell"),
        [
            ("a", ("a",), ("a",)),
            ("ctrl+s", ("ctrl+s",), ("ctrl+s",)),
            ("alt+d", (), ("escape", "d")),
            ("alt+shift+d", (), ("escape", "shift+d")),
            ("alt+1", (), ("escape", "1")),
            ("alt+slash", (), ("escape", "slash")),
            ("alt+space", (), ("escape", "space")),
            ("alt+ф", (), ("escape", "ф")),
            ("alt+enter", ("enter",), ("escape", "enter")),
            ("alt+f2", ("f2",), ("escape", "f2")),
            ("alt+ctrl+s", ("ctrl+s",), ("escape", "ctrl+s")),
            ("shift+enter", ("enter",), ("enter",)),
            ("ctrl+enter", ("enter",), ("enter",)),
            ("shift+backspace", ("backspace",), ("backspace",)),
            ("ctrl+j", ("enter",), ("enter",)),
        ],
    )
    def test_by_place(self, key: str, in_text: tuple[str, ...], in_cell: tuple[str, ...]) -> None:
        assert meaning(key, lambda _: False, escape_leaves=False) == in_text
        assert meaning(key, lambda _: False, escape_leaves=True) == in_cell

    @pytest.mark.parametrize("key", ["alt+d", "alt+up", *SAME])
    def test_a_key_that_is_bound_is_itself(self, key: str) -> None:
        assert meaning(key, key.__eq__, escape_leaves=True) == (key,)

    def test_words_are_stepped_over_where_that_is_done(self) -> None:
        assert meaning("alt+f", "ctrl+right".__eq__, escape_leaves=True) == ("ctrl+right",)
        assert meaning("alt+f", lambda _: False, escape_leaves=True) == ("escape", "f")

    def test_every_key_comes_to_an_end(self) -> None:
        assert not SAME.keys() & set(SAME.values())

    def test_characters(self) -> None:
        assert character_of("shift+a") == ("A", "A")
        assert character_of("slash") == ("slash", "/")
        assert character_of("space") == ("space", " ")
        assert character_of("f2") == ("f2", None)


async def send(editor: Editor, *messages: events.Event) -> None:
    """Send events as the driver does."""
    for message in messages:
        driver = editor.app._driver
        assert driver is not None
        driver.send_message(message)
        await editor.pilot.pause()


async def test_in_a_text_alt_and_a_letter_types_nothing(tmp_path: Path) -> None:
    async with editing(tmp_path / "o.toml", document()) as editor:
        await editor.go("story")
        await editor.type("ab")
        for key in ("alt+d", "alt+1", "alt+shift+x", "alt+space"):
            await send(editor, events.Key(key, None))
        await send(editor, events.Key("shift+enter", None))
        await editor.type("c")
        assert editor.document.text(("story",)) == "ab\nc"


async def test_in_a_cell_it_is_escape_and_the_letter(tmp_path: Path) -> None:
    async with editing(tmp_path / "o.toml", document()) as editor:
        await editor.go("actions")
        await editor.press("a")
        await editor.type("one")
        await send(editor, events.Key("alt+a", None))
        await editor.type("two")
        await send(editor, events.Key("alt+left", None))  # a word to the left
        await editor.type("x")
        assert editor.document.rows(TASKS) == (Row({"task": "one"}), Row({"task": "xtwo"}))
        await send(editor, events.Key("alt+up", None))  # Escape and Up: no row moves
        assert [row["task"] for row in editor.document.rows(TASKS)] == ["one", "xtwo"]
        await send(editor, events.Key("alt+down", None))  # no cell is open: the row moves
        assert [row["task"] for row in editor.document.rows(TASKS)] == ["xtwo", "one"]


async def test_in_a_dialog_it_leaves_it(tmp_path: Path) -> None:
    async with editing(tmp_path / "o.toml", document()) as editor:
        await editor.go("story")
        await editor.press("ctrl+p")
        await editor.type("them")
        await send(editor, events.Key("alt+x", None))
        await editor.until(lambda: editor.document.text(("story",)) == "x")
        assert editor.app.screen is editor.screen


async def test_a_window_without_the_focus_keeps_the_cell_open(tmp_path: Path) -> None:
    async with editing(tmp_path / "o.toml", document()) as editor:
        await editor.go("actions")
        await editor.press("a")
        await editor.type("one")
        await editor.press("left")
        focused = editor.app.focused
        await send(editor, events.AppBlur())
        assert editor.app.focused is focused
        await send(editor, events.AppFocus())
        await editor.type("x")
        assert [row["task"] for row in editor.document.rows(TASKS)] == ["onxe"]
