"""Gathering what a source yields: bounded, filtered, in order, with what the person should know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hotwash.formats.events.accounting import accounted
from hotwash.formats.events.defaults import assumed, day_above, day_before, is_vague
from hotwash.formats.events.filtering import Wanted
from hotwash.formats.events.model import (
    Event,
    EventSource,
    Item,
    LeftOver,
    ReadContext,
    Sample,
    Used,
)
from hotwash.formats.events.settling import newest_first, questions, settled
from hotwash.times.reading import is_unknown

MOST_EVENTS = 10_000
"""Events that are read at most."""

LOOKED_AT = 300
"""Events among which one is looked for whose time does not say its day."""

MOST_SEEN = 150_000
"""Events that are looked at at most, when only some are wanted."""


@dataclass(frozen=True, slots=True)
class EventList:
    """What was read from a source."""

    events: tuple[Event, ...]
    """Oldest first; those without a readable time stay behind the one they stood behind."""
    left_over: tuple[LeftOver, ...]
    source: EventSource
    notes: tuple[str, ...] = field(default=())
    """What the person should know, in words: cut short, broken, newest first."""
    cut: bool = False
    """Whether more events stand in what was read than are here."""
    used: tuple[Used, ...] = ()
    """Lines that say something about the events below them: headers and days."""


def collect(
    read: Callable[[ReadContext], Iterator[Item]],
    source: EventSource,
    notes: list[str],
    context: ReadContext,
    passes: Wanted | None,
    sample: Sample | None = None,
) -> EventList:
    """Read the items of a source; once more a day earlier where they would lie ahead.

    Args:
        read: Reads the source against a context.
        source: What it is.
        notes: What is known of it already.
        context: What times are read against.
        passes: A filter (`wanted`); only what passes it counts toward the limit.
        sample: The text, where it is one.
    """
    found = _bounded(accounted(read(context), sample), passes)
    if day := _earlier_day(found, sample, context):
        context = replace(context, date=day)
        found = _bounded(accounted(read(context), sample), passes)
    notes += found.notes
    events = settled(found.events, context)
    ordered = in_order(events)
    if newest_first(events):
        notes.append("the source has the newest first; shown are the oldest first")
    unread = sum(event.instant is None and not is_unknown(event.time) for event in found.events)
    if unread:
        kept = "time could not be read and is kept as it is"
        many = "times could not be read and are kept as they are"
        notes.append(f"{unread:,} {kept if unread == 1 else many}")
    notes += assumed(ordered, source, context)
    notes += questions(ordered)
    return EventList(
        tuple(ordered), tuple(found.left), source, tuple(notes), found.cut, tuple(found.used)
    )


@dataclass(slots=True)
class _Found:
    """What a source yielded, up to the limits."""

    events: list[Event] = field(default_factory=list)
    left: list[LeftOver] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    vague: Event | None = None
    """The first event with a time that does not say its day or year, whether wanted or not."""
    latest: datetime | None = None
    cut: bool = False
    seen: int = 0
    line: int = 0
    """The last line that was read; 0 where there are no lines."""

    @property
    def is_full(self) -> bool:
        """Whether no more is taken."""
        most = max(len(self.events), len(self.left))
        return most >= MOST_EVENTS or self.seen >= MOST_SEEN

    def look_at(self, event: Event) -> None:
        """Take note of the time of an event, whether it is wanted or not."""
        self.seen += 1
        if event.instant is None:
            return
        if self.vague is None and self.seen <= LOOKED_AT and is_vague(event.time):
            self.vague = event
        if self.latest is None or event.instant > self.latest:
            self.latest = event.instant


def _bounded(items: Iterator[Item], passes: Wanted | None) -> _Found:
    found = _Found()
    for item in items:
        if found.is_full:
            at = f" (up to line {found.line})" if found.line else ""
            found.notes.append(f"only the first {found.seen:,} events were read{at}")
            found.cut = True
            break
        if isinstance(item, Used):
            found.used.append(item)
            continue
        found.line = item.line
        if isinstance(item, LeftOver):
            found.left.append(item)
            continue
        found.look_at(item)
        if passes is None or passes(item):
            found.events.append(item)
    if passes is not None:
        found.notes.append(f"{len(found.events):,} of {found.seen:,} events pass the filter")
    return found


def _earlier_day(found: _Found, sample: Sample | None, context: ReadContext) -> str:
    """Return the day on which times without one begin; empty where today will do."""
    if found.vague is None or found.latest is None:
        return ""
    day = day_above(found.vague, sample, context) if sample else ""
    return day or day_before(found.vague, found.latest, context)


def in_order(events: Sequence[Event]) -> list[Event]:
    """Return events oldest first; those without an instant follow the one they followed."""
    sign = -1 if newest_first(events) else 1
    keyed: list[tuple[datetime, bool, int, Event]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for index, event in enumerate(events):
        last = event.instant or last
        keyed.append((last, event.instant is None, sign * index, event))
    keyed.sort(key=lambda entry: entry[:3])
    return [entry[-1] for entry in keyed]
