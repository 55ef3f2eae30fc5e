"""Child programs that cannot hurt the screen: no terminal, a session of their own, a time limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TIMED_OUT = -1000
"""The code of a child that did not finish in time and was killed."""

NOT_STARTED = -1001
"""The code of a child that could not be started."""


@dataclass(frozen=True, slots=True)
class ChildResult:
    """How a child ended."""

    code: int
    """Its exit code, or one of the two above."""
    output: str = ""
    """What it printed, if it was to be read."""


def run(
    command: Sequence[str],
    *,
    given: bytes = b"",
    seconds: float,
    read: bool = False,
    variables: Mapping[str, str] | None = None,
) -> ChildResult:
    """Run a program without a shell and say how it ended. Never raises for what the program does.

    Its output goes nowhere, or to a file that is read afterwards: a tool such as xclip stays behind
    to serve the clipboard and would hold a pipe open for ever.

    Args:
        command: The program and its arguments.
        given: Its standard input.
        seconds: How long it may take; then it and what it started are killed.
        read: Whether to return what it printed.
        variables: Its environment; ours unless given.
    """
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(tempfile.TemporaryFile()) if read else None
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=output if output is not None else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=variables,
                cwd=os.sep,
            )
        except (OSError, ValueError):
            return ChildResult(NOT_STARTED)
        try:
            child.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(child)
            return ChildResult(TIMED_OUT)
        if output is None:
            return ChildResult(child.returncode)
        output.seek(0)
        return ChildResult(child.returncode, output.read(65536).decode("utf-8", "replace"))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and everything that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    with contextlib.suppress(subprocess.TimeoutExpired, OSError, ValueError):
        child.communicate(timeout=1.0)
