"""The line under the timeline that takes events: `TIME text`, Enter, and the next one."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hotwash.tui.clusters import next_boundary
from hotwash.tui.typed import typed, types
from hotwash.tui.widgets.cells import boundaries, crop, visible, width
from hotwash.tui.widgets.drawing import restyled
from hotwash.tui.widgets.hidden_characters import clean_paste, is_source
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.line_clipboard import use_clipboard
from hotwash.tui.widgets.line_editor import LineEditor

PLACEHOLDER = "10:15 what happened — Enter adds a row"


MOST_TYPED = 1000
"""Characters of lines that may have been typed while a slow line stood still."""


class EntryLine(Widget, can_focus=True):
    """One line of text behind a `+`, drawn by itself so that a key costs a few bytes."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"entry--caret", "entry--placeholder", "entry--selected", "entry--sign"}
    DEFAULT_CSS = """
    EntryLine {
        height: 1;
        background: $surface;
        &:focus { background: $panel; }
        & > .entry--caret { text-style: reverse; }
        & > .entry--selected { background: $input-selection-background; }
        &:ansi > .entry--selected { text-style: reverse; }
        & > .entry--placeholder { color: $text-muted; text-style: italic; }
        &:ansi > .entry--placeholder { text-style: dim italic; }
        & > .entry--sign { color: $text-accent; text-style: bold; }
    }
    """

    class Changed(Message):
        """The text has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class EntrySubmitted(Message):
        """Enter was pressed in a line that is not empty."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class LinesPasted(Message):
        """Text of several lines was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The cursor goes up into the table, or down."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    hints: ClassVar[tuple[Hint, ...]] = (("Enter", "Add the row"), ("Up", "Table"))
    """What the footer says while the cursor is here."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.editor = LineEditor(text, selects=True)
        self._first = 0

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.editor.text

    @text.setter
    def text(self, text: str) -> None:
        self.editor = LineEditor(text, selects=True)
        self._changed()

    def put_first(self, text: str) -> None:
        """Put a text before all that is typed."""
        self.editor.text = f"{text} {self.editor.text.lstrip()}"
        self.editor.caret = len(self.editor.text)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed(self.text))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """All that can be seen is typed."""
        return types(key, character)

    def uses_key(self, key: str) -> bool:
        """Whether a key edits the line."""
        return self.editor.uses_key(key)

    def on_key(self, event: events.Key) -> None:
        """Type."""
        before = self.text
        if event.key == "enter":
            if text := self.text.strip():
                self.text = ""  # at once: the next key may be there before the message is read
                self.post_message(self.EntrySubmitted(text))
        elif event.key in ("up", "down"):
            self.post_message(self.Left(-1 if event.key == "up" else 1))
        elif use_clipboard(event.key, self.editor, self.app) or self.editor.press(
            event.key, typed(event)
        ):
            if self.text != before:
                self._changed()
            else:
                self.refresh()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed; several are rows."""
        event.stop()
        event.prevent_default()
        text = clean_paste(event.text)
        if is_source(text):
            self.post_message(self.LinesPasted(text))
        elif line := text.strip():
            self.editor.insert(line)
            self._changed()

    def put_back(self) -> None:
        """Put in what was deleted last by line."""
        if KILLED.text:
            self.editor.insert(" ".join(KILLED.text.split("\n")))
            self._changed()

    def take_lines(self, text: str) -> bool:
        """Take lines that came at once as if they were typed; far more than hands type are a paste.

        What stands behind the last line end stays in the line.
        """
        if len(text) > MOST_TYPED:
            return False
        *lines, rest = clean_paste(text).split("\n")
        for line in lines:
            self.editor.insert(line)
            if whole := self.text.strip():
                self.post_message(self.EntrySubmitted(whole))
            self.editor = LineEditor(selects=True)
        self.editor.insert(rest)
        self._changed()
        return True

    def _place_at(self, x: int) -> int:
        """The place in the text at a cell of the line."""
        cell = x - 3 + width(visible(self.text[: self._first]))
        places = boundaries(self.text)
        return next((at for at in reversed(places) if width(visible(self.text[:at])) <= cell), 0)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse, and begin to select there."""
        if event.button == 1:
            self.editor.place_caret(self._place_at(event.x), selecting=event.shift)
            self.capture_mouse()
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is drawn over with its button held."""
        if self.app.mouse_captured is self:
            self.editor.place_caret(self._place_at(event.x), selecting=True)
            self.refresh()

    def on_mouse_up(self) -> None:
        """End selecting by mouse."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word under the mouse at the second click, all at the third."""
        if event.chain > 1:
            self.editor.select_around(self._place_at(event.x), event.chain)
            self.refresh()

    def on_focus(self) -> None:
        """Show the caret."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the caret."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The sign, the text around the caret, and the caret."""
        total = self.size.width
        base = self.rich_style
        sign = Segment(" + "[:total], base + self._look("sign"))
        room = max(1, total - 3)
        if not self.text and not self.has_focus:
            return Strip([sign, Segment(crop(PLACEHOLDER, room), base + self._look("placeholder"))])
        text = visible(self.text)
        caret = self.editor.caret
        self._first = max(min(self._first, caret), caret - 4 * room)
        while width(text[self._first : caret]) > room - 1:
            self._first = next_boundary(text, self._first)
        before = text[self._first : caret]
        end = next_boundary(text, caret)
        under, after = text[caret:end] or " ", text[end:]
        if not self.text:
            under, after = PLACEHOLDER[0], PLACEHOLDER[1:]
        style = base if self.text else base + self._look("placeholder")
        caret_style = base + self._look("caret") if self.has_focus else base
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset + Offset(3 + width(before), 0)
        rest = crop(after, room - width(before) - width(under))
        shown = [Segment(before, style), Segment(under, caret_style), Segment(rest, style)]
        start, end = (place - self._first for place in self.editor.selection)
        if start < end and self.has_focus:
            marked = restyled(shown, start, end, self._look("selected"))
            shown = restyled(marked, len(before), len(before) + 1, caret_style)
        return Strip([sign, *shown])

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"entry--{name}")
