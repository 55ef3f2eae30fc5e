"""Files read whole, with what they were like; what is no plain file is refused in words."""

from __future__ import annotations

import os
import stat

from hotwash.errors import UnreadableFile
from hotwash.storage import in_place
from hotwash.storage.fingerprints import Fingerprint

LIMIT = 5_000_000
"""Bytes of the largest file that is read."""


def read_bytes(path: str, *, limit: int = LIMIT) -> tuple[bytes, Fingerprint]:
    """Read a whole file.

    A save in place that was cut short is finished first.

    Args:
        path: The file.
        limit: Bytes that are read at most.

    Raises:
        UnreadableFile: It is missing, no plain file, too large, or cannot be read.
    """
    in_place.repair(path)
    try:
        # A pipe without a writer would block for ever without this flag.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        found = os.fstat(descriptor)
        _refuse_unless_file(path, found)
        if found.st_size > limit:
            raise _too_large(path, found.st_size, limit)
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise _too_large(path, len(data), limit)
        return data, Fingerprint.made(os.fstat(descriptor), data)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(descriptor)


def _refuse_unless_file(path: str, found: os.stat_result) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    what = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device, not a file"
    raise UnreadableFile(what, where=path, remedy="name a file")


def _too_large(path: str, size: int, limit: int) -> UnreadableFile:
    return UnreadableFile(
        f"too large, {size / 1e6:.1f} MB",
        where=path,
        remedy=f"at most {limit // 1_000_000} MB are read",
    )


def _unreadable(path: str, error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("no such file", where=path, remedy="check the name")
    if isinstance(error, PermissionError):
        return UnreadableFile("no right to read it", where=path, remedy="check its permissions")
    if isinstance(error, IsADirectoryError):
        return UnreadableFile("a folder", where=path, remedy="name a file")
    return UnreadableFile(error.strerror or str(error), where=path, remedy="check the name")
