"""What a real program makes of what a terminal sends, late answers and hostile pastes included."""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.test_terminal_ends import ROOT
from tests.pty_driver import Terminal
from tests.unit.test_input_filter import ANSWERS

_NOT_THESE = (b"\x1bOQ", b"\x1b[20~", b"\x1b[21~", b"\x1b[23~", b"\x1b[24~")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "tests.guarded_app", str(tmp_path)]
    with Terminal(command, cwd=ROOT, synchronized=True) as started:
        started.wait_until(lambda: started.modes.get(2004, False))
        started.settle(0.5)
        yield started


def text_of(terminal: Terminal, folder: Path) -> str:
    """What the text area holds when the program ends."""
    terminal.settle(0.3)
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_exit() == 143, terminal.text
    path = folder / "text"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_answers_are_never_typed(terminal: Terminal, tmp_path: Path) -> None:
    for answer in ANSWERS.values():
        terminal.send("x" + answer)
        terminal.read(0.01)
        terminal.send(answer[:5])
        terminal.read(0.15)
        terminal.send(answer[5:])
    assert text_of(terminal, tmp_path) == "x" * len(ANSWERS)


def test_the_kitty_protocol_is_asked_for_the_latin_letters_of_keys(terminal: Terminal) -> None:
    asked = bytes(terminal.output)
    assert 0 <= asked.find(b"\x1b[>25u") < asked.find(b"\x1b[=4;2u")


def test_modifier_keys_alone_are_nothing(terminal: Terminal, tmp_path: Path) -> None:
    for code in range(57441, 57455):
        terminal.send(f"\x1b[{code};5u")
    terminal.send("\x1b[57358u\x1b[97;1;97u")
    assert text_of(terminal, tmp_path) == "a"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x1b[Ab\x1b[201~\x1bOQ\x11c", "a\x1b[Ab\x1b[201~\x1bOQ\x11c"),
        ("tab\there", "tab\there"),
        ("\x9bC1 \u202ebidi", "\x9bC1 \u202ebidi"),
        ("nul\x00 gone", "nul gone"),
        ("日本語 👨‍👩‍👧 e\u0301", "日本語 👨‍👩‍👧 e\u0301"),
        ("x" * 200_000, "x" * 200_000),
    ],
    ids=["line ends", "end mark", "tab", "C1", "NUL", "wide", "200 kB"],
)
def test_a_paste_is_text(terminal: Terminal, tmp_path: Path, sent: str, expected: str) -> None:
    mark = len(terminal.output)
    terminal.paste(sent)
    terminal.settle(0.5)
    terminal.type("!")
    terminal.settle(0.3)
    shown = bytes(terminal.output[mark:]).decode()
    assert "\u202e" not in shown and "\x9b" not in shown and "\x1b[201~" not in shown
    assert text_of(terminal, tmp_path) == expected + "!"


def test_a_paste_without_an_end_does_not_swallow_the_keyboard(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.send("\x1b[200~lost end")
    terminal.read(2.3)
    terminal.send("Z")
    assert text_of(terminal, tmp_path) == "lost endZ"


def test_sequences_split_by_a_slow_line_are_keys(terminal: Terminal, tmp_path: Path) -> None:
    terminal.send("ab")
    for part in ("\x1b[", "D", "\x1b[1", ";5D"):
        terminal.send(part)
        terminal.read(0.2)
    terminal.send("X")
    assert text_of(terminal, tmp_path) == "Xab"


@pytest.mark.parametrize("seed", range(2))
def test_random_bytes_do_no_harm(terminal: Terminal, tmp_path: Path, seed: int) -> None:
    numbers = random.Random(seed)
    mark = len(terminal.output)
    for _ in range(60):
        data = bytes(numbers.choices(range(256), k=200))
        # No keys that the small editor breaks down on, leaves or copies (as it should) with.
        for key in (*_NOT_THESE, b"\x03", b"\x18", b"\x11", b"\x10"):
            data = data.replace(key, b"")
        terminal.send(data)
        terminal.read(0.03)
    terminal.send("\x1b[201~")
    terminal.settle(0.5)
    assert terminal.process.poll() is None, terminal.output[mark:][-2000:]
    for sequence in (b"\xc2\x9b", b"\x1b]52", b"\x1bP"):
        assert sequence not in terminal.output[mark:]
    text_of(terminal, tmp_path)
