"""However the program is ended, every typed character is saved and the terminal is given back."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pty_driver import PATIENCE, Terminal

TYPED = "every word counts"
ROOT = Path(__file__).parents[2]


def start(folder: Path, *words: str) -> Terminal:
    """The small editor, ready, with something typed that is not saved yet."""
    command = [sys.executable, "-m", "tests.guarded_app", str(folder), *words]
    return type_into(Terminal(command, cwd=ROOT), ticking="tick" in words)


def type_into(terminal: Terminal, *, ticking: bool = False) -> Terminal:
    terminal.wait_until(lambda: terminal.modes.get(2004, False))
    if ticking:
        terminal.wait_for("tick 1")
    else:
        terminal.settle(0.3)
    terminal.type(TYPED)
    terminal.wait_for(TYPED)
    return terminal


def saved(folder: Path) -> str:
    return (folder / "text").read_text(encoding="utf-8") if (folder / "text").exists() else ""


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGUSR1"])
def test_a_signal_saves_and_gives_the_terminal_back(tmp_path: Path, name: str) -> None:
    number = signal.Signals[name]
    with start(tmp_path) as terminal:
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.not_given_back() == []
    assert saved(tmp_path) == TYPED


@pytest.mark.parametrize("words", [(), ("tick",), ("tick", "stock-output")])
def test_a_closed_line_saves_and_leaves(tmp_path: Path, words: tuple[str, ...]) -> None:
    with start(tmp_path, *words) as terminal:
        terminal.hangup()
        assert terminal.wait_exit() == 129
    assert saved(tmp_path) == TYPED


@pytest.mark.parametrize("words", ["", "tick"])
def test_a_closed_line_with_hang_ups_ignored(tmp_path: Path, words: str) -> None:
    line = f'trap "" HUP; exec "{sys.executable}" -m tests.guarded_app "{tmp_path}" {words}'
    with type_into(Terminal(["bash", "-c", line], cwd=ROOT), ticking=bool(words)) as terminal:
        terminal.hangup()
        assert terminal.wait_exit() == 129
    assert saved(tmp_path) == TYPED


@pytest.mark.parametrize("words", [("tick",), ("tick", "stock-output", "slow-save")])
def test_a_terminal_that_reads_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    with start(tmp_path, *words) as terminal:
        time.sleep(4)
        terminal.send(" more")
        time.sleep(0.3)
        terminal.kill(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert saved(tmp_path) == TYPED + " more"


def test_killed_when_it_was_saved(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.wait_until(lambda: saved(tmp_path) == TYPED)
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    assert saved(tmp_path) == TYPED


@pytest.mark.parametrize("key", ["f9", "f10", "f11"])
def test_a_crash_saves_and_tells_nothing_of_the_document(tmp_path: Path, key: str) -> None:
    with start(tmp_path) as terminal:
        mark = len(terminal.output)
        terminal.press(key)
        assert terminal.wait_exit() == 1
        assert terminal.not_given_back() == []
        words = terminal.output[mark:].decode().rpartition("\x1b[?1049l")[2]
    assert "ValueError" in words and "the-text" in words
    assert TYPED not in words and "secret" not in words and "Traceback" not in words
    assert saved(tmp_path) == TYPED
    (report,) = (tmp_path / "crashes").iterdir()
    assert report.stat().st_mode & 0o777 == 0o600
    assert "Traceback" in report.read_text() and str(report) in words.replace("\r\n", "")


def _all_at_once(terminal: Terminal) -> None:
    terminal.kill(signal.SIGHUP)
    terminal.kill(signal.SIGTERM)
    terminal.hangup()


def _twice(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTERM)
    terminal.kill(signal.SIGTERM)


@pytest.mark.parametrize("fault", [_all_at_once, _twice])
def test_several_faults_at_once(tmp_path: Path, fault: Callable[[Terminal], None]) -> None:
    with start(tmp_path, "tick", "slow-save") as terminal:
        fault(terminal)
        assert terminal.wait_exit() in (129, 143)
    assert saved(tmp_path) == TYPED


def test_a_byte_that_is_not_utf8_is_not_the_end(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.send(b"\xff and \xed\xa0\x80 on")
        terminal.settle(0.4)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert saved(tmp_path).startswith(TYPED + "�") and saved(tmp_path).endswith(" on")


class TestStopAndGoOn:
    def shell(self, folder: Path) -> Terminal:
        terminal = Terminal(["bash", "--norc", "-i"], cwd=ROOT, env={"PS1": "shell> "})
        terminal.wait_for("shell>")
        terminal.send(f'"{sys.executable}" -m tests.guarded_app "{folder}"\r')
        return type_into(terminal)

    def test_stopped_from_the_palette_and_brought_back(self, tmp_path: Path) -> None:
        with self.shell(tmp_path) as terminal:
            terminal.press("f12")
            terminal.wait_until(lambda: not terminal.modes[1049])
            terminal.wait_for("shell>")
            assert saved(tmp_path) == TYPED
            terminal.send("fg\r")
            terminal.wait_until(lambda: terminal.modes[1049])
            terminal.wait_for(TYPED)
            terminal.type(" again")
            terminal.wait_for(TYPED + " again")
            terminal.press("f2")
            terminal.wait_until(lambda: not terminal.modes[1049])
            terminal.settle()  # the shell has to have its line discipline back first
            terminal.send("exit\r")
            terminal.wait_exit()
            assert terminal.not_given_back() == []

    def test_the_line_closes_while_stopped(self, tmp_path: Path) -> None:
        with self.shell(tmp_path) as terminal:
            terminal.press("f12")
            terminal.wait_for("shell>")
            terminal.hangup()
            assert terminal.wait_exit() is not None
        assert saved(tmp_path) == TYPED


def test_any_size_and_many_changes_of_it(tmp_path: Path) -> None:
    sizes = [(1, 1), (2, 1), (500, 200), (10, 3), (200, 5), (80, 24)] * 3
    with start(tmp_path) as terminal:
        for columns, rows in sizes:
            terminal.resize(columns, rows)
            terminal.type("x")
            terminal.read(0.02)
        terminal.wait_for(TYPED + "x" * len(sizes))
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 143
    assert saved(tmp_path) == TYPED + "x" * len(sizes)
