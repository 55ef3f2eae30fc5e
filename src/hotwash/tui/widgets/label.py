"""The name of a field or of a group of fields, marked while the cursor is in it.

The mark is a sign and not only a colour, so that it is seen on any terminal. A long name wraps; a
click on it puts the cursor into its field.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hotwash.tui.widgets.drawing import wrap
from hotwash.tui.words import visible

MARK = "▸"
"""Stands before the name of the field that has the cursor."""


class FieldLabel(Widget):
    """A name behind one cell for the mark.

    Args:
        text: The name.
        classes: How it is drawn: `label` or `heading`.
    """

    ALLOW_SELECT = False

    class Clicked(Message):
        """The name was clicked."""

        def __init__(self, label: FieldLabel) -> None:
            super().__init__()
            self.label = label

    def __init__(self, text: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.text = visible(text)
        self._marked = False

    @property
    def marked(self) -> bool:
        """Whether the cursor is in the field."""
        return self._marked

    @marked.setter
    def marked(self, marked: bool) -> None:
        if marked != self._marked:
            self._marked = marked
            self.set_class(marked, "-marked")
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Ask for the cursor."""
        event.stop()
        self.post_message(self.Clicked(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the name takes."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the name."""
        width, style = self.size.width, self.rich_style
        rows = self._rows(width)
        mark = MARK if self._marked and y == 0 else " "
        text = rows[y] if y < len(rows) else ""
        return Strip([Segment(mark + text, style)]).adjust_cell_length(width, style)

    def _rows(self, width: int) -> list[str]:
        return wrap(self.text, max(1, width - 1))
