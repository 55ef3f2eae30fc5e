"""What terminals send beside keys, sent to the installed program at every place that takes text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.input_places import CARRIERS, PLACES, Session
from tests.input_table import SITUATIONS, escaped, interrupted, pasted, try_one

BY_PLACE = {place.name: place for place in PLACES}
BY_CARRIER = {carrier.name: carrier for carrier in CARRIERS}
NAMES = {act: name for name, act in SITUATIONS.items()}


@pytest.mark.parametrize("place", BY_PLACE)
def test_reports_change_nothing(place: str) -> None:
    assert not try_one(NAMES[interrupted], BY_CARRIER["xterm"], BY_PLACE[place])


@pytest.mark.parametrize(
    ("carrier", "place"),
    [
        ("xterm", "prose"),
        ("xterm", "timeline cell"),
        ("xterm", "filter"),
        ("kitty", "action cell"),
        ("tmux", "table cell"),
        ("tmux", "dialog"),
        ("screen", "action cell"),
    ],
)
def test_escape_and_a_key_soon_behind_it(carrier: str, place: str) -> None:
    if BY_CARRIER[carrier].missing:
        pytest.skip(f"{carrier} is not installed")
    assert not try_one(NAMES[escaped], BY_CARRIER[carrier], BY_PLACE[place])


@pytest.mark.parametrize(
    ("carrier", "place"),
    [
        ("xterm", "line"),
        ("xterm", "list item"),
        ("tmux", "timeline cell"),
        ("tmux, paste-buffer -r", "prose"),
        ("screen", "table cell"),
    ],
)
def test_a_paste_without_marks(carrier: str, place: str) -> None:
    if BY_CARRIER[carrier].missing:
        pytest.skip(f"{carrier} is not installed")
    assert not try_one(NAMES[pasted], BY_CARRIER[carrier], BY_PLACE[place])


def test_a_paste_into_a_table_runs_no_command(tmp_path: Path) -> None:
    table = BY_PLACE["filter"]
    with Session(tmp_path, BY_CARRIER["xterm"], table) as session:
        session.press("escape")
        session.paste("delete\nanother\nKJx u M y")
        session.place = BY_PLACE["table cell"]
        assert session.texts() == ["delete", "another", "KJx u M y"]


def test_the_window_may_lose_the_focus_at_any_time(tmp_path: Path) -> None:
    with Session(tmp_path, BY_CARRIER["xterm"], BY_PLACE["action cell"]) as session:
        session.type("one")
        session.send("\x1b[O")
        session.terminal.read(1.5)  # a save comes meanwhile
        session.send("\x1b[I")
        session.press("left")
        session.type("x8d")
        assert session.texts() == ["onx8de"]


def test_keys_with_shift_and_of_the_keypad(tmp_path: Path) -> None:
    with Session(tmp_path, BY_CARRIER["kitty"], BY_PLACE["prose"]) as session:
        session.type("ab")
        for report in (
            "\x1b[32;2;32u",  # Shift+Space
            "\x1b[57400;129;49u",  # 1 of the keypad
            "\x1b[99;2;67u\x1b[99;2;67u\x1b[127;2u",  # C, C, Shift+Backspace
            "\x1b[13;2u",  # Shift+Enter
            "\x1b[57413;1;43u",  # + of the keypad
            "\x1b[57414u",  # Enter of the keypad
            "\x1b[100u\x1b[13;5u\x1b[101u",  # d, Ctrl+Enter, e
            "\x1b[1092:1060:97;5u",  # Ctrl and the key of A on a Russian keyboard
            "\x1b[102u",  # f
            "\x1b[27;5;101~\x1b[103u",  # Ctrl+E, g
        ):
            session.send(report)
        assert session.texts() == ["ab 1C", "+", "d", "feg"]


def test_ctrl_c_and_ctrl_x_without_a_selection_destroy_nothing(tmp_path: Path) -> None:
    with Session(tmp_path, BY_CARRIER["xterm"], BY_PLACE["prose"]) as session:
        session.type("ab")
        session.send("\x18\x03")
        session.type("c")
        assert session.texts() == ["abc"]
