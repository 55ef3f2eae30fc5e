r"""Many lines of Markdown in their place: the author's own, but never out of their place.

What would end the field or swallow what follows it gets a backslash before it: a heading of the
field's level or above, a line that makes the line before it such a heading, a code fence, comment
or raw HTML that is never closed, and `_TBD_` alone on a line. Such lines that have backslashes
already get one more, dangerous or not, so that reading can always take one away.

Lines within fences and raw HTML are left alone, on writing and on reading: both find the same ones,
because escaping never changes a line within them, nor makes or unmakes one that is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from hotwash.markdown.writing import TBD, many_lines
from hotwash.patterns import lazy_pattern

_PREFIX = r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|>)[ \t]+|>)*"
_FENCE = lazy_pattern(rf"(?P<in>{_PREFIX})(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})")
_HEADING = lazy_pattern(r" {0,3}(?P<slashes>\\*)(?P<mark>#{1,6})(?=[ \t]|$)")
_LENIENT = lazy_pattern(r" {0,3}(?P<slashes>\\*)(?P<mark>#{2,6})(?=[^\s#])")
_UNDERLINE = lazy_pattern(r" {0,3}(?P<slashes>\\*)(?P<mark>=+|-+)[ \t]*$")
_TBD_LINE = lazy_pattern(r"(?P<slashes>\\*)(?P<mark>_TBD_)$")
_FENCE_MARK = lazy_pattern(r" {0,3}(?P<slashes>\\*)(?P<mark>`{3,}|~{3,})")
_ANY_MARK = lazy_pattern(
    rf"{_PREFIX}(?:`{{3}}|~{{3}})| {{0,3}}\\*(?:#|=+[ \t]*$|-+[ \t]*$|`{{3}}|~{{3}}|<[!?a-z])|"
    r"\\*_TBD_$",
    re.IGNORECASE,
)
"""Whether a line can have anything of the above; most lines of a long text do not."""
_HTML_MARK = lazy_pattern(
    r" {0,3}(?P<slashes>\\*)(?P<mark><(?:!--|\?|!\[CDATA\[|![A-Za-z]|"
    r"(?:script|pre|style|textarea)(?=[ \t>]|$)))",
    re.IGNORECASE,
)
_RAW_TAG_END = lazy_pattern(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_NOT_PARAGRAPH = lazy_pattern(r" {0,3}(?:#{1,6}(?:[ \t]|$)|[-*+>](?:[ \t]|$)|\d{1,9}[.)][ \t])")
_ONE_CELL = lazy_pattern(r" {0,3}\|[ \t]*[^|\s][^|]*\|?[ \t]*$")
"""The heading of a table of one column, which a line of dashes makes one."""


class _Place(NamedTuple):
    """What the scan knows of a line outside fences and raw HTML."""

    number: int
    unclosed: bool
    """Whether it opens a fence or raw HTML that is never closed."""


def escape_prose(text: str, level: int) -> str:
    """Return prose as it can stand under a heading.

    Args:
        text: The prose; see `many_lines` for what is not kept.
        level: The deepest heading level that would end the field: headings of this level and
            above are escaped.
    """
    lines = many_lines(text).split("\n")
    for place in _outside(lines):
        number = place.number
        match = _mark(lines[number])
        if match is None:
            continue
        if match["slashes"] or place.unclosed or _ends_field(lines, number, match, level):
            at = match.start("slashes")
            lines[number] = f"{lines[number][:at]}\\{lines[number][at:]}"
    return "\n".join(lines)


def unescape_prose(text: str) -> str:
    """Return the prose that `escape_prose` wrote; empty for `_TBD_`."""
    text = many_lines(text)
    if text == TBD:
        return ""
    lines = text.split("\n")
    for place in list(_outside(lines)):
        match = _mark(lines[place.number])
        if match is not None and match["slashes"]:
            at = match.start("slashes")
            line = lines[place.number]
            lines[place.number] = line[:at] + line[at + 1 :]
    return "\n".join(lines)


def ends_in_html(text: str) -> bool:
    """Whether the last block may be raw HTML, which only a blank line would end."""
    last = text.rpartition("\n\n")[2]
    return any(line.lstrip(" ").startswith("<") for line in last.split("\n"))


def _mark(line: str) -> re.Match[str] | None:
    """Return what in a line may need a backslash."""
    for pattern in (_HEADING, _LENIENT, _UNDERLINE, _TBD_LINE, _FENCE_MARK, _HTML_MARK):
        match = pattern.match(line)
        if match is not None:
            return match
    return None


def _ends_field(lines: Sequence[str], number: int, match: re.Match[str], level: int) -> bool:
    """Whether a line outside fences, with no backslash yet, would end its field."""
    mark = match["mark"]
    if mark.startswith("#"):
        return len(mark) <= level
    if mark == TBD:
        return True
    if mark[0] not in "=-":
        return False
    if number == 0:
        return True
    before = lines[number - 1]
    return (
        bool(before.strip(" \t"))
        and _NOT_PARAGRAPH.match(before) is None
        and not (mark[0] == "-" and _ONE_CELL.match(before))
        and (2 if mark[0] == "-" else 1) <= level
    )


def _outside(lines: Sequence[str]) -> Iterator[_Place]:
    """Yield the lines with a mark that stand outside closed fences and closed raw HTML.

    A caller may put backslashes into a line it was given before it asks for the next.
    """
    ends = _Ends(lines)
    marked = [number for number, line in enumerate(lines) if _ANY_MARK.match(line)]
    beyond = 0
    for number in marked:
        if number < beyond:
            continue
        end = _fence_end(lines, number, ends)
        if end is None:
            end = _html_end(lines, number, ends)
        if end is not None and end >= 0:
            beyond = end + 1
            continue
        yield _Place(number, unclosed=end is not None)


class _Ends:
    """Where things can end at all, so that what never ends is not looked for again and again."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def _fences(self) -> dict[str, list[int]]:
        """By mark, the length of the longest fence that may close on a line or below it."""
        found: dict[str, list[int]] = {}
        for mark in "`~":
            longest = [0] * (len(self._lines) + 1)
            for number in range(len(self._lines) - 1, -1, -1):
                text = self._lines[number].strip(" \t>")
                length = len(text) if text and not text.strip(mark) else 0
                longest[number] = max(longest[number + 1], length)
            found[mark] = longest
        return found

    @cached_property
    def _html(self) -> dict[str, int]:
        """The last line on which each kind of raw HTML may end."""
        found: dict[str, int] = {}
        for number, line in enumerate(self._lines):
            for end in ("-->", "?>", "]]>", ">"):
                if end in line:
                    found[end] = number
            if _RAW_TAG_END.search(line):
                found[""] = number
        return found

    def fence_below(self, number: int, mark: str, length: int) -> bool:
        """Whether a fence may close below a line."""
        return self._fences[mark][number + 1] >= length

    def html_from(self, number: int, end: str) -> bool:
        """Whether raw HTML may end on a line or below it."""
        return self._html.get(end, -1) >= number


def _fence_end(lines: Sequence[str], number: int, ends: _Ends) -> int | None:
    """Return the last line of a fence that opens here, -1 if it never closes, None for no fence.

    An indented fence may stand in a list item, which a line with less indentation would end: then
    it counts as never closed.
    """
    opened = _FENCE.match(lines[number])
    if opened is None:
        return None
    within = opened["in"]
    quoted = ">" in within
    nested = bool(within.strip(" ")) or len(within) > 3
    before = r"[ \t>]*" if nested else " {0,3}"
    fence = opened["fence"]
    if not nested and not ends.fence_below(number, fence[0], len(fence)):
        return -1
    close = re.compile(rf"{before}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    for later in range(number + 1, len(lines)):
        line = lines[later]
        if quoted and not line.lstrip(" \t").startswith(">"):
            return later - 1
        if not quoted and line.strip(" \t") and line[: len(within)].strip(" \t"):
            return later - 1 if nested else -1
        if close.match(line):
            return later
    return len(lines) - 1 if nested else -1


def _html_end(lines: Sequence[str], number: int, ends: _Ends) -> int | None:
    """Return the last line of raw HTML that opens here, -1 if it never closes, None for none."""
    match = _HTML_MARK.match(lines[number])
    if match is None or match["slashes"]:
        return None
    mark = match["mark"].lower()
    known = {"<!--": "-->", "<?": "?>", "<![cdata[": "]]>"}
    end = known.get(mark, ">" if mark.startswith("<!") else "")
    if not ends.html_from(number, end):
        return -1
    for later in range(number, len(lines)):
        line = lines[later][match.end() if later == number else 0 :]
        if later > number and line.strip(" \t") and line[: match.start("mark")].strip(" \t"):
            return -1
        if end in line if end else _RAW_TAG_END.search(line):
            return later
    return -1
