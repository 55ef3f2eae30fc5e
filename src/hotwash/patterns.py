"""Patterns that are compiled when they are first used.

Most of the words and marks that Hotwash can read do not occur in a given document: compiling the
patterns for all of them took a seventh of the time that an export takes.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property

TYPE_CHECKING = False  # importing `typing` takes longer than this saves
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class LazyPattern:
    """A pattern and what can be done with it; the first use compiles it.

    A mistake in the source is told then.

    Args:
        source: The expression.
        flags: Those of `re.compile`.
    """

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, for many calls in a row and for those who want no other."""
        return re.compile(self.source, self._flags)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """See `re.Pattern.match`."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """See `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.search`."""
        return self.compiled.search(text, start, end)

    def findall(self, text: str) -> list[str]:
        """See `re.Pattern.findall`; for patterns with no more than one group."""
        return self.compiled.findall(text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """See `re.Pattern.split`; for patterns without groups that may be missing."""
        return self.compiled.split(text, maxsplit)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """See `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """See `re.Pattern.sub`."""
        return self.compiled.sub(new, text, count)


def lazy_pattern(source: str, flags: int = 0) -> LazyPattern:
    """Return a pattern that costs next to nothing until it is used."""
    return LazyPattern(source, flags)
