"""The last line: the keys that matter most here, and what is left to fill in."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hotwash.tui.words import fit, visible


class StatusBar(Widget):
    """Keys on the left, a word on the state of the document on the right."""

    DEFAULT_CSS = """
    StatusBar {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Key and what it does, the most important first; what has no room is left out whole."""
    words: reactive[str] = reactive("")
    """What is left to do, or what just happened."""
    alert: reactive[bool] = reactive(False)
    """Whether the words are about something that went wrong."""

    def render(self) -> Content:
        """Draw the line: the words keep half of it, the keys take what is left."""
        width = self.size.width
        note = fit(visible(self.words), max(0, width - 20))
        room = width - cell_len(note) - 2
        parts: list[tuple[str, str] | str] = []
        used = 0
        for key, what in self.keys:
            size = len(key) + len(what) + 3
            if used + size > room:
                break
            parts += [(f" {key}", "bold $text-primary"), (f" {what} ", "")]
            used += size
        gap = " " * max(0, width - used - cell_len(note) - 1)
        return Content.assemble(
            *parts, gap, (note, "bold $text-warning" if self.alert else "$foreground-muted"), " "
        )
