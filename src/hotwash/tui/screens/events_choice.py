"""Choosing among what was found: what is shown, what is ticked, what will be inserted.

What a filter hides is not inserted, even if it is ticked: nobody gets rows that they do not see.
The ticks stay for when the filter ends. A long log begins with nothing ticked, so that it becomes a
choice before it becomes rows; a short source begins with everything ticked that the timeline does
not have yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from hotwash.formats.events.collecting import in_order
from hotwash.formats.events.filtering import Wanted, wanted
from hotwash.formats.events.model import SEVERITIES, Event
from hotwash.tui.screens.events_entries import Found

FEW = 50
"""Events up to which everything is ticked at first."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are shown."""

    words: str = ""
    since: datetime | None = None
    """No earlier than this, aware."""
    until: datetime | None = None
    """No later than this, aware."""
    severity: str = ""
    """At least this."""

    @property
    def passes(self) -> Wanted | None:
        """The filter as a function; None when all events pass."""
        if self == Filter(words=self.words) and not self.words.strip():
            return None
        return wanted(words=self.words, since=self.since, until=self.until, severity=self.severity)


class EventChoice:
    """The entries of a source, those that are shown, and those that are ticked.

    Args:
        found: What was found.
        filter_: What is shown of it.
        left_shown: Whether what was left over is shown too.
    """

    def __init__(
        self, found: Found, filter_: Filter | None = None, *, left_shown: bool = False
    ) -> None:
        self.found = found
        self.filter = filter_ or Filter()
        self.left_shown = left_shown or not found.events
        self.ticked: set[int] = set()
        """Which entries are ticked."""
        self.kept: tuple[Event, ...] = ()
        """Events ticked before that are not among those that were read last."""
        self.shown: list[int] = []
        """Which entries are shown."""
        if max(found.events, 0 if found.events else found.left_over) <= FEW:
            self.ticked = {
                at
                for at, entry in enumerate(found.entries)
                if not entry.there and bool(entry.left) != bool(found.events)
            }
        self.show(self.filter)

    def show(self, filter_: Filter) -> None:
        """Show what passes a filter."""
        self.filter = filter_
        passes = filter_.passes
        self.shown = [
            at
            for at, entry in enumerate(self.found.entries)
            if (self.left_shown or not entry.left) and _passes(passes, entry.event)
        ]

    def show_left_over(self, on: bool) -> None:
        """Show what was left over among the events, or hide it."""
        self.left_shown = on
        self.show(self.filter)

    def tick(self, at: int) -> None:
        """Tick an entry, or take its tick away."""
        self.ticked ^= {at}

    def tick_shown(self) -> bool:
        """Tick every event shown that the timeline does not have; untick if all of them are.

        Returns:
            Whether they are ticked now.
        """
        new = {at for at in self.shown if not self.found.entries[at].there}
        if new <= self.ticked:
            self.ticked -= set(self.shown)
            return False
        self.ticked |= new
        return True

    def take_over(self, before: EventChoice) -> None:
        """Keep the ticks of a choice made before the source was read once more."""
        places: dict[object, list[int]] = defaultdict(list)
        for at, entry in enumerate(self.found.entries):
            for event in entry.event.repeats or (entry.event,):
                places[_key_of(event)].append(at)
        missing = []
        old = [before.found.entries[at].event for at in sorted(before.ticked)]
        single = [one for event in old for one in (event.repeats or (event,))]
        for event in [*single, *before.kept]:
            free = places.get(_key_of(event))
            if free:
                self.ticked.add(free.pop(0))
            else:
                missing.append(event)
        self.kept = tuple(missing)

    @property
    def count(self) -> int:
        """How many will be inserted: those that are ticked and not hidden."""
        return len(self.ticked.intersection(self.shown)) + len(self._kept_shown)

    @property
    def hidden(self) -> int:
        """How many are ticked, but hidden, and so stay out."""
        return len(self.ticked) + len(self.kept) - self.count

    @property
    def chosen(self) -> tuple[Event, ...]:
        """What will be inserted, oldest first."""
        shown = self.ticked.intersection(self.shown)
        events = [self.found.entries[at].event for at in sorted(shown)]
        return tuple(in_order([*events, *self._kept_shown]) if self._kept_shown else events)

    @property
    def _kept_shown(self) -> tuple[Event, ...]:
        """What is kept beside the entries: a filter hides it, whatever it is."""
        return self.kept if self.filter.passes is None else ()

    @property
    def severities(self) -> tuple[str, ...]:
        """The severities that the events have, in rising order."""
        known = Counter(entry.event.severity for entry in self.found.entries)
        return tuple(level for level in SEVERITIES if known[level])


def _passes(passes: Wanted | None, event: Event) -> bool:
    """Whether an event passes a filter, or one of those that it stands for."""
    return passes is None or any(map(passes, event.repeats or (event,)))


def _key_of(event: Event) -> tuple[int, str, str]:
    return event.line, event.time, event.text
