"""The layout of a table: the width of each column, and how many lines each row takes.

Rows are cut to one line but for the one under the cursor, and shown whole where there is room. What
a row looks like is asked of the view, as a function from its place among the rows shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hotwash.tui.table.grid_layout import Lines, widths_in_view
from hotwash.tui.table.row_painter import RowPainter, RowPicture
from hotwash.tui.table.rows import RowModel

ALWAYS_OPEN = 200
"""Rows up to which a table inside a form shows every row in full."""


class TableLayout:
    """Where the rows of a model stand.

    Args:
        model: The rows.
        picture: What the row at a place looks like now.
    """

    def __init__(self, model: RowModel, picture: Callable[[int], RowPicture]) -> None:
        self._model = model
        self._picture = picture
        self.painter = RowPainter(model.columns, [1] * len(model.columns), model.prefix, 1)
        self.lines = Lines(0, {})
        self.all_open = False
        """Whether every row is shown in full."""

    def arrange(
        self,
        wide: int,
        shown: Sequence[int],
        column: int,
        *,
        filtered: bool,
        room: tuple[int, int] | None,
    ) -> None:
        """Measure everything anew.

        Args:
            wide: Cells of the table.
            shown: Indices of the rows that are shown.
            column: The column that the cursor is in.
            filtered: Whether some are hidden: then no line stands over a row.
            room: Cells of the view, those of a scroll bar included, and its lines for rows, in a
                tab of its own; None in a form, which scrolls.
        """
        self._model.fit(wide)
        needs = self._model.needs(wide, shown)
        self.painter = self._painter(needs, wide, column)
        self.all_open = self._room_for_all(needs, shown, column, room)
        extra = {} if filtered else dict.fromkeys(self._model.gaps(), 1)
        if self.all_open:
            for place in range(len(shown)):
                if more := self.painter.height(self._picture(place)) - 1:
                    extra[place] = more
        self.lines = Lines(len(shown), extra)

    def unmeasured(self, count: int) -> None:
        """Give each row a line, as long as nothing of the size is known."""
        self.lines = Lines(count, {})

    def remeasure(self, count: int, *places: int) -> bool:
        """Measure rows whose height may have changed; say whether one of them has.

        Args:
            count: How many rows are shown.
            places: Where the rows to measure are among them.
        """
        extra = dict(self.lines.extra)
        for place in places:
            if place < count:
                extra[place] = self.painter.height(self._picture(place)) - 1
                if not extra[place]:
                    del extra[place]
        if extra == self.lines.extra:
            return False
        self.lines = Lines(count, extra)
        return True

    def hit(self, x: int, line: int) -> tuple[int, int | None] | None:
        """The place of the row on a line and the column at a cell of it; None below the rows."""
        if line >= self.lines.total:
            return None
        return self.lines.find(line)[0], self.painter.column_at(x)

    def _painter(self, needs: Sequence[int], wide: int, column: int) -> RowPainter:
        columns, prefix = self._model.columns, self._model.prefix
        widths = widths_in_view(columns, needs, wide - prefix, column)
        return RowPainter(columns, widths, prefix, wide)

    def _room_for_all(
        self,
        needs: Sequence[int],
        shown: Sequence[int],
        column: int,
        room: tuple[int, int] | None,
    ) -> bool:
        """Whether every row can be shown in full.

        In a tab of its own that is so when none has to be scrolled away for it, whichever row is
        the cursor's and even with a scroll bar beside the rows: it then never comes and goes.
        """
        if room is None:
            return len(shown) <= ALWAYS_OPEN
        cells, left = room
        if not 0 < len(shown) <= left:
            return False
        painter = self._painter(needs, cells - 1, column)
        self.all_open = True  # measured as they would be shown then
        left -= max(len(self._model.below(index)) for index in shown)
        for place in range(len(shown)):
            left -= painter.height(replace(self._picture(place), below=()))
            if left < 0:
                return False
        return True
