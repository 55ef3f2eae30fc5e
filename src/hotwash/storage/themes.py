"""The colour theme that was chosen last; one in the settings file goes before it."""

from __future__ import annotations

import os

from hotwash.storage import files, folders

_LONGEST = 100


def remembered() -> str:
    """The theme that was chosen last; empty when none was."""
    try:
        with open(_file(), "rb") as file:
            return file.read(_LONGEST).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def remember(name: str) -> None:
    """Remember a theme for the next start; errors are ignored."""
    try:
        files.write_private(_file(), name.encode()[:_LONGEST])
    except OSError:
        return


def _file() -> str:
    return os.path.join(folders.state_folder(), "theme")
