"""JSON that is not one whole value: several pages in one file, or a text that ends too early."""

from __future__ import annotations

import json
import re

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
    decoder = json.JSONDecoder()
    found: list[object] = []
    place, end = 0, len(text)
    try:
        while place < end:
            value, stop = decoder.raw_decode(text, place)
            found.append(value)
            while stop < end and text[stop] in " \t\r\n,":
                stop += 1
            place = stop
    except (ValueError, RecursionError):
        return None
    if len(found) < 2:
        return None
    lists = [value for value in found if isinstance(value, list)]
    if len(lists) == len(found):
        return [one for page in lists for one in page]
    pages = [value for value in found if isinstance(value, dict)]
    if len(pages) < len(found):
        return None
    shared = [key for key in pages[0] if all(_is_list_of_things(page.get(key)) for page in pages)]
    if not shared:
        return found
    return {**pages[0], **{key: [one for page in pages for one in page[key]] for key in shared}}


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
