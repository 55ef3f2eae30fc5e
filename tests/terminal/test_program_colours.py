"""The whole program in the colours that its terminal has, and in none where none are wanted."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.pty_driver import Terminal

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
    argv = [sys.executable, "-m", "hotwash", str(path)]
    terminal = Terminal(argv, columns=120, rows=30, env=environment)
    terminal.wait_for("Detection Method")
    return terminal


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
        terminal.press("f4", "up")
        terminal.wait_for("Team notified")
        terminal.settle(0.3)
        y = next(y for y, line in enumerate(terminal.lines) if "Team notified" in line[:60])
        x = terminal.lines[y].index("Team")
        assert "reverse" in terminal.cell(x, y).attributes
        assert "reverse" not in terminal.cell(x, y - 1).attributes
        terminal.press("f6", "down")
        terminal.wait_for("Go to")
        terminal.settle(0.3)
        y = next(y for y, line in enumerate(terminal.lines) if "2 Timeline" in line)
        x = terminal.lines[y].index("Timeline")
        assert "underscore" in terminal.cell(x, y).attributes
        assert "underscore" not in terminal.cell(x, y - 1).attributes
