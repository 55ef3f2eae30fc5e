"""Whether the screen can be shown at all, asked before anything is opened."""

from __future__ import annotations

import io
import os
import sys


def terminal_problem() -> str:
    """Why a full-screen program cannot run here, in one line with what to do; empty when it can.

    Textual reads standard input and draws on standard error, so both have to be a terminal. As
    far as there is one, its encoding is made UTF-8: terminals have no other today, and a locale
    that says otherwise would fill the screen with escapes.
    """
    for stream, name in ((sys.__stdin__, "standard input"), (sys.__stderr__, "standard error")):
        if not _is_terminal(stream):
            return f"{name} is not a terminal; the screen needs one (see `hotwash --help`)"
    if os.environ.get("TERM") == "dumb":
        return "TERM=dumb cannot show a full screen; set TERM to your terminal's type"
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")
    return ""


def _is_terminal(stream: object) -> bool:
    """Whether a standard stream is open and a terminal."""
    try:
        return stream is not None and os.isatty(stream.fileno())  # type: ignore[attr-defined]
    except (OSError, ValueError):
        return False
