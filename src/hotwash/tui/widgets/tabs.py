"""The bar of tabs: one for each section, with its number, its short name and its state.

It is one line whatever the number of sections: where they do not fit, the line scrolls so that the
active one can always be read, and an arrow at the edge says that there is more.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hotwash.tui.words import visible

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""The keys of the tabs in the menu of places, in order; those of commands there are left out."""

_WEAK_WORDS = frozenset(
    {"incident", "analysis", "items", "learned", "the", "of", "reminder", "postmortem", "section"}
)


@dataclass(frozen=True, slots=True)
class TabState:
    """One tab: its heading and how far it is filled in."""

    title: str
    mark: str
    """`○` empty, `◐` partly, `●` complete, or a count."""


class TabBar(Widget, can_focus=True):
    """One line of tabs; left and right go from one to the next."""

    DEFAULT_CSS = """
    TabBar {
        height: 1;
        background: $surface;
        color: $text-muted;
    }
    """

    BINDINGS = [
        Binding("left", "step(-1)", "Previous tab", show=False),
        Binding("right", "step(1)", "Next tab", show=False),
        Binding("enter,down", "enter", "To the form", show=False),
    ]

    tabs: reactive[tuple[TabState, ...]] = reactive(())
    active: reactive[int] = reactive(0)

    class Picked(Message):
        """A person wants another tab."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Entered(Message):
        """A person wants to go from the tabs to the form."""

    def render(self) -> Content:
        """Draw the part of the line that holds the active tab."""
        spans = self._spans()
        shift = self._shift(spans)
        parts: list[Content] = []
        for index, (start, text) in enumerate(spans):
            if start + cell_len(text) > shift and start < shift + self.size.width:
                parts.append(self._styled(index, text))
        first = next((s for s, t in spans if s + cell_len(t) > shift), 0)
        line = Content("").join(parts)
        total = spans[-1][0] + cell_len(spans[-1][1]) if spans else 0
        return _window(line, shift - first, self.size.width, shift > 0, total - shift)

    def on_click(self, event: events.Click) -> None:
        """Take the tab under the mouse."""
        spans = self._spans()
        x = event.x + self._shift(spans)
        for index, (start, text) in enumerate(spans):
            if start <= x < start + cell_len(text):
                self.post_message(self.Picked(index))

    def action_step(self, by: int) -> None:
        """Go to the next or the previous tab."""
        if self.tabs:
            self.post_message(self.Picked((self.active + by) % len(self.tabs)))

    def action_enter(self) -> None:
        """Go into the form."""
        self.post_message(self.Entered())

    def _spans(self) -> list[tuple[int, str]]:
        """Where each tab begins, and its text."""
        spans: list[tuple[int, str]] = []
        x = 0
        for index, tab in enumerate(self.tabs):
            text = f" {index + 1} {visible(short_title(tab.title))} {tab.mark} "
            spans.append((x, text))
            x += cell_len(text)
        return spans

    def _shift(self, spans: list[tuple[int, str]]) -> int:
        """How far the line is scrolled so that the active tab and a part of the next show."""
        if not spans:
            return 0
        width = self.size.width
        total = spans[-1][0] + cell_len(spans[-1][1])
        if total <= width:
            return 0
        start, text = spans[self.active]
        middle = start + cell_len(text) // 2
        return max(0, min(middle - width // 2, total - width))

    def _styled(self, index: int, text: str) -> Content:
        if index == self.active:
            return Content.styled(
                text, "bold $text on $primary" if self.has_focus else "bold reverse"
            )
        return Content(text)


def _window(line: Content, skip: int, width: int, more_left: bool, rest: int) -> Content:
    """Cut the line to the window, with arrows where it goes on."""
    line = line[skip:] if skip > 0 else line
    if rest > width:
        line = Content.assemble(line[: width - 1], ("›", "bold $text"))
    if more_left:
        line = Content.assemble(("‹", "bold $text"), line[1:])
    return line


def short_title(title: str) -> str:
    """Return the words of a heading that tell it apart: `Incident Details` is `Details`."""
    if title.lower() == "action items":
        return "Actions"
    strong = [word for word in title.split() if word.lower().strip(":()") not in _WEAK_WORDS]
    short = " ".join(strong) if strong else title
    return short if len(short) <= 16 else short[:15].rstrip() + "…"
