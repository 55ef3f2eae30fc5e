"""The helper that the other terminal tests stand on."""

from __future__ import annotations

import signal
import sys

import pytest
from tests.pty_driver import GoneError, Terminal, key_bytes

ECHO = """
import os, sys, tty, termios
before = termios.tcgetattr(0)
tty.setraw(0)
os.write(1, b"\\x1b[?1049h\\x1b[>9u\\x1b[?2026$pready")
while (key := os.read(0, 100)) != b"q":
    os.write(1, repr(key).encode())
if "rude" not in sys.argv:
    os.write(1, b"\\x1b[?1049l\\x1b[<u")
    termios.tcsetattr(0, termios.TCSANOW, before)
sys.exit(7)
"""


def test_a_program_is_driven_and_its_end_is_known() -> None:
    with Terminal([sys.executable, "-c", ECHO]) as terminal:
        terminal.wait_for("ready")
        assert terminal.not_given_back()
        terminal.press("ctrl+s", "shift+up")
        terminal.wait_for(r"b'\x13'b'\x1b[1;2A'")
        terminal.send("q")
        assert terminal.wait_exit() == 7
        assert terminal.not_given_back() == []


def test_what_a_program_leaves_behind_is_seen() -> None:
    with Terminal([sys.executable, "-c", ECHO, "rude"], synchronized=True) as terminal:
        terminal.wait_for(r"ready b'\x1b[?2026;2$y'".replace(" ", ""))
        terminal.send("q")
        assert terminal.wait_exit() == 7
        assert len(terminal.not_given_back()) == 3


def test_a_closed_line_hangs_up() -> None:
    with Terminal([sys.executable, "-c", ECHO]) as terminal:
        terminal.wait_for("ready")
        terminal.hangup()
        assert terminal.wait_exit() == -signal.SIGHUP


def test_waiting_for_what_never_comes_fails_with_the_screen() -> None:
    with (
        Terminal([sys.executable, "-c", ECHO]) as terminal,
        pytest.raises(GoneError, match="ready"),
    ):
        terminal.wait_for("never", timeout=0.5)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a", b"a"), ("+", b"+"), ("f2", b"\x1bOQ"), ("f5", b"\x1b[15~"), ("alt+up", b"\x1b[1;3A")],
)
def test_keys_are_an_xterms(name: str, expected: bytes) -> None:
    assert key_bytes(name) == expected
