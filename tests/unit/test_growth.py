"""Work that must grow with the size of a text, and not with its square: it is counted here.

`python -m tests.growth` times every reader with many shapes; what it found is held by these.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests import growth

from hotwash.formats.toml import scanner, unknown
from hotwash.template import labels, library


class CountedPattern:
    """A pattern that counts the characters that it is given."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.given = 0

    def sub(self, new: Callable[[re.Match[str]], str], text: str) -> str:
        self.given += len(text)
        return self.pattern.sub(new, text)


def test_comments_that_do_not_end_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = CountedPattern(labels._COMMENTED)
    monkeypatch.setattr(labels, "_COMMENTED", counted)
    text = "a <!-- b --> c " + "<!-- x " * 5000
    assert labels.without_comment_marks(text) == "a b c " + "<!-- x " * 5000
    assert counted.given == len("a <!-- b -->")


def test_lines_of_unknown_keys_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    class Counted(str):
        def count(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
            nonlocal counted
            end = len(self) if end is None else end
            counted += end - start
            return str(self)[start:end].count(sub)

    real = scanner.blocks
    monkeypatch.setattr(
        unknown,
        "blocks",
        lambda text: [replace(block, text=Counted(block.text)) for block in real(text)],
    )
    text = "".join(f"key_{at} = 1\n" for at in range(2000))
    found = unknown.unknown_keys(text, library.find("standard"))
    assert [key.line for key in found] == list(range(1, 2001))
    assert counted <= 2 * len(text)


def test_likely_names_are_looked_for_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    real = difflib.get_close_matches

    def counted(*given: Any, **more: Any) -> list[str]:
        nonlocal asked
        asked += 1
        return real(*given, **more)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    text = "titel = 1\n" + "".join(f"key_{at} = 1\n" for at in range(2000))
    found = unknown.unknown_keys(text, library.find("standard"))
    assert len(found) == 2001
    assert found[0].meant == "title"
    assert asked == unknown.MOST_MEANT


def test_every_reader_takes_every_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "FIRST", 300)
    for reader, shape in growth.chosen("", ""):
        assert growth.grow(reader, shape, 0).sizes


def test_what_grows_with_the_square_is_reported() -> None:
    sizes = [1000, 2000, 4000]
    assert growth.Growth("r", "s", sizes, [0.2, 0.8, 3.2]).steep
    assert not growth.Growth("r", "s", sizes, [0.8, 1.6, 3.2]).steep
    assert not growth.Growth("r", "s", sizes, [0.002, 0.008, 0.032]).steep
