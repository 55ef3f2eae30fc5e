"""The words of prose: which of a text's words are language, and how many there are.

| Not judged as language | |
| --- | --- |
| between backticks, in fences | code, commands, names |
| links, addresses, tags | `https://…`, `ana@example.com`, `<br>`, the target of `[…](…)` |
| what looks like a name | `pod_2`, `a.b`, `a/b`, `--flag`, `@ana`, `#channel`, `PodSpec`, `TLS` |
| a capital within a sentence | names of people and products, but in German |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotwash.patterns import lazy_pattern
from hotwash.postmortem.search import Span

_LEFT_OUT = lazy_pattern(
    r"^(?P<fence>```+|~~~+)[^\n]*(?:\n(?!(?P=fence))[^\n]*)*(?:\n(?P=fence)[^\n]*)?"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?!(?P=ticks)(?!`))`)*?(?P=ticks)(?!`)"
    r"|<[^<>\n]{1,500}>"
    r"|\]\([^()\n]{0,2000}\)"
    r"|\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S+"
    r"|&\w{1,30};",
    re.MULTILINE | re.IGNORECASE,
)
_CHUNK = lazy_pattern(r"\S+")
_EDGE = "()[]{}<>.,;:!?\"'*~|“”„‘’«»…–—-"
_NAME = lazy_pattern(r"[\d_/\\=@#$%&+^]|\w[.:]\w|^-")
_WORD = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = ".!?:"


def count_words(text: str) -> int:
    """How many words a text has, as people count them."""
    return len(text.split())


def judged_words(text: str, *, nouns: bool = False) -> Iterator[Span]:
    """The places of the words that a dictionary may judge.

    Args:
        text: Prose in Markdown, or a line of it that is in no fence.
        nouns: Whether all nouns have a capital, as in German; else it is for names.
    """
    prose = _LEFT_OUT.sub(_blank, text)
    begins = True
    for chunk in _CHUNK.finditer(prose):
        inner = chunk[0].strip(_EDGE)
        begins = begins or prose[chunk.start() - 1] == "\n"
        if not inner:
            begins = begins or chunk[0][-1] in _SENTENCE_END
            continue
        if not _NAME.search(chunk[0].lstrip("([{\"'*~“„«").rstrip(_EDGE)):
            lead = len(chunk[0]) - len(chunk[0].lstrip(_EDGE))
            start = chunk.start() + lead
            first = begins
            for word in _WORD.finditer(inner):
                if _is_language(word[0], first=first or nouns):
                    yield start + word.start(), start + word.end()
                first = False
        begins = chunk[0].rstrip("\"')]}*~”’»")[-1:] in _SENTENCE_END


def _is_language(word: str, *, first: bool) -> bool:
    """Whether a word is one of the language and not a name.

    Args:
        word: The word.
        first: Whether it may have a capital that is no name's: it begins a sentence, say.
    """
    if len(word) < 2 or word[1:] != word[1:].lower():
        return False
    return first or word[0] == word[0].lower()


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else " " for char in match[0])
