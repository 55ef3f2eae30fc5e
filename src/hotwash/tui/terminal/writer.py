"""The way to the terminal that nobody has to wait for.

A terminal may stop reading (a frozen SSH connection) or be gone. Textual's own writer then blocks
the event loop; this one takes everything at once, tells how much waits, and throws away what a
terminal that is gone will never read.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from queue import SimpleQueue

LIMIT = 4 << 20
"""Characters that may wait for a terminal that has stopped reading; what comes on top is lost."""
SHORT = 256
"""Characters of a text that is taken all the same: modes are set and reset by such."""


class PatientWriter(threading.Thread):
    """Writes to a descriptor from a thread of its own.

    `write` may be called from any thread and from a signal handler: it takes no lock that a
    handler could find taken.

    Args:
        descriptor: Where to write.
        drained: Called on the writer's thread when all that waited has been written, if
            `tell_when_drained` asked for it or output was lost; told whether it was lost.
    """

    def __init__(self, descriptor: int, drained: Callable[[bool], None]) -> None:
        super().__init__(daemon=True, name="hotwash-output")
        self._descriptor = descriptor
        self._drained = drained
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._taken = 0
        self._written = 0
        self._tell = False
        self._dead = False
        self._lost = False

    @property
    def waiting(self) -> int:
        """Characters that were taken and are not with the terminal yet."""
        return max(0, self._taken - self._written) if not self._dead else 0

    def tell_when_drained(self) -> None:
        """Have `drained` called once, when nothing waits any more."""
        self._tell = True
        self._queue.put("")

    def write(self, text: str) -> None:
        """Take a text. Never blocks."""
        if self.waiting > LIMIT and len(text) > SHORT:
            self._lost = True
            return
        self._taken += len(text)
        self._queue.put(text)

    def stop(self, timeout: float = 2.0) -> None:
        """Write what waits, for `timeout` seconds at most, and end the thread."""
        self._queue.put(None)
        if self.is_alive() and threading.current_thread() is not self:
            self.join(timeout)

    def run(self) -> None:
        """Write until stopped."""
        while (text := self._queue.get()) is not None:
            if text and not self._dead:
                try:
                    self._write_all(text.encode("utf-8", "replace"))
                except OSError:
                    self._dead = True
            self._written += len(text)
            if (self._tell or self._lost) and self._queue.empty():
                lost, self._tell, self._lost = self._lost, False, False
                self._drained(lost)

    def _write_all(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._descriptor, view) :]
            except BlockingIOError:  # another program left the terminal in non-blocking mode
                select.select([], [self._descriptor], [], 1.0)
