"""What a person takes for one character, and the cells it takes."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hotwash.tui.clusters import (
    boundary_at,
    clusters,
    may_join,
    next_boundary,
    previous_boundary,
)
from hotwash.tui.terminal.cells import cells_of
from hotwash.tui.widgets.cells import at_cell, boundaries, visible, width
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.wrapping import _breaks

ONE = {
    "flag": "🇩🇪",
    "skin tone": "👍🏽",
    "family": "👨\u200d👩\u200d👧",
    "profession": "👩🏽\u200d🚀",
    "rainbow flag": "🏳\ufe0f\u200d🌈",
    "flag by tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycap": "1\ufe0f\u20e3",
    "marks": "e\u0301\u0323",
    "jamo": "\u1112\u1161\u11ab",
    "syllable and jamo": "가\u11ab",
    "conjunct": "क्षि",
    "thai": "กำ",
    "variant": "葛\U000e0100",
    "prepended": "\u0600\u0661",
}
"""Texts that are one cluster each."""

TEXTS = st.lists(
    st.sampled_from([*ONE.values(), "a", " ", "日", "\u0301", "\u200d", "🇫", "क", "\u094d"])
    | st.characters(exclude_categories=("Cs", "Cn")),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_is_stepped_over_and_deleted_as_one(text: str) -> None:
    assert [span[:2] for span in clusters(f"x{text}y")] == [
        (0, 1),
        (1, 1 + len(text)),
        (1 + len(text), 2 + len(text)),
    ]
    line = LineEditor(f"x{text}y")
    for key, caret in (("left", 1 + len(text)), ("left", 1), ("right", 1 + len(text))):
        line.press(key)
        assert line.caret == caret
    line.press("backspace")
    assert (line.text, line.caret) == ("xy", 1)
    line = LineEditor(f"{text}y")
    line.press("home")
    line.press("delete")
    assert line.text == "y"


def test_neighbours_stay_apart() -> None:
    flags = "🇩🇪🇫🇷"
    assert [span[:2] for span in clusters(flags)] == [(0, 2), (2, 4)]
    assert (previous_boundary(flags, 4), next_boundary(flags, 0)) == (2, 2)
    assert [span[:2] for span in clusters("각가")] == [(0, 1), (1, 2)]


@given(TEXTS)
def test_boundaries_are_the_same_from_both_sides_and_whole(text: str) -> None:
    spans = clusters(text)
    ends = [0, *(end for _, end, _ in spans)]
    assert ends[-1] == len(text)
    assert [start for start, _, _ in spans] == ends[:-1]
    for before, after in pairwise(ends):
        assert next_boundary(text, before) == after
        assert previous_boundary(text, after) == before
        assert {boundary_at(text, at) for at in range(before, after)} == {before}


def test_every_mark_is_looked_for() -> None:
    marks = [
        chr(code)
        for code in range(0x300, 0xE01F0)
        if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me")
    ]
    assert [mark for mark in marks if not may_join(mark)] == []


@given(TEXTS)
def test_a_shown_text_takes_the_cells_that_the_terminal_is_given(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert width(shown) == sum(size for _, _, size in clusters(shown)) == cell_len(shown)
    cells = [cell for cell in cells_of(shown)[0] if not cell.startswith("\0")]
    assert len(cells) == width(shown)
    for at in boundaries(text):
        assert cell_len(shown[:at]) + cell_len(shown[at:]) == cell_len(shown)


@given(TEXTS, st.integers(2, 12))
def test_a_row_is_broken_between_clusters_and_never_too_wide(text: str, cells: int) -> None:
    shown = visible(text)
    breaks = _breaks(shown, cells, 4)
    assert set(breaks) <= set(boundaries(shown))
    for start, end in zip([0, *breaks], [*breaks, len(shown)], strict=True):
        assert width(shown[start:end]) <= cells
        assert start < end or not shown


def test_a_cell_is_found_between_clusters() -> None:
    text = "a👨\u200d👩\u200d👧b"
    assert [at_cell(text, cell) for cell in range(5)] == [0, 1, 1, 6, 7]
