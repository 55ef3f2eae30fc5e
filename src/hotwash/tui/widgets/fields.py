"""From the kind of a field to its widget, and the frame that every widget stands in.

The frame shows the label, the widget, and under it in words what is odd about the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.places import Spot
from hotwash.editing.session import Session
from hotwash.postmortem.findings import problem
from hotwash.template.model import Field, Kind
from hotwash.tui.widgets.label import FieldLabel
from hotwash.tui.words import words


class FieldWidget(Protocol):
    """What every widget of a field can do besides being a widget."""

    def show(self) -> None:
        """Show the document's answer as it is now, without sending an edit."""

    def flush(self) -> None:
        """Send what has not been sent to the session yet."""

    @property
    def spot(self) -> Spot:
        """Where the cursor is, and what is selected."""

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a place, the nearest there is; the widget is mounted."""


Maker = Callable[[Session, Field], Widget]


def _line(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.line import LineField

    return LineField(session, field)


def _choice(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.choice import ChoiceField

    return ChoiceField(session, field)


def _text(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.text import TextField

    return TextField(session, field)


def _code(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.code import CodeField

    return CodeField(session, field)


def _list(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.list_field import ListField

    return ListField(session, field)


def _table(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.table import TableField

    return TableField(session, field)


def _timeline(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.timeline import TimelineField

    return TimelineField(session, field)


def _actions(session: Session, field: Field) -> Widget:
    from hotwash.tui.widgets.actions import ActionsField

    return ActionsField(session, field)


MAKERS: dict[Kind, Maker] = {
    Kind.LINE: _line,
    Kind.DATE: _line,
    Kind.DATETIME: _line,
    Kind.DURATION: _line,
    Kind.PERSON: _line,
    Kind.CHOICE: _choice,
    Kind.PROSE: _text,
    Kind.CODE: _code,
    Kind.LIST: _list,
    Kind.NUMBERED: _list,
    Kind.TABLE: _table,
    Kind.TIMELINE: _timeline,
    Kind.ACTIONS: _actions,
}
"""The widget of each kind; each is imported when the first one of its kind is shown."""


_TYPING = "Enter and the arrows move on; Ctrl+Z undoes."
_HELP: dict[Kind, str] = {
    Kind.LINE: f"One line of text; Markdown in it stays as it is. {_TYPING}",
    Kind.PERSON: f"A name; Right takes one that the document knows. {_TYPING}",
    Kind.DATE: f"A date: 2026-11-20, 20 Nov, yesterday. What cannot be read stays. {_TYPING}",
    Kind.DATETIME: "A day and a time: 2026-11-20 10:15, with a zone if it is another: 10:15 CET.",
    Kind.DURATION: "How long: 2h 30m, 150 min. D in the timeline takes it from the key moments.",
    Kind.CHOICE: "Arrows or first letters choose, Backspace clears, Enter types something else.",
    Kind.PROSE: "Text in Markdown, as long as it needs to be; Tab goes on. F6 e opens your editor.",
    Kind.CODE: (
        "Code or logs, kept as they are. Once you type, Tab and Shift+Tab indent; Esc, then Tab "
        "goes on. F6 g goes to a line, F6 e opens your editor."
    ),
    Kind.LIST: "One item a line: Enter adds one, Backspace on an empty one removes it.",
    Kind.NUMBERED: "One item a line: Enter adds one, Backspace on an empty one removes it.",
    Kind.TABLE: "a adds a row, Enter or e edits the cell, Delete deletes, K and J move the row.",
    Kind.TIMELINE: (
        "Type a time and what happened, Enter, and the next: 1015, 10:15:30, 2:15pm, now, -5m, +5, "
        "yesterday 23:50, 21 Nov 00:10, 10:15 CET, ~10:15, ??. Up goes into the table: e edits, "
        "m marks a key moment, a adds, Delete deletes, / filters, t puts the present time, z shows "
        "another zone, i imports, D takes the Duration from the moments. "
        "Time to detect, acknowledge, mitigate and resolve are counted from the row marked started."
    ),
    Kind.ACTIONS: (
        "a adds an item, Space ticks it, Enter or e edits the cell, Tab goes to the next cell. "
        "A due date may be typed as friday, +7 or 27 Nov; Right takes an owner's known name."
    ),
}
"""What F1 says first, by the kind of the field in hand."""


class FieldFrame(Container):
    """A field on its tab: the label, the widget, and the problem with the answer, if any.

    Args:
        session: The open document.
        field: The question.
        heading: What stands above it and is its name already.
        labelled: Whether it has a label of its own where there is no such heading.
        label_width: Cells for the label where it stands beside the answer.
        alone: Whether the field has the tab for itself and fills it.
    """

    def __init__(
        self,
        session: Session,
        field: Field,
        *,
        heading: FieldLabel | None = None,
        labelled: bool = True,
        label_width: int = 25,
        alone: bool = False,
    ) -> None:
        self.field = field
        self._session = session
        self._problem: Static | None = None
        self._label_width = label_width
        inline = field.kind.is_line
        super().__init__(classes=("inline" if inline else "block") + " alone" * alone)
        if inline:
            self.styles.grid_columns = f"{label_width} 1fr"
        self._own = FieldLabel(field.label, classes="label") if labelled and not heading else None
        self.label = heading or self._own
        """The name that is marked while the cursor is in the field, if it has one."""
        self.widget = MAKERS[field.kind](session, field)
        self._answer = cast("FieldWidget", self.widget)
        # Its style is worked out when it is mounted.
        self.widget.add_class("answer", *["alone"] * alone, update=False)

    @property
    def explanation(self) -> str:
        """What to do here, for the help; and how long a text is."""
        words = _HELP[self.field.kind]
        answer = self._session.document.answer(self.field.path)
        if not answer or self.field.kind.is_rows or self.field.kind.is_line:
            return words
        from hotwash.postmortem.prose import count_words
        from hotwash.postmortem.search import passages

        document = self._session.document
        here = count_words(answer if isinstance(answer, str) else " ".join(map(str, answer)))
        whole = sum(count_words(passage.text) for passage in passages(document))
        return f"{words} It has {here:,} words, the whole document {whole:,}."

    def compose(self) -> ComposeResult:
        """Yield the label and the widget."""
        if self._own is not None:
            yield self._own
        yield self.widget

    def on_mount(self) -> None:
        """Say what is odd from the start."""
        self.check()

    def on_descendant_focus(self) -> None:
        """Mark the name."""
        if self.label is not None:
            self.label.marked = True

    def on_descendant_blur(self) -> None:
        """Take the mark away, and say what is odd about an answer that is typed no longer."""
        if self.label is not None:
            self.label.marked = False
        self.check()

    def show(self) -> None:
        """Show the document's answer as it is now."""
        self._answer.show()

    def flush(self) -> None:
        """Let the widget hand over what it has not yet sent to the session."""
        self._answer.flush()

    @property
    def spot(self) -> Spot:
        """Where in the answer the cursor is."""
        return self._answer.spot

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a place in the answer and bring it into view."""
        self._answer.show_spot(spot)
        if self.field.kind.is_line:
            self.scroll_visible(animate=False)

    def check(self) -> None:
        """Show or take away the words about what is odd about the answer."""
        document = self._session.document
        answer = document.answer(self.field.path)
        text = problem(self.field, answer, document) if answer else ""
        if text and self.widget.has_focus and getattr(self.widget, "meaning", ""):
            text = ""  # what is typed says itself what will become of it
        inline = self.field.kind.is_line
        if text and self._problem is None:
            self._problem = Static(classes="problem")
            self.mount(self._problem)
        if self._problem is not None:
            beside = inline and not self.screen.has_class("-small")
            self._problem.styles.padding = (0, 0, 0, self._label_width if beside else 1)
            self._problem.update(words(f"! {text}"))
            self._problem.display = bool(text)
