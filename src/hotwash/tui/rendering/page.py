"""The whole preview as rows: pieces of Markdown, their blocks, and where each row is.

A piece is the stretch of an export that one field is answerable for. When the pieces change, only
what is new is read; only what is looked at is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from hotwash.template.model import Path
from hotwash.tui.rendering.blocks import PreviewBlock, PreviewBlockKind, read_blocks
from hotwash.tui.rendering.chunks import chunks_after, chunks_of, same_end, same_start
from hotwash.tui.rendering.drawn import DrawnBlock, DrawnByLine, DrawnTable, draw_block
from hotwash.tui.rendering.spans import Row

LONG = 4_000
"""Characters of a table from which a change of a row is worked in without reading the rest."""


class PagePiece(Protocol):
    """A stretch of an export: whole lines of Markdown."""

    @property
    def text(self) -> str:
        """Its Markdown."""

    @property
    def path(self) -> Path | None:
        """The field that it shows, or None for the template's own words."""

    @property
    def section_key(self) -> str:
        """The section that it stands in; empty before the first one."""


@dataclass(slots=True)
class _PageSection:
    """A piece and its blocks at the page's width, by the chunks of its text."""

    text: str
    texts: list[str]
    chunks: dict[str, list[DrawnBlock]]
    drawn: list[DrawnBlock]

    def kept(self, texts: Sequence[str]) -> dict[str, list[DrawnBlock]]:
        """The chunks that a newer text has too."""
        return {chunk: self.chunks[chunk] for chunk in texts if chunk in self.chunks}

    def gone(self, kept: Mapping[str, list[DrawnBlock]]) -> list[DrawnByLine]:
        """The long blocks that are not kept: others may come out of them."""
        known = {id(one) for drawn in kept.values() for one in drawn}
        long = (one for one in self.drawn if isinstance(one, DrawnByLine))
        return [one for one in long if id(one) not in known]


def _ends_in_row(text: str) -> bool:
    """Whether the last line of a text is a row of a table."""
    last = text[text.rfind("\n", 0, -1) + 1 :]
    return last.startswith("|")


def _with_whole_tables(pieces: Sequence[PagePiece]) -> list[str]:
    """Return the texts of pieces; rows that are fields of their own stand with their table."""
    texts: list[str] = []
    whole = 0
    for piece in pieces:
        before = texts[whole] if texts else ""
        if piece.text.startswith("|") and _ends_in_row(before):
            texts[whole] += piece.text
            texts.append("")
            continue
        whole = len(texts)
        texts.append(piece.text)
    return texts


class Page:
    """Pieces laid out at a width.

    Args:
        width: Cells in a row.
        source: Whether the Markdown itself is shown instead of what it means.
    """

    def __init__(self, width: int, *, source: bool = False) -> None:
        self.width = width
        self.source = source
        self.changed: tuple[int, int] | None = None
        """Block and part that the last update changed first; None where it changed nothing."""
        self._parts: list[_PageSection] = []
        self._pieces: tuple[PagePiece, ...] = ()
        self._drawn: list[DrawnBlock] = []
        self._first: list[int] = []
        self._ends: list[int] = []

    @property
    def height(self) -> int:
        """Rows of the whole page, as far as is known."""
        return self._ends[-1] if self._ends else 0

    def update(self, pieces: Sequence[PagePiece]) -> None:
        """Take over new pieces."""
        old, old_drawn = self._parts, self._drawn
        by_text = {part.text: part for part in old}
        aligned = old if len(old) == len(pieces) else []
        self._pieces = tuple(pieces)
        self._parts = [
            by_text.get(text) or self._read(text, aligned[index] if aligned else None)
            for index, text in enumerate(_with_whole_tables(pieces))
        ]
        self._place()
        self.changed = self._difference(old_drawn)

    def _read(self, text: str, old: _PageSection | None) -> _PageSection:
        """Read a piece; what its older text said too is taken from there."""
        if old is not None and (table := _same_table(text, old)):
            return _PageSection(text, [text], {text: [table]}, [table])
        texts = self._chunks(text, old)
        chunks = old.kept(texts) if old is not None else {}
        gone = old.gone(chunks) if old is not None else []
        for chunk in texts:
            if chunk not in chunks:
                chunks[chunk] = [self._draw(block, gone) for block in self._blocks(chunk)]
        return _PageSection(text, texts, chunks, [one for chunk in texts for one in chunks[chunk]])

    def _chunks(self, text: str, old: _PageSection | None) -> list[str]:
        """A piece in the chunks that are read each by itself."""
        if self.source:
            return [text]
        return chunks_of(text) if old is None else chunks_after(old.texts, old.text, text)

    def _draw(self, block: PreviewBlock, gone: list[DrawnByLine]) -> DrawnBlock:
        """Make a block ready, by way of one that it takes the place of if there is one."""
        for index, old in enumerate(gone):
            new = old.after(block) if old.block.shape is block.shape else None
            if new is not None:
                del gone[index]
                return new
        return draw_block(block, self.width)

    def _blocks(self, chunk: str) -> list[PreviewBlock]:
        lines = chunk.removesuffix("\n").replace("\r", "").split("\n")
        if self.source:
            return [PreviewBlock(PreviewBlockKind.SOURCE, tuple(lines))]
        return read_blocks(lines)

    def _place(self) -> None:
        """Put the blocks of all pieces under each other, with one blank row between at most."""
        drawn: list[DrawnBlock] = []
        self._first = []
        blank = True
        for part in self._parts:
            self._first.append(len(drawn))
            for one in part.drawn:
                if one.block.shape is PreviewBlockKind.BLANK:
                    if blank:
                        continue
                    blank = True
                else:
                    blank = False
                drawn.append(one)
        self._drawn = drawn
        self._measure()

    def _measure(self) -> None:
        self._ends = list(accumulate(one.height for one in self._drawn))

    def _difference(self, old: list[DrawnBlock]) -> tuple[int, int] | None:
        """The first block and part that is not the same as before; None when all are."""
        new = self._drawn
        shortest = min(len(old), len(new))
        at = next((index for index in range(shortest) if old[index] is not new[index]), shortest)
        if not new or at == len(old) == len(new):
            return None
        at = min(at, len(new) - 1)
        return at, new[at].changed_part

    def _start(self, block: int) -> int:
        return self._ends[block - 1] if 0 < block <= len(self._ends) else 0

    def settle(self, top: int, height: int) -> bool:
        """Draw the rows in view; return whether the page has another height than was thought."""
        block = bisect_right(self._ends, top)
        if block >= len(self._drawn):
            return False
        moved = False
        one = self._drawn[block]
        part = bisect_right(one.ends, top - self._start(block))
        y = self._start(block) + (one.ends[part - 1] if part else 0)
        while y < top + height:
            known = one.heights[part]
            exact = len(one.rows(part))
            moved = moved or exact != known
            y += exact
            part += 1
            if part == len(one.heights):
                block, part = block + 1, 0
                if block == len(self._drawn):
                    break
                one = self._drawn[block]
        if moved:
            self._measure()
        return moved

    def row(self, y: int) -> Row:
        """What row `y` of the page shows."""
        block = bisect_right(self._ends, y)
        if block >= len(self._drawn):
            return ()
        one = self._drawn[block]
        inner = y - self._start(block)
        part = bisect_right(one.ends, inner)
        known = one.height
        rows = one.rows(part)
        if one.height != known:  # not in view when the page was settled: the rows below move
            self._measure()
        inner -= one.ends[part - 1] if part else 0
        return rows[inner] if inner < len(rows) else ()

    def _pieces_of(self, path: Path) -> list[int]:
        """The pieces of a field; one of its section where it has none of its own."""
        exact = [index for index, piece in enumerate(self._pieces) if piece.path == path]
        if exact:
            return exact
        keys = (piece.section_key for piece in self._pieces)
        return [index for index, key in enumerate(keys) if key == path[0]][:1]

    def place_of(self, path: Path) -> tuple[int, int] | None:
        """The rows `[start, end)` of a field's piece; of its changed part if it has just changed.

        A path without a piece of its own is looked for by the section.
        """
        found = self._pieces_of(path)
        if not found:
            return None
        first, last = self._first[found[0]], found[-1] + 1
        end = self._first[last] if last < len(self._first) else len(self._drawn)
        if self.changed is not None and first <= self.changed[0] < end:
            block, part = self.changed
            one = self._drawn[block]
            start = self._start(block) + (one.ends[part - 1] if part else 0)
            return start, self._start(block) + one.ends[part]
        return self._start(first), self._start(end)


def _common_lines(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole lines two texts begin and end with alike; none counts twice."""
    head = new.rfind("\n", 0, same_start(old, new)) + 1
    tail = same_end(old, new, min(len(old), len(new)) - head)
    cut = new.find("\n", len(new) - tail) + 1 if tail else 0
    return head, len(new) - cut if cut else 0


def _same_table(text: str, old: _PageSection) -> DrawnBlock | None:
    """The one table of a piece, if only rows of it changed; at no cost but for those rows."""
    table = old.drawn[0] if len(old.drawn) == 1 else None
    if not isinstance(table, DrawnTable) or len(text) < LONG or "\r" in text:
        return None
    head, tail = _common_lines(old.text, text)
    first = text.count("\n", 0, head)
    rest = text.count("\n", len(text) - tail) if tail else 0
    if first < 2 or not text.endswith("\n") or not old.text.endswith("\n"):
        return None
    middle = text[head : len(text) - tail]
    lines = tuple(middle.removesuffix("\n").split("\n")) if middle else ()
    if not all(line.startswith("|") for line in lines):
        return None
    return table.spliced(first, len(table.block.lines) - rest, lines)
