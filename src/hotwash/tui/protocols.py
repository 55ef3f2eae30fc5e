"""What a screen or a widget may be able to do, for those who do not know which one it is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.widget import Widget

from hotwash.tui.widgets.hints import Hint


@runtime_checkable
class HoldsDocument(Protocol):
    """A screen with an open document."""

    def keep_place(self) -> None:
        """Keep the place that is in hand for the next time."""

    def hand_over(self) -> None:
        """Give what the widgets have not told yet to the autosave."""

    def copy_text(self, text: str) -> object:
        """Copy a text, and say what is known of it."""


@runtime_checkable
class Says(Protocol):
    """A screen with a line for messages."""

    def say(
        self, words: str, *, alert: bool = False, seconds: float = 5.0, topic: str = ""
    ) -> None:
        """Say something for a while."""


@runtime_checkable
class Arrives(Protocol):
    """A screen that has more to do before the next key may come."""

    async def arrived(self) -> None:
        """Wait until what was asked for is shown."""


@runtime_checkable
class GivesWay(Protocol):
    """A dialog that came unasked."""

    def give_way(self) -> None:
        """Leave to a key that is not meant for it."""


@runtime_checkable
class TakesLines(Protocol):
    """A widget for which lines that come at once are what is typed line by line."""

    def take_lines(self, text: str) -> bool:
        """Take lines; return whether it has."""


@runtime_checkable
class UsesKeys(Protocol):
    """A widget that uses keys without binding them."""

    def uses_key(self, key: str) -> bool:
        """Whether it uses a key."""


@runtime_checkable
class HoldsLetters(Protocol):
    """A widget in which letters are commands, and wait after text was typed."""

    def hold_letters(self) -> None:
        """Let letters do nothing until a key says that they are meant."""


@runtime_checkable
class ReachedByTab(Protocol):
    """A widget that wants to know that Tab has led to it."""

    def reached_by_tab(self) -> None:
        """Take note of it."""


@runtime_checkable
class TakesDeleted(Protocol):
    """A widget that takes back text that was deleted by line."""

    def put_back(self) -> None:
        """Put in what was deleted last."""


@runtime_checkable
class HasFirstFocus(Protocol):
    """A widget with parts, one of which has the cursor first."""

    @property
    def first_focus(self) -> Widget:
        """The part."""


@runtime_checkable
class HasHints(Protocol):
    """A widget that says which keys act in it."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What the footer says while the cursor is in it."""


@runtime_checkable
class Explains(Protocol):
    """A screen or a widget that has words about itself for the help."""

    @property
    def explanation(self) -> str:
        """What to do here."""
