"""Which rows of one version of a table are which rows of another.

Rows are told apart by their identity while they live in one program; what was read from a file has
new identities, so equality and then likeness decide. Usual changes cost time in proportion to the
rows; only what nothing else could match is compared pair by pair, and never more than a few
thousand pairs.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from operator import is_

from hotwash.postmortem.document import Row

LIKE = 0.6
"""Likeness, of 1, from which two rows are one that was edited, wherever they stand."""

LIKE_IN_PLACE = 0.5
"""The same for two rows that stand between the same neighbours: the same time is enough."""

_MOST_PAIRS = 2500
_LONGEST_TEXT = 200


def match(old: Sequence[Row], new: Sequence[Row]) -> list[int | None]:
    """Find for every new row the old row that it was, as an index, or None.

    No old row is found twice.
    """
    matching = _Matching(old, new)
    matching.by_identity()
    matching.equal()
    matching.alike()
    return matching.found


def same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Count the items that are the same objects at the beginning, and of the others at the end."""
    most = min(len(old), len(new))
    same = map(is_, old, new)
    head = next((at for at, is_same in enumerate(same) if not is_same), most)
    same = map(is_, islice(reversed(old), most - head), reversed(new))
    tail = next((at for at, is_same in enumerate(same) if not is_same), most - head)
    return head, tail


def adopt(old: Sequence[Row], new: Sequence[Row]) -> tuple[Row, ...]:
    """Return the new rows with the identities of the old rows that they are."""
    head, tail = same_ends(old, new)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    adopted: list[Row] = []
    for row, index in zip(after, match(before, after), strict=True):
        if index is None:
            adopted.append(row)
        elif before[index] == row:
            adopted.append(before[index])
        else:
            adopted.append(Row(row.cells, before[index].id))
    return (*new[:head], *adopted, *new[len(new) - tail :])


class _Matching:
    """Which old row each new row was, as far as it is found by now."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self.old, self.new = old, new
        self.found: list[int | None] = [None] * len(new)
        self.free = [True] * len(old)
        """Which old rows were not found yet."""

    def pair(self, index: int, old_index: int) -> None:
        """Match two rows."""
        self.found[index] = old_index
        self.free[old_index] = False

    def left(self, low: int = 0, high: int | None = None) -> list[int]:
        """The old rows of a range that were not found yet."""
        end = len(self.old) if high is None else high
        return [index for index in range(low, end) if self.free[index]]

    def by_identity(self) -> None:
        """Match rows that are the same in this program."""
        ids = {row.id: index for index, row in enumerate(self.old)}
        for index, row in enumerate(self.new):
            old_index = ids.get(row.id)
            if old_index is not None and self.free[old_index]:
                self.pair(index, old_index)

    def equal(self) -> None:
        """Match equal rows, of several equal ones those that keep their order."""
        start, last = 0, len(self.new)
        shift = len(self.old) - last
        while start < min(last, len(self.old)) and self._take(start, start):
            start += 1
        least = start + max(0, -shift)
        while last > least and self._take(last - 1, last - 1 + shift):
            last -= 1
        rest = [index for index in range(start, last) if self.found[index] is None]
        if rest:
            self._pair_by(_cells, rest, self.left())

    def _take(self, index: int, old_index: int) -> bool:
        """Whether two rows at like places are one; they are matched if they are."""
        if self.found[index] is not None:
            return self.found[index] == old_index
        if not self.free[old_index] or self.old[old_index] != self.new[index]:
            return False
        self.pair(index, old_index)
        return True

    def alike(self) -> None:
        """Match edited rows: those between the same neighbours first, then any."""
        rest = [index for index, old_index in enumerate(self.found) if old_index is None]
        if not rest or not self.left():
            return
        for run, low, high in _gaps(self.found, rest, len(self.old)):
            self._pair_alike(run, self.left(low, high), LIKE_IN_PLACE)
        rest = [index for index in rest if self.found[index] is None]
        self._pair_alike(rest, self.left(), LIKE)

    def _pair_alike(self, rest: list[int], left: list[int], enough: float) -> None:
        if len(rest) * len(left) > _MOST_PAIRS:
            self._pair_by(_longest, rest, left)
            self._pair_by(_time, rest, left)
            return
        pairs = [
            (-alike, abs(place - old_place), index, old_index)
            for place, index in enumerate(rest)
            for old_place, old_index in enumerate(left)
            if (alike := likeness(self.old[old_index], self.new[index])) >= enough
        ]
        for _, _, index, old_index in sorted(pairs):
            if self.found[index] is None and self.free[old_index]:
                self.pair(index, old_index)

    def _pair_by(
        self, key: Callable[[Row], Hashable], rest: Sequence[int], left: Sequence[int]
    ) -> None:
        """Match many rows at once, in order: those with the same key, if they have one."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for old_index in left:
            if self.free[old_index]:
                waiting[key(self.old[old_index])].append(old_index)
        waiting.pop("", None)
        for index in rest:
            same = waiting.get(key(self.new[index])) if self.found[index] is None else None
            if same:
                self.pair(index, same.popleft())


def _gaps(found: list[int | None], rest: list[int], count: int) -> list[tuple[list[int], int, int]]:
    """Runs of unmatched new rows, each with the range of old rows between its neighbours."""
    gaps: list[tuple[list[int], int, int]] = []
    run: list[int] = []
    for index in rest:
        if run and index != run[-1] + 1:
            gaps.append(_gap(found, run, count))
            run = []
        run.append(index)
    gaps.append(_gap(found, run, count))
    return gaps


def _gap(found: list[int | None], run: list[int], count: int) -> tuple[list[int], int, int]:
    above = found[run[0] - 1] if run[0] else -1
    below = found[run[-1] + 1] if run[-1] + 1 < len(found) else count
    return run, (-1 if above is None else above) + 1, count if below is None else below


def _cells(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(row.cells.items())


def _longest(row: Row) -> str:
    return max(row.cells.values(), key=len, default="")


def _time(row: Row) -> str:
    return row["time"]


def likeness(one: Row, other: Row) -> float:
    """How alike two rows are, from 0 to 1: the mean over their cells."""
    keys = {*one.cells, *other.cells}
    if not keys:
        return 1.0
    return sum(_alike(one[key], other[key]) for key in keys) / len(keys)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    # Only changes from outside need it: the start of the program does without.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one[:_LONGEST_TEXT], other[:_LONGEST_TEXT], autojunk=False)
    if matcher.real_quick_ratio() < LIKE / 2:
        return 0.0
    return matcher.ratio()
