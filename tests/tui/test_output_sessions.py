"""Long sessions through the output stage: after each step the terminal shows what was meant."""

from __future__ import annotations

import random

import pytest
from tests.output_replay import Replay
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, DataTable, Footer, Header, Input, Label, TextArea

from hotwash.tui.terminal.output import LeanOutput

WORDS = ["incident", "日本語", "naïve", "e\u0301te", "10:15", "ok", "—", "“quoted”", "…", "●◐○"]
WORDS += ["한글", "ｆｕ", "tab\tend"]


class Dialog(ModalScreen[None]):
    """A box over the screen."""

    CSS = "Dialog { align: center middle; } Dialog Label { border: round red; padding: 1 2; }"
    BINDINGS = [("escape", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        yield Label("Really? 本当に?")
        yield Button("Yes")


class Everything(LeanOutput, App[None]):
    """Inputs, a table, a text area, scrolling, dialogs."""

    CSS = "DataTable { height: 12; } TextArea { height: 10; } #left { width: 2fr; }"
    BINDINGS = [("f5", "ask", "ask"), ("f6", "toggle_dark", "dark"), ("f7", "row", "row")]

    def __init__(self, replay: Replay) -> None:
        super().__init__(driver_class=replay.driver)
        self.numbers = random.Random(1)

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            with VerticalScroll(id="left"):
                yield Input(placeholder="Title ünïcode")
                yield TextArea("\n".join(f"line {n} {WORDS[n % len(WORDS)]}" for n in range(60)))
                yield DataTable(cursor_type="row")
                for number in range(8):
                    yield Checkbox(f"Task {number} {WORDS[number]}")
            with VerticalScroll():
                for number in range(40):
                    yield Label(f"{number} " + " ".join(WORDS[: number % 9]))
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("time", "event", "moment")
        for number in range(80):
            table.add_row(f"10:{number % 60:02}", f"event {number}", WORDS[number % len(WORDS)])
        for widget in (*self.query(Input), *self.query(TextArea)):
            widget.cursor_blink = False

    def action_ask(self) -> None:
        self.push_screen(Dialog())

    def action_toggle_dark(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_row(self) -> None:
        table = self.query_one(DataTable)
        table.add_row("11:00", self.numbers.choice(WORDS), "new")


KEYS = ["tab", "shift+tab", "down", "up", "pagedown", "pageup", "enter", "space", "left", "right"]
KEYS += ["a", "z", "backspace", "home", "end", "escape", "f5", "f6", "f7", "ctrl+z", "delete"]
KEYS += ["down", "down", "down", "pagedown", "tab", "日", "é"]


async def steps(app: Everything, replay: Replay, pilot: Pilot[None], seed: int, count: int) -> None:
    """Press, paste, scroll and resize at random, and compare after each step."""
    numbers = random.Random(seed)
    for number in range(count):
        act = numbers.random()
        if act < 0.04:
            columns, rows = numbers.randint(20, 150), numbers.randint(5, 50)
            replay.resize(columns, rows)
            await pilot.resize_terminal(columns, rows)
            what = f"resize {columns}x{rows}"
        elif act < 0.08:
            what = numbers.choice(WORDS) * 3
            for character in what:
                await pilot.press(character)
        elif act < 0.12:
            scrolls = list(app.screen.query(VerticalScroll))
            if scrolls:
                numbers.choice(scrolls).scroll_relative(
                    y=numbers.choice((-9, -1, 1, 2, 9)), animate=False
                )
            what = "scroll"
        else:
            what = numbers.choice(KEYS)
            await pilot.press(what)
        await pilot.pause()
        assert app.plain_output_reason == ""
        wrong = replay.differences(app)
        assert not wrong, f"step {number} ({what}):\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("seed", "count"),
    [(0, 40), *(pytest.param(seed, 250, marks=pytest.mark.machine) for seed in (1, 2))],
)
@pytest.mark.parametrize(
    "colours", ["truecolor", "256", "standard", "no"], ids=["truecolor", "256", "16", "no-color"]
)
async def test_the_terminal_shows_what_was_meant(
    seed: int, count: int, colours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colours == "no":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", colours)
    replay = Replay(100, 30)
    app = Everything(replay)
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.pause()
        assert replay.differences(app) == []
        await steps(app, replay, pilot, seed, count)
