"""What a key types.

Python calls many characters unprintable that people type: the wide space of a Japanese keyboard, a
no-break space, the joiners of emoji and of Persian, a soft hyphen, private characters. All of them
are text; only control characters are not, and no key with Ctrl or Alt types anything.
"""

from __future__ import annotations

import unicodedata

from textual import events

_MODIFIED = ("alt+", "ctrl+", "super+", "hyper+", "meta+")
_NO_TEXT = frozenset(("Cc", "Cs"))


def types(key: str, character: str | None) -> bool:
    """Whether a key types its character.

    Args:
        key: The key's name, as Textual has it.
        character: The character that came with it, if one did.
    """
    if not character or key.startswith(_MODIFIED):
        return False
    if character.isprintable():
        return True
    return all(unicodedata.category(char) not in _NO_TEXT for char in character)


def typed(event: events.Key) -> str | None:
    """The text that a key types; None for a key that types nothing."""
    return event.character if types(event.key, event.character) else None
