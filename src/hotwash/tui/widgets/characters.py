"""Characters that a terminal must never be sent, and how they are edited all the same.

Control characters, marks that change the reading direction and other characters without a shape
take part in a text like any other, so they must be seen, stepped over and deleted one by one. In
the text that a widget edits each stands as one private character, which takes one cell, breaks no
line and is drawn as a picture; on the way back to the document it is the character again.

| Function | Used for |
| --- | --- |
| `conceal`, `reveal` | the document's text into a widget, and back, without loss |
| `pictures` | drawing what `conceal` made |
| `clean_paste`, `is_source` | what a paste may bring, and what it is |
"""

from __future__ import annotations

import re

from hotwash.patterns import lazy_pattern
from hotwash.tui.words import visible

_FIRST = 0x10F000
"""Private characters at the end of Unicode stand for the hidden ones."""

_OTHERS = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    *range(0x200B, 0x200C),
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xE0000, 0xE0080),
)
_STAND_IN = {code: _FIRST + 0x800 + index for index, code in enumerate(_OTHERS)}
_ORIGINAL = {stand_in: code for code, stand_in in _STAND_IN.items()}

_SHAPELESS = (
    "\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
_IN_TEXT = lazy_pattern(f"[\x00-\x08\x0b-\x1f{_SHAPELESS}]")
_IN_LINE = lazy_pattern(f"[\x00-\x1f{_SHAPELESS}]")
_CONCEALED = lazy_pattern(f"[{chr(_FIRST)}-{chr(_FIRST + 0x7FF + len(_OTHERS))}]")

_SEQUENCES = lazy_pattern(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, clipboards, links
    r"|\x1b[ -/]*[0-~]"
)
_LINE_ENDS = lazy_pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = lazy_pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = lazy_pattern("[\ud800-\udfff]")


def conceal(text: str, *, line: bool = False) -> str:
    """Return a text in which every hidden character is one that can be drawn and edited.

    Args:
        text: Text of the document.
        line: Whether it is shown on one line, where line ends and tabs are hidden too.
    """
    pattern = _IN_LINE if line else _IN_TEXT
    return pattern.sub(_conceal, text) if pattern.search(text) else text


def reveal(text: str) -> str:
    """Return what `conceal` was given."""
    return _CONCEALED.sub(_reveal, text) if has_concealed(text) else text


def has_concealed(text: str) -> bool:
    """Whether a text has characters that `reveal` would change."""
    return not text.isascii() and _CONCEALED.search(text) is not None


def pictures(text: str) -> str:
    """Return a concealed text as it is drawn, cell by cell."""
    return _CONCEALED.sub(_picture, text) if has_concealed(text) else text


def clean_paste(text: str) -> str:
    """Return a pasted text without what a terminal would obey: colours, bells, titles.

    Line ends of any kind become line feeds; everything that can be read stays.
    """
    text = _LINE_ENDS.sub("\n", _SEQUENCES.sub("", text))
    return _SURROGATES.sub("\ufffd", _DROPPED.sub("", text))


def is_source(text: str) -> bool:
    """Whether a pasted text is to be read for rows: several lines, or JSON on a single one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        return bool(lines)
    line = lines[0]
    return len(line) > 200 and line[0] in "[{" and line[-1] in "]}" and '"' in line


def _conceal(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_FIRST + code - 0xD800 if 0xD800 <= code <= 0xDFFF else _STAND_IN[code])


def _reveal(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_ORIGINAL[code] if code in _ORIGINAL else 0xD800 + code - _FIRST)


def _picture(match: re.Match[str]) -> str:
    hidden = _reveal(match)
    if hidden == "\t":
        return "→"
    mark = "\u2421" if hidden == "\x7f" else visible(hidden)
    return mark if len(mark) == 1 and mark != hidden else "\ufffd"
