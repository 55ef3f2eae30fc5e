"""Signals and last words: however the program ends, what was typed is saved first.

`guard` is called once before the app runs. From then on a hang-up, a termination, a terminal that
is gone and an exception in the app all go one way: save (`flush`), ask the app to leave, and if it
has not left after three seconds give the terminal back and end the process. The handlers are
`signal.signal` handlers, since those of asyncio never run while the loop waits for a terminal.

`LastWords` is the app's half: it catches what Textual would end on with a traceback that shows
local variables, and so the document.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

PATIENCE = 3.0
"""Seconds that the app has for leaving before the process is ended."""

REST = 2.0
"""Seconds that keys which are read already have for being typed, when the program has to end."""

LEAVE = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[?2004l"
    "\x1b[?1004l\x1b[?7h\x1b[m\x1b[<u\x1b[?1049l\x1b[?25h"
)
"""Everything that Textual may have switched on, switched off."""

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_RUDE_SIGNALS = (signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)
_FROM_THE_KEYBOARD = (signal.SIGINT, signal.SIGQUIT)


class Safety:
    """Saves and leaves when the process is told to, or has to.

    Args:
        app: The app; not running yet.
        flush: Saves what is unsaved and says whether all of it is. It is called from signal
            handlers and from other threads, must not take a lock that the main thread may hold,
            and returns within two seconds.
        crash_folder: Where the traceback of a crash is written, mode 0600; None writes none.
        kept_in: Names the files that hold the text, for the last words ("outage.toml").
    """

    def __init__(
        self,
        app: App[Any],
        flush: Callable[[], bool],
        *,
        crash_folder: Path | None = None,
        kept_in: Callable[[], str] = str,
    ) -> None:
        self._app = app
        self._flush = flush
        self._crash_folder = crash_folder
        self._kept_in = kept_in
        self._leaving = False
        self._orders: SimpleQueue[int | None] = SimpleQueue()
        self._handled: dict[int, Any] = {}
        self._attributes = _attributes()
        self._leaver: object = None

    def install(self) -> None:
        """Take the signals. Only from the main thread."""
        for number in (*_SIGNALS, *_RUDE_SIGNALS):
            before = signal.getsignal(number)
            if number == signal.SIGHUP and before == signal.SIG_IGN:
                continue  # started under nohup: the driver sees the end of input
            self._handled[number] = before
            signal.signal(number, self._on_signal)
        # A thread started now: starting one inside a signal handler could find its lock taken.
        threading.Thread(target=self._wait_for_orders, daemon=True, name="hotwash-safety").start()

    def release(self) -> None:
        """Give the signals back. The app has ended."""
        for number, before in self._handled.items():
            signal.signal(number, before if before is not None else signal.SIG_DFL)
        self._handled.clear()
        self._orders.put(None)

    def flush(self) -> bool:
        """Save, whatever happens: False when something could not be saved."""
        try:
            return self._flush()
        except Exception:
            return False

    def leave(self, code: int) -> None:
        """Save and have the app end with an exit code. From any thread or handler; once counts."""
        self.flush()
        if self._leaving:
            return
        self._leaving = True
        loop = getattr(self._app, "_loop", None)
        if loop is None or not loop.is_running():
            self.last_resort(code)
        self._orders.put(code)
        loop.call_soon_threadsafe(self._begin_leaving, code)

    def _begin_leaving(self, code: int) -> None:
        import asyncio

        self._leaver = asyncio.ensure_future(self._leave_in_order(code))

    async def _leave_in_order(self, code: int) -> None:
        """Have the keys that are under way typed, and end the app. On its loop."""
        import asyncio

        if isinstance(self._app, LastWords):
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self._app.type_the_rest(), REST)
            self._app.no_more_keys()
            self._app.hand_over()
        self._app.exit(return_code=code)

    def last_resort(self, code: int) -> NoReturn:
        """Give the terminal back as far as it takes it, and end the process now."""
        helper = threading.Thread(target=self.restore, daemon=True)
        helper.start()
        helper.join(0.5)
        os._exit(code)

    def crashed(self, error: BaseException | None, details: str = "") -> str:
        """Save, write down what happened, and return the last words for the person.

        Args:
            error: The exception. Its traceback goes into the crash folder, without the values of
                variables; the words name only its type, for its message may hold the document.
            details: Written down when there is no exception.
        """
        saved = self.flush()
        error = getattr(error, "error", error)  # what failed inside a worker
        name = type(error).__name__ if error is not None else "terminal"
        report = self._write_report(error, details)
        try:
            where = self._kept_in()
        except Exception:
            where = ""
        words = f"hotwash: stopped by an internal error ({name}). "
        words += "Everything typed is saved" if saved else "Not everything could be saved"
        words += f": {where}." if where else "."
        return words + (f" What happened is in {report}." if report else "")

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        driver = getattr(self._app, "_driver", None)
        if number in _FROM_THE_KEYBOARD and not getattr(driver, "active", True):
            return  # Ctrl+C meant for the program that has the terminal meanwhile
        self.leave(128 + number)

    def _wait_for_orders(self) -> None:
        code = self._orders.get()
        if code is not None:
            time.sleep(PATIENCE)
            self.flush()
            self.last_resort(code)

    def restore(self) -> None:
        """Give the terminal back as it was, as far as it takes it."""
        try:
            descriptor = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
            if self._attributes is not None:
                termios.tcsetattr(descriptor, termios.TCSANOW, self._attributes)
            started = getattr(self._app, "_driver", None) is not None
            if started and select.select([], [descriptor], [], 0.2)[1]:
                os.write(descriptor, LEAVE.encode())
        except (OSError, ValueError, termios.error):
            pass

    def _write_report(self, error: BaseException | None, details: str) -> str:
        if self._crash_folder is None:
            return ""
        import traceback

        text = "".join(traceback.format_exception(error)) if error is not None else details
        path = self._crash_folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        try:
            self._crash_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(path, flags, 0o600), "a", encoding="utf-8", errors="replace") as out:
                out.write(text)
        except OSError:
            return ""
        return str(path)


def guard(
    app: App[Any],
    flush: Callable[[], bool],
    *,
    crash_folder: Path | None = None,
    kept_in: Callable[[], str] = str,
) -> Safety:
    """Guard an app that is about to run; see `Safety` for the arguments.

    An app with the `LastWords` mixin gets its crashes and its terminal's end guarded too.
    """
    safety = Safety(app, flush, crash_folder=crash_folder, kept_in=kept_in)
    if isinstance(app, LastWords):
        app.safety = safety
    safety.install()
    return safety


def run_guarded(
    app: App[Any],
    flush: Callable[[], bool],
    *,
    crash_folder: Path | None = None,
    kept_in: Callable[[], str] = str,
) -> int:
    """Run an app under guard and return the process's exit code; see `Safety`."""
    safety = guard(app, flush, crash_folder=crash_folder, kept_in=kept_in)
    try:
        app.run()
    except Exception as error:
        words = safety.crashed(error)
        safety.restore()
        _say(words)
        return 1
    finally:
        safety.flush()
        if not safety._leaving:
            safety.release()
    return app.return_code or 0


class LastWords:
    """Mixin for an App, before it in the bases: what is said and done when it breaks down."""

    safety: Safety | None = None
    """Set by `guard`; without one everything is Textual's own way."""

    _words: str = ""
    _error: BaseException | None = None

    def terminal_gone(self) -> None:
        """The driver read the end of input. On the input thread."""
        if self.safety is not None:
            self.safety.leave(128 + signal.SIGHUP)

    def about_to_stop(self) -> None:
        """The process is about to be stopped (SIGTSTP); nobody may ever bring it back."""
        if self.safety is not None:
            self.safety.flush()

    async def type_the_rest(self) -> None:
        """Wait until every key that was read has had its effect. On the app's loop."""

    def no_more_keys(self) -> None:
        """Let keys do nothing from now on: the app is about to end. On the app's loop."""

    def hand_over(self) -> None:
        """Give what widgets have not told yet to what `flush` saves. On the app's loop.

        It must not raise: it is called when something else has.
        """

    def _handle_exception(self, error: Exception) -> None:
        self._error = self._error or error
        if self.safety is not None:
            self.hand_over()
            self.safety.flush()
        super()._handle_exception(error)  # type: ignore[misc]

    def _fatal_error(self) -> None:
        if self.safety is None:
            super()._fatal_error()  # type: ignore[misc]
            return
        self._words = self._words or self.safety.crashed(self._error)
        self._close_messages_no_wait()  # type: ignore[attr-defined]

    def panic(self, *renderables: Any) -> None:
        """End the app with an error that Textual words itself."""
        if self.safety is None:
            super().panic(*renderables)  # type: ignore[misc]
            return
        self._return_code: int | None = 1
        self._words = self._words or self.safety.crashed(self._error, _as_text(renderables))
        self._close_messages_no_wait()  # type: ignore[attr-defined]

    def _print_error_renderables(self) -> None:
        if self._words:
            self._exit_renderables: list[Any] = []
            _say(self._words)
        else:
            super()._print_error_renderables()  # type: ignore[misc]


def _attributes() -> list[Any] | None:
    """The line discipline as it is before the screen starts."""
    try:
        return termios.tcgetattr(sys.__stderr__.fileno()) if sys.__stderr__ is not None else None
    except (OSError, ValueError, termios.error):
        return None


def _say(words: str) -> None:
    """Print last words, to a terminal that may be gone."""
    with contextlib.suppress(OSError, ValueError):
        print(words, file=sys.__stderr__, flush=True)


def _as_text(renderables: tuple[Any, ...]) -> str:
    """What Rich would print, as plain text for the report."""
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    try:
        Console(file=out, width=100).print(*renderables, markup=False)
    except Exception:
        return repr(renderables)[:10_000]
    return out.getvalue()
