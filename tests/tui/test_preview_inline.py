"""The inline reader of the preview, with markdown-it as the judge of what emphasis is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hotwash.tui.rendering.inline import inline
from hotwash.tui.rendering.spans import Mark, break_rows, width_of

JUDGE = MarkdownIt("commonmark").enable("strikethrough")
OPEN = {"strong_open": Mark.STRONG, "em_open": Mark.EMPHASIS, "s_open": Mark.STRIKE}
CLOSE = {"strong_close": Mark.STRONG, "em_close": Mark.EMPHASIS, "s_close": Mark.STRIKE}


def judged(text: str) -> list[tuple[str, Mark]]:
    """Each character that markdown-it shows, with its marks."""
    tokens = JUDGE.parseInline(text)[0].children or []
    marks: list[Mark] = []
    shown: list[tuple[str, Mark]] = []
    for token in tokens:
        if token.type in OPEN:
            marks.append(OPEN[token.type])
        elif token.type in CLOSE:
            marks.remove(CLOSE[token.type])
        elif token.type == "link_open":
            marks.append(Mark.LINK)
        elif token.type == "link_close":
            marks.remove(Mark.LINK)
        elif token.type in ("text", "code_inline", "softbreak", "hardbreak"):
            now = Mark.NONE
            for mark in marks:
                now |= mark
            if token.type == "code_inline":
                now |= Mark.CODE
            content = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            shown.extend((char, now) for char in content)
    return shown


def ours(text: str) -> list[tuple[str, Mark]]:
    """Each character that the preview shows, with its marks."""
    return [(char, mark & ~Mark.MUTED) for part, mark in inline(text) for char in part]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a **b *c* d** e",
        "***both***",
        "*a **b*",
        "**a *b**",
        "snake_case_name and _emphasis_ and __strong__",
        "foo*bar*baz 5*3*2",
        "`code **not** strong` and ``a`b``",
        "`unclosed",
        r"\*no\* \_no\_ \\",
        '[text *with* emphasis](https://x.example/a_b "title") after',
        "[not a link] (at all)",
        "&amp; &lt; &nope;",
        "soft\nbreak and hard  \nbreak",
        "~~gone~~ a ~b",
        "*a*b*c*",
        "****four****",
        "_a_b_c_ *_x_*",
        '*"quoted"* **(x)**',
    ],
)
def test_marks_are_those_of_commonmark(text: str) -> None:
    assert ours(text) == judged(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab *_`~\\", max_size=14).map(str.strip).filter(lambda t: "~" not in t))
def test_any_run_of_signs_is_read_as_commonmark_reads_it(text: str) -> None:
    assert ours(text) == judged(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_nothing_that_a_terminal_obeys_is_shown(text: str) -> None:
    shown = "".join(part for part, _ in inline(text))
    for char in shown:
        assert char == "\n" or (ord(char) >= 0x20 and not 0x7F <= ord(char) < 0xA0)
        assert char not in "\u202e\u2066\u200b\ufeff\u2028"


def test_tbd_is_muted_and_html_is_shown_as_written() -> None:
    assert inline("_TBD_")[0][1] & Mark.MUTED
    assert inline("a <b>c</b>")[1] == ("<b>", Mark.MUTED)
    assert inline("a<br>b") == [("a\nb", Mark.NONE)]


def test_a_link_keeps_its_text_and_an_empty_one_shows_its_target() -> None:
    assert inline("[words](https://x.example)") == [("words", Mark.LINK)]
    assert inline("[](https://x.example)") == [("https://x.example", Mark.LINK)]
    assert inline("see https://x.example/a_b_c.")[1] == ("https://x.example/a_b_c", Mark.LINK)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab *日👩é\n", max_size=60), st.integers(min_value=4, max_value=20))
def test_rows_fit_and_lose_no_word(text: str, width: int) -> None:
    spans = inline(text)
    rows = break_rows(spans, width)
    assert all(width_of(row) <= width for row in rows)
    shown = "".join(part for row in rows for part, _ in row)
    assert "".join(shown.split()) == "".join("".join(part for part, _ in spans).split())
