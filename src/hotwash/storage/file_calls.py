"""Every call to the system that reading and saving make, behind one object.

Tests stand in for it and make any one call fail, kill the process at it, or record it.
"""

from __future__ import annotations

import errno
import os
from functools import lru_cache
from typing import Any

_NO_REPLACE, _EXCHANGE = 1, 2
_HERE = -100


class FileCalls:
    """The real calls; see the functions of the same names in `os`."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        """Open a file and return its descriptor."""
        return os.open(path, flags, mode)

    def read(self, descriptor: int, size: int) -> bytes:
        """Read at most so many bytes."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the data and return how much."""
        return os.write(descriptor, data)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut an open file to a size."""
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        """Wait until a file or a folder is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: str, target: str) -> None:
        """Give a file another name, in the place of what has it."""
        os.replace(source, target)

    def exchange(self, one: str, other: str) -> None:
        """Let two files change names, at one moment.

        Raises:
            OSError: With ENOSYS or EINVAL where the system or the file system cannot.
        """
        _rename(one, other, _EXCHANGE)

    def rename_to_new(self, source: str, target: str) -> None:
        """Give a file another name that nothing has.

        Raises:
            OSError: With EEXIST when something has it; with ENOSYS or EINVAL where this cannot be.
        """
        _rename(source, target, _NO_REPLACE)

    def unlink(self, path: str) -> None:
        """Take a name away."""
        os.unlink(path)

    def change_owner(self, descriptor: int, user: int, group: int) -> None:
        """Change the owner of an open file."""
        os.fchown(descriptor, user, group)

    def change_mode(self, descriptor: int, mode: int) -> None:
        """Change the permissions of an open file."""
        os.fchmod(descriptor, mode)

    def attributes(self, path: str) -> list[str]:
        """The names of a file's extended attributes, access control lists among them."""
        return os.listxattr(path) if hasattr(os, "listxattr") else []

    def attribute(self, path: str, name: str) -> bytes:
        """The value of an extended attribute."""
        return os.getxattr(path, name)

    def set_attribute(self, descriptor: int, name: str, value: bytes) -> None:
        """Set an extended attribute of an open file."""
        os.setxattr(descriptor, name, value)


def _rename(source: str, target: str, flags: int) -> None:
    import ctypes

    call = _renameat2()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_HERE, os.fsencode(source), _HERE, os.fsencode(target), flags):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), source, None, target)


@lru_cache(maxsize=1)
def _renameat2() -> Any:
    """Linux's own call, which Python has no name for; None elsewhere."""
    import ctypes

    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None


REAL = FileCalls()
"""The calls that a running program makes."""
