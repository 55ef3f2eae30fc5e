"""MySQL's log of slow queries: blocks under `# Time:` and `# User@Host:`, a statement in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, row_text
from hotwash.formats.events.packed_timestamps import unpacked
from hotwash.formats.events.timestamps import Stamps

_TIME = re.compile(r"# Time: (?P<time>.*\S)")
_USER = re.compile(r"# User@Host: (?P<user>[^\[\s]+)")
_TOOK = re.compile(r"# Query_time: (?P<took>[0-9.]+)")
_STAMP = re.compile(r"SET timestamp=(?P<time>[0-9.]+);")


@dataclass(slots=True)
class _Query:
    """A query as it is being read."""

    line: int
    user: str = ""
    took: str = ""
    stamp: str = ""
    words: list[str] = field(default_factory=list)


class SlowLog:
    """Reads slow queries."""

    name = "slow-log"
    title = "MySQL's slow query log"

    def sniff(self, sample: Sample) -> float:
        """Sure of a user's line with a time of the query near it."""
        users = any(_USER.match(line) for line in sample.head)
        return 0.95 if users and any(_TOOK.match(line) for line in sample.head) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each query; its own time stamp goes before the one above it."""
        stamps = Stamps(context)
        time = ""
        query: _Query | None = None
        for number, line in enumerate(sample.text.splitlines(), 1):
            above, user = _TIME.match(line), _USER.match(line)
            if (above or user) and query is not None and query.took:
                yield _event(query, time, stamps)
                query = None
            time = above["time"] if above else time
            if above or user:
                query = query or _Query(number)
                query.user = user["user"] if user else query.user
            elif query is not None:
                _take(query, line)
            elif line.strip():
                yield left_over(number, line, "it stands before the first query")
        if query is not None:
            yield _event(query, time, stamps)


def _take(query: _Query, line: str) -> None:
    took, stamp = _TOOK.match(line), _STAMP.match(line)
    if took:
        query.took = took["took"]
    elif stamp:
        query.stamp = stamp["time"]
    elif line[:1] != "#" and len(query.words) < 40:
        query.words.append(line.strip()[:2000])


def _event(query: _Query, time: str, stamps: Stamps) -> Event:
    instant = stamps.epoch(query.stamp) if query.stamp else None
    if instant is None and time:
        instant = stamps.instant(unpacked(time))
    words = " ".join(query.words)
    text = row_text(f"Slow query, {query.took or '?'} s: {words}")
    extra = {"who": query.user} if query.user else {}
    return Event(
        query.stamp or time, text, instant, severity="warning", line=query.line, extra=extra
    )
