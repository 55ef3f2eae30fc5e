"""Three-way merge of documents, by field and by row.

What only one side changed is taken; what both changed alike is taken once; where both changed the
same text differently the document keeps ours and the conflict holds all three, for a person to
choose. A row or an item that one side edited and the other deleted stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import TypeGuard

from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.row_matching import adopt, match
from hotwash.template.model import Kind, Path, Template

__all__ = ["Conflict", "Merged", "adopt", "merge", "merge_rows"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field, or one cell of a row, that both sides changed differently."""

    path: Path
    base: Answer | None
    """What both began with."""
    mine: Answer | None
    """What the merged document has."""
    theirs: Answer | None
    row: int | None = None
    """The identity of the merged document's row, for a cell."""
    cell: str = ""
    """The cell's key; empty for a whole field or an item of a list."""

    def resolved(self, answer: Answer | None) -> Answer | None:
        """Return an answer of the field, as it is by now, with their text in the place of mine."""
        theirs = self.theirs
        if not answer or not isinstance(theirs, str) or isinstance(answer, str):
            return theirs
        if self.cell:
            rows = [row for row in answer if isinstance(row, Row)]
            return tuple(
                row.with_cell(self.cell, theirs) if row.id == self.row else row for row in rows
            )
        items = [item for item in answer if isinstance(item, str)]
        return _with_item(items, self.mine, theirs) if isinstance(self.mine, str) else theirs


def _with_item(items: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """Return a list with an item in the place of another, or at the end where that is not there."""
    at = items.index(old) if old in items else len(items)
    return (*items[:at], new, *items[at + 1 :])


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document and what could not be decided."""

    document: Document
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _RowConflict:
    cell: str
    base: str
    mine: str
    theirs: str
    row: int


_ITEM = "item"
"""The cell that holds an item of a list while lists are merged as rows."""


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Merge two documents that both began as a third.

    Args:
        base: What both last agreed on.
        mine: What is open here; rows keep its identities.
        theirs: What another program wrote.
    """
    answers = dict(mine.answers)
    conflicts: list[Conflict] = []
    for path in {**theirs.answers, **base.answers}:
        old, ours, new = (known.answers.get(path) for known in (base, mine, theirs))
        merged = _merge_answer(path, old, ours, new, conflicts)
        if merged:
            answers[path] = merged
        else:
            answers.pop(path, None)
    template = _merge_template(base.template, mine.template, theirs.template)
    if template is mine.template and answers == mine.answers:
        return Merged(mine, tuple(conflicts))
    merged_document = mine.with_answers(answers, template)
    for known in template.fields:
        if known.kind is Kind.TIMELINE and known.path in theirs.answers:
            merged_document = _in_time(known.path, merged_document, mine, theirs)
    return Merged(merged_document, tuple(conflicts))


def _in_time(path: Path, merged: Document, mine: Document, theirs: Document) -> Document:
    """Put the rows of a timeline to which both sides added in order of time.

    A row keeps the day that it had where it was typed. Rows that were out of order on one side are
    left as they are.
    """
    rows = merged.rows(path)
    if _times_of(rows) in (_times_of(mine.rows(path)), _times_of(theirs.rows(path))):
        return merged
    from hotwash.postmortem.days import day_of
    from hotwash.postmortem.timeline import Timetable

    tables = [
        Timetable.of(known.rows(path), day_of(known, path), known.timezone)
        for known in (theirs, mine)
    ]
    if not all(table.is_sorted for table in tables):
        return merged
    read = {
        (row.id, row["time"]): time
        for table in tables
        for row, time in zip(table.rows, table.times, strict=True)
    }
    own = Timetable.of(rows, day_of(merged, path), merged.timezone)
    times = [
        read.get((row.id, row["time"]), time) for row, time in zip(own.rows, own.times, strict=True)
    ]
    return merged.replace(path, Timetable(rows, times, own.frame).sort())


def _times_of(rows: Sequence[Row]) -> list[str]:
    return [row["time"] for row in rows]


def _merge_template(base: Template, mine: Template, theirs: Template) -> Template:
    if (mine.name, mine.text) != (base.name, base.text):
        return mine
    return mine if (theirs.name, theirs.text) == (mine.name, mine.text) else theirs


def _merge_answer(
    path: Path,
    base: Answer | None,
    mine: Answer | None,
    theirs: Answer | None,
    conflicts: list[Conflict],
) -> Answer | None:
    if theirs in (base, mine):
        return mine
    versions: _Versions = (base or (), mine or (), theirs or ())
    if _are_rows(versions):
        if mine is base:
            return adopt(*versions[1:])
        rows, found = _merge_rows(*versions)
        conflicts += [
            Conflict(path, one.base, one.mine, one.theirs, one.row, one.cell) for one in found
        ]
        return rows
    if mine == base:
        return theirs
    if _are_items(versions):
        items, found = _merge_items(*versions)
        conflicts += [Conflict(path, one.base, one.mine, one.theirs) for one in found]
        return items
    conflicts.append(Conflict(path, base, mine, theirs))
    return mine


def _merge_items(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], list[_RowConflict]]:
    rows, found = _merge_rows(_as_rows(base), _as_rows(mine), _as_rows(theirs))
    # An item has no identity: what one side edited into what the other added is one item.
    left = Counter(mine) | Counter(theirs)
    kept: list[str] = []
    for item in (row[_ITEM] for row in rows):
        left[item] -= 1
        if left[item] >= 0:
            kept.append(item)
    return tuple(kept), found


_Versions = tuple[Answer | tuple[()], Answer | tuple[()], Answer | tuple[()]]
"""An answer in the base, here and there; none is an empty tuple."""


def _are_rows(
    versions: _Versions,
) -> TypeGuard[tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]]:
    return all(_begins_with(answer, Row) for answer in versions)


def _are_items(
    versions: _Versions,
) -> TypeGuard[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return all(_begins_with(answer, str) for answer in versions)


def _begins_with(answer: Answer | tuple[()], kind: type[Row | str]) -> bool:
    return isinstance(answer, tuple) and (not answer or isinstance(answer[0], kind))


def _as_rows(items: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row({_ITEM: item}) for item in items)


def merge_rows(base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> tuple[Row, ...]:
    """Merge two versions of a table; where both changed a cell, ours stays."""
    return _merge_rows(base, mine, theirs)[0]


def _merge_rows(
    base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]
) -> tuple[tuple[Row, ...], list[_RowConflict]]:
    # Every row has a number: its place in the base, or a new one that both sides use for a row
    # that both added alike.
    numbers = count(len(base))
    mine_order = [next(numbers) if at is None else at for at in match(base, mine)]
    theirs_order = [next(numbers) if at is None else at for at in match(base, theirs)]
    _share_numbers(base, mine, mine_order, theirs, theirs_order)
    ours = dict(zip(mine_order, mine, strict=True))
    others = dict(zip(theirs_order, theirs, strict=True))
    if _keeps_order(mine_order, len(base)) and not _keeps_order(theirs_order, len(base)):
        order = _woven(theirs_order, mine_order)
    else:
        order = _woven(mine_order, theirs_order)
    conflicts: list[_RowConflict] = []
    rows: list[Row] = []
    for number in order:
        before = base[number] if number < len(base) else None
        row = _settled(before, ours.get(number), others.get(number), conflicts)
        if row is not None:
            rows.append(row)
    return tuple(rows), conflicts


def _share_numbers(
    base: Sequence[Row],
    mine: Sequence[Row],
    mine_order: Sequence[int],
    theirs: Sequence[Row],
    theirs_order: list[int],
) -> None:
    """Give a row that both sides came to, each in its own way, one number, so that it is one row.

    Both may have added it, or one may have edited into it what the other deleted.
    """
    of_mine, of_theirs = set(mine_order), set(theirs_order)

    def is_new(row: Row, number: int, others: set[int]) -> bool:
        return number not in others and (number >= len(base) or row != base[number])

    came: dict[frozenset[tuple[str, str]], list[int]] = defaultdict(list)
    for row, number in zip(reversed(mine), reversed(mine_order), strict=True):
        if is_new(row, number, of_theirs):
            came[frozenset(row.cells.items())].append(number)
    if not came:
        return
    for index, row in enumerate(theirs):
        if is_new(row, theirs_order[index], of_mine) and (
            same := came.get(frozenset(row.cells.items()))
        ):
            theirs_order[index] = same.pop()


def _keeps_order(order: Sequence[int], count_before: int) -> bool:
    kept = [number for number in order if number < count_before]
    return all(one < next_one for one, next_one in pairwise(kept))


def _woven(leading: Sequence[int], other: Sequence[int]) -> list[int]:
    """All rows in the order of the leading side; the other's own follow what they followed there.

    Where both added rows at one place, the leading side's come first.
    """
    inside = set(leading)
    shared = inside.intersection(other)
    following: dict[int | None, list[int]] = defaultdict(list)
    anchor: int | None = None
    for number in other:
        if number in inside:
            anchor = number
        else:
            following[anchor].append(number)
    order: list[int] = []
    waiting = following[None]
    for number in leading:
        if number in shared:
            order += waiting
            waiting = following.get(number, [])
        order.append(number)
    return order + waiting


def _settled(
    before: Row | None, mine: Row | None, theirs: Row | None, conflicts: list[_RowConflict]
) -> Row | None:
    """What becomes of one row; None when it is deleted."""
    if mine is not None and theirs is not None:
        return _merge_cells(before or mine, mine, theirs, conflicts)
    survivor = mine if mine is not None else theirs
    return None if before is not None and survivor == before else survivor


def _merge_cells(base: Row, mine: Row, theirs: Row, conflicts: list[_RowConflict]) -> Row:
    if theirs in (base, mine):
        return mine
    if mine == base:
        return Row(theirs.cells, mine.id)
    cells: dict[str, str] = {}
    for key in {**mine.cells, **theirs.cells}:
        before, ours, new = base[key], mine[key], theirs[key]
        if new in (before, ours):
            text = ours
        elif ours == before:
            text = new
        else:
            text = ours
            conflicts.append(_RowConflict(key, before, ours, new, mine.id))
        if text:
            cells[key] = text
    return Row(cells, mine.id)
