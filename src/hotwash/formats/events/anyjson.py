"""JSON of any product: the list of things that have a time, found by names and by values.

Which list is meant, which of its keys is the time and which the words, is told for the whole list
and not thing by thing; what has no time is left over. Values may be nested (`_source.message`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from hotwash.formats.events.applog import level_in
from hotwash.formats.events.jsonfields import (
    Fields,
    fields_of,
    level_of,
    named_values,
    who_of,
    words_of,
)
from hotwash.formats.events.model import (
    NO_JSON,
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    one_line,
    severity_of,
)
from hotwash.formats.events.stamps import Stamps

Path = tuple[str, ...]
"""Where a list stands in a value; `*` for any member of a list above it."""

_DEEPEST = 12
_LOOKED_AT = 20
"""Things of a list by which its keys are judged."""

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


class AnyJson:
    """Reads lists of things with a time, and lines that are such things."""

    name = "json"
    title = "JSON with times in it"

    def sniff(self, sample: Sample) -> float:
        """Less sure than any reader that knows the product."""
        things = [value for _line, value in _lines(sample)] or _things(sample.json)
        return 0.5 if things and _time_key([fields_of(one) for one in things[:_LOOKED_AT]]) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each thing."""
        numbered = _lines(sample) or [(0, thing) for thing in _things(sample.json)]
        things = [(line, fields_of(thing)) for line, thing in numbered]
        stamps = Stamps(context)
        key = _time_key([fields for _line, fields in things[:_LOOKED_AT]])
        for line, fields in things:
            instant = _instant(fields.get(key, ""), stamps)
            if instant is None:
                yield left_over(line, json.dumps(fields)[:400], "no time is found in it")
                continue
            yield _event(fields, key, instant, line)
        for number, text in _broken_lines(sample):
            yield left_over(number, text, "it is not whole JSON")


def _lines(sample: Sample) -> list[tuple[int, object]]:
    """The objects of a text that has one on each line; none where it is one value."""
    if len(sample.json_lines) < 2 or isinstance(sample.documents, dict):
        return []
    found: list[tuple[int, object]] = []
    for number, line in enumerate(sample.text.splitlines(), 1):
        if line.strip() and (value := _value(line)) is not None:
            found.append((number, value))
    return found


def _broken_lines(sample: Sample) -> Iterator[tuple[int, str]]:
    if _lines(sample):
        for number, line in enumerate(sample.text.splitlines(), 1):
            if line.strip() and _value(line) is None:
                yield number, line


def _value(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _things(value: object) -> list[object]:
    """The list in a value whose members have times; of several the longest, the outer one first."""
    if value is NO_JSON:
        return []
    lists: dict[Path, list[object]] = defaultdict(list)
    _gather(value, (), lists)
    best: list[object] = []
    for path in sorted(lists, key=len):
        timed = [one for one in lists[path] if _time_key([fields_of(one)])]
        if timed and len(timed) > 1.5 * len(best):
            best = lists[path]
    return best or ([value] if isinstance(value, dict) and _time_key([fields_of(value)]) else [])


def _gather(
    value: object, path: tuple[str, ...], lists: dict[tuple[str, ...], list[object]]
) -> None:
    """Collect the members of all lists that stand at the same place of things alike."""
    if len(path) > _DEEPEST:
        return
    if isinstance(value, Mapping):
        if _are_alike(value):
            lists[(*path, "*")] += value.values()
        for key, part in value.items():
            _gather(part, (*path, str(key)), lists)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            if isinstance(part, Mapping):
                lists[path].append(part)
            elif (named := named_values(part)) is not None:
                lists[path].append(named)
            elif _is_pair(part):
                lists[path].append({"time": part[0], "line": part[1]})
            _gather(part, (*path, "*"), lists)


def _are_alike(value: Mapping[str, object]) -> bool:
    """Whether the values of an object are things of one kind, under their ids."""
    things = [part for part in value.values() if isinstance(part, Mapping)]
    if len(things) < 2 or len(things) < len(value):
        return False
    names = set(things[0])
    return len(names) > 1 and all(len(names & set(one)) * 2 > len(names) for one in things)


def _is_pair(value: object) -> bool:
    """Whether a value is a time and a line, as Loki has them."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)


def _time_key(things: Sequence[Fields]) -> str:
    """The key whose value is when things happened; empty when none is a time."""
    scores: dict[str, float] = defaultdict(float)
    stamps = Stamps(ReadContext(datetime(2026, 1, 1, tzinfo=UTC)))
    for fields in things:
        for key, text in fields.items():
            weight = _weight(key)
            if weight and _instant(text, stamps) is not None:
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


def _instant(text: str, stamps: Stamps) -> datetime | None:
    if text.replace(".", "", 1).isdigit():
        return stamps.epoch(text) if len(text.partition(".")[0]) >= 9 else None
    return stamps.instant(text) if len(text) < 60 and _STAMP.match(text) else None


def _event(fields: Fields, key: str, instant: datetime, line: int) -> Event:
    text = words_of(fields, key)
    who = who_of(fields, key)
    rest = [(name, part) for name, part in fields.items() if name not in (key, "note") and part]
    extra = {name: one_line(part)[:200] for name, part in rest[:40] if part != text}
    return Event(
        fields[key],
        one_line(text),
        instant,
        severity=severity_of(level_of(fields)) or level_in(text),
        line=line,
        extra={**extra, "who": who} if who else extra,
    )
