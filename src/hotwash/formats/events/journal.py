"""`journalctl -o json` and `-o export`: an object or a block an entry, times in microseconds."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    row_text,
    severity_of,
)
from hotwash.formats.events.timestamps import Stamps

_STAMP = "__REALTIME_TIMESTAMP"


class Journal:
    """Reads the journal's JSON."""

    name = "journald"
    title = "journalctl -o json or export"

    def sniff(self, sample: Sample) -> float:
        """Sure when the first object has the journal's time stamp."""
        if _STAMP not in sample.text[:20_000]:
            return 0.0
        return 0.98 if sample.text.lstrip()[:1] in "{[" or _is_export(sample) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each object with a message."""
        from hotwash.formats.events.schemas import JournalEntry, parsed

        stamps = Stamps(context)
        for number, value in _objects(sample):
            if isinstance(value, str):
                yield left_over(number, value, "it is not whole JSON")
                continue
            entry = parsed(JournalEntry, value)
            if entry is None:
                yield left_over(number, in_words(value), "it has no time of the journal's", value)
                continue
            tag = entry.SYSLOG_IDENTIFIER or entry.COMM
            text = f"{tag}: {entry.message}" if tag else entry.message
            if isinstance(value, dict) and isinstance(value.get("MESSAGE"), list):
                value = {**value, "MESSAGE": entry.message}
            yield Event(
                entry.stamp,
                row_text(text),
                stamps.epoch(entry.stamp),
                severity=severity_of(entry.priority),
                line=number,
                extra={"host": entry.HOSTNAME} if entry.HOSTNAME else {},
                thing=value,
            )


def _is_export(sample: Sample) -> bool:
    """Whether a text is `journalctl -o export`: lines `KEY=value`, a blank line between entries."""
    return any(line.startswith(f"{_STAMP}=") for line in sample.head)


def _exported(text: str) -> Iterator[tuple[int, object]]:
    """Yield the entries of an export, with the line where each begins."""
    entry: dict[str, object] = {}
    start = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        key, sign, value = line.partition("=")
        if not line.strip():
            if entry:
                yield start, entry
            entry = {}
        elif sign and key.replace("_", "").isalnum() and key.isupper():
            start = start if entry else number
            entry[key] = value


def _objects(sample: Sample) -> Iterator[tuple[int, object]]:
    """Yield the objects with their lines; for a broken line, its text."""
    if _is_export(sample):
        yield from _exported(sample.text)
        return
    if isinstance(sample.json, list):
        yield from ((0, value) for value in sample.json)
        return
    if sample.text.count("\n") > 1 and not sample.json_lines and isinstance(sample.json, dict):
        yield 0, sample.json
        return
    for number, line in enumerate(sample.text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, line
