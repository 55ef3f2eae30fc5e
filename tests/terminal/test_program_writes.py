"""The installed program in a real terminal: a timeline typed, saved, quit, and read from disk."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from tests.pty_driver import Terminal

HOTWASH = [sys.executable, "-m", "hotwash"]
EVENTS = [
    ("1000", "Deploy of 14.2 begins"),
    ("1010", "Checkout errors rise"),
    ("+5", "First alert | with a pipe"),
    ("10:20:30", "Team notified"),
    ("1030", "Investigation started"),
    ("11.00", "Root cause identified"),
    ("1130", "Fix deployed"),
    ("2pm", "Service restored"),
    ("2330", "Backfill started"),
    ("0010", "Backfill finished"),
]
TIMES = [
    *("10:00", "10:10", "10:15", "10:20:30", "10:30", "11:00", "11:30", "14:00", "23:30"),
    "2026-11-21 00:10",
]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_ten_events_are_ten_lines_typed(tmp_path: Path, columns: int, rows: int) -> None:
    path = tmp_path / "outage.toml"
    with Terminal([*HOTWASH, str(path)], columns=columns, rows=rows) as terminal:
        terminal.wait_for("Detection Method")
        terminal.type("Checkout errors")
        terminal.press("tab")
        terminal.type("2026-11-20")
        terminal.press("f4")
        terminal.wait_for("Enter adds a row")
        for time, event in EVENTS:
            terminal.type(f"{time} {event}")
            terminal.press("enter")
        terminal.wait_for("Backfill finished")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.not_given_back() == []
    data = tomllib.loads(path.read_text())
    assert data["title"] == "Checkout errors"
    assert [(row["time"], row["event"]) for row in data["timeline"]] == [
        (time, event) for time, (_, event) in zip(TIMES, EVENTS, strict=True)
    ]
    markdown = path.with_suffix(".md").read_text()
    assert "| 10:15 | First alert \\| with a pipe |" in markdown
    assert markdown.count("\n| ") == len(EVENTS) + 1
