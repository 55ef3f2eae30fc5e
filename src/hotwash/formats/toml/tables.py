"""Changes to the blocks of a text: one value, one statement or one table at a time.

Every change rewrites the block it is in and leaves all others the very same objects, so untouched
lines stay byte for byte by construction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hotwash.formats.toml import encoding, inline_tables
from hotwash.formats.toml.scanner import Statement, TomlBlock, comments, statements
from hotwash.template.model import Path

Rank = Callable[[Path], float | None]
"""The place of a path in the order of a file: None for what the template does not know."""


class Blocks:
    """A text as blocks, being changed.

    Args:
        blocks: The text's blocks; the list is copied.
        rank: The order in which new keys and tables are put.
    """

    def __init__(self, blocks: Sequence[TomlBlock], rank: Rank) -> None:
        self.blocks = list(blocks)
        self.rank = rank
        self.dropped: Counter[str] = Counter()
        """Comments that went with what they were about: a deleted row, a deleted item."""

    def text(self) -> str:
        """The whole text."""
        return "".join(block.lead + block.text for block in self.blocks)

    # --- finding -------------------------------------------------------------------------------

    def index(self) -> dict[Path, tuple[int, Statement]]:
        """Every statement outside of arrays of tables by its full path, with its block's place."""
        return {
            block.path + statement.key: (place, statement)
            for place, block in self.tables()
            for statement in statements(block.text)
        }

    def tables(self) -> Iterator[tuple[int, TomlBlock]]:
        """The blocks outside of arrays of tables, with their places."""
        arrays: set[Path] = set()
        for place, block in enumerate(self.blocks):
            if block.kind == "row":
                arrays.add(block.path)
            elif block.kind != "filler" and not _within(block.path, arrays):
                yield place, block

    def written(self, path: Path) -> str | None:
        """The value that stands at a path, as it is written."""
        found = self.index().get(path)
        return self._value(*found) if found else None

    def _value(self, place: int, statement: Statement) -> str:
        return self.blocks[place].text[statement.value : statement.value_end]

    # --- values --------------------------------------------------------------------------------

    def put(self, path: Path, value: str, plain: object) -> None:
        """Give a path a value.

        Args:
            path: Where.
            value: The value as it is written after `key = `.
            plain: The same for a TOML library, needed within an inline table.
        """
        index = self.index()
        if path in index:
            self._replace_value(*index[path], value)
            return
        for length in range(len(path) - 1, 0, -1):
            if path[:length] in index:
                place, statement = index[path[:length]]
                new = inline_tables.changed(self._value(place, statement), path[length:], plain)
                if new is not None:
                    self._replace_value(place, statement, new)
                    return
                self._cut(place, statement)
        self.remove_below(path)
        self._insert(path, value)

    def remove(self, path: Path) -> None:
        """Take away what stands at a path; comments stay."""
        index = self.index()
        if path in index:
            self._cut(*index[path])
            return
        for length in range(len(path) - 1, 0, -1):
            if path[:length] in index:
                place, statement = index[path[:length]]
                new = inline_tables.changed(self._value(place, statement), path[length:], None)
                if new is None or not new.strip("{} \t\n"):
                    self._cut(place, statement)
                else:
                    self._replace_value(place, statement, new)
                return
        self.remove_below(path)

    def remove_below(self, path: Path) -> None:
        """Take away every statement and table under a path; comments stay."""
        depth = len(path)
        while below := [key for key in self.index() if len(key) > depth and key[:depth] == path]:
            self._cut(*self.index()[below[-1]], tidy=False)
        kept: list[TomlBlock] = []
        for block in self.blocks:
            if block.kind in ("table", "row") and block.path[:depth] == path:
                lines = comments(block.lead) + comments(block.text)
                if lines:
                    kept.append(
                        TomlBlock("filler", (), "", "\n" + "".join(f"{c}\n" for c in lines))
                    )
            else:
                kept.append(block)
        self.blocks = kept

    def replace_value(self, path: Path, value: str) -> None:
        """Write another value at a path that has one."""
        self._replace_value(*self.index()[path], value)

    def _replace_value(self, place: int, statement: Statement, value: str) -> None:
        block = self.blocks[place]
        text = block.text[: statement.value] + value + block.text[statement.value_end :]
        self.blocks[place] = replace(block, text=text)

    def _cut(self, place: int, statement: Statement, *, tidy: bool = True) -> None:
        block = self.blocks[place]
        text = without(block.text, statement)
        bare = block.kind == "table" and not statements(text) and not comments(block.lead + text)
        if bare and tidy:
            del self.blocks[place]
        else:
            self.blocks[place] = replace(block, text=text)

    # --- new statements and tables ---------------------------------------------------------------

    def _insert(self, path: Path, value: str) -> None:
        parent = path[:-1]
        for place, block in self.tables():
            if block.path == parent:
                self._insert_in(place, path[-1:], value)
                return
        for key, (place, _) in reversed(self.index().items()):
            here = self.blocks[place].path
            if key[: len(parent)] == parent and len(here) < len(parent):
                # The table is written as dotted keys; another header for it would be an error.
                self._insert_in(place, path[len(here) :], value)
                return
        text = f"[{encoding.written_path(parent)}]\n{encoding.written_path(path[-1:])} = {value}\n"
        self.add([TomlBlock("table", parent, "\n", text)])

    def _insert_in(self, place: int, key: Path, value: str) -> None:
        block = self.blocks[place]

        def rank(other: Path) -> float | None:
            return self.rank(block.path + other)

        text = with_statement(block.text, key, value, rank)
        self.blocks[place] = replace(block, text=text)
        if place + 1 < len(self.blocks) and not block.text:
            self._part(place + 1)

    def add(self, new: Sequence[TomlBlock]) -> None:
        """Put new blocks where the template's order has them."""
        place = self._place_for(new[0].path)
        if place:
            above = self.blocks[place - 1]
            if above.text and not above.text.endswith("\n"):
                self.blocks[place - 1] = replace(above, text=above.text + "\n")
        first = new[0]
        if not any(block.lead or block.text for block in self.blocks[:place]):
            if first.kind == "filler":
                new = new[1:]
            else:
                new = [replace(first, lead=first.lead.removeprefix("\n")), *new[1:]]
        self.blocks[place:place] = new
        if place + len(new) < len(self.blocks):
            self._part(place + len(new))

    def _part(self, place: int) -> None:
        """See that a blank line stands above a block."""
        block = self.blocks[place]
        if block.kind == "filler":
            if not block.text.startswith("\n"):
                self.blocks[place] = replace(block, text="\n" + block.text)
        elif not block.lead.startswith(("\n", "\r\n")) and block.text:
            above = self.blocks[place - 1]
            if above.kind != "filler":
                self.blocks[place] = replace(block, lead="\n" + block.lead)

    def _place_for(self, path: Path) -> int:
        """Behind the last table that comes before the new one; else before the first after it."""
        last, end = 0, 1
        first_after: int | None = None
        for place, block in enumerate(self.blocks):
            if block.kind not in ("table", "row"):
                continue
            end = place + 1
            is_before = self._is_before(block.path, path, self.blocks[last].path)
            if is_before:
                last = place
            elif is_before is not None and first_after is None:
                heading = place and self.blocks[place - 1].path == block.path
                first_after = place - 1 if heading else place
        if last:
            return last + 1
        return end if first_after is None else first_after

    def _is_before(self, other: Path, path: Path, last: Path) -> bool | None:
        """Whether a table comes before another one; None where neither order nor place says it.

        Args:
            other: Its path.
            path: The path of the other one.
            last: That of the last table known to come before it; empty for none.
        """
        rank, mine = self.rank(other), self.rank(path)
        if rank is None or mine is None:
            return True if last and last == other[: len(last)] else None
        return (rank, len(other)) <= (mine, len(path))


def _within(path: Path, arrays: set[Path]) -> bool:
    return any(path[:length] in arrays for length in range(1, len(path) + 1))


def without(text: str, statement: Statement) -> str:
    """Return a block's text without a statement; its comments stay, on lines of their own."""
    indent = _indent(text, statement)
    said = comments(text[statement.value : statement.end])
    kept = "".join(f"{indent}{comment}\n" for comment in said)
    return text[: statement.start] + kept + text[statement.end :]


def with_statement(text: str, key: Path, value: str, rank: Rank) -> str:
    """Return a block's text with a new statement, where the order has it.

    Args:
        text: The block's text, its header included.
        key: The new key, relative to the block.
        value: The value as it is written.
        rank: The order of the block's keys.
    """
    at, like = _spot(text, rank(key), rank)
    indent = _indent(text, like) if like else ""
    ends = "" if not text[:at] or text[:at].endswith("\n") else "\n"
    new = f"{ends}{indent}{encoding.written_path(key)} = {value}\n"
    return text[:at] + new + text[at:]


def _spot(text: str, mine: float | None, rank: Rank) -> tuple[int, Statement | None]:
    """Where a new statement goes in a block's text, and the one beside it, which it looks like."""
    found = statements(text)
    before: list[Statement] = []
    if mine is not None:
        ranked = [(other, its) for other in found if (its := rank(other.key)) is not None]
        before = [other for other, its in ranked if its <= mine]
        if ranked and not before:
            return _above(text, ranked[0][0].start), ranked[0][0]
    above = (before or found)[-1:]
    return (above[0].end, above[0]) if above else (len(text), None)


def _above(text: str, start: int) -> int:
    """Above the comment lines that stand directly above an offset."""
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        if not text[line:start].lstrip(" \t").startswith("#"):
            return start
        start = line
    return start


def _indent(text: str, statement: Statement) -> str:
    line = text[statement.start : statement.value]
    return line[: len(line) - len(line.lstrip(" \t"))]
