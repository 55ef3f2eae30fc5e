"""The terminal driver of the screen: Textual's, with what it lacks.

| Event | Textual's driver | This one |
| --- | --- | --- |
| a byte that is not UTF-8 | ends the program, exit code 0 | reads U+FFFD |
| end of input, input error | spins at 100 % | `terminal_gone()` of the app, once |
| a terminal that reads nothing, or is gone | blocks the event loop | frames wait or are dropped |
| late answers, split and unknown sequences | typed into the field | dropped, joined |
| a key or mouse report of a form that it does not expect | ends the program | read, or dropped |
| an end mark inside a paste | what follows are keys | is pasted |
| a paste without marks | keys and commands | is pasted |
| a modifier key alone (kitty protocol) | a key of its own | nothing |
| Ctrl and a Cyrillic letter (kitty protocol) | a key of its own | Ctrl and the Latin letter there |
| the window loses the focus | the field loses it too | nothing |
| a signal while nothing happens | may wait for the next key | acted on at once |

It leans on parts of Textual that are private. `driver_class` gives it where they are as they were
in the version it was written for, else None, which makes Textual take its own.
"""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING, Any

from hotwash.tui.terminal.background import ASK, BackgroundListener, may_ask
from hotwash.tui.terminal.signal_wakeup import SignalWakeup
from hotwash.tui.terminal.writer import PatientWriter

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message

ALTERNATE_KEYS = "\x1b[=4;2u"
"""Asks the kitty protocol, which Textual has switched on, for the Latin letters of keys as well."""
SHOW_CURSOR = "\x1b[?25h"
"""What shows the terminal's cursor, which Textual hides at the start."""


def driver_class() -> type[Driver] | None:
    """The driver for `App(driver_class=...)`; None where Textual's own has to do."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return None
    try:
        return _define()
    except Exception:  # whatever has moved, the stock driver works
        return None


def _define() -> type[Driver]:
    from textual import constants, events
    from textual.drivers.linux_driver import LinuxDriver

    from hotwash.tui.terminal.input_events import InputEvents

    parts = ("_run_input_thread", "_sigtstp_application", "stop_application_mode", "write")
    if missing := [name for name in parts if not hasattr(LinuxDriver, name)]:
        raise AttributeError(f"Textual's driver has no {missing}")
    if [type(event) for event in InputEvents().feed(b"a", 0.0)] != [events.Key]:
        raise TypeError("Textual's parser is another")

    class HotwashDriver(LinuxDriver):
        """See the module."""

        writer: PatientWriter | None = None
        """The thread that writes; None outside of application mode."""

        _background: BackgroundListener | None = None
        _wakeup: SignalWakeup | None = None

        resets_colours = True
        """Whether colours are reset before the terminal is given back."""

        @property
        def active(self) -> bool:
            """Whether the screen has the terminal (not suspended, not ended)."""
            return self.writer is not None

        def start_application_mode(self) -> None:
            if self._wakeup is None:
                self._wakeup = SignalWakeup()
            before = self.attrs_before if self.writer is not None else None
            if self.writer is None:
                assert self._file is not None  # checked before the screen is opened
                self.writer = PatientWriter(self._file.fileno(), self._drained)
                self.writer.start()
            else:  # brought back from a SIGSTOP, of which nobody was told
                self.disable_input()
                self.write("\x1b[<u")  # the keyboard protocol is about to be asked for once more
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if not constants.DISABLE_KITTY_KEY:
                self.write(ALTERNATE_KEYS)
            if before is not None:
                self.attrs_before = before
            if getattr(self._app, "shows_cursor", False):
                self.write(SHOW_CURSOR)
            if getattr(self._app, "follows_terminal", False) and may_ask(os.environ):
                self._background = BackgroundListener(time.monotonic())
                self.write(ASK)

        def stop_application_mode(self) -> None:
            self.write("\x1b[m\x1b]8;;\x1b\\")
            super().stop_application_mode()

        def write(self, data: str) -> None:
            if self.writer is not None:
                self.writer.write(data)

        def suspend_application_mode(self) -> None:
            wakeup, self._wakeup = self._wakeup, None  # it is what SIGCONT wakes us with
            super().suspend_application_mode()
            self._wakeup = wakeup

        def close(self) -> None:
            writer, self.writer = self.writer, None
            if writer is not None:
                writer.stop()
            wakeup, self._wakeup = self._wakeup, None
            if wakeup is not None:
                wakeup.close()
            super().close()

        def _drained(self, lost: bool) -> None:
            loop, tell = self._loop, getattr(self._app, "output_drained", None)
            if tell is not None and not loop.is_closed():
                loop.call_soon_threadsafe(tell, lost)

        def _sigtstp_application(self, *arguments: Any) -> None:
            if (tell := getattr(self._app, "about_to_stop", None)) is not None:
                tell()
            super()._sigtstp_application(*arguments)

        def run_input_thread(self) -> None:
            reader = InputEvents(self._debug)
            while not self.exit_event.is_set():
                if _readable(self.fileno, _patience(reader.deadline)):
                    data = _read(self.fileno)
                    if not data:
                        self._gone()
                        return
                    self._listen(data.decode("latin-1"))
                    self._send(reader.feed(data, time.monotonic()))
                self._send(reader.tick(time.monotonic()))

        def _listen(self, text: str) -> None:
            """Tell the app when the terminal says whether it is light."""
            if self._background is not None:
                light = self._background.hear(text, time.monotonic())
                if light is not None and not self._loop.is_closed():
                    self._loop.call_soon_threadsafe(self._app.terminal_is, light)  # type: ignore[attr-defined]

        def _send(self, messages: list[Message]) -> None:
            for message in messages:
                self.process_message(message)

        def _gone(self) -> None:
            """The terminal has hung up; on the input thread."""
            if (tell := getattr(self._app, "terminal_gone", None)) is not None:
                tell()
            else:
                self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=129))

    return HotwashDriver


def _patience(deadline: float | None) -> float:
    """Seconds to wait for input: to the deadline, and not so long that leaving is slow."""
    return 0.1 if deadline is None else min(0.1, max(0.0, deadline - time.monotonic()))


def _readable(descriptor: int, timeout: float) -> bool:
    return bool(select.select([descriptor], [], [], timeout)[0])


def _read(descriptor: int) -> bytes:
    """What can be read now; empty at the end of input and when the terminal is gone."""
    while True:
        try:
            return os.read(descriptor, 65536)
        except BlockingIOError:
            _readable(descriptor, 0.1)
        except OSError:
            return b""
