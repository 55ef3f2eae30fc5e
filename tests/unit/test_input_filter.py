"""What a terminal sends: reports are no text, pastes are text, split sequences are joined."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.tui.terminal.input_filter import HOLD, InputFilter, Pasted, Piece, TerminalReport
from hotwash.tui.terminal.key_reports import Press

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
UNKNOWN = {
    "an unknown control sequence": "\x1b[99;99X",
    "a Windows key report": "\x1b[65;30;97;1;0;1_",
    "a privacy message": "\x1b^what it is\x1b\\",
    "an application string": "\x1b_what it is\x1b\\",
    "a string ended by a bell": "\x1bXstart\x07",
    "focus out": "\x1b[O",
    "focus in": "\x1b[I",
    "a mouse beyond the edge": "\x1b[<35;-3;7M",
    "a mouse nowhere": "\x1b[<35;NaN;NaNM",
    "a mouse nowhere, urxvt": "\x1b[35;NaN;-InfinityM",
    "a mouse far away": "\x1b[<0;1e30;7M",
    "a key out of range": "\x1b[99999999999;5u",
    "a key that is no character": "\x1b[1114112u",
    "a surrogate": "\x1b[55296u",
    "modifiers out of range": "\x1b[97;1000u",
    "a released letter": "\x1b[97;1:3u",
    "a released Enter": "\x1b[13;1:3u",
    "a released arrow": "\x1b[1;1:3A",
    "an unknown event of a key": "\x1b[97;1:9u",
    "a modifier alone": "\x1b[57442;5u",
    "far too many fields": "\x1b[" + "1;" * 400 + "u",
    "a number of many digits": "\x1b[" + "9" * 5000 + "u",
    "parameters behind intermediates": "\x1b[1 2;3~",
    "the cursor's place": "\x1b[24;80R",
    "eight bits": "\x9b99;99X",
}
KEYS = {
    "a": "a",
    "\x1b[A": "{up}",
    "\x1b[1;5D": "{ctrl+left}",
    "\x1b[1;1:2A": "{up}",
    "\x1bOP": "{f1}",
    "\x1b[[A": "{f1}",
    "\x1bO5P": "{ctrl+f1}",
    "\x1b[13~": "{f3}",
    "\x1b[15~": "{f5}",
    "\x1b[15^": "{ctrl+f5}",
    "\x1b[Z": "{shift+tab}",
    "\x1b[c": "{shift+right}",
    "\x1b[5D": "{ctrl+left}",
    "\x1bOb": "{ctrl+down}",
    "\x1bOq": "{1}",
    "\x1bOM": "{enter}",
    "\x1bx": "{alt+x}",
    "\x1bX": "{alt+shift+x}",
    "\x1b1": "{alt+1}",
    "\x1b\r": "{alt+enter}",
    "\x1b\x7f": "{alt+backspace}",
    "\x1b\x13": "{alt+ctrl+s}",
    "\x1b[97u": "{a}",
    "\x1b[97;1;97u": "{a}",
    "\x1b[97;2u": "{A}",
    "\x1b[97;65u": "{A}",
    "\x1b[49:33;2u": "{!}",
    "\x1b[97;1:2;97u": "{a}",
    "\x1b[32;2;32u": "{space}",
    "\x1b[13u": "{enter}",
    "\x1b[13;2u": "{shift+enter}",
    "\x1b[127;2u": "{shift+backspace}",
    "\x1b[57414u": "{enter}",
    "\x1b[57400;129;49u": "{1}",
    "\x1b[57417u": "{left}",
    "\x1b[97;5u": "{ctrl+a}",
    "\x1b[97;69u": "{ctrl+a}",
    "\x1b[97;6u": "{ctrl+shift+a}",
    "\x1b[1089::99;5u": "{ctrl+c}",
    "\x1b[1092:1060:97;7u": "{alt+ctrl+a}",
    "\x1b[1092u": "{ф}",
    "\x1b[113;7;64u": "{@}",
    "\x1b[97;3;229u": "{å}",
    "\x1b[97;3;97u": "{alt+a}",
    "\x1b[0;;101:769u": "{e}{\u0301}",
    "\x1b[0;;57345u": "{\ue001}",
    "\x1b[32;1;12288u": "{\u3000}",
    "\x1b[27;5;119~": "{ctrl+w}",
    "\x1b[27;2;65~": "{A}",
    "\x1b[27;5;9~": "{ctrl+tab}",
    "\x1b[<35;10;10M": "[<35;10;10M]",
    "\x1b[<35;10.7;1e1M": "[<35;10;10M]",
    "\x1b[<0;-4;7m": "[<0;1;7m]",
    "\x1b[M !!": "[<0;1;1M]",
    "\x1b[M#!!": "[<0;1;1m]",
    "\x1b[M \udcff\udcf0": "[<0;223;208M]",
    "\x1b[32;10;20M": "[<0;10;20M]",
    "\x1b[?2026;2$y": "[?2026;2$y]",
    "\x1b[48;24;80;480;800t": "[48;24;80;480;800t]",
    "\x1b[48;24;80;0;0t": "[48;24;80;24;80t]",
    "👨\u200d👩": "👨\u200d👩",
}
"""What is sent, and what is made of it: `{a key}`, `[a report]`, characters."""


def _shown(piece: Piece) -> str:
    if isinstance(piece, Pasted):
        return f"<{piece.text}>"
    if isinstance(piece, Press):
        return f"{{{piece.name}}}"
    return piece.sequence[1:].join("[]") if isinstance(piece, TerminalReport) else piece


def plain(pieces: list[Piece]) -> str:
    """The pieces in a form that is easy to compare."""
    return "".join(map(_shown, pieces)).replace("[[", "[")


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


@pytest.mark.parametrize("answer", [*ANSWERS.values(), *UNKNOWN.values()], ids=[*ANSWERS, *UNKNOWN])
class TestNoText:
    def test_is_not_typed(self, answer: str) -> None:
        assert through("a", answer, "b") == "ab"

    def test_is_not_typed_between_keys_of_one_read(self, answer: str) -> None:
        assert through(f"a{answer}b{answer}") == "ab"

    def test_is_not_typed_when_a_slow_line_splits_it(self, answer: str) -> None:
        for at in range(2, min(len(answer), 200)):
            assert through("a", answer[:at], 0.15, answer[at:], "b") == "ab", at

    def test_its_beginning_alone_is_not_typed(self, answer: str) -> None:
        for at in range(3, min(len(answer), 200)):
            typed = through("a", answer[:at], 3.0, "b")
            # What no terminal answers with may have been Alt and a key, and then a text.
            assert typed == "ab" or answer[1] in "^_X", at


@pytest.mark.parametrize(("sent", "read"), KEYS.items())
class TestKeys:
    def test_is_read(self, sent: str, read: str) -> None:
        assert through(sent) == read

    def test_is_read_when_split(self, sent: str, read: str) -> None:
        for at in range(1, len(sent)):
            assert through(sent[:at], sent[at:]) == read
            if at > 1 or not sent.startswith("\x1b"):
                assert through(sent[:at], 0.3, sent[at:]) == read

    def test_what_comes_behind_it_is_text(self, sent: str, read: str) -> None:
        assert through(sent, 0.2, "x") == read + "x"


@given(
    st.text(
        st.sampled_from("\x1b[]OPX^_M<>?=:;0123456789.-+ $NaIinfeuRtm~cA\x07\\\x9b"), max_size=39
    ),
    st.lists(st.integers(1, 40)),
)
def test_a_sequence_is_the_same_however_it_is_split(sent: str, sizes: list[int]) -> None:
    parts, at = [], 0
    for size in sizes:
        parts.append(sent[at : at + size])
        at += size
    parts.append(sent[at:])
    assert "\x1b" not in through(*parts)
    assert through(*parts) == through(*sent) == through(sent)


@given(
    st.from_regex(r"\A\x1b(\[[ -?]*[@-~]|[P\]][0-9][ -~]*(\x07|\x1b\\)|_G[ -~]*\x1b\\)\Z"),
)
def test_no_sequence_is_text(sequence: str) -> None:
    if sequence[1:3] not in ("[M", "[[") and sequence != "\x1b[200~":
        read = through("a", sequence, "b")
        keys = re.sub(r"\{[^}]+\}|\[[<?4][^]]*\]", "", read)
        assert keys == "ab"


def test_escape_alone_comes_after_its_delay() -> None:
    filter_ = InputFilter(escape_delay=0.1)
    assert filter_.feed("\x1b", 5.0) == []
    assert filter_.deadline == pytest.approx(5.1)
    assert filter_.tick(5.05) == []
    assert plain(filter_.tick(5.11)) == "{escape}"
    assert filter_.deadline is None


def test_two_escapes_are_two() -> None:
    assert through("\x1b\x1b") == "{escape}{escape}"


@pytest.mark.parametrize("key", ["[", "O", "]", "P"])
def test_alt_with_the_beginning_of_a_sequence_is_that_key_in_the_end(key: str) -> None:
    named = f"{{alt+shift+{key.lower()}}}" if key.isalpha() else f"{{alt+{key}}}"
    assert through(f"\x1b{key}", HOLD + 0.1, "a") == named + "a"


def test_text_typed_soon_after_alt_and_the_beginning_of_a_string_is_typed() -> None:
    assert through("\x1b", 0.01, "P", 0.2, "a", 0.2, "b") == "{alt+shift+p}ab"
    assert through("\x1b^and text in one read", 1.0) == "{alt+^}and text in one read"


def test_an_answer_that_is_broken_off_does_not_swallow_what_is_typed() -> None:
    assert through("\x1b]52;c;aGVs", 0.2, "a", 0.1, "b", 0.1, "c") == "abc"


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
        assert through("\x1b[200~a\x1b[201~b\x1b[A") == "<a>b{up}"

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
