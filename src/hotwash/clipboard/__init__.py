"""The clipboard: decide how to reach it, do so, and say only what is known.

`plan` is a pure function of everything that matters (`Environment`), `observe` looks at the
machine, `carry_out` acts, and `copy` is the three in a row. A terminal never answers to a copy, a
display's tool may lie or hang: so "copied" is said only of what was read back, "sent" of the rest,
and every message names the Markdown file, which is on disk whatever happens.

`copy` takes up to a few seconds when a tool hangs: call it from a thread, never from the screen's.
"""

from __future__ import annotations

from collections.abc import Callable

from hotwash.clipboard.carry_out import Certain, CopyReport, carry_out
from hotwash.clipboard.observe import observe
from hotwash.clipboard.plan import CopyStep, Environment, Plan, Way, plan
from hotwash.clipboard.terminal import write_terminal

__all__ = [
    "Certain",
    "CopyReport",
    "CopyStep",
    "Environment",
    "Plan",
    "Way",
    "carry_out",
    "copy",
    "observe",
    "plan",
    "write_terminal",
]


def copy(
    text: str, *, file: str, override: str = "", write_terminal: Callable[[str], None]
) -> CopyReport:
    """Copy a text by the way that fits this machine. Never raises.

    Args:
        text: What to copy.
        file: Path of the Markdown file, for the message; empty when there is none.
        override: The `clipboard` setting: `auto`, `osc52`, `tmux`, `screen`, `tool`, `file` or
            `command:…`.
        write_terminal: Writes to the terminal as it stands, between two frames of the screen.
    """
    size = len(text.encode("utf-8", "replace"))
    chosen = plan(observe(), size, override)
    return carry_out(chosen, text, file=file, write_terminal=write_terminal)
