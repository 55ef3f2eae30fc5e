"""Searching a whole document: the texts in it, and the places in them that fit a query.

    for hit in find(passages(document), query): ...

Every text that a person types is searched: lines, prose, code, the items of lists, the cells of
rows. Ticks and moments are chosen and not typed; they are left out.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count, islice
from typing import overload

from hotwash.errors import HotwashError
from hotwash.postmortem.document import Document
from hotwash.template.model import TIMEZONE, TITLE, ColumnKind, Path

MOST_HITS = 100_000
"""Hits after which a search ends."""

Span = tuple[int, int]
"""Start and end of a hit in its text; never empty."""

_CHOSEN = (ColumnKind.CHECK, ColumnKind.MOMENT)
_CHOSEN_KEYS = frozenset({"done", "moment"})


class BadExpression(HotwashError):
    """A regular expression, or what is to take the place of its hits, cannot be used."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for."""

    text: str
    case: bool = False
    """Whether capital and small letters differ."""
    whole_words: bool = False
    """Whether a hit may not be a part of a longer word."""
    expression: bool = False
    """Whether the text is a regular expression, in Python's spelling."""

    @property
    def source(self) -> str:
        """The query as a regular expression."""
        inner = self.text if self.expression else re.escape(self.text)
        return rf"(?<!\w)(?:{inner})(?!\w)" if self.whole_words else inner

    @property
    def flags(self) -> int:
        """The flags of that expression: `^` and `$` stand for the ends of every line."""
        return int(re.MULTILINE) | (0 if self.case else int(re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a document, and where it stands."""

    path: Path
    text: str
    at: int = 0
    """Which item or row of the field it is, or is in."""
    column: str = ""
    """The key of its cell; empty for what is no cell."""
    row: int = 0
    """The identity of its row; 0 for what is no cell."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that fits a query."""

    passage: Passage
    start: int
    """Index of its first character in the text of the passage."""
    end: int
    new: str | None = None
    """What is to take its place; None while nothing is to."""


def passages(document: Document) -> tuple[Passage, ...]:
    """Every text of a document, in the order of its form."""
    return tuple(chain.from_iterable(_texts(document, path) for path in paths(document)))


def paths(document: Document) -> tuple[Path, ...]:
    """The paths of a document's answers in the order of the form, the title first."""
    template = document.template
    first = template.sections[0] if template.sections else None
    after = [field.path for field in first.fields()] if first else []
    rest = [field.path for field in template.fields if field.path not in set(after)]
    return (TITLE, *after, TIMEZONE, *rest)


def _texts(document: Document, path: Path) -> Iterator[Passage]:
    answer = document.answer(path) or ()
    if isinstance(answer, str):
        yield Passage(path, answer)
        return
    for at, item in enumerate(document.items(path)):
        yield Passage(path, item, at)
    yield from _cells(document, path)


def _cells(document: Document, path: Path) -> Iterator[Passage]:
    field = document.template.by_path.get(path)
    columns = field.columns if field else ()
    typed = [known.key for known in columns if known.kind not in _CHOSEN]
    known_keys = _CHOSEN_KEYS.union(known.key for known in columns)
    for at, row in enumerate(document.rows(path)):
        more = (key for key in row.cells if key not in known_keys)
        for key in (*typed, *more):
            if text := row[key]:
                yield Passage(path, text, at, key, row.id)


class Hits(Sequence[Hit]):
    """Hits in the order of the document, made when they are asked for: there may be many.

    Args:
        texts: All passages that were searched.
    """

    def __init__(self, texts: Sequence[Passage] = ()) -> None:
        self._texts = texts
        self._places = array("L")
        self._new: str | list[str] | None = None

    def add(self, at: int, start: int, end: int) -> None:
        """Add a hit: the number of its passage, and where it is in there."""
        self._places.extend((at, start, end))

    def replaced_by(self, new: str | list[str] | None) -> Hits:
        """The same hits with what is to take their place: one text for all, or one for each."""
        made = Hits(self._texts)
        made._places, made._new = self._places, new
        return made

    def are_where(self, other: Hits) -> bool:
        """Whether they are the places of other hits, whatever is to take their place."""
        return self._texts is other._texts and self._places == other._places

    def __len__(self) -> int:
        return len(self._places) // 3

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        at, start, end = self._places[number * 3 : number * 3 + 3]
        new = self._new[number] if isinstance(self._new, list) else self._new
        return Hit(self._texts[at], start, end, new)


def find(texts: Sequence[Passage], query: Query, *, most: int = MOST_HITS) -> Hits:
    """Find a text, in the order of the passages; hits do not overlap.

    A regular expression is for `hotwash.editing.finding`, which bounds its time.

    Args:
        texts: Where to look.
        query: What for; nothing is found where it is empty.
        most: Hits after which to end.
    """
    assert not query.expression
    hits = Hits(texts)
    if not query.text:
        return hits
    # One search through all of it takes half the time of one through each passage.
    joint = next(sign for sign in map(chr, count()) if sign not in query.text)
    ends = list(accumulate(len(passage.text) + 1 for passage in texts))
    at = begin = 0
    matches = re.finditer(query.source, joint.join(known.text for known in texts), query.flags)
    for match in islice(matches, most):
        start, end = match.span()
        while start >= ends[at]:
            begin = ends[at]
            at += 1
        hits.add(at, start - begin, end - begin)
    return hits
