"""Keys that come in a burst, as over a slow line, do what they do one by one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.tui.editor import editing
from textual import events

from hotwash.editing import history

IMPACT = ("incident_details", "impact")
DETECTION = ("incident_details", "detection_method")


async def test_lines_in_one_burst_are_rows_of_their_own(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml") as editor:
        await editor.go("timeline")
        for line in ("1015 alert", "+5 team", "1000 normal"):
            for char in line:
                editor.app.post_message(events.Key(char, char))
            editor.app.post_message(events.Key("enter", "\r"))
        await editor.until(lambda: len(editor.document.rows(("timeline",))) == 3)
        rows = editor.document.rows(("timeline",))
        assert [(row["time"], row["event"]) for row in rows] == [
            ("10:00", "normal"),
            ("10:15", "alert"),
            ("10:20", "team"),
        ]
        assert editor.screen.session.held == {}


async def test_a_line_that_was_not_entered_is_in_the_draft(tmp_path: Path, home: Path) -> None:
    async with editing(tmp_path / "outage.toml") as editor:
        await editor.go("timeline")
        await editor.type("1015 Fir")
        assert editor.screen.opened.flush()
        drafts = list(home.rglob("*.draft"))
        assert any("1015 Fir" in path.read_text() for path in drafts)
        await editor.press("enter")
        await editor.until(lambda: not any(os.path.exists(path) for path in drafts))


async def test_a_field_left_and_entered_again_is_another_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAUSE", 600.0)
    async with editing(tmp_path / "outage.toml") as editor:
        await editor.go(*IMPACT)
        await editor.type("a")
        await editor.go(*DETECTION)
        await editor.go(*IMPACT)
        await editor.type("b")
        assert editor.document.text(IMPACT) == "ab"
        await editor.press("ctrl+z")
        await editor.until(lambda: editor.document.text(IMPACT) == "a")
