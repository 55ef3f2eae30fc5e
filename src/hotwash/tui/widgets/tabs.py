"""The bar of tabs: one for each section, with its number, its short name and its state.

It is one line whatever the number of sections: where they do not all fit, those around the active
one are shown whole, and an arrow at the edge says that there are more. The active one stands
between brackets while the bar has the cursor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hotwash.patterns import lazy_pattern
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.words import visible

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""The keys of the tabs in the menu of places, in order; those of commands there are left out."""

_LOOSE_WORDS = frozenset(
    {"", "and", "or", "of", "is", "are", "this", "to", "for", "with", "a", "an", "in", "on", "at"}
    | {"as", "we", "you"}
)
"""Words at which a title that is cut does not end."""

_LONGEST = 16
_NUMBER = lazy_pattern(r"^\d{1,2}(?:\.\d+)*[.)]\s+")
_ASIDE = lazy_pattern(r"\s*[(\[]|\s+of events\b|:\s|\s[-–—]\s|(?<=[^\s\d])[.?!]\s")
"""Where a heading's first words end, and what it says beside begins."""

_WEAK_WORDS = frozenset(
    {
        "incident",
        "analysis",
        "items",
        "learned",
        "the",
        "of",
        "reminder",
        "postmortem",
        "section",
    }
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

    hints: ClassVar[tuple[Hint, ...]] = (("←→", "Tab"), ("Down", "Form"))
    """What the footer says while the cursor is here."""

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
        """Draw the tabs that are in view."""
        width = self.size.width
        texts = self._texts()
        shown = self._shown(texts)
        parts = [self._styled(index, texts[index]) for index in shown]
        line = Content("").join(parts)[:width]
        if shown.start:
            line = Content.assemble(("‹", "bold $text"), line)[:width]
        if shown.stop < len(texts):
            gap = " " * max(0, width - 1 - line.cell_length)
            line = Content.assemble(line[: width - 1], gap, ("›", "bold $text"))
        return line

    def on_click(self, event: events.Click) -> None:
        """Take the tab under the mouse, or go on over the edge where an arrow is."""
        texts = self._texts()
        shown = self._shown(texts)
        x = 1 if shown.start else 0
        if event.x < x:
            self.post_message(self.Picked(shown.start - 1))
            return
        for index in shown:
            x += cell_len(texts[index])
            if event.x < x:
                self.post_message(self.Picked(index))
                return
        if shown.stop < len(texts) and event.x == self.size.width - 1:
            self.post_message(self.Picked(shown.stop))

    def action_step(self, by: int) -> None:
        """Go to the next or the previous tab."""
        if self.tabs:
            self.post_message(self.Picked((self.active + by) % len(self.tabs)))

    def action_enter(self) -> None:
        """Go into the form."""
        self.post_message(self.Entered())

    def _texts(self) -> list[str]:
        """What stands in the bar for each tab."""
        return [
            f" {index + 1} {visible(short_title(tab.title))} {tab.mark} "
            for index, tab in enumerate(self.tabs)
        ]

    def _shown(self, texts: list[str]) -> range:
        """Which tabs are shown: all, or as many as fit beside the active one and the next."""
        widths = [cell_len(text) for text in texts]
        room = self.size.width
        if sum(widths) <= room:
            return range(len(texts))
        room -= 1  # the arrow at the right
        last = min(self.active + 1, len(texts) - 1)
        first = 0
        while first < self.active and sum(widths[first : last + 1]) + (first > 0) > room:
            first += 1
        stop, used = first, int(first > 0)
        while stop < len(texts) and used + widths[stop] <= room + (stop + 1 == len(texts)):
            used += widths[stop]
            stop += 1
        return range(first, max(stop, self.active + 1))

    def _styled(self, index: int, text: str) -> Content:
        if index != self.active:
            return Content(text)
        if self.has_focus:
            return Content.styled(f"[{text[1:-1]}]", "bold reverse")
        return Content.styled(text, "bold reverse")


def short_title(title: str) -> str:
    """Return the words of a heading that tell it apart: `Incident Details` is `Details`."""
    if title.lower() == "action items":
        return "Actions"
    head = _ASIDE.split(_NUMBER.sub("", title), maxsplit=1)[0].rstrip(" :?.") or title
    strong = [word for word in head.split() if word.lower().strip(":()") not in _WEAK_WORDS]
    short = " ".join(strong) if strong else head
    if len(short) <= _LONGEST:
        return short
    whole = short[:_LONGEST].split(" ")[:-1]
    while whole and whole[-1].lower().strip(",;:&-–—/") in _LOOSE_WORDS:
        whole.pop()
    words = " ".join(whole)
    return f"{words if len(words) > _LONGEST // 3 else short[: _LONGEST - 1].rstrip()}…"
