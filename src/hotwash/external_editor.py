"""A text in the person's own editor: `$VISUAL`, `$EDITOR`, else vi.

The text goes into a file of its own, is read back only when the editor ended well, and the file is
kept, and its place said, whenever anything was not as it should be: what was typed there is typed.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager

from hotwash.errors import HotwashError

FALLBACK = "vi"

AT_ONCE = 0.5
"""Seconds within which nobody has edited anything: the editor went to the background."""


class EditorFailed(HotwashError):
    """The editor could not be started or did not end well. The file with the text is kept."""


def editor_command(variables: Mapping[str, str] | None = None) -> list[str]:
    """The editor and its arguments.

    Raises:
        EditorFailed: The variable cannot be read as a command.
    """
    found = os.environ if variables is None else variables
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(found.get(name, ""))
        except ValueError as error:
            raise EditorFailed(
                f"“{found[name]}” cannot be read as a command ({error})",
                where=f"${name}",
                remedy="put the quotation marks right",
            ) from error
        if command:
            return command
    return [FALLBACK]


def edit(
    text: str,
    suffix: str,
    *,
    folder: str | os.PathLike[str],
    suspend: AbstractContextManager[object] | None = None,
    variables: Mapping[str, str] | None = None,
) -> str | None:
    """Let the person edit a text and return it, or None when it is unchanged.

    Blocks until the editor ends. A newline that the editor puts at the end is taken off again.

    Args:
        text: The text.
        suffix: What the file's name ends in, `.md`, so that the editor knows its kind.
        folder: Where the file goes: a folder only the person can read; made if it is missing.
        suspend: Gives the terminal to the editor for as long as it runs.
        variables: The environment; ours unless given.

    Raises:
        EditorFailed: The editor could not be started, ended with an error, or went to the
            background; or its text is not UTF-8. Says where the file is.
    """
    command = editor_command(variables)
    path = _write(text, suffix, os.fspath(folder))
    began = time.monotonic()
    with suspend or contextlib.nullcontext():
        # Nothing may be raised in here: Textual does not come back from it.
        failure = _run([*command, path], variables)
    if failure:
        raise _failed(f"{shlex.join(command)} {failure}", path)
    edited = _read(path, text)
    if edited == text and time.monotonic() - began < AT_ONCE:
        raise _failed(
            f"{shlex.join(command)} came back at once",
            path,
            "if it is still open, add its option to wait (code --wait)",
        )
    with contextlib.suppress(OSError):
        os.unlink(path)
    return None if edited == text else edited


def _write(text: str, suffix: str, folder: str) -> str:
    path = os.path.join(os.path.abspath(folder), f"edit-{secrets.token_hex(6)}{suffix}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise EditorFailed(
            f"the text could not be put into a file ({error.strerror})",
            where=path,
            remedy="nothing was changed",
        ) from error
    return path


def _run(command: list[str], variables: Mapping[str, str] | None) -> str:
    """Run the editor on our terminal; return what was wrong, in words, or an empty text."""
    with _deaf_to_interrupts():
        try:
            code = subprocess.run(command, env=variables, check=False).returncode
        except (OSError, ValueError) as error:
            return f"could not be started ({getattr(error, 'strerror', None) or error})"
    if code < 0:
        return f"was ended by signal {-code}"
    return f"ended with exit code {code}" if code else ""


def _read(path: str, before: str) -> str:
    """The edited text, with lines ended the way ours are."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            edited = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _failed(f"the edited text could not be read ({error})", path) from error
    edited = edited.replace("\r\n", "\n").replace("\r", "\n")
    if edited.endswith("\n") and not before.endswith("\n"):
        edited = edited.removesuffix("\n")
    return edited


def _failed(what: str, path: str, remedy: str = "") -> EditorFailed:
    return EditorFailed(what, remedy=f"{remedy + '; ' if remedy else ''}the text is in {path}")


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Leave interrupts to the editor, which shares our terminal.

    A handler that does nothing, unlike ignoring the signal, is not passed on to the child.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    for name in names:
        signal.signal(getattr(signal, name), lambda *_: None)
    try:
        yield
    finally:
        for name, handler in before.items():
            if handler is not None:
                signal.signal(getattr(signal, name), handler)
