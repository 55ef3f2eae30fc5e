"""Calls of the command line: in this process where that will do, else the installed program."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from hotwash.cli import main

STANDARD = """\
template = "standard"
title = "Checkout errors"

[incident_details]
date = 2026-11-20
severity = "P1"

[[timeline]]
time = "10:15"
event = "First alert"
moment = "detected"
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a call came to."""

    code: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Said:
    """Call a command in this process."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return Said(code, said.out, said.err)


def program(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> Said:
    """Call the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "hotwash", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def standard(folder: Path, name: str = "outage.toml", text: str = STANDARD) -> Path:
    """Write a small postmortem and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
