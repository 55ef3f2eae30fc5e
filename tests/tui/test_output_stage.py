"""The output stage: few bytes, clean text, a way back to Textual's own output."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from tests.output_replay import Replay
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from hotwash.tui.terminal.driver import driver_class
from hotwash.tui.terminal.output import LeanOutput, erases_with_colour, moves_cells
from hotwash.tui.terminal.painting import PaintsByRows

HOSTILE = "a\x1b]52;c;aGk=\x07b\x9b31mc\u202ed\x7fe\x00f\x85g\u2066h\x1b[2Ji"


class Form(LeanOutput, App[None]):
    """A field and a few lines."""

    def __init__(self, replay: Replay, *, plain: bool = False, text: str = "plain") -> None:
        super().__init__(driver_class=replay.driver)
        self.configure_output(plain=plain)
        self.text = text

    def compose(self) -> ComposeResult:
        yield Input()
        yield Label(self.text, markup=False, id="label")
        for number in range(30):
            yield Static(f"Line {number}")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False


@pytest.fixture
def replay() -> Replay:
    return Replay(80, 24)


async def run(app: Form, replay: Replay, keys: str = "") -> list[str]:
    """What is sent for each key, after the first screen."""
    sent = []
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause()
        replay.take()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            sent.append(replay.take())
            assert replay.differences(app, colours=not app.plain_output_reason) == []
        await pilot.pause(0.2)
        sent.append(replay.take())
    return sent


async def test_a_typed_letter_is_a_hundred_bytes_and_idling_none(replay: Replay) -> None:
    *keys, idle = await run(Form(replay), replay, "incident")
    assert max(len(sent) for sent in keys) <= 100
    assert sum(len(sent) for sent in keys) / len(keys) <= 80
    assert idle == ""


async def test_plain_output_shows_the_same_with_more_bytes(replay: Replay) -> None:
    *keys, idle = await run(Form(replay, plain=True), replay, "inc")
    assert min(len(sent) for sent in keys) > 500
    assert idle == ""


@pytest.mark.parametrize("plain", [False, True])
async def test_nothing_in_the_data_is_obeyed(replay: Replay, plain: bool) -> None:
    app = Form(replay, plain=plain, text=HOSTILE)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause()
        sent = replay.take().replace("\x1b]22;default\x07", "")  # Textual's: the mouse pointer
        assert "a]52;c;aGk=b31mcdefgh[2Ji" in "".join(replay.screen.display)
    for obeyed in ("\x1b]52", "\x9b", "\u202e", "\u2066", "\x85", "\x1b[2J", "\x07", "\x00"):
        assert obeyed not in sent


async def test_it_gives_way_when_textual_is_not_as_expected(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.press("a")
        monkeypatch.setattr(LeanOutput, "_piece", None)
        await pilot.press("b")
        await pilot.pause()
        assert "TypeError" in app.plain_output_reason
        await pilot.press("c")
        await pilot.pause()
        assert app.query_one(Input).value == "abc"
        assert "abc" in replay.screen.display[1]
        assert replay.differences(app, colours=False) == []


async def test_a_letter_has_only_the_rows_painted_that_it_changes(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Widget, Region]] = []
    render_lines = Widget.render_lines

    def counted(self: Widget, crop: Region) -> list[Strip]:
        asked.append((self, crop))
        return render_lines(self, crop)

    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.press("a", "b")
        monkeypatch.setattr(Widget, "render_lines", counted)
        await pilot.press("c")
        await pilot.pause()
        assert {widget for widget, _ in asked} == {app.query_one(Input)}
        assert replay.differences(app) == []


async def test_painting_by_rows_gives_way_when_textual_is_not_as_expected(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.press("a")
        painter = app.screen._compositor.render_partial_update
        assert isinstance(painter, PaintsByRows)
        monkeypatch.setattr("hotwash.tui.terminal.painting._stretches", None)
        await pilot.press("b")
        await pilot.pause()
        assert painter.gave_way
        assert not app.plain_output_reason
        assert replay.differences(app) == []


async def test_after_another_program_had_the_terminal_all_is_sent_again(replay: Replay) -> None:
    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause()
        replay.resize(80, 24)
        app.redraw_terminal()
        assert replay.differences(app) == []
        await pilot.press("x")
        await pilot.pause()
        assert replay.differences(app) == []


class Line:
    """Stands in for the driver's writer on a line that is busy or not."""

    def __init__(self) -> None:
        self.waiting = 0
        self.asked = 0

    def tell_when_drained(self) -> None:
        self.asked += 1


async def test_a_busy_line_gets_the_newest_state_only(replay: Replay) -> None:
    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause()
        line: Any = Line()
        driver: Any = app._driver
        driver.writer = line
        line.waiting = 100_000
        replay.take()
        for number in range(50):
            app.query_one("#label", Label).update(f"state {number} of fifty")
            await pilot.pause()
        assert replay.take() == "" and line.asked
        line.waiting = 0
        app.output_drained(lost=False)
        sent = replay.take()
        assert "state 49" in sent and "state 48" not in sent and len(sent) < 300
        assert replay.differences(app) == []
        replay.resize(80, 24)
        app.output_drained(lost=True)
        assert replay.differences(app) == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, False),
        ({"TERM": "vt220"}, False),
    ],
)
def test_who_erases_with_the_background(environment: dict[str, str], expected: bool) -> None:
    assert erases_with_colour(environment) is expected


@pytest.mark.parametrize(
    ("term", "expected"), [("xterm-256color", True), ("tmux", True), ("vt100", False), ("", True)]
)
def test_who_moves_cells(term: str, expected: bool) -> None:
    assert moves_cells({"TERM": term}) is expected


async def test_without_coloured_erase_coloured_blanks_are_sent(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "screen")
    monkeypatch.delenv("TMUX", raising=False)
    app = Form(replay)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause()
        first = replay.take()
        assert "\x1b[K" not in first and "X" not in first
        assert replay.differences(app) == []


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("hotwash.tui.terminal.input_events.XTermParser", None),
        ("hotwash.tui.terminal.input_events.XTermParser", int),
        ("textual.drivers.linux_driver.LinuxDriver", object),
    ],
)
def test_the_driver_gives_way_when_textual_is_not_as_expected(
    monkeypatch: pytest.MonkeyPatch, part: str, instead: object
) -> None:
    assert driver_class() is not None
    monkeypatch.setattr(part, instead)
    assert driver_class() is None


def test_it_costs_the_headless_rooms_nothing() -> None:
    """Its own modules import neither Textual nor Rich before they are used."""
    code = "import sys, hotwash.tui.terminal.output, hotwash.tui.terminal.safety, "
    code += "hotwash.tui.terminal.driver; print({'textual', 'rich'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr
