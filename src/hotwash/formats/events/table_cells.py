"""Rows of cells with a header: which cell is the time, which the words; for CSV and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Used,
    left_over,
    row_text,
    severity_of,
)
from hotwash.formats.events.packed_timestamps import unpacked
from hotwash.formats.events.timestamps import Stamps, timed
from hotwash.times.zones import find_zone

_TIME = re.compile(
    r"\W*((date\W*and\W*|start|event|log|creat\w*|occurr\w*|detect\w*)?\W*_?"
    r"(time|timestamp|datetime|date|day|when|month|ts|at|on|hour|utc)|epoch|unix\W?time|time\W?(?:created|generated|written|stamp)|created|start(?:ed|s)?|begin"
    r"|beginn|datum|uhrzeit|zeit|zeitpunkt|zeitstempel|heure|hora|fecha|year)\b",
    re.IGNORECASE,
)
_START = re.compile(r"\W*(start|begin|von\b|from\b)", re.IGNORECASE)
_END = re.compile(r"\W*(end|finish|until|till|bis|to|stop)\w*\b", re.IGNORECASE)
_ZONE = re.compile(r"\W*(time\W?zone|tz|zone|zeitzone|am\W?pm)\W*$", re.IGNORECASE)
_WORDS = re.compile(
    r"\W*_?(event|raw|log(?!\W?name)|description|message|msg|content|text|summary|details?|action|what"
    r"|activity|entry|update|note|notes|body|title|subject|beschreibung|ereignis"
    r"|[ée]v[ée]nement|evento|status update)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\W*(problem|alert|alarm|incident|issue|trigger|error|reason|change|name|command|query)\b",
    re.IGNORECASE,
)
"""Columns that say what happened where none of the others does."""
_LENGTHS = re.compile(r"\b(?:time|date|duration|zone|age|elapsed)\b", re.IGNORECASE)
"""Columns of other times, which never say what happened."""
_ZONE_NAME = re.compile(r"[A-Za-z]+(?:/[A-Za-z_]+)?|[+-][0-9:]+")
_SERIAL = re.compile(r"[2-6][0-9]{4}[.,][0-9]{3,12}")
"""A spreadsheet's own number of a day and a time: days since the end of 1899."""
_LEVEL = re.compile(r"\W*((?:log\W?)?level|lvl|severity|priority|type)\W*$", re.IGNORECASE)
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
    end: int = -1
    """The one that says when it ended; -1 when there is none."""
    zones: int = -1
    """The one that says the zone of each row's time, or AM and PM; -1 when there is none."""


def find_columns(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    """Tell what the columns of a header are; None when none of them is a time.

    Args:
        header: The titles.
        rows: Some rows below them, by which the words are told where no title tells them.
    """
    titles = tuple(title.strip().strip("*_`") for title in header)
    times = _time_columns(titles)
    if not times:
        return None
    end = _end_column(titles, times)
    zones = _first(titles, range(len(titles)), _ZONE)
    others = [index for index in range(len(titles)) if index not in (*times, end, zones)]
    level = _first(titles, others, _LEVEL)
    words = _words_column(titles, [index for index in others if index != level], rows)
    words = next(iter(others), -1) if words < 0 else words
    level = -1 if level == words else level
    return Columns(times, words, level, titles, _zone_of(titles, times), end, zones)


def _first(titles: Sequence[str], among: Iterable[int], pattern: re.Pattern[str]) -> int:
    """Return the first of some columns whose title begins so; -1 when none does."""
    return next((index for index in among if pattern.match(titles[index])), -1)


def _time_columns(titles: Sequence[str]) -> tuple[int, ...]:
    """Return the first column that is a time, and those of the same time right behind it."""
    times = [
        index
        for index, title in enumerate(titles)
        if _TIME.match(title) and not _NOT_TIMES.search(title)
    ]
    return tuple(index for at, index in enumerate(times) if index == times[0] + at)


def _end_column(titles: Sequence[str], times: Sequence[int]) -> int:
    """Return the column that says when it ended, beside a single one that says when it began."""
    if len(times) > 1 or not _START.match(titles[times[0]]):
        return -1
    return _first(titles, range(times[0] + 1, len(titles)), _END)


def _zone_of(titles: Sequence[str], times: Sequence[int]) -> str:
    """Return the zone that the titles of the times name last; empty when they name none."""
    words = [word for index in times for word in _ZONE_NAME.findall(titles[index])]
    return next((word for word in reversed(words) if _is_zone(word)), "")


def _is_zone(word: str) -> bool:
    written = word.isupper() or "/" in word or word[0] in "+-"
    return written and find_zone(word) is not None


def _words_column(
    titles: Sequence[str], others: Sequence[int], rows: Sequence[Sequence[str]]
) -> int:
    """Return the column that says what happened; -1 when there is none."""
    plain = [i for i in others if not _NOT_WORDS.search(titles[i])]
    known = (i for names in (_WORDS, _NAMES) for i in plain if names.match(titles[i]))
    free = [i for i in plain if not _LENGTHS.search(titles[i])]
    longest = max(free, key=lambda i: (_letters(rows, i), -i), default=-1)
    return next(known, longest)


def _letters(rows: Sequence[Sequence[str]], index: int) -> int:
    """How many letters stand in a column."""
    return sum(sign.isalpha() for row in rows if index < len(row) for sign in row[index][:500])


def read_cells(
    columns: Columns, rows: Iterable[tuple[int, Sequence[str]] | Used], context: ReadContext
) -> Iterator[Item]:
    """Yield the events of rows.

    Args:
        columns: What the columns are.
        rows: Line numbers and cells; lines between them that are no rows.
        context: What times are read against.
    """
    stamps = Stamps(context, columns.zone)
    for row in rows:
        if isinstance(row, Used):
            yield row
            continue
        number, cells = row
        if any(cell.strip() for cell in cells):
            yield _item(columns, cells, number, stamps)


def _item(columns: Columns, cells: Sequence[str], number: int, stamps: Stamps) -> Item:
    """Return the event of a row; a row without a time is left over."""
    event, taken = _time(columns, cells, stamps)
    told = columns.times[:taken]
    titles = [title or f"column {index + 1}" for index, title in enumerate(columns.titles)]
    named = [
        (index, title, cell)
        for index, (title, cell) in enumerate(zip(titles, cells, strict=False))
        if index not in told
    ]
    # The cells of the time are told as the time; of these the names alone are kept.
    thing = {**{titles[index]: "" for index in told}, **{title: cell for _at, title, cell in named}}
    if event.instant is None and not event.time:
        return left_over(number, " | ".join(cells), "it has no time", thing)
    used = {columns.words, columns.zones, columns.end if event.end is not None else -1}
    extra = {
        title: row_text(cell) for index, title, cell in named if index not in used and cell.strip()
    }
    text = _cell(cells, columns.words)
    over = cells[len(columns.titles) :]
    return replace(
        event,
        text=row_text(" | ".join([text, *over]) if any(cell.strip() for cell in over) else text),
        severity=severity_of(_cell(cells, columns.level)),
        line=number,
        extra={**extra, **event.extra},
        thing=thing,
    )


def _cell(cells: Sequence[str], index: int) -> str:
    """Return a cell; empty where a row has no such column."""
    return cells[index] if 0 <= index < len(cells) else ""


def _time(columns: Columns, cells: Sequence[str], stamps: Stamps) -> tuple[Event, int]:
    """Read as many neighbouring time cells together as make a time.

    Returns:
        An event without words, and how many cells its time took.
    """
    parts = [cells[index].strip().strip("*_`") for index in columns.times if index < len(cells)]
    zone, end = _cell(cells, columns.zones).strip(), _cell(cells, columns.end).strip()
    for count in range(len(parts), 0, -1):
        text = " ".join(parts[:count]).strip()
        found = _counted(text, stamps) or _spelled(text, zone, end, columns.zone, stamps)
        if found is not None:
            return found, count
    whole = " ".join(parts).strip()
    last = stamps.reading(parts[-1]) if len(parts) > 1 and parts[-1] else None
    if last is not None and not last.unreadable:
        return timed(whole, "", last, 0), len(parts)
    return Event(whole, ""), len(parts)


def _counted(text: str, stamps: Stamps) -> Event | None:
    """Read a time that is a number: seconds since 1970, or a spreadsheet's days."""
    if text.replace(".", "", 1).isdigit() and len(text.partition(".")[0]) >= 9:
        return Event(text, "", stamps.epoch(text))
    return Event(text, "", stamps.serial(text)) if _SERIAL.fullmatch(text) else None


def _spelled(text: str, zone: str, end: str, all_zone: str, stamps: Stamps) -> Event | None:
    """Read a time with its end or its zone from other cells, where it can be read with them.

    Args:
        text: The time.
        zone: What the column of zones says.
        end: What the column of ends says.
        all_zone: The zone that the header says of all times.
        stamps: Reads it.
    """
    for whole in (f"{text} - {end}", f"{text} {zone}", text):
        plain = unpacked(whole.strip(" -"))
        reading = stamps.reading(f"{plain} {zone}" if zone and end in whole else plain)
        if plain and not reading.unreadable:
            said = f"{text} {zone or all_zone}".strip()
            return timed(said if reading.time else text, "", reading, 0)
    return None
