"""A thing with named values as an event: which of them is the time, which the words, how bad it is.

Used for members of a list in JSON, for lines of JSON and for lines of pairs (`msg="…" level=…`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hotwash.formats.events.json_fields import (
    Fields,
    fields_of,
    level_of,
    who_of,
    words_of,
)
from hotwash.formats.events.levels import level_in, severity_said
from hotwash.formats.events.model import Event, ReadContext, row_text
from hotwash.formats.events.timestamps import Stamps

_BEST = re.compile(
    r"(?:event|log|date)?_?(?:time|timestamp|datetime|date|at|ts|when|happened)|date_?time|"
    r"occurred(?:_?at)?|happened(?:_?at)?|(?:event_?)?timestamp(?:_?ms|_?utc)?",
    re.IGNORECASE,
)
_EXACT = re.compile(r".*(?:unix_?time|epoch).*", re.IGNORECASE)
"""What is counted from 1970, and so needs no zone."""
_GOOD = re.compile(r"(?:created|started|start|active|starts|opened|date_?created).*", re.IGNORECASE)
_POOR = re.compile(
    r".*(?:updat|modif|end|expir|ingest|due|resolv|next|last|until|receiv|clos|birth).*", re.I
)
_STAMP = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:[T ]|$)|[0-9]{1,2}:[0-9]{2}")


@dataclass(frozen=True)
class Thing:
    """A value that may be an event."""

    value: object
    """As it stands in the source."""
    around: Fields = field(default_factory=dict)
    """What the things in which it stands say besides: the labels of a stream of lines."""
    shape: object = None
    """The value as names and values, where it is written as a list of them; None for itself."""

    @property
    def fields(self) -> Fields:
        """Its values by their dotted names."""
        return fields_of(self.value if self.shape is None else self.shape)


def event_of(thing: Thing, times: Sequence[str], stamps: Stamps, line: int = 0) -> Event | None:
    """Return a thing as an event; None where it has no time.

    Args:
        thing: The thing.
        times: The names of its time, the best first; others are tried where it has none of them.
        stamps: Reads the time.
        line: The line that it stands on, from 1; 0 where it has none.
    """
    fields = thing.fields
    key = next((name for name in times if fields.get(name)), "") or time_key([fields])
    instant = instant_of(fields.get(key, ""), stamps)
    if instant is None:
        return None
    text = words_of(fields, key)
    if not text:
        return None
    who = who_of(fields, key)
    return Event(
        fields[key],
        row_text(text),
        instant,
        severity=severity_said(level_of(fields)) or level_in(text),
        line=line,
        extra={**thing.around, "who": who} if who else thing.around,
        thing=thing.value if thing.shape is None or line == 0 else thing.shape,
    )


def time_key(things: Sequence[Fields]) -> str:
    """Return the name of the value that is when things happened; empty when none is a time."""
    scores: dict[str, float] = defaultdict(float)
    stamps = Stamps(ReadContext(datetime(2026, 1, 1, tzinfo=UTC)))
    for fields in things:
        for key, text in fields.items():
            weight = _weight(key)
            if weight and instant_of(text, stamps) is not None:
                scores[key] += weight
    return max(scores, key=lambda key: scores[key], default="")


def _weight(key: str) -> float:
    """How much a name promises a time; its value must be one besides."""
    *above, last = key.split(".")
    last = last.lstrip("@_")
    shallow = 1 - 0.05 * len(above)
    if _EXACT.fullmatch(last) and not _POOR.fullmatch(last):
        return 1.1 * shallow
    if _BEST.fullmatch(last):
        return shallow
    if _GOOD.fullmatch(last):
        return 0.8 * shallow
    return (0.2 if _POOR.fullmatch(last) else 0.4) * shallow


def instant_of(text: str, stamps: Stamps) -> datetime | None:
    """Return the instant that a value is; None for a value that is no time."""
    if text.replace(".", "", 1).isdigit():
        return stamps.epoch(text) if len(text.partition(".")[0]) >= 9 else None
    return stamps.instant(text) if len(text) < 60 and _STAMP.match(text) else None
