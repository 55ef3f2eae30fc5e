"""Text as cells: one entry per column, with nothing in it that a terminal would obey.

The cells of a text are as many as Textual counts for it. Control characters, bidirectional
controls and other invisible signs that count no cell are left out, those that count one become
U+FFFD: the rooms that show a document make them visible before; this is the last line of defence.

A cell is *uncertain* when terminals disagree about its width: emoji, joined and modified
characters, regional indicators, symbols of the private use area. What stands right of one must
be placed by column, never by counting.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from hotwash.characters import CONTROLS, LINE_BREAKS, SHAPELESS, WORKING_TAGS
from hotwash.patterns import lazy_pattern
from hotwash.tui.clusters import clusters

_UNSAFE = lazy_pattern(f"(?P<kept>{WORKING_TAGS})|[{CONTROLS}{LINE_BREAKS}{SHAPELESS}]")

# Wide on every terminal that knows wide characters: CJK, kana, Hangul, full-width forms.
_SURELY_WIDE = (
    (0x2E80, 0x303E),
    (0x3041, 0x4DB5),
    (0x4E00, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFD),
)
_COMBINING = range(0x0300, 0x0370)


@lru_cache(maxsize=8192)
def cells_of(text: str) -> tuple[tuple[str, ...], bool]:
    """The cells of a text (the second half of a wide character is empty) and if any is uncertain.

    A text that begins with marks for the character before it gives these as a cell of width 0:
    the first entry is then prefixed with NUL, and is no cell of its own.
    """
    cells: list[str] = []
    uncertain = False
    for start, end, width in clusters(text):
        cluster = clean(text[start:end])
        if not width:
            if cluster and cells:
                cells[-1 if cells[-1] else -2] += cluster
            elif cluster:
                cells.append("\0" + cluster)
            uncertain = uncertain or bool(cluster)
            continue
        if not cluster:
            cluster = "\ufffd" if width == 1 else " " * width
        cells.append(cluster)
        cells.extend([""] * (width - 1))
        uncertain = uncertain or is_uncertain(cluster, width)
    return tuple(cells), uncertain


def is_uncertain(cluster: str, width: int = 0) -> bool:
    """Whether terminals may give a cell's text another width than Textual does.

    Args:
        cluster: The text of the cell.
        width: The cells that Textual counts; 0 for not known.
    """
    code = ord(cluster[0])
    if len(cluster) > 1:
        return code > 0x2FF or any(ord(mark) not in _COMBINING for mark in cluster[1:])
    if code < 0x2FF:
        return False
    if any(low <= code <= high for low, high in _SURELY_WIDE):
        return False
    return width == 2 or code > 0xFFFF or 0xE000 <= code < 0xF900 or _may_be_wide(cluster)


@lru_cache(maxsize=4096)
def _may_be_wide(character: str) -> bool:
    """A single character that some table counts as wide, or that has no width of its own."""
    return unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) in (
        "Mn",
        "Mc",
        "Me",
        "Cf",
        "Cn",
    )


def is_clean(text: str) -> bool:
    """Whether a text can go to a terminal as it is."""
    return text.isprintable() or clean(text) == text


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A text without what a terminal would obey or hide."""
    if text.isprintable():
        return text
    return _UNSAFE.sub(lambda match: match["kept"] or "", text)
