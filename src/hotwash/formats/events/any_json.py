"""JSON of any product: the list of things that have a time, found by names and by values.

Which list is meant, which of its keys is the time and which the words, is told for the whole list
and not thing by thing; what has no time is left over. Values may be nested (`_source.message`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from hotwash.formats.events.json_events import Thing, event_of, time_key
from hotwash.formats.events.json_fields import Fields, in_words, leaves, named_values
from hotwash.formats.events.model import NO_JSON, Item, ReadContext, Sample, left_over
from hotwash.formats.events.timestamps import Stamps

Path = tuple[str, ...]
"""Where a list stands in a value; `*` for any member of a list above it."""

_DEEPEST = 12
_LOOKED_AT = 20
"""Things of a list by which its keys are judged."""


class AnyJson:
    """Reads lists of things with a time, and lines that are such things."""

    name = "json"
    title = "JSON with times in it"

    def sniff(self, sample: Sample) -> float:
        """Less sure than any reader that knows the product."""
        if _is_lines(sample):
            things = [Thing(value) for value in sample.json_lines]
        else:
            things = _things(sample.json)
        return 0.5 if things and _key(things) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each thing."""
        stamps = Stamps(context)
        if _is_lines(sample):
            yield from _read_lines(sample, stamps)
            return
        things = _things(sample.json)
        key = _key(things)
        for thing in things:
            yield event_of(thing, (key,), stamps) or _without_time(thing, 0)


def _without_time(thing: Thing, line: int) -> Item:
    return left_over(line, in_words(thing.value), "no time is found in it", thing.value)


def _key(things: Sequence[Thing]) -> str:
    return time_key([thing.fields for thing in things[:_LOOKED_AT]])


def _is_lines(sample: Sample) -> bool:
    """Whether a text has an object on each line."""
    return len(sample.json_lines) > 1 and not isinstance(sample.documents, dict)


def _read_lines(sample: Sample, stamps: Stamps) -> Iterator[Item]:
    key = _key([Thing(value) for value in sample.json_lines])
    for number, line in enumerate(sample.text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            thing = Thing(json.loads(line))
        except (ValueError, RecursionError):
            yield left_over(number, line, "it is not whole JSON")
            continue
        yield event_of(thing, (key,), stamps, number) or _without_time(thing, number)


def _things(value: object) -> list[Thing]:
    """The list in a value whose members have times; of several the longest, the outer one first."""
    if value is NO_JSON:
        return []
    lists: dict[Path, list[Thing]] = defaultdict(list)
    _gather(value, (), {}, lists)
    best: list[Thing] = []
    for path in sorted(lists, key=len):
        timed = [one for one in lists[path] if time_key([one.fields])]
        if timed and len(timed) > 1.5 * len(best):
            best = lists[path]
    alone = Thing(value)
    return best or ([alone] if isinstance(value, dict) and time_key([alone.fields]) else [])


def _gather(value: object, path: Path, around: Fields, lists: dict[Path, list[Thing]]) -> None:
    """Collect the members of all lists that stand at the same place of things alike.

    Args:
        value: Where to look.
        path: Where it stands.
        around: What the members of lists in which it stands say besides.
        lists: What has been found.
    """
    if len(path) > _DEEPEST:
        return
    if isinstance(value, Mapping):
        if _are_alike(value):
            lists[(*path, "*")] += [Thing(part, around) for part in value.values()]
        for key, part in value.items():
            _gather(part, (*path, str(key)), around, lists)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            beside = around
            if isinstance(part, Mapping):
                lists[path].append(Thing(part, around))
                beside = {**around, **_beside(part)}
            elif (named := named_values(part)) is not None:
                lists[path].append(Thing(part, around, named))
            elif _is_pair(part):
                lists[path].append(Thing(part, around, {"time": part[0], "line": part[1]}))
            _gather(part, (*path, "*"), beside, lists)


def _beside(value: Mapping[str, object]) -> Fields:
    """The values of a thing that stand in none of the lists in it."""
    lists = {id(part) for part in value.values() if isinstance(part, list)}
    return dict(leaves(value, skip=lists)) if lists else {}


def _are_alike(value: Mapping[str, object]) -> bool:
    """Whether the values of an object are things of one kind, under their ids."""
    things = [part for part in value.values() if isinstance(part, Mapping)]
    if len(things) < 2 or len(things) < len(value):
        return False
    names = set(things[0])
    return len(names) > 1 and all(len(names & set(one)) * 2 > len(names) for one in things)


def _is_pair(value: object) -> TypeGuard[list[object]]:
    """Whether a value is a time and a line, as Loki has them."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)
