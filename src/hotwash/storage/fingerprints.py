"""What a file was like when it was last read or written, to tell whether it changed since."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import dataclass, field

_RACY = 100_000_000
"""Nanoseconds after a write within which another may leave size and time as they are."""

_StatKey = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was like: where it lies, how large and new it is, and what is in it."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds since the epoch."""
    digest: str
    """SHA-256 of its bytes."""
    _alike: set[_StatKey] = field(default_factory=set, compare=False, repr=False)
    """What the file was also like while its bytes were the same: touched, or copied back."""

    @classmethod
    def of(cls, path: str) -> Fingerprint:
        """Take the fingerprint of a file as it is now.

        Raises:
            OSError: It cannot be read.
        """
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            return cls.made(found, file.read())

    @classmethod
    def made(cls, found: os.stat_result, data: bytes) -> Fingerprint:
        """Make the fingerprint of a file from its status and its bytes."""
        key = _key(found)
        known = cls(*key, hashlib.sha256(data).hexdigest())
        if time.time_ns() - found.st_mtime_ns > _RACY:
            known._alike.add(key)
        return known

    def is_of(self, data: bytes) -> bool:
        """Whether these are the bytes that the file had."""
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.digest

    def matches(self, path: str) -> bool:
        """Whether a file still has these bytes; mostly asks for its status only.

        A file that is gone, or cannot be read, does not match.
        """
        try:
            found = os.stat(path)
            key = _key(found)
            if key in self._alike:
                return True
            if found.st_size != self.size or not stat.S_ISREG(found.st_mode):
                return False
            with open(path, "rb") as file:
                key = _key(os.fstat(file.fileno()))
                same = hashlib.sha256(file.read()).hexdigest() == self.digest
        except OSError:
            return False
        if same and time.time_ns() - key[3] > _RACY:
            self._alike.add(key)
        return same


def _key(found: os.stat_result) -> _StatKey:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def changed(path: str, known: Fingerprint) -> bool:
    """Whether a file is gone or has other bytes than it had."""
    return not known.matches(path)
