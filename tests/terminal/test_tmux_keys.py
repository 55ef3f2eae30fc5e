"""Every key of every command arrives through a real tmux with its default settings (fault D4)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotwash.tui.commands import COMMANDS, KeyScope

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

APP = Path(__file__).with_name("registry_app.py")
PLACES: dict[str, tuple[KeyScope, ...]] = {
    "text": (KeyScope.ANYWHERE,),
    KeyScope.TIMELINE: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.TIMELINE,
    ),
    KeyScope.ACTIONS: (KeyScope.TABLE, KeyScope.ACTIONS),
    KeyScope.CELL: (KeyScope.CELL,),
}
"""Where the focus is, and the scopes whose keys must act there."""

TMUX_NAMES = {
    "pageup": "PPage",
    "pagedown": "NPage",
    "insert": "IC",
    "delete": "DC",
    "enter": "Enter",
    "escape": "Escape",
    "space": "Space",
    "up": "Up",
    "down": "Down",
}
MODIFIERS = {"ctrl": "C", "shift": "S", "alt": "M"}


def tmux_name(key: str) -> str:
    """A key in tmux's spelling."""
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    named = TMUX_NAMES.get(base, base.upper() if base[1:].isdigit() else base)
    return "-".join([*(MODIFIERS[name] for name in modifiers), named])


def keys_at(place: str) -> list[tuple[str, str]]:
    """Every key that must act in a place, and the command it runs."""
    kept = {"undo", "redo"} if place == "text" else set()  # these two are the text's own there
    return [
        (key, command.id)
        for command in COMMANDS
        for key, scope in command.bound()
        if scope in PLACES[place] and command.id not in kept
    ]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Callable[..., str]]]:
    """Start the program in a tmux of its own; returns how to call that tmux."""
    socket = str(tmp_path / "socket")

    def call(*arguments: str) -> str:
        command = ["tmux", "-S", socket, "-f", "/dev/null", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin(place: str) -> Callable[..., str]:
        program = f"{sys.executable} '{APP}' '{tmp_path}/log' '{place}'"
        call("new-session", "-d", "-x", "80", "-y", "24", program)
        return call

    yield begin
    subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True, check=False)


def wait_for(log: Path, lines: int) -> list[str]:
    """The log, once it has so many lines, or after a minute."""
    for _ in range(3000):
        found = log.read_text().split() if log.exists() else []
        if len(found) >= lines:
            return found
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_key_arrives(
    place: str, start: Callable[[str], Callable[..., str]], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    tmux = start(place)
    assert wait_for(log, 1) == ["ready"]
    expected = keys_at(place)
    assert expected
    arrived = []
    for number, (key, _) in enumerate(expected, start=2):
        tmux("send-keys", tmux_name(key))
        found = wait_for(log, number)
        arrived.append((key, found[-1] if len(found) >= number else ""))
        if len(found) < number:
            break
    assert arrived == expected


def test_the_test_knows_every_scope_with_keys_of_its_own() -> None:
    known = {scope for scopes in PLACES.values() for scope in scopes}
    assert known == {command.scope for command in COMMANDS}
    assert os.access(APP, os.R_OK)
