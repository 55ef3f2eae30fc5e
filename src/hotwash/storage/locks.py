"""A lock for each file, so that those who read, merge and write it take turns.

The lock is the kernel's (`flock`) on a small file of its own in the state folder: it is never left
behind by a program that was killed. It covers this user on this machine; everyone else is covered
by the comparison before each save.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hotwash.errors import CannotSave
from hotwash.storage import folders

TIMEOUT = 30.0
"""Seconds to wait for others: fifty writers in a row take a few."""


@contextmanager
def locked(path: str, *, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold a file's lock. Not reentrant: a thread that has it must not ask again.

    Args:
        path: The file; it need not exist.
        timeout: Seconds to wait for it.

    Raises:
        CannotSave: Others held it all that time.
    """
    descriptor = _open(path)
    try:
        _wait(descriptor, path, timeout)
        yield
    finally:
        # Closing gives the lock back.
        os.close(descriptor)


def _open(path: str) -> int:
    target = os.path.realpath(path)
    no_follow = getattr(os, "O_NOFOLLOW", 0)
    if folders.is_shared():
        name = os.path.join(folders.state_folder("locks"), f"{name_for(target)}.lock")
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | no_follow, 0o600)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENOENT):
                raise CannotSave(
                    f"no lock: {error.strerror}", where=name, remedy="remove that file"
                ) from error
    # No folder that others share: the document's own folder can be locked as well.
    try:
        return os.open(os.path.dirname(target), os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CannotSave(
            error.strerror or str(error), where=os.path.dirname(target), remedy="save elsewhere"
        ) from error


def _wait(descriptor: int, path: str, timeout: float) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno in (errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS):
                # A file system without locks: the comparison before the save has to do.
                return
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
                raise CannotSave(f"no lock: {error.strerror}", where=path) from error
        if time.monotonic() >= end:
            raise CannotSave(
                f"other programs held the file for {timeout:g} seconds",
                where=path,
                remedy="try again",
            )
        # Those who wait do not all come back at once.
        time.sleep(0.002 + os.urandom(1)[0] / 25_600)


def name_for(path: str) -> str:
    """A short name, safe in any folder, that stands for a path in the state folder."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
