"""Typing that does not stop: while the file is saved and exported, while others write, for long."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import LETTERS, echoed, opened
from tests.bench.programs import Program, document, program_at
from tests.pty_driver import Terminal, environment, key_bytes

GAP = 0.06
"""Seconds between two keys of a quick typist."""

OUTSIDE = 2.0
"""Seconds between two changes that another program writes into the open file."""

HOUR = 12_000
"""Keys of an hour of steady typing: two hundred a minute."""

FIELD = 40
"""Letters after which a field is emptied again."""


def load_table(folder: Path, keys: int) -> None:
    """Type without a stop while all is saved, and now and then changed from outside; print."""
    print("| Document | keys | echo p50 ms | p95 ms | p99 ms | longest ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in (("3 kB", 6), ("10,000 rows", 10_000)):
        for writer in ("", ", another program writes every 2 s"):
            program = _program(folder / f"load{rows}{bool(writer)}", rows)
            echoes = sorted(_typed(program, keys, outside=bool(writer)))
            shown = (echoes[int(len(echoes) * part)] for part in (0.95, 0.99))
            figures = [statistics.median(echoes), *shown, echoes[-1]]
            cells = " | ".join(f"{figure:.1f}" for figure in figures)
            print(f"| {name}{writer} | {len(echoes)} | {cells} |", flush=True)


def hour_table(folder: Path, keys: int = HOUR) -> None:
    """Type as much as in an hour, as fast as it is taken, and print what is held meanwhile."""
    print("| Keys typed | memory MiB | echo p50 ms |\n| ---: | ---: | ---: |")
    program = _program(folder / "hour", 6)
    with opened(program) as terminal:
        terminal.wait_for(program.ready, timeout=60)
        terminal.settle(1.5)
        done = 0
        while True:
            echoes = [_echo(terminal, number, GAP) for number in range(FIELD)]
            _erase(terminal)
            held = terminal.resident_bytes() / 2**20
            print(f"| {done:,} | {held:.1f} | {statistics.median(echoes):.1f} |", flush=True)
            if done >= keys:
                return
            until = done + keys // 6
            while done < until:
                terminal.type("".join(LETTERS[n % len(LETTERS)] for n in range(FIELD)), pause=0.004)
                _erase(terminal)
                done += 2 * FIELD


def _program(home: Path, rows: int) -> Program:
    home.mkdir()
    path = home / "outage.toml"
    path.write_text(document(rows=rows, lines=20))
    return program_at("typing", path)


def _typed(program: Program, keys: int, *, outside: bool) -> list[float]:
    """The milliseconds to the echo of each key."""
    echoes: list[float] = []
    writers: list[subprocess.Popen[bytes]] = []
    with opened(program) as terminal:
        terminal.wait_for(program.ready, timeout=60)
        terminal.settle(1.5)
        last = time.perf_counter()
        for number in range(keys):
            if number % FIELD == FIELD - 1:
                _erase(terminal)
            if outside and time.perf_counter() - last > OUTSIDE:
                last = time.perf_counter()
                writers.append(_write(program.argv[-1], number, program))
            echoes.append(_echo(terminal, number, GAP))
        for writer in writers:
            writer.wait()
    return echoes


def _write(path: str, number: int, program: Program) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "hotwash", "log", path, f"from outside {number}"],
        env=environment(program.env),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _echo(terminal: Terminal, number: int, gap: float) -> float:
    """Press a key and read until a gap after it, whatever else comes; milliseconds to its echo."""
    letter = LETTERS[number % len(LETTERS)].encode()
    mark, pressed = len(terminal.output), time.perf_counter()
    terminal.send(letter)
    seen = 0.0
    while not seen or time.perf_counter() < pressed + gap:
        left = pressed + (gap if seen else 5.0) - time.perf_counter()
        if left <= 0:
            return seen or 5000.0
        terminal.read_some(left)
        if not seen and echoed(terminal, mark, letter):
            seen = (terminal.chunks[-1][0] - pressed) * 1000
    return seen


def _erase(terminal: Terminal) -> None:
    terminal.type(key_bytes("backspace").decode() * FIELD, pause=0.004)
    terminal.settle(0.2, timeout=3)
