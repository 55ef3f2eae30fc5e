"""What the import preview says around its list: what was read, how, and which keys do what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from rich.cells import cell_len
from textual.content import Content

from hotwash.postmortem.timeline import Timetable
from hotwash.times.display import day_mark
from hotwash.times.reading import is_unknown, read_time
from hotwash.times.values import ResolvedTime, TimeContext
from hotwash.times.zones import clocks_name, document_zone
from hotwash.tui.screens.events_choice import FEW, EventChoice, Filter
from hotwash.tui.screens.events_entries import FAR, FoundEntry, ImportSource, ReadAs
from hotwash.tui.words import fit, visible, words

_KEY = "bold $text-primary"


def counted(number: int, what: str) -> str:
    """A number with its noun: `1 row`, `2,000 rows`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def zone_name(table: Timetable) -> str:
    """What the clocks of a document's zone call themselves on the day of its timeline."""
    first = next((known.instant for known in table.times if known is not None), None)
    noon = datetime.combine(table.frame.base, time(12), UTC)
    return clocks_name(table.frame.zone, first or noon)


def title(source: ImportSource, choice: EventChoice | None, width: int) -> str:
    """The title of the preview, in so many cells: the source's name gives way to what it is."""
    kind = f" · {choice.found.title}" if choice is not None else ""
    room = width - cell_len("Import · ") - cell_len(kind)
    return fit(f"Import · {fit(visible(source.name), max(12, room))}{kind}", width)


def ways_out(choice: EventChoice | None) -> str:
    """What Enter and Escape do now."""
    if choice is None:
        return "Esc leaves"
    ends = "Esc leaves" if choice.filter == Filter() else "Esc ends the filter"
    if not choice.count:
        hidden = f" here ({choice.hidden:,} hidden)" if choice.hidden else ""
        return f"nothing ticked{hidden} · {ends}"
    hidden = f" ({choice.hidden:,} hidden stay out)" if choice.hidden else ""
    return f"Enter inserts {counted(choice.count, 'row')}{hidden} · {ends}"


def notes(choice: EventChoice) -> Content:
    """How many events were read, what is special about them, and what the reader had to say."""
    found = choice.found
    there = sum(entry.there for entry in found.entries)
    parts = [counted(found.events, "event")]
    if there:
        parts[0] += f", {there:,} there already"
    if found.left_over:
        lines = counted(found.left_over, "line")
        if not found.events:
            parts = [f"{lines} without a time, which become rows without one"]
        else:
            parts[0] += f", {lines} left over"
    if found.events > FEW:
        parts.append("tick those that belong in the timeline")
    parts += found.notes
    return Content(" · ".join(visible(part) for part in parts if part))


def filter_line(choice: EventChoice, table: Timetable, typed: str | None) -> Content:
    """The filter, and how many entries it shows.

    Args:
        choice: What is chosen from.
        table: The timeline, for its clocks.
        typed: The words as they are typed now; None when they are not typed.
    """
    filter_ = choice.filter
    parts: list[tuple[str, str] | str | Content] = []
    if typed is not None:
        parts += [("/ ", _KEY), words(fit(typed, 40)), ("▏", ""), "  "]
    elif filter_.words.strip():
        parts += [("/ ", _KEY), words(fit(filter_.words, 40)), "  "]
    if filter_.since is not None:
        parts += [("from ", "$text-muted"), bound_text(filter_.since, table), "  "]
    if filter_.until is not None:
        parts += [("to ", "$text-muted"), bound_text(filter_.until, table), "  "]
    if filter_.severity:
        parts += [("at least ", "$text-muted"), filter_.severity, "  "]
    count = f"{len(choice.shown):,} of {len(choice.found.entries):,}"
    return Content.assemble(*parts, (count, "$text-muted"))


def detail(entry: FoundEntry, table: Timetable) -> Content:
    """Where an entry comes from and what its time was read as, on two lines."""
    event = entry.event
    first = [f"line {event.line:,}"] if event.line else []
    if entry.left:
        first.append(f"left over: {entry.left}")
    elif event.instant is None:
        if is_unknown(event.time):
            first.append("its time is not known")
        else:
            first.append(f"“{event.time}” is not read as a time: kept as it is")
    else:
        first.append(f"“{event.time}” is read as {_moment(event.instant, entry, table)}")
    if event.end is not None:
        first.append(f"to {bound_text(event.end, table)}")
    if entry.there:
        first.append("the timeline has this row already")
    more = [event.note] if event.note else []
    for key, text in event.extra.items():
        if key == "evidence":
            more.append(f"{counted(len(text.splitlines()), 'line')} of evidence go along")
        elif key != "note" and text:
            more.append(f"{key}: {text}")
    return Content("\n").join(
        (words(" · ".join(first)), words(fit(visible(" · ".join(more)), 200)))
    )


def _moment(instant: datetime, entry: FoundEntry, table: Timetable) -> str:
    local = instant.astimezone(table.frame.zone)
    zone = local.tzname() or ""
    days = (local.date() - table.frame.base).days if table.frame.dated else 0
    mark = f" ({day_mark(None, days)})" if 0 < abs(days) < FAR else ""
    if entry.event.day:
        return f"{entry.event.day}, no time of day"
    about = "about " if entry.event.approximate else ""
    return f"{about}{local:%Y-%m-%d %H:%M:%S} {zone}{mark}"


def bound_text(instant: datetime | None, table: Timetable) -> str:
    """A moment as it may be typed for a filter, on the document's clocks."""
    if instant is None:
        return ""
    local = instant.astimezone(table.frame.zone)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def read_bound(text: str, choice: EventChoice, read_as: ReadAs, zone: str) -> ResolvedTime | None:
    """Read a bound of the filter; a time without a day is on the day of the first event.

    Args:
        text: As it was typed.
        choice: What is chosen from.
        read_as: The day of a source without days.
        zone: The document's zone.
    """
    events = (entry.event.instant for entry in choice.found.entries)
    first = next((instant for instant in events if instant is not None), None)
    day = first.astimezone(document_zone(zone)).date().isoformat() if first else read_as.date
    return read_time(text, TimeContext(datetime.now(UTC), day, zone)).time


def keys(choice: EventChoice, read_as: ReadAs, *, path: bool) -> list[tuple[str, str]]:
    """The keys that do something now."""
    found = choice.found
    known = [("Space", "tick"), ("a", "all / none"), ("/", "words"), ("f", "from"), ("t", "to")]
    if choice.severities:
        known.append(("s", "severity"))
    if found.left_over and found.events:
        known.append(("l", "hide left over" if choice.left_shown else "left over"))
    if can_fold(choice, read_as):
        known.append(("u", "fold repeats" if read_as.unfolded else "unfold repeats"))
    known.append(("r", f"read as {found.format}" if read_as.format else "read as …"))
    said = " ".join(found.notes)
    if "say no zone" in said or read_as.zone != "UTC":
        known.append(("z", f"zone {read_as.zone}"))
    if "say no day" in said:
        known.append(("d", f"day {read_as.date}".rstrip()))
    if path:
        known.append(("o", "other file"))
    return known


def can_fold(choice: EventChoice, read_as: ReadAs) -> bool:
    """Whether there are repeats that are shown as one event, or were."""
    return read_as.unfolded or any(entry.event.repeats for entry in choice.found.entries)


def keys_of_failure(*, path: bool) -> list[tuple[str, str]]:
    """The keys that help when a source cannot be read."""
    return [("r", "read it as something else"), *([("o", "another file")] if path else [])]


def key_lines(known: Iterable[tuple[str, str]], width: int) -> Content:
    """Keys with what they do, on lines of a width; a key and its words stay together."""
    parts: list[tuple[str, str] | str] = []
    used = 0
    for key, what in known:
        size = cell_len(key) + cell_len(what) + 1
        if parts:
            fits = used + 2 + size <= width
            parts.append("  " if fits else "\n")
            used = used + 2 if fits else 0
        parts += [(key, _KEY), f" {visible(what)}"]
        used += size
    return Content.assemble(*parts)
