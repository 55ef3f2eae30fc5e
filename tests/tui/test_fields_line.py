"""The field of one line, driven by keys."""

from __future__ import annotations

import pytest
from tests.tui.field_app import FieldApp, field, text_of
from textual import events

from hotwash.template.model import Kind
from hotwash.tui.widgets.line import LineField

HOSTILE = [
    "[/x] [red]not markup[/red]",
    "escape \x1b]0;title\x07 here",
    "c1 \x9b31m and bidi \u202eabc\u2066",
    "two\nlines\tand a tab",
    "日本語 👩‍💻 e\u0301",
    "\u05e9\u05dc\u05d5\u05dd right to left",
    "x" * 500,
    "line separator \u2028 and \x85",
    "lone \udc80 surrogate",
]


async def test_typing_reaches_the_document_key_by_key_and_undo_takes_it_back() -> None:
    app = FieldApp(field("impact", Kind.LINE), field("other", Kind.LINE))
    async with app.run_test() as pilot:
        app.fields["impact"].focus()
        await pilot.press("h", "i")
        assert app.answer("impact") == "hi"
        assert [change.source for change in app.edits] == [app.fields["impact"]] * 2
        app.undo()
        await pilot.pause()
        assert app.answer("impact") is None
        assert text_of(app.fields["impact"]).strip() == ""
        await pilot.press("z")
        assert app.answer("impact") == "z"


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_is_shown_safely_and_kept_through_an_edit(text: str) -> None:
    app = FieldApp(field("impact", Kind.LINE), answers={("s", "impact"): text})
    async with app.run_test(size=(80, 24)) as pilot:
        widget = app.fields["impact"]
        widget.focus()
        shown = text_of(widget).replace("\n", "")
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
        assert "\u202e" not in shown
        await pilot.press("end", "!")
        assert app.answer("impact") == text + "!"
        await pilot.press("backspace")
        assert app.answer("impact") == text


async def test_a_long_prompt_is_wrapped_and_cut_after_three_rows() -> None:
    app = FieldApp(field("impact", Kind.LINE, prompt="[Number of users, " + "and " * 50 + "so on]"))
    async with app.run_test(size=(40, 10)) as pilot:
        widget = app.fields["impact"]
        assert widget.size.height == 3
        rows = text_of(widget).split("\n")
        assert rows[0].startswith("[Number of users") and rows[-1].endswith("…")
        assert max(map(len, rows)) <= 40
        widget.focus()
        await pilot.press("x")
        await pilot.pause()
        assert widget.size.height == 1


async def test_a_paste_of_many_lines_keeps_all_its_words() -> None:
    app = FieldApp(field("impact", Kind.LINE))
    async with app.run_test() as pilot:
        widget = app.fields["impact"]
        widget.focus()
        await pilot.press("a", " ")
        widget.post_message(events.Paste("one\r\n  two\tand \x1b[31mthree\x1b[0m\n\nfour\x07"))
        await pilot.pause()
        assert app.answer("impact") == "a one two and three four"


async def test_alt_backspace_deletes_the_word_to_the_left() -> None:
    app = FieldApp(field("impact", Kind.LINE), answers={("s", "impact"): "one two three"})
    async with app.run_test() as pilot:
        app.fields["impact"].focus()
        await pilot.press("end", "alt+backspace")
        assert app.answer("impact") == "one two "


async def test_a_date_is_written_the_iso_way_when_the_cursor_leaves() -> None:
    app = FieldApp(field("date", Kind.DATE), field("other", Kind.LINE))
    async with app.run_test() as pilot:
        app.fields["date"].focus()
        await pilot.press(*"20 Nov 2026".replace(" ", "§").replace("§", " "))
        assert app.answer("date") == "20 Nov 2026"
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.fields["other"]
        assert app.answer("date") == "2026-11-20"
        assert text_of(app.fields["date"]) == "2026-11-20"
        app.undo()
        assert app.answer("date") == "20 Nov 2026"


async def test_a_date_says_while_typing_what_it_becomes() -> None:
    app = FieldApp(field("date", Kind.DATE))
    async with app.run_test(size=(80, 10)) as pilot:
        widget = app.fields["date"]
        widget.focus()
        await pilot.press(*"20 ", *"Nov 2026")
        assert "20 Nov 2026" in text_of(widget)
        assert "→ 2026-11-20" in text_of(widget)
        await pilot.press("x")
        assert "→ no date yet" in text_of(widget)
        await pilot.press("ctrl+u", *"2026-11-20")
        assert "→" not in text_of(widget)
        await pilot.press("ctrl+u", *"11/12/2026")
        said = text_of(widget)  # which of the two is nearer depends on today
        assert "11 December 2026" in said and "12 November 2026" in said


async def test_a_date_that_is_none_stays_as_it_was_typed() -> None:
    app = FieldApp(field("date", Kind.DATE), field("other", Kind.LINE))
    async with app.run_test() as pilot:
        app.fields["date"].focus()
        await pilot.press(*"soon", "tab")
        await pilot.pause()
        assert app.answer("date") == "soon"


async def test_up_and_down_go_to_the_fields_above_and_below() -> None:
    app = FieldApp(field("one", Kind.LINE), field("two", Kind.LINE))
    async with app.run_test() as pilot:
        app.fields["one"].focus()
        await pilot.press("down")
        assert app.focused is app.fields["two"]
        await pilot.press("up")
        assert app.focused is app.fields["one"]


async def test_the_keys_of_a_line_are_for_the_whole_of_it() -> None:
    text = "one two three " * 8 + "end"
    app = FieldApp(field("one", Kind.LINE), answers={("s", "one"): text})
    async with app.run_test(size=(40, 20)) as pilot:
        app.fields["one"].focus()
        await pilot.press("home", "right", "right", "right", "ctrl+k")
        assert app.answer("one") == "one"
        app.undo()
        await pilot.pause()
        await pilot.press("end", "left", "left", "left", "ctrl+u")
        assert app.answer("one") == "end"


async def test_names_that_the_document_knows_are_offered() -> None:
    app = FieldApp(
        field("owner", Kind.PERSON),
        field("reviewer", Kind.PERSON),
        answers={("s", "owner"): "Ana Lima"},
    )
    async with app.run_test() as pilot:
        app.fields["reviewer"].focus()
        await pilot.press("a", "n")
        await pilot.pause()
        await pilot.press("right")
        assert app.answer("reviewer") == "Ana Lima"


async def test_a_long_line_takes_as_many_rows_as_it_needs_and_hides_nothing() -> None:
    text = "begin " + "and so on " * 13 + "END"
    app = FieldApp(field("one", Kind.LINE), field("two", Kind.LINE), answers={("s", "one"): text})
    async with app.run_test(size=(40, 20)) as pilot:
        widget = app.fields["one"]
        assert " ".join(text_of(widget).split()) == text
        height = widget.size.height
        widget.focus()
        await pilot.press(*"more and more words", "home", "delete")
        await pilot.pause()
        assert widget.size.height == height + 1
        assert " ".join(text_of(widget).split()) == text[1:] + "more and more words"


async def test_enter_goes_on_and_a_long_line_is_left_from_its_edges() -> None:
    text = "one two three " * 8
    app = FieldApp(
        field("one", Kind.LINE),
        field("two", Kind.LINE),
        field("three", Kind.LINE),
        answers={("s", "two"): text},
    )
    async with app.run_test(size=(40, 20)) as pilot:
        app.fields["one"].focus()
        await pilot.press("enter")
        assert app.focused is app.fields["two"]
        await pilot.press("home", "down")
        assert app.focused is app.fields["two"]
        await pilot.press("end", "down")
        assert app.focused is app.fields["three"]
        await pilot.press("up")
        assert app.focused is app.fields["two"]
        await pilot.press("end")
        for _row in range(app.fields["two"].size.height + 1):  # the last to the very beginning
            assert app.focused is app.fields["two"]
            await pilot.press("up")
        assert app.focused is app.fields["one"]
        assert app.answer("two") == text


async def test_a_focused_field_sends_nothing_to_the_terminal_by_itself() -> None:
    app = FieldApp(field("one", Kind.LINE))
    async with app.run_test():
        widget = app.fields["one"]
        assert isinstance(widget, LineField)
        widget.focus()
        assert widget.cursor_blink is False
