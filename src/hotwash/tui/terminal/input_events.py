"""From the bytes that a terminal sends to Textual's events.

The filter sorts them; here characters and the reports that Textual knows go through its parser, and
keys get the names that it has for them. No input raises. It leans on private parts of Textual, so
it is imported where the driver is made, and not before.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key
from textual.message import Message

from hotwash.tui.terminal.input_filter import InputFilter, Pasted, Piece, TerminalReport
from hotwash.tui.terminal.key_reports import Press
from hotwash.tui.terminal.unmarked import UnmarkedPaste

_CHARACTERS = {"enter": "\r", "tab": "\t", "backspace": "\x7f"}
"""What these keys send where nothing is held with them, in terminals of every kind."""


class InputEvents:
    """Reads what a terminal sends.

    Args:
        debug: Whether Textual's parser writes down what it reads.
    """

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._filter = InputFilter(constants.ESCAPE_DELAY)
        self._parser = XTermParser(debug)

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, in the clock of `feed`; None when nothing waits."""
        return self._filter.deadline

    def feed(self, data: bytes, now: float) -> list[Message]:
        """The events of what was read at a time, in seconds of any clock."""
        return list(self._events(self._filter.feed(self._decode(data), now)))

    def tick(self, now: float) -> list[Message]:
        """The events of what has waited long enough for its end."""
        return list(self._events(self._filter.tick(now)))

    def _events(self, pieces: list[Piece]) -> Iterator[Message]:
        for piece in pieces:
            if isinstance(piece, Pasted):
                yield (events.Paste if piece.marked else UnmarkedPaste)(piece.text)
            elif isinstance(piece, Press):
                yield from self._pressed(piece)
            else:
                yield from self._parsed(
                    piece.sequence if isinstance(piece, TerminalReport) else piece
                )

    def _pressed(self, press: Press) -> Iterator[Message]:
        text = press.text or ("" if press.modifiers else _CHARACTERS.get(press.key, ""))
        if text:
            yield from self._parsed(text)
        else:
            key = press.key if len(press.key) > 1 else _character_to_key(press.key)
            yield events.Key("+".join([*sorted(press.modifiers), key]), None)

    def _parsed(self, data: str) -> list[Message]:
        """What Textual makes of characters, or of a report that it knows."""
        found: list[Message] = []
        try:
            found.extend(self._parser.feed(data))
        except Exception:  # whatever it cannot read is nothing
            self._parser = XTermParser(self._debug)
        return found
