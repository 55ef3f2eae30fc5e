"""A row of options of which one may be chosen, drawn as one widget.

Left and Right choose, and so do the first letters of an option or its digit; Space chooses and
takes back, Delete takes back. The row wraps where it is narrow, and an option that is longer than
it wraps too. Without lines (`linear`) each option has a row for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hotwash.tui.typed import typed, types
from hotwash.tui.widgets.drawing import wrap
from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.type_ahead import TypeAhead
from hotwash.tui.words import visible

_GAP = 2
"""Cells between two options."""

_SIGN = 4
"""Cells of the sign before an option, and of the space behind it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of an option that stands in one row."""

    row: int
    column: int
    index: int
    """Which of the options it is a part of."""
    text: str
    """Its words, without the sign."""
    first: bool
    """Whether the sign stands before it."""

    @property
    def end(self) -> int:
        """The cell behind it."""
        return self.column + _SIGN + cell_len(self.text)


class Options(Widget, can_focus=True):
    """The options of a choice.

    Args:
        choices: The texts that may be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "tick", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("enter", "other", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"options--chosen", "options--cursor"}

    DEFAULT_CSS = """
    Options {
        height: auto;
        color: $foreground;
        & > .options--chosen { color: $text-accent; text-style: bold; }
        & > .options--cursor { text-style: reverse; }
        &:ansi > .options--chosen { color: ansi_default; text-style: bold; }
    }
    """

    letters_lead_on = True
    """Whether a letter may put the cursor elsewhere, so that the next one has to wait for it."""

    hints: tuple[Hint, ...] = (("←→", "Choose"), ("Enter", "Other"))
    """What the footer says while the cursor is here."""

    value: reactive[str] = reactive("", layout=True)
    """What is chosen: one of the choices, another text, or an empty one."""

    class Chosen(Message):
        """Another option was chosen by the person; an empty one when it was taken back.

        Args:
            value: The option.
            letters: How many letters chose it; 0 where none did. What comes after the first one
                belongs to the same step.
        """

        def __init__(self, value: str, letters: int = 0) -> None:
            super().__init__()
            self.value = value
            self.letters = letters

    class Other(Message):
        """A text that is none of the options is wanted, beginning with `text`."""

        def __init__(self, text: str = "") -> None:
            super().__init__()
            self.text = text

    def __init__(self, choices: tuple[str, ...]) -> None:
        super().__init__()
        self.choices = choices
        self._at = 0
        self._ahead = TypeAhead()
        self._before = ""
        """What was chosen before the letters that are being typed."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The choices, and what is chosen if it is none of them."""
        known = not self.value or self.value in self.choices
        return self.choices if known else (*self.choices, self.value)

    @property
    def natural_width(self) -> int:
        """Cells that the options take on one row."""
        sizes = [cell_len(visible(option)) + _SIGN for option in self.shown]
        if self.stacked:
            return max(sizes, default=0)
        return sum(sizes) + _GAP * max(0, len(sizes) - 1)

    @property
    def stacked(self) -> bool:
        """Whether each option has a row for itself: read one after the other, without lines."""
        return self.is_attached and self.app.has_class("-linear")

    def watch_value(self, value: str) -> None:
        """The cursor is at what is chosen."""
        if value:
            self._at = self.shown.index(value)
        self._at = min(self._at, max(0, len(self.shown) - 1))

    # --- choosing

    def choose(self, value: str, letters: int = 0) -> None:
        """Choose an option as the person does; an empty one takes the choice back."""
        if value != self.value:
            self.value = value
            self.post_message(self.Chosen(value, letters))

    def action_step(self, step: int) -> None:
        """Choose the option to the left or right of the cursor; the first one if there is none."""
        if not self.shown:
            return
        if self.value:
            self._at = max(0, min(len(self.shown) - 1, self._at + step))
        self.choose(self.shown[self._at])

    def action_tick(self) -> None:
        """Choose the option at the cursor, or take it back."""
        if self.shown:
            self.choose("" if self.value else self.shown[self._at])

    def action_clear(self) -> None:
        """Take the choice back."""
        self.choose("")

    def action_other(self) -> None:
        """Ask for a line to type another text."""
        self.post_message(self.Other())

    def action_leave(self, step: int) -> None:
        """Go to the field above or below."""
        step_from(self, step)

    def on_key(self, event: events.Key) -> None:
        """Choose by the letters typed; when no option begins so, they begin another text."""
        letter = event.character
        ahead = self._ahead
        if letter is None or typed(event) is None or (letter == " " and not ahead.in_a_row):
            ahead.forget()
            return
        event.stop()
        event.prevent_default()
        if not ahead.going_on:
            self._before = self.value
        found = ahead.choose(letter, self.choices, self.value)
        if found is not None:
            self.choose(found, len(ahead.typed))
            return
        text = ahead.typed
        ahead.forget()
        self.value = self._before
        self.post_message(self.Other(text))

    def on_blur(self) -> None:
        """Letters typed from now on are for others."""
        self._ahead.forget()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted text is another text, or the option that it names."""
        event.stop()
        text = " ".join(event.text.split())
        if text in self.choices:
            self.choose(text)
        elif text:
            self.post_message(self.Other(text))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters are for the options."""
        return types(key, character)

    def on_click(self, event: events.Click) -> None:
        """Choose the option under the mouse, or take it back."""
        for piece in self._pieces(self.size.width):
            if piece.row == event.y and piece.column <= event.x < piece.end:
                option = self.shown[piece.index]
                self.choose("" if option == self.value else option)

    # --- drawing

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All options on one row, if there is room."""
        return min(self.natural_width, container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the options need at this width."""
        return max((piece.row for piece in self._pieces(width)), default=0) + 1

    def _pieces(self, width: int) -> list[_Piece]:
        """Where each option stands, from left to right and from row to row."""
        pieces: list[_Piece] = []
        row = column = 0
        for index, option in enumerate(self.shown):
            lines = wrap(visible(option), max(1, width - _SIGN))
            size = _SIGN + cell_len(lines[0])
            if column and (self.stacked or len(lines) > 1 or column + size > width):
                row, column = row + 1, 0
            pieces += [
                _Piece(row + at, column, index, line, at == 0) for at, line in enumerate(lines)
            ]
            row += len(lines) - 1
            column = width if len(lines) > 1 else column + size + _GAP
        return pieces

    @property
    def chosen_place(self) -> Offset:
        """Where the option at the cursor stands, from the first cell of this widget."""
        pieces = self._pieces(self.size.width)
        here = next((piece for piece in pieces if piece.index == self._at), None)
        return Offset(here.column, here.row) if here is not None else Offset(0, 0)

    def render_line(self, y: int) -> Strip:
        """Draw one row of options."""
        width, base = self.size.width, self.rich_style
        chosen = self.get_component_rich_style("options--chosen")
        cursor = self.get_component_rich_style("options--cursor", partial=True)
        segments: list[Segment] = []
        for piece in self._pieces(width):
            if piece.row != y:
                continue
            if piece.column:
                segments.append(Segment(" " * _GAP, base))
            is_chosen = self.shown[piece.index] == self.value
            style = chosen if is_chosen else base
            here = self.has_focus and piece.index == self._at
            sign = ("(•)" if is_chosen else "( )") if piece.first else "   "
            segments.append(Segment(sign, style + cursor if here and piece.first else style))
            segments.append(Segment(f" {piece.text}", style))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)
