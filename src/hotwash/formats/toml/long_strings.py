"""Long strings taken out of a text before it is parsed, and put back into what it means.

`tomllib` looks at a string sign by sign, which is most of the time for a long one. A string of
several lines without backslashes means exactly what stands in it, and is found and checked at the
speed of a search. What is taken out is only ever what a parser would take as it stands: in a text
that is not TOML nothing is hidden that comes before the fault, so the fault is still there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hotwash.formats.toml.scanner import Unscannable, end_of_comment, end_of_string

_SIGN = "\ufdd0"
"""Begins what stands in the place of a string: no character, and so in hardly any text."""

_TOKEN = re.compile("[\"'#]")
_NOT_PLAIN = {'"""': re.compile(r"[\x00-\x08\x0b-\x1f\x7f\\]"),
              "'''": re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")}  # fmt: skip


def shortened(text: str, long: int) -> tuple[str, dict[str, str]]:
    """Return a text with signs in the place of its long strings, and the strings by their signs.

    The text comes back as it is when it has none, or is no TOML.

    Args:
        text: The text of a file.
        long: Characters of a string that is taken out.
    """
    if _SIGN in text:
        return text, {}
    parts: list[str] = []
    found: dict[str, str] = {}
    done = at = 0
    try:
        while token := _TOKEN.search(text, at):
            start = token.start()
            if token[0] == "#":
                at = end_of_comment(text, start)
                continue
            at = end_of_string(text, start)
            if at - start > long and (body := _body(text, start, at)) is not None:
                sign = f"{_SIGN}{len(found)}"
                found[sign] = body
                parts += (text[done:start], f'"{sign}"')
                done = at
    except Unscannable:
        return text, {}
    return "".join((*parts, text[done:])), found


def restored(value: Any, found: Mapping[str, str]) -> Any:
    """Return a parsed value with the strings in the places of their signs."""
    if isinstance(value, str):
        return found.get(value, value)
    if isinstance(value, dict):
        return {key: restored(inner, found) for key, inner in value.items()}
    if isinstance(value, list):
        return [restored(inner, found) for inner in value]
    return value


def _body(text: str, start: int, end: int) -> str | None:
    """What a string of several lines means, if it is a value and means what stands in it."""
    fence = text[start : start + 3]
    before = start - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    if fence not in _NOT_PLAIN or before < 0 or text[before] != "=":
        return None
    body = text[start + 3 : end - 3].removeprefix("\n")
    return None if _NOT_PLAIN[fence].search(body) else body
