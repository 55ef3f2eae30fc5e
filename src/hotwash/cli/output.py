"""What the command line prints: exact into a file or a pipe, harmless on a terminal."""

from __future__ import annotations

import os
import re
import sys

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def harmless(text: str) -> str:
    """Return a text with control characters made visible, line ends and tabs left alone."""
    return _HARMFUL.sub(_mark, text)


def show(text: str) -> None:
    """Print a text to standard output as it is; on a terminal with nothing harmful in it."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty():
        text = harmless(text)
    sys.stdout.flush()
    data = text.encode("utf-8", "replace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except AttributeError:
        sys.stdout.write(text)


def write(text: str, target: str) -> None:
    """Write a text to a file, or to standard output for `-` or nothing.

    Raises:
        CannotSave: The file could not be written; an old one is whole.
    """
    if target in ("", "-"):
        show(text)
        return
    from hotwash.storage import files

    files.write(os.path.abspath(target), text.encode("utf-8", "replace"))


def show_error(words: str) -> None:
    """Print one line to standard error."""
    if sys.stderr is not None:
        try:
            print(f"hotwash: {harmless(words.replace(chr(10), ' '))}", file=sys.stderr)
        except OSError:
            pass


def say(words: str) -> None:
    """Print one line about what was done to standard error, so that pipes stay exact."""
    if sys.stderr is not None:
        print(harmless(words), file=sys.stderr)


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else f"<{code:04X}>"
