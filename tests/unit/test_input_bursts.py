"""Pastes without marks: what no hands have typed is one, what is typed ahead is not."""

from __future__ import annotations

import pytest
from tests.unit.test_input_filter import plain, through

from hotwash.tui.terminal.bursts import GAP
from hotwash.tui.terminal.input_filter import InputFilter

LOG = "".join(f"10:{minute:02} pool timeout on db-{minute}\r" for minute in range(60))

PASTES = {
    "three lines": "one\rtwo\rthree",
    "with line feeds": "one\ntwo\nthree\n",
    "with both": "one\r\ntwo\r\nthree\r\n",
    "two lines": "the first one\rthe second one",
    "a table": "what\thow much\rpool\t12\rhost\t3",
    "a long line": "ERROR pool timeout after 30 s on checkout-db-2",
    "a log": LOG,
    "a log with bells": LOG + "\x07" + LOG + "\x0c",
    "Japanese": "最初の行\r二番目の行\r三番目の行",
}
KEYS = {
    "a word and Enter": "ana\r",
    "a field and the next": "ana\r2026-11-27\r",
    "words": "hello there",
    "a field, Tab, and the next": "Checkout errors in all of the regions\t2026-11-20",
    "cells": "Raise the pool size\tAna\rnext",
    "Enter many times": "\r" * 50,
    "a key held down": "j" * 200,
    "letters and Enter": "y\rn\ry\r",
    "a key of the menu, and rows": "\x0741015 alert\r1020 over\r",
    "rows, and another tab": "1015 alert\r1020 over\r\x1bOS",
    "rows, and save": "1015 alert\r1020 over\r\x13",
    "Escape and a command": "the pool was too small\x1ba\rthe second task",
}


@pytest.mark.parametrize("sent", PASTES.values(), ids=PASTES)
class TestPastes:
    def test_is_one_paste(self, sent: str) -> None:
        text = sent.replace("\r\n", "\n").replace("\r", "\n")
        assert through(sent) == f"<{text.translate({7: None, 12: None})}>"

    def test_is_one_paste_in_several_reads(self, sent: str) -> None:
        for at in range(2, min(len(sent), 40)):
            parts = through(sent[:at], 0.004, sent[at:])
            assert parts.startswith("<") and parts.count("<") == 1, at

    def test_a_key_after_it_is_a_key(self, sent: str) -> None:
        assert through(sent, 0.1, "x", 0.1, "\r").endswith(">x\r")

    def test_the_mouse_within_it_is_passed_on(self, sent: str) -> None:
        assert through(sent, "\x1b[<35;1;1M").endswith(">[<35;1;1M]")
        assert through("\x1b[<35;1;1M" + sent).startswith("[<35;1;1M]<")


@pytest.mark.parametrize("sent", KEYS.values(), ids=KEYS)
class TestKeys:
    def test_is_typed(self, sent: str) -> None:
        assert "<" not in through(sent)

    def test_is_typed_in_several_reads(self, sent: str) -> None:
        for at in range(1, len(sent)):
            if sent[0] != "\x07":  # the key alone, and then text that may be pasted
                assert through(sent[:at], 0.03, sent[at:]) == through(*sent)


def test_enter_around_a_long_line_is_enter() -> None:
    line = "1015 pool timeout on checkout-db-2 after 30 s"
    assert through(f"{line}\r") == f"<{line}>\r"
    assert through(f"\r{line}\r\n\r") == f"\r<{line}>\r\r"


def test_a_line_feed_is_enter() -> None:
    assert through("a\n") == through("a\r\n") == through("a\r") == "a\r"


def test_a_single_character_waits_for_nothing() -> None:
    filter_ = InputFilter()
    assert plain(filter_.feed("a", 0.0)) == "a"
    assert plain(filter_.feed("\x1b[A", 0.001)) == "{up}"
    assert filter_.deadline is None


def test_two_characters_wait_for_a_moment() -> None:
    filter_ = InputFilter()
    assert filter_.feed("ab", 0.0) == []
    assert filter_.deadline == pytest.approx(GAP)
    assert plain(filter_.tick(GAP)) == "ab"


def test_typing_that_never_pauses_is_not_held_back() -> None:
    filter_ = InputFilter()
    came = [plain(filter_.feed("jk", number * 0.005)) for number in range(100)]
    assert "".join(came[:50]) and "<" not in "".join(came)


def test_a_paste_that_never_ends_is_passed_on() -> None:
    filter_ = InputFilter()
    part = "a line of text\r" * 10_000
    came = [filter_.feed(part, number * 0.001) for number in range(60)]
    assert any(came)


def test_a_paste_with_marks_is_not_held_back_for_a_burst() -> None:
    assert through("\x1b[200~one\rtwo\rthree\x1b[201~", "x") == "<one\ntwo\nthree>x"
