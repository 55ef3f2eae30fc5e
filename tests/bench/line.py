"""A terminal at the other end of a slow line.

Keys arrive half a round trip later; output leaves at the line's rate, half a round trip later;
and when as much is under way as a connection buffers, nothing is read from the program, as sshd
does not.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from tests.pty_driver import Terminal


@dataclass(frozen=True, slots=True)
class Line:
    """What is between the keyboard and the program."""

    round_trip: float = 0.0
    """Seconds from a byte to the answer to it, at best."""
    rate: float = 0.0
    """Bytes per second towards the person; 0 for any number."""
    buffered: int = 64 * 1024
    """Bytes that the connection takes before the program has to wait."""


class FarTerminal(Terminal):
    """A `Terminal` over a line. Its `chunks` are stamped when they reach the person.

    Args:
        line: The line.
        *arguments: As for `Terminal`.
        **options: As for `Terminal`.
    """

    def __init__(self, line: Line, *arguments: Any, **options: Any) -> None:
        self.line = line
        self._keys: deque[tuple[float, bytes]] = deque()
        self._under_way: deque[tuple[float, bytes]] = deque()
        self._free = 0.0
        super().__init__(*arguments, **options)

    def send(self, data: str | bytes) -> None:
        """Send bytes, to arrive later."""
        data = data.encode() if isinstance(data, str) else data
        if self.line.round_trip:
            self._keys.append((time.perf_counter() + self.line.round_trip / 2, data))
        else:
            super().send(data)

    def read_some(self, timeout: float) -> bytes:
        """What reaches the person within the time."""
        end = time.perf_counter() + timeout
        while True:
            now = time.perf_counter()
            while self._keys and self._keys[0][0] <= now:
                super().send(self._keys.popleft()[1])
            if self._under_way and self._under_way[0][0] <= now:
                stamp, data = self._under_way.popleft()
                self.chunks.append((stamp, len(data)))
                self.output += data
                self._take(data)
                return data
            if now >= end or self.master < 0:
                return b""
            self._fetch(min([end, *(queue[0][0] for queue in self._queues() if queue)]) - now)

    def _queues(self) -> tuple[deque[tuple[float, bytes]], ...]:
        return self._keys, self._under_way

    def _fetch(self, timeout: float) -> None:
        """Read from the program if the line takes more, and say when it will arrive."""
        full = sum(len(data) for _, data in self._under_way) >= self.line.buffered
        if full or not select.select([self.master], [], [], max(0.0, timeout))[0]:
            time.sleep(max(0.0, timeout) if full else 0.0)
            return
        try:
            data = os.read(self.master, 4096)
        except OSError:
            time.sleep(0.005)
            return
        seconds = len(data) / self.line.rate if self.line.rate else 0.0
        self._free = max(self._free, time.perf_counter()) + seconds
        self._under_way.append((self._free + self.line.round_trip / 2, data))
