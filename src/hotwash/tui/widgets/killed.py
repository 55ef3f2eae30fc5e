"""What was deleted to the start or the end of a line last, to be put in elsewhere.

It is one text for the whole program, beside the clipboard and without touching it, as in a shell.
"""

from __future__ import annotations


class Killed:
    """The text; what is deleted piece by piece in one place is one text."""

    def __init__(self) -> None:
        self.text = ""

    def take(self, text: str, *, more: bool = False, before: bool = False) -> None:
        """Keep a text that is deleted.

        Args:
            text: The text, as the document has it.
            more: Whether it was deleted right after the last one, in the same place.
            before: Whether it stood before that one.
        """
        if not text:
            return
        old = self.text if more else ""
        self.text = text + old if before else old + text


KILLED = Killed()
"""The text that was deleted last."""
