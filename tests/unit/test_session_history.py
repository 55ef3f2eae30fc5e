"""The session: edits, one history over all fields, typing coalesced, news for listeners."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.editing.history import HEAVIEST, LIMIT, LONGEST_RUN, PAUSE
from hotwash.editing.session import Change, Session
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import Template

IMPACT = ("details", "impact")
NOTES = ("notes",)
TIMELINE = ("timeline",)


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(clock: Clock) -> Session:
    return Session(Document(Template("plain", "", ())), clock=clock)


def type_text(session: Session, path: tuple[str, ...], text: str) -> None:
    """Type a text key by key after what the field holds."""
    for char in text:
        session.edit(path, session.document.text(path) + char, typing=True)


class TestTypingAfterUndo:
    def test_what_is_typed_after_an_undo_is_taken_back_alone(self, session: Session) -> None:
        type_text(session, IMPACT, "teh")
        session.edit(IMPACT, "te", typing=True)
        session.undo()
        assert session.document.text(IMPACT) == "teh"
        type_text(session, IMPACT, "m")
        session.undo()
        assert session.document.text(IMPACT) == "teh"
        session.redo()
        assert session.document.text(IMPACT) == "tehm"

    def test_deleting_by_hand_after_an_undo_forgets_nothing(self, session: Session) -> None:
        type_text(session, IMPACT, "b")
        session.edit(IMPACT, "ab", typing=True)
        session.undo()
        session.edit(IMPACT, "", typing=True)
        words = [past.words for past in session.steps()]
        assert "a" in words and "b" in words

    def test_the_letters_that_were_undone_are_still_in_the_history(self, session: Session) -> None:
        type_text(session, IMPACT, "ab cd")
        session.undo()
        session.edit(IMPACT, "ab", typing=True)  # the blank is deleted by hand, at once
        type_text(session, IMPACT, "s")
        words = next(past for past in session.steps() if past.words == "cd")
        session.go_to(words.number)
        assert session.document.text(IMPACT) == "ab cd"

    @given(st.lists(st.sampled_from(["a", "b", " ", "delete", "undo", "redo"]), max_size=30))
    def test_every_state_that_was_typed_is_found_again(self, keys: list[str]) -> None:
        session = Session(Document(Template("plain", "", ())), clock=Clock())
        seen = {""}
        gone_back = False
        for key in keys:
            text = session.document.text(IMPACT)
            if key in ("undo", "redo"):
                change = session.undo() if key == "undo" else session.redo()
                gone_back = gone_back or change is not None
                assert session.document.text(IMPACT) in seen
            else:
                new = text[:-1] if key == "delete" else text + key
                session.edit(IMPACT, new, typing=True)
                assert session.document.text(IMPACT) == new
                seen.add(new)
                if gone_back and new != text:
                    session.undo()
                    assert session.document.text(IMPACT) == text
                    session.redo()
                gone_back = False
        last = session.document.text(IMPACT)
        undone = 0
        while session.undo() is not None:
            undone += 1
        assert session.document.text(IMPACT) == ""
        for _ in range(undone):
            session.redo()
        assert session.document.text(IMPACT) == last


class TestTyping:
    def test_a_word_and_the_blanks_after_it_are_one_step(self, session: Session) -> None:
        type_text(session, IMPACT, "31 % of  checkouts\n\nfailed")
        states = []
        while session.undo() is not None:
            states.append(session.document.text(IMPACT))
        assert states == ["31 % of  checkouts\n\n", "31 % of  ", "31 % ", "31 ", ""]
        while session.redo() is not None:
            pass
        assert session.document.text(IMPACT) == "31 % of  checkouts\n\nfailed"

    def test_signs_end_a_step_where_no_blanks_are_written(self, session: Session) -> None:
        type_text(session, IMPACT, "障害発生。復旧した。")
        session.undo()
        assert session.document.text(IMPACT) == "障害発生。"

    def test_a_step_has_an_end_without_any_pause(self, session: Session, clock: Clock) -> None:
        for _ in range(300):
            clock.now += 0.1
            type_text(session, IMPACT, "x")
        session.undo()
        assert 300 - len(session.document.text(IMPACT)) <= LONGEST_RUN / 0.1 + 1

    def test_deleting_is_taken_back_by_words_too(self, session: Session, clock: Clock) -> None:
        session.edit(IMPACT, "one two three")
        for length in range(12, -1, -1):
            session.edit(IMPACT, "one two three"[:length], typing=True)
        states = []
        while session.undo() is not None:
            states.append(session.document.text(IMPACT))
        assert states == ["one", "one two", "one two three", ""]

    def test_deleting_and_typing_are_two_steps(self, session: Session) -> None:
        type_text(session, IMPACT, "teh")
        for text in ("te", "t", "th", "the"):
            session.edit(IMPACT, text, typing=True)
        session.undo()
        assert session.document.text(IMPACT) == "t"
        session.undo()
        assert session.document.text(IMPACT) == "teh"

    def test_typing_elsewhere_in_the_text_is_another_step(self, session: Session) -> None:
        type_text(session, IMPACT, "checkouts")
        session.edit(IMPACT, "Xcheckouts", typing=True)
        session.undo()
        assert session.document.text(IMPACT) == "checkouts"

    def test_words_in_items_and_cells_are_steps_too(self, session: Session) -> None:
        for length in range(1, 8):
            session.edit(NOTES, ("first", "two new"[:length]), typing=True)
            session.edit(NOTES, ("first", "two new"[:length]), typing=True)
        row = Row({})
        for text in ("p", "po", "poo", "pool", "pool ", "pool d", "pool do"):
            row = row.with_cell("event", text)
            session.edit(TIMELINE, (row,), typing=True, key="1:event")
        session.undo()
        assert session.document.rows(TIMELINE)[0]["event"] == "pool "
        session.undo()
        session.undo()
        assert session.document.answer(NOTES) == ("first", "two ")

    def test_a_pause_begins_a_new_step(self, session: Session, clock: Clock) -> None:
        type_text(session, IMPACT, "31 %")
        clock.now += PAUSE + 0.1
        type_text(session, IMPACT, " of")
        session.undo()
        assert session.document.text(IMPACT) == "31 %"

    def test_another_field_begins_a_new_step(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        type_text(session, NOTES, "b")
        session.undo()
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("a", "")

    def test_a_seal_begins_a_new_step(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        session.break_undo_group()
        type_text(session, IMPACT, "b")
        session.undo()
        assert session.document.text(IMPACT) == "a"

    def test_what_settles_the_typing_joins_it_after_any_pause(
        self, session: Session, clock: Clock
    ) -> None:
        session.edit(NOTES, "before")
        type_text(session, IMPACT, "1015")
        clock.now += 60
        session.break_undo_group()
        session.edit(IMPACT, "10:15", typing=True, join=True)
        session.undo()
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("", "before")
        session.redo()
        assert session.document.text(IMPACT) == "10:15"

    def test_nothing_joins_what_was_done_elsewhere(self, session: Session) -> None:
        type_text(session, IMPACT, "1015")
        session.edit(NOTES, "between")
        session.edit(IMPACT, "10:15", typing=True, join=True)
        session.undo()
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("1015", "between")

    def test_typing_that_was_taken_back_is_no_step(self, session: Session) -> None:
        session.edit(IMPACT, "whole")
        session.edit(IMPACT, "wholex", typing=True)
        session.edit(IMPACT, "whole", typing=True)
        session.undo()
        assert session.document.answer(IMPACT) is None

    def test_typing_after_undo_is_a_branch_without_a_redo(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        session.undo()
        type_text(session, NOTES, "b")
        assert session.redo() is None
        assert session.document.text(NOTES) == "b"

    def test_what_redo_would_do_is_no_new_branch(self, session: Session) -> None:
        """A date is written anew when its field is left: that must not cost what was undone."""
        session.edit(IMPACT, "20 Nov")
        session.edit(IMPACT, "2026-11-20")
        session.edit(NOTES, "later")
        session.undo()
        session.undo()
        session.edit(IMPACT, "2026-11-20")
        assert session.redo() is not None
        assert session.document.text(NOTES) == "later"

    def test_redone_typing_is_whole(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        session.undo()
        session.redo()
        type_text(session, IMPACT, "b")
        session.undo()
        assert session.document.text(IMPACT) == "a"


class TestHistory:
    def test_undo_goes_over_all_fields_in_order(self, session: Session) -> None:
        row = Row({"time": "10:15", "event": "alert"})
        session.edit(IMPACT, "some")
        session.edit(TIMELINE, (row,), label="add row")
        session.edit(IMPACT, None)
        states: list[tuple[Answer | None, Answer | None]] = []
        while session.undo() is not None:
            document = session.document
            states.append((document.answer(IMPACT), document.answer(TIMELINE)))
        assert states == [("some", (row,)), ("some", None), (None, None)]

    def test_several_answers_are_one_step(self, session: Session) -> None:
        session.edit_many({IMPACT: "a", NOTES: "b"}, label="paste")
        change = session.undo()
        assert change is not None
        assert (change.label, change.origin) == ("paste", "undo")
        assert not session.document.answers

    def test_an_edit_that_changes_nothing_is_no_step(self, session: Session) -> None:
        session.edit(IMPACT, "a")
        session.edit(IMPACT, "a")
        session.edit(NOTES, "")
        session.undo()
        assert session.undo() is None

    def test_the_history_is_bounded(self, session: Session, clock: Clock) -> None:
        for number in range(LIMIT + 10):
            session.edit(IMPACT, str(number))
        steps = 0
        while session.undo() is not None:
            steps += 1
        assert steps == LIMIT

    def test_the_history_is_bounded_in_size_too(self, session: Session) -> None:
        for number in range(30):
            session.edit(IMPACT, f"{number % 10}" * (HEAVIEST // 10))
        steps = 0
        while session.undo() is not None:
            steps += 1
        assert 1 <= steps <= 10


class TestNews:
    def test_listeners_hear_what_changed_and_from_whom(self, session: Session) -> None:
        heard: list[Change] = []
        session.subscribe(heard.append)
        widget = object()
        session.edit(IMPACT, "a", source=widget)
        session.undo()
        assert [(set(c.paths), c.origin, c.source) for c in heard] == [
            ({IMPACT}, "edit", widget),
            ({IMPACT}, "undo", None),
        ]

    def test_a_listener_can_leave(self, session: Session) -> None:
        heard: list[Change] = []
        leave = session.subscribe(heard.append)
        leave()
        session.edit(IMPACT, "a")
        assert heard == []

    def test_held_text_is_told(self, session: Session) -> None:
        told: list[dict[str, str]] = []
        session.on_hold(lambda: told.append(dict(session.held)))
        session.set_pending("entry", "1015 Fir")
        session.set_pending("entry", "")
        assert told == [{"entry": "1015 Fir"}, {}]


class TestMerge:
    def test_a_change_from_outside_can_be_undone(self, session: Session) -> None:
        session.edit(IMPACT, "mine")
        theirs = session.document.replace(NOTES, "theirs")
        change = session.merge(theirs)
        assert change is not None
        assert (set(change.paths), change.origin) == ({NOTES}, "outside")
        assert session.document.text(NOTES) == "theirs"
        session.undo()
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("mine", "")

    def test_nothing_new_from_outside_is_no_change(self, session: Session) -> None:
        session.edit(IMPACT, "mine")
        assert session.merge(session.document) is None


class TestBranches:
    def test_every_branch_can_be_gone_to(self, session: Session) -> None:
        session.edit(IMPACT, "one")
        session.edit(IMPACT, "one two")
        session.undo()
        session.edit(NOTES, "other")
        assert session.redo() is None
        steps = session.steps()
        assert [(past.words, past.here, past.aside) for past in steps] == [
            ("other", True, False),
            (" two", False, True),
            ("one", False, False),
            ("", False, False),
        ]
        change = session.go_to(steps[1].number)
        assert change is not None
        assert change.paths == {IMPACT, NOTES}
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("one two", "")
        session.undo()
        session.redo()
        assert session.document.text(IMPACT) == "one two"
        assert session.go_to(steps[1].number) is None
        session.go_to(0)
        assert not session.document.answers
        session.go_to(steps[0].number)
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("one", "other")

    def test_a_long_text_weighs_what_was_typed_into_it(self, session: Session) -> None:
        text = "x" * 1_000_000
        session.edit(IMPACT, text)
        for number in range(200):
            text = f"{text[:500_000]}{number} {text[500_000:]}"
            session.edit(IMPACT, text)
        count = 0
        while session.undo() is not None:
            count += 1
        assert count == 201

    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), st.booleans()), max_size=60))
    def test_any_way_through_the_branches_ends_as_it_was(
        self, moves: list[tuple[int, int, bool]]
    ) -> None:
        session = Session(Document(Template("plain", "", ())), clock=Clock())
        answers: tuple[Answer | None, ...] = (
            None, "a", "ab", "b ab", ("a",), ("a", "b"), (Row({"a": "x"}),), "abc", "c", ("b",),
        )  # fmt: skip
        states = {0: dict(session.document.answers)}
        for kind, which, typing in moves:
            if kind == 0:
                session.undo()
            elif kind == 1:
                session.redo()
            elif kind == 2:
                session.go_to(which)
            else:
                session.edit((str(kind),), answers[which], typing=typing)
            here = next(past.number for past in session.steps() if past.here)
            states[here] = dict(session.document.answers)
        for past in session.steps():
            session.go_to(past.number)
            if past.number in states:
                assert dict(session.document.answers) == states[past.number]
