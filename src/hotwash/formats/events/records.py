"""Records of lines `Name: value`: Windows' event log, PowerShell's lists, rows of a database.

Read are `wevtutil` (`Event[0]:` above each), `Format-List` (a blank line between) and the long
output of MySQL and PostgreSQL (`*** 1. row ***`). A record's names are columns, and so its time
and its words are told as those of a table are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import (
    Item,
    ReadContext,
    Sample,
    Used,
    left_over,
    written_lines,
)
from hotwash.formats.events.table_cells import find_columns, read_cells
from hotwash.formats.events.timestamps import Stamps

_HEAD = re.compile(r"\s*(?:Event\[[0-9]+\]:?|\*+ [0-9]+\. row \*+|-\[ RECORD [0-9]+ \][-+]*)\s*$")
"""What stands above a record."""
_FIELD = re.compile(
    r"\s{0,8}(?P<name>[A-Za-z_][\w .()/@-]{0,40}?)\s*(?::|\s\|)(?:\s+(?P<value>.*))?$"
)
_LEAST = 3
"""Names that a record has at least."""
_MOST_NAMES = 100


@dataclass(slots=True)
class _Record:
    line: int
    values: dict[str, str] = field(default_factory=dict)


class Records:
    """Reads records of named values."""

    name = "records"
    title = "records of named values"

    def sniff(self, sample: Sample) -> float:
        """Sure of several records with the same names, one of which is a time with its day."""
        heads = sum(_HEAD.match(line) is not None for line in sample.head)
        fields = sum(_FIELD.match(line) is not None for line in sample.head)
        if not heads and sample.share(fields) < 0.8:
            return 0.0
        records = [item for item in _records(sample.text[:40_000]) if isinstance(item, _Record)]
        whole = [record for record in records if len(record.values) >= _LEAST]
        if len(whole) < (1 if heads else 2) or not _is_timed(whole[0]):
            return 0.0
        firsts = {next(iter(record.values)) for record in whole}
        return 0.94 if heads or len(firsts) == 1 else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each record."""
        items = list(_records(sample.text))
        records = [item for item in items if isinstance(item, _Record)]
        names = list(dict.fromkeys(name for one in records for name in one.values))[:_MOST_NAMES]
        rows = [[one.values.get(name, "") for name in names] for one in records]
        columns = find_columns(names, rows[:20])
        if columns is None:
            for one in records:
                yield left_over(
                    one.line, in_words(one.values), "none of its names is a time", one.values
                )
            return
        lines = iter(rows)
        numbered = (item if isinstance(item, Used) else (item.line, next(lines)) for item in items)
        yield from read_cells(columns, numbered, context)


def _is_timed(record: _Record) -> bool:
    from datetime import UTC, datetime

    columns = find_columns(list(record.values))
    if columns is None:
        return False
    texts = list(record.values.values())
    stamps = Stamps(ReadContext(datetime(2026, 1, 1, tzinfo=UTC)))
    time = " ".join(texts[index] for index in columns.times)
    return len(time) > 9 and stamps.reading(time).instant is not None


def _records(text: str) -> Iterator[_Record | Used]:
    """Yield the records of a text, and the lines above them that are none of their values."""
    record: _Record | None = None
    name = ""
    for number, line in written_lines(text):
        head, match = _HEAD.match(line), _FIELD.match(line)
        if record is not None and (head or (match and match["name"] == next(iter(record.values)))):
            yield record
            record = None
        if head:
            yield Used(number, line.strip())
        elif match:
            record = record or _Record(number)
            name = _free(match["name"].strip(), record)
            record.values[name] = (match["value"] or "").strip()
        elif record is not None:
            record.values[name] = f"{record.values[name]}\n{line.strip()}".strip()
    if record is not None:
        yield record


def _free(name: str, record: _Record) -> str:
    while name in record.values:
        name = f"{name}_"
    return name
