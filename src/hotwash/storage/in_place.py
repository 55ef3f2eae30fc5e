"""Writing a file in place, for files that must keep their inode, so that it can be repaired.

Before the first byte is written a copy of the old and the new bytes is synced in the state folder.
A program that dies in the middle leaves the copy; whoever reads the file next finishes the save.
"""

from __future__ import annotations

import errno
import os

from hotwash.storage import folders
from hotwash.storage.file_calls import REAL, FileCalls
from hotwash.storage.locks import name_for
from hotwash.storage.processes import is_running, this_process

_SECTOR = 512
"""Bytes that a disk writes at once: a file that was being written is a mix of such pieces."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

_being_written: set[str] = set()
"""The files that this process is writing: what another of its threads reads needs no repair."""


def write(target: str, data: bytes, io: FileCalls) -> None:
    """Write a file without giving it a new inode.

    Raises:
        OSError: It could not be written. After an error in the middle the old bytes are put back
            if that can be done; the copy stays if not.
    """
    old = _bytes_of(target)
    copy = _keep_copy(target, old, data, io)
    _being_written.add(target)
    try:
        _overwrite(target, data, io)
    except OSError:
        _overwrite(target, old, REAL)
        _forget(copy, REAL)
        raise
    finally:
        _being_written.discard(target)
    _forget(copy, io)


def _overwrite(target: str, data: bytes, io: FileCalls) -> None:
    descriptor = io.open(target, os.O_WRONLY | os.O_CLOEXEC)
    try:
        write_all(io, descriptor, data)
        io.truncate(descriptor, len(data))
        io.sync(descriptor)
    finally:
        io.close(descriptor)


def write_all(io: FileCalls, descriptor: int, data: bytes) -> None:
    """Write all the data, however little the system takes at a time."""
    view = memoryview(data)
    while view:
        taken = io.write(descriptor, view)
        if taken <= 0:
            raise OSError(errno.EIO, "nothing was written")
        view = view[taken:]


def sync_folder(folder: str, io: FileCalls) -> None:
    """Wait until the names in a folder are on the disk, where the file system can tell.

    Raises:
        OSError: The disk said that they are not.
    """
    try:
        descriptor = io.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            # A folder that may be written and not read.
            return
        raise
    try:
        io.sync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        io.close(descriptor)


def repair(path: str) -> bool:
    """Finish a save in place that was cut short.

    Only a file that is a mix of the old and the new bytes is written; whatever else is there is
    someone's newer text.

    Returns:
        Whether the file was repaired.
    """
    target = os.path.realpath(path)
    copy = _copy_of(target)
    if target in _being_written or not os.path.lexists(copy):
        return False
    try:
        head, old, new = _read_copy(copy)
        if is_running(head) and head.get("pid") != os.getpid():
            return False
        now = _bytes_of(target)
        if now in (old, new) or not _is_mix(now, old, new):
            _forget(copy, REAL)
            return False
        _overwrite(target, new, REAL)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    _forget(copy, REAL)
    return True


def _is_mix(now: bytes, old: bytes, new: bytes) -> bool:
    if len(now) > max(len(old), len(new)):
        return False
    for start in range(0, len(now), _SECTOR):
        piece = slice(start, min(start + _SECTOR, len(now)))
        found = now[piece]
        if found not in (old[piece], new[piece]) and not _is_joint(found, old[piece], new[piece]):
            return False
    return True


def _is_joint(found: bytes, old: bytes, new: bytes) -> bool:
    """Whether a piece is new up to some byte and old from there: where a write was cut."""
    same = 0
    while same < min(len(found), len(new)) and found[same] == new[same]:
        same += 1
    return found[same:] == old[same : len(found)]


def _bytes_of(target: str) -> bytes:
    with open(target, "rb") as file:
        return file.read()


def _copy_of(target: str) -> str:
    return os.path.join(folders.state_folder("saving"), f"{name_for(target)}.save")


def _keep_copy(target: str, old: bytes, new: bytes, io: FileCalls) -> str:
    import json

    copy = _copy_of(target)
    sizes = {"target": target, "old": len(old), "new": len(new)}
    head = json.dumps({**sizes, **this_process()}).encode() + b"\n"
    temporary = f"{copy}.{os.urandom(8).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | _NO_FOLLOW
    descriptor = io.open(temporary, flags, 0o600)
    try:
        try:
            write_all(io, descriptor, head + old + new)
            io.sync(descriptor)
        finally:
            io.close(descriptor)
        io.replace(temporary, copy)
    except BaseException:
        _forget(temporary, REAL)
        raise
    sync_folder(os.path.dirname(copy), io)
    return copy


def _read_copy(copy: str) -> tuple[dict[str, object], bytes, bytes]:
    import json

    with open(os.open(copy, os.O_RDONLY | os.O_CLOEXEC | _NO_FOLLOW), "rb") as file:
        head, rest = file.readline(), file.read()
    told = json.loads(head)
    old, new = int(told["old"]), int(told["new"])
    if len(rest) != old + new:
        raise ValueError("the copy is not whole")
    return told, rest[:old], rest[old:]


def _forget(copy: str, io: FileCalls) -> None:
    try:
        io.unlink(copy)
    except OSError:
        # It is found to be done with when the file is next read.
        return
