"""The preview of an open document: the export as it is, a moment after each key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from hotwash.template.model import Path
from hotwash.tui.widgets.preview import Preview

if TYPE_CHECKING:
    from hotwash.tui.rendering.page import PagePiece

DELAY = 0.05
"""Seconds after a key before the preview follows: after the echo, before the eye moves."""


class LivePreview(Preview):
    """The preview that follows a session.

    Args:
        pieces: Gives the export of the document as it is now, piece by piece.
    """

    DEFAULT_CSS = ""

    def __init__(self, pieces: Callable[[], Awaitable[Sequence[PagePiece]]]) -> None:
        super().__init__(id="preview")
        self._export = pieces
        self._following: Path | None = None
        self._timer: Timer | None = None
        self._loaded = False

    def place(self, mode: str, *, wide: bool) -> bool:
        """Show or hide it as a mode asks for; return whether it takes the place of the form.

        Args:
            mode: beside, full, source or off.
            wide: Whether there is room for form and preview side by side.
        """
        over = mode == "full" or (mode == "source" and not wide)
        self.display = over or (wide and mode in ("beside", "source"))
        self.set_class(over, "full")
        self.source = mode == "source"
        self.border_title = "Markdown" if self.source else "Preview"
        return over

    def soon(self, following: Path | None) -> None:
        """Show the document as it is now, a moment later; hidden, it does nothing.

        Args:
            following: The field in hand, to bring into view.
        """
        self._following = following
        if self._timer is None and self.display:
            self._timer = self.set_timer(DELAY, self._show)

    async def _show(self) -> None:
        if self.display:
            pieces = await self._export()
            if not self._loaded:
                await asyncio.to_thread(_load)
                self._loaded = True
            self.show_pieces(pieces)
        self._timer = None
        if not self.display:
            return
        if self._following is not None:
            self.follow(self._following)


def _load() -> None:
    """Load what draws Markdown, markdown-it with it. Called on a thread, to hold up no key."""
    import hotwash.tui.rendering.page  # noqa: F401
