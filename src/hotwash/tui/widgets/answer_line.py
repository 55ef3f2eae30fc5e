"""The line of a dialog: typed, moved in and drawn as every other line of the program is."""

from __future__ import annotations

from textual.message import Message
from textual.widgets.text_area import Selection

from hotwash.tui.widgets.characters import conceal
from hotwash.tui.widgets.drawing import fit
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.words import visible


class AnswerLine(OneLine):
    """A line that a dialog asks for; it grows with what is typed.

    Args:
        value: What stands there at first, selected: what is typed replaces it.
        hint: Greyed words while it is empty.
    """

    DEFAULT_CSS = """
    AnswerLine { background: $boost; &:focus { background: $boost; background-tint: transparent; } }
    """

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value
            """The line as it was typed."""

    def __init__(self, value: str = "", *, hint: str = "") -> None:
        super().__init__()
        self._words = visible(hint)
        self.begin(conceal(value, line=True))
        self.set_reactive(AnswerLine.selection, Selection((0, 0), self.document.end))

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
        self.post_message(self.Submitted(self.value))
