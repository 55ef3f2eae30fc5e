"""Characters that a terminal obeys, that reorder text, that show nothing, and the cells they take.

One table for all who show text: the command line (`cli.output`, `cli.table`), tables in Markdown,
the fields (`widgets.hidden_characters`), labels and messages (`tui.words`), keys (`tui.typed`) and
the last line of defence before the terminal (`terminal.cells`). The names are parts of regular
expressions. What is drawn on the screen goes by the cells that Rich counts (`tui.clusters`).

| Name | Is |
| --- | --- |
| `CONTROLS`, `LINE_BREAKS` | control characters; the second where a text is one line |
| `REORDERING` | characters that turn the direction of the text around them |
| `SURROGATES` | halves of characters, which no file can hold |
| `SHAPELESS` | characters without a shape of their own, surrogates too |
| `LOOSE_JOINERS` | a joiner that joins nothing: those inside an emoji or between letters stay |
| `WORKING_TAGS` | the flag of a region (Scotland), whose letters are tags that stay |

A joiner shows nothing and works only between what it joins. Between emoji it stays; a non-joiner
stays after a letter of a script that uses it. A joiner between other letters is a mark, as no
terminal gives the letters around it the width that they have.
"""

from __future__ import annotations

from functools import lru_cache

from hotwash.patterns import lazy_pattern

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
LINE_BREAKS = "\t\n"
REORDERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
SURROGATES = "\ud800-\udfff"
SHAPELESS = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    f"{SURROGATES}"
)

PICTOGRAPHS = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
"""Characters that may be part of an emoji, and others like them."""

JOINER, NON_JOINER = "\u200d", "\u200c"

_JOINED_SCRIPTS = (
    "\u0590-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff"
)
LOOSE_JOINERS = (
    f"(?<![{PICTOGRAPHS}\ufe0f])\u200d|\u200d(?![{PICTOGRAPHS}])|(?<![{_JOINED_SCRIPTS}])\u200c"
)
TAGS = "\U000e0020-\U000e007f"
WORKING_TAGS = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"

_NO_TEXT = lazy_pattern(f"[{CONTROLS}{LINE_BREAKS}{SURROGATES}]")
_NO_WIDTH = "\u200b\u200c\u200d\ufe0e\ufe0f"


def is_text(text: str) -> bool:
    """Whether a text has neither control characters nor halves of characters in it."""
    return _NO_TEXT.search(text) is None


def width_of(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(cells_of, text))


@lru_cache(maxsize=4096)
def cells_of(sign: str) -> int:
    """Return how many cells of a terminal a character takes."""
    from unicodedata import combining, east_asian_width

    if combining(sign) or sign in _NO_WIDTH:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1
