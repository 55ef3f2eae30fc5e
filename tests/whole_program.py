"""The whole program on a terminal, ended in every way there is, for fault tests and their table.

A `Run` types a known text at one place of a postmortem, hurts the program, and says what came of
it: how many typed characters are neither in the file nor in a recovery draft, the exit code, the
time until the process was gone, and what it left changed in the terminal.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.pty_driver import PATIENCE, Terminal

from hotwash.editing import new
from hotwash.editing.templates import template_finder
from hotwash.errors import HotwashError
from hotwash.postmortem.document import Answer, Document
from hotwash.storage import drafts

ROOT = Path(__file__).parents[1]

TEMPLATE = """\
# Postmortem: [Title]

## Facts

- **Impact**: [what]
- **Severity**: P1/P2

## Story

[Tell it]

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
TABS = ("line", "prose", "list", "entry", "action", "cell")
"""The places to type into, in the order of their tabs."""

PLACES = ("line", "prose", "long", "list", "entry", "action", "cell")
"""The places, and a prose of 5,000 lines."""

TYPED = " ".join(f"w{number:03}" for number in range(30))
"""What is typed: no part of it is in the document otherwise."""


def document(*, long: bool = False) -> str:
    """A postmortem of its own template; `long` gives it a prose answer of 5,000 lines."""
    text = f'template = """\n{TEMPLATE}"""\ntitle = "Outage"\n'
    if long:
        lines = "\n".join(f"line {number} of what happened that night" for number in range(5000))
        text += f'\nstory = """\n{lines}\n"""\n'
    return text


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    lost: int
    """Typed characters that are neither in the file nor in a draft."""
    code: int | None
    """The exit code; minus the signal when one killed it; None when it had to be killed."""
    seconds: float
    """From the fault until the process was gone."""
    changed: list[str]
    """What it left changed in the terminal; empty when the line is closed."""
    words: str
    """What it said after the screen was gone."""
    cpu_seconds: float
    """Processor time that it had used when it was last seen."""


class Run:
    """Hotwash on a document of its own, with a terminal.

    Args:
        folder: An empty folder for the document.
        place: Where to type: one of `TABS`, or `long` for a prose of 5,000 lines.
        before: A shell line to run before, such as `trap "" HUP`.
        prefix: The beginning of the command, such as `setpriv`.
        module: The module to run, and its arguments; `("hotwash",)` where time is measured.
        shell: Whether to start it from an interactive shell with job control.
        size: Columns and rows.
        env: Changes to the environment.
    """

    def __init__(
        self,
        folder: Path,
        place: str = "line",
        *,
        before: str = "",
        prefix: str = "",
        module: tuple[str, ...] = ("tests.patient_program",),
        shell: bool = False,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        self.path = folder / "outage.toml"
        self.place = place
        self.typed = ""
        if not self.path.exists():
            self.write(self.path, long=place == "long")
        command = [*shlex.split(prefix), sys.executable, "-m", *module, str(self.path)]
        if shell:
            self.terminal = Terminal(
                ["bash", "--norc", "-i"], cwd=ROOT, env={"PS1": "shell> ", **(env or {})}
            )
            self.terminal.wait_for("shell>")
            self.terminal.send(shlex.join(command) + "\r")
        else:
            if before:
                command = ["bash", "-c", f"{before}; exec {shlex.join(command)}"]
            columns, rows = size
            self.terminal = Terminal(command, cwd=ROOT, columns=columns, rows=rows, env=env)

    @staticmethod
    def write(path: Path, *, long: bool = False) -> None:
        """Write the document to type into."""
        path.write_text(document(long=long))

    def __enter__(self) -> Run:
        self.terminal.wait_for("1 Facts")
        self.terminal.settle()
        for _ in range(TABS.index("prose" if self.place == "long" else self.place)):
            self.terminal.press("f4", pause=0.1)
        if self.place in ("action", "cell"):
            self.terminal.press("a", pause=0.1)
        elif self.place == "line":
            self.terminal.press("down", pause=0.1)
        return self

    def __exit__(self, *error: object) -> None:
        self.terminal.close()

    @property
    def pid(self) -> int:
        """The process that is Hotwash: the terminal's, or the child of its shell."""
        process = psutil.Process(self.terminal.process.pid)
        if process.name().startswith("bash"):
            return int(process.children()[0].pid)
        return int(process.pid)

    def signal(self, number: int) -> None:
        """Send Hotwash a signal."""
        os.kill(self.pid, number)

    def cpu_seconds(self) -> float:
        """Processor time that Hotwash has used."""
        return float(sum(psutil.Process(self.pid).cpu_times()[:2]))

    def type(self, text: str = TYPED, *, pause: float = 0.0) -> None:
        """Type; with a pause, key by key (seconds)."""
        self.typed += text
        self.terminal.type(text, pause=pause)

    def end(self, fault: Callable[[Run], None], *, patience: float = PATIENCE) -> Outcome:
        """Let a fault happen and see what comes of it."""
        pid = self.pid
        process = psutil.Process(pid)
        mark = len(self.terminal.output)
        began = time.monotonic()
        fault(self)
        used = 0.0
        end = time.monotonic() + patience
        while _alive(process) and time.monotonic() < end:
            with suppress(psutil.Error):
                used = max(used, float(sum(process.cpu_times()[:2])))
            self.terminal.read(0.02)
        own = pid == self.terminal.process.pid
        code = None if _alive(process) else self.terminal.wait_exit() if own else 0
        seconds = time.monotonic() - began
        words = self.terminal.output[mark:].decode(errors="replace").rpartition("\x1b[?1049l")[2]
        changed = self.terminal.not_given_back() if self.terminal.master >= 0 else []
        if code is None:
            process.kill()
            process.wait(PATIENCE)
        return Outcome(self.lost(), code, seconds, changed, words, used)

    def lost(self) -> int:
        """How many of the typed characters, from the end, are nowhere."""
        kept = "\n".join(self.kept())
        return next(
            left
            for left in range(len(self.typed) + 1)
            if self.typed[: len(self.typed) - left] in kept
        )

    def kept(self) -> list[str]:
        """Every text that is in the file or in a recovery draft."""
        found = list(drafts.drafts())
        texts = [text for draft in found for text in draft.held.values()]
        opened = []
        with suppress(HotwashError):
            opened.append(new.open_any(str(self.path)).session.document)
        for draft in found:
            with suppress(HotwashError):
                opened.append(draft.document(template_finder(str(self.path))))
        return [*texts, *(text for one in opened for text in texts_of(one))]


def texts_of(opened: Document) -> list[str]:
    """Every text of a document's answers."""
    return [text for answer in opened.answers.values() for text in _texts(answer)]


def _texts(answer: Answer) -> list[str]:
    if isinstance(answer, str):
        return [answer]
    return [
        text
        for item in answer
        for text in ([item] if isinstance(item, str) else item.cells.values())
    ]


# --- what can happen


def signalled(number: int) -> Callable[[Run], None]:
    """The process gets a signal."""
    return lambda run: run.signal(number)


def closed(run: Run) -> None:
    """The terminal is closed, or the line drops."""
    run.terminal.hangup()


def closed_while_drawing(run: Run) -> None:
    """The line drops while the program has much to draw."""
    for key in ("f7", "f4", "f3", "f7", "f4") * 3:
        run.terminal.press(key, pause=0)
    time.sleep(0.1)
    run.terminal.hangup()


def suspended_and_closed(run: Run) -> None:
    """The program is stopped to the shell, and then the terminal is closed."""
    os.kill(run.pid, signal.SIGTSTP)
    run.terminal.wait_for("Stopped")
    run.terminal.hangup()


def not_reading(seconds: float) -> Callable[[Run], None]:
    """The terminal takes nothing any more, while there is typing; then comes a termination."""

    def fault(run: Run) -> None:
        for part in range(10):
            run.type(f" u{part}")
            run.terminal.resize(run.terminal.columns - 1, run.terminal.rows)  # all is drawn anew
            time.sleep(seconds / 10)
        while run.terminal.unread() or run.terminal.runs():  # it has its turn to take the keys
            time.sleep(0.05)
        run.signal(signal.SIGTERM)
        run.terminal.process.wait(PATIENCE)

    return fault


CRASHES = ("action", "worker", "thread", "timer", "render", "compose", "message", "unmount", "save")
"""Where `tests.breaking_program` breaks at F1; in `save`, saving is broken too."""


def crashed(run: Run) -> None:
    """The fault that was put into the program is set off."""
    run.terminal.press("f1")


def stuck(run: Run) -> None:
    """The event loop never comes back; then comes a termination."""
    run.terminal.press("f1", pause=0.3)
    run.signal(signal.SIGTERM)


ignoring_hang_ups = 'trap "" HUP'
"""What a shell does before, so that the program never hears of the end of the line."""


def killed_while_typing(run: Run, seconds: float) -> tuple[float, Outcome]:
    """Type without a pause, end in a SIGKILL, and say how many seconds of typing are lost."""
    at: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run.type(f"{len(at) % 1000:03} "[len(at) % 4])
        at.append(time.monotonic())
        run.terminal.read(0.02)
    killed = time.monotonic()
    outcome = run.end(signalled(signal.SIGKILL))
    return (killed - at[-outcome.lost] if outcome.lost else 0.0), outcome


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def cpu_of(pid: int, seconds: float) -> float:
    """Processor seconds that a process uses while some seconds pass."""
    process = psutil.Process(pid)
    before = sum(process.cpu_times()[:2])
    time.sleep(seconds)
    return float(sum(process.cpu_times()[:2]) - before)


def hotwash(*arguments: str, timeout: float = PATIENCE) -> subprocess.CompletedProcess[str]:
    """Run a command of Hotwash without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "hotwash", *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
