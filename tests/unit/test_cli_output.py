"""Tables, and what control characters become on a terminal."""

from __future__ import annotations

import pytest

from hotwash.characters import width_of
from hotwash.cli.output import harmless
from hotwash.cli.table import table


def test_columns_are_aligned_and_nothing_is_cut() -> None:
    text = table([("a", "long " * 40, "x"), ("bbb", "", "y")], head=("ONE", "TWO", "3"))
    first, second, third = text.splitlines()
    assert first.startswith("ONE  TWO") and second.rstrip().endswith("x")
    assert third.index("y") == second.index("x", 200) == first.index("3")


def test_wide_signs_count_twice() -> None:
    lines = table([("日本", "x"), ("abcd", "y")]).splitlines()
    assert lines == ["日本  x", "abcd  y"]
    assert width_of("e\u0301é") == 2


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_on_a_terminal_it_fits(columns: int) -> None:
    rows = [("2026-11-20", "P1", "word " * 30, "日本" * 30, "path/" * 12) for _ in range(3)]
    lines = table(rows, columns=columns).splitlines()
    assert len(lines) == 3
    assert max(map(width_of, lines)) <= columns
    assert all(line.startswith("2026-") and "…" in line for line in lines)


def test_a_cell_stays_on_its_line() -> None:
    assert table([("a\nb\tc", "d")]) == "a b c  d\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\x00b\x7f\x9b", "a␀b<007F><009B>"),
        ("\u202etxt", "<202E>txt"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("\r", "␍"),
        ("é 日本 🙂", "é 日本 🙂"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown
