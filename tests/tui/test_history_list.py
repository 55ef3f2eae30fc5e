"""Undo by words, redo after looking around, and the list that leads to every branch."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import editing
from textual.widgets import OptionList

from hotwash.tui.screens.history import HistoryList

PROSE = ("root_cause", "what_happened")
START = """\
title = "t"
[incident_details]
date = 2026-11-20
[[timeline]]
time = "10:00"
event = "alert"
"""


async def test_the_list_leads_to_a_branch_that_was_left(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*PROSE)
        await editor.type("pool was full")
        await editor.press("ctrl+z")
        assert editor.document.text(PROSE) == "pool was "
        await editor.type("empty")
        await editor.press("f6", "u")
        assert isinstance(editor.app.screen, HistoryList)
        listing = editor.app.screen.query_one(OptionList)
        prompts = [str(listing.get_option_at_index(at).prompt) for at in range(5)]
        assert [prompt[0] for prompt in prompts] == ["●", "┆", " ", " ", " "]
        assert "empty" in prompts[0] and "full" in prompts[1] and "What Happened" in prompts[1]
        await editor.press("down", "enter")
        assert editor.document.text(PROSE) == "pool was full"
        await editor.press("ctrl+z", "ctrl+y")
        assert editor.document.text(PROSE) == "pool was full"


async def test_redo_survives_looking_around(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("incident_details", "date")
        await editor.press("end", "backspace", "backspace")
        await editor.type("5 Nov 2026")
        await editor.go(*PROSE)
        await editor.type("pool was")
        before = editor.document.answers
        await editor.go("timeline")
        await editor.press("up", "e", "end", "s", "escape")
        after = editor.document.answers
        await editor.press("u")
        assert editor.document.answers == before
        for _ in range(3):
            await editor.press("ctrl+z")
        # Through every kind of field, in and out of a cell and over every tab.
        await editor.press("home", "end", "down", "tab", "f4", "f4")
        await editor.go("timeline")
        await editor.press("up", "e", "right", "escape")
        for _ in editor.screen.forms.sections:
            await editor.press("f4")
        for _ in range(4):
            await editor.press("ctrl+y")
        assert editor.document.answers == after
