"""What is wrong with a text that is not TOML, in the words of people who never read a grammar."""

from __future__ import annotations

import re

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)

_WORDS = (
    ("expected '=' after a key", "a line is neither key = value, nor a [heading], nor a # comment"),
    ("invalid value", "there is no value that TOML knows: a text stands in quotes"),
    ("unterminated string", "a text has no closing quote"),
    ("expected \"'''\"", "a text has no closing '''"),
    ('expected \'"""\'', 'a text has no closing """'),
    ("cannot overwrite a value", "a key stands here for the second time"),
    ("cannot declare", "a [heading] stands here for the second time"),
    ("cannot mutate", "a key or heading stands here for the second time"),
    ("expected newline or end of document", "something stands behind a value on its line"),
    ("unclosed array", "a list has no closing ]"),
    ("unclosed inline table", "a { has no closing }"),
    ("expected ']", "a [heading] has no closing ]"),
    ("invalid statement", "a line is neither key = value, nor a [heading], nor a # comment"),
    ("illegal character", "a character stands here that may not: a line end within quotes, say"),
)
"""The beginnings of the parser's messages, and what they mean."""


def in_words(message: str) -> str:
    """Return what a message of the parser means; the message itself where it is unknown."""
    low = message.lower()
    meant = next((words for start, words in _WORDS if low.startswith(start)), "")
    return meant or message[:1].lower() + message[1:200]


def conflict_line(text: str) -> int:
    """Return the line of the first of git's conflict markers; 0 when there is none."""
    found = _CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
