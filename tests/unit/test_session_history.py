"""The session: edits, one history over all fields, typing coalesced, news for listeners."""

from __future__ import annotations

import pytest

from hotwash.editing.history import HEAVIEST, LIMIT, PAUSE
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


class TestTyping:
    def test_without_a_pause_is_one_step(self, session: Session) -> None:
        type_text(session, IMPACT, "31 % of checkouts")
        session.undo()
        assert session.document.answer(IMPACT) is None
        session.redo()
        assert session.document.text(IMPACT) == "31 % of checkouts"

    def test_a_pause_begins_a_new_step(self, session: Session, clock: Clock) -> None:
        type_text(session, IMPACT, "31 %")
        clock.now += PAUSE + 0.1
        type_text(session, IMPACT, " of all")
        session.undo()
        assert session.document.text(IMPACT) == "31 %"

    def test_another_field_begins_a_new_step(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        type_text(session, NOTES, "b")
        session.undo()
        assert (session.document.text(IMPACT), session.document.text(NOTES)) == ("a", "")

    def test_a_seal_begins_a_new_step(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        session.seal()
        type_text(session, IMPACT, "b")
        session.undo()
        assert session.document.text(IMPACT) == "a"

    def test_what_settles_the_typing_joins_it_after_any_pause(
        self, session: Session, clock: Clock
    ) -> None:
        session.edit(NOTES, "before")
        type_text(session, IMPACT, "1015")
        clock.now += 60
        session.seal()
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

    def test_typing_after_undo_forgets_what_was_undone(self, session: Session) -> None:
        type_text(session, IMPACT, "a")
        session.undo()
        type_text(session, NOTES, "b")
        assert session.redo() is None
        assert session.document.text(NOTES) == "b"

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
        text = "x" * (HEAVIEST // 10)
        for number in range(30):
            session.edit(IMPACT, f"{number}{text}")
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
        session.hold("entry", "1015 Fir")
        session.hold("entry", "")
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
