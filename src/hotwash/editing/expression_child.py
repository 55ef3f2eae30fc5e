r"""The child that tries a regular expression on texts, and can be killed when it takes too long.

Python's own matcher cannot be interrupted, and no thread runs beside it. The child is run as a
file and imports nothing of Hotwash: it begins in about twenty milliseconds.

| Standard input | Standard output |
| --- | --- |
| JSON: `source`, `flags`, `new`, `most`, `texts` | JSON: `hits`, or `problem` and `of` what it is |

`new` is what takes the place of a hit (`\1` is its first group), or null; `most` is the number of
hits after which to end. A hit is the number of its text, its start, its end and its new text.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

PROCESSOR_SECONDS = 5
"""Processor time after which the system ends the child, should the parent be gone."""

MEMORY = 1 << 30
"""Bytes of memory that it may have."""


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the hits, or what is wrong with the expression or the new text."""
    try:
        pattern = re.compile(asked["source"], asked["flags"])
    except (re.error, OverflowError, RecursionError) as error:
        return {"problem": getattr(error, "msg", "") or str(error), "of": "expression"}
    try:
        hits = list(islice(_hits(pattern, asked["texts"], asked["new"]), asked["most"]))
    except (re.error, IndexError) as error:
        return {"problem": getattr(error, "msg", "") or str(error), "of": "replacement"}
    if asked["new"] is not None and not hits:
        return _checked_new(pattern, asked["new"])
    return {"hits": hits}


def _hits(
    pattern: re.Pattern[str], texts: list[str], new: str | None
) -> Iterator[tuple[int, int, int, str | None]]:
    for at, text in enumerate(texts):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield at, match.start(), match.end(), None if new is None else match.expand(new)


def _checked_new(pattern: re.Pattern[str], new: str) -> dict[str, Any]:
    """Say what is wrong with a new text although nothing was found to try it on."""
    try:
        pattern.sub(new, "")
    except (re.error, IndexError) as error:
        return {"problem": getattr(error, "msg", "") or str(error), "of": "replacement"}
    return {"hits": []}


def _limit() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass


def main() -> None:
    """Answer one question."""
    _limit()
    found = answer(json.loads(sys.stdin.buffer.read()))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
