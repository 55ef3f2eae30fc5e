"""The family of dialogs: choose one of several, type a line, read a text. Each is an awaited value.

    if await self.app.push_screen_wait(Choose("Delete?", [...])) == "delete": ...

Escape and Ctrl+C leave any of them with None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotwash.tui.widgets.answer_line import AnswerLine
from hotwash.tui.words import visible, words

WIDEST_TITLE = 48
"""Cells of a title that has room on the border of a dialog, on the narrowest screen too."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way out of a dialog."""

    value: str
    """What the dialog returns."""
    title: str
    key: str = ""
    """The key that takes it at once."""
    note: str = ""
    """More about it, dimmed behind the title."""
    elsewhere: bool = False
    """Whether it can be read here, but does something elsewhere only; dimmed."""


Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """What all dialogs share: a box with a title, and two ways to leave without an answer."""

    BINDINGS = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+c", "leave", "Leave", show=False, priority=True),
    ]

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    @staticmethod
    def titled(box: Widget, title: str) -> Iterator[Widget]:
        """Put the title on the border of the box; yield it for the inside where it is too long."""
        title = visible(title)
        if cell_len(title) <= WIDEST_TITLE:
            box.border_title = Content(title)
        else:
            yield Static(Content(title), classes="title")


class Choose(Dialog[str]):
    """Choose one of several things, by its key, by arrows and Enter, or by mouse.

    Args:
        title: The question.
        choices: The answers.
        text: What must be known to answer; a person's words are safe in it.
        leaving: What Escape does, in words.
        careful: Whether Enter takes nothing before an arrow or a key has chosen.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        text: str = "",
        *,
        leaving: str = "Esc: cancel",
        careful: bool = False,
    ) -> None:
        super().__init__()
        self._leaving = leaving
        self._careful = careful
        self._title = title
        self.choices = tuple(choices)
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box") as box:
            yield from self.titled(box, self._title)
            box.border_subtitle = self._leaving
            if self._text:
                with VerticalScroll(classes="body", can_focus=False):
                    yield Static(Content("\n").join(words(line) for line in self._text.split("\n")))
            yield OptionList(
                *(
                    Option(_prompt(choice), id=f"choice-{i}")
                    for i, choice in enumerate(self.choices)
                ),
                compact=True,
            )

    def on_mount(self) -> None:
        """Let nothing be chosen by an Enter that was meant for something else."""
        listing = self.query_one(OptionList)
        listing.focus()
        if self._careful:
            self.call_after_refresh(setattr, listing, "highlighted", None)

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose key was pressed."""
        for choice in self.choices:
            if choice.key and event.character == choice.key:
                event.stop()
                event.prevent_default()
                self.dismiss(choice.value)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice under the cursor."""
        event.stop()
        self.dismiss(self.choices[event.option_index].value)


class AskLine(Dialog[str]):
    """Type one line.

    Args:
        title: What is asked for.
        value: What stands there at first.
        hint: Greyed words while the line is empty.
        problem: What is wrong with the value, where it was typed and could not be used.
    """

    def __init__(self, title: str, value: str = "", hint: str = "", *, problem: str = "") -> None:
        super().__init__()
        self._title = title
        self._problem = problem
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box") as box:
            yield from self.titled(box, self._title)
            box.border_subtitle = "Enter: OK · Esc: cancel"
            if self._problem:
                yield Static(words(self._problem, "$text-warning"), classes="problem")
            # What is wrong is mended, not typed over.
            yield AnswerLine(self._value, hint=self._hint, select=not self._problem)

    def on_answer_line_submitted(self, event: AnswerLine.Submitted) -> None:
        """Return the line."""
        event.stop()
        self.dismiss(event.value)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a text that is read; where it wraps, all its lines are indented."""

    content: Content
    """The words, already safe."""
    indent: int = 0
    """Cells before each line."""


class ReadText(Dialog[None]):
    """Read a text; any of the leaving keys, Enter or `q` ends it.

    Args:
        title: What it is about.
        paragraphs: The text.
    """

    BINDINGS = [
        Binding("enter,q,f1", "leave", "Leave", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = tuple(paragraphs)

    def compose(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box tall") as box:
            yield from self.titled(box, self._title)
            box.border_subtitle = "Esc: close"
            with VerticalScroll(classes="body"):
                for part in self._paragraphs:
                    line = Static(part.content)
                    line.styles.padding = (0, 0, 0, part.indent)
                    yield line

    def action_scroll(self, by: int) -> None:
        """Go a line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Go a page up or down."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=by * max(1, body.size.height - 1), animate=False)


def _prompt(choice: Choice) -> Content:
    key = f" {choice.key} " if choice.key else "   "
    parts: list[Content | tuple[str, str] | str] = [
        (key, "bold"),
        words(choice.title, "$text-muted" if choice.elsewhere else ""),
    ]
    if choice.note:
        parts += ["  ", words(choice.note, "$text-muted")]
    return Content.assemble(*parts)
