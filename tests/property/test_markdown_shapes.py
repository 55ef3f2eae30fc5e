"""Every shape reads back what it wrote, whatever a person typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile_text import hostile

from hotwash.markdown import prose, writing
from hotwash.markdown.blocks import split_lines
from hotwash.markdown.tables import TableStyle, drawn_like
from hotwash.template.shapes.base import Shape, Value
from hotwash.template.shapes.dates import style_of
from hotwash.template.shapes.front_matter import FrontTitle, TomlTitle
from hotwash.template.shapes.lists import Listing, Marks, Tasks
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.task_text import TaskText
from hotwash.template.shapes.text import Code, Line, Prose
from hotwash.template.shapes.timeline_headings import HeadingEntries
from hotwash.template.shapes.timeline_lines import Entries, RowLine

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def reads_back(shape: Shape, value: Value) -> None:
    written = shape.write(value)
    assert written.endswith("\n")
    assert shape.read(split_lines(written)) == value, written
    assert not shape.read(split_lines(shape.blank()))


@quick
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_dates(first: date, other: date) -> None:
    for written in (
        f"{first.day} {first:%B %Y}",
        f"{first:%d.%m.%Y}",
        f"{first:%a, %b} {first.day}, {first.year}",
    ):
        style = style_of(written)
        assert style is not None
        shape = Line("- **Date**: ", dated=style)
        assert shape.read([f"- **Date**: {written}\n"]) == first.isoformat()
        reads_back(shape, other.isoformat())


def rows(*keys: str) -> st.SearchStrategy[list[dict[str, str]]]:
    one = st.fixed_dictionaries({}, optional=dict.fromkeys(keys, hostile))
    return st.lists(one, max_size=4)


def tidy(found: Sequence[dict[str, str]], *, prose_key: str = "") -> tuple[dict[str, str], ...]:
    result = []
    for row in found:
        cells = {
            key: writing.many_lines(text) if key == prose_key else writing.one_line(text)
            for key, text in row.items()
        }
        result.append({key: text for key, text in cells.items() if text})
    return tuple(row for row in result if row)


@pytest.mark.parametrize(
    ("escape", "unescape"),
    [
        (writing.escape_value, writing.unescape_value),
        (writing.escape_cell, writing.unescape_cell),
        (writing.escape_start, writing.unescape_start),
        (writing.escape_heading, writing.unescape_heading),
    ],
)
def test_escapes_are_undone(escape: Callable[[str], str], unescape: Callable[[str], str]) -> None:
    @quick
    @given(hostile)
    def check(text: str) -> None:
        line = writing.one_line(text)
        assert "\n" not in escape(line)
        assert unescape(escape(line)) == line

    check()


@quick
@given(hostile, st.integers(1, 6))
def test_prose_is_undone_and_holds_no_heading_of_its_level(text: str, level: int) -> None:
    from hotwash.markdown.blocks import BlockKind, read

    normal = writing.many_lines(text)
    written = prose.escape_prose(normal, level)
    assert prose.unescape_prose(written) == normal
    after = "# The end"
    blocks = read(f"before\n\n{written}\n\n{after}\n")
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    assert headings[-1].text == "The end"
    assert all(block.level > level for block in headings[:-1]), written


@quick
@given(hostile)
def test_text_shapes(text: str) -> None:
    line = writing.one_line(text)
    if line:
        for shape in (
            Line("- **A**: "), Line("*D: ", "*"), Line("# ", heading=True), Line(start=True),
            Line("a:", "  "), Line("a:", "\\"), Line("| **A** | ", " |", cell=True),
        ):  # fmt: skip
            reads_back(shape, line)
        if "\x00" not in line:
            reads_back(FrontTitle(), line)
            reads_back(TomlTitle(), line)
    normal = writing.many_lines(text)
    if normal:
        reads_back(Prose(3), normal)
        if normal == normal.lstrip(" \t"):
            reads_back(Prose(0, "- **R**: ", 2), normal)
            reads_back(Prose(0, "- **R**:\n", 2), normal)
    code = writing.code_lines(text)
    if code:
        reads_back(Code(), code)
        reads_back(Code("~~~", "x", "  "), code)


@quick
@given(st.lists(hostile, max_size=4))
def test_lists(texts: list[str]) -> None:
    items = tuple(item for item in map(writing.one_line, texts) if item)
    if items:
        for marks in (Marks(), Marks("  ", "*", "   ", loose=True), Marks("", ".")):
            reads_back(Listing(marks), items)


@quick
@given(rows("task", "owner", "due", "link"), st.booleans())
def test_action_items(found: list[dict[str, str]], done: bool) -> None:
    value = tidy(found)
    if done:
        value = tuple({**row, "done": "true"} for row in value)
    if value:
        reads_back(Tasks(), value)
        reads_back(Tasks(text=TaskText(asks_owner=True)), value)
    with_task = tuple(row for row in value if row.get("task"))
    if with_task:
        heading = ("| Task | Who |", "|------|-----|")
        reads_back(
            TableShape(("task", "owner"), heading, TableStyle(), TaskText(owner="")), with_task
        )


@quick
@given(rows("time", "event", "who"))
def test_timelines(found: list[dict[str, str]]) -> None:
    value = tidy(found)
    if value:
        keys = ("time", "event", "who")
        for heading in (
            ("| T | E | W |", "|--|--|--|"), ("T|E|W", "-|-:|-"), ("|T|E|W", "|--|--|--"),
            ("T   | E | W |", "----|---|---|"),
        ):  # fmt: skip
            reads_back(TableShape(keys, heading, drawn_like(heading)), value)
    value = tidy([{key: row[key] for key in row if key != "who"} for row in found])
    if value:
        for shape in (
            Entries(), Entries("* ", RowLine("[", "", "] ")),
            Entries("- ", RowLine("", "", ": "), "\n"),
            Entries("", RowLine("", "", ": "), "\n"), Entries(""),
        ):  # fmt: skip
            reads_back(shape, value)
        headed = tidy(
            [{key: row[key] for key in row if key != "who"} for row in found], prose_key="event"
        )
        if headed:
            reads_back(HeadingEntries(3), headed)
