"""Stand-ins for the calls to the system: one that fails or kills, one that records."""

from __future__ import annotations

import os
import signal
from itertools import product
from typing import Any

from hotwash.storage.file_calls import FileCalls

NAMES = (
    "open",
    "write",
    "truncate",
    "sync",
    "close",
    "replace",
    "exchange",
    "rename_to_new",
    "unlink",
    "change_owner",
    "change_mode",
    "attributes",
    "attribute",
    "set_attribute",
)


class FaultyCalls(FileCalls):
    """Counts the calls; at one of them, or from it on, an error or the end of the process.

    Writes take half of what they are given, so that every write is several calls.
    """

    def __init__(self, at: int = 0, error: int = 0, *, from_then_on: bool = False) -> None:
        self.count = 0
        self.names: list[str] = []
        self._at = at
        self._error = error
        self._from_then_on = from_then_on

    def hit(self, name: str) -> None:
        self.count += 1
        self.names.append(name)
        if self._at and (self.count == self._at or (self._from_then_on and self.count > self._at)):
            if not self._error:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self._error, os.strerror(self._error))


def _faulty(name: str) -> Any:
    real = getattr(FileCalls, name)

    def call(self: FaultyCalls, *arguments: Any) -> Any:
        if name == "close":
            # A close that fails has closed all the same.
            real(self, *arguments)
            self.hit(name)
            return None
        self.hit(name)
        if name == "write":
            descriptor, data = arguments
            return real(self, descriptor, data[: max(1, len(data) // 2)])
        return real(self, *arguments)

    return call


for _name in NAMES:
    setattr(FaultyCalls, _name, _faulty(_name))


class RecordedCalls(FileCalls):
    """Writes down what was asked of the disk, in order, for the model of a power cut."""

    def __init__(self) -> None:
        self.log: list[tuple[Any, ...]] = []
        self._open: dict[int, str] = {}
        self._at: dict[int, int] = {}

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        descriptor = super().open(path, flags, mode)
        self._open[descriptor] = path
        self._at[descriptor] = 0
        if flags & os.O_CREAT:
            self.log.append(("create", path))
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        piece = data[: max(1, len(data) // 2)]
        at = self._at[descriptor]
        self.log.append(("write", self._open[descriptor], at, bytes(piece)))
        self._at[descriptor] = at + len(piece)
        return super().write(descriptor, piece)

    def truncate(self, descriptor: int, size: int) -> None:
        self.log.append(("truncate", self._open[descriptor], size))
        super().truncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        self.log.append(("sync", self._open[descriptor]))
        super().sync(descriptor)

    def replace(self, source: str, target: str) -> None:
        self.log.append(("rename", source, target))
        super().replace(source, target)

    def exchange(self, one: str, other: str) -> None:
        self.log.append(("swap", one, other))
        super().exchange(one, other)

    def rename_to_new(self, source: str, target: str) -> None:
        self.log.append(("rename", source, target))
        super().rename_to_new(source, target)

    def unlink(self, path: str) -> None:
        self.log.append(("unlink", path))
        super().unlink(path)


class Disk:
    """What a disk may hold after a power cut, given what was asked of it until then.

    Bytes that were not synced may be there, missing, or there in part; names that were not synced
    by their folder may have changed or not, each for itself.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._live = {path: number for number, path in enumerate(files)}
        self._durable = dict(self._live)
        self._data = dict(enumerate(files.values()))
        self._possible = {number: {data} for number, data in self._data.items()}
        self._names: list[tuple[str, int | None]] = []

    def apply(self, call: tuple[Any, ...]) -> None:
        kind, path = call[0], call[1]
        if kind == "create" and path not in self._live:
            number = len(self._data)
            self._live[path] = number
            self._data[number] = b""
            self._possible[number] = {b""}
            self._names.append((path, number))
        elif kind in ("write", "truncate"):
            self._change(self._live[path], call)
        elif kind == "sync" and path in self._live:
            number = self._live[path]
            self._possible[number] = {self._data[number]}
        elif kind == "sync":
            self._sync_names(path)
        elif kind == "rename":
            number = self._live.pop(path)
            self._live[call[2]] = number
            self._names += [(call[2], number), (path, None)]
        elif kind == "swap":
            one, other = self._live[path], self._live[call[2]]
            self._live[path], self._live[call[2]] = other, one
            self._names += [(call[2], one), (path, other)]
        elif kind == "unlink":
            self._live.pop(path, None)
            self._names.append((path, None))

    def _change(self, number: int, call: tuple[Any, ...]) -> None:
        before = self._possible[number]
        old = self._data[number]
        if call[0] == "truncate":
            new, part = old[: call[2]], old
        else:
            at, piece = call[2], call[3]
            new = old[:at] + piece + old[at + len(piece) :]
            half = piece[: len(piece) // 2]
            part = old[:at] + half + old[at + len(half) :]
        self._data[number] = new
        self._possible[number] = {*before, new, part}

    def _sync_names(self, folder: str) -> None:
        left: list[tuple[str, int | None]] = []
        for path, number in self._names:
            if os.path.dirname(path) != folder:
                left.append((path, number))
            elif number is None:
                self._durable.pop(path, None)
            else:
                self._durable[path] = number
        self._names = left

    def states(self, *paths: str) -> set[tuple[bytes | None, ...]]:
        """All contents that these files may have together."""
        found: set[tuple[bytes | None, ...]] = set()
        for chosen in product((False, True), repeat=len(self._names)):
            names = dict(self._durable)
            for yes, (path, number) in zip(chosen, self._names, strict=True):
                if yes and number is None:
                    names.pop(path, None)
                elif yes and number is not None:
                    names[path] = number
            contents: list[set[bytes | None]] = []
            for path in paths:
                number = names.get(path)
                contents.append({None} if number is None else {*self._possible[number]})
            found.update(product(*contents))
        return found
