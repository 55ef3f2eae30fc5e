"""The grammar of what begins with ESC: where a control sequence ends, whatever stands in it.

Nothing that begins with ESC is ever text, known or not, so the end of every sequence is found by
its form alone (ECMA-48, section 5, and what terminals really send):

| Form | What it is |
| --- | --- |
| `ESC [` parameters, intermediates, a final byte | a control sequence (CSI), in any order |
| the same with `NaN`, `Infinity`, `1e3` as a parameter | where a terminal has lost a number |
| `ESC [ M` and three bytes | a mouse report of the first kind, its bytes being any |
| `ESC [ [` and a letter | a function key of the Linux console |
| `ESC O` digits, a letter | a function key (SS3), with its modifiers on some terminals |
| `ESC P`, `X`, `]`, `^` or `_`, up to ST, BEL or a cancel | a string: an answer |
| `ESC` and any other character | the character with Alt, or Escape and the character |

A control character ends a sequence that it stands in, and is itself a key.
"""

from __future__ import annotations

from enum import Enum, auto

from hotwash.patterns import lazy_pattern


class Form(Enum):
    """What a sequence is by its form."""

    ESCAPE = auto()
    """An ESC before which or after which nothing belongs to it."""
    ALT = auto()
    """ESC and one character."""
    CONTROL = auto()
    """A control sequence (CSI)."""
    FUNCTION = auto()
    """A function key (SS3), or one of the Linux console."""
    MOUSE = auto()
    """A mouse report of the first kind: `ESC [ M` and three bytes."""
    STRING = auto()
    """A string with its end."""
    BROKEN = auto()
    """A sequence that another character broke off."""
    BEGUN = auto()
    """All that is there may be the beginning of a sequence."""


_WORD = "nan|infinity|inf(?!i)"
_BODY = rf"(?>[ -?]|(?<=[;<:+-])(?i:{_WORD})|(?<=[0-9.])[eE](?=[-+0-9]))*+"
_CONTROL = lazy_pattern(rf"\x1b\[{_BODY}[@-~]")
_CONTROL_BEGUN = lazy_pattern(rf"\x1b\[{_BODY}")


def _prefixes(word: str) -> str:
    return "(?:" + "|".join(word[:size] for size in range(len(word), 0, -1)) + ")"


_WORD_BEGUN = lazy_pattern(
    rf"\x1b\[{_BODY}(?:(?<=[;<:+-])(?i:{_prefixes('nan')}|{_prefixes('infinity')})"
    r"|(?<=[0-9.])[eE])\Z"
)
_FUNCTION = lazy_pattern(r"\x1b(?:O[0-9;]*|\[\[)[!-/:<-~]")
_FUNCTION_BEGUN = lazy_pattern(r"\x1b(?:O[0-9;]*|\[\[)\Z")
_STRING = lazy_pattern(r"\x1b[PX\]^_][^\x07\x18\x1a\x1b\x9c]*(?:[\x07\x18\x1a\x9c]|\x1b\\)")
_STRING_BEGUN = lazy_pattern(r"\x1b[PX\]^_][^\x07\x18\x1a\x1b\x9c]*\x1b?\Z")
_STRING_BROKEN = lazy_pattern(r"\x1b[PX\]^_][^\x07\x18\x1a\x1b\x9c]*")
_ANSWER_BEGUN = lazy_pattern(r"\x1b(?:\][0-9Ll]|P[0-9;>!$+|{=?]|_G)")

_MOUSE = "\x1b[M"


def measure(data: str) -> tuple[Form, int]:
    """Say what stands at the beginning of a text that begins with ESC, and how long it is.

    Args:
        data: What came from the terminal; bytes that are no UTF-8 are lone surrogates in it.
    """
    if len(data) < 2:
        return Form.BEGUN, len(data)
    second = data[1]
    if second == "[":
        return _control(data)
    if second == "O":
        return _function(data)
    if second in "PX]^_":
        return _string(data)
    return (Form.ESCAPE, 1) if second == "\x1b" else (Form.ALT, 2)


def _control(data: str) -> tuple[Form, int]:
    if data.startswith(_MOUSE):
        return _mouse(data)
    if data.startswith("\x1b[["):
        return _function(data)
    if _WORD_BEGUN.match(data):
        return Form.BEGUN, len(data)
    if match := _CONTROL.match(data):
        return Form.CONTROL, match.end()
    begun = _CONTROL_BEGUN.match(data)
    size = begun.end() if begun else 2
    if size == len(data):
        return Form.BEGUN, size
    return (Form.ALT, 2) if size == 2 else (Form.BROKEN, size)


def _mouse(data: str) -> tuple[Form, int]:
    """Three bytes of any value: one that is decoded counts as the bytes that it was."""
    size, left = len(_MOUSE), 3
    while left > 0:
        if size == len(data):
            return Form.BEGUN, size
        if data[size] == "\x1b":
            return Form.BROKEN, size
        left -= len(data[size].encode("utf-8", "surrogateescape"))
        size += 1
    return Form.MOUSE, size


def _function(data: str) -> tuple[Form, int]:
    if match := _FUNCTION.match(data):
        return Form.FUNCTION, match.end()
    if _FUNCTION_BEGUN.match(data):
        return Form.BEGUN, len(data)
    return Form.ALT, 2


def _string(data: str) -> tuple[Form, int]:
    if match := _STRING.match(data):
        return Form.STRING, match.end()
    if _STRING_BEGUN.match(data):
        return Form.BEGUN, len(data)
    broken = _STRING_BROKEN.match(data)
    size = broken.end() if broken and is_answer(data) else 2
    return (Form.ALT, 2) if size == 2 else (Form.BROKEN, size)


def is_string(begun: str) -> bool:
    """Whether the beginning of a sequence is that of a string, or of Alt and a key and a text."""
    return begun[1:2] in ("P", "X", "]", "^", "_")


def is_answer(begun: str) -> bool:
    """Whether the beginning of a string is one that terminals answer with."""
    return _ANSWER_BEGUN.match(begun) is not None
