"""Patterns that are compiled when they are first used.

Most of the words and marks that Hotwash can read do not occur in a given document: compiling the
patterns for all of them took a seventh of the time that an export takes.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False  # importing `typing` takes longer than this saves
if TYPE_CHECKING:
    from typing import Any


class _Pattern:
    """Becomes what it stands for, method by method."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = (source, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        self.__dict__[name] = found
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` would, at a fraction of its cost until it is used.

    A mistake in the source is told when it is used.
    """
    made: Any = _Pattern(source, flags)
    found: re.Pattern[str] = made
    return found
