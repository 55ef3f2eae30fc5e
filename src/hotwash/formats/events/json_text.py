"""JSON that is not one whole value: several pages in one file, or a text that ends too early."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]')
LONGEST = 16_000_000
"""Characters beyond which nothing is salvaged."""


def where_broken(text: str) -> tuple[int, str] | None:
    """Return the line on which JSON breaks and what is wrong there; None when it is whole."""
    try:
        json.loads(text)
    except RecursionError:
        return 1, "it is nested too deeply"
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg:
            return error.lineno, "it ends too early"
        return error.lineno, error.msg[:1].lower() + error.msg[1:]
    return None


def documents(text: str) -> object | None:
    """Return the values of a text of several JSON documents as one; None when it is no such text.

    Lists are put together, and so are the pages of an answer: objects that have the same list.
    """
    found = _values(text)
    if found is None or len(found) < 2:
        return None
    if all(isinstance(value, list) for value in found):
        return [one for page in found for one in page]
    if not all(isinstance(value, dict) for value in found):
        return None
    shared = _shared_lists(found)
    if not shared:
        return found
    return {**found[0], **{key: [one for page in found for one in page[key]] for key in shared}}


def are_pages(values: Sequence[Mapping[str, object]]) -> bool:
    """Whether objects may be the pages of one answer: they have the same list of things."""
    return bool(_shared_lists(values))


def _shared_lists(pages: Sequence[Mapping[str, object]]) -> list[str]:
    return [key for key in pages[0] if all(_is_list_of_things(page.get(key)) for page in pages)]


_BETWEEN = re.compile(r"[ \t\r\n,]*")


def _values(text: str) -> list[Any] | None:
    """Return the values that stand one behind the other in a text; None when it is no such text."""
    decoder = json.JSONDecoder()
    found: list[Any] = []
    place, end = 0, len(text)
    try:
        while place < end:
            value, stop = decoder.raw_decode(text, place)
            found.append(value)
            between = _BETWEEN.match(text, stop)
            place = between.end() if between else stop
    except (ValueError, RecursionError):
        return None
    return found


def _is_list_of_things(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def salvage(text: str) -> tuple[object, int] | None:
    """Return what can be read of broken JSON, and where in the text that ends.

    The text is cut after a whole object and what is open there is closed.
    """
    text = text[:LONGEST]
    closers: list[str] = []
    cuts: list[tuple[int, str]] = []
    for token in _TOKEN.finditer(text):
        sign = token[0][0]
        if sign in "{[":
            closers.append("}" if sign == "{" else "]")
            if len(closers) > 200:
                return None
        elif sign in "}]":
            if not closers or closers.pop() != sign:
                break
            cuts.append((token.end(), "".join(reversed(closers))))
            del cuts[:-40]
    for stop, closing in reversed(cuts):
        try:
            value = json.loads(text[:stop] + closing)
        except (ValueError, RecursionError):
            continue
        return value, stop
    return None
