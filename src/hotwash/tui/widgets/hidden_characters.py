"""Characters that a terminal must never be sent, and how they are edited all the same.

Control characters, marks that change the reading direction and other characters without a shape
take part in a text like any other, so they must be seen, stepped over and deleted one by one. In
the text that a widget edits each stands as one character that Unicode gives no meaning, which takes
one cell, breaks no line and is drawn as a picture; on the way back to the document it is the
character again. Which characters these are is said in `hotwash.characters`.

| Function | Used for |
| --- | --- |
| `conceal`, `reveal` | the document's text into a widget, and back, without loss |
| `settled` | the same for joiners, which may begin or cease to join something with an edit |
| `pictures` | drawing what `conceal` made |
| `clean_paste`, `is_source` | what a paste may bring, and what it is |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotwash.characters import (
    CONTROLS,
    JOINER,
    LINE_BREAKS,
    LOOSE_JOINERS,
    NON_JOINER,
    SHAPELESS,
    TAGS,
    WORKING_TAGS,
)
from hotwash.patterns import lazy_pattern
from hotwash.tui.words import visible

_FIRST = 0xDF000
"""Characters of a plane that Unicode does not use stand for the hidden ones."""


def _codes(ranges: str) -> Iterator[int]:
    """The code points of what stands between the brackets of a pattern, without surrogates."""
    for first, last in re.findall("(?s)(.)(?:-(.))?", ranges):
        if not 0xD800 <= ord(first) <= 0xDFFF:
            yield from range(ord(first), ord(last or first) + 1)


_STAND_IN = {
    code: _FIRST + 0x800 + index
    for index, code in enumerate(_codes(CONTROLS + LINE_BREAKS + SHAPELESS + JOINER + NON_JOINER))
}
_ORIGINAL = {stand_in: code for code, stand_in in _STAND_IN.items()}

_KEPT = f"(?P<kept>{WORKING_TAGS})|{LOOSE_JOINERS}"
_IN_TEXT = lazy_pattern(f"{_KEPT}|[{CONTROLS}{SHAPELESS}]")
_IN_LINE = lazy_pattern(f"{_KEPT}|[{CONTROLS}{LINE_BREAKS}{SHAPELESS}]")
_CONCEALED = lazy_pattern(f"[{chr(_FIRST)}-{chr(_FIRST + 0x7FF + len(_STAND_IN))}]")

_JOINING = f"{JOINER}{NON_JOINER}{TAGS}"
_LOOSE = lazy_pattern(f"{_KEPT}|[{TAGS}]")
_JOINING_CONCEALED = lazy_pattern(f"[{''.join(chr(_STAND_IN[code]) for code in _codes(_JOINING))}]")
_ANY_JOINING = lazy_pattern(
    f"[{_JOINING}{''.join(chr(_STAND_IN[code]) for code in _codes(_JOINING))}]"
)

_SEQUENCES = lazy_pattern(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, clipboards, links
    r"|\x1b[ -/]*[0-~]"
)
_LINE_ENDS = lazy_pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = lazy_pattern("^\ufeff|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
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


def settled(line: str) -> str:
    """Return a concealed line after an edit: a joiner stands for itself only where it joins."""
    if line.isascii() or not _ANY_JOINING.search(line):
        return line
    return _LOOSE.sub(_conceal, _JOINING_CONCEALED.sub(_reveal, line))


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
    if match["kept"]:
        return match[0]
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
