"""Choosing by the letters that are typed quickly, without ever losing one of them.

Letters typed without a pause say how an option begins. When no option begins so, a person writes
words of their own, and all that was typed belongs to them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

PAUSE = 1.0
"""Seconds after which a letter may begin another option."""

FORGOTTEN = 4.0
"""Seconds after which it is no longer part of the same words either."""


class TypeAhead:
    """The letters typed last.

    Args:
        clock: Seconds that never run back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = 0.0
        self.typed = ""
        """All that was typed since letters began to be typed."""

    @property
    def going_on(self) -> bool:
        """Whether a key typed now belongs to the letters before it."""
        return bool(self.typed) and self._clock() - self._last <= FORGOTTEN

    @property
    def in_a_row(self) -> bool:
        """Whether a key typed now follows them without a pause."""
        return bool(self.typed) and self._clock() - self._last <= PAUSE

    def forget(self) -> None:
        """Begin anew: another key came, or the cursor went elsewhere."""
        self.typed = ""

    def choose(self, letter: str, options: Sequence[str], chosen: str) -> str | None:
        """Take one more letter; return the option that is meant, or None when there is none.

        Args:
            letter: What was typed.
            options: What may be chosen.
            chosen: What is chosen now; the same letter again goes on to the next that fits.
        """
        now = self._clock()
        pause, self._last = now - self._last, now
        if pause > FORGOTTEN:
            self.forget()
        self.typed += letter
        if len(self.typed) > 1 and (fitting := _beginning_with(self.typed, options)):
            return chosen if chosen in fitting else fitting[0]
        if pause <= PAUSE and len(set(self.typed.casefold())) > 1:
            return None
        if fitting := _beginning_with(letter, options):
            after = fitting.index(chosen) + 1 if chosen in fitting else 0
            return fitting[after % len(fitting)]
        return _numbered(letter, options)


def _beginning_with(text: str, options: Sequence[str]) -> list[str]:
    return [option for option in options if option.casefold().startswith(text.casefold())]


def _numbered(letter: str, options: Sequence[str]) -> str | None:
    """The option that has a digit as its number, or the one at that place where none has any."""
    if not letter.isdecimal():
        return None
    numbers = [next((char for char in option if char.isdigit()), "") for option in options]
    if letter in numbers:
        return options[numbers.index(letter)]
    place = int(letter)
    return options[place - 1] if not any(numbers) and 0 < place <= len(options) else None
