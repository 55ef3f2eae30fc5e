"""Keys that stay in the text, lead on at its edges, indent, delete by line and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.postmortem.findings import problem
from hotwash.tui.widgets.plain_text import PlainText
from hotwash.tui.widgets.tabs import TabBar
from hotwash.tui.widgets.words_around import word_after, word_around, word_before

PROSE = ("root_cause", "what_happened")
CODE = ("root_cause", "technical_details")
LOSS = ("impact_analysis", "technical_impact", "data_loss")
START = """\
title = "t"
[incident_details]
date = 2026-11-20
[root_cause]
what_happened = "one\\ntwo words\\nthree"
technical_details = "if x:\\n    y\\nz"
"""


def text_in_hand(editor: Editor) -> PlainText:
    widget = editor.app.focused
    assert isinstance(widget, PlainText)
    return widget


async def test_keys_for_edges_stay_in_the_text_first(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*PROSE)
        widget = text_in_hand(editor)
        for forth, back, ends in (
            ("ctrl+end", "ctrl+home", ((2, 5), (0, 0))),
            ("pagedown", "pageup", ((2, 5), (0, 0))),
        ):
            widget.move_cursor((1, 3))
            await editor.press(forth)
            assert (editor.app.focused, widget.cursor_location) == (widget, ends[0])
            await editor.press(back)
            assert (editor.app.focused, widget.cursor_location) == (widget, ends[1])
        widget.move_cursor((0, 2))
        await editor.press("up")
        assert (editor.app.focused, widget.cursor_location) == (widget, (0, 0))
        widget.move_cursor((2, 2))
        await editor.press("down")
        assert (editor.app.focused, widget.cursor_location) == (widget, (2, 5))
        await editor.press("down")
        assert editor.app.focused is not widget
        await editor.go(*PROSE)
        await editor.press("ctrl+end", "ctrl+end")
        assert editor.screen.forms.following == CODE
        await editor.press("ctrl+home", "ctrl+home")
        assert editor.screen.forms.following == PROSE


async def test_a_cell_has_the_same_keys(tmp_path: Path) -> None:
    table = '[[timeline]]\ntime = "10:00"\nevent = "alert one"\n'
    async with editing(tmp_path / "outage.toml", START + table) as editor:
        await editor.go("timeline")
        await editor.press("up", "right", "e", "ctrl+home", "x", "ctrl+end", "y")
        assert editor.document.rows(("timeline",))[0]["event"] == "xalert oney"
        await editor.press("ctrl+u", "ctrl+t", "ctrl+t", "escape")
        assert editor.document.rows(("timeline",))[0]["event"] == "xalert oneyxalert oney"


async def test_a_letter_on_the_bar_of_tabs_is_answered(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        bar = editor.screen.query_one(TabBar)
        bar.focus()
        await editor.press("x")
        assert "tab bar" in editor.screen.status.messages[0].words
        assert editor.app.focused is bar
        await editor.press("question_mark")
        assert editor.app.screen is not editor.screen


async def test_details_before_a_choice_are_details(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*LOSS)
        await editor.press("down")
        await editor.type("12 orders")
        field = editor.document.template.by_path[LOSS]
        assert editor.document.text(LOSS) == "12 orders"
        words = problem(field, editor.document.answer(LOSS), editor.document)
        assert words == "details alone: choose Yes or No too"
        await editor.press("up", "space")
        assert editor.document.text(LOSS) == "Yes, 12 orders"
        assert problem(field, editor.document.answer(LOSS), editor.document) == ""


async def test_tab_into_a_date_selects_it(tmp_path: Path) -> None:
    date = ("incident_details", "date")
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("title")
        await editor.press("tab")
        assert editor.screen.forms.following == date
        await editor.type("21 Nov 2026")
        await editor.press("tab")
        assert editor.document.text(date) == "2026-11-21"
        await editor.press("shift+tab", "shift+tab", "down", "end", "backspace")
        assert editor.document.text(date) == "2026-11-2"


async def test_tab_indents_code_once_one_works_in_it(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*CODE)
        widget = text_in_hand(editor)
        await editor.press("tab")
        assert editor.app.focused is not widget
        await editor.go(*CODE)
        widget.move_cursor((2, 0))
        await editor.press("end", "tab", "q")
        assert widget.document.lines[2] == "z   q"
        assert editor.screen.status.keys[0] == ("Esc Tab", "Next field")
        await editor.press("shift+up", "tab")
        assert widget.document.lines == ["if x:", "        y", "    z   q"]
        await editor.press("shift+tab", "shift+tab")
        assert widget.document.lines == ["if x:", "y", "z   q"]
        await editor.press("escape", "tab")
        assert editor.app.focused is not widget
        assert editor.document.text(CODE) == "if x:\ny\nz   q"


async def test_lines_are_deleted_and_put_back_elsewhere(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*PROSE)
        await editor.press("ctrl+home", "ctrl+k", "ctrl+k", "ctrl+k")
        assert editor.document.text(PROSE) == "\nthree"
        await editor.press("ctrl+end", "ctrl+t")
        assert editor.document.text(PROSE) == "\nthreeone\ntwo words"
        await editor.go("title")
        await editor.press("end", "space", "ctrl+t")
        assert editor.document.title == "t one two words"


async def test_a_line_is_gone_to_by_its_number(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*CODE)
        widget = text_in_hand(editor)
        await editor.press("f6", "g", "2", "enter")
        assert widget.cursor_location == (1, 0)
        await editor.press("f6", "g", "9", "9", "enter")
        assert widget.cursor_location == (2, 0)


async def test_two_clicks_select_a_word_and_three_a_line(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*PROSE)
        widget = text_in_hand(editor)
        await editor.pilot.double_click(widget, offset=(5, 1))
        assert widget.selected_text == "words"
        await editor.pilot.triple_click(widget, offset=(5, 1))
        assert widget.selected_text == "two words"


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("two words", 4, "words"),
        ("two words", 3, " "),
        ("don't stop", 1, "don't"),
        ("cafe\u0301s.", 2, "cafe\u0301s"),
        ("a == b", 2, "=="),
        ("end", 3, "end"),
        ("", 0, ""),
    ],
)
def test_the_word_around_a_place(line: str, column: int, word: str) -> None:
    start, end = word_around(line, column)
    assert line[start:end] == word


def test_words_before_and_after_a_place() -> None:
    line = "un cafe\u0301, s'il 日本"
    ends, at = [], 0
    while at < len(line):
        at = word_after(line, at)
        ends.append(at)
    assert [line[:end] for end in ends] == [
        "un", "un cafe\u0301", "un cafe\u0301, s", "un cafe\u0301, s'il", line,
    ]  # fmt: skip
    starts = []
    while at:
        at = word_before(line, at)
        starts.append(at)
    assert [line[start:] for start in starts[:4]] == ["日本", "il 日本", "s'il 日本", line[3:]]


async def test_words_are_gone_over_and_deleted(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go(*PROSE)
        widget = text_in_hand(editor)
        widget.load_text("un cafe\u0301 noir\nfin")
        await editor.press("ctrl+home", "ctrl+right", "alt+delete")
        assert editor.document.text(PROSE) == "un noir\nfin"
        await editor.press("end", "ctrl+w", "ctrl+right", "ctrl+right", "ctrl+left", "x")
        assert editor.document.text(PROSE) == "un \nxfin"
