"""Rows chosen by words: those that have all of them are shown. No widget and no drawing."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.postmortem.document import Row
from hotwash.tui.widgets.cells import crop, visible, width
from hotwash.tui.widgets.line_editor import LineEditor


class RowFilter:
    """A filter of some rows, from `/` to Escape.

    Args:
        rows: All rows.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.line = LineEditor()
        self.typing = True
        """Whether keys go to it."""
        self.shown: list[int] | None = None
        """Which rows are shown; None for all, before a word was typed."""
        self._texts = [_words_of(row) for row in rows]

    @property
    def text(self) -> str:
        """The words as typed."""
        return self.line.text

    def choose(self) -> list[int]:
        """Show the rows that have all the words, all rows when there is none; return them."""
        wanted = self.text.casefold().split()
        self.shown = [
            at for at, text in enumerate(self._texts) if all(word in text for word in wanted)
        ]
        return self.shown

    def rows_changed(self, old: Sequence[Row], rows: Sequence[Row]) -> None:
        """Keep showing the rows that are shown, and new ones, after rows have changed.

        Args:
            old: All rows as they were.
            rows: All rows now.
        """
        self._texts = [_words_of(row) for row in rows]
        if self.shown is not None:
            hidden = {row.id for row in old} - {old[at].id for at in self.shown}
            self.shown = [at for at, row in enumerate(rows) if row.id not in hidden]

    def words(self, count: int, total: int, cells: int) -> str:
        """The line that shows the filter: `/ pool  2 of 9  Esc ends`.

        Args:
            count: How many rows are shown.
            total: How many there are.
            cells: Cells of the line.
        """
        found = f"{count} of {total}  Esc ends"
        room = max(1, cells - width(found) - 4)
        return crop("/ " + crop(visible(self.text) + "▏", room) + "  " + found, cells)


def _words_of(row: Row) -> str:
    return " ".join(row.cells.values()).casefold()
