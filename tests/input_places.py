"""Every place that takes text, reached through every kind of terminal, for tests and a table.

A `Carrier` is what stands between a person and the program: the terminal alone, tmux, GNU screen, a
terminal with the kitty protocol. A `Place` says which keys lead to it and what it holds: on disk
after the program has ended, or on the screen for what is kept nowhere.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.pty_driver import PATIENCE, Terminal, key_bytes
from tests.whole_program import ROOT

from hotwash.editing import new
from hotwash.postmortem.document import Answer, Row

TEMPLATE = """\
# Postmortem: [Title]

## Facts

- **Impact**: [what]

## Story

[Tell it]

## Trace

```
code
```

## Causes

- [cause]

## Timeline

| Time | Event |
| --- | --- |
| 10:00 | x |

## Actions

- [ ] task - Owner: [Name]

## Costs

| What | How much |
| --- | --- |
| x | y |
"""
DOCUMENT = f'''template = """
{TEMPLATE}"""
title = "Outage"

[[timeline]]
time = "10:00"
event = "x"

[[costs]]
what = "pool"
'''


@dataclass(frozen=True, slots=True)
class Place:
    """A place that takes text."""

    name: str
    keys: tuple[str, ...]
    """What leads there from the start, by Textual's names."""
    path: tuple[str, ...] = ()
    """The field on disk; none for what is only on the screen."""
    column: str = ""
    """The column of the cell in the field's last row, or the first one that is new."""
    shows: str = ""
    """What stands on the screen then."""
    leave: tuple[str, ...] = ()
    """What makes the text be kept before the program is left."""

    @property
    def is_cell(self) -> bool:
        """Whether Escape leaves it."""
        return bool(self.column) or not self.path


TABS = ("Facts", "Story", "Trace", "Causes", "Timeline", "Actions", "Costs")


def _tabs(number: int, *keys: str) -> tuple[str, ...]:
    return ("f4",) * number + keys


PLACES = (
    Place("line", ("down",), ("facts", "impact")),
    Place("prose", _tabs(1), ("story",)),
    Place("code", _tabs(2), ("trace",)),
    Place("list item", _tabs(3), ("causes",)),
    Place("entry line", _tabs(4), ("timeline",), leave=("enter",)),
    Place("timeline cell", _tabs(4, "up", "right", "e"), ("timeline",), "event"),
    Place("action cell", _tabs(5, "a"), ("actions",), "task"),
    Place("table cell", _tabs(6, "a"), ("costs",), "what"),
    Place("filter", _tabs(6, "slash")),
    Place("dialog", ("ctrl+g", "o"), shows="Enter: OK"),
    Place("palette", ("ctrl+p",), shows="Search for commands"),
)


class Carrier:
    """A terminal alone, with the encodings of an xterm."""

    name = "xterm"

    def command(self, program: list[str], folder: Path) -> list[str]:
        """What is run in the terminal."""
        return program

    def key(self, name: str) -> bytes:
        """What is sent for a key."""
        return b"/" if name == "slash" else key_bytes(name)

    def text(self, text: str) -> bytes:
        """What is sent for typed text."""
        return text.encode()

    def paste(self, terminal: Terminal, folder: Path, text: str) -> None:
        """Paste without marks, as the carrier itself does."""
        terminal.send(text.replace("\n", "\r"))

    def close(self, folder: Path) -> None:
        """End what was started besides the program."""

    @property
    def missing(self) -> bool:
        """Whether it is not installed."""
        return False


class Tmux(Carrier):
    """tmux with its default settings, among them the 500 ms that it waits behind Escape."""

    name = "tmux"

    def _call(self, folder: Path, *arguments: str) -> list[str]:
        return ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null", *arguments]

    def command(self, program: list[str], folder: Path) -> list[str]:
        """A new session with the program in it."""
        line = shlex.join(program)
        focus = ["set-option", "-g", "focus-events", "on"]
        return self._call(folder, *focus, ";", "new-session", f"cd {ROOT}; {line}")

    def paste(self, terminal: Terminal, folder: Path, text: str) -> None:
        """`paste-buffer` without -p."""
        for arguments in (("set-buffer", text), ("paste-buffer",)):
            subprocess.run(self._call(folder, *arguments), check=True, timeout=PATIENCE)

    def close(self, folder: Path) -> None:
        """End the server of the session."""
        subprocess.run(self._call(folder, "kill-server"), capture_output=True, check=False)

    @property
    def missing(self) -> bool:
        """Whether it is not installed."""
        return shutil.which("tmux") is None


class TmuxLineFeeds(Tmux):
    """tmux that pastes line feeds as they are."""

    name = "tmux, paste-buffer -r"

    def paste(self, terminal: Terminal, folder: Path, text: str) -> None:
        """`paste-buffer -r`."""
        for arguments in (("set-buffer", text), ("paste-buffer", "-r")):
            subprocess.run(self._call(folder, *arguments), check=True, timeout=PATIENCE)


class Screen(Carrier):
    """GNU screen, which pastes from its own buffer without marks."""

    name = "screen"

    def command(self, program: list[str], folder: Path) -> list[str]:
        """A session with the program in it."""
        (folder / "screenrc").write_text("startup_message off\nvbell off\n")
        return ["screen", "-c", str(folder / "screenrc"), "-S", f"hotwash{folder.name}", *program]

    def paste(self, terminal: Terminal, folder: Path, text: str) -> None:
        """`paste .` of a buffer that was read from a file."""
        (folder / "buffer").write_text(text.replace("\n", "\r"))
        for words in (("readbuf", str(folder / "buffer")), ("paste", ".")):
            call = ["screen", "-S", f"hotwash{folder.name}", "-X", *words]
            subprocess.run(call, check=True, timeout=PATIENCE)
            terminal.read(0.3)

    def close(self, folder: Path) -> None:
        """End the session."""
        call = ["screen", "-S", f"hotwash{folder.name}", "-X", "quit"]
        subprocess.run(call, capture_output=True, check=False)

    @property
    def missing(self) -> bool:
        """Whether it is not installed."""
        return shutil.which("screen") is None


class Kitty(Carrier):
    """A terminal with the kitty protocol, which reports every key with all that it knows of it."""

    name = "kitty"
    _NAMED = {"escape": 27, "enter": 13, "tab": 9, "backspace": 127}

    def key(self, name: str) -> bytes:
        """A press, and a release."""
        *modifiers, key = name.split("+")
        code = self._NAMED.get(key) or (ord(key) if len(key) == 1 else 0)
        if not code:
            return super().key(name)
        held = 1 + sum({"shift": 1, "alt": 2, "ctrl": 4}[one] for one in modifiers)
        text = f";{code}" if len(key) == 1 and held == 1 else ""
        return f"\x1b[{code};{held}{text}u\x1b[{code};{held}:3u".encode()

    def text(self, text: str) -> bytes:
        """Every character as a key, pressed and released."""
        return b"".join(self.key("enter" if one == "\r" else one) for one in text)


CARRIERS: tuple[Carrier, ...] = (Carrier(), Kitty(), Tmux(), TmuxLineFeeds(), Screen())


class Session:
    """The program at a place, through a carrier.

    Args:
        folder: An empty folder with a short name.
        carrier: What stands between.
        place: Where text goes.
    """

    def __init__(self, folder: Path, carrier: Carrier, place: Place) -> None:
        self.folder = folder
        self.carrier = carrier
        self.place = place
        self.path = folder / "outage.toml"
        self.path.write_text(DOCUMENT)
        program = [sys.executable, "-m", "tests.patient_program", str(self.path)]
        self.terminal = Terminal(carrier.command(program, folder), cwd=ROOT)

    def __enter__(self) -> Session:
        self.terminal.wait_for("1 Facts")
        self.terminal.settle(0.3)
        for number, key in enumerate(self.place.keys, start=1):
            self.press(key)
            if key == "f4":
                self.terminal.wait_until(partial(self._tab_is_open, TABS[number]))
        self.terminal.wait_for(self.place.shows)
        self.terminal.settle(0.2)
        return self

    def __exit__(self, *error: object) -> None:
        self.carrier.close(self.folder)
        self.terminal.close()

    def _tab_is_open(self, title: str) -> bool:
        return any(line.strip("━─").startswith(title) for line in self.terminal.lines[2:3])

    def press(self, key: str, pause: float = 0.1) -> None:
        """Press a key and wait until it is surely one for itself."""
        self.terminal.send(self.carrier.key(key))
        self.terminal.read(0.7 if key == "escape" else pause)

    def type(self, text: str) -> None:
        """Type key by key."""
        for one in text:
            self.terminal.send(self.carrier.text(one))
            self.terminal.read(0.03)

    def send(self, data: str | bytes) -> None:
        """Send bytes as they are."""
        self.terminal.send(data)
        self.terminal.read(0.05)

    def paste(self, text: str) -> None:
        """Paste without marks."""
        self.carrier.paste(self.terminal, self.folder, text)
        self.terminal.settle(0.4)

    def on_screen(self, text: str) -> bool:
        """Whether a text comes to stand on the screen."""
        try:
            self.terminal.wait_for(text)
        except AssertionError:
            return False
        return True

    def leave(self) -> Answer | None:
        """End the program and return what the place's field holds on disk."""
        for key in self.place.leave:
            self.press(key, 0.3)
        for _ in range(3):
            self.press("ctrl+q", 0.1)
            if self.terminal.wait_exit(4) is not None:
                break
        assert self.terminal.wait_exit() is not None, self.terminal.text
        return new.open_any(str(self.path)).session.document.answer(self.place.path)

    def texts(self) -> list[str]:
        """End the program and return the texts at the place: lines, items, or cells of rows."""
        answer = self.leave()
        if not answer:
            return []
        if isinstance(answer, str):
            return answer.split("\n")
        rows = [one for one in answer if isinstance(one, Row)]
        if not rows:
            return [str(one) for one in answer]
        column = self.place.column or "event"
        return [row[column] for row in rows if row[column] not in ("x", "pool")]
