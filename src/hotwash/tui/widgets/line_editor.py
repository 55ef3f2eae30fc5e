"""One line of text being typed: the text, the caret, the selection, and what keys do to them.

No widget and no drawing: the cells of a table and the timeline's entry line share it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hotwash.tui.typed import types
from hotwash.tui.widgets.cells import boundaries
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.words_around import word_after, word_around, word_before


class LineEditor:
    """A text and a caret in it.

    Args:
        text: The text to begin with; the caret stands at its end.
        selects: Whether Shift and an arrow select: who draws the line has to show it.
    """

    def __init__(self, text: str = "", *, selects: bool = False) -> None:
        self.text = text
        self.caret = len(text)
        """Index of the sign before which the caret stands."""
        self._selects = selects
        self._anchor: int | None = None
        """The other end of what is selected; None when nothing is."""

    @property
    def selection(self) -> tuple[int, int]:
        """Where what is selected begins and ends; twice the caret when nothing is."""
        other = self.caret if self._anchor is None else min(self._anchor, len(self.text))
        return min(other, self.caret), max(other, self.caret)

    @property
    def selected(self) -> str:
        """The text that is selected; empty when none is."""
        start, end = self.selection
        return self.text[start:end]

    def place_caret(self, place: int, *, selecting: bool = False) -> None:
        """Put the caret at a place, by mouse or by lines; from where it was to there is selected.

        Args:
            place: Index of the sign before which it is to stand.
            selecting: Whether what lies between is selected; else nothing is.
        """
        if selecting:
            self._anchor = self.caret if self._anchor is None else self._anchor
        else:
            self._anchor = None
        self.caret = place

    def select_around(self, place: int, clicks: int) -> None:
        """Select what a double click at a place means, the word, or a third click, all."""
        start, end = (0, len(self.text))
        if clicks == 2:
            start, end = word_around(self.text, place)
        self._anchor, self.caret = start, end

    def cut(self) -> str:
        """Take away what is selected and return it."""
        text = self.selected
        start, end = self.selection
        self.text = self.text[:start] + self.text[end:]
        self.caret, self._anchor = start, None
        return text

    def set(self, text: str) -> None:
        """Take another text; the caret stays as near to its place as it can."""
        at_end = self.caret >= len(self.text)
        self.text = text
        self._anchor = None
        self.caret = len(text) if at_end else min(self.caret, len(text))

    def insert(self, text: str) -> None:
        """Put a text at the caret, in the place of what is selected."""
        self.cut()
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def uses_key(self, key: str) -> bool:
        """Whether a key that types nothing does something in the line."""
        return key in _MOVES or key in _CUTS or (self._selects and key in _SELECTS)

    def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key does in a line of text.

        Args:
            key: Its name, as Textual has it.
            character: What it types, if it types something.

        Returns:
            Whether the key was one for the line; it may still have changed nothing.
        """
        if character is not None and types(key, character):
            self.insert(character)
        elif key in _MOVES:
            to = _MOVES[key](self)
            if self.selected and key in ("left", "right"):
                to = self.selection[key == "right"]
            self.caret, self._anchor = to, None
        elif key in _EDGES:
            place = _EDGES[key](self)
            moved = place != self.caret
            self.caret, self._anchor = place, None
            return moved
        elif self._selects and key in _SELECTS:
            self.place_caret(_SELECTS[key](self), selecting=True)
        elif key in _CUTS and self.selected:
            self.cut()
        elif key in _CUTS:
            # Both ends of what goes: the caret, and where the same key's move would bring it.
            other = _CUTS[key](self)
            start, end = min(self.caret, other), max(self.caret, other)
            if key in ("ctrl+u", "ctrl+k"):
                KILLED.take(self.text[start:end])
            self.text = self.text[:start] + self.text[end:]
            self.caret = start
        else:
            return False
        return True

    def _left(self) -> int:
        places = boundaries(self.text)
        return places[max(0, bisect_left(places, self.caret) - 1)]

    def _right(self) -> int:
        places = boundaries(self.text)
        return places[min(len(places) - 1, bisect_right(places, self.caret))]

    def _word_left(self) -> int:
        return word_before(self.text, self.caret)

    def _word_right(self) -> int:
        return word_after(self.text, self.caret)

    def _start(self) -> int:
        return 0

    def _end(self) -> int:
        return len(self.text)


_MOVES = {
    "left": LineEditor._left,
    "right": LineEditor._right,
    "ctrl+left": LineEditor._word_left,
    "alt+left": LineEditor._word_left,
    "ctrl+right": LineEditor._word_right,
    "alt+right": LineEditor._word_right,
    "home": LineEditor._start,
    "ctrl+a": LineEditor._start,
    "end": LineEditor._end,
    "ctrl+e": LineEditor._end,
}

_EDGES = {
    "ctrl+home": LineEditor._start,
    "pageup": LineEditor._start,
    "ctrl+end": LineEditor._end,
    "pagedown": LineEditor._end,
}
"""Keys that go to an end of the line; from there they are for others."""
_SELECTS = {
    "shift+left": LineEditor._left,
    "shift+right": LineEditor._right,
    "ctrl+shift+left": LineEditor._word_left,
    "ctrl+shift+right": LineEditor._word_right,
    "shift+home": LineEditor._start,
    "shift+end": LineEditor._end,
    "shift+up": LineEditor._start,
    "shift+down": LineEditor._end,
}

_CUTS = {
    "backspace": LineEditor._left,
    "ctrl+h": LineEditor._left,
    "delete": LineEditor._right,
    "ctrl+d": LineEditor._right,
    "ctrl+w": LineEditor._word_left,
    "ctrl+backspace": LineEditor._word_left,
    "ctrl+u": LineEditor._start,
    "ctrl+k": LineEditor._end,
}
