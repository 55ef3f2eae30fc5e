"""Which characters are hidden: those that a terminal obeys, that reorder text, that show nothing.

One table for all who show text: the fields (`widgets.characters`), labels and messages (`words`)
and the last line of defence before the terminal (`terminal.cells`). The names are parts of regular
expressions.

| Name | Is |
| --- | --- |
| `CONTROLS`, `LINE_BREAKS` | control characters; the second where a text is one line |
| `SHAPELESS` | characters without a shape of their own, surrogates too |
| `LOOSE_JOINERS` | a joiner that joins nothing: those inside an emoji or between letters stay |
| `WORKING_TAGS` | the flag of a region (Scotland), whose letters are tags that stay |

A joiner shows nothing and works only between what it joins. Between emoji it stays; a non-joiner
stays after a letter of a script that uses it. A joiner between other letters is a mark, as no
terminal gives the letters around it the width that they have.
"""

from __future__ import annotations

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
LINE_BREAKS = "\t\n"
SHAPELESS = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "\ud800-\udfff"
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
