"""From Markdown to the rows of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.template.model import Path
from hotwash.tui.rendering.blocks import cells
from hotwash.tui.rendering.chunks import LONGEST, chunks_after, chunks_of
from hotwash.tui.rendering.page import Page
from hotwash.tui.rendering.spans import Mark, width_of


@dataclass(frozen=True)
class Stretch:
    """A piece of an export."""

    text: str
    path: Path | None = None
    section_key: str = ""


def shown(text: str, width: int = 40, *, source: bool = False) -> list[str]:
    """The rows of the preview for a text, without the spaces at their ends."""
    page = Page(width, source=source)
    page.update([Stretch(text)])
    return rows_of(page)


def rows_of(page: Page) -> list[str]:
    """All rows of a page, drawn."""
    for top in range(0, 100_000, 50):
        page.settle(top, 60)
        if top > page.height:
            break
    return ["".join(text for text, _ in page.row(y)).rstrip() for y in range(page.height)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("# One #\n\nTwo\n===\n\n### Three", ["One", "", "Two", "", "Three"]),
        ("a\nb\n\n\n\nc", ["a b", "", "c"]),
        ("- one\n- two\n  more\n* three", ["• one", "• two more", "• three"]),
        ("1. one\n2. two\n\n10) ten", ["1. one", "2. two", "", "10. ten"]),
        ("- [ ] open\n- [x] done\n- [X] done", ["☐ open", "☑ done", "☑ done"]),
        ("- a\n  - b\n    - c\n\n  para", ["• a", "  • b", "    • c", "", "  para"]),
        ("> quoted\nlazily\n> > deep", ["▎ quoted lazily", "▎ ▎ deep"]),
        (
            "```sh\n# no heading\n\n- no item\n```\nafter",
            ["  # no heading", "", "  - no item", "after"],
        ),
        ("- item\n\n  ```\n  code\n  ```", ["• item", "", "    code"]),
        ("text\n***\nmore", ["text", "─" * 40, "more"]),
        ("    indented\n\tcode", ["  indented", "  code"]),
        ("<!-- a comment -->\ntext", ["<!-- a comment -->", "text"]),
        ("text\n2. no list", ["text 2. no list"]),
        ("~~~\nopen to the end", ["  open to the end"]),
        ("", []),
        ("- ", ["•"]),
    ],
)
def test_blocks_are_drawn(text: str, rows: list[str]) -> None:
    assert shown(text)[: len(rows)] == rows


def test_a_table_has_aligned_columns_whatever_the_characters_width() -> None:
    text = (
        "| Time | Event | N |\n|:--|---|--:|\n"
        "| 10:15 | 日本語 | 1 |\n| 9:00 | a `\\|` b 👩 | 22 |\n"
    )
    assert shown(text) == [
        "Time   Event      N",
        "─" * 19,
        "10:15  日本語     1",
        "9:00   a | b 👩  22",
    ]


def test_a_wide_table_wraps_within_its_columns() -> None:
    text = "| Time | Event |\n|---|---|\n| 10:15 | " + "word " * 12 + "|\n| short |\n"
    rows = shown(text, 30)
    assert rows[2].startswith("10:15  word word")
    assert rows[3].startswith("       word word")
    assert all(len(row) <= 30 for row in rows)
    assert rows[-1] == "short"


def test_a_line_with_a_bar_is_no_table_without_the_line_under_it() -> None:
    assert shown("a | b\nc | d") == ["a | b c | d"]
    assert shown("a | b\n--") == ["a | b"]


def test_source_is_shown_as_it_is_written() -> None:
    text = "# One\n\n\n- **two**\n\tthree\n"
    assert shown(text, source=True) == ["# One", "", "", "- **two**", "    three"]


def test_line_ends_of_another_system_are_line_ends() -> None:
    assert shown("# One\r\n\r\n- two\r\n") == ["One", "", "• two"]


def test_headings_code_and_what_is_left_to_say_are_marked() -> None:
    page = Page(40)
    page.update([Stretch("## Head\n\n_TBD_\n\n```\ncode\n```\n")])
    assert page.row(0) == (("Head", Mark.HEADING | Mark.TITLE),)
    assert page.row(2)[0][1] & Mark.MUTED
    assert page.row(4)[-1] == ("code", Mark.CODE)


def test_cells_keep_escaped_bars() -> None:
    assert cells(r"| a \| b | `c` |") == ["a | b", "`c`"]
    assert cells("a | b") == ["a", "b"]
    assert cells("| a | b |") == ["a", "b"]


MARKDOWN = st.lists(
    st.sampled_from(
        ["", "text", "- item", "  more", "1. one", "# H", "```", "> q", "| a | b |", "|---|---|",
         "~~~", "    code", "***", "<!-- x -->", "\tt", "- - - a", "[/x]", "\x1b[31m", "日本" * 30]
    ),
    max_size=24,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.integers(min_value=10, max_value=60))
def test_any_markdown_is_drawn_within_the_width(lines: list[str], width: int) -> None:
    page = Page(width)
    page.update([Stretch("\n".join(lines))])
    for row in rows_of(page):
        assert width_of([(row, Mark.NONE)]) <= max(width, 24)
        assert "\x1b" not in row


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_chunks_are_the_whole_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "".join(chunks_of(text)) == text


@settings(max_examples=300, deadline=None)
@given(MARKDOWN, MARKDOWN, MARKDOWN, st.booleans())
def test_chunks_after_an_edit_are_those_of_the_new_text(
    head: list[str], middle: list[str], tail: list[str], insert: bool
) -> None:
    before, after = "\n".join([*head, *tail]), "\n".join([*head, *middle, *tail])
    if not insert:
        before, after = after, before
    assert chunks_after(chunks_of(before), before, after) == chunks_of(after)


def test_a_paragraph_that_never_ends_is_drawn_in_parts() -> None:
    lines = [f"Sentence {number} of what happened." for number in range(5 * LONGEST)]
    before = "\n".join(lines)
    known = chunks_of(before)
    assert len(known) > 5
    for at in (0, 100, 239):
        lines[at] += " And more.\nA new line."
        after = "\n".join(lines)
        chunks = chunks_after(known, before, after)
        assert "".join(chunks) == after
        assert sum(chunk not in known for chunk in chunks) <= 3
        before, known = after, chunks


def test_typing_into_a_long_paragraph_leaves_its_other_parts_alone() -> None:
    before = "\n".join(f"Sentence {number} of what happened." for number in range(5 * LONGEST))
    known = chunks_of(before)
    for letter in "Deleting, then typing again.":
        after = before[:40] + letter + before[40:]
        chunks = chunks_after(known, before, after)
        assert chunks[1:] == known[1:]
        before, known = after, chunks


def test_a_part_that_grows_or_shrinks_is_parted_anew() -> None:
    before = "\n".join(f"Sentence {number} of what happened." for number in range(5 * LONGEST))
    known = chunks_of(before)
    grown = before.replace("Sentence 100 ", "A line\n" * 2 * LONGEST + "sentence 100 ")
    known = chunks_after(known, before, grown)
    assert max(chunk.count("\n") for chunk in known) <= LONGEST
    shrunk = grown[:30]
    for line in grown[30:].splitlines(keepends=True)[::40]:
        shrunk += line
        known, grown = chunks_after(known, grown, shrunk + "the end"), shrunk + "the end"
    assert "".join(known) == grown
    assert len(known) == 1


def test_only_plain_text_is_drawn_in_parts() -> None:
    for first in ("<!-- a comment", "```", "> quoted", "<div>", "| a | b |\n|---|---|"):
        rest = "> q" if first == "> quoted" else "| 1 | 2 |" if "|" in first else "text"
        text = "\n".join([first, *[rest] * 3 * LONGEST])
        assert chunks_of(text) == [text]


@settings(max_examples=100, deadline=None)
@given(st.lists(MARKDOWN, min_size=1, max_size=4), st.lists(MARKDOWN, min_size=1, max_size=4))
def test_an_update_comes_to_what_a_new_page_shows(
    before: list[list[str]], after: list[list[str]]
) -> None:
    page = Page(40)
    page.update(pieces(before))
    rows_of(page)
    page.update(pieces(after))
    fresh = Page(40)
    fresh.update(pieces(after))
    assert rows_of(page) == rows_of(fresh)


def pieces(texts: Sequence[Sequence[str]]) -> list[Stretch]:
    """Pieces of these lines."""
    return [Stretch("\n".join(lines) + "\n") for lines in texts]


def test_only_what_changed_is_read_again() -> None:
    page = Page(40)
    one, two = Stretch("# One\n\n"), Stretch("- a\n- b\n", ("two",))
    page.update([one, two])
    before = rows_of(page)
    page.update([one, Stretch(two.text, ("two",))])
    assert page.changed is None
    page.update([one, Stretch("- a\n- c\n", ("two",))])
    assert rows_of(page) == [*before[:3], "• c"]
    assert page.place_of(("two",)) == (3, 4)


ROWS = [f"| 10:{n:02d} | event number {n} of some words |" for n in range(90)] + [
    "| ?? | event `\\|` number |",
    "",
    "text",
    "| a |",
]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(ROWS), min_size=0, max_size=3),
    st.integers(0, 120),
    st.integers(0, 5),
    st.booleans(),
)
def test_a_row_worked_into_a_long_table_is_where_it_would_be(
    new: list[str], at: int, gone: int, ended: bool
) -> None:
    before = ROWS[:60] + ROWS[:60]
    after = before[:at] + new + before[at + gone :]
    end = "\n" if ended else ""
    page, fresh = Page(40), Page(40)
    for target, texts in ((page, (before, after)), (fresh, (after,))):
        for lines in texts:
            target.update([Stretch("| T | E |\n|---|---|\n" + "\n".join(lines) + end)])
            rows_of(target)
    assert rows_of(page) == rows_of(fresh)


def test_a_long_table_keeps_what_is_known_of_its_other_rows() -> None:
    rows = [f"| 10:{n % 60:02d} | event number {n} |" for n in range(10_000)]
    page = Page(40)

    def timeline() -> Stretch:
        return Stretch(
            "| Time | Event |\n|---|---|\n" + "\n".join(rows) + "\n", ("timeline",), "timeline"
        )

    page.update([Stretch("# T\n\n"), timeline()])
    page.settle(7000, 40)
    rows[7010] = "| 10:00 | changed here |"
    page.update([Stretch("# T\n\n"), timeline()])
    assert page.place_of(("timeline",)) == (7014, 7015)
    assert "changed here" in "".join(text for text, _ in page.row(7014))
    assert page.height == 10_004


def test_rows_that_are_fields_of_their_own_stand_with_their_table() -> None:
    page = Page(40)
    one = Stretch("| Date | 2026-02-12 |\n", ("date",))
    pieces = [Stretch("words\n\n| Field | Value |\n|---|---|\n"), one, Stretch("\nmore\n")]
    page.update(pieces)
    assert rows_of(page)[2:] == ["Field  Value", "─" * 17, "Date   2026-02-12", "", "more"]
    page.update([pieces[0], Stretch("| Date | today |\n", ("date",)), pieces[2]])
    assert "Date   today" in rows_of(page)


@pytest.mark.parametrize("top", [0, 3, 12])
def test_rows_beyond_those_that_were_settled_are_drawn(top: int) -> None:
    # The view grows before the page has heard of it; what is drawn is shorter than was thought.
    link = "[x](https://example.org/a/path/that/takes/more/than/a/line)"
    text = (
        "".join(f"{link} {number}\n\n- {link}\n- {link}\n\n" for number in range(6)) + "the end\n"
    )
    page = Page(20)
    page.update([Stretch(text)])
    page.settle(0, 2)
    drawn = [page.row(y) for y in range(top, page.height)]
    assert drawn
    rows = ["".join(part for part, _ in page.row(y)).rstrip() for y in range(page.height)]
    expected = shown(text, 20)
    assert rows[: len(expected)] == expected
    assert not any(rows[len(expected) :])
