"""The terminal of a command line that has no screen open."""

from __future__ import annotations

import os
import sys


def write_terminal(text: str) -> None:
    """Write to the terminal that the program was started from, whatever its output leads to.

    Raises:
        OSError: There is no terminal, or it is gone.
    """
    path = "CONOUT$" if sys.platform == "win32" else "/dev/tty"
    terminal = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        data = text.encode("ascii", "replace")
        while data:
            data = data[os.write(terminal, data[:4096]) :]
    finally:
        os.close(terminal)
