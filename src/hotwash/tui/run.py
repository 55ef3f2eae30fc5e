"""The way onto the screen and off it: settings, guard, exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hotwash.editing.open_document import OpenDocument
from hotwash.errors import HotwashError
from hotwash.storage import settings as stored
from hotwash.storage.folders import state_folder
from hotwash.tui import keymap
from hotwash.tui.terminal.checks import terminal_problem

TURN = 0.0005
"""Seconds that a save may keep a key waiting each time the two want to run at once.

Python's own 5 ms add up to many of them for one key. Measured with 10,000 rows.
"""


FRAMES = 500
"""Frames that Textual may paint in a second.

With its own 60 a key that comes soon after a frame waits for the next but one: 25 ms, for every
second key of a quick typist. Painting is cheap here, and a line that is busy is sent nothing.
"""


class NoTerminal(HotwashError):
    """There is no terminal to draw on."""


def require_terminal() -> None:
    """Check that the screen can be shown, before anything is opened or written.

    Raises:
        NoTerminal: It cannot.
    """
    problem = terminal_problem()
    if problem:
        raise NoTerminal(problem)


def run(
    opened: OpenDocument | None,
    settings: stored.Settings,
    *,
    folder: str = ".",
    greeting: str = "",
    plain_output: bool = False,
) -> int:
    """Show the screen until the person leaves; return the exit code of the process.

    Args:
        opened: The postmortem to open; None shows the start screen.
        settings: The person's settings.
        folder: Where the start screen looks.
        greeting: What to say first.
        plain_output: Whether Textual writes to the terminal in its own way.
    """
    _set_frames()
    _ask_the_terminal_for_its_size()
    from hotwash.tui.app import HotwashApp
    from hotwash.tui.terminal.safety import run_guarded

    sys.setswitchinterval(TURN)
    app = HotwashApp(
        settings, keymap.apply(settings.keys), opened, folder=folder, greeting=greeting
    )
    app.configure_output(plain=plain_output)
    code = run_guarded(
        app,
        app.flush,
        crash_folder=Path(state_folder()) / "crashes",
        kept_in=lambda: _kept_in(app.opened),
    )
    if app.opened is not None:
        app.opened.close()
    return code


def _set_frames() -> None:
    """Tell Textual, which reads this variable when it is loaded; no other program is to see it."""
    if "TEXTUAL_FPS" not in os.environ:
        os.environ["TEXTUAL_FPS"] = str(FRAMES)
        import textual.constants

        del os.environ["TEXTUAL_FPS"], textual


def _ask_the_terminal_for_its_size() -> None:
    """Forget what `COLUMNS` and `LINES` say, where the terminal says it itself.

    They may be of another window, and they do not change when the terminal does.
    """
    try:
        width, height = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
    except OSError:
        return
    if width and height:
        os.environ.pop("COLUMNS", None)
        os.environ.pop("LINES", None)


def _kept_in(opened: OpenDocument | None) -> str:
    """Where the text is, for the last words after a crash."""
    if opened is None:
        return ""
    name = os.path.basename(opened.path)
    in_the_draft = not opened.clean and opened.flush(0)
    return f"in a recovery draft, which opening {name} offers" if in_the_draft else name
