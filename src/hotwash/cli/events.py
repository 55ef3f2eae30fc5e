"""`hotwash events`: what a log, a chat or an alert says happened, shown or put into a timeline."""

from __future__ import annotations

import os
from argparse import Namespace
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from hotwash.cli.output import say, show, to_terminal
from hotwash.errors import UnreadableFile, UsageError

if TYPE_CHECKING:
    from hotwash.formats.events.filtering import Wanted
    from hotwash.formats.events.model import Event, LeftOver
    from hotwash.formats.events.reading import EventList
    from hotwash.postmortem.document import Document
    from hotwash.times.values import ResolvedTime

MOST_AT_ONCE = 500
"""Events that go into a timeline without a choice or `--all`."""

_MOST_TOLD = 5
"""Pieces that were left over which are shown one by one."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What times without a day or a zone are read against."""

    date: str
    zone: str


def events(arguments: Namespace) -> int:
    """Read events, choose among them, and show or insert them."""
    from hotwash.cli.reading import file_to_change

    if arguments.into == "-":
        raise UsageError("events go into a file", remedy="name the postmortem after --into")
    file = file_to_change(arguments.into) if arguments.into else None
    document = file.read() if file is not None else None
    frame = _frame(arguments, document)
    data = _data(arguments)
    found = _read(arguments, frame, data)
    passes = _wanted(found.events, arguments, frame)
    if found.cut and passes is not None:
        found = _read(arguments, frame, data, passes)
    chosen = found.events if passes is None else tuple(filter(passes, found.events))
    if found.events or found.left_over or passes is not None:
        _tell(found, len(chosen))
    if not arguments.unfold:
        chosen = _folded(chosen, frame)
    if not found.events and passes is None:
        raise UnreadableFile(
            f"there is no event in it, read as {found.source.title}",
            where=arguments.source,
            remedy="give a file of events, or name another source with --format",
        )
    if file is not None:
        _insert(arguments, chosen)
    elif arguments.json:
        show(_as_json(chosen, found.left_over, frame))
    else:
        show(_as_lines(chosen, frame))
    return 0


def _folded(chosen: Sequence[Event], frame: _Frame) -> tuple[Event, ...]:
    """Return events with repeats as one, and say so."""
    from hotwash.formats.events.folding import folded
    from hotwash.times.zones import document_zone

    fewer = folded(chosen, document_zone(frame.zone))
    runs = [event.repeats for event in fewer if event.repeats]
    if runs:
        rows = "row" if len(runs) == 1 else "rows"
        say(f"{sum(map(len, runs)):,} repeats are folded into {len(runs):,} {rows} (--unfold)")
    return fewer


def _frame(arguments: Namespace, document: Document | None) -> _Frame:
    """Return the day and the zone: as given, else the postmortem's, else UTC."""
    from hotwash.cli.reading import asked_day
    from hotwash.times.zones import zone_problem

    day = document.incident_date if document is not None else ""
    day = asked_day(arguments.date) or day
    zone = arguments.zone or (document.timezone if document is not None else "UTC")
    if arguments.zone and (wrong := zone_problem(zone)):
        raise UsageError(f"--zone: {wrong}", remedy="write it like Europe/Berlin or +02:00")
    return _Frame(day, zone)


def _data(arguments: Namespace) -> bytes:
    """Return what came on standard input; empty when a file is read."""
    if arguments.source != "-":
        return b""
    from hotwash.cli.reading import read_standard_input
    from hotwash.formats.events.reading import MOST_BYTES

    return read_standard_input(MOST_BYTES)


def _read(
    arguments: Namespace, frame: _Frame, data: bytes, passes: Wanted | None = None
) -> EventList:
    from hotwash.formats.events.reading import read_events, read_path

    form, day, zone, asked = arguments.format or None, frame.date, frame.zone, bool(arguments.zone)
    if arguments.source != "-":
        return read_path(
            arguments.source, format=form, date=day, zone=zone, zone_asked=asked, passes=passes
        )
    return read_events(data, format=form, date=day, zone=zone, zone_asked=asked, passes=passes)


def _wanted(found: Sequence[Event], arguments: Namespace, frame: _Frame) -> Wanted | None:
    """Return the filter that was asked for; None when all is wanted."""
    from hotwash.formats.events.reading import wanted

    if not (arguments.search or arguments.since or arguments.until or arguments.severity):
        return None
    since = until = None
    if arguments.since:
        since = _moment("--from", arguments.since, found, frame, None)
    if arguments.until:
        until = _moment("--to", arguments.until, found, frame, since)
    return wanted(
        words=arguments.search,
        since=None if since is None else since.instant,
        until=None if until is None else until.end or until.instant,
        severity=arguments.severity,
    )


def _moment(
    option: str, text: str, found: Sequence[Event], frame: _Frame, since: ResolvedTime | None
) -> ResolvedTime:
    """Read a bound; a time without a day is on the day of the first event.

    Raises:
        UsageError: It cannot be read.
    """
    from hotwash.times.reading import read_time
    from hotwash.times.values import TimeContext
    from hotwash.times.zones import document_zone

    first = next((event.instant for event in found if event.instant is not None), None)
    day = first.astimezone(document_zone(frame.zone)).date().isoformat() if first else frame.date
    now = datetime.now(UTC)
    time = read_time(text, TimeContext(now=now, date=day, zone=frame.zone, previous=since)).time
    if time is None:
        raise UsageError(f"{option}: “{text}” is no time", remedy="write it like 10:15")
    return time


def _tell(found: EventList, chosen: int) -> None:
    """Say what was read, how, and what was left over."""
    count = len(found.events)
    what = f"{count:,} event{'' if count == 1 else 's'} read as {found.source.title}"
    say(what if chosen == count else f"{what}, {chosen:,} of them chosen")
    for note in found.notes:
        say(note)
    for piece in found.left_over[:_MOST_TOLD]:
        at = f"line {piece.line}: " if piece.line else ""
        say(f"left over: {at}{piece.why}: {piece.text[:100]}")
    more = Counter(piece.why for piece in found.left_over[_MOST_TOLD:])
    for why, number in more.items():
        say(f"left over: {number:,} more: {why} (--json has them)")


def _as_lines(chosen: Sequence[Event], frame: _Frame) -> str:
    """Return events as lines that `hotwash log` reads, a time and what happened; or as a table."""
    from hotwash.times.zones import document_zone

    zone = document_zone(frame.zone)
    if not to_terminal():
        return "".join(f"{_written(event, zone)}  {event.text}\n" for event in chosen)
    from hotwash.cli.table import table

    return table([(_written(event, zone), event.severity, event.text) for event in chosen])


def _written(event: Event, zone: tzinfo) -> str:
    if event.instant is None:
        return event.time or "??"
    if event.day:
        return event.day
    wall = event.instant.astimezone(zone)
    return f"{'~' if event.approximate else ''}{wall:%Y-%m-%d %H:%M:%S}"


def _as_json(chosen: Sequence[Event], left_over: Sequence[LeftOver], frame: _Frame) -> str:
    """Return events as a JSON list, times as ISO 8601 on the document's clocks.

    A time that could not be read is given as it was found, and a day alone as a date. What was
    left over stands with the event below which it stood, or with the first one.
    """
    import json

    from hotwash.times.zones import document_zone

    zone = document_zone(frame.zone)
    found = [_object(event, zone) for event in chosen]
    left: dict[int, list[dict[str, object]]] = {}
    for at, piece in _places(chosen, left_over):
        told: dict[str, object] = {"line": piece.line, "text": piece.text, "why": piece.why}
        left.setdefault(at, []).append(told)
    for at, pieces in left.items():
        found[at]["left_over"] = pieces
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "replace").decode()


def _places(
    chosen: Sequence[Event], left_over: Sequence[LeftOver]
) -> Iterator[tuple[int, LeftOver]]:
    """Tell for each piece behind which of the events it stood; nothing where there is no event."""
    lines = sorted((event.line, at) for at, event in enumerate(chosen))
    for piece in left_over if chosen else ():
        place = bisect_right(lines, (piece.line, len(chosen))) - 1
        yield (lines[place][1] if piece.line and place >= 0 else 0), piece


def _object(event: Event, zone: tzinfo) -> dict[str, object]:
    wall = None if event.instant is None else event.instant.astimezone(zone)
    at = event.day or (None if wall is None else wall.isoformat())
    known: dict[str, object] = {"time": at or event.time, "event": event.text}
    end = event.repeats[-1].instant if event.repeats else event.end
    if end is not None:
        known["until"] = end.astimezone(zone).isoformat()
    if event.repeats:
        known["times"] = len(event.repeats)
    if event.approximate:
        known["approximate"] = True
    known |= {"found": event.time, "severity": event.severity, "line": event.line}
    return {**known, **_free_of(event.extra, {*known, "left_over"})}


def _free_of(extra: Mapping[str, str], taken: Collection[str]) -> dict[str, object]:
    """Return values by their names; those whose names are taken by themselves, as `fields`."""
    fields = {name: text for name, text in extra.items() if name in taken}
    free: dict[str, object] = {name: text for name, text in extra.items() if name not in taken}
    return {**free, "fields": fields} if fields else free


def _insert(arguments: Namespace, chosen: Sequence[Event]) -> None:
    """Put events into a postmortem's timeline, those that are there already left out.

    Raises:
        UsageError: They are too many to be put there unasked.
    """
    if len(chosen) > MOST_AT_ONCE and not arguments.all:
        raise UsageError(
            f"{len(chosen):,} events are many for a timeline",
            where=arguments.source,
            remedy="choose with --from, --to, --search or --severity, or say --all",
        )
    from hotwash.cli.reading import file_to_change, say_export_problem
    from hotwash.editing.log import timeline_of
    from hotwash.formats.events.rows import already_there, insert_into
    from hotwash.postmortem.timetables import whole_timeline

    added = 0

    def edit(document: Document) -> Document:
        nonlocal added
        field = timeline_of(document)
        known = already_there(whole_timeline(document).table, chosen)
        fresh = [event for event, there in zip(chosen, known, strict=True) if not there]
        added = len(fresh)
        return insert_into(document, field, fresh) if fresh else document

    synced = file_to_change(arguments.into).change(edit)
    there = len(chosen) - added
    name = os.path.basename(arguments.into)
    more = f"; {there:,} {'was' if there == 1 else 'were'} there already" if there else ""
    say(f"{name}: {added:,} event{'' if added == 1 else 's'} added{more}")
    say_export_problem(synced)
