"""What the editor tells of changes, saves and its edges, and what it does where it is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import editing

from hotwash.tui.widgets.tabs import TabBar
from hotwash.tui.widgets.timeline import TimelineField
from hotwash.tui.widgets.title import TitleBar

START = """template = "standard"
title = "Outage"

[incident_details]
severity = "P1"

[[timeline]]
time = "10:15"
event = "First alert"

[[timeline]]
event = "no time yet"
"""


async def test_a_change_from_outside_is_told_by_the_names_of_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "pm.toml"
    async with editing(path, START) as editor:
        text = START.replace('"Outage"', '"Outage in the EU"').replace("P1", "P2")
        text = text.replace("First", "The first")
        path.write_text(text + '[root_cause]\nwhat_happened = "x"\n')
        await editor.until(lambda: "another program" in editor.screen.status.words)
        assert "Title, Severity, Timeline and 1 more were changed" in editor.screen.status.words
        await editor.type("x")
        assert "another program" in editor.screen.status.words


async def test_the_time_of_a_save_is_told_once_there_was_one(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        title = editor.screen.query_one(TitleBar)
        assert title.saved == "pm.toml"
        await editor.press("ctrl+s")
        await editor.until(lambda: "Nothing to save" in editor.screen.status.words)
        assert title.saved == "pm.toml"
        await editor.type("x")
        await editor.until(lambda: title.saved.startswith("saved "))


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_after_the_last_field_come_the_tabs(tmp_path: Path, key: str) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        last = len(editor.screen.forms.sections) - 1
        editor.screen.forms.show_tab(last)
        await editor.screen.arrived()
        await editor.press("ctrl+end", key)
        assert editor.screen.forms.tab_index == last
        assert isinstance(editor.app.focused, TabBar)
        assert "last field" in editor.screen.status.words


async def test_what_is_typed_into_the_cell_of_a_time_becomes_what_was_said(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline")
        field = editor.screen.query_one(TimelineField)
        await editor.press("up", "a")
        await editor.type("1130 over")
        await editor.until(lambda: "→ 11:30" in field.note.text and "beside" in field.note.text)
        await editor.press("escape")
        assert editor.document.rows(("timeline",))[-1].cells == {"time": "11:30", "event": "over"}
        await editor.press("left", "e")
        await editor.type(" again")
        await editor.until(lambda: "kept as it is" in field.note.text)


async def test_undo_names_what_was_done_to_a_row(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline")
        await editor.press("up", "e", "ctrl+u")
        await editor.type("written anew")
        await editor.press("escape", "u")
        assert "Undone: edit event" in editor.screen.status.words
        await editor.press("a")
        await editor.type("1130")
        await editor.press("enter")
        await editor.type("over")
        await editor.press("escape", "ctrl+z")
        assert editor.screen.status.words.startswith("Undone: edit event")
        await editor.press("ctrl+z")
        assert editor.screen.status.words.startswith("Undone: add row")
