"""The field of many lines, driven by keys."""

from __future__ import annotations

import pytest
from tests.tui.field_app import FieldApp, field, text_of
from tests.tui.test_fields_line import HOSTILE
from textual import events
from textual.containers import VerticalScroll

from hotwash.template.model import Kind
from hotwash.tui.widgets.plain_text import PlainText
from hotwash.tui.widgets.text import TextField
from hotwash.tui.widgets.wrapping import Wrapping

PROSE = field("what", Kind.PROSE, prompt="Detailed explanation.")
CODE = field("code", Kind.CODE, prompt="Logs")
LONG = "\n".join(f"line {number}" for number in range(1000))


def area(app: FieldApp, name: str = "what") -> TextField:
    """The text field of that name."""
    found = app.fields[name]
    assert isinstance(found, TextField)
    return found


async def test_the_prompt_shows_until_there_is_text() -> None:
    app = FieldApp(PROSE)
    async with app.run_test() as pilot:
        widget = area(app)
        assert text_of(widget).startswith("Detailed explanation.")
        widget.focus()
        await pilot.press("x")
        assert text_of(widget).strip() == "x"
        await pilot.press("backspace")
        assert text_of(widget).startswith("Detailed explanation.")
        assert app.answer("what") is None


async def test_it_grows_with_its_text_and_the_tab_follows_the_cursor() -> None:
    app = FieldApp(PROSE, field("last", Kind.LINE))
    async with app.run_test(size=(60, 12)) as pilot:
        widget = area(app)
        widget.focus()
        assert widget.size.height == 3
        for number in range(20):
            await pilot.press(*str(number), "enter")
        await pilot.pause()
        assert widget.size.height == 21
        tab = app.query_one(VerticalScroll)
        row = widget.content_region.y + widget.cursor_location[0]
        assert tab.content_region.y <= row < tab.content_region.bottom
        assert tab.scroll_offset.y > 0
        await pilot.press("pageup", "pageup", "pageup")
        await pilot.pause()
        row = widget.content_region.y + widget.cursor_location[0]
        assert tab.content_region.y <= row < tab.content_region.bottom


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [Kind.PROSE, Kind.CODE])
async def test_any_text_is_shown_safely_and_kept_through_an_edit(text: str, kind: Kind) -> None:
    app = FieldApp(field("what", kind), answers={("s", "what"): text})
    async with app.run_test(size=(60, 24)) as pilot:
        widget = area(app)
        widget.focus()
        shown = text_of(widget).replace("\n", "")
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
        assert "\u202e" not in shown and "\u2028" not in shown
        await pilot.press("!")
        await pilot.press("backspace")
        assert app.answer("what") == text


async def test_a_paste_is_cleaned_and_is_one_step_of_the_history() -> None:
    app = FieldApp(PROSE)
    async with app.run_test() as pilot:
        widget = area(app)
        widget.focus()
        await pilot.press("a", "b")
        widget.post_message(events.Paste("one\r\ntwo \x1b[1mbold\x1b[0m\x00\rthree"))
        await pilot.pause()
        assert app.answer("what") == "abone\ntwo bold\nthree"
        app.undo()
        assert app.answer("what") == "ab"
        assert widget.text == "ab"


async def test_undo_belongs_to_the_program() -> None:
    app = FieldApp(PROSE)
    async with app.run_test() as pilot:
        widget = area(app)
        widget.focus()
        await pilot.press("a", "b")
        for key in ("ctrl+z", "ctrl+y", "f6", "f7"):
            assert key not in widget._bindings.key_to_bindings
        await pilot.press("ctrl+z")
        assert widget.text == "ab"


async def test_a_change_from_outside_leaves_the_cursor_at_its_word() -> None:
    app = FieldApp(PROSE, answers={("s", "what"): "first\nsecond\nthird"})
    async with app.run_test():
        widget = area(app)
        widget.focus()
        widget.move_cursor((2, 3))
        app.session.edit(("s", "what"), "first\nnew\nnewer\nsecond\nthird")
        assert widget.text == "first\nnew\nnewer\nsecond\nthird"
        assert widget.cursor_location == (4, 3)
        app.session.edit(("s", "what"), None)
        assert widget.text == ""
        assert widget.cursor_location == (0, 0)


async def test_long_text_is_sent_after_the_echo_but_never_lost() -> None:
    app = FieldApp(PROSE, field("last", Kind.LINE), answers={("s", "what"): LONG})
    async with app.run_test() as pilot:
        widget = area(app)
        widget.focus()
        widget.insert("a")
        widget.insert("b")
        assert app.edits == []
        widget.flush()
        assert app.answer("what") == "ab" + LONG
        widget.insert("c")
        widget.insert("d")
        await pilot.pause()
        assert len(app.edits) == 2
        assert app.answer("what") == "abcd" + LONG
        widget.insert("e")
        app.fields["last"].focus()
        await pilot.pause()
        assert app.answer("what") == "abcde" + LONG


async def test_long_text_keeps_what_is_typed_when_an_undo_comes_too_early() -> None:
    app = FieldApp(PROSE, answers={("s", "what"): LONG})
    async with app.run_test() as pilot:
        widget = area(app)
        widget.focus()
        await pilot.press("a")
        widget.flush()
        app.session.break_undo_group()
        await pilot.press("b")
        app.undo()
        assert app.answer("what") == "a" + LONG
        assert widget.text == "a" + LONG


async def test_the_wrapping_is_ours_and_stays_in_step_with_the_text() -> None:
    app = FieldApp(PROSE)
    async with app.run_test(size=(30, 20)) as pilot:
        widget = area(app)
        assert isinstance(widget.wrapped_document, Wrapping)
        widget.focus()
        await pilot.press(*"a long sentence that must be wrapped twice at the very least")
        await pilot.pause()
        rows = text_of(widget).split("\n")
        assert len(rows) > 2
        assert " ".join(rows) == "a long sentence that must be wrapped twice at the very least"
        assert widget.size.height == len(rows)
        fresh = Wrapping(widget.document, widget.wrap_width, 4)
        assert fresh.height == widget.wrapping.height


async def test_code_moves_sideways_with_the_cursor_and_back_when_left() -> None:
    app = FieldApp(CODE, field("last", Kind.LINE), answers={("s", "code"): "ab" * 100 + "END"})
    async with app.run_test(size=(40, 10)) as pilot:
        widget = area(app, "code")
        widget.focus()
        await pilot.press("end")
        await pilot.pause()
        assert "END" in text_of(widget)
        await pilot.press("tab")
        await pilot.pause()
        assert text_of(widget).startswith("abab")


async def test_arrows_leave_at_the_ends_only() -> None:
    app = FieldApp(field("a", Kind.LINE), PROSE, field("z", Kind.LINE))
    async with app.run_test() as pilot:
        area(app).focus()
        await pilot.press("x", "enter", "y", "up")
        assert app.focused is area(app)
        await pilot.press("home", "up")
        assert app.focused is app.fields["a"]
        area(app).focus()
        await pilot.press("down", "end", "down")
        assert app.focused is app.fields["z"]


async def test_selection_shows_over_wrapped_and_empty_lines() -> None:
    app = FieldApp(PROSE, answers={("s", "what"): "one\n\nthree"})
    async with app.run_test(size=(40, 10)) as pilot:
        widget = area(app)
        widget.focus()
        await pilot.press("shift+down", "shift+down", "shift+end")
        style = widget.get_component_rich_style("text-area--selection")
        for row in range(3):
            first = next(iter(widget.render_line(row)))
            assert first.style is not None and first.style.bgcolor == style.bgcolor


async def test_one_key_draws_the_row_it_changed_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = FieldApp(PROSE, answers={("s", "what"): LONG})
    async with app.run_test(size=(60, 30)) as pilot:
        widget = area(app)
        widget.focus()
        await pilot.press("down", "down")
        await pilot.pause()
        drawn: list[int] = []
        stock = PlainText.render_line

        def counted(self: PlainText, y: int) -> object:
            drawn.append(y)
            return stock(self, y)

        monkeypatch.setattr(PlainText, "render_line", counted)
        await pilot.press("x")
        await pilot.pause()
        assert set(drawn) == {2}
