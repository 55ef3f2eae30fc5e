"""The theme that was chosen is there again the next time."""

from __future__ import annotations

from pathlib import Path

from hotwash.storage import themes
from hotwash.storage.settings import Settings
from hotwash.tui.app import HotwashApp


async def theme_after(settings: Settings | None = None, choose: str = "") -> str:
    """The theme of a program that begins, in which another one may then be chosen."""
    app = HotwashApp(settings)
    async with app.run_test() as pilot:
        begun = app.theme
        if choose:
            app.theme = choose
            await pilot.pause()
        return begun


async def test_a_chosen_theme_is_remembered(tmp_path: Path) -> None:
    first = await theme_after(choose="nord")
    assert first != "nord"
    assert themes.remembered() == "nord"
    assert await theme_after() == "nord"
    assert await theme_after(Settings(theme="gruvbox")) == "gruvbox"
    themes.remember("no such theme")
    assert await theme_after() == first
