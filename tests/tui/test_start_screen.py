"""The start screen: what was open lately, by its title, and what begins here."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList, Static

from hotwash.storage import catalog
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens.start import StartScreen
from hotwash.tui.widgets.answer_line import AnswerLine


def listed(app: HotwashApp) -> list[str]:
    """The lines of the list."""
    listing = app.screen.query_one(OptionList)
    return [str(option.prompt) for option in listing.options]


async def test_recent_files_are_told_by_title_date_and_name(tmp_path: Path) -> None:
    path = tmp_path / "a" / "pm.toml"
    path.parent.mkdir()
    text = 'template = "standard"\ntitle = "DNS down"\n[incident_details]\ndate = 2026-11-20\n'
    path.write_text(text)
    catalog.remember(str(path))
    app = HotwashApp(folder=str(tmp_path / "a"))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        lines = [line for line in listed(app) if "DNS down" in line]
        assert len(lines) == 2  # among the recent ones, and in this folder
        assert all("2026-11-20  pm.toml" in line for line in lines)


async def test_a_path_that_cannot_be_opened_stays_in_its_line_with_the_reason(
    tmp_path: Path,
) -> None:
    (tmp_path / "bad.toml").write_text("= broken")
    app = HotwashApp(folder=str(tmp_path))
    async with app.run_test() as pilot:
        await pilot.press("o")
        await pilot.press(*"bad", "full_stop", *"toml", "enter")
        await pilot.pause()
        assert "bad.toml" in str(app.screen.query_one(".problem", Static).content)
        await pilot.press(*"qn")  # letters that quit and begin a postmortem in the list behind
        await pilot.pause()
        assert app.screen.query_one(AnswerLine).value == "bad.tomlqn"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
