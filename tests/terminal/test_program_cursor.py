"""With `terminal_cursor` the terminal's own cursor is at the caret, or at what is chosen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.pty_driver import Terminal

DOCUMENT = """\
template = "standard"
title = "Outage"

[incident_details]
severity = "P2"

[[timeline]]
time = "10:15"
event = "First alert"
"""
CURSOR = 25


def started(folder: Path, setting: str) -> Terminal:
    """The program with the document, and with a line in its settings."""
    path = folder / "outage.toml"
    path.write_text(DOCUMENT)
    (folder / "config" / "hotwash").mkdir(parents=True)
    (folder / "config" / "hotwash" / "config.toml").write_text(setting)
    terminal = Terminal(
        [sys.executable, "-m", "hotwash", str(path)],
        env={**dict.fromkeys(["COLORFGBG"]), "XDG_CONFIG_HOME": os.fspath(folder / "config")},
    )
    terminal.wait_for("Detection Method")
    return terminal


def at_cursor(terminal: Terminal) -> tuple[str, str]:
    """What stands before the cursor and after it on its line, once all has come."""
    terminal.settle(0.4)
    line = terminal.lines[terminal.screen.cursor.y].ljust(terminal.columns)
    return line[: terminal.screen.cursor.x], line[terminal.screen.cursor.x :]


def test_the_cursor_is_where_one_types_and_chooses(tmp_path: Path) -> None:
    with started(tmp_path, "terminal_cursor = true\n") as terminal:
        assert terminal.modes[CURSOR]
        terminal.wait_until(lambda: "Title  " in "".join(at_cursor(terminal)))
        terminal.type("s")
        assert at_cursor(terminal)[0].endswith("Outages")
        terminal.press("tab", "tab", "tab")
        assert at_cursor(terminal)[1].startswith("(•) P2")
        terminal.press("right")
        assert at_cursor(terminal)[1].startswith("(•) P3")
        terminal.press("f4")
        terminal.wait_for("First alert")
        terminal.type("1020 go")
        assert at_cursor(terminal)[0].endswith("1020 go")
        terminal.press("f6", "down", "down")
        terminal.wait_for("Go to")
        assert "3 Root Cause" in at_cursor(terminal)[1]
        terminal.press("escape", "ctrl+p")
        terminal.wait_for("Search for commands")
        terminal.type("rev")
        assert at_cursor(terminal)[0].endswith("rev")


def test_without_the_setting_it_is_hidden(tmp_path: Path) -> None:
    with started(tmp_path, "") as terminal:
        assert not terminal.modes[CURSOR]
