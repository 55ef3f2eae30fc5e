"""Which process wrote something, and whether it is running still."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache


def this_process() -> dict[str, str | int]:
    """What tells this process from every other, on any machine and after any reboot."""
    return {
        "pid": os.getpid(),
        "started": _start_of(os.getpid()),
        "boot": _boot(),
        "host": os.uname().nodename,
    }


def is_running(process: Mapping[str, object]) -> bool:
    """Whether the process that gave this account of itself is running on this machine.

    A number that another process has by now does not count.
    """
    pid = process.get("pid")
    if not isinstance(pid, int) or pid <= 0:
        return False
    if process.get("host") != os.uname().nodename or process.get("boot") != _boot():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return process.get("started") == _start_of(pid)


@lru_cache(maxsize=1)
def _boot() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def _start_of(pid: int) -> str:
    """When a process was started, in the kernel's own count; empty where that is not told."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The name, in brackets, may hold anything.
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return ""
    # A process that has ended and was not waited for has run its course.
    return "" if fields[:1] == [b"Z"] else fields[19].decode()
