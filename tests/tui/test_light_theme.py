"""The light theme: what is chosen in a list can be read, its key too."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from tests.tui.editor import Editor, editing
from textual.color import Color
from textual.widgets import OptionList

from hotwash.storage.settings import Settings

START = 'template = "standard"\n\n[[action_items.immediate]]\ntask = "One"\nowner = "Bo"\n'

READABLE = 0.3
"""Difference of brightness, from 0 to 1, that a text needs from its ground at the least."""


def contrasts(editor: Editor) -> list[tuple[str, float]]:
    """The words of the option under the cursor, each with how far it stands out."""
    listing = editor.app.screen.query_one(OptionList)
    assert listing.highlighted is not None
    found = []
    for segment in listing.render_line(listing.highlighted):
        style = segment.style
        if segment.text.strip() and style is not None and style.color and style.bgcolor:
            text, ground = (_colour(one) for one in (style.color, style.bgcolor))
            found.append((segment.text.strip(), abs(text.brightness - ground.brightness)))
    return found


def _colour(color: RichColor) -> Color:
    return Color.from_rich_color(color)


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark"])
@pytest.mark.parametrize("keys", [["f6"], ["s"]])
async def test_the_chosen_option_can_be_read(tmp_path: Path, theme: str, keys: list[str]) -> None:
    settings = Settings(theme=theme)
    async with editing(tmp_path / "a.toml", START, size=(120, 40), settings=settings) as editor:
        await editor.go("action_items", "immediate")
        await editor.press(*keys)
        await editor.until(lambda: bool(editor.app.screen.query(OptionList)))
        await editor.pilot.pause()
        found = contrasts(editor)
        assert len(found) >= 2
        assert all(ratio >= READABLE for _, ratio in found), found
