"""Keys: how people spell them, which of them a terminal can send, and how they are shown.

What arrives was measured in eleven terminal emulators, tmux and screen. A chord that a terminal
turns into another key, or into text, is never worth binding: the person would press it in vain.
"""

from __future__ import annotations

import re

from hotwash.patterns import lazy_pattern

NAMED = {
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "insert": "Insert",
    "delete": "Delete",
    "backspace": "Backspace",
    "enter": "Enter",
    "escape": "Escape",
    "space": "Space",
    "tab": "Tab",
}
"""Keys with a name, and how they are shown."""

_SPELLINGS = {
    "return": "enter",
    "esc": "escape",
    "ins": "insert",
    "del": "delete",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "bs": "backspace",
    "spacebar": "space",
    "question_mark": "?",
    "slash": "/",
    "underscore": "_",
    "right_square_bracket": "]",
    "backslash": "\\",
}
_MODIFIERS = {
    "c": "ctrl",
    "ctrl": "ctrl",
    "control": "ctrl",
    "s": "shift",
    "shift": "shift",
    "m": "alt",
    "a": "alt",
    "alt": "alt",
    "option": "alt",
    "meta": "alt",
    "cmd": "super",
    "command": "super",
    "super": "super",
    "win": "super",
    "hyper": "hyper",
}
_ORDER = ("ctrl", "alt", "super", "hyper", "shift")
"""The modifiers, in the order in which Textual writes them."""
_CHORD = lazy_pattern(r"(?P<modifiers>(?:[A-Za-z]+[-+])*)(?P<base>.+)", re.DOTALL)
_FUNCTION = lazy_pattern(r"f([1-9]|1[0-9]|2[0-4])$")
_CURSOR = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
_CONTROL = frozenset({"space", "tab", "enter", "escape", "backspace"})
"""Keys with a name that terminals send as a character."""
_OTHER_KEY = {
    "h": "backspace",
    "i": "tab",
    "j": "a new line",
    "m": "enter",
    "[": "escape",
}


def read_key(text: str) -> str:
    """Return a key in Textual's spelling (`ctrl+s`, `f2`, `pageup`, `K`, `?`) from a person's.

    `Ctrl+S`, `C-s` and `^S` are the same key. A text that names no key comes back in lower case;
    `why_not` says what is wrong with it.
    """
    text = text.strip() if text != " " else "space"
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1]}"
    match = _CHORD.fullmatch(text)
    if match is None:
        return text.lower()
    modifiers = _read_modifiers(match["modifiers"])
    base = _base(match["base"])
    if len(base) == 1 and base.isalpha() and modifiers:
        if modifiers == {"shift"}:
            return base.upper()
        base = base.lower()
    order = [name for name in _ORDER if name in modifiers]
    return "+".join([*order, *sorted(modifiers.difference(order)), base])


def _read_modifiers(text: str) -> set[str]:
    """The modifiers before a key, from any spelling of them."""
    given = re.split("[-+]", text.lower())
    return {_MODIFIERS.get(part, part) for part in given if part}


def _base(text: str) -> str:
    """A key without modifiers, from any spelling of it."""
    if text == " ":
        return "space"
    return _SPELLINGS.get(text.lower(), text.lower()) if len(text) > 1 else text


def belongs_to_text(key: str) -> bool:
    """Whether the key types or edits where text is being typed, or leaves it."""
    return len(key) == 1 or key in ("space", "enter", "insert", "delete", "escape")


def why_not(key: str) -> str:
    """Say why a key cannot be bound, or return an empty text when it can.

    Args:
        key: A key as `read_key` returns it.
    """
    *modifiers, base = key.split("+") if key != "+" and not key.endswith("++") else [key]
    if not _is_base(base) or not set(modifiers) <= set(_ORDER):
        return "there is no such key"
    if "super" in modifiers or "hyper" in modifiers:
        return "no terminal sends it to a program"
    if not modifiers:
        return _why_not_bare(base)
    if _FUNCTION.match(base):
        return "some terminals send it as text (5P); take the key without the other"
    if len(modifiers) > 1:
        return "few terminals send more than one of Ctrl, Alt and Shift with a key"
    if len(base) == 1 or base in _CONTROL:
        return _why_not_character(modifiers[0], base)
    return ""


def _is_base(base: str) -> bool:
    """Whether a key of this name exists."""
    return len(base) == 1 or base in NAMED or _FUNCTION.match(base) is not None


def _why_not_bare(base: str) -> str:
    function = _FUNCTION.match(base)
    if function and int(function[1]) > 12:
        return "no common terminal sends it"
    if base in ("tab", *_CURSOR):
        return "it moves the cursor"
    if base == "backspace":
        return "it deletes what was typed"
    return ""


def _why_not_character(modifier: str, base: str) -> str:
    if modifier == "alt":
        return "terminals send Alt with a character as text, or as Escape and the character"
    if modifier == "shift":
        return "terminals send it as the key without Shift"
    if base in _OTHER_KEY:
        return f"terminals send it as {_OTHER_KEY[base]}"
    if base.isdigit():
        return "terminals send it as the digit"
    if (len(base) == 1 and base.isalpha() and base.isascii()) or base in ("]", "\\", "^"):
        return ""
    return "terminals do not agree on what it sends"


def show_key(key: str) -> str:
    """How a key is written for people: `Ctrl+S`, `PageUp`, `F2`, `K`."""
    if len(key) == 1:
        return key
    *modifiers, base = key.split("+")
    if len(base) == 1:
        base = base.upper()
    shown = NAMED.get(base, base.upper() if _FUNCTION.match(base) else base)
    return "+".join([*(name.capitalize() for name in modifiers), shown])


def show_key_short(key: str) -> str:
    """How a key is written where room is dear, as in the footer: `^S`."""
    shown = show_key(key).replace("Delete", "Del").replace("Escape", "Esc")
    return f"^{shown[5:]}" if shown.startswith("Ctrl+") else shown
