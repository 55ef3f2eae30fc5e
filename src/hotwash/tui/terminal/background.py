"""Whether the terminal's background is light: what it answers when asked, or its environment says.

The question is sent once the screen is up, so that the start waits for nothing and no key that was
typed meanwhile is lost. An answer is listened for in what the terminal sends, beside the input
filter, which drops every answer however late it comes.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.patterns import lazy_pattern

ASK = "\x1b]11;?\x07"
"""What asks a terminal for the colour of its background (OSC 11)."""

PATIENCE = 3.0
"""Seconds after which an answer changes nothing any more: the colours are not to jump later on."""

_ANSWER = lazy_pattern(
    r"\x1b\]11;(?:rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
    r"|#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2}))"
)
_LONGEST = 64


class BackgroundListener:
    """Finds the answer in what the terminal sends, however it is cut into pieces.

    Args:
        now: The time of the question, in seconds of any clock.
    """

    def __init__(self, now: float) -> None:
        self._until = now + PATIENCE
        self._tail = ""

    def hear(self, data: str, now: float) -> bool | None:
        """Take what was read at a time; return whether the background is light, once it is known.

        Only the first answer counts, and only in time.
        """
        if now > self._until:
            return None
        text = self._tail + data
        match = _ANSWER.search(text)
        # A component may go on in the next piece, unless something stands behind it.
        if match is None or match.end() == len(text):
            self._tail = text[-_LONGEST:]
            return None
        self._until = float("-inf")
        parts = [part for part in match.groups() if part]
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
        light: bool = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5
        return light


def may_ask(environment: Mapping[str, str]) -> bool:
    """Whether a terminal can be asked without drawing the question on its screen."""
    return not environment.get("TERM", "").startswith(("linux", "vt", "dumb", "ansi", "cons"))


def light_by_environment(environment: Mapping[str, str]) -> bool:
    """Whether `COLORFGBG` says that the background is light; it stands last there."""
    number = environment.get("COLORFGBG", "").rpartition(";")[2]
    return number.isdecimal() and int(number) in (7, *range(9, 16))
