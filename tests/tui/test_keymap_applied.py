"""A person's keys and the palette, in a running app."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.command import CommandPalette
from textual.widgets import Static

from hotwash.tui.bindings import bindings, overrides
from hotwash.tui.commands import COMMANDS, KeyScope
from hotwash.tui.keymap import Keymap, apply
from hotwash.tui.palette import HotwashCommands


class Table(Static, can_focus=True):
    BINDINGS = bindings(KeyScope.TABLE, KeyScope.TIMELINE)


class Recorder(App[None]):
    """Remembers what its keys and its palette run."""

    BINDINGS = bindings(KeyScope.ANYWHERE, KeyScope.OUTSIDE_TEXT)
    COMMANDS = {HotwashCommands}
    COMMAND_PALETTE_BINDING = "f19"

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self.ran: list[str] = []
        self.impossible: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Table()

    def on_mount(self) -> None:
        self.set_keymap(overrides(self.keymap))

    def action_run_command(self, identifier: str) -> None:
        self.run_command(identifier)

    def run_command(self, identifier: str) -> None:
        self.ran.append(identifier)

    def can_run(self, identifier: str) -> bool:
        return identifier not in self.impossible


async def ran(settings: dict[str, str], *keys: str) -> list[str]:
    """What some keys run with these settings."""
    app = Recorder(apply(settings))
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        return app.ran


async def test_the_defaults() -> None:
    assert await ran({}, "f2", "ctrl+s", "a", "m", "K") == [
        "save",
        "save",
        "add-row",
        "moment",
        "move-row-up",
    ]


async def test_new_keys_act_and_the_old_ones_do_not() -> None:
    assert await ran({"save": "f12"}, "f12", "f2", "ctrl+s") == ["save"]


async def test_a_command_without_a_key_gets_one() -> None:
    assert await ran({"review": "f12", "suspend": "f11"}, "f12", "f11") == ["review", "suspend"]


async def test_no_key_at_all() -> None:
    assert await ran({"copy": "", "moment": ""}, "f9", "ctrl+o", "m") == []


async def test_two_commands_change_places() -> None:
    assert await ran({"save": "f9", "copy": "f2"}, "f9", "f2", "ctrl+s") == ["save", "copy"]


async def test_a_key_taken_from_another_command() -> None:
    assert await ran({"save": "f9"}, "f9", "ctrl+o", "f2") == ["save", "copy"]


async def test_signs_and_letters_in_a_table() -> None:
    settings = {"add-row": "f5, +", "filter": "F", "undo": "ctrl+z, ?", "help": "f1"}
    assert await ran(settings, "plus", "F", "question_mark", "a") == ["add-row", "filter", "undo"]


class TestPalette:
    async def hits(self, query: str, impossible: set[str]) -> list[str]:
        """The titles that the palette shows for a query."""
        app = Recorder(Keymap())
        app.impossible = impossible
        async with app.run_test():
            provider = HotwashCommands(app.screen)
            found = provider.search(query) if query else provider.discover()
            return [hit.text or "" async for hit in found]

    async def test_it_has_every_command_that_makes_sense(self) -> None:
        expected = {command.title for command in COMMANDS if command.in_palette}
        assert set(await self.hits("", set())) == expected

    async def test_a_command_that_does_nothing_here_stands_last_and_says_where_it_does(
        self,
    ) -> None:
        assert (await self.hits("", {"tick"}))[-1] == "Tick the item"
        app = Recorder(Keymap())
        app.impossible = {"tick"}
        async with app.run_test():
            shown = [hit async for hit in HotwashCommands(app.screen).discover()]
        assert str(shown[-1].prompt) == "Tick the item  in a checklist"

    @pytest.mark.parametrize(
        ("query", "title"),
        [("save", "Save now"), ("move up", "Move the row up"), ("shell", "Suspend to the shell")],
    )
    async def test_words_find(self, query: str, title: str) -> None:
        assert title in await self.hits(query, set())

    async def test_choosing_runs_the_command(self) -> None:
        app = Recorder(Keymap())
        async with app.run_test() as pilot:
            app.action_command_palette()
            await pilot.pause()
            assert isinstance(app.screen, CommandPalette)
            await pilot.press(*"duration")
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            await pilot.press("enter")
            await pilot.pause(0.2)
            assert app.ran == ["take-duration"]
