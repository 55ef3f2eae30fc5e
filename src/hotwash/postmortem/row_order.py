"""Rows put in another order, some of them left out or doubled: operations on several rows at once.

An operation is an order: for each place of the result, the index of the row that stands there. An
index that is left out deletes its row; one that is there again makes a copy with an identity of its
own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from hotwash.postmortem.actions import due_date, is_done
from hotwash.postmortem.document import Row

Order = Sequence[int]
"""For each place, the index of the row that goes there."""


def without(count: int, chosen: Collection[int]) -> Order:
    """All rows but the chosen ones.

    Args:
        count: How many rows there are.
        chosen: Indices of rows.
    """
    return [index for index in range(count) if index not in chosen]


def shifted(count: int, chosen: Collection[int], by: int) -> Order:
    """The chosen rows, which stand together, a place up (-1) or down (1); as it is at the edge."""
    order = list(range(count))
    if not chosen:
        return order
    first, last = min(chosen), max(chosen)
    if by < 0 and first > 0:
        order.insert(last, order.pop(first - 1))
    elif by > 0 and last + 1 < count:
        order.insert(first, order.pop(last + 1))
    return order


def doubled(count: int, chosen: Collection[int], *, each: bool = False) -> Order:
    """All rows, and copies of the chosen ones.

    Args:
        count: How many rows there are.
        chosen: Indices of rows.
        each: Whether each copy stands under its own row, and not all of them under the last one.
    """
    copied = sorted(chosen)
    if each:
        return sorted([*range(count), *copied])
    below = copied[-1] + 1 if copied else count
    return [*range(below), *copied, *range(below, count)]


def sorted_by(
    rows: Sequence[Row], chosen: Collection[int], key: Callable[[Row], tuple[object, ...]]
) -> Order:
    """The chosen rows in the order of a key among the places they have; equal ones keep theirs."""
    order = list(range(len(rows)))
    places = sorted(chosen)
    ranked = sorted(places, key=lambda index: key(rows[index]))
    for place, index in zip(places, ranked, strict=True):
        order[place] = index
    return order


def arranged(rows: Sequence[Row], order: Order) -> tuple[Row, ...]:
    """Return the rows in an order, copies with identities of their own."""
    seen: set[int] = set()
    made: list[Row] = []
    for index in order:
        made.append(Row(rows[index].cells) if index in seen else rows[index])
        seen.add(index)
    return tuple(made)


def by_due(row: Row) -> tuple[object, ...]:
    """The key that sorts action items by their due date, those without a readable one last."""
    due = due_date(row["due"])
    return (due is None, due.toordinal() if due else 0)


def by_done(row: Row) -> tuple[object, ...]:
    """The key that sorts open action items before finished ones."""
    return (is_done(row),)


def by_text(column: str) -> Callable[[Row], tuple[object, ...]]:
    """The key that sorts rows by the text of a column, numbers by their size, empty cells last."""

    def key(row: Row) -> tuple[object, ...]:
        text = row[column].strip()
        number = _number(text)
        return (not text, number is None, number or 0.0, text.casefold())

    return key


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "")) if text[:1].isdigit() or text[:1] == "-" else None
    except ValueError:
        return None
