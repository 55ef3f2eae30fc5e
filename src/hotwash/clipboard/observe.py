"""What the plan needs to know of this machine; tmux and ps are asked with a time limit."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from hotwash.clipboard.children import run
from hotwash.clipboard.plan import Environment

TOOLS = ("xclip", "xsel", "wl-copy")

ANSWER_WITHIN = 2.0
"""Seconds that tmux and ps get to answer."""


def observe(variables: Mapping[str, str] | None = None) -> Environment:
    """Look at where the program runs. Takes up to some seconds when tmux does not answer.

    Args:
        variables: The environment variables; those of this process unless given.
    """
    found = os.environ if variables is None else variables
    version, features = _tmux() if found.get("TMUX") else (None, frozenset[str]())
    return Environment(
        variables=dict(found),
        platform=sys.platform,
        wsl=_is_wsl(),
        tools=frozenset(name for name in TOOLS if shutil.which(name)),
        ancestors=_ancestors(),
        tmux_version=version,
        tmux_features=features,
    )


def read_tmux_version(text: str) -> tuple[int, int] | None:
    """Read `tmux 3.3a`, `tmux next-3.5`, `tmux master`; None for anything else.

    A tmux built from its sources (`master`, `openbsd-…`) counts as the newest.
    """
    match = re.search(r"(\d+)\.(\d+)", text)
    if text.startswith(("tmux master", "tmux openbsd")):
        return (99, 0)
    return (int(match[1]), int(match[2])) if match and text.startswith("tmux") else None


def _tmux() -> tuple[tuple[int, int] | None, frozenset[str]]:
    """The version and the terminal's features, if the server that we run in answers."""
    done = run(["tmux", "-V"], seconds=ANSWER_WITHIN, read=True)
    version = read_tmux_version(done.output) if done.code == 0 else None
    if version is None:
        return None, frozenset()
    asked = ["tmux", "display-message", "-p", "#{client_termfeatures}"]
    done = run(asked, seconds=ANSWER_WITHIN, read=True)
    if done.code != 0:
        return None, frozenset()
    return version, frozenset(done.output.strip().split(","))


def _is_wsl() -> bool:
    try:
        return "microsoft" in Path("/proc/version").read_text("utf-8", "replace").lower()
    except OSError:
        return False


def _ancestors() -> tuple[str, ...]:
    """The names of the processes above this one; what can be found of them."""
    names: list[str] = []
    pid = os.getppid() if sys.platform != "win32" else 0
    while pid > 1 and len(names) < 64:
        name, pid = _parent_from_proc(pid) if sys.platform == "linux" else _parent_from_ps(pid)
        names.append(name)
    return tuple(names)


def _parent_from_proc(pid: int) -> tuple[str, int]:
    """A process's name and its parent's id."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return "", 0
    # The name stands in brackets and may hold brackets and blanks itself.
    name, _, rest = text.partition("(")[2].rpartition(")")
    fields = rest.split()
    return name, int(fields[1]) if len(fields) > 1 else 0


def _parent_from_ps(pid: int) -> tuple[str, int]:
    done = run(["ps", "-o", "ppid=,comm=", "-p", str(pid)], seconds=ANSWER_WITHIN, read=True)
    parent, _, name = done.output.strip().partition(" ")
    return os.path.basename(name.strip()), int(parent) if parent.isdigit() else 0
