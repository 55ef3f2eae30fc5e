"""Pastes that come without marks, told from typing by what no hands do.

GNU screen, `tmux paste-buffer` and some terminals send a paste as if it were typed. Its line ends
would be Enter, and in a table its letters would be commands. So what is read within a few
milliseconds is looked at as a whole before it is passed on.

A read of several characters alone says little: over a slow line all that was typed while the line
stood still comes at once, a test driver sends a word and Enter in one go, and a held key repeats
itself. What is typed ahead of a line that stands still is short, and it holds other keys. So a
burst is a paste when

* nothing in it is a key but characters, Tab and line ends, or there are `TEXT_PER_KEY` characters
  for each such key (a log has a stray bell in it);
* and a line end stands between texts, with `TWO_LINES` characters at least in two lines, or
  `MORE_LINES` in more; or it is one line of `ONE_LINE` characters that is not one key held down
  (a line end before or behind it is Enter all the same);
* and there is no Tab in fewer than three lines, where it goes on to the next field or cell.

`ana` and Enter are keys, `1015 alert`, Enter and `F4` are keys, and three lines of a log are a
paste. Where a burst is wrongly taken for a paste, the text goes into the field in hand, where it
is seen and can be undone; nothing is run. In most places it makes no difference: lines are lines
in a text, items in a list, and rows from the timeline's entry line, typed or pasted. A character
that comes alone, as all typing does on a line that works, waits for nothing.
"""

from __future__ import annotations

GAP = 0.01
"""Seconds without a character after which a burst is over."""
LONG_GAP = 0.05
"""The same for a burst that is a paste by now: the next part of it may be on its way."""

LONGEST_TYPED = 0.1
"""Seconds that text which is no paste waits at the most."""
LARGEST = 1 << 22
"""Characters of a burst that are passed on without waiting for its end."""

TEXT_PER_KEY = 256
TWO_LINES = 16
MORE_LINES = 8
ONE_LINE = 40

_HEAD = 4096
"""Characters from its beginning by which a burst is told."""


class Burst:
    """The text that came within a few milliseconds."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._head = ""
        self._size = 0
        self._keys = 0
        self._began: float | None = None
        self._last = 0.0

    @property
    def deadline(self) -> float:
        """When the burst is over, in the clock of `add`."""
        if self.is_paste:
            return self._last + (LONG_GAP if self._size < LARGEST else 0)
        return min(self._last + GAP, (self._began or 0) + LONGEST_TYPED)

    def add(self, text: str, now: float) -> None:
        """Take more text, with its control characters."""
        self._began = now if self._began is None else self._began
        self._parts.append(text)
        self._head += text[: _HEAD - len(self._head)]
        self._keys += sum(map(_is_key, text))
        self._size += len(text)
        self._last = now

    def add_key(self, now: float) -> None:
        """Take note of another key."""
        self._keys += 1
        self._last = now

    @property
    def text(self) -> str:
        """All of it, as it came."""
        return "".join(self._parts)

    @property
    def is_paste(self) -> bool:
        """Whether no hands have typed it."""
        if self._size < self._keys * TEXT_PER_KEY:
            return False
        text = self._head.strip()
        lines = sum(1 for line in text.replace("\n", "\r").split("\r") if line.strip())
        if lines < 3 and "\t" in text:
            return False
        if lines < 2:
            return len(text) >= ONE_LINE and len(set(text)) > 2
        return len(text) >= (TWO_LINES if lines == 2 else MORE_LINES)

    @property
    def pasted(self) -> str:
        """The text without the control characters that are no text."""
        return "".join(character for character in self.text if not _is_key(character))


def _is_key(character: str) -> bool:
    return (character < " " and character not in "\t\r\n") or character == "\x7f"
