"""Questions that nobody asked for: of a draft, of a change from outside, of another's Markdown.

They come when nothing has been typed for a while. A key that comes all the same before a question
can have been read was meant for the form: it goes there, and the question comes again later.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotwash.tui.screens.dialogs import Choice, Choose

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen

UNREAD = 0.8
"""Seconds in which nobody has read a question yet."""

_LATER = "later"
"""What a question returns that gave way to a key."""


async def ask_unasked(
    screen: EditorScreen, title: str, choices: Sequence[Choice], *, text: str, leaving: str
) -> str | None:
    """Ask in a pause of typing; return what was chosen, or None when the question was left.

    Args:
        screen: The editor.
        title: The question.
        choices: The answers; Enter takes none of them before an arrow has gone to it.
        text: What must be known to answer.
        leaving: What Escape does, in words.
    """
    app = screen.hotwash
    while True:
        await app.pause_in_typing()
        question = _Unasked(title, choices, text, leaving=leaving, careful=True)
        answer = await app.push_screen_wait(question)
        if answer != _LATER:
            return answer


class _Unasked(Choose):
    """A question that gives way to keys that cannot be its answer yet."""

    _came = float("inf")

    def on_mount(self) -> None:
        """Begin to be read."""
        self._came = time.monotonic()

    def give_way(self) -> None:
        """Leave where nobody can have read the question: the key that comes is for the form."""
        if time.monotonic() - self._came < UNREAD:
            self.dismiss(_LATER)
