"""Carry a plan out and say what is known of it."""

from __future__ import annotations

import base64
import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from hotwash.clipboard import child
from hotwash.clipboard.children import NOT_STARTED, TIMED_OUT, run
from hotwash.clipboard.plan import SCREEN_PIECE, CopyStep, Plan, Way

SECONDS = 3.0
"""How long a tool or a command may take."""


class Certain(StrEnum):
    """How much is known of a copy."""

    COPIED = "copied"
    """It was read back."""
    SENT = "sent"
    """It went out, and nobody answers."""
    NOT_COPIED = "not copied"


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What became of a copy."""

    certain: Certain
    message: str
    """One line for people; names the Markdown file."""
    ways: tuple[Way, ...] = ()
    """The ways that worked."""
    reasons: tuple[str, ...] = ()
    """Why others did not, in words."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one step."""

    certain: Certain
    words: str


def carry_out(
    plan: Plan, text: str, *, write_terminal: Callable[[str], None], file: str = ""
) -> CopyReport:
    """Do what the plan says and report it. Blocks for as long as its tools take; never raises.

    Args:
        plan: What to do.
        text: The text; half a surrogate pair becomes a question mark.
        write_terminal: Writes to the terminal as it stands.
        file: Path of the Markdown file, for the message.
    """
    data = text.encode("utf-8", "replace")
    if not data:
        return CopyReport(Certain.NOT_COPIED, "There is nothing to copy yet.")
    worked: list[tuple[Way, _Outcome]] = []
    reasons = list(plan.reasons)
    for step in plan.steps:
        if step.otherwise and worked:
            continue
        outcome = _act(step, plan, data, write_terminal)
        if outcome.certain is Certain.NOT_COPIED:
            reasons.append(outcome.words)
        else:
            worked.append((step.way, outcome))
    message, certain = _sum_up(worked, reasons, plan, len(data), file)
    return CopyReport(certain, message, tuple(way for way, _ in worked), tuple(reasons))


def osc52(data: bytes) -> str:
    """The escape sequence that gives a terminal a text for its clipboard."""
    return f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"


def osc52_for_screen(data: bytes) -> str:
    """The same in pieces, each in an envelope that GNU screen passes on to its terminal."""
    sequence = osc52(data)
    starts = range(0, len(sequence), SCREEN_PIECE)
    return "".join(f"\x1bP{sequence[at : at + SCREEN_PIECE]}\x1b\\" for at in starts)


def _act(
    step: CopyStep, plan: Plan, data: bytes, write_terminal: Callable[[str], None]
) -> _Outcome:
    match step.way:
        case Way.TMUX:
            return _tmux(plan, data)
        case Way.TOOL:
            return _tool(data)
        case Way.COMMAND:
            return _command(step.command, data)
        case Way.SCREEN:
            return _write(osc52_for_screen(data), write_terminal, "through screen ")
        case Way.OSC52:
            return _write(osc52(data), write_terminal, "")


def _write(sequence: str, write_terminal: Callable[[str], None], how: str) -> _Outcome:
    try:
        write_terminal(sequence)
    except Exception as error:
        return _Outcome(Certain.NOT_COPIED, f"the terminal could not be written to ({error})")
    return _Outcome(Certain.SENT, f"Sent to your terminal {how}(it does not answer)")


def _tmux(plan: Plan, data: bytes) -> _Outcome:
    done = run(["tmux", "load-buffer", "-w", "-"], given=data, seconds=SECONDS)
    if done.code != 0:
        return _Outcome(Certain.NOT_COPIED, f"tmux {_how_it_failed(done.code)}")
    if plan.reaches_terminal:
        words = f"Sent to your terminal through tmux ({_size(len(data))}); also in tmux: prefix ]"
        return _Outcome(Certain.SENT, words)
    words = f"Sent to the tmux buffer (prefix ], {_size(len(data))}); your terminal may not take it"
    return _Outcome(Certain.SENT, words)


def _tool(data: bytes) -> _Outcome:
    # -P keeps the folder that the person stands in out of the import path.
    command = [sys.executable, "-P", "-m", "hotwash.clipboard.child"]
    hidden = ("TMUX", "TMUX_PANE", "STY", "TERM")
    variables = {name: value for name, value in os.environ.items() if name not in hidden}
    done = run(command, given=data, seconds=SECONDS, variables=variables)
    if done.code == child.COPIED:
        return _Outcome(Certain.COPIED, f"Copied and read back ({_size(len(data))})")
    if done.code == child.DIFFERENT:
        return _Outcome(Certain.NOT_COPIED, "the display did not take the text")
    if done.code == child.NO_TOOL:
        return _Outcome(Certain.NOT_COPIED, "there is no working clipboard tool")
    return _Outcome(Certain.NOT_COPIED, f"the clipboard tool {_how_it_failed(done.code)}")


def _command(line: str, data: bytes) -> _Outcome:
    try:
        command = shlex.split(line)
    except ValueError as error:
        return _Outcome(Certain.NOT_COPIED, f"“{line}” cannot be read as a command ({error})")
    if not command:
        return _Outcome(Certain.NOT_COPIED, "the clipboard command is empty")
    done = run(command, given=data, seconds=SECONDS)
    if done.code != 0:
        return _Outcome(Certain.NOT_COPIED, f"“{line}” {_how_it_failed(done.code)}")
    return _Outcome(Certain.SENT, f"Sent to “{line}” ({_size(len(data))}), which ended well")


def _how_it_failed(code: int) -> str:
    if code == TIMED_OUT:
        return f"did not answer within {SECONDS:.0f} seconds"
    return "could not be started" if code == NOT_STARTED else f"failed (exit code {code})"


def _sum_up(
    worked: list[tuple[Way, _Outcome]], reasons: list[str], plan: Plan, size: int, file: str
) -> tuple[str, Certain]:
    """The message, and how much is known."""
    where = f" File: {file}" if file else ""
    if not worked:
        return f"Not copied: {'; '.join(reasons) or 'there is no way from here'}.{where}", (
            Certain.NOT_COPIED
        )
    words = "; ".join(outcome.words for _, outcome in worked)
    hints = "".join(f" ({hint})" for hint in plan.hints)
    if any(outcome.certain is Certain.COPIED for _, outcome in worked):
        return f"{words}.{where}", Certain.COPIED
    return f"{words}{hints}.{' Nothing to paste?' if where else ''}{where}", Certain.SENT


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < 1000 else f"{size / 1000:,.0f} KB"
