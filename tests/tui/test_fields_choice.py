"""The field whose answer is a choice, driven by keys and the mouse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.field_app import FieldApp, field, text_of

from hotwash.template.model import Kind
from hotwash.tui.widgets.choice import ChoiceField, join, split
from hotwash.tui.widgets.type_ahead import FORGOTTEN, PAUSE, TypeAhead

NAMES = {" ": "space", ",": "comma"}

SEVERITY = field("severity", Kind.CHOICE, choices=("P1", "P2", "P3"))
LOSS = field("loss", Kind.CHOICE, choices=("Yes", "No"), details=True)


def choice(app: FieldApp, name: str = "severity") -> ChoiceField:
    """The choice of that name."""
    found = app.fields[name]
    assert isinstance(found, ChoiceField)
    return found


async def test_keys_choose_and_take_back() -> None:
    app = FieldApp(SEVERITY)
    async with app.run_test() as pilot:
        widget = choice(app)
        widget.options.focus()
        assert text_of(widget.options) == "( ) P1  ( ) P2  ( ) P3"
        await pilot.press("right")
        assert app.answer("severity") == "P1"
        await pilot.press("right", "right", "right")
        assert app.answer("severity") == "P3"
        await pilot.press("left")
        assert app.answer("severity") == "P2"
        assert text_of(widget.options) == "( ) P1  (•) P2  ( ) P3"
        await pilot.press("space")
        assert app.answer("severity") is None
        await pilot.press("space")
        assert app.answer("severity") == "P2"
        await pilot.press("delete")
        assert app.answer("severity") is None
        await pilot.press("3")
        assert app.answer("severity") == "P3"
        await pilot.press("right", "p")
        assert app.answer("severity") == "P1"
        app.undo()
        await pilot.pause()
        assert text_of(widget.options) == "( ) P1  ( ) P2  (•) P3"


async def test_a_text_that_is_no_choice_is_shown_as_one_and_kept() -> None:
    app = FieldApp(SEVERITY, answers={("s", "severity"): "SEV-0 [/x]"})
    async with app.run_test() as pilot:
        widget = choice(app)
        assert text_of(widget.options).endswith("(•) SEV-0 [/x]")
        widget.options.focus()
        await pilot.press("left")
        assert app.answer("severity") == "P3"
        app.undo()
        await pilot.pause()
        assert text_of(widget.options).endswith("(•) SEV-0 [/x]")


@pytest.mark.parametrize("leave", ["enter", "tab"])
async def test_another_text_is_typed_from_its_first_letter(leave: str) -> None:
    app = FieldApp(SEVERITY, field("last", Kind.LINE))
    async with app.run_test() as pilot:
        widget = choice(app)
        widget.options.focus()
        await pilot.press("s")
        await pilot.pause()
        await pilot.press(*"ev-0", leave)
        await pilot.pause()
        assert app.answer("severity") == "sev-0"
        assert text_of(widget.options).endswith("(•) sev-0")
        assert widget.line.display is False


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("p3", "P3"), ("ppp", "P3"), ("p33", "p33"), ("pp x", "pp x"), ("2 of 3", "2 of 3")],
)
async def test_letters_typed_in_a_row_are_one_word(typed: str, severity: str) -> None:
    app = FieldApp(SEVERITY, field("last", Kind.LINE), answers={("s", "severity"): "P2"})
    async with app.run_test() as pilot:
        await pilot.press("delete", *(NAMES.get(char, char) for char in typed), "tab")
        await pilot.pause()
        assert app.answer("severity") == severity


@pytest.mark.parametrize(
    ("typed", "loss"),
    [
        ("no", "No"),
        ("None", "None"),
        ("none yet", "none yet"),
        ("no idea", "No, idea"),
        ("yes, 12 orders", "Yes, 12 orders"),
        ("12 orders", "12 orders"),
    ],
)
async def test_a_text_typed_into_a_choice_with_details_is_kept_whole(typed: str, loss: str) -> None:
    app = FieldApp(LOSS, field("last", Kind.LINE))
    async with app.run_test() as pilot:
        await pilot.press(*(NAMES.get(char, char) for char in typed), "tab")
        await pilot.pause()
        assert app.answer("loss") == loss


@pytest.mark.parametrize("typed", ["None", "none yet", "no"])
async def test_letters_that_chose_on_the_way_are_no_step_of_their_own(typed: str) -> None:
    app = FieldApp(LOSS, field("last", Kind.LINE), answers={("s", "loss"): "Yes"})
    async with app.run_test() as pilot:
        await pilot.press(*(NAMES.get(char, char) for char in typed), "tab")
        await pilot.pause()
        seen = []
        for _word in typed.split():
            app.undo()
            seen.append(app.answer("loss"))
        assert seen == ["Yes, none ", "Yes"][-len(seen) :]


def test_letters_typed_slowly_choose_anew_and_stay_one_text() -> None:
    now = [0.0]
    ahead = TypeAhead(lambda: now[0])
    chosen = []
    for letter in "none":
        now[0] += PAUSE + 0.5
        chosen.append(ahead.choose(letter, ("Yes", "No"), "No"))
    assert chosen == ["No", "No", "No", None]
    assert ahead.typed == "none"
    now[0] += FORGOTTEN + 1
    assert ahead.choose("y", ("Yes", "No"), "") == "Yes"
    assert ahead.typed == "y"


async def test_enter_opens_the_line_and_escape_leaves_the_answer() -> None:
    app = FieldApp(SEVERITY, answers={("s", "severity"): "P1"})
    async with app.run_test() as pilot:
        widget = choice(app)
        widget.options.focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert app.answer("severity") == "P1"
        assert widget.line.display is False


async def test_details_follow_the_choice_as_one_text() -> None:
    app = FieldApp(LOSS)
    async with app.run_test() as pilot:
        widget = choice(app, "loss")
        widget.options.focus()
        await pilot.press("y", "tab")
        await pilot.press(*"12 orders")
        await pilot.pause()
        assert app.answer("loss") == "Yes, 12 orders"
        widget.options.focus()
        await pilot.press("n")
        assert app.answer("loss") == "No, 12 orders"
        app.undo()
        await pilot.pause()
        assert text_of(widget.options) == "(•) Yes  ( ) No"
        assert widget.line.content == "12 orders"
        app.undo()
        assert app.answer("loss") == "Yes, 12 "
        app.undo()
        await pilot.pause()
        assert widget.line.content == ""
        assert app.answer("loss") == "Yes"


async def test_what_was_imported_without_a_choice_is_the_details() -> None:
    app = FieldApp(LOSS, answers={("s", "loss"): "a few orders"})
    async with app.run_test() as pilot:
        widget = choice(app, "loss")
        assert widget.line.content == "a few orders"
        widget.options.focus()
        await pilot.press("y")
        assert app.answer("loss") == "Yes, a few orders"


async def test_options_wrap_where_it_is_narrow_and_the_mouse_finds_them() -> None:
    app = FieldApp(SEVERITY)
    async with app.run_test(size=(16, 12)) as pilot:
        widget = choice(app)
        assert text_of(widget.options) == "( ) P1  ( ) P2\n( ) P3"
        await pilot.click(widget.options, offset=(1, 1))
        assert app.answer("severity") == "P3"


async def test_an_option_longer_than_the_row_is_read_whole_and_found_by_the_mouse() -> None:
    long = field(
        "long", Kind.CHOICE, choices=("Fixed", "Worked around, and a fix is planned", "No")
    )
    app = FieldApp(long)
    async with app.run_test(size=(20, 14)) as pilot:
        widget = choice(app, "long")
        shown = text_of(widget.options).split("\n")
        assert shown[0] == "( ) Fixed"
        assert " ".join(line.strip() for line in shown[1:-1]) == (
            "( ) Worked around, and a fix is planned"
        )
        assert shown[-1] == "( ) No"
        await pilot.click(widget.options, offset=(8, 2))
        assert app.answer("long") == "Worked around, and a fix is planned"
        await pilot.press("right")
        assert app.answer("long") == "No"


async def test_without_lines_each_option_has_a_row_and_the_details_are_under_them() -> None:
    app = FieldApp(SEVERITY, LOSS)
    app.set_class(True, "-linear")
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert text_of(choice(app).options) == "( ) P1\n( ) P2\n( ) P3"
        loss = choice(app, "loss")
        assert loss.line.region.y >= loss.options.region.bottom
        await pilot.click(choice(app).options, offset=(1, 2))
        assert app.answer("severity") == "P3"


async def test_showing_a_document_sends_nothing() -> None:
    app = FieldApp(SEVERITY, LOSS, answers={("s", "loss"): "No, none", ("s", "severity"): "P2"})
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.edits == []


@given(st.sampled_from(["", "Yes", "No"]), st.text(max_size=12))
def test_a_choice_and_its_details_come_back(head: str, details: str) -> None:
    again = split(join(head, details), LOSS)
    if head:
        assert again == (head, details)
    assert join(*again) == join(head, details)
