"""What was found in a source of events, as entries that can be shown, chosen and inserted.

Reading may take seconds and runs in a thread of its own; nothing here touches the screen or the
open document.
"""

from __future__ import annotations

import os
import stat
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hotwash.errors import UnreadableFile
from hotwash.formats.events.collecting import MOST_EVENTS
from hotwash.formats.events.filtering import Wanted
from hotwash.formats.events.folding import folded
from hotwash.formats.events.model import Event, LeftOver, Sample, row_text
from hotwash.formats.events.reading import (
    find_source,
    read_events,
    read_path,
    source_named,
)
from hotwash.formats.events.rows import already_there, event_time
from hotwash.postmortem.document import Row
from hotwash.postmortem.timeline import Timetable
from hotwash.times.display import day_mark
from hotwash.times.values import Frame, ResolvedTime

if TYPE_CHECKING:
    from hotwash.formats.events.reading import EventList

LINES = "lines"
"""The source that reads any text, line by line."""

PASTED = "the pasted text"

FAR = 100
"""Days from the incident beyond which they are not counted."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """Where events come from: a file or folder, or a text that was pasted."""

    path: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return os.path.basename(self.path.rstrip("/")) or self.path or PASTED


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a person may say about a source where it does not say it itself."""

    format: str = ""
    """The name of a kind of source; empty to find it by looking at the text."""
    date: str = ""
    """The day of times without one, as ISO, or empty."""
    zone: str = "UTC"
    """The zone of times without one."""
    zone_asked: bool = False
    """Whether a person named it, against what the source may say."""
    unfolded: bool = False
    """Whether repeats are shown one by one."""


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """One thing that was found, as it is shown."""

    event: Event
    """What would be inserted."""
    row: Row
    """The texts that are shown."""
    day: date | None = None
    """Its day on the document's clocks."""
    there: bool = False
    """Whether the timeline has it already."""
    left: str = ""
    """Why it is no event, in words; empty for an event."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a source."""

    entries: tuple[FoundEntry, ...]
    """In order of time; what was left over stands behind what it stood behind in the source."""
    format: str
    """The name of the kind of source it was read as."""
    title: str
    """What people call that kind."""
    notes: tuple[str, ...]
    cut: bool
    """Whether there may be more events than could be taken in at once."""

    @property
    def events(self) -> int:
        """How many of the entries are events."""
        return sum(not entry.left for entry in self.entries)

    @property
    def left_over(self) -> int:
        """How many of the entries are not."""
        return len(self.entries) - self.events


def find(
    source: ImportSource, read_as: ReadAs, table: Timetable, passes: Wanted | None = None
) -> Found:
    """Read a source.

    Args:
        source: What to read.
        read_as: What is known about it.
        table: The timeline that events would be inserted into.
        passes: Takes in only the events that pass.

    Raises:
        HotwashError: It cannot be read.
    """
    listed = _read(source, read_as, passes)
    zone = table.frame.zone
    events = list(listed.events if read_as.unfolded else folded(listed.events, zone))
    times = [event_time(event, table.frame) for event in events]
    known = already_there(table, events)
    seconds = any(time is not None and time.instant.second for time in times)
    made = []
    for event, time, there in zip(events, times, known, strict=True):
        day = None if time is None else time.instant.astimezone(table.frame.zone).date()
        shown = event.time if time is None else _clock(time, table.frame, seconds=seconds)
        cells = {
            "time": event.day or shown,
            "event": event.text,
            "level": event.severity,
            "state": "there already" if there else "",
        }
        made.append(FoundEntry(event, _row(cells), day, there))
    entries = _with_left_over(made, listed.left_over)
    return Found(
        tuple(entries),
        listed.source.name,
        listed.source.title,
        (*listed.notes, *_folds(events)),
        len(listed.events) >= MOST_EVENTS,
    )


def _folds(events: Sequence[Event]) -> list[str]:
    """Say how many repeats are folded."""
    runs = [len(event.repeats) for event in events if event.repeats]
    if not runs:
        return []
    rows = "1 row" if len(runs) == 1 else f"{len(runs):,} rows"
    return [f"{sum(runs):,} repeats are folded into {rows}"]


def _clock(time: ResolvedTime, frame: Frame, *, seconds: bool) -> str:
    """A time on the document's clocks; its day stands above it, and so is only marked."""
    form = "%H:%M:%S" if seconds else "%H:%M"
    clock = ("~" if time.approximate else "") + format(time.instant.astimezone(frame.zone), form)
    if time.end is not None:
        clock += format(time.end.astimezone(frame.zone), f"-{form}")
    mark = day_mark(time) if frame.dated and abs(time.day) < FAR else ""
    return f"{clock} {mark}" if mark else clock


def _row(cells: dict[str, str]) -> Row:
    return Row({key: text for key, text in cells.items() if text})


def _read(source: ImportSource, read_as: ReadAs, passes: Wanted | None) -> EventList:
    form = read_as.format or None
    if not source.path and form is None and _is_prose(source.text):
        form = LINES
    now, zone, asked = datetime.now(UTC), read_as.zone, read_as.zone_asked
    if source.path:
        path = os.path.abspath(os.path.expanduser(source.path))
        _check_kind(path)
        return read_path(
            path,
            format=form,
            now=now,
            date=read_as.date,
            zone=zone,
            zone_asked=asked,
            passes=passes,
        )
    return read_events(
        source.text,
        format=form,
        now=now,
        date=read_as.date,
        zone=zone,
        zone_asked=asked,
        name=PASTED,
        passes=passes,
    )


def _check_kind(path: str) -> None:
    """Refuse what may never come to an end: pipes and devices.

    Raises:
        UnreadableFile: It is neither a file nor a folder, or not there.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        raise UnreadableFile(
            f"cannot be read ({why})", where=path, remedy="check the path"
        ) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnreadableFile(
            "neither a file nor a folder", where=path, remedy="save it as a file first"
        )


def _is_prose(text: str) -> bool:
    """Whether no source knows a text that is not meant for a machine either."""
    return text.lstrip()[:1] not in ("{", "[") and find_source(Sample(text)) is None


def _with_left_over(entries: Sequence[FoundEntry], pieces: Sequence[LeftOver]) -> list[FoundEntry]:
    """Put what was left over behind the entries that it stood behind in the source."""
    if not pieces:
        return list(entries)
    by_line = sorted((entry.event.line, at) for at, entry in enumerate(entries))
    behind: dict[int, list[FoundEntry]] = defaultdict(list)
    for piece in pieces:
        at = bisect_right(by_line, (piece.line, len(entries))) - 1
        after = by_line[at][1] if piece.line and at >= 0 else -1 if piece.line else len(entries)
        words = row_text(piece.text)
        row = _row({"event": words, "state": "left over"})
        event = Event("", words, line=piece.line, extra=_if_cut(words, piece))
        behind[after].append(FoundEntry(event, row, left=piece.why))
    ordered = list(behind[-1])
    for at, entry in enumerate(entries):
        ordered.append(entry)
        ordered += behind.get(at, ())
    return ordered + behind[len(entries)]


def _if_cut(words: str, piece: LeftOver) -> dict[str, str]:
    """The whole of a piece as evidence, where a row would not have all of it."""
    return {} if words == piece.text else {"evidence": piece.text}


def kinds() -> list[tuple[str, str]]:
    """Name and title of every kind of source."""
    from hotwash.formats.events.reading import sources

    return [(known.name, known.title) for known in sources()]


def title_of(name: str) -> str:
    """What people call a kind of source."""
    return source_named(name).title
