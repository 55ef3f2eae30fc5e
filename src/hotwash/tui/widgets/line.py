"""An answer of one line: a date, a duration, a name, a sentence.

One row without a border. What is typed goes to the session key by key; what a date or a duration
means is worked out when the cursor leaves the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import SuggestFromList
from textual.widgets import Input

from hotwash.editing.session import Session
from hotwash.postmortem.document import Document
from hotwash.template.model import ColumnKind, Field, Kind
from hotwash.tui.widgets.characters import clean_paste, conceal, pictures, reveal
from hotwash.tui.widgets.drawing import one_line
from hotwash.tui.words import visible

Normalise = Callable[[str], str]
"""From an answer as typed to its canonical spelling; what it cannot read it gives back."""


class PlainLine(Input):
    """A line of text without a border, a blinking cursor, or a way to lose what is pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    DEFAULT_CSS = """
    PlainLine, PlainLine.-textual-compact {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0;
        background: $surface;
        color: $foreground;
        &:focus { background: $surface; background-tint: $foreground 8%; }
        & > .input--placeholder, & > .input--suggestion { color: $text-muted; text-style: none; }
        &:ansi > .input--placeholder { text-style: dim; color: ansi_default; }
        &:ansi > .input--cursor { text-style: reverse; color: ansi_default;
                                  background: ansi_default; }
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """The width of the text; a row stays a row, so it never asks for a new layout."""

    def __init__(self, *, hint: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(
            placeholder=visible(hint),
            highlighter=_Pictures(),
            suggester=SuggestFromList(suggestions, case_sensitive=False) if suggestions else None,
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False

    @property
    def text(self) -> str:
        """What the line holds, as it goes to the document."""
        return reveal(self.value)

    def put(self, text: str) -> None:
        """Show another text and keep the cursor where it was, or at the end if it was there."""
        shown = conceal(text, line=True)
        if shown == self.value:
            return
        at_end = self.cursor_at_end
        position = self.cursor_position
        self.value = shown
        self.cursor_position = len(shown) if at_end else min(position, len(shown))

    def render_line(self, y: int) -> Strip:
        """Draw the line; what does not fit is cut with an ellipsis, unless the cursor is here."""
        base = self.rich_style
        if y == 0 and self.value and not self.has_focus:
            return one_line(pictures(self.value), self.size.width, base, base)
        if y or self.value or not self.placeholder:
            return super().render_line(y)
        hint = self.get_component_rich_style("input--placeholder")
        cursor = self.get_component_rich_style("input--cursor") if self.has_focus else None
        return one_line(self.placeholder, self.size.width, base, hint, cursor)

    def on_focus(self) -> None:
        """Show the place of the cursor in a line that is longer than the row."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        if not self.has_focus:
            return
        self.virtual_size = Size(self.content_width, 1)
        x = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(max(0, x - 1), 0, 2, 1), force=True, animate=False)

    def on_blur(self) -> None:
        """Show the beginning of the line again."""
        self.scroll_to(x=0, animate=False, force=True)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        lines = (part.strip() for part in clean_paste(text).split("\n"))
        text = " ".join(part for part in lines if part).replace("\t", " ")
        self.replace(conceal(text, line=True), *self.selection)

    def action_cut(self) -> None:
        """Cut the selection to the clipboard; without one, leave the clipboard as it is."""
        if self.selected_text:
            super().action_cut()

    def action_leave(self, step: int) -> None:
        """Go to the field above or below."""
        if step < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()


class LineField(PlainLine):
    """The widget of a field whose answer is one line.

    Args:
        session: The open document.
        field: The question.
        normalise: How an answer is written when the cursor leaves it; by default a date is written
            in the ISO way, and all else as it was typed.
    """

    def __init__(
        self, session: Session, field: Field, *, normalise: Normalise | None = None
    ) -> None:
        people = _people(session.document) if field.kind is Kind.PERSON else ()
        super().__init__(hint=field.prompt, suggestions=people)
        self.field = field
        self._session = session
        self._normalise = normalise
        self._known = ""
        self.show()

    def show(self) -> None:
        """Show the document's answer as it is now, without sending an edit."""
        self._known = self._session.document.text(self.field.path)
        self.put(self._known)

    def watch_value(self) -> None:
        """Send what was typed to the session."""
        self._send(self.text)

    def _send(self, text: str, *, label: str = "") -> None:
        if text != self._known:
            self._known = text
            self._session.edit(
                self.field.path, text or None, label=label, typing=not label, source=self
            )

    def on_blur(self) -> None:
        """Write the answer in its canonical spelling."""
        normalise = self._normalise or (_iso_date if self.field.kind is Kind.DATE else None)
        if normalise is None or not (text := self.text.strip()):
            return
        written = normalise(text)
        if written and written != self.text:
            # The line shows it first: the session is told once, by a step that has a name.
            self._known, before = written, self._known
            self.put(written)
            self._known = before
            self._send(written, label=f"{self.field.label} written as {written}")

    async def action_submit(self) -> None:
        """Go on to the next field."""
        await super().action_submit()
        try:
            self.screen.focus_next()
        except NoMatches:
            return


class _Pictures(Highlighter):
    """Draws hidden characters of a line as pictures: as many characters, as many cells."""

    def __call__(self, text: str | Text) -> Text:
        plain = text.plain if isinstance(text, Text) else text
        return Text(pictures(plain), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing else is highlighted."""


def _iso_date(text: str) -> str:
    """A date in the ISO way; what is no date as it was typed."""
    from datetime import date

    from hotwash.postmortem.dates import read_date

    return read_date(text, date.today()) or text


def _people(document: Document) -> tuple[str, ...]:
    """The names that the document knows: owners of fields and of action items, each once."""

    def names() -> Iterator[str]:
        for known in document.template.fields:
            if known.kind is Kind.PERSON:
                yield document.text(known.path)
            keys = [one.key for one in known.columns if one.kind is ColumnKind.PERSON]
            if keys:
                for row in document.rows(known.path):
                    yield from (row[key] for key in keys)

    return tuple(dict.fromkeys(conceal(name, line=True) for name in names() if name))
