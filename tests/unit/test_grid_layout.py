"""Widths, lines, wrapping and the keys of a line of text: the arithmetic under the tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.tui.table.grid_layout import GridColumn, Lines, share_width, widths_in_view
from hotwash.tui.widgets.cells import boundaries, crop, visible, width, wrap
from hotwash.tui.widgets.line_editor import LineEditor

TEXTS = st.text(st.sampled_from("ab c\t\n\x1b日é👩‍🚒\u202e"), max_size=40)


@given(TEXTS, st.integers(1, 30))
def test_a_cropped_text_has_exactly_its_cells(text: str, cells: int) -> None:
    assert width(crop(visible(text), cells)) == cells


@given(TEXTS)
def test_what_is_visible_has_the_length_of_what_is_stored(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert not any(ord(sign) < 32 or sign == "\u202e" for sign in visible(text))


@given(TEXTS, st.integers(2, 30))
def test_wrapped_lines_follow_each_other_and_fit(text: str, cells: int) -> None:
    shown = visible(text)
    spans = wrap(shown, cells)
    assert "".join(shown[start:end] for start, end in spans) == shown
    assert all(width(shown[start:end].removesuffix(" ")) <= cells for start, end in spans)


@given(st.integers(0, 40), st.dictionaries(st.integers(0, 39), st.integers(0, 5), max_size=10))
def test_lines_find_their_rows(count: int, extra: dict[int, int]) -> None:
    extra = {at: more for at, more in extra.items() if at < count}
    lines = Lines(count, extra)
    plain = [(at, within) for at in range(count) for within in range(1 + extra.get(at, 0))]
    assert lines.total == len(plain)
    assert [lines.find(line) for line in range(lines.total)] == plain
    assert [lines.top(at) for at in range(count)] == [plain.index((at, 0)) for at in range(count)]


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6), st.integers(10, 120))
def test_columns_share_the_room(needs: list[int], room: int) -> None:
    columns = [
        GridColumn(str(at), "", least=1, most=20 if at else 0, grows=not at)
        for at in range(len(needs))
    ]
    widths = share_width(columns, needs, room)
    assert sum(widths) == room
    assert all(wide >= 1 for wide in widths)


@pytest.mark.parametrize(
    ("keys", "text", "caret"),
    [
        (("left", "left", "backspace"), "one two thee", 10),
        (("home", "delete"), "ne two three", 0),
        (("ctrl+w",), "one two ", 8),
        (("ctrl+left", "ctrl+left", "ctrl+k"), "one ", 4),
        (("home", "ctrl+right", "ctrl+u"), " two three", 0),
        (("ctrl+a", "right", "ctrl+e", "ctrl+h"), "one two thre", 12),
    ],
)
def test_keys_of_a_line(keys: tuple[str, ...], text: str, caret: int) -> None:
    editor = LineEditor("one two three")
    for key in keys:
        assert editor.press(key)
    assert (editor.text, editor.caret) == (text, caret)


def test_the_caret_steps_over_whole_signs() -> None:
    editor = LineEditor("a👩‍🚒b")
    editor.press("left")
    editor.press("backspace")
    assert editor.text == "ab"
    assert boundaries("e\u0301") == (0, 2)


def test_a_key_that_is_not_for_text_is_left() -> None:
    editor = LineEditor("x")
    assert not editor.press("f5")
    assert not editor.press("escape", "\x1b")
    assert editor.text == "x"


TASKS = (
    GridColumn("task", "Task", least=16, grows=True),
    GridColumn("owner", "Owner", least=5, most=12),
    GridColumn("due", "Due", least=9, most=14),
    GridColumn("priority", "Priority", least=4, most=12),
    GridColumn("done", "", least=1, most=1, typed=False),
)
LONG = (60, 5, 11, 8, 1)


@pytest.mark.parametrize(
    ("cells", "current", "shown"),
    [
        (60, 0, [0, 1, 2, 3, 4]),
        (43, 0, [0, 1, 2, 3, 4]),
        (42, 0, [0, 1, 2, 3]),
        (35, 0, [0, 1, 2]),
        (35, 3, [0, 1, 3]),
        (24, 0, [0, 1]),
        (24, 2, [2]),
        (14, 0, [0]),
        (14, 1, [1]),
        (1, 3, [3]),
    ],
)
def test_columns_that_cannot_be_read_are_out_of_view(
    cells: int, current: int, shown: list[int]
) -> None:
    widths = widths_in_view(TASKS, LONG, cells, current)
    assert [at for at, wide in enumerate(widths) if wide] == shown
    assert sum(widths) + 2 * (len(shown) - 1) <= max(1, cells)


def test_titles_are_whole_before_a_text_gets_more_room() -> None:
    assert widths_in_view(TASKS, LONG, 53, 0)[3] == len("Priority")
    assert widths_in_view(TASKS, LONG, 45, 0)[0] == 16


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6), st.integers(1, 120), st.data())
def test_the_cursor_s_column_is_always_in_view(
    needs: list[int], cells: int, data: st.DataObject
) -> None:
    columns = [GridColumn(str(at), "", least=5, grows=not at) for at in range(len(needs))]
    current = data.draw(st.integers(0, len(needs) - 1))
    widths = widths_in_view(columns, needs, cells, current)
    assert widths[current] >= 1
    shown = [wide for wide in widths if wide]
    assert (
        all(wide >= min(5, max(4, need)) for wide, need in zip(widths, needs, strict=True) if wide)
        or len(shown) == 1
    )
