"""Programs driven as a person at a terminal drives them.

`Terminal` starts any program on a real pseudo-terminal, plays the terminal's part with pyte,
sends keys and pastes, resizes, waits for text, closes the line, and tells how the program ended
and whether it gave the terminal back. Output is read only while a method of this class waits for
something: a test that calls none of them is a terminal that has stopped reading.

    with Terminal([sys.executable, "-m", "hotwash", "outage.toml"]) as terminal:
        terminal.wait_for("Timeline")
        terminal.press("f4")
        terminal.type("1045 Rolled back")
        terminal.press("enter", "ctrl+q")
        assert terminal.wait_exit() == 0
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import psutil
import pyte

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "ctrl+space": "\x00",
}
_LETTERS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_NUMBERS = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_NUMBERS |= {"f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24}
_SS3 = {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}

# Sequences that pyte would print as text: kitty keyboard, mode queries, DCS strings.
_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[@-~]|\x1b\[\?[0-9;]*\$[@-~]|\x1b\[\?[0-9;]*[mu]|\x1bP[^\x1b]*\x1b\\"
)
_UNFINISHED = re.compile(rb"\x1b(\[[0-?]*[ -/]*|P[^\x1b]*\x1b?|\][^\x07\x1b]*\x1b?)?\Z")
_ZERO_WIDTH = re.compile("([^\u200c\u200d\ufe0f\ufe0e]*)([\u200c\u200d\ufe0f\ufe0e]*)")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])[0-9]*u")


def key_bytes(name: str) -> bytes:
    """What an xterm sends for a key named as Textual names it: `ctrl+s`, `f2`, `shift+up`, `a`."""
    if name in _NAMED:
        return _NAMED[name].encode()
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    code = 1 + sum(_MODIFIERS[modifier] for modifier in modifiers)
    if key in _LETTERS:
        return (
            f"\x1b[1;{code}{_LETTERS[key]}".encode()
            if code > 1
            else f"\x1b[{_LETTERS[key]}".encode()
        )
    if key in _NUMBERS:
        return (
            f"\x1b[{_NUMBERS[key]};{code}~".encode()
            if code > 1
            else f"\x1b[{_NUMBERS[key]}~".encode()
        )
    if key in _SS3:
        return f"\x1b[1;{code}{_SS3[key]}".encode() if code > 1 else f"\x1bO{_SS3[key]}".encode()
    if modifiers == ["ctrl"] and len(key) == 1:
        return bytes([ord(key.upper()) & 0x1F])
    if modifiers == ["alt"]:
        return b"\x1b" + key_bytes(key)
    if len(key) == 1 and not modifiers:
        return key.encode()
    raise ValueError(f"no terminal sends {name!r}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it looks. What cannot be seen (the colour of a blank's text) is left out."""

    text: str
    foreground: str
    background: str
    attributes: frozenset[str]


class Emulator(pyte.Screen):
    """pyte's screen, with what it lacks in wide characters.

    A wide character that is half overwritten is gone, as on a real terminal; signs without a
    width go to the cell before them, where pyte loses the rest of the text.
    """

    def draw(self, data: str) -> None:
        """Draw a text."""
        for plain, extra in _ZERO_WIDTH.findall(data):
            if plain:
                line = self.buffer[self.cursor.y]
                self._blank_half(line, self.cursor.x, -1)
                super().draw(plain)
                self._blank_half(line, self.cursor.x, 0)
            if extra and self.cursor.x:
                line = self.buffer[self.cursor.y]
                x = self.cursor.x - 1
                x -= 1 if x and not line[x].data else 0
                line[x] = line[x]._replace(data=line[x].data + extra)

    def set_mode(self, *modes: int, **options: Any) -> None:
        """Set modes; the alternate screen begins empty."""
        super().set_mode(*modes, **options)
        if options.get("private") and 1049 in modes:
            self.erase_in_display(2)

    def _blank_half(self, line: Any, x: int, step: int) -> None:
        if x < self.columns and line[x].data == "" and x + step >= 0:
            line[x + step] = line[x + step]._replace(data=" ")


PATIENCE = 60.0
"""Seconds that are waited for what has to come: only a program that hangs takes so long."""


class GoneError(AssertionError):
    """The program ended, or never showed what was waited for; carries the screen."""


class Terminal:
    """A program on its own session with its own controlling pseudo-terminal.

    Args:
        argv: The command.
        columns: Width of the terminal in cells.
        rows: Height of the terminal in cells.
        env: Variables set on top of a clean terminal environment; None takes one away.
        cwd: Working folder.
        synchronized: Whether the terminal says that it has synchronized output (mode 2026).
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        synchronized: bool = False,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.output = bytearray()
        """Everything the program has sent."""
        self.chunks: list[tuple[float, int]] = []
        """When (`time.perf_counter`) and how many bytes came, per read."""
        self.modes: dict[int, bool] = {}
        """Private modes that were set or reset: 1049 alternate screen, 2004 paste, 25 cursor."""
        self.kitty_depth = 0
        """How often the kitty keyboard protocol was switched on and not off again."""
        self.screen = Emulator(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._carry = b""
        self._synchronized = synchronized
        self.master, slave = os.openpty()
        self.resize(columns, rows)
        self.attributes_before = termios.tcgetattr(self.master)
        self._line = os.ttyname(slave)
        self.process = subprocess.Popen(
            list(argv),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(env or {}),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.started = time.perf_counter()
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------------ what the person does

    def send(self, data: str | bytes) -> None:
        """Send bytes as they are; a closed line swallows them."""
        data = data.encode() if isinstance(data, str) else data
        while data and self.master >= 0:
            data = data[os.write(self.master, data) :]

    def type(self, text: str, *, pause: float = 0.0) -> None:
        """Type a text; with a pause, key by key, reading output in between (seconds)."""
        if not pause:
            self.send(text)
            return
        for character in text:
            self.send(character)
            self.read(pause)

    def press(self, *keys: str, pause: float = 0.02) -> None:
        """Press keys by Textual's names, reading output for `pause` seconds after each."""
        for key in keys:
            self.send(key_bytes(key))
            self.read(pause if key != "escape" else max(pause, 0.15))

    def paste(self, text: str | bytes) -> None:
        """Send a bracketed paste."""
        data = text.encode() if isinstance(text, str) else text
        self.send(b"\x1b[200~" + data + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program gets SIGWINCH from the kernel."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if (columns, rows) != (self.columns, self.rows) and columns and rows:
            self.columns, self.rows = columns, rows
            self.screen.resize(rows, columns)

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hangup(self) -> None:
        """Close the line, as when an SSH connection drops."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    # ------------------------------------------------------------------------ what is shown

    def read_some(self, timeout: float) -> bytes:
        """One read of the output, stamped in `chunks`; empty after `timeout` seconds."""
        if self.master < 0:
            time.sleep(min(timeout, 0.02))
            return b""
        if not select.select([self.master], [], [], max(timeout, 0))[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # EIO: nobody has the other side open
            time.sleep(min(max(timeout, 0), 0.01))
            return b""
        self.chunks.append((time.perf_counter(), len(data)))
        self.output += data
        self._take(data)
        return data

    def read(self, seconds: float) -> None:
        """Read output for some seconds and until all that was sent is taken, or it has ended."""
        end = time.monotonic() + seconds
        latest = end + 10
        while (left := end - time.monotonic()) > 0 or (left > end - latest and self.unread()):
            data = self.read_some(min(max(left, 0.005), 0.05))
            if not data and self.process.poll() is not None:
                return

    def settle(self, quiet: float = 0.15, *, timeout: float = 10.0) -> None:
        """Read until the program has been at rest for `quiet` seconds.

        At rest it has taken all that was sent, sends nothing, and waits for no processor: on a busy
        machine a program that has not had its turn yet is silent too.
        """
        end = time.monotonic() + timeout
        since = time.monotonic()
        while (now := time.monotonic()) < end and now - since < quiet:
            if self.read_some(min(quiet, 0.02)) or self.unread() or self.runs():
                since = time.monotonic()

    def unread(self) -> int:
        """How many bytes that were sent the program has not taken from the line yet."""
        if self.master < 0 or self.process.poll() is not None:
            return 0
        try:
            line = os.open(self._line, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:  # nobody has it open any more
            return 0
        try:
            return int(struct.unpack("i", fcntl.ioctl(line, termios.FIONREAD, bytes(4)))[0])
        finally:
            os.close(line)

    def runs(self) -> bool:
        """Whether the program or a child of it has a processor or waits for one (on Linux)."""
        return self.process.poll() is None and _runs(self.process.pid)

    def wait_until(self, condition: Callable[[], bool], *, timeout: float = PATIENCE) -> None:
        """Read until the condition holds.

        Raises:
            GoneError: It did not come to hold in time, or the program ended before.
        """
        end = time.monotonic() + timeout
        while not condition():
            data = self.read_some(0.05)
            ended = not data and self.process.poll() is not None
            if (ended or time.monotonic() > end) and not condition():
                how = f"ended with {self.process.returncode}" if ended else f"{timeout} s passed"
                raise GoneError(f"{how}; the screen:\n{self.text}")

    def wait_for(self, text: str, *, timeout: float = PATIENCE) -> None:
        """Read until the text stands on the screen, or GoneError."""
        self.wait_until(lambda: text in self.text, timeout=timeout)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen without blanks at their ends."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines).rstrip()

    def cell(self, x: int, y: int) -> Cell:
        """The cell in column x and row y, from 0."""
        return visible(self.screen.buffer[y][x])

    def cells(self) -> list[list[Cell]]:
        """Every cell of the screen, by row."""
        return [[self.cell(x, y) for x in range(self.columns)] for y in range(self.rows)]

    # ------------------------------------------------------------------------- how it ends

    def wait_exit(self, timeout: float = PATIENCE) -> int | None:
        """The exit code, minus the signal's number when one killed it, None when it still runs."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.process.poll() is not None:
                self.settle(0.02, timeout=1)
                return self.process.returncode
            self.read_some(0.02)
        return None

    def not_given_back(self) -> list[str]:
        """What the program left changed in the terminal; an empty list is as it should be."""
        on = {1049, 1000, 1002, 1003, 1006, 1015, 1016, 2004, 1004, 2026, 2048}
        left = [f"mode {mode} is on" for mode in sorted(on) if self.modes.get(mode)]
        left += [f"mode {mode} is off" for mode in (7, 25) if self.modes.get(mode) is False]
        if self.kitty_depth > 0:
            left.append("the kitty keyboard protocol is on")
        if self.master >= 0 and termios.tcgetattr(self.master)[:4] != self.attributes_before[:4]:
            left.append("the line discipline (termios) is changed")
        return left

    def cpu_seconds(self) -> float:
        """Processor time that the program has used."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def resident_bytes(self) -> int:
        """Memory that the program and its children hold now."""
        process = psutil.Process(self.process.pid)
        return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])

    def close(self) -> None:
        """Kill what still runs and close the line."""
        if self.process.poll() is None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                self.process.kill()
            self.process.wait()
        self.hangup()

    def _take(self, data: bytes) -> None:
        """Answer queries, note modes, and draw."""
        data = self._carry + data
        unfinished = _UNFINISHED.search(data)
        self._carry = data[unfinished.start() :] if unfinished else b""
        data = data[: len(data) - len(self._carry)]
        for numbers, switch in _MODE.findall(data):
            for number in numbers.split(b";"):
                self.modes[int(number)] = switch == b"h"
        for sign in _KITTY.findall(data):
            self.kitty_depth = max(0, self.kitty_depth + (1 if sign == b">" else -1))
        if b"\x1b[6n" in data:
            self.send(f"\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R")
        if b"\x1b[c" in data or b"\x1b[0c" in data:
            self.send("\x1b[?62;22c")
        if self._synchronized and b"\x1b[?2026$p" in data:
            self.send("\x1b[?2026;2$y")
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))


def _runs(process: int) -> bool:
    """Whether a thread of a process or of its children is running or about to."""
    try:
        threads = os.listdir(f"/proc/{process}/task")
    except OSError:
        return False
    for thread in threads:
        try:
            state = _proc(f"/proc/{process}/task/{thread}/stat").rpartition(")")[2].split()[0]
            children = _proc(f"/proc/{process}/task/{thread}/children").split()
        except OSError:
            continue
        if state in "RD" or any(_runs(int(child)) for child in children):
            return True
    return False


def _proc(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def visible(cell: Any) -> Cell:
    """A pyte cell without what cannot be seen."""
    marks = {
        name
        for name in ("bold", "italics", "underscore", "strikethrough", "reverse")
        if getattr(cell, name)
    }
    text = cell.data or ""
    if not text.strip() and not marks & {"underscore", "strikethrough", "reverse"}:
        return Cell(text or " " if text else "", "", cell.bg, frozenset())
    return Cell(text, cell.fg, cell.bg, frozenset(marks))


def environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """The environment of a plain terminal: no multiplexer, no remote line, 256 colours and more."""
    drop = (
        "PYTHONDONT",
        "TMUX",
        "STY",
        "SSH_",
        "NO_COLOR",
        "COLUMNS",
        "LINES",
        "TERM_PROGRAM",
        "TEXTUAL",
    )
    base = {key: value for key, value in os.environ.items() if not key.startswith(drop)}
    base |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    for key, value in changes.items():
        if value is None:
            base.pop(key, None)
        else:
            base[key] = value
    return base
