"""How a program is measured: as the person at the keyboard and the line between would see it."""

from __future__ import annotations

import re
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.line import FarTerminal, Line
from tests.bench.programs import Program
from tests.pty_driver import GoneError, Terminal, key_bytes

SIZE = {"columns": 120, "rows": 40}
LETTERS = "qxzjkvwQXZJKVW"
"""Letters that no program shows by itself."""

DOWNS = 5
"""How often Down is pressed: the smallest form and table have that many places to go to."""

_SEQUENCES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
"""What a terminal obeys and does not show."""


def echoed(terminal: Terminal, mark: int, echo: bytes) -> bool:
    """Whether text was shown since the output was so many bytes long."""
    return echo in _SEQUENCES.sub(b"", bytes(terminal.output[mark:]))


@dataclass(slots=True)
class Figures:
    """What was measured: milliseconds, bytes and MiB; None where it could not be."""

    start: float | None = None
    unit_start: float | None = None
    """The same of the yardstick, started in turn with this program: machines drift."""
    memory: float | None = None
    echo: float | None = None
    echo_p95: float | None = None
    settled: float | None = None
    key_bytes: float | None = None
    down_bytes: float | None = None
    down: float | None = None
    idle: float | None = None
    problem: str = ""


def measure(
    program: Program, yardstick: Program, *, runs: int, keys: int, line: Line | None = None
) -> Figures:
    """Start the program several times and take medians; a fault is told, never raised.

    Args:
        program: What is measured.
        yardstick: What its start is compared with.
        runs: Starts.
        keys: Keys that are typed after the last start.
        line: What is between the keyboard and the program.
    """
    figures = Figures()
    starts: list[float] = []
    units: list[float] = []
    try:
        for number in range(runs):
            with opened(yardstick, line) as terminal:
                units.append(_start(terminal, yardstick))
            with opened(program, line) as terminal:
                starts.append(_start(terminal, program))
                if number == runs - 1:
                    _use(terminal, program, figures, keys)
    except (GoneError, OSError) as error:
        figures.problem = str(error).splitlines()[0]
    figures.start = statistics.median(starts) if starts else None
    figures.unit_start = statistics.median(units) if units else None
    return figures


def opened(program: Program, line: Line | None = None) -> FarTerminal:
    """A program on a terminal of the size that all are measured at."""
    root = Path(__file__).parents[2]
    return FarTerminal(
        line or Line(), program.argv, env=program.env, cwd=root, synchronized=True, **SIZE
    )


def _start(terminal: FarTerminal, program: Program) -> float:
    """Milliseconds to the text that says that the program can be used."""
    terminal.wait_for(program.ready, timeout=60)
    return (terminal.chunks[-1][0] - terminal.started) * 1000


def _use(terminal: FarTerminal, program: Program, figures: Figures, keys: int) -> None:
    terminal.settle(0.6)
    figures.memory = terminal.resident_bytes() / 2**20
    for key in program.keys:
        terminal.press(key)
        terminal.settle(0.4)
    echoes, settled, sizes = [], [], []
    for number in range(keys):
        letter = LETTERS[number % len(LETTERS)]
        echo, last, size = _press(terminal, letter.encode(), letter.encode())
        if echo is not None:
            echoes.append(echo)
        settled.append(last)
        sizes.append(size)
    if echoes:
        figures.echo = statistics.median(echoes)
        figures.echo_p95 = sorted(echoes)[int(len(echoes) * 0.95)]
    figures.settled, figures.key_bytes = statistics.median(settled), statistics.median(sizes)
    terminal.settle(2.0, timeout=8)
    if program.down:
        for key in program.down_keys:
            terminal.press(key)
            terminal.settle(0.4)
        moves = [_press(terminal, key_bytes("down"), b"") for _ in range(DOWNS)]
        figures.down_bytes = statistics.median(size for _, _, size in moves)
        figures.down = statistics.median(last for _, last, _ in moves)
    terminal.settle(1.2, timeout=6)
    before, began = len(terminal.output), time.perf_counter()
    terminal.read(3.0)
    figures.idle = (len(terminal.output) - before) / (time.perf_counter() - began)


def _press(terminal: FarTerminal, key: bytes, echo: bytes) -> tuple[float | None, float, int]:
    """Press a key: milliseconds to its echo, milliseconds to the last byte, bytes.

    Before and after there is quiet for longer than the line's round trip, so that no byte is
    counted for another key.
    """
    quiet = 0.08 + 1.5 * terminal.line.round_trip
    terminal.settle(quiet if terminal.line.round_trip else 0.02, timeout=3)
    mark, chunk = len(terminal.output), len(terminal.chunks)
    pressed = time.perf_counter()
    terminal.send(key)
    seen: float | None = None
    patience = 3.0
    while terminal.read_some(patience):
        patience = quiet
        if seen is None and echoed(terminal, mark, echo):
            seen = (terminal.chunks[-1][0] - pressed) * 1000
        if time.perf_counter() > pressed + 5:
            break
    last = terminal.chunks[-1][0] if len(terminal.chunks) > chunk else pressed
    return seen, (last - pressed) * 1000, len(terminal.output) - mark
