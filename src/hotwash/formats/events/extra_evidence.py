"""What an event tells beside its time and its text, as lines of evidence."""

from __future__ import annotations

import re
from collections.abc import Collection

from hotwash.formats.events.model import Event, row_text

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_REMARKS = frozenset({"note", "evidence"})
"""What stands in `extra` and is no value of the source."""


def values_of(event: Event) -> dict[str, str]:
    """Return the values that an event has by their names, without remarks of the reader."""
    return {name: text for name, text in event.extra.items() if name not in _REMARKS and text}


def told_besides(event: Event, without: Collection[str] = ()) -> str:
    """Return all that an event tells beside its time and its text, as lines.

    Its line in the source stands for the values that were read from it.

    Args:
        event: The event.
        without: The names of values that have a place of their own.
    """
    values = {
        name: text
        for name, text in values_of(event).items()
        if name not in without and not _is_told(row_text(text), event)
    }
    evidence = event.extra.get("evidence", "")
    if not values:
        return evidence
    words = _WORD.findall(" ".join(values.values()))
    if event.source_line and set(words) <= set(_WORD.findall(event.source_line)):
        known = evidence.lstrip().startswith(event.source_line)
        lines = [] if known else [event.source_line]
    else:
        lines = [f"{name}: {text}" for name, text in values.items() if text not in evidence]
    return "\n".join([*lines, evidence] if evidence else lines)


def _is_told(value: str, event: Event) -> bool:
    return value == event.time or _is_within(value, event.text)


def _is_within(value: str, text: str) -> bool:
    """Whether the words of an event say a value; a number or a letter may stand there by chance."""
    if len(value) < 3 or _LETTER.search(value) is None or value not in text:
        return False
    return set(_WORD.findall(value)).issubset(_WORD.findall(text))
