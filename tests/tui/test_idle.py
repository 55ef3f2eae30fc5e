"""A screen that waits for a key does nothing at all: no timer runs on any of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.tui.editor import editing
from textual.pilot import Pilot
from textual.timer import Timer

from hotwash.tui.app import HotwashApp

WATCHED = 1.3
"""Seconds in which nothing may tick; the slowest timer there was took one."""

START = 'template = "standard"\ntitle = "Outage"\n\n[[timeline]]\ntime = "10:15"\nevent = "x"\n'


class Ticks:
    """The timers that went off, by whose they are and what they call."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        real = Timer._tick

        async def tick(timer: Timer, **given: Any) -> None:
            self.seen.append(f"{type(timer.target).__name__} {timer.name}")
            await real(timer, **given)

        monkeypatch.setattr(Timer, "_tick", tick)

    async def rest(self, pilot: Pilot[Any]) -> None:
        """Wait until nothing has gone off for a while; fail when something goes on and on."""
        for _ in range(8):
            self.seen.clear()
            await asyncio.sleep(WATCHED)
            await pilot.pause()
            if not self.seen:
                return
        pytest.fail(f"still going off: {sorted(set(self.seen))}")


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["ctrl+p"],
        ["ctrl+p", "r", "e"],
        ["f1"],
        ["f6"],
        ["f6", "o"],
        ["f6", "i"],
        ["f6", "t"],
        ["f4", "up", "e"],
        ["f7", "f7"],
    ],
    ids=" ".join,
)
async def test_an_editor_that_waits_is_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    ticks = Ticks(monkeypatch)
    async with editing(tmp_path / "pm.toml", START, size=(200, 50)) as editor:
        await editor.press(*keys)
        await ticks.rest(editor.pilot)


async def test_the_start_screen_is_idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = Ticks(monkeypatch)
    app = HotwashApp(folder=str(tmp_path))
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        await ticks.rest(pilot)
        await pilot.press("n")
        await ticks.rest(pilot)


async def test_what_is_said_goes_and_then_nothing_ticks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = Ticks(monkeypatch)
    async with editing(tmp_path / "pm.toml", START) as editor:
        editor.screen.say("Done", seconds=0.5)
        assert editor.screen.status.messages
        await ticks.rest(editor.pilot)
        assert not editor.screen.status.messages
