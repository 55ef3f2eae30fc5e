"""An answer that is one of a few: `( ) P1  (•) P2  ( ) P3`, with words after it where asked for.

The answer is one text: the choice, or the choice, a comma and the details (`Yes, 12 orders`). A
text that is none of the choices is kept and shown as one more of them; Enter, or letters that
begin no choice, open a line for it.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets.text_area import Edit, EditResult

from hotwash.editing.places import Spot
from hotwash.editing.session import Session
from hotwash.template.model import Field
from hotwash.tui.widgets.drawing import fit
from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.hidden_characters import conceal
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.widgets.options import Options

DETAILS = "details: Enter, Tab or Down comes here"
"""What stands greyed in the line for the details."""

_JOINT = ", "
"""What stands between the choice and its details."""


class ChoiceLine(OneLine):
    """The line for the details, or for a text that is none of the choices."""

    class Typed(Message):
        """The line changed by typing."""

    class Done(Message):
        """The person is done with the line.

        Args:
            kept: Whether what it holds is meant.
        """

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self, *, hint: str = "", transient: bool = False) -> None:
        super().__init__()
        self._words = hint
        self._telling = True
        self.transient = transient
        """Whether it is shown only while another text is typed."""
        self.begin("")

    def hint(self, width: int) -> list[str]:
        """What is to be typed here."""
        return [fit(self._words, width)]

    def put(self, text: str) -> None:
        """Show another text; nobody is told."""
        self._telling = False
        try:
            self.load_text(conceal(text, line=True))
        finally:
            self._telling = True
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text and say that it was typed."""
        result = super().edit(edit)
        if self._telling:
            self.post_message(self.Typed())
        return result

    def submit(self) -> None:
        """Keep the text and go on."""
        self.post_message(self.Done(True))

    def on_key(self, event: events.Key) -> None:
        """Leave the line without its text."""
        if event.key == "escape" and self.transient:
            event.stop()
            self.post_message(self.Done(False))


class ChoiceField(Container):
    """The widget of a field whose answer is a choice.

    Args:
        session: The open document.
        field: The question.
    """

    DEFAULT_CSS = """
    ChoiceField {
        layout: horizontal;
        width: 1fr;
        height: auto;
        &.-narrow, &.-other { layout: vertical; }
        & > Options { width: auto; margin-right: 2; }
        &.-narrow > Options { width: 1fr; margin-right: 0; }
    }
    """

    def __init__(self, session: Session, field: Field) -> None:
        super().__init__()
        self.field = field
        self._session = session
        self._before = ""
        self._answer = session.document.text(field.path)
        self._going_on = False
        """Whether what was typed over the options goes on in the line."""
        self.options = Options(field.choices)
        self.line = ChoiceLine(
            hint=DETAILS if field.details else "another answer", transient=not field.details
        )
        if field.details:
            self.options.hints = (("←→", "Choose"), ("Enter", "Details"))
        self._place()

    @property
    def first_focus(self) -> Widget:
        """The part that takes the cursor first."""
        return self.options

    def compose(self) -> ComposeResult:
        """Yield the options and the line beside or under them."""
        yield self.options
        self.line.display = self.field.details
        yield self.line

    def show(self) -> None:
        """Show the document's answer as it is now, without sending an edit."""
        answer = self._session.document.text(self.field.path)
        if answer != self._answer:
            self._answer = answer
            self._place()

    @property
    def spot(self) -> Spot:
        """Where the cursor is: at the options, or behind the choice in the details."""
        if not self.line.has_focus:
            return Spot()
        before = len(self._answer) - len(self.line.content)
        start, end = self.line.selection
        return Spot(start=before + start[1], end=before + end[1])

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to the options, or to a place in the details."""
        before = len(self._answer) - len(split(self._answer, self.field)[1])
        if not self.field.details or spot.start < before or spot == Spot():
            self.options.focus(scroll_visible=False)
            return
        self.line.focus(scroll_visible=False)
        self.line.select_range((0, spot.start - before), (0, spot.end - before))

    def _place(self) -> None:
        """Put the answer into the options and the line."""
        choice, details = split(self._answer, self.field)
        self.options.value = choice
        if self.field.details:
            self.line.put(details)

    def _send(self, answer: str, *, typing: bool, label: str = "") -> None:
        """Give the answer; what is typed, letters that choose too, is one step as it goes on."""
        if answer == self._answer:
            return
        self._answer = answer
        self._session.edit(
            self.field.path,
            answer or None,
            label=label if typing else f"choose {answer}" if answer else "clear",
            typing=typing,
            key="details",
            source=self,
        )

    def on_resize(self, event: events.Resize) -> None:
        """Put the line under the options where there is no room beside them."""
        wanted = self.options.natural_width + 30
        under = self.options.stacked or event.size.width < wanted
        self.set_class(self.field.details and under, "-narrow")

    # --- what the parts say

    def on_options_chosen(self, event: Options.Chosen) -> None:
        """An option was chosen or taken back."""
        event.stop()
        details = self.line.content.strip() if self.field.details else ""
        if event.letters == 1:
            self._session.break_undo_group()
        self._send(join(event.value, details), typing=event.letters > 0, label="choice")

    def on_options_other(self, event: Options.Other) -> None:
        """Another text is wanted: open the line for it, or go to the details."""
        event.stop()
        text = event.text
        self._going_on = bool(text)
        if not self.field.details:
            known = self.options.value in self.field.choices
            self._before = self.options.value
            self.line.put("" if known or text else self.options.value)
            self.line.display = True
            self.add_class("-other")
        elif text:
            choice, text = part(text, self.field)
            self.options.value = choice or self.options.value
            self._send(join(self.options.value, self.line.content.strip()), typing=True)
        self.line.focus()
        if text:
            self.line.insert_words(conceal(text, line=True))
        else:
            self.line.move_cursor(self.line.document.end)

    def on_choice_line_typed(self, event: ChoiceLine.Typed) -> None:
        """What is typed goes to the document key by key."""
        event.stop()
        self.flush()

    def flush(self) -> None:
        """Tell the session at once of what was typed."""
        if self.field.details:
            self._send(join(self.options.value, self.line.content.lstrip()), typing=True)
        elif self.line.display and self.line.content.strip():
            self._send(self.line.content.strip(), typing=True)

    def on_choice_line_done(self, event: ChoiceLine.Done) -> None:
        """Take or drop the other text; from the details go on."""
        event.stop()
        if self.field.details:
            step_from(self.line, 1, enter=True)
            return
        text = self.line.content.strip()
        self._close()
        if event.kept:
            self._take(text)
        else:
            self._send(self._before, typing=True)
            self._session.break_undo_group()
        self.options.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is typed into the line is a step of its own, unless it goes on."""
        if event.widget is self.line and not self._going_on:
            self._session.break_undo_group()
        self._going_on = False

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A text that was typed is kept when the cursor leaves it."""
        if event.widget is self.line and self.line.transient and self.line.display:
            text = self.line.content.strip()
            self._close()
            self._take(text or self._before)

    def _take(self, text: str) -> None:
        """Make a text that was typed the answer."""
        self._send(text, typing=True)
        self._session.break_undo_group()
        self.options.value = text

    def _close(self) -> None:
        self.line.display = False
        self.remove_class("-other")


def split(answer: str, field: Field) -> tuple[str, str]:
    """Part an answer into the choice and what follows it.

    A text that is none of the choices is the choice itself, or the details where there are any.
    """
    if not field.details:
        return answer, ""
    for choice in sorted(field.choices, key=len, reverse=True):
        if answer == choice:
            return choice, ""
        if answer.startswith(choice + _JOINT):
            return choice, answer[len(choice) + len(_JOINT) :]
    return "", answer


def part(text: str, field: Field) -> tuple[str, str]:
    """Part a text that is typed into the choice that it begins with and what follows it."""
    for choice in sorted(field.choices, key=len, reverse=True):
        rest = text[len(choice) :]
        if text.casefold().startswith(choice.casefold()) and not rest[:1].isalnum():
            return choice, rest.lstrip(" ,")
    return "", text


def join(choice: str, details: str) -> str:
    """Make an answer of a choice and its details."""
    return f"{choice}{_JOINT}{details}" if choice and details else choice or details
