"""A line of text that takes as many rows as it needs, so that nothing typed is out of sight.

One line means that Enter goes on and that a pasted line end becomes a space; on the screen the line
wraps and grows like any text.
"""

from __future__ import annotations

from textual import events
from textual.widgets.text_area import Location

from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.hidden_characters import clean_paste, conceal, reveal
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.plain_text import PlainText


class OneLine(PlainText):
    """A text of one line; Up and Down lead out of it, from its ends where it has rows."""

    min_rows = 1

    @property
    def content(self) -> str:
        """What the line holds, as it goes to the document."""
        return reveal("".join(self.document.lines))

    def submit(self) -> None:
        """Do what Enter does: go on to the next field."""
        step_from(self, 1, enter=True)

    def type_in(self, text: str) -> None:
        """Type a text in the place of the selection."""
        self.insert_words(conceal(text, line=True))

    def put_back(self) -> None:
        """Put in what was deleted last by line, its lines joined by spaces."""
        self.type_in(" ".join(KILLED.text.split("\n")))

    def on_key(self, event: events.Key) -> None:
        """Enter begins no line here."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.submit()

    def paste(self, text: str) -> None:
        """Put in what was copied, its lines joined by spaces."""
        lines = (part.strip() for part in clean_paste(text).split("\n"))
        joined = " ".join(part for part in lines if part).replace("\t", " ")
        if joined:
            self.insert_words(conceal(joined, line=True))

    def insert_words(self, text: str) -> None:
        """Put a text in the place of the selection; the cursor stands after it."""
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up a row; from a single one to the field above."""
        if not select and self.wrapping.height == 1:
            step_from(self, -1)
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down a row; from a single one to the field below."""
        if not select and self.wrapping.height == 1:
            step_from(self, 1)
        else:
            super().action_cursor_down(select)

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        """The start of the whole line, not of a row of it: what Home and Ctrl+U mean."""
        return (0, 0)

    def get_cursor_line_end_location(self) -> Location:
        """The end of the whole line, not of a row of it: what End and Ctrl+K mean."""
        return self.document.end
