"""A changed text is read again without the rows that stand in it as they stood.

A row whose block is the very same object as before says what it said: it was parsed then, from the
same lines. Parsing it again is nearly all the work of a save with thousands of rows. All else, the
changed rows included, is parsed anew; what does not fit together is left to a parser of the whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hotwash.errors import UnreadableFile
from hotwash.formats.toml import guards
from hotwash.formats.toml.reading import FileAnswers, parse, read_data
from hotwash.formats.toml.scanner import TomlBlock
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import same_ends
from hotwash.template.model import Field, Path, Template

if TYPE_CHECKING:
    from hotwash.formats.toml.patch import State

MANY = 500
"""Rows of a table from which it is worth it; below, the whole text is parsed."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of many rows, as the text had it."""

    data: Sequence[object]
    rows: Sequence[Row]
    head: int
    """Rows at its beginning where all blocks up to them are the same objects as before."""
    tail: int
    """Rows at its end, likewise."""
    moved: Mapping[int, int]
    """The place of each row between, by the identity of its block."""


def reread(
    old: State,
    blocks: Sequence[TomlBlock],
    text: str,
    template: Template,
    fields: Mapping[Path, Field],
) -> tuple[dict[str, Any], FileAnswers]:
    """Read a text again after a change.

    Args:
        old: What is known of the text before.
        blocks: The blocks of the new text; those that did not change are the same objects.
        text: The new text.
        template: Says what the text's keys are.
        fields: All fields, those included that only the document has.

    Raises:
        UnreadableFile: It is not TOML.
    """
    alike = same_ends(old.blocks, blocks)
    tables = {
        path: table
        for path, known in fields.items()
        if known.kind.is_rows
        and known == old.fields.get(path)
        and (table := _table(old, blocks, path, alike)) is not None
    }
    if tables:
        guards.check(text, "")
        with suppress(UnreadableFile):
            if (
                found := _without_old_rows(old, blocks, tables, alike, template, fields)
            ) is not None:
                return found
    data = parse(text, "")
    return data, read_data(data, template, fields)


def _table(
    old: State, blocks: Sequence[TomlBlock], path: Path, alike: tuple[int, int]
) -> _Table | None:
    """A table whose rows need not be read again; None where it has few, or is of another shape."""
    rows, data = old.answers.get(path, ()), _at(old.data, path)
    if len(rows) < MANY or not isinstance(data, list) or len(data) != len(rows):
        return None
    head, tail = alike
    own = _places(old.blocks, path)
    if own is None or len(own) != len(rows):
        return None
    if _places(blocks[head : len(blocks) - tail], path) is None:
        return None
    known = [row for row in rows if isinstance(row, Row)]
    first, end = bisect_left(own, head), bisect_left(own, len(old.blocks) - tail)
    moved = {id(old.blocks[own[place]]): place for place in range(first, end)}
    return _Table(data, known, first, len(own) - end, moved)


def _places(blocks: Sequence[TomlBlock], path: Path) -> list[int] | None:
    """The places of a table's rows; None where anything in it is no plain row."""
    depth = len(path)
    own = [
        place
        for place, block in enumerate(blocks)
        if block.path[:depth] == path and block.kind != "filler"
    ]
    plain = all(blocks[place].kind == "row" and blocks[place].path == path for place in own)
    return own if plain else None


def _without_old_rows(
    old: State,
    blocks: Sequence[TomlBlock],
    tables: Mapping[Path, _Table],
    alike: tuple[int, int],
    template: Template,
    fields: Mapping[Path, Field],
) -> tuple[dict[str, Any], FileAnswers] | None:
    """Parse what changed, and put the rows that did not where they stand; None if it cannot be."""
    last = old.blocks[-1]
    if not last.text.endswith("\n") and blocks[-1] is not last:
        return None  # its line would run into the one that follows it now
    head, tail = alike
    end = len(blocks) - tail
    left: list[str] = []
    order: dict[Path, list[int | None]] = {path: [] for path in tables}
    for place, block in enumerate(blocks):
        table = tables.get(block.path) if block.kind == "row" else None
        if table is None:
            left.append(block.lead + block.text)
        elif head <= place < end:
            was = table.moved.get(id(block))
            order[block.path].append(was)
            if was is None:
                left.append(block.lead + block.text)
    data = parse("".join(left), "")
    reading = read_data(data, template, fields)
    for path, places in order.items():
        fresh_data, fresh_rows = _at(data, path) or [], reading.answers.get(path, ())
        if not isinstance(fresh_data, list):
            return None
        if not len(fresh_data) == len(fresh_rows) == places.count(None):
            return None
        table = tables[path]
        new = iter(zip(fresh_data, fresh_rows, strict=True))
        between = [
            (table.data[was], table.rows[was]) if was is not None else next(new) for was in places
        ]
        behind = len(table.rows) - table.tail
        both = [*table.data[: table.head], *(one for one, _ in between), *table.data[behind:]]
        if not both:
            continue
        if not _put(data, path, both):
            return None
        rows = (row for _, row in between if isinstance(row, Row))
        reading.answers[path] = (*table.rows[: table.head], *rows, *table.rows[behind:])
    return data, reading


def _at(data: Mapping[str, Any], path: Path) -> object:
    level: Any = data
    for key in path:
        level = level.get(key) if isinstance(level, dict) else None
    return level


def _put(data: dict[str, Any], path: Path, rows: list[object]) -> bool:
    """Put rows at a path; False where something else stands in the way."""
    level = data
    for key in path[:-1]:
        inner = level.setdefault(key, {})
        if not isinstance(inner, dict):
            return False
        level = inner
    level[path[-1]] = rows
    return True
