"""The event of a paste that came without marks."""

from __future__ import annotations

from textual import events


class UnmarkedPaste(events.Event, bubble=False):
    """Text that came at once and without the marks of a paste: see `bursts`.

    Args:
        text: The text, its line ends line feeds.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
