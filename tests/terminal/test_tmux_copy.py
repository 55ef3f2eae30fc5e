"""A copy inside a real tmux reaches the terminal around it, with tmux's default settings."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.pty_driver import Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

TEXT = "# Checkout – errors 火\n\n| 10:15 | alert |\n" * 500
PROGRAM = """
import sys
from hotwash.clipboard import copy, write_terminal
text = open(sys.argv[1], encoding="utf-8").read()
report = copy(text, file="/srv/outage.md", write_terminal=write_terminal)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write(report.certain + "\\n" + report.message)
print("done" + ":", len(text))
"""


@dataclass
class Copied:
    """What came of a copy."""

    terminal: list[str]
    """Texts that the terminal around tmux was given for its clipboard."""
    buffer: str
    """tmux's own buffer."""
    certain: str
    message: str


def copy_in_tmux(folder: Path, settings: str, term: str) -> Copied:
    """Run a program that copies inside a tmux in a terminal of some kind."""
    (folder / "program.py").write_text(PROGRAM)
    (folder / "text").write_text(TEXT)
    (folder / "tmux.conf").write_text(settings)
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", str(folder / "tmux.conf")]
    line = f"{sys.executable} {folder}/program.py {folder}/text {folder}/report; sleep 60"
    with Terminal([*tmux, "new-session", line], env={"TERM": term}) as outer:
        outer.wait_for(f"done: {len(TEXT)}")
        outer.settle(0.3)
        buffer = subprocess.run([*tmux, "show-buffer"], capture_output=True, check=False).stdout
        sequences = re.findall(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)", outer.output)
    certain, message = (folder / "report").read_text().split("\n", 1)
    texts = [base64.b64decode(found).decode() for found in sequences]
    return Copied(texts, buffer.decode(), certain, message)


@pytest.fixture(autouse=True)
def ended(tmp_path: Path) -> Iterator[None]:
    """No tmux is left behind."""
    yield
    kill = ["tmux", "-S", str(tmp_path / "socket"), "kill-server"]
    subprocess.run(kill, capture_output=True, check=False)


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "set -s set-clipboard on",
        "set -s set-clipboard off",
        "set -g allow-passthrough on",
    ],
)
def test_it_arrives_whatever_the_settings(tmp_path: Path, settings: str) -> None:
    found = copy_in_tmux(tmp_path, settings, "xterm-256color")
    assert found.terminal == [TEXT]
    assert found.buffer == TEXT
    assert found.certain == "sent"
    assert "through tmux" in found.message and "/srv/outage.md" in found.message


@pytest.mark.parametrize("term", ["screen-256color", "vt100"])
def test_a_terminal_that_tmux_does_not_trust_is_said(tmp_path: Path, term: str) -> None:
    found = copy_in_tmux(tmp_path, "", term)
    assert found.terminal == []
    assert found.buffer == TEXT
    assert found.certain == "sent"
    assert "may not take it" in found.message and "/srv/outage.md" in found.message
