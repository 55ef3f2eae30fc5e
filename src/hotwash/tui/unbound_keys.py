"""What a key means that nothing is bound to where it is pressed.

Some chords are other keys to most terminals, and hands know them so: Shift+Enter is Enter there,
Ctrl+H is Backspace. A terminal that can tell them apart must not make them dead. And Escape
followed soon by another key arrives as Alt and that key, through tmux for half a second:

| Key, bound to nothing | In a cell, a filter, a dialog | Elsewhere |
| --- | --- | --- |
| Alt and a character | Escape, then the character | nothing |
| Alt and any other key | Escape, then the key | the key |
| Shift+Enter, Ctrl+Enter, Shift+Backspace, … | the key that it is elsewhere | the same |

A key that is bound, by Hotwash or in the settings, is itself.
"""

from __future__ import annotations

from collections.abc import Callable

SAME = {
    "shift+space": "space",
    "shift+backspace": "backspace",
    "ctrl+shift+backspace": "backspace",
    "shift+enter": "enter",
    "ctrl+enter": "enter",
    "ctrl+shift+enter": "enter",
    "shift+escape": "escape",
    "shift+delete": "delete",
    "ctrl+backspace": "ctrl+w",
    "alt+backspace": "ctrl+w",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+slash": "ctrl+underscore",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
}
"""Keys that are another key to most terminals, or on most keyboards."""

_LEADING = "alt+"


def meaning(key: str, is_bound: Callable[[str], bool], *, escape_leaves: bool) -> tuple[str, ...]:
    """Return the keys that a key stands for: itself, others, or none.

    Args:
        key: The key, as Textual names it.
        is_bound: Whether something is done for a key where it is pressed.
        escape_leaves: Whether Escape leaves something there: a cell, a filter, a dialog.
    """
    alt = key.startswith(_LEADING)
    if not alt and key not in SAME:
        return (key,)
    if is_bound(key):
        return (key,)
    if key in SAME and (not alt or is_bound(SAME[key])):
        return (SAME[key],)
    rest = key.removeprefix(_LEADING)
    if escape_leaves:
        return ("escape", rest)
    return () if _is_character(rest) else (rest,)


def _is_character(key: str) -> bool:
    """Whether a key without Alt types a character: `a`, `shift+a`, `slash`, `space`."""
    return _character(key.removeprefix("shift+")) is not None


def _character(key: str) -> str | None:
    from textual.keys import REPLACED_KEYS, key_to_character

    return " " if key == "space" else key_to_character(REPLACED_KEYS.get(key, key))


def character_of(key: str) -> tuple[str, str | None]:
    """The name and the character of a key that is pressed without Alt.

    `shift+a` is `A`; a key that types nothing has no character.
    """
    base = key.removeprefix("shift+")
    character = _character(base)
    if character is not None and base != key:
        upper = character.upper()
        return (upper, upper) if character.isalpha() and len(upper) == 1 else (base, character)
    return key, character
