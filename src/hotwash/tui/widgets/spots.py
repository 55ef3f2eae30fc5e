"""A spot: a place within a field, which the widget of the field can tell and be sent to.

| Method of a field's widget | |
| --- | --- |
| `spot` | where the cursor is, and what is selected |
| `show_spot(spot)` | takes the cursor there, the nearest place there is; it needs to be mounted |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spot:
    """A place within a field's answer."""

    at: int = 0
    """Which item or row it is in; the number of rows for the line in which the next is typed."""
    column: str = ""
    """The key of the cell; empty where there are none."""
    start: int = 0
    """Index of the character in the text, item or cell at which the selection begins."""
    end: int = 0
    """Index of the character before which the caret stands."""


class HasSpots(Protocol):
    """The widget of a field, as far as places in it go."""

    @property
    def spot(self) -> Spot:
        """Where the cursor is."""

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a place."""
