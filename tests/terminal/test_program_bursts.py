"""Keys that come many at a time, as over a slow line, do what they do one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pty_driver import key_bytes
from tests.whole_program import Run

from hotwash.editing import new
from hotwash.postmortem.document import Answer, Row


def keys(words: str) -> bytes:
    """What a terminal sends for keys by name, and for texts behind `=`, at one go."""
    return b"".join(
        word[1:].encode() if word.startswith("=") else key_bytes(word) for word in words.split(",")
    )


BURSTS: dict[str, tuple[str, tuple[str, ...], Answer]] = {
    "a tab and its text": ("f4,f4,=one word", ("causes",), ("one word",)),
    "a tab and back": ("f4,=away,f3,down,=here", ("story",), "away"),
    "a place of the menu and its text": (
        "ctrl+g,=41015 alert,enter,=1020 over,enter",
        ("timeline",),
        (Row({"time": "10:15", "event": "alert"}), Row({"time": "10:20", "event": "over"})),
    ),
    "a key of the menu twice": ("ctrl+g,=22", ("story",), "2"),
    "a row, deleted, and another tab": (
        "f4,f4,f4,=1015 a,enter,=1016 b,enter,up,delete,f4,a,=task,escape",
        ("timeline",),
        (Row({"time": "10:15", "event": "a"}),),
    ),
    "a row by cells": (
        "f4,f4,f4,f4,a,=one,tab,=Ana,enter,f3,f4,a,=two",
        ("actions",),
        (Row({"task": "one", "owner": "Ana"}), Row({"task": "two"})),
    ),
    "typed and taken back": ("f4,=abc,backspace,backspace,=d", ("story",), "ad"),
    "a text that begins as a choice": (
        "down,=Pager off,f4,=x",
        ("facts", "severity"),
        "Pager off",
    ),
    "an item cell by cell with Enter, and the next one": (
        "f4,f4,f4,f4,a,=one,enter,=Ana,enter,enter,=axe,enter,=two",
        ("actions",),
        (Row({"task": "one", "owner": "Ana", "link": "axe"}), Row({"task": "two"})),
    ),
    "text typed on after the last item": (
        "f4,f4,f4,f4,a,=one,enter,enter,enter,enter,enter,=x xaJKyou left out",
        ("actions",),
        (Row({"task": "one"}),),
    ),
    "a save in the middle of a cell": (
        "f4,f4,f4,f4,a,=one,ctrl+s,=x x",
        ("actions",),
        (Row({"task": "onex x"}),),
    ),
    "rows selected and deleted": (
        "f4,f4,f4,=10:00 a,enter,=10:01 b,enter,=10:02 c,enter,up,shift+up,delete",
        ("timeline",),
        (Row({"time": "10:00", "event": "a"}),),
    ),
    "a letter with Alt": ("f4,alt+a,=b,alt+c,f4,=x", ("story",), "b"),
    "Escape and a letter soon, in a cell": (
        "f4,f4,f4,f4,a,=one,escape,=a,=two,escape,f3,f4,a,=three",
        ("actions",),
        (Row({"task": "one"}), Row({"task": "two"}), Row({"task": "three"})),
    ),
}


@pytest.mark.parametrize("name", BURSTS)
def test_a_burst_of_keys(tmp_path: Path, name: str) -> None:
    words, path, answer = BURSTS[name]
    with Run(tmp_path) as run:
        run.terminal.send(keys(words) + keys("ctrl+q"))
        assert run.terminal.wait_exit() == 0
    assert new.open_any(str(run.path)).session.document.answer(path) == answer


def test_rows_that_are_typed_while_the_line_stands_still(tmp_path: Path) -> None:
    with Run(tmp_path, "entry") as run:
        run.terminal.type("10")
        run.terminal.send("15 alert\r1020 the first of us is there\r1030 ov")
        run.terminal.read(0.3)
        run.terminal.send("er\r")
        run.terminal.read(0.3)
        run.terminal.press("ctrl+q")
        assert run.terminal.wait_exit() == 0
    rows = new.open_any(str(run.path)).session.document.rows(("timeline",))
    assert [(row["time"], row["event"]) for row in rows] == [
        ("10:15", "alert"),
        ("10:20", "the first of us is there"),
        ("10:30", "over"),
    ]
