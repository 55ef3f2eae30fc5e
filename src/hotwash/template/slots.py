"""Slots: the places of a template that are to be replaced, however a team fences them.

`[Title]`, `{title}`, `{{ incident.title }}`, `${title}`, `<Title>`, `<% title %>`, `__TITLE__`,
`%TITLE%`, `$TITLE`, `TODO` are slots wherever they stand: in the title, behind a label, in a cell.
A link, a footnote, a box to tick and HTML are none.
"""

from __future__ import annotations

import re

from hotwash.patterns import lazy_pattern

_HTML = (
    r"!--|/?(?:[abipsuq]|img|br|hr|span|su[bp]|kbd|code|em|strong|font|div|center|details|summary"
    r"|del|ins|mark|small|pre|h\d|t[drh]|table|[uo]l|li)\b"
)
_FENCED = (
    r"\$?\{\{?[^{}]*\}\}?|<%[^%]*%>|<%[^>]*%>"
    rf"|<(?!{_HTML})[^<>:@%]+>"
    r"|\[(?!\^| ?\])[^\[\]]+\](?!\()"
    r"|(?<!\w)__[A-Z][A-Z0-9]*(?:[_ ][A-Z0-9]+)*__(?!\w)"
    r"|%[A-Z][A-Z_]{2,}%|(?<![\w$])\$[A-Z][A-Z_]{2,}\b"
    r"|\b(?:TODO|TBD)\b"
)
_MASK = r"(?i:\b(?P<mask>yyyy[-/. ]?mm[-/. ]?dd|dd[-/. ]mm[-/. ]yyyy)\b)"
_NUMBER = r"(?P<number>(?:\b[A-Z]+-)?(?:\bN{2,}|\bX{2,}|#+N+|\b0{3,})\b)"
IN_TEXT = lazy_pattern(rf"(?P<fenced>{_FENCED})|{_MASK}|{_NUMBER}")
"""A slot among other words: fenced, a date's mask, or a number's."""
_ALONE = lazy_pattern(rf"(?:{_FENCED})|_{{3,}}|\.{{3,}}|…|\[\s*\]|<\s*>|\{{\s*\}}|<[^<>]*>")
_BLANK = re.compile(r"[_.…\s]+")
_OPENING = re.compile(r"\$?\{\{?|<%=?-?|[\[<(]|\*\*|__|[*_\"'`]|%(?=[A-Z]{3})|\$(?=[A-Z]{3})")
_CLOSING = {
    "[": "]", "<": ">", "(": ")", "{": "}", "${": "}", "{{": "}}", "${{": "}}",
    "<%": "%>", "<%=": "%>", "<%-": "%>", "$": "",
}  # fmt: skip


def is_alone(text: str) -> bool:
    """Whether a text is a slot and nothing else, or a blank to be filled in."""
    return _ALONE.fullmatch(text.strip()) is not None


def without_fence(text: str) -> str:
    """Return a text without the marks around all of it, however many there are.

    `**<Title>**` is `Title`; what is fenced in pieces, `__a__/__b__`, stays as it is.
    """
    if _BLANK.fullmatch(text.strip()):
        return ""
    while True:
        text = text.strip()
        opening = _OPENING.match(text)
        if opening is None:
            return text
        inner = _between(text, opening[0])
        if inner is None:
            return text
        text = inner


def _between(text: str, opening: str) -> str | None:
    """Return what stands between an opening mark and its closing one; None if it ends before."""
    closing = _CLOSING.get(opening, opening)
    if not text.endswith(closing) or len(text) <= len(opening) + len(closing):
        return None
    inner = text[len(opening) : len(text) - len(closing)]
    if closing == "":
        return inner if inner.isupper() else None
    return None if _closes(inner, opening, closing) else inner


def _closes(inner: str, opening: str, closing: str) -> bool:
    """Whether the mark is closed within a text already, which its end then belongs not to."""
    if opening == closing:
        # Between letters a mark closes nothing, and a single one is no half of a double one.
        mark = re.escape(closing)
        return re.search(rf"(?<![\s{mark[-1]}]){mark}(?![\w{mark[-1]}])", inner) is not None
    depth = 0
    for at in range(len(inner)):
        depth += inner.startswith(opening, at) - inner.startswith(closing, at)
        if depth < 0:
            return True
    return False
