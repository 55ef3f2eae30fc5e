"""Hidden characters in what is edited, and the one edit between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.tui.widgets.hidden_characters import clean_paste, conceal, pictures, reveal
from hotwash.tui.widgets.text_diff import difference

ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("\x00\x1b\x07\t\n\r\x0b\x85\u2028\u202e\u200b\ufeff\U000e0041\udc80a é日"),
        st.characters(exclude_categories=["Cn"]),
    ),
    max_size=30,
)


@given(ODD, st.booleans())
def test_what_is_concealed_comes_back_and_breaks_no_line(text: str, line: bool) -> None:
    shown = conceal(text, line=line)
    assert reveal(shown) == text
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= (1 if line else text.count("\n") + 1)
    assert len(pictures(shown)) == len(shown)
    assert not any(ord(char) < 0x20 and char not in "\t\n" for char in pictures(shown))


@given(ODD)
def test_a_clean_paste_has_nothing_that_a_terminal_obeys(text: str) -> None:
    clean = clean_paste(text)
    assert not any(
        (ord(char) < 0x20 and char not in "\t\n") or 0x7F <= ord(char) < 0xA0 for char in clean
    )
    assert clean_paste(clean) == clean


def test_a_clean_paste_keeps_every_word() -> None:
    assert clean_paste("\x1b]8;;https://x\x07link\x1b]8;;\x07 \x1b[1;31mred\x1b[0m") == "link red"
    assert clean_paste("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


LINES = st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=8)


@given(LINES, LINES)
def test_the_difference_makes_one_text_into_the_other(old: list[str], new: list[str]) -> None:
    found = difference(old, new)
    if found is None:
        assert old == new
        return
    (row, column), (last, end), insert = found
    text = old[row][:column] + insert + old[last][end:]
    assert [*old[:row], *text.split("\n"), *old[last + 1 :]] == new
