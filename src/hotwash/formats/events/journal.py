"""`journalctl -o json`: one object a line, times in microseconds since 1970."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    one_line,
    severity_of,
)
from hotwash.formats.events.stamps import Stamps

_STAMP = "__REALTIME_TIMESTAMP"


class Journal:
    """Reads the journal's JSON."""

    name = "journald"
    title = "journalctl -o json"

    def sniff(self, sample: Sample) -> float:
        """Sure when the first object has the journal's time stamp."""
        return 0.98 if _STAMP in sample.text[:20_000] and sample.text.lstrip()[:1] in "{[" else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each object with a message."""
        from pydantic import ValidationError

        from hotwash.formats.events.shapes import JournalEntry

        stamps = Stamps(context)
        for number, value in _objects(sample):
            if isinstance(value, str):
                yield left_over(number, value, "it is not whole JSON")
                continue
            try:
                entry = JournalEntry.model_validate(value)
            except ValidationError:
                yield left_over(number, str(value), "it has no time of the journal's")
                continue
            tag = entry.SYSLOG_IDENTIFIER or entry.COMM
            text = f"{tag}: {entry.message}" if tag else entry.message
            yield Event(
                entry.stamp,
                one_line(text),
                stamps.epoch(entry.stamp),
                severity=severity_of(entry.priority),
                line=number,
                extra={"host": entry.HOSTNAME} if entry.HOSTNAME else {},
            )


def _objects(sample: Sample) -> Iterator[tuple[int, object]]:
    """Yield the objects with their lines; for a broken line, its text."""
    if isinstance(sample.json, list):
        yield from ((0, value) for value in sample.json)
        return
    if sample.text.count("\n") > 1 and not sample.json_lines and isinstance(sample.json, dict):
        yield 1, sample.json
        return
    for number, line in enumerate(sample.text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, line
