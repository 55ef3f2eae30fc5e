"""Places in a document: where the cursor was, to be found again in a document that has changed.

A place is kept without any text of the document: of the line, item or row that it is on there is
only a checksum, by which it is known again when others have put something before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from hotwash.postmortem.document import Document, Row
from hotwash.storage import places
from hotwash.template.model import TIMEZONE, TITLE, Path

AFTER_ALL = -1
"""Stands for the line below all rows, in which the next one is typed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place within a field's answer, as the widget of the field knows it."""

    at: int = 0
    """Which item or row it is in; the number of rows for the line in which the next is typed."""
    column: str = ""
    """The key of the cell; empty where there are none."""
    start: int = 0
    """Index of the character in the text, item or cell at which the selection begins."""
    end: int = 0
    """Index of the character before which the caret stands."""


@dataclass(frozen=True, slots=True)
class CursorPlace:
    """Where the cursor was in a document when it was left."""

    section: str
    """The key of the section whose tab was shown."""
    path: Path = ()
    """The field; empty when no field was in hand."""
    part: int = 0
    """The line of a text, the item of a list, the row of a table; or `AFTER_ALL`."""
    column: str = ""
    """The key of the cell."""
    character: int = 0
    """How many characters of the line or item stand before the caret."""
    checksum: int = 0
    """The checksum of that line, item or row."""


def place_of(document: Document, section: str, path: Path, spot: Spot) -> CursorPlace:
    """Return a place to be kept, for a spot in a field."""
    answer = document.answer(path) or ()
    part, character = spot.at, spot.end
    if isinstance(answer, str):
        before = answer[: spot.end]
        part, character = before.count("\n"), len(before) - before.rfind("\n") - 1
    known = parts(document, path)
    if part >= len(known):
        return CursorPlace(section, path, AFTER_ALL, spot.column, character)
    return CursorPlace(section, path, part, spot.column, character, _checksum(known[part]))


def find_place(document: Document, place: CursorPlace) -> tuple[Path, Spot] | None:
    """Find a place again, the nearest there is; None when its field is gone."""
    if place.path not in document.template.by_path and place.path not in (TITLE, TIMEZONE):
        return None
    known = parts(document, place.path)
    part = _nearest(known, place)
    if part >= len(known):
        return place.path, Spot(len(known), place.column)
    text = known[part]
    if isinstance(text, Row):
        return place.path, Spot(part, place.column)
    at = min(place.character, len(text))
    if isinstance(document.answer(place.path), str):
        at += sum(len(line) + 1 for line in known[:part] if isinstance(line, str))
        part = 0
    return place.path, Spot(part, place.column, at, at)


def keep(file: str, place: CursorPlace) -> None:
    """Keep a place of a document for the next time that its file is opened."""
    places.remember(file, asdict(place))


def kept(file: str) -> CursorPlace | None:
    """The place that was kept of a document; None when there is none, or it cannot be read."""
    found = places.remembered(file)
    section, path, column = found.get("section"), found.get("path"), found.get("column")
    numbers = [found.get(name) for name in ("part", "character", "checksum")]
    part, character, checksum = (number if isinstance(number, int) else 0 for number in numbers)
    if not isinstance(section, str) or not isinstance(path, list):
        return None
    names = tuple(name for name in path if isinstance(name, str))
    shown = column if isinstance(column, str) else ""
    return CursorPlace(section, names, max(AFTER_ALL, part), shown, max(0, character), checksum)


def parts(document: Document, path: Path) -> Sequence[str | Row]:
    """The lines, items or rows of an answer."""
    answer = document.answer(path) or ()
    return answer.split("\n") if isinstance(answer, str) else answer


def _nearest(known: Sequence[str | Row], place: CursorPlace) -> int:
    """The part that the place was on: by its checksum the nearest one, else by its number."""
    if place.part == AFTER_ALL or not known:
        return len(known)
    here = min(place.part, len(known) - 1)
    if place.part == here and _checksum(known[here]) == place.checksum:
        return here
    same = (at for at, part in enumerate(known) if _checksum(part) == place.checksum)
    return min(same, key=lambda at: abs(at - place.part), default=here)


def _checksum(part: str | Row) -> int:
    text = part if isinstance(part, str) else "\x00".join(part.cells.values())
    return zlib.crc32(text.encode("utf-8", "replace"))
