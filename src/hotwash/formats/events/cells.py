"""Rows of cells with a header: which cell is the time, which the words; for CSV and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    left_over,
    one_line,
    severity_of,
)
from hotwash.formats.events.packed import unpacked
from hotwash.formats.events.stamps import Stamps, timed
from hotwash.postmortem.zones import find_zone

_TIME = re.compile(
    r"\W*((date\W*and\W*|start|event|log|creat\w*|occurr\w*|detect\w*)?\W*_?"
    r"(time|timestamp|datetime|date|day|when|month|ts|at|on|hour|utc)|created|datum|uhrzeit|zeit|heure|hora|fecha|year)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\W*(event|description|message|msg|content|text|summary|details?|action|what|activity|entry"
    r"|update|note|notes|body|title|subject|ereignis|[ée]v[ée]nement|evento|status update)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\W*(level|severity|priority|loglevel|log_level|type)\W*$", re.IGNORECASE)
_NOT_TIMES = re.compile(r"\b(duration|zone|elapsed|took|id|due|to)\b|_id$|by$", re.IGNORECASE)
_NOT_WORDS = re.compile(r"(?:\b|_)(?:id|ids|code|no|number|#)$|Id$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are."""

    times: tuple[int, ...]
    """Those that together say the time: a date and a time, or month, day and time."""
    words: int
    """The one that says what happened; -1 when there is none."""
    level: int
    titles: tuple[str, ...]
    zone: str
    """A zone named in the header: `Time (in UTC)`."""


def find_columns(header: Sequence[str]) -> Columns | None:
    """Tell what the columns of a header are; None when none of them is a time."""
    titles = tuple(title.strip().strip("*_`") for title in header)
    times = [
        index
        for index, title in enumerate(titles)
        if _TIME.match(title) and not _NOT_TIMES.search(title)
    ]
    if not times:
        return None
    runs = [times[0]]
    for index in times[1:]:
        if index == runs[-1] + 1:
            runs.append(index)
    others = [index for index in range(len(titles)) if index not in runs]
    level = next((i for i in others if _LEVEL.match(titles[i])), -1)
    told = [i for i in others if _WORDS.match(titles[i]) and not _NOT_WORDS.search(titles[i])]
    plain = [i for i in others if i != level and not _NOT_WORDS.search(titles[i])]
    words = next(iter([*told, *plain, *others]), -1)
    level = -1 if level == words else level
    zone = ""
    for index in runs:
        for word in re.findall(r"[A-Za-z]+(?:/[A-Za-z_]+)?|[+-][0-9:]+", titles[index]):
            if (word.isupper() or "/" in word or word[0] in "+-") and find_zone(word):
                zone = word
    return Columns(tuple(runs), words, level, titles, zone)


def read_cells(
    columns: Columns, rows: Iterable[tuple[int, Sequence[str]]], context: ReadContext
) -> Iterator[Item]:
    """Yield the events of rows.

    Args:
        columns: What the columns are.
        rows: Line numbers and cells.
        context: What times are read against.
    """
    stamps = Stamps(context, columns.zone)
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        event, last = _time(columns, cells, stamps)
        used = set(columns.times[:last]) | {columns.words}
        text = cells[columns.words] if 0 <= columns.words < len(cells) else ""
        level = cells[columns.level] if 0 <= columns.level < len(cells) else ""
        extra = {
            title or f"column {index + 1}": one_line(cell)
            for index, (title, cell) in enumerate(zip(columns.titles, cells, strict=False))
            if index not in used and cell.strip()
        }
        over = cells[len(columns.titles) :]
        text = " | ".join([text, *over]) if any(cell.strip() for cell in over) else text
        if event.instant is None and not event.time:
            yield left_over(number, " | ".join(cells), "it has no time")
            continue
        yield replace(
            event,
            text=one_line(text),
            severity=severity_of(level),
            line=number,
            extra={**extra, **event.extra},
        )


def _time(columns: Columns, cells: Sequence[str], stamps: Stamps) -> tuple[Event, int]:
    """Read as many neighbouring time cells together as make a time.

    Returns:
        An event without words, and how many cells its time took.
    """
    parts = [cells[index].strip().strip("*_`") for index in columns.times if index < len(cells)]
    for count in range(len(parts), 0, -1):
        text = " ".join(parts[:count]).strip()
        if text.replace(".", "", 1).isdigit() and len(text) >= 10:
            return Event(text, "", stamps.epoch(text)), count
        reading = stamps.reading(unpacked(text))
        if not reading.unreadable and text:
            return timed(text, "", reading, 0), count
    whole = " ".join(parts).strip()
    last = stamps.reading(parts[-1]) if len(parts) > 1 and parts[-1] else None
    if last is not None and not last.unreadable:
        return timed(whole, "", last, 0), len(parts)
    return Event(whole, ""), len(parts)
