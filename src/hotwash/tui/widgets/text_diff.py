"""The one edit that makes a text into another: what stands between what both begin and end with."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[int, int]
"""A line and a column, counted from 0."""


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Place, Place, str] | None:
    """Return what to replace in the old lines, and with what, or None when they are the same.

    Args:
        old: The lines that are there; at least one.
        new: The lines that are wanted; at least one.
    """
    if len(old) == len(new) and all(a == b for a, b in zip(old, new, strict=True)):
        return None
    shortest = min(len(old), len(new))
    head = common(old, new, shortest)
    tail = common(old[::-1], new[::-1], shortest - head)
    # At least one whole line on each side, so that the edit has a place to begin and to end.
    if head + tail == shortest:
        if head:
            head -= 1
        else:
            tail -= 1
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    removed, inserted = "\n".join(before), "\n".join(after)
    limit = min(len(before[0]), len(after[0]))
    start = common(before[0], after[0], limit)
    limit = min(len(before[-1]), len(after[-1]), len(removed) - start, len(inserted) - start)
    end = common(before[-1][::-1], after[-1][::-1], limit)
    last = head + len(before) - 1
    return (
        (head, start),
        (last, len(before[-1]) - end),
        inserted[start : len(inserted) - end],
    )


def common(first: Sequence[object], second: Sequence[object], limit: int) -> int:
    """How many of the first `limit` elements are the same in both."""
    for index in range(limit):
        if first[index] != second[index]:
            return index
    return limit
