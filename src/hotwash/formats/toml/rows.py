"""Changes to an array of tables: each row is a block, and keeps its lines and its comments.

A row that did not change keeps its text; rows that keep their order keep their place, so that a
change of one row is a change of its own lines in a diff.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from hotwash.formats.toml import arrays, columns, encoding, inline_tables
from hotwash.formats.toml.scanner import TomlBlock, comments, statements
from hotwash.formats.toml.tables import Blocks, with_statement, without
from hotwash.formats.toml.writing import row_text
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import match
from hotwash.template.model import Field, Path

Matches = Sequence[int | None]


def put_rows(
    text: Blocks, path: Path, old: Sequence[Row], new: Sequence[Row], field: Field
) -> Matches:
    """Give a table its new rows.

    Args:
        text: The text to change.
        path: The table.
        old: The rows as the text has them.
        new: The rows as they are to be.
        field: The table's field.

    Returns:
        For every new row the old one that it was, or None.
    """
    was = match(old, new)
    _open_single_table(text, path)
    groups = _groups(text.blocks, path)
    if groups:
        _Arrangement(text, path, groups, field).arrange(old, new, was)
        return was
    value = text.written(path)
    if value is not None and value.startswith("["):
        _put_in_array(text, path, value, old, new, was, field)
    elif not new:
        text.remove(path)
    elif any(path[:length] in text.index() for length in range(1, len(path))):
        text.put(path, inline_rows(new, field), inline_tables.plain(tuple(new), field))
    else:
        text.remove(path)
        _add_all(text, path, new, field)
    return was


def inline_rows(rows: Sequence[Row], field: Field) -> str:
    """Write rows as an array of inline tables."""
    return "[" + ", ".join(inline_tables.row_text(row, field) for row in rows) + "]"


def _open_single_table(text: Blocks, path: Path) -> None:
    """Make a `[table]` where rows are wanted an array of one row."""
    for place, block in text.tables():
        if block.kind == "table" and block.path == path:
            header, below = block.text.split("\n", 1) if "\n" in block.text else (block.text, "")
            start, rest = header.index("["), header.index("]")
            opened = f"{header[:start]}[[{header[start + 1 : rest]}]]{header[rest + 1 :]}"
            changed = opened + ("\n" + below if "\n" in block.text else "")
            text.blocks[place : place + 1] = [
                TomlBlock("filler", path, "", block.lead),
                TomlBlock("row", path, "", changed),
            ]
            return


def _groups(blocks: Sequence[TomlBlock], path: Path) -> list[list[int]]:
    """The places of every row's blocks: its own and those of its sub-tables."""
    depth = len(path)
    groups: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block.kind == "row" and block.path == path:
            groups.append([place])
        elif groups and len(block.path) > depth and block.path[:depth] == path:
            groups[-1].append(place)
    return groups


def _add_all(text: Blocks, path: Path, rows: Sequence[Row], field: Field) -> None:
    new = [_new_block(path, row, field, first=not index) for index, row in enumerate(rows)]
    for place, block in enumerate(text.blocks):
        if block.kind == "filler" and block.path == path:
            # The words above the table, which outlived its last row.
            text.blocks[place + 1 : place + 1] = new
            return
    text.add([TomlBlock("filler", path, "", "\n"), *new])


def _new_block(path: Path, row: Row, field: Field, *, first: bool) -> TomlBlock:
    return TomlBlock(
        "row", path, "" if first else "\n", row_text(path, row, field).removeprefix("\n")
    )


class _Arrangement:
    """One change of the rows of one array of tables."""

    def __init__(self, text: Blocks, path: Path, groups: list[list[int]], field: Field) -> None:
        self._text = text
        self._path = path
        self._groups = groups
        self._field = field
        self._spaced = len(groups) < 2 or any(
            text.blocks[group[0]].lead.startswith(("\n", "\r\n")) for group in groups[1:]
        )

    def arrange(self, old: Sequence[Row], new: Sequence[Row], was: Matches) -> None:
        """Change, add, delete and move rows."""
        blocks = self._text.blocks
        kept = [index for index in was if index is not None]
        staying = set(longest_rising(kept))
        gone = set(range(len(old))).difference(kept)
        for index in gone:
            for place in self._groups[index]:
                said = comments(blocks[place].lead) + comments(blocks[place].text)
                self._text.dropped.update(said)
        if not new:
            self._delete_all()
            return
        made = [
            self._made(row, old, index, first=not order)
            for order, (row, index) in enumerate(zip(new, was, strict=True))
        ]
        self._lay_out(made, was, staying)

    def _made(
        self, row: Row, old: Sequence[Row], index: int | None, *, first: bool
    ) -> list[TomlBlock]:
        if index is None:
            return [replace(_new_block(self._path, row, self._field, first=first), lead="")]
        own = [self._text.blocks[place] for place in self._groups[index]]
        if old[index] != row:
            own[0] = replace(own[0], text=changed_row(own[0].text, old[index], row, self._field))
        return own

    def _lay_out(self, made: list[list[TomlBlock]], was: Matches, staying: set[int]) -> None:
        """Put the rows that stay where they stood, and each other one behind the one above it."""
        following: dict[int | None, list[TomlBlock]] = defaultdict(list)
        own: dict[int, TomlBlock] = {}
        above: int | None = None
        for order, (row, index) in enumerate(zip(made, was, strict=True)):
            row = [self._led(row[0], first=not order), *row[1:]]
            if index is not None and index in staying:
                above = index
                own.update(zip(self._groups[index], row, strict=True))
            else:
                following[above].extend(row)
        first = next((index for index in was if index in staying), None) or 0
        before = {self._groups[first][0]: following[None]}
        behind = {self._groups[index][-1]: following[index] for index in staying}
        leaving = set(chain.from_iterable(self._groups)) - own.keys()
        laid: list[TomlBlock] = []
        for place, block in enumerate(self._text.blocks):
            laid += before.get(place, ())
            if place not in leaving:
                laid.append(own.get(place, block))
            laid += behind.get(place, ())
        # The last line of the file may have had no line end, and may not be the last any more.
        self._text.blocks = [*map(_ended, laid[:-1]), *laid[-1:]]

    def _led(self, block: TomlBlock, *, first: bool) -> TomlBlock:
        """See that a blank line parts a row from the one above it, and none the first."""
        if first:
            return replace(block, lead="") if block.lead in ("\n", "\r\n") else block
        if not block.lead and self._spaced:
            return replace(block, lead="\n")
        return block

    def _delete_all(self) -> None:
        leaving = {place for group in self._groups for place in group}
        self._text.blocks = [
            block
            for place, block in enumerate(self._text.blocks)
            if place not in leaving
            and not (block.kind == "filler" and block.path == self._path and not block.text.strip())
        ]


def _ended(block: TomlBlock) -> TomlBlock:
    """A block whose last line has an end."""
    ends = not block.text or block.text.endswith("\n")
    return block if ends else replace(block, text=block.text + "\n")


def longest_rising(numbers: Sequence[int]) -> Iterator[int]:
    """The longest run of numbers, picked in order, that only rises."""
    tops: list[int] = []
    heads: list[int] = []
    below: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tops, number)
        below.append(heads[length - 1] if length else -1)
        tops[length:] = [number, *tops[length + 1 :]] if length < len(tops) else [number]
        heads[length : length + 1] = [place]
    place = heads[-1] if heads else -1
    while place >= 0:
        yield numbers[place]
        place = below[place]


def changed_row(text: str, old: Row, new: Row, field: Field) -> str:
    """Return a row's block with the cells that differ changed."""
    order = columns.cell_order(field)

    def rank(key: Path) -> float | None:
        return order.get(key[0]) if len(key) == 1 else None

    for key in inline_tables.cells_that_differ(old.cells, new.cells):
        found = next((one for one in statements(text) if one.key == (key,)), None)
        cell = new[key]
        if found is None:
            if cell:
                text = with_statement(text, (key,), encoding.written_cell(cell, field, key), rank)
        elif cell:
            value = encoding.written_cell(cell, field, key)
            text = text[: found.value] + value + text[found.value_end :]
        else:
            text = without(text, found)
    return text


def _put_in_array(
    text: Blocks,
    path: Path,
    value: str,
    old: Sequence[Row],
    new: Sequence[Row],
    was: Matches,
    field: Field,
) -> None:
    """Change rows that stand as an array of inline tables or of strings."""
    if not new:
        text.remove(path)
        return
    array = arrays.parse_array(value)
    items = [
        (index, inline_tables.row_text(row, field))
        if index is None
        else (index, inline_tables.changed_row(array.items[index].text, old[index], row, field))
        for row, index in zip(new, was, strict=True)
    ]
    text.dropped.update(dropped_comments(array, was))
    text.replace_value(path, array.changed(items).joined())


def dropped_comments(array: arrays.Array, was: Matches) -> list[str]:
    """The comments of the items that are not in the array any more."""
    kept = set(was)
    return [
        comment
        for index, item in enumerate(array.items)
        if index not in kept
        for comment in comments(item.before + item.text + item.after + item.rest)
    ]
