"""Characters that Python calls unprintable are typed and pasted, kept, and shown safely."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.tui.editor import Editor, editing
from textual import events

from hotwash.tui.widgets.answer_line import AnswerLine

START = """\
title = "t"
[[timeline]]
time = "10:00"
event = "a"
[[action_items.immediate]]
task = "b"
"""
ODD = (
    "a\u3000b\u00a0c\u202fd\u00ad\u200be\u200e\u200f\u2060\u200c\u200d\ue0a0\U0010f8ffم\u200cن"
    "👨\u200d👩🇩🇪\U000e0041f"
)
FIELDS = {
    "line": ("incident_details", "impact"),
    "prose": ("root_cause", "what_happened"),
    "code": ("root_cause", "technical_details"),
    "list": ("root_cause", "why_it_happened"),
    "choice": ("impact_analysis", "technical_impact", "data_loss"),
}


async def type_text(editor: Editor, text: str) -> None:
    """Type each character as the key that Textual makes of it."""
    for char in text:
        editor.app.post_message(events.Key(char, char))
    await editor.app.keys_done()
    await editor.pilot.pause()


def shown(editor: Editor) -> str:
    """Everything that a widget with the cursor draws."""
    widget = editor.app.focused
    assert widget is not None
    return "".join(widget.render_line(y).text for y in range(widget.size.height))


async def to(editor: Editor, place: str) -> None:
    """Go where text is typed."""
    match place:
        case "entry":
            await editor.go("timeline")
            await type_text(editor, "1015 ")
        case "cell":
            await editor.go("action_items", "immediate")
            await editor.press("e", "end", "space")
        case _:
            await editor.go(*FIELDS[place])
            if place == "choice":
                await editor.press("enter")


def held(value: Any) -> str:
    """All texts in a TOML value, one after the other."""
    if isinstance(value, dict):
        return "\n".join(held(part) for part in value.values())
    return "\n".join(map(held, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("way", ["typed", "pasted"])
async def test_they_are_kept_in_every_place(tmp_path: Path, way: str) -> None:
    path = tmp_path / "outage.toml"
    places = (*FIELDS, "entry", "cell")
    async with editing(path, START) as editor:
        for place in places:
            await to(editor, place)
            if way == "typed":
                await type_text(editor, ODD)
            else:
                focused = editor.app.focused
                assert focused is not None
                focused.post_message(events.Paste(ODD))
                await editor.pilot.pause()
            text = shown(editor)
            assert not set(text) & set("\u200b\u200e\u200f\u2060\u00ad\U000e0041"), place
            assert "👨\u200d👩" in text, place
            await editor.press("enter" if place in ("entry", "cell") else "f2")
        await editor.press("f2", "ctrl+q")
    assert held(tomllib.loads(path.read_text())).count(ODD) == len(places)


async def test_a_filter_and_a_dialog_take_them(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("timeline")
        await editor.press("up", "slash")
        await type_text(editor, "\u3000\u200d")
        grid = editor.app.focused
        assert getattr(grid, "filter").text == "\u3000\u200d"  # noqa: B009
        await editor.press("escape", "i")
        line = editor.app.screen.query_one(AnswerLine)
        await type_text(editor, "x\u3000\u200d\u200b")
        assert line.value == "x\u3000\u200d\u200b"
        await editor.press("backspace", "left", "delete")
        assert line.value == "x\u3000"


async def test_a_flag_typed_before_another_stays_in_its_order(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("root_cause", "what_happened")
        await type_text(editor, "🇫🇷")
        await editor.press("home")
        await type_text(editor, "🇩🇪")
        assert editor.document.text(("root_cause", "what_happened")) == "🇩🇪🇫🇷"
        await editor.press("backspace")
        assert editor.document.text(("root_cause", "what_happened")) == "🇫🇷"


async def test_one_cluster_is_one_step_of_the_caret_and_of_a_selection(tmp_path: Path) -> None:
    prose = ("root_cause", "what_happened")
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*prose)
        await type_text(editor, "a👨\u200d👩\u200d👧e\u0301b")
        await editor.press("left", "left", "shift+left", "x")
        assert editor.document.text(prose) == "axe\u0301b"
        await editor.press("delete", "delete", "backspace")
        assert editor.document.text(prose) == "a"


async def test_ctrl_and_alt_with_a_letter_type_nothing(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("root_cause", "what_happened")
        for key in ("alt+d", "alt+1", "super+d"):
            editor.app.post_message(events.Key(key, key[-1]))
        await editor.app.keys_done()
        assert editor.document.answer(("root_cause", "what_happened")) is None
