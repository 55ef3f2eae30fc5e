"""The field whose answer is a list, driven by keys."""

from __future__ import annotations

import pytest
from tests.tui.field_app import FieldApp, field, text_of
from tests.tui.test_fields_line import HOSTILE
from textual import events

from hotwash.template.model import Kind
from hotwash.tui.widgets.list_field import ListField

SAMPLES = (("Contributing factor 1",), ("Contributing factor 2",))
WHY = field("why", Kind.LIST, samples=SAMPLES)
LESSONS = field("lessons", Kind.NUMBERED, samples=(("Lesson 1",), ("Lesson 2",)))


def items(app: FieldApp, name: str = "why") -> ListField:
    """The list of that name."""
    found = app.fields[name]
    assert isinstance(found, ListField)
    return found


async def test_samples_are_shown_and_never_an_answer() -> None:
    app = FieldApp(WHY, LESSONS)
    async with app.run_test() as pilot:
        assert text_of(items(app)) == "• Contributing factor 1\n• Contributing factor 2"
        assert text_of(items(app, "lessons")) == "1. Lesson 1\n2. Lesson 2"
        items(app).focus()
        await pilot.press("tab")
        await pilot.pause()
        assert app.answer("why") is None and app.answer("lessons") is None


async def test_enter_adds_and_backspace_on_an_empty_line_removes() -> None:
    app = FieldApp(LESSONS)
    async with app.run_test() as pilot:
        widget = items(app, "lessons")
        widget.focus()
        await pilot.press(*"one", "enter", *"two", "enter")
        assert text_of(widget) == "1. one\n2. two\n3."
        assert app.answer("lessons") == ("one", "two")
        await pilot.press("backspace")
        assert text_of(widget) == "1. one\n2. two"
        await pilot.press("enter", *"three")
        assert app.answer("lessons") == ("one", "two", "three")


async def test_an_empty_line_goes_when_the_cursor_leaves() -> None:
    app = FieldApp(WHY, field("last", Kind.LINE))
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        await pilot.press("a", "enter", "enter", "b", "enter", "tab")
        await pilot.pause()
        assert text_of(widget).rstrip() == "• a\n• b"
        assert app.answer("why") == ("a", "b")


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("- one\n- two\n\n- three", ("one", "two", "three")),
        ("1. one\n2) two\n10. three", ("one", "two", "three")),
        ("* [ ] one\n+ [x] two\n• three", ("one", "two", "three")),
        ("one\r\n  two\nthree\x07", ("one", "two", "three")),
        ("-5 degrees\n1.5 hours\n2026", ("-5 degrees", "1.5 hours", "2026")),
        ("\n".join(f"item {n}" for n in range(10)), tuple(f"item {n}" for n in range(10))),
    ],
)
async def test_a_paste_of_lines_makes_items(pasted: str, expected: tuple[str, ...]) -> None:
    app = FieldApp(WHY)
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        widget.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.answer("why") == expected
        app.undo()
        assert app.answer("why") is None


async def test_a_paste_within_an_item_stays_as_it_is() -> None:
    app = FieldApp(WHY, answers={("s", "why"): ("from  on",)})
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        widget.move_cursor((0, 5))
        widget.post_message(events.Paste("- 5"))
        await pilot.pause()
        assert app.answer("why") == ("from - 5 on",)


async def test_items_move_and_take_the_cursor_along() -> None:
    down, up = "alt+down", "alt+up"
    app = FieldApp(WHY, answers={("s", "why"): ("one", "two", "three")})
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        await pilot.press("right", down)
        assert app.answer("why") == ("two", "one", "three")
        assert widget.cursor_location == (1, 1)
        await pilot.press(down, down)
        assert app.answer("why") == ("two", "three", "one")
        await pilot.press(up)
        assert app.answer("why") == ("two", "one", "three")
        app.undo()
        assert app.answer("why") == ("two", "three", "one")
        assert widget.text == "two\nthree\none"
        assert app.session.last is not None and app.session.last.label == "move item"


async def test_items_with_a_part_selected_move_and_go_together() -> None:
    app = FieldApp(WHY, answers={("s", "why"): ("one", "two", "three", "four")})
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        await pilot.press("right", "shift+down", "alt+down")
        assert app.answer("why") == ("three", "one", "two", "four")
        assert widget.selected_text == "ne\nt"
        await pilot.press("alt+down", "alt+down")
        assert app.answer("why") == ("three", "four", "one", "two")
        widget.duplicate_rows()
        assert app.answer("why") == ("three", "four", "one", "two", "one", "two")
        assert widget.cursor_location == (4, 3)
        app.undo()
        widget.move_cursor((1, 0))
        widget.delete_row()
        assert app.answer("why") == ("three", "one", "two")
        widget.add_row()
        await pilot.press("n", "e", "w")
        assert app.answer("why") == ("three", "one", "new", "two")


async def test_the_last_item_deleted_leaves_no_answer() -> None:
    app = FieldApp(WHY, answers={("s", "why"): ("one",)})
    async with app.run_test() as pilot:
        widget = items(app)
        widget.focus()
        widget.delete_row()
        widget.delete_row()
        assert app.answer("why") is None
        await pilot.press("x")
        assert app.answer("why") == ("x",)


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_item_is_shown_safely_and_kept_through_an_edit(text: str) -> None:
    app = FieldApp(WHY, answers={("s", "why"): ("first", text)})
    async with app.run_test(size=(60, 24)) as pilot:
        widget = items(app)
        assert widget.document.line_count == 2
        shown = text_of(widget).replace("\n", "")
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
        widget.focus()
        await pilot.press("!")
        assert app.answer("why") == ("!first", text)


async def test_a_wrapped_item_hangs_behind_its_bullet() -> None:
    app = FieldApp(WHY, answers={("s", "why"): ("one two three four five six",)})
    async with app.run_test(size=(20, 10)):
        rows = text_of(items(app)).split("\n")
        assert rows[0].startswith("• one") and rows[1].startswith("  ")


async def test_a_list_takes_no_more_lines_than_it_has_items() -> None:
    causes = field("causes", Kind.LIST, samples=(("one",), ("two",), ("three",)))
    app = FieldApp(causes, field("last", Kind.LINE))
    async with app.run_test() as pilot:
        assert app.fields["causes"].size.height == 3
        await pilot.press("x", "enter", "enter")
        await pilot.pause()
        assert app.fields["causes"].size.height == 3
        await pilot.press("tab")
        await pilot.pause()
        assert app.fields["causes"].size.height == 1
