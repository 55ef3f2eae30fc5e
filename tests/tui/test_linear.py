"""With `linear` no lines are drawn around anything; titles and ways out stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.storage.settings import Settings

START = """\
template = "standard"
title = "Outage"

[incident_details]
date = 2026-11-20

[[timeline]]
time = "10:15"
event = "First alert"
"""
DRAWN = set("─│━┃╭╮╰╯┌┐└┘")
PLACES = [
    pytest.param(("f6",), "Go to …", "Esc: cancel", id="menu"),
    pytest.param(("f1",), "Help", "Esc: close", id="help"),
    pytest.param(("ctrl+f",), "Find", "Esc: close", id="find"),
    pytest.param(("ctrl+p",), "Save now", "", id="palette"),
    pytest.param(("f6", "r"), "Review", "Esc: close", id="review"),
    pytest.param(("f6", "u"), "History", "Esc: close", id="history"),
    pytest.param(("f4", "f6", "i"), "Import", "leaves", id="import"),
    pytest.param((), "Incident Details", "", id="form"),
]


def shown(editor: Editor) -> str:
    """What is on the screen."""
    strips = editor.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@pytest.mark.parametrize(("keys", "title", "ways"), PLACES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (80, 12)])
async def test_no_lines_are_drawn_and_the_titles_stay(
    tmp_path: Path, keys: tuple[str, ...], title: str, ways: str, size: tuple[int, int]
) -> None:
    settings = Settings(linear=True)
    async with editing(tmp_path / "a.toml", START, size=size, settings=settings) as editor:
        for key in keys:
            await editor.press(key)
        await editor.until(lambda: title in shown(editor))
        await editor.pilot.pause()
        # The preview, which is there from 110 columns, has the rule under the head of a table.
        drawn = DRAWN - {"─"} if size[0] >= 110 else DRAWN
        assert not drawn & set(shown(editor)), shown(editor)
        assert size[1] < 16 or ways in shown(editor)


async def test_without_the_setting_they_are_drawn(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", START, size=(120, 40)) as editor:
        await editor.press("f6")
        await editor.until(lambda: "Go to …" in shown(editor))
        assert {"─", "│", "╭", "━"} <= set(shown(editor))
