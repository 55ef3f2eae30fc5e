"""Measure everything side by side in one run and print tables of ratios.

    python -m tests.bench [--only WORDS] [--runs N] [--keys N] [--parts PARTS]

The parts: `screen` (start, echo, bytes, memory), `line` (the same over a slow line), `commands`
(without a screen), `load` (typing while the file is saved and changed by others), `hour` (memory
over an hour's typing). It takes about twenty minutes.

Absolute figures belong to the machine; the ratios to a Textual app with one input are what
counts. Nothing fails here: a machine may be busy.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.commands import commands_table
from tests.bench.line import Line
from tests.bench.load import hour_table, load_table
from tests.bench.measure import Figures, measure
from tests.bench.programs import ONE_INPUT, programs

SLOW = Line(round_trip=0.1, rate=64_000)
"""A train: 100 ms round trip, 64 kB a second."""

Get = Callable[[Figures], float | None]
Column = tuple[str, Get, Callable[[Figures, Figures], float | None] | None]
"""Title, figure, and what it is compared with: of the program's own figures and the yardstick's."""

_COLUMNS: Sequence[Column] = (
    ("start ms", lambda f: f.start, lambda f, _: f.unit_start),
    ("memory MiB", lambda f: f.memory, lambda _, unit: unit.memory),
    ("echo p50 ms", lambda f: f.echo, lambda _, unit: unit.echo),
    ("echo p95 ms", lambda f: f.echo_p95, lambda _, unit: unit.echo_p95),
    ("bytes per key", lambda f: f.key_bytes, None),
    ("bytes per Down", lambda f: f.down_bytes, None),
    ("Down ms", lambda f: f.down, None),
    ("idle bytes/s", lambda f: f.idle, None),
)
_SLOW_COLUMNS: Sequence[Column] = (
    ("start ms", lambda f: f.start, lambda f, _: f.unit_start),
    ("key to echo ms", lambda f: f.echo, lambda _, unit: unit.echo),
    ("p95", lambda f: f.echo_p95, lambda _, unit: unit.echo_p95),
    ("key to settled screen ms", lambda f: f.settled, lambda _, unit: unit.settled),
    ("bytes per key", lambda f: f.key_bytes, None),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default="", help="only programs with these words in their names")
    parser.add_argument("--runs", type=int, default=3, help="starts of each program")
    parser.add_argument("--keys", type=int, default=100, help="keys typed into each program")
    parser.add_argument("--parts", default="screen,line,commands,load,hour", help="what to measure")
    arguments = parser.parse_args()
    only, runs, keys = arguments.only, arguments.runs, arguments.keys
    parts = arguments.parts.split(",")
    if "screen" in parts:
        print("\n### On this machine, in brackets the ratio to one Input\n")
        _table(only, _COLUMNS, runs=runs, keys=keys, line=None)
    if "line" in parts:
        print("\n### Over a line with 100 ms round trip and 64 kB/s\n")
        _table(only, _SLOW_COLUMNS, runs=runs, keys=max(5, keys // 3), line=SLOW)
    with tempfile.TemporaryDirectory(prefix="hotwash-bench-") as folder:
        if "commands" in parts:
            print("\n### Without a screen\n")
            commands_table(Path(folder), runs)
        if "load" in parts:
            print("\n### Sixteen keys a second, saved all the time\n")
            load_table(Path(folder), keys * 3)
        if "hour" in parts:
            print("\n### An hour's keys\n")
            hour_table(Path(folder))


def _table(
    only: str, columns: Sequence[Column], *, runs: int, keys: int, line: Line | None
) -> None:
    print("| Program | " + " | ".join(title for title, _, _ in columns) + " |")
    print("| --- |" + " ---: |" * len(columns), flush=True)
    unit: Figures | None = None
    with tempfile.TemporaryDirectory(prefix="hotwash-bench-") as folder:
        found = programs(Path(folder))
        for program in found:
            if ONE_INPUT not in program.name and only not in program.name:
                continue
            figures = measure(program, found[0], runs=runs, keys=keys, line=line)
            unit = unit or figures
            cells = [
                _cell(get(figures), compared(figures, unit) if compared else None)
                for _, get, compared in columns
            ]
            name = program.name + (f" ({figures.problem})" if figures.problem else "")
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _cell(value: float | None, unit: float | None) -> str:
    if value is None:
        return ""
    text = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
    return f"{text} ({value / unit:.2f})" if unit else text


if __name__ == "__main__":
    main()
