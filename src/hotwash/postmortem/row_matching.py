"""Which rows of one version of a table are which rows of another.

Rows are told apart by their identity while they live in one program; what was read from a file has
new identities, so equality and then likeness decide. Usual changes cost time in proportion to the
rows; only what nothing else could match is compared pair by pair, and never more than a few
thousand pairs.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
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
    found: list[int | None] = [None] * len(new)
    free = [True] * len(old)

    def pair(new_index: int, old_index: int) -> None:
        found[new_index] = old_index
        free[old_index] = False

    ids = {row.id: index for index, row in enumerate(old)}
    for index, row in enumerate(new):
        old_index = ids.get(row.id)
        if old_index is not None and free[old_index]:
            pair(index, old_index)
    _match_equal(old, new, found, free)
    _match_like_in_gaps(old, new, found, free)
    return found


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


def _match_equal(
    old: Sequence[Row], new: Sequence[Row], found: list[int | None], free: list[bool]
) -> None:
    """Match equal rows, of several equal ones those that keep their order."""
    last = len(new)
    start = 0
    while start < min(last, len(old)) and _take(old, new, found, free, start, start):
        start += 1
    shift = len(old) - len(new)
    while last - 1 >= start and last - 1 + shift >= start:
        if not _take(old, new, found, free, last - 1, last - 1 + shift):
            break
        last -= 1
    waiting: dict[frozenset[tuple[str, str]], deque[int]] = defaultdict(deque)
    rest = [index for index in range(start, last) if found[index] is None]
    if not rest:
        return
    for index, row in enumerate(old):
        if free[index]:
            waiting[_key(row)].append(index)
    for index in rest:
        same = waiting.get(_key(new[index]))
        if same:
            old_index = same.popleft()
            found[index] = old_index
            free[old_index] = False


def _take(
    old: Sequence[Row],
    new: Sequence[Row],
    found: list[int | None],
    free: list[bool],
    new_index: int,
    old_index: int,
) -> bool:
    """Whether two rows at like places are one; they are matched if they are."""
    if found[new_index] is not None:
        return found[new_index] == old_index
    if not free[old_index] or old[old_index] != new[new_index]:
        return False
    found[new_index] = old_index
    free[old_index] = False
    return True


def _key(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(row.cells.items())


def _match_like_in_gaps(
    old: Sequence[Row], new: Sequence[Row], found: list[int | None], free: list[bool]
) -> None:
    """Match edited rows: those between the same neighbours first, then any."""
    rest = [index for index, old_index in enumerate(found) if old_index is None]
    left = [index for index, is_free in enumerate(free) if is_free]
    if not rest or not left:
        return
    for run, low, high in _gaps(found, rest, len(old)):
        _pair_alike(
            old, new, found, free, run, [i for i in range(low, high) if free[i]], LIKE_IN_PLACE
        )
    rest = [index for index in rest if found[index] is None]
    left = [index for index in left if free[index]]
    _pair_alike(old, new, found, free, rest, left, LIKE)


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


def _pair_alike(
    old: Sequence[Row],
    new: Sequence[Row],
    found: list[int | None],
    free: list[bool],
    rest: list[int],
    left: list[int],
    enough: float,
) -> None:
    if not rest or not left:
        return
    if len(rest) * len(left) > _MOST_PAIRS:
        _pair_by_cell(old, new, found, free, rest, left)
        return
    pairs = [
        (-alike, abs(place - old_place), index, old_index)
        for place, index in enumerate(rest)
        for old_place, old_index in enumerate(left)
        if (alike := likeness(old[old_index], new[index])) >= enough
    ]
    for _, _, index, old_index in sorted(pairs):
        if found[index] is None and free[old_index]:
            found[index] = old_index
            free[old_index] = False


def _pair_by_cell(
    old: Sequence[Row],
    new: Sequence[Row],
    found: list[int | None],
    free: list[bool],
    rest: list[int],
    left: list[int],
) -> None:
    """Match many rows at once: those with the same longest text, then those with the same time."""
    for cell in (_longest, _time):
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for old_index in left:
            if free[old_index] and (text := cell(old[old_index])):
                waiting[text].append(old_index)
        for index in rest:
            same = waiting.get(cell(new[index])) if found[index] is None else None
            if same:
                old_index = same.popleft()
                found[index] = old_index
                free[old_index] = False


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
