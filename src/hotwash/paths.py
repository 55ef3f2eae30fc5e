"""Which files a document or a cloned folder may name, and reading none but plain files.

A person follows any path. A document, a template and a folder that came from somebody else may only
name what lies in the repository (or the folder) that they are in, after links are resolved: else
exporting a stranger's postmortem would publish any file of the machine.
"""

from __future__ import annotations

import os
import stat

_BELOW_SYSTEM = ("/dev/", "/proc/", "/sys/")
_HOTWASH = ".hotwash"


def root_of(folder: str) -> str:
    """Return the repository that a folder is in, links resolved; the folder itself without one."""
    start = here = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return start
        here = above
    return here


def refusal(path: str, root: str) -> str:
    """Say why a path is not followed that did not come from a person; empty when it is.

    Args:
        path: The path, absolute or relative to the working folder.
        root: The folder that it must stay in, as `root_of` returns it.
    """
    try:
        real = os.path.realpath(path)
    except ValueError:
        return "is no path"
    if real.startswith(_BELOW_SYSTEM):
        return "is no plain file"
    # The root of the machine is the folder of everything: only what lies right in it counts.
    inside = os.path.relpath(real, root).split(os.sep)
    if inside[0] == os.pardir or (root == os.sep and len(inside) > 1 and inside[0] != _HOTWASH):
        return "is outside the folder of the postmortem"
    if ".git" in inside:
        return "is git's own"
    try:
        if not stat.S_ISREG(os.stat(real).st_mode):
            return "is no plain file"
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"cannot be read ({(error.strerror or str(error)).lower()})"
    return ""


def read_plain(path: str, limit: int) -> bytes | None:
    """Return the first bytes of a plain file; None for a pipe, a device or a folder.

    Never waits for a writer and never opens a device.

    Args:
        path: The file; links are followed.
        limit: Bytes that are read at most.

    Raises:
        OSError: It cannot be read.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        return file.read(limit) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def leads_out(path: str) -> bool:
    """Whether a path is a link to somewhere outside the repository or the folder that it is in.

    What is written there would change a file that nobody named. A link to nothing counts as well.
    """
    if not os.path.islink(path) or os.path.abspath(path).startswith(_BELOW_SYSTEM):
        return False
    root = root_of(os.path.dirname(os.path.abspath(path)))
    real = os.path.realpath(path)
    return not os.path.exists(real) or bool(refusal(real, root))
