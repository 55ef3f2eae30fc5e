"""How much work a call is, and a guard against hangs: nothing here depends on a busy machine.

A test that times what it tests fails when others need the machine. `steps` counts instead: the
same call is the same number of steps on every machine. What is done inside C (a search through a
text, say) is one step; `python -m tests.growth`, run by hand, times that too.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

HANG = 60
"""Seconds of processor time that only a hang takes."""


def steps(call: Callable[..., object], *given: object) -> int:
    """Call with the arguments, and return how many lines of Python were run."""
    count = 0

    def trace(_frame: FrameType, _event: str, _value: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call(*given)
    finally:
        sys.settrace(before)
    return count


@contextmanager
def hang_guard(seconds: int = HANG) -> Iterator[None]:
    """End what takes more than so many seconds of this process's own time."""

    def ended(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, ended)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
