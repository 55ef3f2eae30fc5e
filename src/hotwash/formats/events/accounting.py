"""Every word of a source is in an event, in its evidence, or among what is left over.

Readers yield what they understood; what they did not use is found here, for all of them alike.

| An event was made of | What it does not tell goes |
| --- | --- |
| lines: its own and those below it, up to the next item | into its evidence, as whole lines |
| a value with names (an object of JSON, a row of a table) | along by its name |
| nothing: lines above the first event, values around the things of a JSON text | to the left over |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hotwash.formats.events.json_fields import leaves
from hotwash.formats.events.model import (
    NO_JSON,
    Event,
    Item,
    Sample,
    Used,
    left_over,
    row_text,
)

MOST_EVIDENCE = 20_000
"""Characters of evidence that go along with an event."""

BELOW = "it belongs to no event"
AROUND = "it stands around the events"
BROKEN = "it stands behind the place where the JSON breaks"
TOO_LONG = "more than the evidence of a row can hold"

_WORD = re.compile(r"\w+")
_RESERVED = ("note", "evidence")
"""Names under which an event tells other things than a value of its source."""


def accounted(items: Iterator[Item], sample: Sample | None) -> Iterator[Item]:
    """Yield the items of a source, completed by what they do not tell, and the rest as left over.

    Args:
        items: What a reader yields, in the order of its source.
        sample: The text that was read; None where it is no text (a folder).
    """
    lines = [] if sample is None else sample.text.splitlines()
    region = _Region(lines)
    values = _Values()
    item: Item | None = None
    for item in items:
        if item.line:
            yield from region.begin(item)
            continue
        values.note(item)
        if isinstance(item, Event):
            yield from _bounded(with_names(item))
        else:
            yield item
    if item is None:
        return  # The reader knows none of it, which is said of the source as a whole.
    if region.owner is None and sample is not None and sample.json is not NO_JSON:
        yield from values.left_in(sample)
    else:
        yield from region.end(len(lines) + 1)


class _Region:
    """The lines of a source from one item to the next, which belong to the first of the two."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.owner: Item | None = None
        self.start = 1

    def begin(self, item: Item) -> Iterator[Item]:
        """End the region before an item, and begin its own."""
        yield from self.end(max(item.line, self.start))
        self.owner = item
        self.start = max(item.line, self.start)

    def end(self, stop: int) -> Iterator[Item]:
        """Yield the item of the region, with all that its lines say."""
        owner, lines = self.owner, self.lines[self.start - 1 : stop - 1]
        if isinstance(owner, Event) and owner.thing is None:
            yield from _bounded(_with_lines(owner, lines))
            return
        own = 0
        if isinstance(owner, Event):
            own = 1 if lines and owner.line == self.start else 0
            untold = [line for line in lines[:own] if not _is_told(line, owner)]
            yield from _bounded(with_evidence(with_names(owner), untold))
        elif owner is not None:
            own = 1 if lines and owner.line == self.start and _is_object(lines[0]) else 0
            yield owner
        yield from self._below(lines, own)

    def _below(self, lines: Sequence[str], own: int) -> Iterator[Item]:
        """Yield those of the lines below an item's own that say what it does not."""
        known = _known(self.owner) if len(lines) > own else set()
        for number, line in enumerate(lines[own:], self.start + own):
            if not known.issuperset(_WORD.findall(line)):
                yield left_over(number, line, BELOW)


def _is_object(line: str) -> bool:
    """Whether a line is JSON, which is told by its values."""
    return line.lstrip()[:1] == "{"


def _is_told(line: str, event: Event) -> bool:
    """Whether an event, and the thing it was made from, say all that its first line says."""
    return _is_object(line) or _known(event).issuperset(_WORD.findall(line))


def _known(item: Item | None) -> set[str]:
    """The words that an item says, and those of the thing it was made from."""
    if item is None:
        return set()
    known = set(_WORD.findall(item.text))
    if isinstance(item, Event):
        known.update(_WORD.findall(item.time))
    if isinstance(item, Used):
        return known
    if isinstance(item.thing, Mapping):
        known.update(_WORD.findall(" ".join(map(str, item.thing))))
    for name, text in leaves(item.thing):
        known.update(_WORD.findall(f"{name} {text}"))
    return known


def _with_lines(event: Event, lines: Sequence[str]) -> Event:
    """Return an event with those of its lines as evidence that it does not tell."""
    missing = []
    told = f"{event.time} {event.text}"
    for at, line in enumerate(lines):
        words = _words_beside(event, line)
        if not words or _are_among(words, told):
            continue
        if at == 0 and not event.source_line:
            event = replace(event, source_line=line.strip()[:MOST_EVIDENCE])
        if event.extra:
            words.difference_update(_WORD.findall(" ".join(event.extra.values())))
        if words and not _are_among(words, told):
            missing.append(line)
    return with_evidence(event, missing)


def _are_among(words: set[str], text: str) -> bool:
    """Whether words are all among those of a text; most that are not are no part of it at all."""
    return all(word in text for word in words) and words.issubset(_WORD.findall(text))


def _words_beside(event: Event, line: str) -> set[str]:
    """The words of a line beside the time and the text of its event, where they stand in it.

    A text that the reader put a name before may still stand at the end of the line.
    """
    rest = line.replace(event.text, " ", 1) if event.text else line
    if rest is line and (said := event.text.partition(": ")[2]) and line.endswith(f" {said}"):
        rest = line[: -len(said)]
    rest = rest.replace(event.time, " ", 1) if event.time else rest
    return set(_WORD.findall(rest))


def with_evidence(event: Event, lines: Sequence[str]) -> Event:
    """Return an event with lines of its source behind its evidence."""
    if not lines:
        return event
    known = event.extra.get("evidence", "")
    text = "\n".join([*([known] if known else []), *(line.rstrip() for line in lines)])
    return replace(event, extra={**event.extra, "evidence": text})


def with_names(event: Event) -> Event:
    """Return an event with the values of the thing it was made from that it does not tell yet."""
    if event.thing is None:
        return event
    said = {row_text(text) for text in event.extra.values()} | {event.time}
    more: dict[str, str] = {}
    for name, text in leaves(event.thing):
        plain = row_text(text)
        if not plain or plain in said or plain == event.text:
            continue
        more[_free(name or "value", event.extra, more)] = text.strip("\n")
    return replace(event, extra={**event.extra, **more}) if more else event


def _free(name: str, *taken: Mapping[str, str]) -> str:
    """A name that none of some mappings has."""
    name = name.capitalize() if name in _RESERVED else name
    while any(name in names for names in taken):
        name = f"{name}_"
    return name


class _Values:
    """What was read of the values of a JSON text, to find those around them."""

    def __init__(self) -> None:
        self.things: dict[int, object] = {}
        """The things that items were made of, by their identities."""
        self.told: set[tuple[str, str]] = set()
        """The names and values that events have."""

    def note(self, item: Item) -> None:
        """Take note of an item."""
        if not isinstance(item, Used) and item.thing is not None:
            self.things[id(item.thing)] = item.thing
        if isinstance(item, Event):
            self.told.update((_last(name), text) for name, text in item.extra.items())

    def left_in(self, sample: Sample) -> Iterator[Item]:
        """Yield what of a JSON text is in none of the things, and what is behind its break."""
        yield from self._around(sample.json)
        line, unread = sample.unread
        if line and _WORD.search(unread):
            yield left_over(line, unread, BROKEN)

    def _around(self, value: object) -> Iterator[Item]:
        alone: list[str] = []
        parts: list[tuple[object, object]] = [("", value)]
        if isinstance(value, Mapping) and id(value) not in self.things:
            parts = list(value.items())
        for name, part in parts:
            said = self._untold(str(name), part)
            if said and isinstance(part, (Mapping, list)):
                yield left_over(0, "; ".join(said), AROUND)
            else:
                alone += said
        if alone:
            yield left_over(0, "; ".join(alone), AROUND)

    def _untold(self, name: str, part: object) -> list[str]:
        """The values of a part in words that no event has."""
        return [
            f"{key or 'value'}: {text}"
            for key, text in leaves(part, name, self.things)
            if (_last(key), text) not in self.told
        ]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _with_words(event: Event) -> Event:
    """Return an event with words: where it has none, what is known of it by name says them."""
    if event.text.strip():
        return event
    evidence = event.extra.get("evidence", "").strip()
    named = {name: text for name, text in event.extra.items() if name not in _RESERVED and text}
    said = ", ".join(f"{name} {text}" for name, text in named.items()) or evidence
    return replace(event, text=row_text(said))


def _bounded(event: Event) -> Iterator[Item]:
    """Yield an event with as much evidence as a row can hold, and the rest as left over."""
    event = _with_words(event)
    evidence = event.extra.get("evidence", "")
    if len(evidence) <= MOST_EVIDENCE:
        yield event
        return
    ends = (evidence.rfind(sign, 0, MOST_EVIDENCE) for sign in "\n ")
    stop = next((end for end in ends if end > 0), MOST_EVIDENCE)
    yield replace(event, extra={**event.extra, "evidence": evidence[:stop]})
    yield left_over(event.line, evidence[stop:], TOO_LONG)
