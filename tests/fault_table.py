"""Every way the program can end, many times over, as a table for people.

    python -m tests.fault_table --runs 20

Each run types a known text into one place of a postmortem, all places in turn, lets the fault
happen, and counts what is neither in the file nor in a recovery draft. The rows of SSH need `sshd`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tests import real_sshd
from tests.pty_driver import GoneError
from tests.whole_program import (
    CRASHES,
    PLACES,
    Outcome,
    Run,
    closed,
    closed_while_drawing,
    crashed,
    ignoring_hang_ups,
    killed_while_typing,
    not_reading,
    signalled,
    stuck,
    suspended_and_closed,
)

WIDE = (130, 40)
"""A terminal with the preview beside the form, which has much to draw."""

HEAD = ("Fault", "Runs", "Lost characters, max", "Exit code", "Gone after, max", "Terminal")


@dataclass(slots=True)
class Fault:
    """One row of the table: a way to end, and what came of it."""

    name: str
    act: Callable[[Run], None]
    start: Callable[[Path, str], Run] = Run
    wait: float = 0.2
    """Seconds between the last key and the fault."""
    typing: float = 0.0
    """Seconds of typing without a pause, to the very end; 0 types a text and waits."""
    outcomes: list[Outcome] = field(default_factory=list)
    seconds_lost: float = 0.0
    """Of typing, at most."""
    problems: list[str] = field(default_factory=list)

    def happen(self, folder: Path, place: str) -> None:
        """Let it happen once to what is typed at a place."""
        with self.start(folder, place) as run:
            if self.typing:
                seconds, outcome = killed_while_typing(run, self.typing)
                self.seconds_lost = max(self.seconds_lost, seconds)
            else:
                run.type()
                run.terminal.read(self.wait)
                outcome = run.end(self.act, patience=12)
        self.outcomes.append(outcome)
        lost = "" if self.typing or not outcome.lost else f"{outcome.lost} characters are lost"
        stays = "it does not end" if outcome.code is None else ""
        for problem in (lost, stays, *(outcome.changed if self.gives_back else ())):
            if problem:
                self.problems.append(f"{self.name}, {place}: {problem}")

    def row(self) -> tuple[str, ...]:
        """What the table says of it."""
        lost = str(max(outcome.lost for outcome in self.outcomes))
        if self.typing:
            lost += f" ({self.seconds_lost:.2f} s of typing)"
        codes = sorted({str(outcome.code) for outcome in self.outcomes})
        gone = f"{max(outcome.seconds for outcome in self.outcomes):.1f} s"
        changed = any(outcome.changed for outcome in self.outcomes)
        terminal = ("changed" if changed else "as it was") if self.gives_back else "–"
        if "ssh" in self.name or "stopped" in self.name:
            codes = ["–"]  # another program's child: nobody tells us
        runs = str(len(self.outcomes))
        return self.name, runs, lost, ", ".join(codes), gone, terminal

    @property
    def gives_back(self) -> bool:
        """Whether there is a terminal afterwards, and a program to give it back."""
        return not any(word in self.name for word in ("closed", "SIGKILL", "ssh", "reads nothing"))


def faults() -> Iterator[Fault]:
    """Every fault that one machine can have."""
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        yield Fault(f"{name}, 0.2 s after the last key", signalled(signal.Signals[name]))
    yield Fault("SIGTERM, right behind the keys", signalled(signal.SIGTERM), wait=0.0)
    yield Fault("terminal closed, idle", closed)
    yield Fault("terminal closed while drawing", closed_while_drawing, partial(Run, size=WIDE))
    yield Fault("terminal closed while stopped", suspended_and_closed, partial(Run, shell=True))
    yield Fault("terminal closed, SIGHUP ignored", closed, partial(Run, before=ignoring_hang_ups))
    yield Fault(
        "terminal reads nothing for 3 s, then SIGTERM", not_reading(3), partial(Run, size=WIDE)
    )
    yield Fault("event loop stuck, then SIGTERM", stuck, _broken("stuck"))
    for how in CRASHES:
        name = "saving broken and a crash" if how == "save" else f"crash in {how}"
        yield Fault(name, crashed, _broken(how))
    kill = signalled(signal.SIGKILL)
    yield Fault("SIGKILL 1 s after the last key", kill, wait=1.0)
    yield Fault("SIGKILL in non-stop typing", kill, typing=4.0)


def _broken(how: str) -> Callable[[Path, str], Run]:
    return partial(Run, module=("tests.breaking_program", how))


def measure(fault: Fault, runs: int) -> None:
    """Let a fault happen some times, each time to a fresh home and at the next place."""
    for number in range(runs):
        with tempfile.TemporaryDirectory(prefix="hotwash-fault-") as made, ExitStack() as stack:
            home, folder = Path(made) / "home", Path(made) / "documents"
            home.mkdir()
            folder.mkdir()
            names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
            stack.enter_context(patch.dict(os.environ, dict.fromkeys(names, str(home))))
            place = PLACES[number % len(PLACES)]
            try:
                fault.happen(folder, place)
            except GoneError as error:
                fault.problems.append(f"{fault.name}, {place}: {error}")


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as a Markdown table."""
    head = ["| " + " | ".join(HEAD) + " |", "| --- | ---: | ---: | --- | ---: | --- |"]
    return "\n".join([*head, *("| " + " | ".join(row) + " |" for row in rows)])


def main() -> int:
    """Run it as a command; the exit code is 1 where a promise did not hold."""
    parser = argparse.ArgumentParser(description="every way to end, in number")
    parser.add_argument("--runs", type=int, default=7, help="of each fault (default: 7)")
    parser.add_argument("--only", default="", metavar="WORDS", help="faults with these words")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        every = list(faults())
        if real_sshd.sshd():
            keys = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hotwash-sshd-")))
            client = stack.enter_context(real_sshd.server(keys))
            for name, act in real_sshd.LINES.items():
                every.append(Fault(name, act, partial(real_sshd.FarRun, client=client)))
        every = [fault for fault in every if chosen.only in fault.name]
        for fault in every:
            measure(fault, chosen.runs)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(table([fault.row() for fault in every if fault.outcomes]))
    problems = [problem for fault in every for problem in fault.problems]
    problems += [
        f"{fault.name}: {fault.seconds_lost:.2f} s of typing"
        for fault in every
        if fault.seconds_lost > 1
    ]
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
