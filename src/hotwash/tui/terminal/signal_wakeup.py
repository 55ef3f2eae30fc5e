"""Signals wake the event loop, whichever thread the system hands them to.

Python runs a signal's handler on the main thread, and only when that thread does something. The
system may hand the signal to another thread (it does so when a stopped process is continued), and
an event loop with nothing to do then sleeps on: the screen would stay as the shell left it until
the next key. https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket


class SignalWakeup:
    """Wakes the running loop at each signal, until closed. For the main thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._loop.add_reader(self._reader, self._drain)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def close(self) -> None:
        """Put things back as they were."""
        signal.set_wakeup_fd(self._before)
        if not self._loop.is_closed():
            self._loop.remove_reader(self._reader)
        self._reader.close()
        self._writer.close()

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._reader.recv(4096):
                pass
