"""What a widget tells the footer: the keys that act in it just now.

A widget has them in `hints`, and sends `HintsChanged` when they become others while it has the
cursor.
"""

from __future__ import annotations

from textual.message import Message

from hotwash.tui.command import KeyScope

Hint = KeyScope | tuple[str, str]
"""A scope of the registry, whose keys are looked up as they are bound, or a key of the widget's own
and a word or two on what it does."""


class HintsChanged(Message):
    """Other keys act in the widget that has the cursor."""
