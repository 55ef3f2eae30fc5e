"""A program that needs a terminal says so in one line, or runs; it never spins or draws blind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.test_terminal_ends import ROOT
from tests.pty_driver import Terminal

APP = f"{sys.executable} -m tests.guarded_app"


@pytest.mark.parametrize(
    ("redirection", "said"),
    [
        ("</dev/null", "standard input is not a terminal"),
        ("<&-", "standard input is not a terminal"),
        ("<pyproject.toml", "standard input is not a terminal"),
        ("2>/dev/null", ""),
        ("2>&-", ""),
    ],
)
def test_without_a_terminal_it_ends_at_once(tmp_path: Path, redirection: str, said: str) -> None:
    with Terminal(["bash", "-c", f"{APP} {tmp_path} {redirection}"], cwd=ROOT) as terminal:
        assert terminal.wait_exit() == 2
        assert terminal.output.decode().count("\n") == bool(said)
        assert said in terminal.text and "\x1b" not in terminal.output.decode()


@pytest.mark.parametrize("redirection", [">/dev/null", ">&-", "| cat"])
def test_standard_output_may_go_anywhere(tmp_path: Path, redirection: str) -> None:
    line = f"{APP} {tmp_path} {redirection}"
    with Terminal(["bash", "-c", line], cwd=ROOT) as terminal:
        terminal.wait_until(lambda: terminal.modes.get(2004, False))
        terminal.settle(0.3)
        terminal.type("seen")
        terminal.wait_for("seen")
        terminal.press("f2")
        assert terminal.wait_exit() == 0
        assert terminal.not_given_back() == []


def test_a_dumb_terminal_is_refused(tmp_path: Path) -> None:
    command = [*APP.split(), str(tmp_path)]
    with Terminal(command, cwd=ROOT, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        assert "TERM=dumb" in terminal.text


@pytest.mark.parametrize("env", [{"TERM": None}, {"TERM": "strange"}, {"LC_ALL": "C"},
                                 {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX"}])  # fmt: skip
def test_odd_environments_work(tmp_path: Path, env: dict[str, str | None]) -> None:
    with Terminal([*APP.split(), str(tmp_path)], cwd=ROOT, env=env) as terminal:
        terminal.wait_until(lambda: terminal.modes.get(2004, False))
        terminal.settle(0.3)
        terminal.type("é日")
        terminal.wait_for("é日")
        terminal.press("f2")
        assert terminal.wait_exit() == 0


def test_no_terminal_at_all() -> None:
    done = subprocess.run(
        [*APP.split(), "/nowhere"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=120, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "not a terminal" in done.stderr
