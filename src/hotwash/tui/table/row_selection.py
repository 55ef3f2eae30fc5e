"""Which rows of a table are selected: from the row where the range was begun to the cursor.

No widget and no drawing. The range is held by the identity of its first row, so that it stays where
it is when rows change elsewhere or move.
"""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.postmortem.document import Row


class RowSelection:
    """A range of rows, or none."""

    def __init__(self) -> None:
        self._anchor: int | None = None
        self.stays = False
        """Whether the range goes on when the cursor moves: it was begun with a letter, not with
        Shift and an arrow."""
        self._known: tuple[Sequence[Row], Sequence[int] | None] | None = None
        self._anchor_place: int | None = None

    def __bool__(self) -> bool:
        """Whether a range has been begun."""
        return self._anchor is not None

    def begin(self, row: Row, *, stays: bool = False) -> None:
        """Begin a range at a row, or go on with the one that there is.

        Args:
            row: The row under the cursor.
            stays: Whether moving the cursor without Shift goes on with it too.
        """
        if self._anchor is None:
            self._anchor, self.stays, self._known = row.id, stays, None

    def end(self) -> bool:
        """Select no range any more; return whether there was one."""
        ended = self._anchor is not None
        self._anchor, self.stays, self._known = None, False, None
        return ended

    def places(self, rows: Sequence[Row], shown: Sequence[int] | None, cursor: int) -> range:
        """The places that are selected, in the order shown: at the least the cursor's.

        Args:
            rows: All rows.
            shown: Which of them are shown, or None for all.
            cursor: Where the cursor is among those shown.
        """
        if self._anchor is None:
            return range(cursor, cursor + 1)
        known = self._known
        if known is None or known[0] is not rows or known[1] is not shown:
            indices = range(len(rows)) if shown is None else shown
            self._anchor_place = next(
                (place for place, at in enumerate(indices) if rows[at].id == self._anchor), None
            )
            self._known = (rows, shown)
        if self._anchor_place is None:  # its row is gone
            return range(cursor, cursor + 1)
        return range(min(self._anchor_place, cursor), max(self._anchor_place, cursor) + 1)
