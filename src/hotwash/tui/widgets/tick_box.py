"""A box to tick with words behind it: `[x] Whole words`."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class TickBox(Widget, can_focus=True):
    """A choice between yes and no.

    Args:
        words: What is chosen.
        ticked: Whether it is chosen at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,x", "tick", show=False)]
    DEFAULT_CSS = """
    TickBox {
        width: auto;
        height: 1;
        margin-right: 2;
        &:focus { text-style: reverse; }
    }
    """

    ticked: reactive[bool] = reactive(False)

    class Ticked(Message):
        """The box was ticked, or its tick taken away."""

    def __init__(self, words: str, ticked: bool = False) -> None:
        super().__init__()
        self._words = words
        self.set_reactive(TickBox.ticked, ticked)

    def render(self) -> Content:
        """The box and its words."""
        return Content(f"[{'x' if self.ticked else ' '}] {self._words}")

    def action_tick(self) -> None:
        """Tick it, or take its tick away."""
        self.ticked = not self.ticked
        self.post_message(self.Ticked())

    def on_click(self) -> None:
        """Tick by mouse."""
        self.action_tick()
