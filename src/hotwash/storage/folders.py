"""Where Hotwash keeps what is its own: recovery drafts, locks, settings.

The state folder holds what was typed and not saved, so it is the user's alone: made with mode 0700,
and not used when it is a link or belongs to someone else. When there is no such place a temporary
folder of this process takes over, and `warnings` says so.
"""

from __future__ import annotations

import os
import stat
import threading
from functools import lru_cache

_NAME = "hotwash"

_warnings: list[str] = []

_finding = threading.RLock()
"""The screen and the autosave ask at the same moment; both must get the same folder."""


def warnings() -> tuple[str, ...]:
    """What a person should know of the folders in use, in words; empty when all is well."""
    return tuple(_warnings)


def state_folder(*below: str) -> str:
    """The folder for drafts, locks and memories, made when it is missing.

    Args:
        below: Names of a folder within it, which is made too.
    """
    with _finding:
        folder = _state_folder(
            os.environ.get("XDG_STATE_HOME", ""),
            _home(),
            os.environ.get("XDG_RUNTIME_DIR", ""),
            os.geteuid(),
        )
    for name in below:
        folder = os.path.join(folder, name)
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def is_shared() -> bool:
    """Whether other processes of this user have the same state folder: not the temporary one."""
    return not os.path.basename(state_folder()).startswith(f"{_NAME}-")


def config_folder() -> str:
    """The folder for settings and templates; it need not exist."""
    home = _home()
    base = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):
        if not os.path.isabs(home):
            return os.path.join(state_folder(), "config")
        base = os.path.join(home, ".config")
    return os.path.join(base, _NAME)


def _home() -> str:
    """The home folder; empty when `HOME` is set to nothing, which does not mean the root."""
    return os.path.expanduser("~") if os.environ.get("HOME", "~") else ""


@lru_cache(maxsize=8)
def _state_folder(xdg: str, home: str, runtime: str, user: int) -> str:
    bases = [xdg if os.path.isabs(xdg) else ""]
    if not bases[0] and os.path.isabs(home):
        bases[0] = os.path.join(home, ".local", "state")
    bases.append(runtime if os.path.isabs(runtime) else "")
    refusal = "there is no home folder"
    for base in filter(None, bases):
        folder = os.path.join(base, _NAME)
        said = _refusal(folder, user)
        if said is None:
            if base != bases[0]:
                _warnings.append(f"{refusal}; recovery drafts are kept in {folder} until reboot")
            return folder
        refusal = said if base == bases[0] else refusal
    import tempfile

    folder = tempfile.mkdtemp(prefix=f"{_NAME}-")
    _warnings.append(f"{refusal}; recovery drafts are kept in {folder}")
    return folder


def _refusal(folder: str, user: int) -> str | None:
    """Why a folder cannot be used, or None when it can; it is made when it is missing."""
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        if not os.path.lexists(folder):
            os.mkdir(folder, 0o700)
        found = os.lstat(folder)
        if what := _what_else(found, user):
            return f"{folder} {what}"
        if stat.S_IMODE(found.st_mode) & 0o077:
            os.chmod(folder, 0o700)
        if not os.access(folder, os.W_OK | os.X_OK):
            return f"{folder} is read-only"
        # A read-only file system says so only when it is tried; a name of its own harms nobody.
        probe = os.path.join(folder, f".probe-{os.getpid()}")
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(probe)
    except OSError as error:
        return f"{folder}: {error.strerror or error}"
    return None


def _what_else(found: os.stat_result, user: int) -> str:
    """Say what something is that is no folder of one's own; empty when it is one."""
    if stat.S_ISLNK(found.st_mode):
        return "is a link"
    if not stat.S_ISDIR(found.st_mode):
        return "is not a folder"
    return "" if found.st_uid == user else "belongs to someone else"
