"""What a terminal sends: answers are no keys, pastes are text, split sequences are joined."""

from __future__ import annotations

import pytest

from hotwash.tui.terminal.input_filter import HOLD, Escape, InputFilter, Pasted, Piece

ANSWERS = {
    "device attributes": "\x1b[?62;22;52c",
    "secondary device attributes": "\x1b[>1;4600;0c",
    "version": "\x1bP>|tmux 3.3a\x1b\\",
    "XTGETTCAP": "\x1bP1+r4d73=5c455d3532\x1b\\",
    "background colour": "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "kitty keyboard": "\x1b[?0u",
    "kitty graphics": "\x1b_Gi=31;OK\x1b\\",
    "window size": "\x1b[8;24;80t",
    "status": "\x1b[0n",
}
KEYS = {
    "letter": "a",
    "up": "\x1b[A",
    "ctrl+left": "\x1b[1;5D",
    "f1": "\x1bOP",
    "f5": "\x1b[15~",
    "alt+x": "\x1bx",
    "mouse": "\x1b[<35;10;10M",
    "mode report": "\x1b[?2026;2$y",
    "in-band size": "\x1b[48;24;80;0;0t",
    "kitty a": "\x1b[97;1;97u",
    "rxvt shift+right": "\x1b[c",
    "emoji": "👨\u200d👩",
}


def plain(pieces: list[Piece]) -> str:
    """The pieces in a form that is easy to compare."""
    return "".join(
        f"<{piece.text}>" if isinstance(piece, Pasted) else "ESC" if isinstance(piece, Escape)
        else piece
        for piece in pieces
    )  # fmt: skip


def through(*parts: str | float) -> str:
    """Feed texts, with pauses between (seconds), and wait for all that is held."""
    now, out = 0.0, []
    filter_ = InputFilter()
    for part in parts:
        if isinstance(part, float):
            end = now + part
            while filter_.deadline is not None and filter_.deadline <= end:
                now = filter_.deadline
                out += filter_.tick(now)
            now = end
        else:
            out += filter_.feed(part, now)
            now += 0.001
    for _ in range(20):
        now += 0.1
        out += filter_.tick(now)
    return plain(out)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
class TestAnswers:
    def test_is_not_typed(self, answer: str) -> None:
        assert through("a", answer, "b") == "ab"

    def test_is_not_typed_between_keys_of_one_read(self, answer: str) -> None:
        assert through(f"a{answer}b{answer}") == "ab"

    def test_is_not_typed_when_a_slow_line_splits_it(self, answer: str) -> None:
        for at in range(2, len(answer)):
            assert through("a", answer[:at], 0.15, answer[at:], "b") == "ab", at

    def test_its_beginning_alone_is_not_typed(self, answer: str) -> None:
        for at in range(3, len(answer)):
            assert through("a", answer[:at], 3.0, "b") == "ab", at


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
class TestKeys:
    def test_passes(self, key: str) -> None:
        assert through(key) == key

    def test_passes_when_split(self, key: str) -> None:
        for at in range(1, len(key)):
            assert through(key[:at], key[at:]) == key
            if at > 1 or not key.startswith("\x1b"):
                assert through(key[:at], 0.3, key[at:]) == key


def test_escape_alone_comes_after_its_delay() -> None:
    filter_ = InputFilter(escape_delay=0.1)
    assert filter_.feed("\x1b", 5.0) == []
    assert filter_.deadline == pytest.approx(5.1)
    assert filter_.tick(5.05) == []
    assert plain(filter_.tick(5.11)) == "ESC"
    assert filter_.deadline is None


def test_two_escapes_are_two() -> None:
    assert through("\x1b\x1b") == "ESCESC"


@pytest.mark.parametrize("key", ["\x1b[", "\x1bO", "\x1b]", "\x1bP"])
def test_alt_with_the_beginning_of_a_sequence_is_that_key_in_the_end(key: str) -> None:
    assert through(key, HOLD + 0.1, "a") == key + "a"


class TestPastes:
    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
    def test_line_ends_are_line_feeds(self, end: str) -> None:
        assert through(f"\x1b[200~one{end}two\x1b[201~") == "<one\ntwo>"

    def test_sequences_inside_are_text(self) -> None:
        assert through("\x1b[200~a\x1b[31mred\x1b[A\x11\x1b]52;c;eA==\x07\x1b[201~b") == (
            "<a\x1b[31mred\x1b[A\x11\x1b]52;c;eA==\x07>b"
        )

    @pytest.mark.parametrize("pause", [0.0, 0.02])
    def test_an_end_mark_inside_does_not_end_it(self, pause: float) -> None:
        pasted = through("\x1b[200~a\x1b[201~", pause, "\x11rm -rf\r", pause, "b\x1b[201~", "c")
        assert pasted == "<a\x1b[201~\x11rm -rf\nb>c"

    def test_keys_typed_at_once_behind_it_are_keys(self) -> None:
        assert through("\x1b[200~a\x1b[201~b\x1b[A") == "<a>b\x1b[A"

    def test_a_key_held_down_behind_it_is_not_held_back_for_long(self) -> None:
        filter_ = InputFilter()
        pieces = filter_.feed("\x1b[200~a\x1b[201~", 0.0)
        for number in range(1, 5):
            pieces += filter_.feed("x", number * 0.03)
        assert plain(pieces) == "<a>xxxx"

    def test_two_pastes_are_two(self) -> None:
        assert through("\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~") == "<a><b>"

    def test_split_anywhere_it_is_the_same(self) -> None:
        paste = "\x1b[200~some\ntext\x1b[201~"
        for at in range(2, len(paste)):
            assert through(paste[:at], 0.15, paste[at:], "z") == "<some\ntext>z", at

    def test_one_without_an_end_mark_ends_with_the_next_key(self) -> None:
        assert through("\x1b[200~abc", 3.0, "\x11", "x") == "<abc>\x11x"

    def test_one_that_is_slow_goes_on(self) -> None:
        assert through("\x1b[200~abc", 3.0, "def and more", "\x1b[201~") == "<abcdef and more>"

    def test_an_end_mark_without_a_paste_is_nothing(self) -> None:
        assert through("a\x1b[201~b") == "ab"
