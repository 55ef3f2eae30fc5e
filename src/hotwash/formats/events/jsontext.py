"""JSON that ends too early: where it broke, and as much of it as is whole."""

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


def salvage(text: str) -> tuple[object, int] | None:
    """Return what can be read of broken JSON, and the line of its last whole value.

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
        return value, text.count("\n", 0, stop) + 1
    return None
