"""The author's own spacing: where a field is written again, its words stand as they stood before.

A shape writes an answer in one form: an item on one line, what follows it indented, blanks gone. An
author may have wrapped the item, or indented otherwise. Only the blanks and line ends between words
differ, so those that stood between the same words can be put back; whether the lines still say the
same is for the caller to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"[^ \t\r\n]+")
_MOST_COMPARED = 400
"""Words up to which several changes in one text are told apart; beyond, what lies between them is
one change."""


def spaced_like(text: str, source: str) -> str:
    """Return a text with the blanks and line ends of another between the words they share.

    Args:
        text: The lines of an answer as its shape writes them.
        source: The lines that the answer takes the place of.
    """
    words, blanks = _taken_apart(text)
    old_words, old_blanks = _taken_apart(source)
    if not words or not old_words:
        return text
    result = list(blanks)
    end, old_end = 0, 0
    for start, old_start, size in _shared(old_words, words):
        _border(result, old_blanks, (end, start), (old_end, old_start))
        # Between two words that stood side by side stands what stood there.
        result[start + 1 : start + size] = old_blanks[old_start + 1 : old_start + size]
        end, old_end = start + size, old_start + size
    _border(result, old_blanks, (end, len(words)), (old_end, len(old_words)))
    return "".join(blank + word for blank, word in zip(result, [*words, ""], strict=True))


def _border(
    blanks: list[str], old_blanks: Sequence[str], new: tuple[int, int], old: tuple[int, int]
) -> None:
    """Put what stood at the two ends of changed words there again, where a line ended.

    Args:
        blanks: The blanks before each word; changed.
        old_blanks: Those of the source.
        new: The changed words, none where words were taken out.
        old: The words they stand instead of, none where words were added.
    """
    (first, last), (old_first, old_last) = new, old
    before, behind = old_blanks[old_first], old_blanks[old_last]
    changed = first < last, old_first < old_last
    at_end = last == len(blanks) - 1  # blanks behind the last word belonged to that word
    puts: dict[int, str] = {}
    if changed == (False, False):
        blanks[first] = before
    elif changed == (True, True):
        puts = {first: before} if at_end else {first: before, last: behind}
    elif not at_end and changed == (False, True):
        puts = {first: behind if _line_end(behind) else before}
    elif not at_end:
        puts = {first if _line_end(blanks[first]) else last: before}
    for place, text in puts.items():
        blanks[place] = _line_end(text) or blanks[place]


def _line_end(blanks: str) -> str:
    """Return blanks if a line ends in them; else none."""
    return blanks if "\n" in blanks else ""


def _taken_apart(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, and the blanks before each and behind the last."""
    words: list[str] = []
    blanks: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        blanks.append(text[at : match.start()])
        words.append(match[0])
        at = match.end()
    return words, [*blanks, text[at:]]


def _shared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of words that both have: where in the new, where in the old, how many."""
    if max(len(old), len(new)) <= _MOST_COMPARED:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            if block.size:
                yield block.b, block.a, block.size
        return
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    if first:
        yield 0, 0, first
    most -= first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    if last:
        yield len(new) - last, len(old) - last, last
