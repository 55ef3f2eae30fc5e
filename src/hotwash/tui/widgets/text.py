"""An answer of many lines: prose that wraps, or code that does not.

The document holds the answer, so the widget keeps no history of its own: Ctrl+Z and Ctrl+Y pass
through it to the program. A long text goes to the session when the key has been echoed, so that the
echo takes the same time in a text of five lines and in one of five thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.widgets.text_area import Edit, EditResult

from hotwash.editing.places import Spot
from hotwash.editing.session import Session
from hotwash.postmortem.document import Answer
from hotwash.template.model import Field, Kind
from hotwash.tui.typed import typed
from hotwash.tui.widgets.drawing import wrap
from hotwash.tui.widgets.hidden_characters import conceal, has_concealed, reveal
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.plain_text import PlainText
from hotwash.tui.widgets.text_diff import difference
from hotwash.tui.words import visible

JUDGED = (Kind.PROSE, Kind.LIST, Kind.NUMBERED, Kind.LINE)
"""The kinds of fields whose answers are prose."""

FENCES = ("```", "~~~")
"""How a line begins that begins or ends a block of code."""


class JudgesWords(Protocol):
    """What knows which words are misspelt; the app has it where it is asked for."""

    def misspelt(self, text: str) -> Sequence[tuple[int, int]]:
        """The places of the misspelt words of a text."""


LONG = 200
"""Lines from which the session is told of a key after its echo and not before."""


class TextField(PlainText):
    """The widget of a field whose answer is prose or code.

    Args:
        session: The open document.
        field: The question.
    """

    hints: ClassVar[tuple[Hint, ...]] = (("Tab", "Next field"),)
    """What the footer says while the cursor is here."""

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of a line, counted from 1; beyond the end, of the last.

        Args:
            number: The line.
        """
        self.move_cursor((max(0, min(number, self.document.line_count) - 1), 0))

    def __init__(self, session: Session, field: Field) -> None:
        self.field = field
        self._session = session
        self._showing = False
        self._pending = False
        self._hides = False
        self._touched = False
        """Whether something was typed since the document's answer was shown."""
        super().__init__(wraps=field.kind is not Kind.CODE)
        self._answer_known: Answer | None = session.document.answer(field.path)
        text = self.text_of(self._answer_known)
        self._hides = has_concealed(text)
        self.begin(text)

    def hint(self, width: int) -> list[str]:
        """The prompt, wrapped."""
        prompt = visible(self.field.prompt.replace("\n", " "))
        return wrap(prompt, width) if prompt else []

    def text_of(self, answer: Answer | None) -> str:
        """The text that shows an answer."""
        return conceal(answer) if isinstance(answer, str) else ""

    def answer_of(self, lines: list[str]) -> Answer | None:
        """The answer that the lines of the widget stand for; None when they are blank."""
        text = "\n".join(lines)
        if not text or text.isspace():
            return None
        return reveal(text) if self._hides else text

    def show(self) -> None:
        """Show the document's answer as it is now, without sending an edit.

        The cursor stays at the words it was at.
        """
        self.flush()
        answer = self._session.document.answer(self.field.path)
        if answer == self._answer_known:
            return
        self._answer_known = answer
        self._touched = False
        self.put(self.text_of(answer))

    def put(self, text: str) -> None:
        """Make the text of the widget another one, by one edit that nobody is told of."""
        found = difference(self.document.lines, text.split("\n"))
        if found is None:
            return
        start, end, insert = found
        self._showing = True
        try:
            self.edit(Edit(insert, start, end, maintain_selection_offset=True))
        finally:
            self._showing = False

    def flush(self) -> None:
        """Tell the session at once of what was typed; call it before a save, an undo, a copy."""
        if self._pending:
            self._send("")

    def _send(self, label: str) -> None:
        self._pending = False
        answer = self.answer_of(self.document.lines)
        if answer == self._answer_known:
            return
        self._answer_known = answer
        self._session.edit(self.field.path, answer, label=label, typing=not label, source=self)

    def _later(self) -> None:
        """Tell the session of a typed key: at once, or after its echo where the text is long."""
        waits = self._pending
        self._pending = True
        if self.document.line_count <= LONG or not self.is_mounted:
            self.flush()
        elif not waits:
            self.call_after_refresh(self.flush)

    # --- spelling

    def marks(self, line: int) -> Sequence[tuple[int, int]]:
        """The misspelt words of a line, but for the one that is being typed."""
        speller: JudgesWords | None = getattr(self.app, "speller", None)
        if speller is None or self.field.kind not in JUDGED or self._in_fence(line):
            return ()
        found = speller.misspelt(self.document.get_line(line))
        row, column = self.cursor_location
        if not self.has_focus or row != line:
            return found
        return [span for span in found if not span[0] <= column <= span[1]]

    def _in_fence(self, line: int) -> bool:
        """Whether a line is in a fenced block of code, or begins or ends one."""
        fences = sum(text.startswith(FENCES) for text in self.document.lines[: line + 1])
        return fences % 2 == 1 or self.document.get_line(line).startswith(FENCES)

    # --- places

    @property
    def spot(self) -> Spot:
        """Where the cursor is, and what is selected."""
        start, end = self.selection
        return Spot(start=self.index_of(start), end=self.index_of(end))

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a place in the text, with what is to be selected."""
        self.focus(scroll_visible=False)
        self.select_range(self.location_of(spot.start), self.location_of(spot.end))

    # --- editing

    def edit(self, edit: Edit) -> EditResult:
        """Change the text and tell the session."""
        self._hides = self._hides or has_concealed(edit.text)
        if self._showing:
            return super().edit(edit)
        self._touched = True
        label = _label(edit)
        if label:
            self.flush()
        result = super().edit(edit)
        if label:
            self._send(label)
        else:
            self._later()
        return result

    def on_key(self, event: events.Key) -> None:
        """Before a key that is no text, the session knows all that was typed."""
        if typed(event) is None:
            self.flush()

    def on_blur(self) -> None:
        """Leave nothing untold."""
        self.flush()

    def on_unmount(self) -> None:
        """Leave nothing untold."""
        self.flush()

    def on_hide(self) -> None:
        """Leave nothing untold."""
        self.flush()


def _label(edit: Edit) -> str:
    """What an edit is called in the history, if it is more than a typed key."""
    if len(edit.text) > 1:
        return "paste"
    size = edit.bottom[0] - edit.top[0] + abs(edit.bottom[1] - edit.top[1])
    return "delete" if not edit.text and size > 1 and edit.bottom[0] == edit.top[0] else ""
