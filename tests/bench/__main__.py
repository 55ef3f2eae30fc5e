"""Measure everything side by side in one run and print tables of ratios.

    python -m tests.bench [--only WORDS] [--runs N] [--keys N] [--no-slow-line]

Absolute figures belong to the machine; the ratios to a Textual app with one input are what
counts. Nothing fails here: a machine may be busy.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.line import Line
from tests.bench.measure import Figures, measure
from tests.bench.programs import ONE_INPUT, programs

SLOW = Line(round_trip=0.1, rate=64_000)
"""A train: 100 ms round trip, 64 kB a second."""

Column = tuple[str, Callable[[Figures], float | None], bool]
_COLUMNS: Sequence[Column] = (
    ("start ms", lambda f: f.start, True),
    ("memory MiB", lambda f: f.memory, True),
    ("echo p50 ms", lambda f: f.echo, True),
    ("echo p95 ms", lambda f: f.echo_p95, True),
    ("bytes per key", lambda f: f.key_bytes, False),
    ("bytes per Down", lambda f: f.down_bytes, False),
    ("Down ms", lambda f: f.down, False),
    ("idle bytes/s", lambda f: f.idle, False),
)
_SLOW_COLUMNS: Sequence[Column] = (
    ("start ms", lambda f: f.start, True),
    ("key to echo ms", lambda f: f.echo, True),
    ("p95", lambda f: f.echo_p95, True),
    ("key to settled screen ms", lambda f: f.settled, True),
    ("bytes per key", lambda f: f.key_bytes, False),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default="", help="only programs with these words in their names")
    parser.add_argument("--runs", type=int, default=3, help="starts of each program")
    parser.add_argument("--keys", type=int, default=100, help="keys typed into each program")
    parser.add_argument("--no-slow-line", action="store_true", help="leave out the slow line")
    arguments = parser.parse_args()
    print("### On this machine, in brackets the ratio to one Input\n")
    _table(arguments.only, _COLUMNS, runs=arguments.runs, keys=arguments.keys, line=None)
    if not arguments.no_slow_line:
        print("\n### Over a line with 100 ms round trip and 64 kB/s\n")
        _table(arguments.only, _SLOW_COLUMNS, runs=1, keys=max(5, arguments.keys // 3), line=SLOW)


def _table(
    only: str, columns: Sequence[Column], *, runs: int, keys: int, line: Line | None
) -> None:
    print("| Program | " + " | ".join(title for title, _, _ in columns) + " |")
    print("| --- |" + " ---: |" * len(columns), flush=True)
    yardstick: Figures | None = None
    with tempfile.TemporaryDirectory(prefix="hotwash-bench-") as folder:
        for program in programs(Path(folder)):
            if ONE_INPUT not in program.name and only not in program.name:
                continue
            figures = measure(program, runs=runs, keys=keys, line=line)
            yardstick = yardstick or figures
            cells = [_cell(figures, yardstick, get, ratio) for _, get, ratio in columns]
            name = program.name + (f" ({figures.problem})" if figures.problem else "")
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _cell(
    figures: Figures, yardstick: Figures, get: Callable[[Figures], float | None], ratio: bool
) -> str:
    value, unit = get(figures), get(yardstick)
    if value is None:
        return ""
    text = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
    return f"{text} ({value / unit:.2f})" if ratio and unit else text


if __name__ == "__main__":
    main()
