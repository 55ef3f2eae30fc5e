"""The hits of a search as a list: where each stands, and the words around it.

Only the lines in view are drawn, so that a hundred thousand hits cost what thirty do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.postmortem.search import Hit, Hits
from hotwash.tui.widgets.cells import crop, visible
from hotwash.tui.words import fit

BEFORE = 24
"""Cells at the most for the words before a hit."""

PLACE = 30
"""Cells at the most for the name of a hit's place."""

REACH = 400
"""Characters of a text, on either side of a hit, that are looked at."""

NameOf = Callable[[Hit], tuple[str, str]]
"""From a hit to the name of its field, and the number of its row or item, if it is in one."""


class HitList(ScrollView, can_focus=True, inherit_bindings=False):
    """Hits, one on a line, with a box to tick each where they are to be replaced."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("space,x", "tick", show=False),
        Binding("a", "tick_all", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hits--place",
        "hits--cursor",
        "hits--hit",
        "hits--old",
        "hits--new",
    }
    DEFAULT_CSS = """
    HitList {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .hits--place { color: $text-muted; }
        & > .hits--cursor { background: $boost; text-style: bold; }
        & > .hits--hit { color: $text-accent; text-style: bold underline; }
        & > .hits--old { color: $text-error; text-style: strike; }
        & > .hits--new { color: $text-success; text-style: bold underline; }
        &:ansi > .hits--place { text-style: dim; }
    }
    """

    class Moved(Message):
        """The cursor is at another hit, or the ticks are others."""

    class HitPicked(Message):
        """A hit was double-clicked: the editor should go there."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of
        self.hits = Hits()
        self.cursor = 0
        """Which hit the cursor is at."""
        self.left_out: set[int] = set()
        """The hits that are not to be replaced."""
        self.ticking = False
        """Whether there are boxes."""

    def show(self, hits: Hits, cursor: int, *, ticking: bool) -> None:
        """Show other hits.

        Args:
            hits: The hits.
            cursor: Which one the cursor goes to.
            ticking: Whether they are to be replaced; all but those left out.
        """
        same = hits.are_where(self.hits)
        self.hits, self.ticking = hits, ticking
        if not same:
            self.left_out = set()
            self.cursor = min(cursor, max(0, len(hits) - 1))
        self.virtual_size = Size(0, len(hits))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    @property
    def ticked(self) -> list[Hit]:
        """The hits that are to be replaced."""
        return [hit for at, hit in enumerate(self.hits) if at not in self.left_out]

    # --- the cursor and the ticks

    def go(self, at: int) -> None:
        """Put the cursor at a hit, as near as there is one."""
        self.cursor = max(0, min(at, len(self.hits) - 1))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def _follow(self) -> None:
        top, height = round(self.scroll_y), max(1, self.size.height)
        if not top <= self.cursor < top + height:
            new = self.cursor if self.cursor < top else self.cursor - height + 1
            self.scroll_to(y=new, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()

    def action_step(self, by: int) -> None:
        """Go to the hit above or below; from the first one to the line above."""
        if by < 0 and self.cursor == 0:
            self.screen.focus_previous()
        else:
            self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Go a page up or down."""
        self.go(self.cursor + by * max(1, self.size.height - 1))

    def action_edge(self, by: int) -> None:
        """Go to the first or the last hit."""
        self.go(0 if by < 0 else len(self.hits))

    def action_tick(self) -> None:
        """Tick the hit under the cursor, or take its tick away; go on to the next."""
        if self.ticking and self.hits:
            self.left_out ^= {self.cursor}
            self.go(self.cursor + 1)

    def action_tick_all(self) -> None:
        """Tick all hits, or none where all are ticked."""
        if self.ticking:
            self.left_out = set() if self.left_out else set(range(len(self.hits)))
            self.go(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; its box ticks, a second click goes there."""
        offset = event.get_content_offset(self)
        at = offset.y + round(self.scroll_y) if offset is not None else len(self.hits)
        if offset is None or at >= len(self.hits):
            return
        self.go(at)
        if self.ticking and 2 <= offset.x < 5:
            self.left_out ^= {at}
            self.go(at)
        elif event.chain == 2 and not self.ticking:
            self.post_message(self.HitPicked())

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """One hit."""
        at, width = y + round(self.scroll_y), self.scrollable_content_region.width
        base = self.rich_style
        if at >= len(self.hits):
            return Strip.blank(width, base)
        current = at == self.cursor
        if current:
            base += self._look("cursor")
        box = "" if not self.ticking else "[ ] " if at in self.left_out else "[x] "
        lead = Segment(f"{'▸' if current else ' '} {box}", base)
        place = min(PLACE, width * 2 // 5)
        field, number = self._name_of(self.hits[at])
        number = f" {number}" if number else ""
        name = crop(fit(visible(field), place - len(number)) + number, place)
        room = width - cell_len(lead.text) - place - 2
        parts = [lead, Segment(f"{name}  ", base + self._look("place"))]
        parts += self._words(self.hits[at], room, base)
        return Strip(parts).extend_cell_length(width, base).crop(0, width)

    def _words(self, hit: Hit, room: int, base: Style) -> list[Segment]:
        """The words around a hit, and what takes its place."""
        text = hit.passage.text
        before = visible(text[max(0, hit.start - REACH) : hit.start])
        cut = _tail(before, min(BEFORE, room // 3))
        if len(cut) < len(before) or hit.start > REACH:
            cut = "…" + cut[1:]
        old = fit(visible(text[hit.start : hit.end]), room // 3)
        after = visible(text[hit.end : hit.end + REACH])
        if hit.new is None or not self.ticking:
            inner = [Segment(old, base + self._look("hit"))]
        else:
            new = fit(visible(hit.new), room // 3)
            inner = [
                Segment(old, base + self._look("old")),
                Segment("→", base),
                Segment(new, base + self._look("new")),
            ]
        used = cell_len(cut) + sum(segment.cell_length for segment in inner)
        return [Segment(cut, base), *inner, Segment(fit(after, max(0, room - used)), base)]

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"hits--{name}", partial=True)


def _tail(text: str, cells: int) -> str:
    """The longest end of a text that fits."""
    start = len(text)
    used = 0
    while start and used + (size := cell_len(text[start - 1])) <= cells:
        start, used = start - 1, used + size
    return text[start:]
