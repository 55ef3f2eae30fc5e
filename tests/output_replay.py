"""What an app sends, replayed into a terminal emulator and compared with what it meant to show.

`Replay.driver` is a driver class for an app under Pilot (`run_test(headless=False)`) that sends
to a pyte screen; `Replay.differences` compares every cell, colours and attributes too, with the
strips of the compositor, rendered apart from the output stage.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pyte
from rich.color import ColorSystem
from rich.segment import Segment
from tests.pty_driver import _NOT_FOR_PYTE, Cell, Emulator, visible
from textual.app import App
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from hotwash.tui.terminal.cells import is_uncertain

_NONE: frozenset[str] = frozenset()


class Replay:
    """A terminal inside the test.

    Args:
        columns: Its width.
        rows: Its height.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.sent: list[str] = []
        """What was written since the last `take`."""
        self._new(columns, rows)

    def _new(self, columns: int, rows: int) -> None:
        self.screen = Emulator(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def resize(self, columns: int, rows: int) -> None:
        """Another size, with rubbish where the old text was, as after a reflow."""
        self._new(columns, rows)
        self._stream.feed("rubbish " * (columns * rows // 8) + "\x1b[3;4H")

    def take(self) -> str:
        """What was written since the last call."""
        sent, self.sent = "".join(self.sent), []
        return sent

    def feed(self, data: str) -> None:
        """Show what an app sends."""
        self.sent.append(data)
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data.encode()).decode())

    @property
    def driver(self) -> type[Driver]:
        """The driver class that sends here."""
        replay = self

        class ReplayDriver(HeadlessDriver):
            resets_colours = True

            @property
            def is_headless(self) -> bool:
                return False

            def write(self, data: str) -> None:
                replay.feed(data)

        return ReplayDriver

    def differences(self, app: App[Any], *, colours: bool = True) -> list[str]:
        """The cells that do not look as the app meant, at most twenty, in words.

        Cells of emoji and the like are left out, since terminals do not agree about them; what
        stands beside them is not. Without colours only the text is compared: Textual keeps the
        codes of a style for good, so that its own output is wrong where one process has used
        several colour systems, as the tests do.
        """
        uncertain: set[tuple[int, int]] = set()
        meant = Emulator(self.screen.columns, self.screen.lines)
        stream = pyte.Stream(meant)
        strips = app.screen._compositor.render_strips()
        for y, strip in enumerate(strips[: meant.lines]):
            x = 0
            for segment in strip:
                for text, width in _clusters(segment):
                    stream.feed(f"\x1b[{y + 1};{x + 1}H{_sgr(segment, app)}{text}\x1b[m")
                    if width and not text.isascii() and is_uncertain(text, width):
                        uncertain |= {(x + part, y) for part in range(width)}
                    x += width
        found = []
        for y in range(meant.lines):
            for x in range(meant.columns):
                want, have = self._look(meant, x, y), self._look(self.screen, x, y)
                if not colours:
                    want, have = Cell(want.text, "", "", _NONE), Cell(have.text, "", "", _NONE)
                if want != have and (x, y) not in uncertain:
                    found.append(f"column {x} line {y}: {have} instead of {want}")
        return found[:20]

    @staticmethod
    def _look(screen: Emulator, x: int, y: int) -> Cell:
        return visible(screen.buffer[y][x])


def _clusters(segment: Segment) -> list[tuple[str, int]]:
    from rich.cells import split_graphemes

    text = unicodedata.normalize("NFC", segment.text)
    if text.isascii():
        return [(text, len(text))]
    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


def _sgr(segment: Segment, app: App[Any]) -> str:
    if segment.style is None:
        return ""
    system = app.console._color_system or ColorSystem.TRUECOLOR
    code = Strip.render_ansi(segment.style, system)
    return f"\x1b[{code}m" if code else ""
