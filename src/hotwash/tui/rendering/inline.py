"""What stands within a line of Markdown: emphasis, code, links, escapes, as spans.

Read with markdown-it, which costs what a reader of our own cost (0.2 ms for a line with all of
them). GitHub's bare links are links too; reference links are shown as they are written. Nothing
here is ever a link that a terminal would open, and every character without a shape is made visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hotwash.tui.rendering.spans import Mark, Span
from hotwash.tui.words import visible

LONGEST = 20_000
"""Characters of a line that are read for marks; a longer one is shown as it is."""

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&\n]|https?://")
_BARE_LINK = re.compile(r"(https?://[^\s<>`]*[^\s<>`.,;:!?'\"*_~)\]])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = {"strong": Mark.STRONG, "em": Mark.EMPHASIS, "s": Mark.STRIKE, "a": Mark.LINK}
"""The marks of what stands between two tags."""


class _Reader(MarkdownIt):
    """Reads every link as one, wherever it leads, and leaves its address as it is written."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _reader() -> MarkdownIt:
    return _Reader("commonmark").enable("strikethrough")


def inline(text: str) -> list[Span]:
    """Read the inline Markdown of a line or paragraph.

    Args:
        text: The text of a block; its lines are joined, hard breaks are kept as line ends.
    """
    if len(text) > LONGEST or not _SPECIAL.search(text):
        return _shown([(text, Mark.NONE)])
    (token,) = _reader().parseInline(text)
    return _shown(_spans(token.children or [], Mark.NONE))


def _shown(spans: Iterable[Span]) -> list[Span]:
    """Spans that can be drawn; neighbours with the same marks become one."""
    shown: list[Span] = []
    for text, mark in spans:
        if not text:
            continue
        text = "\n".join(visible(line) for line in text.split("\n"))
        if text == "TBD" and mark & Mark.EMPHASIS:
            mark |= Mark.MUTED
        if shown and shown[-1][1] == mark:
            shown[-1] = (shown[-1][0] + text, mark)
        else:
            shown.append((text, mark))
    return shown


def _spans(tokens: Sequence[Token], mark: Mark) -> Iterator[Span]:
    """Tokens as text with the marks of all that is open around it."""
    around = [mark]
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.nesting > 0:
            around.append(around[-1] | _MARKS.get(token.tag, Mark.NONE))
            if following is not None and following.type == "link_close":
                yield str(token.attrs.get("href", "")), around[-1]
        elif token.nesting < 0:
            around.pop()
        else:
            yield from _leaf(token, around[-1])


def _leaf(token: Token, mark: Mark) -> Iterator[Span]:
    """A token that has no end of its own."""
    if token.type == "text":
        yield from _text(token.content, mark)
    elif token.type == "code_inline":
        yield token.content, mark | Mark.CODE
    elif token.type == "html_inline":
        is_break = _BREAK.fullmatch(token.content)
        yield ("\n", mark) if is_break else (token.content.replace("\n", " "), mark | Mark.MUTED)
    elif token.type == "image":
        words = list(_spans(token.children or [], mark | Mark.LINK))
        yield from words or [(str(token.attrs.get("src", "")), mark | Mark.LINK)]
    else:
        yield "\n" if token.type == "hardbreak" else " ", mark


def _text(text: str, mark: Mark) -> Iterator[Span]:
    """Text, the bare links in it marked."""
    for at, part in enumerate(_BARE_LINK.split(text)):
        yield part, mark | Mark.LINK if at % 2 else mark
