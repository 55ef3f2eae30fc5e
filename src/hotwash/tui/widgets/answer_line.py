"""The line of a dialog: typed, moved in and drawn as every other line of the program is."""

from __future__ import annotations

from textual.message import Message
from textual.widgets.text_area import Selection

from hotwash.tui.widgets.drawing import fit
from hotwash.tui.widgets.hidden_characters import conceal
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.words import visible


class AnswerLine(OneLine):
    """A line that a dialog asks for; it grows with what is typed.

    Args:
        value: What stands there at first.
        hint: Greyed words while it is empty.
        select: Whether the value is selected, so that typing replaces it.
        wraps: Whether a long line takes more rows; else it moves sideways with the cursor.
    """

    DEFAULT_CSS = """
    AnswerLine { background: $boost; &:focus { background: $boost; background-tint: transparent; } }
    """

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, line: AnswerLine) -> None:
            super().__init__()
            self.line = line
            """Where it was pressed."""
            self.value = line.value
            """The line as it was typed."""

    def __init__(
        self, value: str = "", *, hint: str = "", select: bool = True, wraps: bool = True
    ) -> None:
        super().__init__(wraps=wraps)
        self._words = visible(hint)
        self.begin(conceal(value, line=True))
        start = (0, 0) if select else self.document.end
        self.set_reactive(AnswerLine.selection, Selection(start, self.document.end))

    @property
    def value(self) -> str:
        """The line as it was typed."""
        return self.content

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(conceal(text, line=True))
        self.move_cursor(self.document.end)

    def hint(self, width: int) -> list[str]:
        """The greyed words."""
        return [fit(self._words, width)]

    def submit(self) -> None:
        """Say what was typed."""
        self.post_message(self.Submitted(self))
