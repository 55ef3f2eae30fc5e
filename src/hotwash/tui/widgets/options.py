"""A row of options of which one may be chosen, drawn as one widget.

Left and Right choose, and so do the first letters of an option or its digit; Space chooses and
takes back, Delete takes back. The row wraps where it is narrow.
"""

from __future__ import annotations

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
from hotwash.tui.widgets.drawing import fit
from hotwash.tui.widgets.focus_column import step_from
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.type_ahead import TypeAhead
from hotwash.tui.words import visible

_GAP = 2
"""Cells between two options."""


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
        sizes = [cell_len(visible(option)) + 4 for option in self.shown]
        return sum(sizes) + _GAP * max(0, len(sizes) - 1)

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
        for row, column, option in self._places(self.size.width):
            if row == event.y and column <= event.x < column + cell_len(visible(option)) + 4:
                self.choose("" if option == self.value else option)

    # --- drawing

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All options on one row, if there is room."""
        return min(self.natural_width, container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the options need at this width."""
        return max((row for row, _, _ in self._places(width)), default=0) + 1

    def _places(self, width: int) -> list[tuple[int, int, str]]:
        """Row and column of each option."""
        places: list[tuple[int, int, str]] = []
        row = column = 0
        for option in self.shown:
            size = cell_len(visible(option)) + 4
            if column and column + size > width:
                row, column = row + 1, 0
            places.append((row, column, option))
            column += size + _GAP
        return places

    @property
    def chosen_place(self) -> Offset:
        """Where the option at the cursor stands, from the first cell of this widget."""
        places = self._places(self.size.width)
        row, x, _ = places[min(self._at, len(places) - 1)] if places else (0, 0, "")
        return Offset(x, row)

    def render_line(self, y: int) -> Strip:
        """Draw one row of options."""
        width, base = self.size.width, self.rich_style
        chosen = self.get_component_rich_style("options--chosen")
        cursor = self.get_component_rich_style("options--cursor", partial=True)
        segments: list[Segment] = []
        for index, (row, column, option) in enumerate(self._places(width)):
            if row != y:
                continue
            if column:
                segments.append(Segment(" " * _GAP, base))
            style = chosen if option == self.value else base
            here = self.has_focus and index == self._at
            sign = "(•)" if option == self.value else "( )"
            segments.append(Segment(sign, style + cursor if here else style))
            segments.append(Segment(" " + fit(visible(option), width - 4), style))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)
