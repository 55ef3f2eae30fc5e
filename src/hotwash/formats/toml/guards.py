"""What is refused before a parser sees it: texts made, or grown, to exhaust it.

`tomllib` takes seconds for millions of values, and gigabytes for one key of many dots. The checks
are counts, and cost a millisecond for a usual file.
"""

from __future__ import annotations

import re

from hotwash.errors import UnreadableFile
from hotwash.formats.toml.text import LIMIT

MOST_SIGNS = 600_000
"""Commas, line ends, quotes, brackets and the like in a text: each costs the parser a step."""

DEEPEST_KEY = 100
"""Parts of one dotted key."""

_MOST_DOTS = 20_000
"""Dots up to which no further look at the keys is needed, unless one line has many."""

_MOST_DIGITS = 100_000
"""Digits in a row: a parser keeps a hundred bytes for each."""

_MOST_KEY_WORK = 20_000_000
"""Sum of squared key lengths: what a parser's bookkeeping of dotted keys costs."""


def check(text: str, where: str) -> None:
    """Refuse a text that would take a parser too long.

    Raises:
        UnreadableFile: It is too large, or of too many or too deep parts.
    """
    if len(text) > LIMIT:
        raise UnreadableFile(
            f"too large, {len(text) / 1e6:.1f} million characters",
            where=where,
            remedy=f"at most {LIMIT // 1_000_000} MB are read",
        )
    if len(text) > MOST_SIGNS and sum(map(text.count, ",\n\"'\\=[")) > MOST_SIGNS:
        raise UnreadableFile(
            "too many values for a postmortem", where=where, remedy="remove what is not part of it"
        )
    if len(text) > _MOST_DIGITS:
        _check_numbers(text, where)
    if _has_many_dots(text):
        _check_keys(text, where)


def _check_numbers(text: str, where: str) -> None:
    lines = text.split("\n")
    if max(map(len, lines)) <= _MOST_DIGITS:
        return
    for number, line in enumerate(lines, 1):
        if len(line) > _MOST_DIGITS and any(
            len(run[0]) > _MOST_DIGITS for run in re.finditer(r"[0-9_]++", line)
        ):
            raise UnreadableFile(
                f"a number of more than {_MOST_DIGITS} digits",
                where=f"{where}:{number}",
                remedy="correct it in a text editor",
            )


def _has_many_dots(text: str) -> bool:
    dots = text.count(".")
    if dots <= DEEPEST_KEY:
        return False
    return dots > _MOST_DOTS or any(
        line.count(".") > DEEPEST_KEY for line in text.split("\n") if len(line) > 2 * DEEPEST_KEY
    )


def _check_keys(text: str, where: str) -> None:
    from hotwash.formats.toml.scanner import Unscannable, header_at, skip_trivia, statement_at

    long_path = re.compile(rf"(?:[^.\n\"'=\[\]]*+\.){{{DEEPEST_KEY}}}")
    pos = work = 0
    while pos < len(text):
        pos = skip_trivia(text, pos)
        if pos >= len(text):
            return
        if long_path.match(text, pos):
            _too_deep(text, pos, where)
        try:
            header = header_at(text, pos)
            if header is None:
                statement = statement_at(text, pos)
                parts, end = len(statement.key), statement.end
            else:
                parts, end = len(header[0]), header[1]
        except Unscannable:
            # No parser gets further than this either: it will say what is wrong here.
            return
        work += parts * parts
        if parts > DEEPEST_KEY or work > _MOST_KEY_WORK:
            _too_deep(text, pos, where)
        pos = end


def _too_deep(text: str, pos: int, where: str) -> None:
    line = text.count("\n", 0, pos) + 1
    raise UnreadableFile(
        f"a key of more than {DEEPEST_KEY} parts, or too many keys of many parts",
        where=f"{where}:{line}",
        remedy="a postmortem's keys have at most three",
    )
