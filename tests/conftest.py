"""The machine is shut out of every test: a home of its own, no zone, no terminal, no clipboard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from hotwash.storage import folders
from hotwash.tui.run import FRAMES

# As the program sets it before it loads Textual; tests that have the app alone wait less for it.
os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))

settings.register_profile(
    "hotwash", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("hotwash")

_OUTSIDE = (
    "TMUX",
    "STY",
    "ZELLIJ",
    "SSH_CONNECTION",
    "SSH_TTY",
    "SSH_CLIENT",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "NO_COLOR",
    "VISUAL",
    "EDITOR",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--run-machine",
        action="store_true",
        help="run the tests that need more than CI has: a full tmpfs, root, a real sshd",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-machine"):
        return
    skip = pytest.mark.skip(reason="needs more than CI has; run by hand with --run-machine")
    for item in items:
        if "machine" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that is empty and nobody's; returned for tests that look into it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in _OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(folders, "_warnings", [])
    return folder
