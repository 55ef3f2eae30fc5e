"""The command line on a real terminal: it fits, nothing acts on it; in a pipe it is exact."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli_calls import program, standard
from tests.pty_driver import Terminal

HOSTILE = (
    'template = "standard"\ntitle = "red \\u001b[31m \\u009b2J \\u202e end"\n\n'
    '[[action_items.immediate]]\ntask = "\\u001b]52;c;aGk=\\u0007 pwn"\nowner = "Ana"\n'
)


def drawn(folder: Path, *arguments: str, columns: int = 80) -> str:
    """What a call draws on a terminal, as text; it must end well by itself."""
    command = [sys.executable, "-m", "hotwash", *arguments]
    with Terminal(command, cwd=folder, columns=columns, rows=60) as terminal:
        terminal.wait_exit()
        return terminal.output.decode()


@pytest.mark.parametrize(
    "words",
    ["list", "actions", "check outage.toml", "export outage.toml", "export outage.toml --to json"],
)
def test_nothing_in_a_file_acts_on_the_terminal(tmp_path: Path, words: str) -> None:
    standard(tmp_path, text=HOSTILE)
    text = drawn(tmp_path, *words.split())
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    if words != "check outage.toml" and "json" not in words:
        assert "␛" in text


def test_in_a_pipe_it_is_exact(tmp_path: Path) -> None:
    path = standard(tmp_path, text=HOSTILE)
    assert "red \x1b[31m \x9b2J \u202e end" in program("list", path, cwd=tmp_path).out


@pytest.mark.parametrize("columns", [60, 80, 132])
@pytest.mark.parametrize("words", ["list", "actions", "events notes.txt", "template list"])
def test_tables_fit(tmp_path: Path, words: str, columns: int) -> None:
    long = "word " * 40
    standard(
        tmp_path,
        text=f'title = "{long}"\ntemplate = "standard"\n\n[[action_items.immediate]]\n'
        f'task = "{long}"\nowner = "{long}"\n',
    )
    (tmp_path / "notes.txt").write_text(f"10:15 {long}\n10:20 {long}\n")
    text = drawn(tmp_path, *words.split(), columns=columns)
    table = [
        line for line in text.splitlines() if "events read" not in line and "taken" not in line
    ]
    assert table and max(map(len, table)) <= columns


def test_lines_typed_into_log(tmp_path: Path) -> None:
    path = standard(tmp_path)
    with Terminal([sys.executable, "-m", "hotwash", "log", str(path)], cwd=tmp_path) as terminal:
        terminal.wait_for("Ctrl+D ends")
        terminal.send("10:20 Team called\r")
        terminal.wait_for("10:20  Team called")
        assert "Team called" in path.read_text()
        terminal.send("10:21 Fixed\r\x04")
        assert terminal.wait_exit() == 0
    assert 'event = "Fixed"' in path.read_text()


def test_log_ends_with_ctrl_c_and_loses_no_line(tmp_path: Path) -> None:
    path = standard(tmp_path)
    with Terminal([sys.executable, "-m", "hotwash", "log", str(path)], cwd=tmp_path) as terminal:
        terminal.wait_for("Ctrl+D ends")
        terminal.send("10:20 Team called\r")
        terminal.wait_for("10:20  Team called")
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
        assert b"Traceback" not in terminal.output
    assert "Team called" in path.read_text()
