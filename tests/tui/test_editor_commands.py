"""What the commands do on the screen, and that each of the registry does something somewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing
from textual import events
from textual.widget import Widget

from hotwash.editing import new
from hotwash.storage import catalog
from hotwash.tui.commands import COMMANDS
from hotwash.tui.screens.dialogs import AskLine, Choose, ReadText
from hotwash.tui.screens.review import Review
from hotwash.tui.screens.start import StartScreen
from hotwash.tui.widgets.preview import Preview
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.tabs import TabBar
from hotwash.tui.widgets.timeline import TimelineField

SEVERITY = ("incident_details", "severity")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    path = tmp_path / "outage.toml"
    path.write_bytes(Path(new.example()).read_bytes())
    return path


async def open_menu(editor: Editor, letter: str) -> None:
    """F6 and a letter."""
    await editor.press("f6")
    await editor.until(lambda: isinstance(editor.app.screen, Choose))
    await editor.press(letter)


async def test_every_command_of_the_registry_does_something(example: Path) -> None:
    async with editing(example) as editor:
        undone = []
        for place in (SEVERITY, ("timeline",), ("action_items", "immediate")):
            await editor.go(*place)
            undone.append({c.id for c in COMMANDS if not editor.app.can_run(c.id)})
        assert set.intersection(*undone) == set()


async def test_what_does_nothing_here_is_in_the_menu_and_says_where_it_does(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go(*SEVERITY)
        await open_menu(editor, "z")
        await editor.until(lambda: not isinstance(editor.app.screen, Choose))
        assert (
            "“Show another time zone” works in the timeline"
            in editor.screen.query_one(StatusBar).words
        )


async def test_tabs_by_key_menu_and_bar(example: Path) -> None:
    async with editing(example) as editor:
        await editor.press("f4", "f4")
        assert editor.screen.forms.tab_index == 2
        await editor.press("f3")
        assert editor.screen.forms.tab_index == 1
        await open_menu(editor, "7")
        assert editor.screen.forms.tab_index == 6
        await open_menu(editor, "a")
        assert editor.screen.forms.tab_index == 10
        editor.screen.query_one(TabBar).focus()
        await editor.press("right")
        assert editor.screen.forms.tab_index == 0


async def test_at_80_columns_the_active_tab_can_be_read(example: Path) -> None:
    async with editing(example) as editor:
        for _ in editor.screen.forms.sections:
            bar = editor.screen.query_one(TabBar)
            shown = str(bar.render())
            number = editor.screen.forms.tab_index + 1
            assert f" {number} " in shown
            await editor.press("f4")


async def test_next_unanswered_leads_to_what_is_missing(example: Path) -> None:
    text = example.read_text().replace('severity = "P1"\n', "")
    async with editing(example, text) as editor:
        assert "1 thing left" in editor.screen.query_one(StatusBar).words
        await editor.press("ctrl+n")
        await editor.until(lambda: editor.screen.forms.following == SEVERITY)
        await editor.press("2")
        assert editor.document.text(SEVERITY) == "P2"


async def test_review_lists_and_leads(example: Path) -> None:
    text = example.read_text().replace("date = 2026-11-18", 'date = "next Tuesday"')
    async with editing(example, text) as editor:
        await editor.press("f4")
        await open_menu(editor, "r")
        await editor.until(lambda: isinstance(editor.app.screen, Review))
        await editor.press("enter")
        await editor.until(lambda: editor.screen.forms.following == ("incident_details", "date"))


async def test_the_preview_cycles(example: Path) -> None:
    async with editing(example, size=(120, 40)) as editor:
        preview = editor.screen.query_one(Preview)
        modes = []
        for _ in range(4):
            modes.append((editor.screen.panes.mode, bool(preview.display), preview.source))
            await editor.press("f7")
        assert modes == [
            ("beside", True, False),
            ("full", True, False),
            ("source", True, True),
            ("off", False, False),
        ]


async def test_the_preview_is_off_at_80_columns_until_asked_for(example: Path) -> None:
    async with editing(example) as editor:
        preview = editor.screen.query_one(Preview)
        assert not preview.display
        await editor.press("f7")
        assert preview.display
        assert not editor.screen.query_one("#forms").display


async def test_help_explains_the_field_in_hand(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("f1")
        assert isinstance(editor.app.screen, ReadText)
        await editor.press("escape")
        assert not isinstance(editor.app.screen, ReadText)


async def test_commands_do_not_reach_behind_a_dialog(example: Path) -> None:
    async with editing(example) as editor:
        await editor.press("f6")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("f4", "f8", "f5")
        assert editor.screen.forms.tab_index == 0
        await editor.press("escape")
        assert editor.document.answers


async def test_the_start_screen_and_back(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("incident_details", "impact")
        await editor.type("X")
        await open_menu(editor, "h")
        await editor.until(lambda: isinstance(editor.app.screen, StartScreen))
        assert "lostX" in example.read_text()
        assert catalog.recent()[0] == str(example)
        await editor.press("n")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("enter")
        await editor.until(lambda: isinstance(editor.app.screen, AskLine))
        await editor.type("DNS down")
        await editor.press("enter")
        await editor.until(lambda: editor.app.opened is not None)
        assert editor.app.opened is not None
        created = Path(editor.app.opened.path)
        assert created.name.endswith("dns-down.toml")
        assert created.parent == example.parent


async def test_converting_writes_a_file_of_its_own(example: Path) -> None:
    before = example.read_bytes()
    async with editing(example) as editor:
        await open_menu(editor, "x")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("1")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("y")
        await editor.until(
            lambda: editor.app.opened is not None and editor.app.opened.path != str(example)
        )
        assert editor.app.opened is not None
        await editor.until(lambda: Path(str(editor.app.opened and editor.app.opened.path)).exists())
    assert example.read_bytes() == before


@pytest.mark.parametrize("size", [(1, 1), (59, 15), (60, 16), (500, 200)])
async def test_any_size_lives(example: Path, size: tuple[int, int]) -> None:
    async with editing(example, size=size) as editor:
        await editor.press("f4", "f4", "f6", "escape", "f7", "f7")
        assert editor.screen.size == size
        await editor.go("root_cause", "what_happened")
        await editor.type("still typed")
        await editor.press("f6", "escape")
        assert editor.document.text(("root_cause", "what_happened")).startswith("still typed")


async def test_tab_leads_from_the_last_field_to_the_next_tab(example: Path) -> None:
    """No key is typed into nowhere: the bar of tabs is not in the way."""
    async with editing(example) as editor:
        await editor.go("root_cause", "technical_details")
        await editor.press("tab")
        await editor.until(lambda: editor.screen.forms.tab_index == 3)
        await editor.until(lambda: (editor.screen.forms.following or ("",))[0] == "impact_analysis")
        await editor.type("9")
        path = editor.screen.forms.following
        assert path is not None
        assert "9" in editor.document.text(path)


async def test_undo_goes_to_what_it_undid(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("incident_details", "impact")
        await editor.type("X")
        await editor.press("f4", "f4")
        await editor.press("ctrl+z")
        await editor.until(lambda: editor.screen.forms.following == ("incident_details", "impact"))
        assert "Impact" in editor.screen.query_one(StatusBar).words


async def test_escape_leaves_the_full_preview(example: Path) -> None:
    async with editing(example) as editor:
        await editor.press("f7")
        assert not editor.screen.query_one("#forms").display
        await editor.press("escape")
        assert editor.screen.query_one("#forms").display


@pytest.mark.parametrize("where", [TabBar, Preview])
async def test_a_paste_that_nothing_takes_is_said(example: Path, where: type[Widget]) -> None:
    async with editing(example) as editor:
        before = editor.document
        if where is Preview:
            await editor.press("f7")
        editor.screen.query_one(where).focus()
        editor.app.post_message(events.Paste("three words pasted"))
        await editor.until(lambda: "Not pasted" in editor.screen.status.words)
        assert editor.document == before


async def test_a_paste_that_a_field_takes_is_not_said(example: Path) -> None:
    async with editing(example) as editor:
        for path in (SEVERITY, ("timeline",), ("incident_details", "impact")):
            await editor.go(*path)
            editor.app.post_message(events.Paste("P2"))
            await editor.pilot.pause()
            assert "Not pasted" not in editor.screen.status.words


async def test_the_menu_has_the_timeline_s_commands_first_where_they_act(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("up", "f6")
        menu = editor.app.screen
        assert isinstance(menu, Choose)
        places = len(editor.screen.forms.sections)
        first = [choice.value for choice in menu.choices[places : places + 7]]
        assert first[0] == "moment" and "other-day" in first


async def test_the_footer_tells_of_the_day_and_of_the_end_of_a_range(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("up")
        assert "+ Day" in str(editor.screen.status.render())
        await editor.press("v")
        await editor.until(lambda: "Esc End" in str(editor.screen.status.render()))


async def test_keys_wait_for_a_tab_that_is_slow_to_come(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a busy machine: what is typed on goes to the tab that was asked for."""
    on_mount = TimelineField.on_mount

    async def slowly(self: TimelineField) -> None:
        await asyncio.sleep(1.3)
        on_mount(self)

    async with editing(example) as editor:
        monkeypatch.setattr(TimelineField, "on_mount", slowly)
        for key in ("f6", "2", "up", "e", "Q"):
            editor.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await editor.until(
            lambda: editor.document.rows(("timeline",))[-1]["event"].endswith("Q"), seconds=20
        )
