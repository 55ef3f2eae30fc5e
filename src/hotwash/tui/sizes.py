"""Sizes of the terminal from which the screen is laid out in another way."""

from __future__ import annotations

SMALLEST = (60, 16)
"""Columns and lines below which only the field in hand is shown, and dialogs fill the screen."""

TINY = 8
"""Lines below which a table and the line to type into under it are not shown together."""
