"""What the command line prints: exact into a file or a pipe, harmless on a terminal.

Results go to standard output. What was done, what should be known and what went wrong go to
standard error, one line each, so that a pipe gets the result and nothing else.
"""

from __future__ import annotations

import os
import re
import sys

from hotwash.characters import CONTROLS, REORDERING, SURROGATES
from hotwash.errors import CannotSave
from hotwash.patterns import lazy_pattern

_HARMFUL = lazy_pattern(f"[{CONTROLS}{REORDERING}{SURROGATES}]")


def harmless(text: str) -> str:
    """Return a text with control characters made visible, line ends and tabs left alone."""
    return _HARMFUL.sub(_mark, text)


def to_terminal() -> bool:
    """Whether standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def show(text: str) -> None:
    """Print a text to standard output as it is; on a terminal with nothing harmful in it.

    Raises:
        CannotSave: It is closed, or the disk it goes to is full.
        BrokenPipeError: Whoever read it has gone.
    """
    if sys.stdout is None:
        raise CannotSave(
            "closed", where="standard output", remedy="give it a place to go, or a file with -o"
        )
    if to_terminal():
        text = harmless(text)
    try:
        sys.stdout.flush()
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None:
            sys.stdout.write(text)
        else:
            binary.write(text.encode("utf-8", "surrogateescape" if _is_utf8(text) else "replace"))
            binary.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotSave(
            error.strerror or str(error), where="standard output", remedy="send it elsewhere"
        ) from error


def _is_utf8(text: str) -> bool:
    """Whether what is not text in it came from bytes that can be given back (file names)."""
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def write(text: str, target: str, *, like: str = "") -> None:
    """Write a text to a file, or to standard output for `-` or nothing.

    Args:
        text: The text.
        target: The file.
        like: The file that it was made from; a new one is readable by nobody else.

    Raises:
        CannotSave: It could not be written; an old file is whole.
    """
    if target in ("", "-"):
        show(text)
        return
    data = text.encode("utf-8", "replace")
    from hotwash import paths

    if paths.leads_out(target):
        raise CannotSave(
            f"a link that leads out of its folder, to {os.path.realpath(target)}",
            where=target,
            remedy="nothing was written; name that file itself if it is meant",
        )
    if _is_device(target):
        _write_device(target, data)
        return
    from hotwash.storage import files

    files.write(os.path.abspath(target), data, like=like)


def _is_device(target: str) -> bool:
    """Whether a target is there and no plain file: `/dev/stdout`, a named pipe."""
    return os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)


def _write_device(target: str, data: bytes) -> None:
    try:
        with open(target, "wb") as device:
            device.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotSave(
            error.strerror or str(error), where=target, remedy="send it elsewhere"
        ) from error


def show_error(words: str) -> None:
    """Print one line about what went wrong to standard error."""
    say(f"hotwash: {words}")


def say(words: str) -> None:
    """Print one line about what was done to standard error; it may be closed."""
    if sys.stderr is None:
        return
    line = harmless(" ".join(words.splitlines()))
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else f"<{code:04X}>"
