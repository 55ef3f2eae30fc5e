"""The installed program asks a terminal for its background, and takes the theme that suits it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.pty_driver import Terminal
from tests.whole_program import ROOT

ASKED = b"\x1b]11;?\x07"
WHITE = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
DOCUMENT = 'template = "standard"\ntitle = "Outage"\n'


def started(folder: Path, environment: dict[str, str | None]) -> Terminal:
    path = folder / "outage.toml"
    path.write_text(DOCUMENT)
    argv = [sys.executable, "-m", "tests.patient_program", str(path)]
    terminal = Terminal(argv, env=environment, cwd=ROOT)
    terminal.wait_for("Detection Method")
    return terminal


def is_light(terminal: Terminal) -> bool:
    """Whether the form stands on a light ground."""
    colour = terminal.cell(60, 20).background
    return colour != "default" and int(colour[:2], 16) > 128


@pytest.mark.parametrize("cut", [0, 3, 12, len(WHITE) - 1])
def test_a_light_terminal_gets_the_light_theme_and_no_text(tmp_path: Path, cut: int) -> None:
    with started(tmp_path, {"COLORFGBG": None}) as terminal:
        assert ASKED in terminal.output
        assert not is_light(terminal)
        terminal.send(WHITE[:cut])
        terminal.read(0.05)
        terminal.send(WHITE[cut:])
        terminal.wait_until(lambda: is_light(terminal))
        terminal.type("s")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert 'title = "Outages"' in (tmp_path / "outage.toml").read_text()


def test_the_environment_says_it_before_the_terminal_does(tmp_path: Path) -> None:
    with started(tmp_path, {"COLORFGBG": "0;15"}) as terminal:
        terminal.settle()
        assert is_light(terminal)
        terminal.send("\x1b]11;rgb:0000/0000/0000\x07")
        terminal.wait_until(lambda: not is_light(terminal))


def test_a_console_is_not_asked(tmp_path: Path) -> None:
    with started(tmp_path, {"TERM": "linux", "COLORFGBG": None}) as terminal:
        assert ASKED not in terminal.output
