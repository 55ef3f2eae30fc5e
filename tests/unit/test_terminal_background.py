"""What terminals answer when they are asked for their background."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.storage import themes
from hotwash.storage.settings import Settings
from hotwash.tui.app import DARK, LIGHT, HotwashApp
from hotwash.tui.terminal.background import (
    PATIENCE,
    BackgroundListener,
    light_by_environment,
    may_ask,
)


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", True),
        ("\x1b]11;rgb:fdfd/f6f6/e3e3\x07", True),
        ("\x1b]11;rgb:1e/1e/1e\x07", False),
        ("\x1b]11;rgba:0000/0000/0000/ffff\x07", False),
        ("\x1b]11;#eeeeee\x07", True),
        ("\x1b]11;rgb:f/f/f\x07", True),
    ],
)
def test_an_answer_is_found_wherever_it_is_cut(answer: str, light: bool) -> None:
    text = f"a\x1b[?62;4c{answer}b"
    for cut in range(len(text)):
        listener = BackgroundListener(0.0)
        heard = [listener.hear(piece, 0.1) for piece in (text[:cut], text[cut:])]
        assert [known for known in heard if known is not None] == [light], cut
        assert listener.hear(text, 0.2) is None


def test_late_and_foreign_answers_change_nothing() -> None:
    listener = BackgroundListener(0.0)
    assert (
        listener.hear("\x1b]10;rgb:ffff/ffff/ffff\x07\x1b]11;?\x07]11;rgb:ff/ff/ff\x07", 1.0)
        is None
    )
    assert listener.hear("\x1b]11;rgb:ffff/ffff/ffff\x07", PATIENCE + 0.1) is None


@pytest.mark.parametrize(
    ("value", "light"),
    [("0;15", True), ("15;0", False), ("0;default;7", True), ("7;8", False), ("", False),
     ("15;default", False), ("x;²", False)],
)  # fmt: skip
def test_the_environment(value: str, light: bool) -> None:
    assert light_by_environment({"COLORFGBG": value}) is light


def test_who_is_asked() -> None:
    assert may_ask({"TERM": "xterm-256color"}) and may_ask({"TERM": "tmux-256color"})
    assert not may_ask({"TERM": "linux"}) and not may_ask({"TERM": "vt100"})


class TestTheTheme:
    """Follows the terminal until a person has chosen one."""

    async def test_as_the_terminal_says(self, tmp_path: Path) -> None:
        app = HotwashApp(folder=str(tmp_path))
        async with app.run_test() as pilot:
            assert app.theme == DARK
            app.terminal_is(True)
            await pilot.pause()
            assert app.theme == LIGHT and themes.remembered() == ""
            app.theme = "nord"
            await pilot.pause()
            assert themes.remembered() == "nord"
            app.terminal_is(True)
            assert app.theme == "nord"

    async def test_as_the_environment_says(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLORFGBG", "0;15")
        app = HotwashApp(folder=str(tmp_path))
        async with app.run_test():
            assert app.theme == LIGHT
            app.terminal_is(False)
            assert app.theme == DARK

    async def test_as_a_person_chose(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLORFGBG", "0;15")
        app = HotwashApp(Settings(theme="nord"), folder=str(tmp_path))
        async with app.run_test():
            app.terminal_is(True)
            assert app.theme == "nord" and not app.follows_terminal
