"""What a table shows: rows, columns, and what each cell looks like. No widget and no document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from hotwash.postmortem.document import Row
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.widgets.cells import visible, width

MEASURED = 400
"""Rows whose texts decide how wide the columns are."""


class RowModel:
    """Rows in columns; subclasses say what they look like.

    Args:
        columns: What is shown, from left to right.
    """

    prefix: ClassVar[int] = 2
    """Cells before the first column."""
    pointer: ClassVar[int] = 0
    """The cell before the first column in which a selected row has its mark."""
    has_cell_cursor: ClassVar[bool] = True
    """Whether the cursor is in one cell of its row."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the titles of the columns are shown now."""
        return True

    def fit(self, wide: int) -> None:
        """Choose the columns for a table of so many cells."""

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell as it is shown, and its look; empty for the row's own."""
        return self.rows[row][self.columns[column].key], ""

    def sign(self, row: int, *, current: bool, focused: bool) -> tuple[str, str]:
        """What stands before a row, in at most `prefix` cells, and its look.

        Args:
            row: Index of the row.
            current: Whether the cursor is on it.
            focused: Whether the cursor is in the table.
        """
        return ("▸ " if current and focused else ""), ""

    def above(self, row: int) -> str:
        """A line that stands over a row; empty for none."""
        return ""

    def below(self, row: int, *, typing: bool = False) -> Sequence[str]:
        """Lines that stand under a row while it is opened.

        Args:
            row: Index of the row.
            typing: Whether a cell of it is typed into.
        """
        return ()

    def gaps(self) -> Sequence[int]:
        """The rows that have a line over them."""
        return ()

    def samples(self) -> Sequence[Sequence[str]]:
        """Example rows that are shown greyed while there is nothing else."""
        return ()

    def hint(self) -> str:
        """One line that says how the first row is made; empty for none."""
        return ""

    def needs(self, wide: int, shown: Sequence[int]) -> list[int]:
        """The cells that the longest text of each column takes, among the first rows.

        Args:
            wide: Cells of the table.
            shown: Indices of the rows that are shown.
        """
        needs = [width(known.title) for known in self.columns]
        columns = range(len(self.columns))
        texts: Iterable[tuple[int, str]]
        if self.rows:
            texts = ((at, self.cell(row, at)[0]) for row in shown[:MEASURED] for at in columns)
        else:
            texts = (
                (at, text) for row in self.samples() for at, text in zip(columns, row, strict=False)
            )
        for at, text in texts:
            needs[at] = max(needs[at], width(visible(text)))
        return needs
