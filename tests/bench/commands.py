"""Commands that open no screen, timed as whole processes in turn with an empty Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.programs import document, home_in
from tests.pty_driver import environment

_HOTWASH = [sys.executable, "-m", "hotwash"]


def commands_table(folder: Path, runs: int) -> None:
    """Measure and print."""
    small, long = folder / "small.toml", folder / "long.toml"
    small.write_text(document(rows=6, lines=20))
    long.write_text(document(rows=10_000, lines=20))
    commands = {
        "an empty Python": [sys.executable, "-c", "pass"],
        "hotwash --version": [*_HOTWASH, "--version"],
        "hotwash --help": [*_HOTWASH, "--help"],
        "hotwash export, 3 kB": [*_HOTWASH, "export", str(small)],
        "hotwash check, 3 kB": [*_HOTWASH, "check", str(small)],
        "hotwash log, 3 kB": [*_HOTWASH, "log", str(small), "one more"],
        "hotwash export, 10,000 rows": [*_HOTWASH, "export", str(long)],
    }
    env = environment(home_in(folder))
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(max(runs, 3) + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, env=env, capture_output=True, check=False)
            if number:  # the first one fills the caches
                taken[name].append((time.perf_counter() - began) * 1000)
    unit = statistics.median(taken["an empty Python"])
    print("| Command | ms | ratio |\n| --- | ---: | ---: |")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"| {name} | {median:.0f} | {median / unit:.1f} |", flush=True)
