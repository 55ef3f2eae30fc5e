"""User text on the screen: always as `Content`, never as markup, with nothing hidden in it.

Control characters and marks that change the reading direction are shown by name, so that no value
in a file can send an escape sequence or pretend to be other text.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from hotwash.characters import CONTROLS, LINE_BREAKS, LOOSE_JOINERS, SHAPELESS, WORKING_TAGS
from hotwash.patterns import lazy_pattern

_HIDDEN = lazy_pattern(
    f"(?P<kept>{WORKING_TAGS})|{LOOSE_JOINERS}|[{CONTROLS}{LINE_BREAKS}{SHAPELESS}]"
)


def visible(text: str) -> str:
    """Return the text on one line with each hidden character as a visible mark."""
    return _HIDDEN.sub(_mark, text) if _HIDDEN.search(text) else text


def words(text: str, style: str = "") -> Content:
    """Return a person's text as content in a style of the program's own."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def fit(text: str, width: int) -> str:
    """Cut a visible text to a width in cells, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def _mark(match: re.Match[str]) -> str:
    char = match[0]
    if match["kept"]:
        return char
    if char == "\n":
        return "⏎"
    if char == "\t":
        return " "
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else f"⟨{code:04X}⟩"
