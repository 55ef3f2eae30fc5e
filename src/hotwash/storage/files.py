"""Files written whole: a file is old or new, never broken.

A save makes a new file beside the old one, gives it all that the old one has (owner, mode,
attributes, access list), syncs it, and renames it over the old. A file that is expected to be as it
was read changes names with the new one instead, so that another program's change in the last moment
is seen and given back. Where a new file would lose something (a second hard link, an owner that
cannot be kept, a folder that cannot be written) it writes in place, and keeps a synced copy until
that is done; see `hotwash.storage.in_place`.
"""

from __future__ import annotations

import errno
import os
import stat
import time

from hotwash.errors import CannotSave
from hotwash.patterns import lazy_pattern
from hotwash.storage import in_place
from hotwash.storage.file_calls import REAL, FileCalls
from hotwash.storage.fingerprints import Fingerprint, changed
from hotwash.storage.locks import locked
from hotwash.storage.reading import LIMIT, read_bytes

__all__ = [
    "LIMIT",
    "ChangedMeanwhile",
    "FileCalls",
    "Fingerprint",
    "changed",
    "clean_up",
    "locked",
    "read_bytes",
    "write",
    "write_private",
]

_DAY = 24 * 3600

_TEMPORARY = lazy_pattern(r"\.hotwash-\d+-[0-9a-f]{16}\.tmp")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_NOT_REPLACEABLE = (errno.EBUSY, errno.EXDEV)
"""What renaming over a single bind-mounted file says."""

_CANNOT_SWAP = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""What systems and file systems say that cannot let two names change places."""


class ChangedMeanwhile(CannotSave):
    """Another program changed the file since it was read. It was not touched."""


class _WriteInPlace(Exception):
    """A new file in its place would lose something that the old one has."""


def write(
    path: str,
    data: bytes,
    *,
    io: FileCalls = REAL,
    expect: Fingerprint | None = None,
    like: str = "",
) -> Fingerprint:
    """Write a whole file so that its name always holds the old bytes or the new, whole.

    Links are followed and stay; mode, owner, attributes, access list and hard links are kept.

    Args:
        path: The file; it need not exist, its folder must.
        data: All its bytes.
        io: The calls to the system.
        expect: What the file must still be like; None for whatever is there.
        like: A file that has the same text: nobody may read the new one who may not read that.

    Raises:
        ChangedMeanwhile: The file is not as expected.
        CannotSave: It could not be written. It is as it was, or holds the new bytes.
    """
    target = os.path.realpath(path)
    try:
        old = _status(target)
        if old is not None:
            _refuse_unless_writable(path, old)
        _check(path, target, expect)
        if old is not None and old.st_nlink > 1:
            in_place.write(target, data, io)
        else:
            try:
                _replace(path, target, data, old, io, expect, _mode_of(like))
            except _WriteInPlace:
                _check(path, target, expect)
                in_place.write(target, data, io)
        return Fingerprint.made(os.stat(target), data)
    except OSError as error:
        raise _cannot_save(path, error) from error


def _mode_of(like: str) -> int:
    """The permissions that a file with the text of another one may have at most."""
    found = _status(like) if like else None
    return 0o7777 if found is None else stat.S_IMODE(found.st_mode) | 0o7600


def _status(target: str) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _refuse_unless_writable(path: str, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise CannotSave("not a plain file", where=path, remedy="save under another name")
    # Renaming would get round a read-only mode in silence, and so would being root.
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise CannotSave(
            "the file is read-only",
            where=path,
            remedy="make it writable (chmod u+w) or save under another name",
        )


def _check(path: str, target: str, expect: Fingerprint | None) -> None:
    if expect is not None and changed(target, expect):
        raise _changed_meanwhile(path)


def _changed_meanwhile(path: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "another program changed the file", where=path, remedy="it is read again and merged"
    )


def _cannot_save(path: str, error: OSError) -> CannotSave:
    remedies = {
        errno.ENOSPC: "make room on the disk",
        errno.EDQUOT: "make room within your quota",
        errno.EROFS: "save under another name",
        errno.EACCES: "check the permissions of the file and its folder",
        errno.EPERM: "check the permissions of the file and its folder",
        errno.ENOENT: "the folder is gone: make it again or save elsewhere",
    }
    remedy = remedies.get(error.errno or 0, "try again or save elsewhere")
    return CannotSave(error.strerror or str(error), where=path, remedy=remedy)


def _replace(
    path: str,
    target: str,
    data: bytes,
    old: os.stat_result | None,
    io: FileCalls,
    expect: Fingerprint | None,
    at_most: int,
) -> None:
    folder = os.path.dirname(target)
    name = os.path.join(folder, f".hotwash-{os.getpid()}-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | _NO_FOLLOW
    try:
        # A new file gets its mode from the kernel, which knows the umask and the folder's lists.
        descriptor = io.open(name, flags, 0o600 if old is not None else 0o666 & at_most)
    except OSError as error:
        if old is not None and error.errno in _NO_RIGHT:
            raise _WriteInPlace from error
        raise
    try:
        try:
            in_place.write_all(io, descriptor, data)
            if old is not None:
                _copy_metadata(descriptor, target, old, io, at_most)
            io.sync(descriptor)
        finally:
            io.close(descriptor)
        _check(path, target, expect)
        try:
            _take_place(path, name, target, io, expect, is_new=old is None)
        except OSError as error:
            if old is not None and error.errno in _NOT_REPLACEABLE:
                raise _WriteInPlace from error
            raise
    except BaseException:
        remove_quietly(name, io)
        raise
    in_place.sync_folder(folder, io)


def _take_place(
    path: str, name: str, target: str, io: FileCalls, expect: Fingerprint | None, *, is_new: bool
) -> None:
    """Give the new file its name, and see that nobody else's change goes with the old one."""
    try:
        if is_new:
            io.rename_to_new(name, target)
            return
        if expect is not None:
            io.exchange(name, target)
            if not expect.matches(name):
                io.exchange(name, target)
                raise _changed_meanwhile(path)
            remove_quietly(name, io)
            return
    except FileExistsError as error:
        raise _changed_meanwhile(path) from error
    except OSError as error:
        if error.errno not in _CANNOT_SWAP:
            raise
    io.replace(name, target)


def remove_quietly(name: str, io: FileCalls) -> None:
    """Take a temporary name away; one that stays is cleaned up another day."""
    try:
        io.unlink(name)
    except OSError:
        try:
            os.unlink(name)
        except OSError:
            return


def _copy_metadata(
    descriptor: int, target: str, old: os.stat_result, io: FileCalls, at_most: int
) -> None:
    """Give a new file the owner, the mode and the attributes of the old one."""
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            io.change_owner(descriptor, old.st_uid, old.st_gid)
        except OSError as error:
            raise _WriteInPlace from error
    io.change_mode(descriptor, stat.S_IMODE(old.st_mode) & at_most)
    try:
        for attribute in io.attributes(target):
            _copy_attribute(descriptor, target, attribute, io)
    except OSError as error:
        if error.errno not in (errno.ENOTSUP, errno.ENOSYS):
            raise _WriteInPlace from error


def _copy_attribute(descriptor: int, target: str, attribute: str, io: FileCalls) -> None:
    try:
        io.set_attribute(descriptor, attribute, io.attribute(target, attribute))
    except OSError as error:
        # Labels of a security module are its own to give.
        if not attribute.startswith("security.") or error.errno not in _NO_RIGHT:
            raise


def write_private(path: str, data: bytes, *, io: FileCalls = REAL) -> None:
    """Write a file of our own in the state folder: mode 0600, whole, synced.

    Raises:
        OSError: It could not be written; the old one is there still.
    """
    folder = os.path.dirname(path)
    name = os.path.join(folder, f".hotwash-{os.getpid()}-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | _NO_FOLLOW
    descriptor = io.open(name, flags, 0o600)
    try:
        try:
            in_place.write_all(io, descriptor, data)
            io.sync(descriptor)
        finally:
            io.close(descriptor)
        io.replace(name, path)
    except BaseException:
        remove_quietly(name, io)
        raise
    in_place.sync_folder(folder, io)


def clean_up(folder: str, *, now: float | None = None) -> int:
    """Remove temporary files of ours that a killed save left in a folder more than a day ago.

    Returns:
        How many there were.
    """
    now = time.time() if now is None else now
    removed = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _TEMPORARY.fullmatch(entry.name):
                    continue
                found = entry.stat(follow_symlinks=False)
                ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
                if ours and now - found.st_mtime > _DAY:
                    os.unlink(entry.path)
                    removed += 1
    except OSError:
        return removed
    return removed
