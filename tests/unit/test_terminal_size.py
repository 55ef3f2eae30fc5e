"""The size of the screen is the terminal's own."""

from __future__ import annotations

import os

import pytest

from hotwash.tui import run
from hotwash.tui.table.grid_layout import GridColumn, share_width


@pytest.mark.parametrize(("size", "kept"), [((80, 24), False), ((0, 0), True), (None, True)])
def test_what_the_environment_says_counts_only_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] | None, kept: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LINES", "60")

    def ask(_descriptor: int) -> os.terminal_size:
        if size is None:
            raise OSError
        return os.terminal_size(size)

    monkeypatch.setattr(os, "get_terminal_size", ask)
    run._ask_the_terminal_for_its_size()
    assert ("COLUMNS" in os.environ, "LINES" in os.environ) == (kept, kept)


def test_columns_that_are_not_typed_into_give_first() -> None:
    columns = (
        GridColumn("time", "Time", least=5),
        GridColumn("event", "Event", least=16, grows=True),
        GridColumn("moment", "", least=12, typed=False),
    )
    assert share_width(columns, (5, 40, 12), 31) == [5, 16, 10]
    assert share_width(columns, (5, 40, 12), 11) == [5, 5, 1]
    assert share_width(columns, (5, 40, 12), 2) == [1, 1, 1]
