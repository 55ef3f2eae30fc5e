"""What a key types.

Python calls many characters unprintable that people type: the wide space of a Japanese keyboard, a
no-break space, the joiners of emoji and of Persian, a soft hyphen, private characters. All of them
are text; only control characters are not, and no key with Ctrl or Alt types anything.
"""

from __future__ import annotations

from textual import events

from hotwash.characters import is_text

_MODIFIED = ("alt+", "ctrl+", "super+", "hyper+", "meta+")


def types(key: str, character: str | None) -> bool:
    """Whether a key types its character.

    Args:
        key: The key's name, as Textual has it.
        character: The character that came with it, if one did.
    """
    if not character or key.startswith(_MODIFIED):
        return False
    return character.isprintable() or is_text(character)


def typed(event: events.Key) -> str | None:
    """The text that a key types; None for a key that types nothing."""
    return event.character if types(event.key, event.character) else None
