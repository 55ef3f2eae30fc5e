"""The whole program through the output stage: after each key the terminal shows what was meant."""

from __future__ import annotations

import asyncio
import random
from itertools import product
from pathlib import Path

import pytest
from tests.output_replay import Replay

from hotwash.editing.open_document import open_file
from hotwash.tui.app import HotwashApp

DOCUMENT = """\
template = "standard"
title = "Checkout errors 日本語 \\u001b[31m"

[incident_details]
date = 2026-11-20
severity = "P1"

[[timeline]]
time = "10:15"
event = "First alert 👍 triggered"
moment = "detected"

[[timeline]]
time = "10:20"
event = "Team notified ⚠ e\u0301"

[root_cause]
what_happened = \"\"\"
The deploy — with a `pool` of **ten** — was too small.
\"\"\"
"""
KEYS = [*"ab 1é日", "tab", "tab", "shift+tab", "down", "up", "enter", "f3", "f4", "f4", "f5", "f7"]
KEYS += ["f8", "ctrl+z", "ctrl+y", "ctrl+l", "escape", "backspace", "left", "end", "pagedown", "f1"]
KEYS += ["space", "home", "ctrl+p", "down", "delete"]
# Rich 15.0 counts the halves of a joined emoji apart where a dialog's edge cuts it in two, and what
# Textual means by that row then depends on the order of its cuts: no such emoji under dialogs.
JOINED = DOCUMENT.replace("👍", "👨‍👩‍👧").replace("⚠", "⚠️")
IN_THE_FORM = [*"ab 1é日", "tab", "down", "up", "f3", "f4", "ctrl+z", "ctrl+y", "ctrl+l"]
IN_THE_FORM += ["backspace", "left", "end", "home", "pagedown"]


def app_with(document: str, folder: Path, replay: Replay) -> HotwashApp:
    """The app with a document, on a terminal inside the test."""
    path = folder / "outage.toml"
    path.write_text(document, encoding="utf-8")
    app = HotwashApp(opened=open_file(str(path)))
    app.driver_class = replay.driver
    return app


async def wait_until_shown(app: HotwashApp, replay: Replay) -> list[str]:
    """The differences that remain when timers and threads have had their time."""
    wrong: list[str] = []
    for _ in range(20):
        wrong = replay.differences(app)
        if not wrong:
            break
        await asyncio.sleep(0.05)
    return wrong


@pytest.mark.parametrize(
    ("seed", "document", "keys", "count", "colours"),
    [
        (1, DOCUMENT, KEYS, 45, ""),
        pytest.param(2, DOCUMENT, KEYS, 30, "standard", marks=pytest.mark.slow),
        pytest.param(3, JOINED, IN_THE_FORM, 30, "256", marks=pytest.mark.slow),
        *(
            pytest.param(seed, *what, 250, colours, marks=pytest.mark.machine)
            for seed, (what, colours) in enumerate(
                product(
                    [(DOCUMENT, KEYS), (JOINED, IN_THE_FORM)],
                    ["truecolor", "256", "standard", "no"],
                ),
                4,
            )
        ),
    ],
)
async def test_a_random_session(
    tmp_path: Path,
    seed: int,
    document: str,
    keys: list[str],
    count: int,
    colours: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if colours == "no":
        monkeypatch.setenv("NO_COLOR", "1")
    elif colours:
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", colours)
    numbers = random.Random(seed)
    replay = Replay(120, 35)
    app = app_with(document, tmp_path, replay)
    async with app.run_test(headless=False, size=(120, 35)) as pilot:
        await pilot.pause()
        for number in range(count):
            if numbers.random() < 0.04:
                columns, rows = numbers.choice([(80, 24), (120, 35), (64, 17), (140, 45), (40, 10)])
                replay.resize(columns, rows)
                await pilot.resize_terminal(columns, rows)
                key = f"resize {columns}x{rows}"
            else:
                key = numbers.choice(keys)
                await pilot.press(key)
            await pilot.pause()
            assert app.plain_output_reason == ""
            if app.return_code is not None:
                break  # the palette's second command quits
            wrong = await wait_until_shown(app, replay)
            assert not wrong, f"step {number} ({key}):\n" + "\n".join(wrong)
            sent = replay.take().replace("\x1b[31m\x1b", "")
            assert colours == "standard" or "\x1b[31m" not in sent


async def test_what_another_program_wrote_over_it_is_drawn_over(tmp_path: Path) -> None:
    replay = Replay(120, 35)
    app = app_with(DOCUMENT, tmp_path, replay)
    async with app.run_test(headless=False, size=(120, 35)) as pilot:
        await pilot.pause()
        assert await wait_until_shown(app, replay) == []
        replay.feed("\x1b[12;1HBroadcast message from root: the disk is full\x1b[5;9H")
        assert replay.differences(app) != []
        await pilot.press("f6", "l")
        await pilot.pause()
        assert await wait_until_shown(app, replay) == []
