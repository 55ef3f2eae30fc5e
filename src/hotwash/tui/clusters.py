"""Grapheme clusters: what a person takes for one character, and the cells that it takes.

A flag, an emoji with a skin tone, a family, a letter with its marks, a syllable of Hangul or
Devanagari is one: the caret stands before or after it, Backspace and Delete take all of it, and a
row is never broken inside it. The rules are those of Unicode's annex 29 for extended clusters, by
the categories that Python knows; the cells are those that Rich counts, as everything that is drawn
goes by them.

| Function | Used for |
| --- | --- |
| `next_boundary`, `previous_boundary` | moving and deleting |
| `boundary_at` | a place that was found by its cell, say under the mouse |
| `clusters` | drawing, measuring, breaking into rows |
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache

from hotwash.patterns import lazy_pattern


class _Kind(Enum):
    """What a character is to its neighbours in a cluster."""

    OTHER = 0
    CONTROL = 1
    MARK = 2
    """Belongs to the character before it."""
    JOINER = 3
    REGION = 4
    """Half of a flag."""
    PREPENDED = 5
    """Belongs to the character after it."""
    PICTOGRAPH = 6
    CONSONANT = 7
    """Of an Indic script in which a virama joins it to the consonant before."""
    VIRAMA = 8
    LEADING, VOWEL, TRAILING = 9, 10, 11
    """Parts of a syllable of Hangul."""
    OPEN_SYLLABLE, CLOSED_SYLLABLE = 12, 13


# Whatever may not be a cluster by itself is in one of these blocks.
_MAY_JOIN = lazy_pattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u109f\u1100-\u11ff\u135d-\u135f\u1712-\u1cff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\ua69f\ua6f0\ua6f1\ua802-\uabff\ud7b0-\ud7ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
    "\uff9e\uff9f\U000101fd-\U00011fff\U00013430-\U00016fff\U0001bc9d-\U0001bc9e"
    "\U0001cf00-\U0001d2ff\U0001da00-\U0001e94a\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
    "\U000e0000-\U000e01ef]"
)

_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"
    "\U000111c2\U000111c3\U0001193f\U00011941\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88"
    "\U00011a89\U00011d46\U00011f02"
)
_MARKS = frozenset("\u200c\u0e33\u0eb3\uff9e\uff9f")
"""Marks in all but their category."""
_NO_MARKS = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087"
    "\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d"
    "\U00011720\U00011721"
)
"""Spacing marks that stand for themselves."""
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_CONSONANTS = (
    (0x0915, 0x0939),
    (0x0958, 0x095F),
    (0x0978, 0x097F),
    (0x0995, 0x09B9),
    (0x09DC, 0x09DF),
    (0x09F0, 0x09F1),
    (0x0A95, 0x0AB9),
    (0x0AF9, 0x0AF9),
    (0x0B15, 0x0B39),
    (0x0B5C, 0x0B5F),
    (0x0B71, 0x0B71),
    (0x0C15, 0x0C39),
    (0x0C58, 0x0C5A),
    (0x0D15, 0x0D3A),
)
_PICTOGRAPHS = (
    (0x00A9, 0x00A9),
    (0x00AE, 0x00AE),
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2194, 0x21AA),
    (0x231A, 0x23FF),
    (0x24C2, 0x24C2),
    (0x25AA, 0x27BF),
    (0x2934, 0x2935),
    (0x2B05, 0x2B55),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
    (0x1F000, 0x1F1E5),
    (0x1F200, 0x1F3FA),
    (0x1F400, 0x1FAFF),
)


def may_join(text: str) -> bool:
    """Whether a text may have clusters of several characters."""
    return _MAY_JOIN.search(text) is not None


def next_boundary(text: str, at: int) -> int:
    """The end of the cluster that begins at a place; the length of the text at its end."""
    if at >= len(text):
        return len(text)
    end = at + 1
    while end < len(text) and _joined(text, end, at):
        end += 1
    return end


def previous_boundary(text: str, at: int) -> int:
    """The beginning of the cluster before a place; 0 at the beginning of the text."""
    start = min(at, len(text)) - 1
    while start > 0 and _joined(text, start):
        start -= 1
    return max(0, start)


def boundary_at(text: str, at: int) -> int:
    """The place itself where a caret may stand there, else the beginning of what is around it."""
    return previous_boundary(text, at + 1) if 0 < at < len(text) and _joined(text, at) else at


def clusters(text: str) -> list[tuple[int, int, int]]:
    """The `(start, end, cells)` of each cluster, without a hole between them.

    A mark with nothing before it takes no cell.
    """
    from rich.cells import cell_len, get_character_cell_size

    if text.isascii() or not may_join(text):
        return [(at, at + 1, get_character_cell_size(char)) for at, char in enumerate(text)]
    found: list[tuple[int, int, int]] = []
    start = 0
    while start < len(text):
        end = next_boundary(text, start)
        found.append((start, end, cell_len(text[start:end])))
        start = end
    return found


def _joined(text: str, at: int, start: int = 0) -> bool:
    """Whether the characters before and after a place are of one cluster.

    Args:
        text: The text.
        at: The place, between two characters.
        start: A place before it that is known for a boundary: nothing before it is looked at.
    """
    after, before = text[at], text[at - 1]
    if after < "\u0300" and before < "\u0300":
        return False
    first, second = _kind(before), _kind(after)
    if first is _Kind.CONTROL or second is _Kind.CONTROL:
        return False
    if second in _ATTACHED or first is _Kind.PREPENDED or second in _SYLLABLE.get(first, ()):
        return True
    rule = _LOOKING_BACK.get(second)
    return rule is not None and rule(text, at, start)


def _is_flag(text: str, at: int, start: int) -> bool:
    """Whether an odd number of halves of flags stands before a place."""
    count = 0
    while at - count > start and _kind(text[at - count - 1]) is _Kind.REGION:
        count += 1
    return count % 2 == 1


def _is_one_emoji(text: str, at: int, start: int) -> bool:
    """Whether a joiner stands before a place, and a pictograph with its marks before that."""
    if _kind(text[at - 1]) is not _Kind.JOINER:
        return False
    at -= 2
    while at > start and _kind(text[at]) is _Kind.MARK:
        at -= 1
    return at >= start and _kind(text[at]) is _Kind.PICTOGRAPH


def _is_conjunct(text: str, at: int, start: int) -> bool:
    """Whether a consonant, a virama and nothing but marks stand before a place."""
    at -= 1
    seen = False
    while at > start and _kind(text[at]) in _ATTACHED:
        seen = seen or _kind(text[at]) is _Kind.VIRAMA
        at -= 1
    return seen and at >= start and _kind(text[at]) is _Kind.CONSONANT


_ATTACHED = frozenset((_Kind.MARK, _Kind.JOINER, _Kind.VIRAMA))
_SYLLABLE = {
    _Kind.LEADING: (
        _Kind.LEADING,
        _Kind.VOWEL,
        _Kind.OPEN_SYLLABLE,
        _Kind.CLOSED_SYLLABLE,
    ),
    _Kind.OPEN_SYLLABLE: (_Kind.VOWEL, _Kind.TRAILING),
    _Kind.VOWEL: (_Kind.VOWEL, _Kind.TRAILING),
    _Kind.CLOSED_SYLLABLE: (_Kind.TRAILING,),
    _Kind.TRAILING: (_Kind.TRAILING,),
}
_LOOKING_BACK = {
    _Kind.REGION: _is_flag,
    _Kind.PICTOGRAPH: _is_one_emoji,
    _Kind.CONSONANT: _is_conjunct,
}
_BY_CATEGORY = {
    "Mn": _Kind.MARK,
    "Me": _Kind.MARK,
    "Mc": _Kind.MARK,
    "Cc": _Kind.CONTROL,
    "Cf": _Kind.CONTROL,
    "Cs": _Kind.CONTROL,
    "Zl": _Kind.CONTROL,
    "Zp": _Kind.CONTROL,
}


@lru_cache(maxsize=4096)
def _kind(char: str) -> _Kind:
    code = ord(char)
    if char == "\u200d":
        return _Kind.JOINER
    if char in _PREPENDED:
        return _Kind.PREPENDED
    if char in _VIRAMAS:
        return _Kind.VIRAMA
    if char in _MARKS or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return _Kind.MARK
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _Kind.REGION
    return _hangul(code) or _listed(code) or _by_category(char)


def _hangul(code: int) -> _Kind | None:
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _Kind.LEADING
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return _Kind.VOWEL
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return _Kind.TRAILING
    if 0xAC00 <= code <= 0xD7A3:
        return _Kind.CLOSED_SYLLABLE if (code - 0xAC00) % 28 else _Kind.OPEN_SYLLABLE
    return None


def _listed(code: int) -> _Kind | None:
    for kind, ranges in ((_Kind.PICTOGRAPH, _PICTOGRAPHS), (_Kind.CONSONANT, _CONSONANTS)):
        if any(low <= code <= high for low, high in ranges):
            return kind
    return None


def _by_category(char: str) -> _Kind:
    return (
        _Kind.OTHER
        if char in _NO_MARKS
        else _BY_CATEGORY.get(unicodedata.category(char), _Kind.OTHER)
    )
