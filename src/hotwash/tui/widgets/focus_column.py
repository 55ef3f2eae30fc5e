"""A column of fields that scrolls, and how the cursor goes through it.

| Key | Goes to |
| --- | --- |
| Up, Down, Enter at the edge of a field | the field above or below; out of the column at its ends |
| Page Up, Page Down | a page further; the cursor comes along |
| Ctrl+Home, Ctrl+End | the first and the last field |
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from hotwash.tui.protocols import HoldsLetters


class FocusColumn(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Fields one under the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+home", "edge(-1)", "First field", show=False),
        Binding("ctrl+end", "edge(1)", "Last field", show=False),
    ]

    class EdgeReached(Message):
        """The cursor wants to go on from the first or the last field."""

        def __init__(self, by: int, enter: bool) -> None:
            super().__init__()
            self.by = by
            """-1 up from the first field, 1 on from the last."""
            self.enter = enter
            """Whether Enter was pressed."""

    @property
    def stops(self) -> list[Widget]:
        """What can have the cursor, from top to bottom."""
        return [node for node in self.screen.focus_chain if self in node.ancestors]

    def step(self, widget: Widget, by: int, *, enter: bool = False) -> Widget | None:
        """Go from a field to the one above (-1) or below (1); return what has the cursor now."""
        stops = self.stops
        at = stops.index(widget) + by if widget in stops else -1
        if 0 <= at < len(stops):
            stops[at].focus()
            if enter:
                typed_on(stops[at])
            return stops[at]
        self.post_message(self.EdgeReached(by, enter))
        return None

    def action_page(self, by: int) -> None:
        """Show the page above or below."""
        top = round(self.scroll_y)
        self.scroll_to(
            y=top + by * max(1, self.scrollable_content_region.height - 2),
            animate=False,
            immediate=True,
        )
        if round(self.scroll_y) == top:
            self.action_edge(by)
        else:
            self.call_after_refresh(self._bring_cursor, by)

    def _bring_cursor(self, by: int) -> None:
        """Put the cursor into a field in view, when the one it is in is not."""
        if not self.is_attached:
            return  # the screen was left meanwhile
        view = self.scrollable_content_region
        focused = self.screen.focused
        if focused is not None and focused.region.overlaps(view):
            return
        seen = [stop for stop in self.stops if view.contains_point(stop.region.offset)]
        if seen:
            seen[0 if by > 0 else -1].focus(scroll_visible=False)

    def show_cursor(self) -> None:
        """Scroll to where the cursor is, after the size has changed."""
        if not self.is_attached:
            return  # the screen was left meanwhile
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return
        follow = getattr(focused, "scroll_cursor_visible", None) or getattr(focused, "follow", None)
        if follow is not None:
            follow()
        else:
            self.scroll_to_widget(focused, animate=False, immediate=True)

    def action_edge(self, by: int) -> None:
        """Go to the first or the last field."""
        if stops := self.stops:
            stops[0 if by < 0 else -1].focus()


def typed_on(widget: Widget) -> None:
    """Tell a widget that a person comes to it by Enter in a text, and may type on at once."""
    if isinstance(widget, HoldsLetters):
        widget.hold_letters()


def column_of(widget: Widget) -> FocusColumn | None:
    """The column that a field stands in, if it stands in one."""
    return next((node for node in widget.ancestors if isinstance(node, FocusColumn)), None)


def step_from(widget: Widget, by: int, *, enter: bool = False) -> Widget | None:
    """Go from a field to its neighbour; return what has the cursor now.

    Args:
        widget: Where the cursor is.
        by: -1 for the field above, 1 for the one below.
        enter: Whether Enter was pressed.
    """
    column = column_of(widget)
    if column is not None:
        return column.step(widget, by, enter=enter)
    return widget.screen.focus_previous() if by < 0 else widget.screen.focus_next()


def page_form(widget: Widget, by: int) -> None:
    """Show the page of the form above or below a field."""
    column = column_of(widget)
    if column is not None:
        column.action_page(by)
