"""A changed text is read again without the rows that stand in it as they stood.

A row whose block is the very same object as before says what it said: it was parsed then, from the
same lines. Parsing it again is nearly all the work of a save with thousands of rows. All else, the
changed rows included, is parsed anew; what does not fit together is left to a parser of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hotwash.errors import UnreadableFile
from hotwash.formats.toml import guards
from hotwash.formats.toml.reading import Reading, parse, read_data
from hotwash.formats.toml.scanning import Block
from hotwash.postmortem.document import Row
from hotwash.template.model import Field, Path, Template

if TYPE_CHECKING:
    from hotwash.formats.toml.changing import State

MANY = 500
"""Rows of a table from which it is worth it; below, the whole text is parsed."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of many rows, as the text had it."""

    places: Mapping[int, int]
    """The place of each row, by the identity of its block."""
    data: Sequence[object]
    rows: Sequence[Row]


def reread(
    old: State,
    blocks: Sequence[Block],
    text: str,
    template: Template,
    fields: Mapping[Path, Field],
) -> tuple[dict[str, Any], Reading]:
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
    tables = {
        path: table
        for path, known in fields.items()
        if known.kind.is_rows
        and known == old.fields.get(path)
        and (table := _table(old, blocks, path)) is not None
    }
    if tables:
        guards.check(text, "")
        with suppress(UnreadableFile):
            if (found := _without_old_rows(blocks, tables, template, fields)) is not None:
                return found
    data = parse(text, "")
    return data, read_data(data, template, fields)


def _table(old: State, blocks: Sequence[Block], path: Path) -> _Table | None:
    """A table whose rows need not be read again; None where it has few, or is of another shape."""
    rows, data = old.answers.get(path, ()), _at(old.data, path)
    if len(rows) < MANY or not isinstance(data, list) or len(data) != len(rows):
        return None
    own = list(_own(old.blocks, path))
    if len(own) != len(rows) or not _only_rows(own) or not _only_rows(_own(blocks, path)):
        return None
    known = [row for row in rows if isinstance(row, Row)]
    return _Table({id(block): place for place, block in enumerate(own)}, data, known)


def _own(blocks: Sequence[Block], path: Path) -> Iterator[Block]:
    depth = len(path)
    for block in blocks:
        if block.kind != "filler" and block.path[:depth] == path:
            yield block


def _only_rows(own: Iterable[Block]) -> bool:
    """Whether all are plain rows of one array, with no tables within."""
    paths = Counter((block.kind, block.path) for block in own)
    return len(paths) <= 1 and all(kind == "row" for kind, _ in paths)


def _without_old_rows(
    blocks: Sequence[Block],
    tables: Mapping[Path, _Table],
    template: Template,
    fields: Mapping[Path, Field],
) -> tuple[dict[str, Any], Reading] | None:
    """Parse what changed, and put the rows that did not where they stand; None if it cannot be."""
    left: list[str] = []
    order: dict[Path, list[int | None]] = {path: [] for path in tables}
    for block in blocks:
        table = tables.get(block.path) if block.kind == "row" else None
        place = None if table is None else table.places.get(id(block))
        if table is not None:
            order[block.path].append(place)
        if place is None:
            left.append(block.lead + block.text)
        elif not block.text.endswith("\n") and block is not blocks[-1]:
            return None
    data = parse("".join(left), "")
    reading = read_data(data, template, fields)
    for path, places in order.items():
        fresh_data, fresh_rows = _at(data, path) or [], reading.answers.get(path, ())
        if not isinstance(fresh_data, list):
            return None
        if not len(fresh_data) == len(fresh_rows) == places.count(None):
            return None
        table, new = tables[path], iter(zip(fresh_data, fresh_rows, strict=True))
        both = [
            (table.data[place], table.rows[place]) if place is not None else next(new)
            for place in places
        ]
        if not both:
            continue
        if not _put(data, path, [one for one, _ in both]):
            return None
        reading.answers[path] = tuple(row for _, row in both if isinstance(row, Row))
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
