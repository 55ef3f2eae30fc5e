"""Colours and attributes as the terminal is told of them, and the shortest way between two.

A *code* is what Textual sends for a style, without its frame: `1;38;2;224;224;224;48;5;17`; a
link is appended behind a line feed. The empty code is the terminal's own look.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LINK = "\n"
"""Separates the colours of a code from its link (`id=1;https://…`)."""

# How each attribute is switched off. Bold and dim go together.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27"}
_OFF |= {"8": "28", "9": "29", "51": "54", "52": "54", "53": "55"}
# Attributes that show on a blank: underlines, reverse, strike, frames, overline.
_ON_BLANKS = frozenset(("4", "21", "7", "9", "51", "52", "53"))


class Look(NamedTuple):
    """A code taken apart."""

    attributes: frozenset[str]
    foreground: str
    background: str
    link: str


@lru_cache(maxsize=8192)
def look(code: str) -> Look:
    """Take a code apart; the terminal's own colours are empty."""
    colours, _, link = code.partition(LINK)
    attributes: set[str] = set()
    foreground = background = ""
    numbers = iter(colours.split(";") if colours else ())
    for number in numbers:
        if number in _OFF:
            attributes.add(number)
        elif number[0] in "39" and len(number) == 2:
            foreground = _colour(number, numbers)
        elif number[0] in "41":
            background = _colour(number, numbers)
    return Look(frozenset(attributes), foreground, background, link)


def _colour(number: str, following: Iterator[str]) -> str:
    """A colour with the numbers behind it that belong to it; empty for the terminal's own."""
    if number in ("38", "48"):
        kind = next(following, "")
        return ";".join((number, kind, *islice(following, 3 if kind == "2" else 1)))
    return "" if number in ("39", "49") else number


@lru_cache(maxsize=8192)
def blank_code(code: str) -> str:
    """The code of a blank that looks the same: only the background, if nothing else shows."""
    seen = look(code)
    return code if seen.attributes & _ON_BLANKS or seen.link else seen.background


@lru_cache(maxsize=8192)
def can_erase(code: str, coloured: bool) -> bool:
    """Whether erasing with this code in force gives blanks that look like it.

    Args:
        code: The code.
        coloured: Whether the terminal erases with the current background colour.
    """
    seen = look(code)
    return not seen.attributes & _ON_BLANKS and not seen.link and (coloured or not seen.background)


@lru_cache(maxsize=16384)
def change(old: str, new: str) -> str:
    """The shortest sequence that takes the terminal from one code to another."""
    was, will = look(old), look(new)
    fresh = new.partition(LINK)[0]
    sequence = min(_step(was, will), f"\x1b[0;{fresh}m" if fresh else "\x1b[m", key=len)
    if was.link != will.link:
        sequence += f"\x1b]8;{will.link or ';'}\x1b\\"
    return sequence


def _step(was: Look, will: Look) -> str:
    """The sequence that changes only what differs between two looks."""
    off = {_OFF[attribute] for attribute in was.attributes - will.attributes}
    on = will.attributes - was.attributes
    on |= {kept for kept in will.attributes & was.attributes if _OFF[kept] in off}
    numbers = [*sorted(off), *sorted(on)]
    if was.foreground != will.foreground:
        numbers.append(will.foreground or "39")
    if was.background != will.background:
        numbers.append(will.background or "49")
    return f"\x1b[{';'.join(numbers)}m" if numbers else ""
