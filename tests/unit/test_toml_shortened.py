"""Long strings are taken out of a text before it is parsed; nobody can tell."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.errors import UnreadableFile
from hotwash.formats.toml import reading
from hotwash.formats.toml.long_strings import restored, shortened

PIECES = st.lists(
    st.sampled_from(
        ["\n", "\n", "a = 1", "b", " = ", '"""', "'''", '"', "'", "#", "\\", "\\n", '\\"', "text",
         "[t]", "[[r]]", "[", "]", "{", "}", ",", "long text " * 3, "\t", "\r", "\x01",
         ".", "\ufdd0"]
    ),
    max_size=24,
)  # fmt: skip
STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["", '# it\'s """ here\n', "[t{0}]\n", "[[r]]\n", "  "]),
        st.sampled_from(['"""', "'''"]),
        st.lists(st.sampled_from(["\n", "word ", '"', "'", '""', "''", "#", "\\t", "\\\n ", "="])),
    ),
    max_size=5,
)


def agree(text: str) -> None:
    short, strings = shortened(text, 8)
    if not strings:
        assert short == text
        return
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(short)
        return
    assert restored(tomllib.loads(short), strings) == whole


@given(PIECES)
def test_a_text_of_any_pieces_means_what_it_meant(pieces: list[str]) -> None:
    agree("".join(pieces))


@given(STATEMENTS)
def test_statements_mean_what_they_meant(parts: list[tuple[str, str, list[str]]]) -> None:
    agree(
        "".join(
            f"{before.format(number)}k{number} = {fence}{''.join(body)}{fence}\n"
            for number, (before, fence, body) in enumerate(parts)
        )
    )


@pytest.mark.parametrize("fence", ['"""', "'''"])
@pytest.mark.parametrize("body", ["plain\n", 'with "quotes"\n', "a # sign\n", "\n\n"])
def test_a_long_string_is_taken_out(fence: str, body: str) -> None:
    text = f'# """\n[t]\nk = {fence}\n{body * 2000}{fence} # said\nl = "x"\n'
    short, strings = shortened(text, 1000)
    assert len(short) < 60
    assert list(strings.values()) == [body * 2000]
    assert reading.parse(text, "") == {"t": {"k": body * 2000, "l": "x"}}


def test_what_is_wrong_has_its_place_in_the_whole_text() -> None:
    text = 'k = """\n' + "a line\n" * 2000 + '"""\nl = \n'
    with pytest.raises(UnreadableFile) as found:
        reading.parse(text, "d.toml")
    assert str(found.value).startswith("d.toml:2003:5")


def test_a_long_key_is_no_string_to_take_out() -> None:
    text = f'"{"k" * 5000}" = """\n{"x" * 5000}"""\n'
    assert reading.parse(text, "") == {"k" * 5000: "x" * 5000}
