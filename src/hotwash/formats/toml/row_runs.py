"""Runs of plain rows taken out of a text before it is parsed, and put back into what it means.

`tomllib` looks at a row sign by sign: ten thousand take longer than all the rest of a start. Rows
of one array that follow each other, with nothing in them but keys and plain strings, mean exactly
what stands in them. In their place one row with a sign is left. Only where the parser finds that
row as an element of an array, with nothing put into it, was it one: what stood within a string, or
is gone on with (`[timeline.more]`), is left to a parser of the whole text.

Measured with 10,000 rows: 44 ms of processor time instead of 281 to read the file, more than the
whole start of a small program; 161 instead of 336 to save one changed row. No single match is
longer than 5 ms, so that keys go on while a save reads its text again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

MANY = 50
"""Rows from which on it is worth it to take a run out."""

_SIGN = "\ufdd1"
"""The key of the row that stands for a run: no character, and so in hardly any text."""

_CELL = r'[A-Za-z0-9_-]++ = "[^"\\\x00-\x08\x0a-\x1f\x7f]*+"\n'
_NAME = r"[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*"
# A group is never repeated possessively: Python before 3.11.5 takes too little of it.
_RUN = re.compile(
    rf"^\[\[({_NAME})\]\]\n(?:{_CELL})+\n*+(?:\[\[\1\]\]\n(?:{_CELL})+\n*+)+", re.MULTILINE
)
_PARTS = re.compile('([^ \n]+) = "([^"]*)"\n')

Runs = Sequence[Sequence[dict[str, str]]]
"""The rows of each run, by its number."""


def without_runs(text: str) -> tuple[str, Runs]:
    """Return a text with a sign in the place of each run of plain rows, and their rows.

    The text comes back as it is when it has none.
    """
    if text.count("\n[[") < MANY or _SIGN in text:
        return text, ()
    parts: list[str] = []
    runs: list[list[dict[str, str]]] = []
    done = 0
    for found in _RUN.finditer(text):
        header = f"[[{found[1]}]]\n"
        bodies = found[0].split(header)[1:]
        if len(bodies) < MANY:
            continue
        rows: list[dict[str, str]] = []
        for body in bodies:
            cells = _PARTS.findall(body)
            row = dict(cells)
            if len(row) < len(cells):
                return text, ()  # a key that is there twice: the parser says where
            rows.append(row)
        parts += (text[done : found.start()], header, f'"{_SIGN}" = {len(runs)}\n')
        runs.append(rows)
        done = found.end()
    return ("".join((*parts, text[done:])), runs) if runs else (text, ())


def with_runs(data: dict[str, Any], runs: Runs) -> bool:
    """Put the rows of runs into parsed data; False when one of them has no place there."""
    return _fill(data, runs) == len(runs)


def _fill(value: Mapping[str, Any], runs: Runs) -> int:
    """Put rows into a table's arrays; how many runs that were."""
    filled = 0
    for inner in value.values():
        if isinstance(inner, dict):
            filled += _fill(inner, runs)
        elif isinstance(inner, list):
            filled += _fill_array(inner, runs)
    return filled


def _fill_array(array: list[Any], runs: Runs) -> int:
    signs = sum(map(_is_sign, array))
    if signs:
        array[:] = chain.from_iterable(
            runs[item[_SIGN]] if _is_sign(item) else (item,) for item in array
        )
    return signs + sum(_fill(item, runs) for item in array if isinstance(item, dict))


def _is_sign(item: object) -> bool:
    """Whether an element of an array stands for a run."""
    return isinstance(item, dict) and len(item) == 1 and _SIGN in item
