"""Tools that lie, hang, print or stay behind (faults G1): the screen waits for none of them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hotwash.clipboard import Certain, Environment, copy, plan
from hotwash.clipboard.plan import Way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tools of X are faked")

FILE = "/srv/outage.md"
HONEST = """
case "$*" in *-o*) cat "$STORE" 2>/dev/null ;; *) cat > "$STORE" ;; esac
"""
STAYS_BEHIND = """
case "$*" in *-o*) cat "$STORE" ;; *) cat > "$STORE"; sleep 600 & echo $! > "$STORE.pid" ;; esac
"""


@pytest.fixture
def display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A display that is there for the plan, with nothing but fake tools on the path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "ZELLIJ"):
        monkeypatch.delenv(name, raising=False)
    for name in ("WAYLAND_DISPLAY", "VTE_VERSION", "HOTWASH_CLIPBOARD", "KONSOLE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("STORE", str(tmp_path / "clipboard"))
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return tools


def tool(folder: Path, script: str, name: str = "xclip") -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class Terminal:
    def __init__(self) -> None:
        self.written = ""

    def __call__(self, text: str) -> None:
        self.written += text


def test_an_honest_tool_is_believed(display: Path) -> None:
    tool(display, HONEST)
    terminal = Terminal()
    text = "naïve – 火 🔥\n" * 2000
    report = copy(text, file=FILE, write_terminal=terminal)
    assert (report.certain, report.ways) == (Certain.COPIED, (Way.TOOL,))
    assert (display.parent / "clipboard").read_text() == text
    assert terminal.written == "" and FILE in report.message


def test_a_tool_that_swallows_the_text_is_not(display: Path) -> None:
    tool(display, 'echo "Error: Can\'t open display" >&2; exit 1')
    terminal = Terminal()
    report = copy("text", file=FILE, write_terminal=terminal)
    assert report.certain is Certain.SENT and terminal.written
    assert "opied" not in report.message


def test_a_tool_that_hangs_is_ended_in_time(display: Path) -> None:
    tool(display, 'echo $$ > "$STORE.pid"; sleep 600')
    report = copy("text", file=FILE, write_terminal=Terminal())
    assert report.certain is Certain.SENT
    assert "did not answer" in report.reasons[0]
    pid = int((display.parent / "clipboard.pid").read_text())
    while alive(pid):  # a signal was sent; the kernel ends it in its own time
        time.sleep(0.01)


def test_a_tool_that_stays_behind_holds_nothing(display: Path) -> None:
    """A copy from the command line must end, and its terminal be free, while xclip serves on."""
    tool(display, STAYS_BEHIND)
    program = (
        "from hotwash.clipboard import copy;"
        f"print(copy('text', file='{FILE}', write_terminal=print).certain)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "copied\n" and done.stderr == ""
    pid = int((display.parent / "clipboard.pid").read_text())
    assert alive(pid)
    session = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[4])
    assert session == 0, "it has a terminal of ours"
    os.kill(pid, 9)


def test_the_folder_one_stands_in_is_not_imported_from(
    display: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(display, HONEST)
    bad = display.parent / "work"
    bad.mkdir()
    (bad / "pyperclip.py").write_text("open('/' and __file__ + '.ran', 'w').close()")
    monkeypatch.chdir(bad)
    report = copy("text", file=FILE, write_terminal=Terminal())
    assert report.certain is Certain.COPIED
    assert not (bad / "pyperclip.py.ran").exists()


def test_a_tmux_that_hangs_is_not_waited_for(
    display: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(display, "sleep 600", "tmux")
    monkeypatch.setenv("TMUX", "/tmp/x,1,0")
    monkeypatch.delenv("DISPLAY")
    report = copy("text", file=FILE, write_terminal=Terminal())
    assert report.ways == (Way.OSC52,)


def test_an_editor_without_any_variable_still_has_a_plan() -> None:
    assert plan(Environment(), 10).steps


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
