"""The word around a place in a line, in clusters: what a double click selects."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.tui.clusters import clusters

_JOINTS = "'’.-_"
"""Signs that are part of a word where they stand inside it."""


def word_around(line: str, column: int) -> tuple[int, int]:
    """The columns `[start, end)` of the word, the blanks or the signs at a column.

    At the end of the line it is what stands before it.
    """
    spans = clusters(line)
    if not spans:
        return 0, 0
    signs = [line[start] for start, _, _ in spans]
    kinds = [_kind(signs, at) for at in range(len(signs))]
    at = next((at for at, span in enumerate(spans) if column < span[1]), len(spans) - 1)
    first = last = at
    while first and kinds[first - 1] == kinds[at]:
        first -= 1
    while last + 1 < len(spans) and kinds[last + 1] == kinds[at]:
        last += 1
    return spans[first][0], spans[last][1]


def _kind(signs: Sequence[str], at: int) -> str:
    """What a sign in a line is part of."""
    if signs[at].isspace():
        return "blanks"
    inside = 0 < at < len(signs) - 1 and signs[at - 1].isalnum() and signs[at + 1].isalnum()
    return "word" if signs[at].isalnum() or (signs[at] in _JOINTS and inside) else "signs"


def word_before(line: str, column: int) -> int:
    """The column at which the word before a column begins; 0 when there is none."""
    spans = clusters(line[:column])
    at = len(spans)
    while at and not line[spans[at - 1][0]].isalnum():
        at -= 1
    while at and line[spans[at - 1][0]].isalnum():
        at -= 1
    return spans[at][0] if at < len(spans) else column


def word_after(line: str, column: int) -> int:
    """The column at which the word behind a column ends; that of the line when there is none."""
    spans = clusters(line[column:])
    at = 0
    while at < len(spans) and not line[column + spans[at][0]].isalnum():
        at += 1
    while at < len(spans) and line[column + spans[at][0]].isalnum():
        at += 1
    return column + spans[at][0] if at < len(spans) else len(line)
