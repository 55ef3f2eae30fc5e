"""How a table is laid out: the widths of its columns, and which line shows which row.

Pure arithmetic. Nothing here costs more than the rows that are taller than one line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from hotwash.tui.widgets.cells import width

SPACE = 2
"""Cells between two columns."""

TITLE = 12
"""Cells of a title that are shown before the text of another column gets more room."""

TIGHT = 4
"""Cells that a column with short texts can do with where there is little room."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a table on the screen."""

    key: str
    """The key of its cell in a row."""
    title: str
    least: int = 4
    """Cells it has at the least."""
    most: int = 0
    """Cells it has at the most; 0 is no limit."""
    grows: bool = False
    """Whether it takes what the others leave over."""
    right: bool = False
    """Whether its text stands at the right."""
    wraps: bool = True
    """Whether an opened row shows all of a long text in it, over several lines."""
    yields: bool = False
    """Whether a long text before it runs on over its cell where that is empty."""
    typed: bool = True
    """Whether its cells are typed into; others are ticked or chosen."""


def widths_in_view(
    columns: Sequence[GridColumn], needs: Sequence[int], cells: int, current: int
) -> list[int]:
    """Share the room among the columns that can be read in it.

    Titles are whole where there is room for them. Letters one under the other cannot be read: where
    not all columns have the least that they need, some have no width and are out of view.

    Args:
        columns: The columns, from left to right.
        needs: The cells that each one's longest text would take.
        cells: Cells for all of them, the space between them counted.
        current: The column that the cursor is in, which is always in view.

    Returns:
        The width of each column; 0 for those out of view.
    """
    titled = [replace(one, least=max(one.least, min(width(one.title), TITLE))) for one in columns]
    tried = next((each for each in (titled, columns) if _least(each) <= cells), None)
    if tried is not None:
        return share_width(tried, needs, cells - SPACE * (len(columns) - 1))
    tight = [
        replace(one, least=min(one.least, max(need, TIGHT)))
        for one, need in zip(columns, needs, strict=True)
    ]
    shown = _columns_in_view(tight, cells, current)
    room = cells - SPACE * (len(shown) - 1)
    shared = share_width([tight[at] for at in shown], [needs[at] for at in shown], room)
    widths = dict(zip(shown, shared, strict=True))
    return [widths.get(at, 0) for at in range(len(columns))]


def _columns_in_view(columns: Sequence[GridColumn], cells: int, current: int) -> list[int]:
    """The columns that are shown where there is no room for all.

    Those that are not typed into go first, then those at the right; the one that the cursor is in
    stays, and beside it as long as it can be the one that grows.
    """
    shown = list(range(len(columns)))

    def first_to_go(at: int) -> tuple[bool, bool, bool, int]:
        return at != current, not columns[at].grows, not columns[at].typed, at

    while len(shown) > 1 and _least([columns[at] for at in shown]) > cells:
        shown.remove(max(shown, key=first_to_go))
    return shown


def _least(columns: Sequence[GridColumn]) -> int:
    """The cells that columns need at the least, with the space between them."""
    return sum(column.least for column in columns) + SPACE * (len(columns) - 1)


def share_width(columns: Sequence[GridColumn], needs: Sequence[int], room: int) -> list[int]:
    """Share the room among the columns.

    Args:
        columns: The columns, from left to right.
        needs: The cells that each one's longest text would take.
        room: Cells for all of them, the space between them not counted.

    Returns:
        The width of each column. Where there is not enough, the widest give first; where not even
        the least has room, columns that are not typed into give first.
    """
    wants = [
        max(column.least, min(need, column.most) if column.most else need)
        for column, need in zip(columns, needs, strict=True)
    ]
    over = room - sum(wants)
    if over >= 0:
        growing = [at for at, column in enumerate(columns) if column.grows]
        for number, at in enumerate(growing):
            wants[at] += over // len(growing) + (1 if number < over % len(growing) else 0)
        return wants
    while over < 0:
        widest = max(range(len(wants)), key=lambda at: wants[at] - columns[at].least)
        if wants[widest] <= columns[widest].least:
            return _squeezed(columns, wants, -over)
        spare = [width - column.least for width, column in zip(wants, columns, strict=True)]
        second = max((room for at, room in enumerate(spare) if at != widest), default=0)
        cut = max(1, min(-over, spare[widest] - max(0, second)))
        wants[widest] -= min(cut, wants[widest] - 1)
        over = room - sum(wants)
    return wants


def _squeezed(columns: Sequence[GridColumn], widths: Sequence[int], over: int) -> list[int]:
    """Take cells where not even the least has room: from what is not typed, then the widest."""
    found = list(widths)
    for _ in range(over):
        at = max(
            range(len(found)), key=lambda at: (found[at] > 1, not columns[at].typed, found[at])
        )
        if found[at] <= 1:
            break
        found[at] -= 1
    return found


class Lines:
    """Which line shows which row, when some rows are taller than one line.

    Args:
        count: How many rows there are.
        extra: By row, how many lines it takes beyond the first.
    """

    def __init__(self, count: int, extra: Mapping[int, int]) -> None:
        self.count = count
        self.extra = extra
        self._tall = sorted(at for at, more in extra.items() if more and at < count)
        self._after = list(accumulate((extra[at] for at in self._tall), initial=0))
        self._tops = [at + before for at, before in zip(self._tall, self._after, strict=False)]
        self.total = count + self._after[-1]
        """How many lines all rows take."""

    def top(self, row: int) -> int:
        """The first line of a row."""
        lower = bisect_right(self._tall, row - 1)
        return row + self._after[lower]

    def height(self, row: int) -> int:
        """How many lines a row takes."""
        return 1 + self.extra.get(row, 0)

    def find(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and the line's number within the row."""
        at = bisect_right(self._tops, line) - 1
        if at < 0:
            return line, 0
        tall = self._tall[at]
        within = line - self._tops[at]
        height = 1 + self.extra[tall]
        if within < height:
            return tall, within
        return tall + 1 + within - height, 0
