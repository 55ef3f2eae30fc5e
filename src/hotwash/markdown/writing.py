r"""Text into Markdown and back: what would break the structure is escaped, the rest is as it is.

Every `escape_…` here has its `unescape_…`, and `unescape(escape(text)) == text` for every text that
is normalised (`one_line`, `many_lines`). Two rules make it so:

* *Stuffing*, where only the unescaped form means something (a pipe in a cell, `# ` at the start of
  an item): a backslash is put before it, and one more where backslashes stand there already.
* *Doubling*, where both forms mean something (`<br>` is a newline, `\<br>` the four characters):
  backslashes before it are doubled, and one more is put for the four characters.
"""

from __future__ import annotations

import re
from re import Match

from hotwash.patterns import LazyPattern, lazy_pattern

TBD = "_TBD_"
"""What stands in an export in the place of an answer that is not given yet."""

_BLANK = " \t"
_EDGES = " \t\n\r"
_NEWLINES = lazy_pattern(r"\r\n|\r")
_TRAILING = lazy_pattern(r"[ \t]+\n")
_BREAK = lazy_pattern(r"(\\*)(<br>|\n)")
_READ_BREAK = lazy_pattern(r"(\\*)<br>")
_PIPE = lazy_pattern(r"(\\*)\|")
_TBD_ALONE = lazy_pattern(r"(\\*)_TBD_")
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|"
    "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|"
    "search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_START = lazy_pattern(
    r"(?P<digits>\d{1,9}(?=\\*[.)](?:[ \t]|$)))?(?P<slashes>\\*)"
    r"(?P<mark>(?(digits)[.)](?=[ \t]|$)|(?:"
    r"#{1,6}(?=[ \t]|$)|[-+*](?=[ \t]|$)|>|`{3,}|~{3,}|_TBD_$|=+[ \t]*$|"
    r"(?:(?:-[ \t]*){2,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$|"
    r"\[[ xX]\](?=[ \t]|$)|\[[^\]]*\]:|\[$|\|[ \t:-]*-[ \t:|-]*$|"
    rf"<(?:!|\?|/?(?:script|pre|style|textarea|{_BLOCK_TAGS})(?=[ \t>/]|$)|"
    r"/?[A-Za-z][^<>]*>[ \t]*$))))",
    re.IGNORECASE,
)
_CLOSING_MARKS = lazy_pattern(r"(?:(?<=[ \t])|^)(\\*)(#+)$")


def one_line(text: str) -> str:
    """Return a text as a field of one line keeps it: LF newlines, no blanks at the ends of lines.

    Blanks at the start of its first line go too; newlines within stay.
    """
    if text and (text[0] in _EDGES or text[-1] in _EDGES):
        text = text.strip(_EDGES)
    if "\n" in text or "\r" in text:
        text = _TRAILING.sub("\n", _NEWLINES.sub("\n", text))
    return text


def many_lines(text: str) -> str:
    """Return a text as a prose field keeps it: LF newlines, no blank lines at the ends."""
    lines = _NEWLINES.sub("\n", text).split("\n")
    first, last = 0, len(lines)
    while first < last and not lines[first].strip(_BLANK):
        first += 1
    while last > first and not lines[last - 1].strip(_BLANK):
        last -= 1
    return "\n".join(lines[first:last])


def code_lines(text: str) -> str:
    """Return a text as a code field keeps it: LF newlines, nothing else touched."""
    return _NEWLINES.sub("\n", text)


def escape_inline(text: str) -> str:
    """Return a text on one line: newlines become `<br>`."""
    return _BREAK.sub(_escape_break, text) if "\n" in text or "<br>" in text else text


def unescape_inline(text: str) -> str:
    """Return the text that `escape_inline` wrote."""
    return _READ_BREAK.sub(_unescape_break, text) if "<br>" in text else text


def _escape_break(match: Match[str]) -> str:
    return match[1] * 2 + ("<br>" if match[2] == "\n" else "\\<br>")


def _unescape_break(match: Match[str]) -> str:
    count = len(match[1])
    return "\\" * (count // 2) + ("<br>" if count % 2 else "\n")


def escape_value(text: str) -> str:
    """Return a text for the rest of a labelled line."""
    text = escape_inline(text)
    return _stuff_all(_TBD_ALONE, text) if text.endswith(TBD) else text


def unescape_value(text: str) -> str:
    """Return the text that `escape_value` wrote; empty for `_TBD_`."""
    if text.endswith(TBD):
        return "" if text == TBD else unescape_inline(_unstuff_all(_TBD_ALONE, text))
    return unescape_inline(text)


def escape_cell(text: str) -> str:
    """Return a text for a cell of a table."""
    text = escape_value(text)
    return _PIPE.sub(r"\1\\|", text) if "|" in text else text


def unescape_cell(text: str) -> str:
    """Return the text that `escape_cell` wrote; empty for `_TBD_`."""
    return unescape_value(_PIPE.sub(_drop_slash, text) if "|" in text else text)


def escape_start(text: str) -> str:
    """Return a text for the start of a line of its own: an item, a paragraph of one line."""
    text = escape_inline(text)
    match = _START.match(text)
    if match is None:
        return text
    at = match.start("slashes")
    return f"{text[:at]}\\{text[at:]}"


def unescape_start(text: str) -> str:
    """Return the text that `escape_start` wrote; empty for `_TBD_`."""
    if text == TBD:
        return ""
    match = _START.match(text)
    if match is not None and match["slashes"]:
        at = match.start("slashes")
        text = text[:at] + text[at + 1 :]
    return unescape_inline(text)


def escape_heading(text: str) -> str:
    """Return a text for a heading: closing `#` would be taken for marks."""
    return _CLOSING_MARKS.sub(r"\1\\\2", escape_value(text))


def unescape_heading(text: str) -> str:
    """Return the text that `escape_heading` wrote; empty for `_TBD_`."""
    return "" if text == TBD else unescape_value(_CLOSING_MARKS.sub(_drop_slash, text))


def _drop_slash(match: Match[str]) -> str:
    return match[0][1:] if match[1] else match[0]


def _stuff_all(pattern: LazyPattern, text: str) -> str:
    match = pattern.fullmatch(text)
    return f"\\{text}" if match else text


def _unstuff_all(pattern: LazyPattern, text: str) -> str:
    match = pattern.fullmatch(text)
    return text[1:] if match and match[1] else text


def fence_for(text: str, mark: str = "`", shortest: int = 3) -> str:
    """Return a fence that nothing in the text can close."""
    longest = max((len(run) for run in re.findall(f"{re.escape(mark)}+", text)), default=0)
    return mark * max(shortest, longest + 1)
