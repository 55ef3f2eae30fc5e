"""One table of hidden characters and of widths, for all who show text."""

from __future__ import annotations

import pytest

from hotwash.characters import is_text, width_of
from hotwash.cli.output import harmless
from hotwash.cli.table import table
from hotwash.markdown.tables import TableStyle
from hotwash.tui.typed import types


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("👍\ufe0f", 2), ("a\u200db", 2), ("ﬀ", 1)],
)
def test_widths_are_the_same_for_all(text: str, cells: int) -> None:
    assert width_of(text) == cells
    assert table([(text, "x")]) == f"{text}  x\n"
    drawn = TableStyle(widths=(8, 1)).line([text, "x"])
    assert drawn == f"| {text}{' ' * (8 - cells)} | x |"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "␛"),
        ("\x07", "␇"),
        ("\r", "␍"),
        ("\x9b", "<009B>"),
        ("\u202e", "<202E>"),
        ("\u2066", "<2066>"),
        ("\ud800", "<D800>"),
    ],
)
def test_harmful_ones_are_shown(character: str, shown: str) -> None:
    assert harmless(f"a{character}b") == f"a{shown}b"


@pytest.mark.parametrize("character", ["a", "\u3000", "\u200d", "\u00ad", "\ue000", "\u202f"])
def test_text_is_typed(character: str) -> None:
    assert is_text(character) and types("x", character)


@pytest.mark.parametrize("character", ["\x00", "\t", "\n", "\x1b", "\x7f", "\x85", "\ud800"])
def test_controls_are_not_typed(character: str) -> None:
    assert not is_text(character) and not types("x", character)
