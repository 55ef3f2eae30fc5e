"""What sources of timeline events have in common: events, what was left over, the protocol.

A source looks at a text and says how sure it is that this is its own; the surest one reads it. What
it cannot read it hands back as left over, with its line and a reason; nothing is passed over in
silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Protocol

LONGEST_TEXT = 2000
"""Characters of an event's text; a log line may be a megabyte, a row of a timeline may not."""

_FIRST_LINES = 4_000_000
"""Characters in which the first lines of JSON are looked for; one of them may be long."""

NO_JSON: object = object()
"""What `Sample.json` is for a text that is not JSON."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as a source tells it."""

    time: str
    """The text of its time, as found."""
    text: str
    """What happened, on one line."""
    instant: datetime | None = None
    """When, aware, in UTC; None when its time could not be read."""
    end: datetime | None = None
    """The end of a range, aware, in UTC."""
    approximate: bool = False
    day: str = ""
    """Its day as ISO, when no more is known; its instant then is that day's midnight."""
    severity: str = ""
    """`error`, `warning`, `info`, `debug`, or empty when the source has none."""
    line: int = 0
    """The line of the source it begins on, from 1; 0 when it has no lines."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What else is known by name: `who`, `host`, `url`, `evidence`, `note`."""
    thing: object = field(default=None, compare=False, repr=False)
    """What it was made from where that has names: an object of JSON, a row of a table.

    None for lines. What it holds and the event does not tell is added by `accounting`.
    """
    source_line: str = ""
    """Its first line in the source, where its time and its text alone do not tell all of it."""
    repeats: tuple[Event, ...] = ()
    """The events that it stands for, itself the first; empty for a single one."""

    @property
    def note(self) -> str:
        """What the reader of its time had to say."""
        return self.extra.get("note", "")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text of a source that became no event."""

    line: int
    """Its line, from 1; 0 when it has none."""
    text: str
    """What it says, on one line; cut only where it is longer than `LONGEST_LEFT`."""
    why: str
    """In words."""
    thing: object = field(default=None, compare=False, repr=False)
    """The value that it was in JSON; None for a line."""


@dataclass(frozen=True, slots=True)
class Used:
    """A line that says something about the events below it: a header, a day, a rule."""

    line: int
    """Its line, from 1."""
    text: str


Item = Event | LeftOver | Used
"""What a source yields."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What times are read against where a source does not say."""

    now: datetime
    """The present, aware; relative ages count from it."""
    date: str = ""
    """The incident's date as ISO, or empty."""
    zone: str = "UTC"
    """The zone of times without one."""
    zone_said: bool = False
    """Whether the source says that zone of all its times."""
    day_first: bool | None = None
    """Whether `5/11/2026` is the 5th of November; None where it has no such date."""
    day_told: bool = True
    """Whether a date of the source tells that, and it was not guessed."""


@dataclass(frozen=True)
class Sample:
    """A text to be recognised and read."""

    text: str
    name: str = ""
    """The name of its file, or empty."""

    @cached_property
    def head(self) -> tuple[str, ...]:
        """Its first lines that are not blank, each cut to a bearable length."""
        lines = (line[:500] for line in self.text[:40_000].splitlines())
        return tuple(line for line in lines if line.strip())[:60]

    @cached_property
    def json(self) -> object:
        """Its value when it is JSON, whole or cut off; `NO_JSON` otherwise."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return NO_JSON
        try:
            return json.loads(self.text)
        except RecursionError:
            return NO_JSON
        except ValueError:
            from hotwash.formats.events.json_text import salvage

            if self.documents is not None and not self.json_lines:
                return self.documents
            if isinstance(self.documents, dict):
                return self.documents
            if len(self.json_lines) > 1:
                return NO_JSON
            found = salvage(self.text)
            return NO_JSON if found is None else found[0]

    @cached_property
    def unread(self) -> tuple[int, str]:
        """The text behind the last whole value of broken JSON, and its line; 0 for none."""
        from hotwash.formats.events.json_text import salvage, where_broken

        if self.json is NO_JSON or self.documents is not None or where_broken(self.text) is None:
            return 0, ""
        found = salvage(self.text)
        stop = 0 if found is None else found[1]
        return self.text.count("\n", 0, stop) + 1, self.text[stop:]

    @cached_property
    def documents(self) -> object | None:
        """Its values as one when it is several JSON documents; None otherwise, and for a log."""
        from hotwash.formats.events.json_text import are_pages, documents

        if len(self.json_lines) > 1 and not are_pages(self.json_lines):
            return None
        return documents(self.text.strip()) if self.text.lstrip()[:1] in ("{", "[") else None

    @cached_property
    def json_lines(self) -> tuple[dict[str, object], ...]:
        """The objects of its first lines, when each line is a JSON object."""
        found = []
        lines = (line for line in self.text[:_FIRST_LINES].splitlines() if line.strip())
        for line in islice(lines, 10):
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                break
            if not isinstance(value, dict):
                break
            found.append(value)
        return tuple(found)

    def share(self, matching: int) -> float:
        """The part of the first lines that some lines are."""
        return matching / len(self.head) if self.head else 0.0


class EventSource(Protocol):
    """A reader of one kind of source."""

    name: str
    """What `--format` calls it."""
    title: str
    """What people call it."""

    def sniff(self, sample: Sample) -> float:
        """How sure it is that a text is its own: 0 (it is not) to 1."""
        ...

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield the events of a text in its own order, and what is left over."""
        ...


SEVERITIES = ("debug", "info", "warning", "error")
"""In rising order."""

_LEVELS = {
    "error": "emerg emergency alert crit critical err error fatal severe panic p1 failed failure "
    "trigger firing major e f c ftl pnc",
    "warning": "warning warn wrn minor degraded p2 w",
    "info": "info information inf notice ntc normal ok success resolved operational i n",
    "debug": "debug dbg trace trc verbose fine finer finest d d1 d2 d3 d4 d5 v",
}
_SEVERITY = {word: level for level, words in _LEVELS.items() for word in words.split()}


def severity_of(word: object) -> str:
    """Return the severity that a source's own word means; empty for an unknown one."""
    if isinstance(word, int):
        return "error" if word <= 3 else ("warning", "info", "info", "debug")[min(word, 7) - 4]
    return _SEVERITY.get(str(word).strip(" []:").lower(), "") if word else ""


def row_text(text: str) -> str:
    """Return a text on one line, its lines joined by slashes, cut where no row should be longer."""
    if len(text) <= LONGEST_TEXT and text.isprintable():
        return " ".join(text.split())
    parts = text[: LONGEST_TEXT * 2].splitlines()
    lines = [" ".join(part.split()) for part in parts]
    joined = " / ".join(line for line in lines if line)
    return joined if len(joined) <= LONGEST_TEXT else joined[: LONGEST_TEXT - 1] + "…"


def written_lines(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that are not blank, with their numbers."""
    for number, line in enumerate(text.splitlines(), first):
        if line.strip():
            yield number, line


class Held:
    """The event that was read last, held back while the lines below it may belong to it."""

    def __init__(self) -> None:
        self.event: Event | None = None

    def follow(self, item: Item) -> Iterator[Item]:
        """Yield the event that was held; hold what follows it, or yield it where it is none."""
        yield from self.release()
        if isinstance(item, Event):
            self.event = item
        else:
            yield item

    def release(self) -> Iterator[Item]:
        """Yield the event that was held, if there is one."""
        event, self.event = self.event, None
        if event is not None:
            yield event


def named(**values: str | None) -> dict[str, str]:
    """Return the values that there are by their names, as an event's `extra` has them."""
    return {name: text for name, text in values.items() if text}


LONGEST_LEFT = 100_000
"""Characters of a piece that is left over."""


def left_over(line: int, text: str, why: str, thing: object = None) -> LeftOver:
    """Return a piece of a source as left over, on one line."""
    shown = " ".join(text[:LONGEST_LEFT].split())
    return LeftOver(line, f"{shown}…" if len(text) > LONGEST_LEFT else shown, why, thing)
