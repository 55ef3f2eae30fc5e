"""Markdown in chunks that can each be read without their neighbours.

The preview reads again the chunks that changed and no others, so a key costs as much in a text of
five thousand lines as in one of five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate, takewhile

LONGEST = 48
"""Lines of a paragraph that are kept together; a longer one is drawn in parts."""

PART = 24
"""Lines of such a part, before it is edited."""

LEAST = 12
"""Lines that a part is left with; a shorter one becomes one with the next."""


def same_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike; by halves, at the speed of comparing."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def same_end(one: str, other: str, most: int) -> int:
    """How many characters two texts end with alike, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


_BOUNDARY = re.compile(r"\n(?:(?:[ \t]*\n)+(?=[^ \t\n])|(?=[-+*] +[^ \t\n]))")
"""Where a new chunk may begin: after blank lines, and before an item of a list."""

_SIGNS = ("\n\n", "\n ", "\n\t", "\n-", "\n*", "\n+")
"""Without one of these a text has no boundary: it is quicker to look for them than for those."""

_NO_PARAGRAPH = ("```", "~~~", "<!--", "\n<")
"""With one of these a chunk is not parted: the lines below it may be no text."""

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-+*]|\d+[.)]) +)*(`{3,}|~{3,})(.*)$", re.MULTILINE)


def chunks_of(text: str, kept: Set[int] = frozenset()) -> list[str]:
    """Part Markdown into chunks that can each be read without their neighbours.

    A chunk ends with the blank lines after it. What is between fences stays together.

    Args:
        text: The Markdown.
        kept: Where parts of a long paragraph began before an edit. They begin there again if
            they can, so that the rows below stay where they were.
    """
    if not any(sign in text for sign in _SIGNS):
        return list(_parted(text, 0, kept))
    closed = _fenced(text)
    chunks: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        at = boundary.end()
        if at < len(text) and not any(first < at <= last for first, last in closed):
            chunks += _parted(text[start:at], start, kept)
            start = at
    chunks += _parted(text[start:], start, kept)
    return chunks


def chunks_after(old: Sequence[str], before: str, text: str) -> list[str]:
    """Part Markdown that came out of another by an edit; chunks far from the edit stay.

    Args:
        old: The chunks of the text before the edit.
        before: The text before the edit.
        text: The text after it.
    """
    same = same_start(before, text)
    first, start = _within(old, same)
    rest = same_end(before, text, min(len(before), len(text)) - same)
    most, end = _within(old[first:][::-1], rest)
    last = len(old) - most
    middle, gone = text[start : len(text) - end], before[start : len(before) - end]
    if any(fence in one for fence in ("```", "~~~") for one in (middle, gone)):
        return chunks_of(text)  # what stands between fences may be another from here on
    # Parts begin where they began, so that an edit moves no row of the others.
    starts = accumulate(map(len, old[first : max(first, last - 1)]))
    longer = len(middle) - len(gone)
    kept = frozenset(at if start + at <= same else at + longer for at in starts)
    found = [*old[:first], *(chunks_of(middle, kept) if middle else ()), *old[last:]]
    return found or [text]


def _within(chunks: Sequence[str], length: int) -> tuple[int, int]:
    """How many chunks stand within a length, but for the last one of them, and how long they are.

    What begins the next chunk may be longer than what is known to be the same.
    """
    sizes = list(takewhile(lambda end: end <= length, accumulate(map(len, chunks))))[:-1]
    return len(sizes), sizes[-1] if sizes else 0


def _parted(chunk: str, begin: int, kept: Set[int]) -> Iterator[str]:
    """Part a paragraph that is far too long to be drawn as one, where a word begins a line.

    Args:
        chunk: The paragraph.
        begin: Where it begins in the text of `kept`.
        kept: Where parts began before an edit.
    """
    if not _is_long_paragraph(chunk, LEAST if kept else LONGEST):
        yield chunk
        return
    plain = True
    start = at = lines = 0
    most = LONGEST if kept else PART
    while (end := chunk.find("\n", at) + 1) > 0:
        before, plain = plain, chunk[at].isalpha()
        enough = lines >= most or (lines >= LEAST and begin + at in kept)
        if enough and before and plain and "|" not in chunk[at:end]:
            yield chunk[start:at]
            start, lines = at, 0
        lines += 1
        at = end
    yield chunk[start:]


def _is_long_paragraph(chunk: str, lines: int) -> bool:
    """Whether a chunk is text of more than so many lines, and nothing else."""
    if not chunk[:1].isalpha() or chunk.count("\n") <= lines:
        return False
    return not any(sign in chunk for sign in _NO_PARAGRAPH)


def _fenced(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that stand between fences."""
    if "```" not in text and "~~~" not in text:
        return []
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            if fence[1][0] == "~" or "`" not in fence[2]:
                opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            found.append((opened.start(), fence.end()))
            opened = None
    if opened is not None:
        found.append((opened.start(), len(text)))
    return found
