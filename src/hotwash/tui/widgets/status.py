"""The last lines: the keys that matter most here, how the document stands, and what was just said.

A message stands behind the keys where there is room for it and over them where there is not, as
many lines as it takes; no key gives way to it. It goes after a while, or when the document went on
and what it said of the last step is no longer so. Its time runs only while it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from hotwash.tui.widgets.drawing import wrap
from hotwash.tui.words import fit, visible

MOST_ROWS = 6
"""Rows that messages take at the most."""

READING = 0.06
"""Seconds that a character of a message adds to the time that it stands."""

Key = tuple[str, str]
"""A key and what it does."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that is said for a while."""

    words: str
    alert: bool
    """Whether it is about something that went wrong."""
    seconds: float
    """How long it still stands."""
    topic: str
    """What it is about, which a newer one about the same replaces; empty for the last step."""


class StatusBar(Widget):
    """Keys on the left, a word on the state of the document on the right, messages over them."""

    DEFAULT_CSS = """
    StatusBar {
        height: auto;
        background: $panel;
        color: $foreground;
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    """The keys, the most important first; what has no room is left out whole."""
    always: reactive[tuple[Key, ...]] = reactive(())
    """Those of them that are never left out."""
    state: reactive[str] = reactive("")
    """What is left to do."""
    most_rows = MOST_ROWS
    """Rows that messages take at the most; where it is one they stand in the place of the keys."""
    messages: reactive[tuple[Message, ...]] = reactive(())
    """What is said at present."""

    _passing: Timer | None = None
    """Takes away what has been read; None while nothing is said, so that an idle screen is idle."""

    def say(
        self, words: str, *, alert: bool = False, seconds: float = 5.0, topic: str = ""
    ) -> None:
        """Say something for a while.

        Args:
            words: What; empty takes away what is said about the topic.
            alert: Whether it is about something that went wrong.
            seconds: How long; long words stand longer.
            topic: What it is about; empty for the last step, which the next one overtakes.
        """
        said = [message for message in self.messages if message.topic != topic]
        if words:
            said.append(Message(words, alert, seconds + READING * len(words), topic))
        self._show(said)

    def overtaken(self) -> None:
        """Take away what was said of the last step: there is another one."""
        self._show([message for message in self.messages if message.topic])

    def _pass_time(self) -> None:
        if self.messages and self.screen.is_active:
            older = [replace(one, seconds=one.seconds - 1.0) for one in self.messages]
            self._show([one for one in older if one.seconds > 0])

    def _show(self, messages: Sequence[Message]) -> None:
        """Show these, over more lines or fewer where need be."""
        before = len(self._over(self.size.width))
        self.messages = tuple(messages)
        if self.messages and self._passing is None:
            self._passing = self.set_interval(1.0, self._pass_time)
        elif not self.messages and self._passing is not None:
            self._passing.stop()
            self._passing = None
        if len(self._over(self.size.width)) != before:
            self.refresh(layout=True)

    @property
    def words(self) -> str:
        """All that is said in words: the messages, or what is left to do."""
        return "\n".join(message.words for message in self.messages) or self.state

    # --- drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, and what the messages take over it."""
        return len(self._over(width)) + (not self._covers_keys(width))

    def _covers_keys(self, width: int) -> bool:
        """Whether there is one line only, and a message has it."""
        return self.most_rows == 1 and bool(self._over(width))

    def _beside(self, width: int) -> Message | None:
        """The only message, if it has room behind the keys as they are shown without it."""
        if len(self.messages) != 1 or self.most_rows == 1:
            return None
        room = max(cell_len(self.state), width - sum(map(_size, self.keys)) - 2)
        fits = cell_len(visible(self.messages[0].words)) <= min(room, width - 2)
        return self.messages[0] if fits else None

    def _over(self, width: int) -> list[tuple[str, bool]]:
        """The lines over the keys, and whether each is about something that went wrong."""
        if self._beside(width) is not None:
            return []
        lines = [
            (line, message.alert)
            for message in (self.messages if self.most_rows == MOST_ROWS else self.messages[-1:])
            for line in wrap(visible(message.words), max(1, width - 2))
        ]
        return lines[-MOST_ROWS:] if self.most_rows == MOST_ROWS else lines[: self.most_rows]

    def render(self) -> Content:
        """Draw the lines."""
        width = self.size.width
        lines = [Content.assemble(" ", (text, _look(alert))) for text, alert in self._over(width)]
        if not self._covers_keys(width):
            lines.append(self._keys_line(width))
        return Content("\n").join(lines)

    def _keys_line(self, width: int) -> Content:
        """The keys, and how things stand behind them."""
        message = self._beside(width)
        words = message.words if message else self.state
        kept = sum(map(_size, self.always))
        note = fit(visible(words), max(0, width - kept - 2))
        room = width - cell_len(note) - 2 - kept
        parts: list[tuple[str, str] | str] = []
        full = False
        used = 0
        for key in self.keys:
            if key not in self.always:
                full = full or used + _size(key) > room
                if full:
                    continue
                used += _size(key)
            parts += [(f" {key[0]}", "bold $text-primary"), (f" {key[1]} ", "")]
        gap = " " * max(0, width - used - kept - cell_len(note) - 1)
        look = _look(message.alert) if message else "$foreground-muted"
        return Content.assemble(*parts, gap, (note, look), " ")


def _size(key: Key) -> int:
    """Cells that a key and what it does take."""
    return cell_len(key[0]) + cell_len(key[1]) + 3


def _look(alert: bool) -> str:
    return "bold $text-warning" if alert else "bold $foreground"
