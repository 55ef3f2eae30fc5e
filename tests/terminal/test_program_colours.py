"""The whole program in the colours that its terminal has, and in none where none are wanted."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.pty_driver import Cell, Terminal
from tests.whole_program import ROOT

DOCUMENT = """\
template = "standard"
title = "Checkout errors"

[[timeline]]
time = "10:15"
event = "First alert"
moment = "detected"

[[timeline]]
time = "10:20"
event = "Team notified"
"""
COLOURS = {
    "truecolor": re.compile(r"[34]8;2;"),
    "256": re.compile(r"[34]8;5;"),
    "16": re.compile(r"(?:^|;)(?:[34][0-7]|9[0-7]|10[0-7])(?:;|$)"),
}
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def kinds(output: bytes) -> set[str]:
    """The kinds of colours that were sent."""
    found: set[str] = set()
    for code in _SGR.findall(output):
        text = code.decode()
        kind = next((name for name, known in COLOURS.items() if known.search(text)), "")
        found |= {kind} - {""}
    return found


def opened(folder: Path, environment: dict[str, str | None]) -> Terminal:
    """The program with the document, in an environment."""
    path = folder / "outage.toml"
    path.write_text(DOCUMENT)
    argv = [sys.executable, "-m", "tests.patient_program", str(path)]
    terminal = Terminal(argv, columns=120, rows=30, env=environment, cwd=ROOT)
    terminal.wait_for("Detection Method")
    return terminal


def at(terminal: Terminal, words: str, above: int = 0) -> Cell:
    """The cell of the last of the words where they are shown last, or one above it."""
    y = max((y for y, line in enumerate(terminal.lines) if words in line[:60]), default=None)
    if y is None:  # not yet
        return Cell("", "", "", frozenset())
    return terminal.cell(terminal.lines[y].index(words.split()[-1]), y - above)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, {"truecolor"}),
        ({"COLORTERM": None}, {"256"}),
        ({"COLORTERM": None, "TERM": "screen-256color"}, {"256"}),
        ({"COLORTERM": None, "TERM": "xterm"}, {"16"}),
        ({"COLORTERM": None, "TERM": "linux"}, {"16"}),
        ({"NO_COLOR": "1"}, set()),
        ({"NO_COLOR": "1", "COLORTERM": None, "TERM": "xterm"}, set()),
    ],
    ids=["truecolor", "256", "screen", "16", "linux", "none", "none-of-16"],
)
def test_no_other_colours_are_sent(
    tmp_path: Path, environment: dict[str, str | None], expected: set[str]
) -> None:
    with opened(tmp_path, environment) as terminal:
        terminal.press("f4", "up")
        terminal.wait_for("First alert")
        terminal.press("f6")
        terminal.wait_for("Go to")
        terminal.settle(0.3)
        assert kinds(bytes(terminal.output)) == expected


def test_without_colours_what_is_chosen_is_seen(tmp_path: Path) -> None:
    with opened(tmp_path, {"NO_COLOR": "1"}) as terminal:
        terminal.press("f4")
        terminal.wait_for("Team notified")
        terminal.press("up")
        terminal.wait_until(lambda: "reverse" in at(terminal, "Team notified").attributes)
        assert "reverse" not in at(terminal, "Team notified", above=1).attributes
        terminal.press("f6", "down")
        terminal.wait_for("Go to")
        terminal.wait_until(lambda: "underscore" in at(terminal, "2 Timeline").attributes)
        assert "underscore" not in at(terminal, "2 Timeline", above=1).attributes
