"""Find and replace over a whole document: every kind of field, options, expressions, order."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

import pytest
from tests.small_template import (
    ACTIONS,
    CODE,
    DATE,
    SEVERITY,
    SMALL,
    TABLE,
    TIMELINE,
    WHAT,
    WHY,
)
from tests.work import steps

from hotwash.editing.finding import Search
from hotwash.editing.session import Session
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.replace import replace_hits
from hotwash.postmortem.search import BadExpression, Hit, Passage, Query, find, passages
from hotwash.template.model import TIMEZONE, TITLE, Path

ANSWERS: dict[Path, Answer] = {
    TITLE: "Pool exhausted",
    TIMEZONE: "Europe/Berlin",
    DATE: "2026-11-20",
    SEVERITY: "P1",
    TIMELINE: (
        Row({"time": "10:00", "event": "pool full", "moment": "started"}),
        Row({"time": "10:15", "event": "Pooler restarted", "owner": "Ana"}),
        Row({"time": "10:30", "event": "all well", "evidence": "pool 12/80"}),
    ),
    WHAT: "The pool\nwas too small. POOL!",
    WHY: ("no alert on the pool", "a default"),
    CODE: "pool.size = 20",
    ACTIONS: (Row({"task": "Raise the pool", "done": "true", "owner": "true"}),),
    TABLE: (Row({"what": "spool"}),),
}


@pytest.fixture
def document() -> Document:
    return Document(SMALL, ANSWERS)


def found(document: Document, query: Query, new: str | None = None) -> Sequence[Hit]:
    return Search(passages(document), query, new).run()


def places(hits: Sequence[Hit]) -> list[tuple[object, ...]]:
    return [(hit.passage.path, hit.passage.at, hit.passage.column, hit.start) for hit in hits]


def replaced(document: Document, query: Query, new: str) -> Document:
    session = Session(document)
    session.edit_many(replace_hits(document, found(document, query, new)).answers, label="replace")
    return session.document


class TestFind:
    def test_every_text_is_searched_in_the_order_of_the_form(self, document: Document) -> None:
        assert places(found(document, Query("pool"))) == [
            (TITLE, 0, "", 0),
            (TIMELINE, 0, "event", 0),
            (TIMELINE, 1, "event", 0),
            (TIMELINE, 2, "evidence", 0),
            (WHAT, 0, "", 4),
            (WHAT, 0, "", 24),
            (WHY, 0, "", 16),
            (CODE, 0, "", 0),
            (ACTIONS, 0, "task", 10),
            (TABLE, 0, "what", 1),
        ]

    def test_the_title_and_the_time_zone_come_with_the_first_tab(self, document: Document) -> None:
        hits = [path for path, *_ in places(found(document, Query("e")))]
        assert list(dict.fromkeys(hits))[:3] == [TITLE, TIMEZONE, TIMELINE]

    def test_ticks_and_moments_are_no_texts(self, document: Document) -> None:
        assert not found(document, Query("started", whole_words=True))
        assert places(found(document, Query("true"))) == [(ACTIONS, 0, "owner", 0)]

    def test_case(self, document: Document) -> None:
        hits = found(document, Query("Pool", case=True))
        assert places(hits) == [(TITLE, 0, "", 0), (TIMELINE, 1, "event", 0)]

    def test_whole_words(self, document: Document) -> None:
        hits = found(document, Query("pool", whole_words=True))
        assert (TIMELINE, 1, "event", 0) not in places(hits)
        assert (TABLE, 0, "what", 1) not in places(hits)
        assert len(hits) == 8

    def test_whole_words_that_begin_with_a_sign(self) -> None:
        texts = [Passage(WHAT, "a +5 and x+5")]
        assert [hit.start for hit in find(texts, Query("+5", whole_words=True))] == [2]

    def test_a_text_is_no_expression(self, document: Document) -> None:
        assert places(found(document, Query("l.s"))) == [(CODE, 0, "", 3)]

    def test_nothing_is_found_without_words(self, document: Document) -> None:
        assert not found(document, Query(""))
        assert not found(document, Query("", expression=True))

    def test_signs_that_part_the_passages_can_be_found(self) -> None:
        texts = [Passage(WHAT, "a\x00b"), Passage(WHY, "\x01")]
        assert [(hit.passage.path, hit.start) for hit in find(texts, Query("\x00"))] == [(WHAT, 1)]
        assert not find(texts, Query("\x00\x01"))

    def test_as_many_as_are_wanted(self) -> None:
        assert len(find([Passage(WHAT, "a" * 50)], Query("a"), most=7)) == 7


class TestExpressions:
    def test_groups_and_line_ends(self, document: Document) -> None:
        hits = found(document, Query(r"(\w+) small\. (POOL)!$", expression=True), r"\2 \g<1>")
        assert [(hit.start, hit.new) for hit in hits] == [(13, "POOL too")]
        assert places(found(document, Query("^was", expression=True))) == [(WHAT, 0, "", 9)]

    def test_empty_matches_are_no_hits(self, document: Document) -> None:
        assert not found(document, Query("q*", expression=True))

    def test_case_and_whole_words_hold_for_them_too(self, document: Document) -> None:
        query = Query("po+l|spool", case=True, whole_words=True, expression=True)
        assert (TITLE, 0, "", 0) not in places(found(document, query))
        assert (TABLE, 0, "what", 0) in places(found(document, query))
        assert (TIMELINE, 1, "event", 0) not in places(found(document, query))

    @pytest.mark.parametrize("text", ["(", "[a", "a{2,1}", "*", r"\q", "(?P<x>a)(?P<x>b)"])
    def test_a_bad_one_is_said_in_words(self, document: Document, text: str) -> None:
        with pytest.raises(BadExpression, match="this expression cannot be used: "):
            found(document, Query(text, expression=True))

    @pytest.mark.parametrize("query", ["pool", "not there"])
    @pytest.mark.parametrize("new", [r"\2", r"\g<name>", "\\"])
    def test_so_is_a_bad_replacement(self, document: Document, query: str, new: str) -> None:
        with pytest.raises(BadExpression, match="this replacement cannot be used: "):
            found(document, Query(query, expression=True), new)

    @pytest.mark.parametrize("text", ["(a+)+$", "(a|a)*b", "(.*)*=x"])
    def test_one_that_takes_for_ever_is_ended_and_said(self, text: str) -> None:
        search = Search([Passage(WHAT, "a" * 60 + "!")], Query(text, expression=True), seconds=0.3)
        with pytest.raises(BadExpression, match="too much time"):
            search.run()

    def test_a_search_that_nobody_waits_for_can_be_ended(self) -> None:
        search = Search(
            [Passage(WHAT, "a" * 60 + "!")], Query("(a+)+$", expression=True), seconds=600
        )
        hits: list[Sequence[Hit]] = []
        thread = threading.Thread(target=lambda: hits.append(search.run()))
        thread.start()
        time.sleep(0.2)
        search.cancel()
        thread.join(60)
        assert [list(found) for found in hits] == [[]]


CHILD = """
from hotwash.editing import expression_child
expression_child.PROCESSOR_SECONDS = 1
expression_child.main()
"""


def test_the_child_ends_by_itself_when_nobody_ends_it() -> None:
    asked = {"source": "(a+)+$", "flags": 0, "new": None, "most": 9, "texts": ["a" * 60 + "!"]}
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


class TestReplace:
    def test_all_kinds_as_one_step(self, document: Document) -> None:
        session = Session(document)
        done = replace_hits(document, found(document, Query("pool"), "pond"))
        assert (done.done, done.missed) == (10, 0)
        session.edit_many(done.answers, label="replace")
        now = session.document
        assert now.title == "pond exhausted"
        assert [row["event"] for row in now.rows(TIMELINE)][:2] == ["pond full", "ponder restarted"]
        assert now.rows(TIMELINE)[2]["evidence"] == "pond 12/80"
        assert now.text(WHAT) == "The pond\nwas too small. pond!"
        assert now.items(WHY)[0] == "no alert on the pond"
        assert now.rows(ACTIONS)[0].cells == {
            "task": "Raise the pond",
            "done": "true",
            "owner": "true",
        }
        session.undo()
        assert session.document.answers == document.answers
        assert session.undo() is None

    def test_only_those_that_are_given(self, document: Document) -> None:
        hits = found(document, Query("pool", case=True), "pond")
        hits = [hit for hit in hits if hit.passage.path == WHAT]
        assert set(replace_hits(document, hits).answers) == {WHAT}

    def test_a_text_goes_in_as_it_is(self, document: Document) -> None:
        assert replaced(document, Query("a default"), r"\1 \n").items(WHY)[1] == r"\1 \n"

    def test_what_becomes_empty_goes(self, document: Document) -> None:
        now = replaced(document, Query("a default"), "")
        assert now.items(WHY) == ("no alert on the pool",)
        now = replaced(document, Query("spool"), "")
        assert TABLE not in now.answers
        now = replaced(document, Query("Pool exhausted"), " ")
        assert TITLE not in now.answers

    def test_rows_keep_who_they_are(self, document: Document) -> None:
        now = replaced(document, Query("pool"), "pond")
        assert [row.id for row in now.rows(TIMELINE)] == [row.id for row in document.rows(TIMELINE)]

    def test_a_row_with_another_time_goes_where_it_belongs(self, document: Document) -> None:
        now = replaced(document, Query("10:00"), "10:20")
        assert [row["time"] for row in now.rows(TIMELINE)] == ["10:15", "10:20", "10:30"]
        assert now.rows(TIMELINE)[1]["event"] == "pool full"

    def test_the_other_rows_keep_their_days(self) -> None:
        rows = tuple(Row({"time": text, "event": text}) for text in ("10:00", "23:50", "00:10"))
        document = Document(SMALL, {DATE: "2026-11-20", TIMELINE: rows})
        query = Query("23:50", case=True)
        hits = [hit for hit in found(document, query, "10:05") if hit.passage.column == "time"]
        answer = replace_hits(document, hits).answers[TIMELINE]
        assert answer is not None
        assert [(row["time"], row["event"]) for row in answer if isinstance(row, Row)] == [
            ("10:00", "10:00"),
            ("10:05", "23:50"),
            ("2026-11-21 00:10", "00:10"),
        ]

    def test_a_time_that_cannot_be_read_stays_where_it_was(self, document: Document) -> None:
        now = replaced(document, Query("10:15"), "later")
        assert [row["time"] for row in now.rows(TIMELINE)] == ["10:00", "later", "10:30"]

    def test_a_cell_that_was_typed_into_meanwhile_is_left_alone(self, document: Document) -> None:
        hits = found(document, Query("pool"), "pond")
        rows = document.rows(TIMELINE)
        changed = rows[0].with_cell("event", "the pool is full again")
        done = replace_hits(document.replace(TIMELINE, (changed, *rows[1:])), hits)
        assert done.missed == 1
        answer = done.answers[TIMELINE]
        assert answer is not None and isinstance(answer[0], Row)
        assert answer[0]["event"] == "the pool is full again"

    def test_what_changed_meanwhile_is_left_alone(self, document: Document) -> None:
        hits = found(document, Query("pool"), "pond")
        rows = document.rows(TIMELINE)
        later = document.replace(WHAT, "the pool is another text").replace(TIMELINE, rows[1:])
        done = replace_hits(later, hits)
        assert (done.done, done.missed) == (7, 3)
        assert WHAT not in done.answers
        changed = done.answers[TIMELINE]
        assert changed is not None
        assert [row["event"] for row in changed if isinstance(row, Row)] == [
            "ponder restarted",
            "all well",
        ]


def test_twice_the_rows_are_searched_in_twice_the_steps() -> None:
    def searched(count: int) -> None:
        rows = tuple(
            Row({"time": "10:15", "event": f"event {at}: the pool is full"}) for at in range(count)
        )
        document = Document(SMALL, {DATE: "2026-11-20", TIMELINE: rows})
        hits = found(document, Query("pool"), "pond")
        assert len(hits) == count
        assert replace_hits(document, hits).done == count

    searched(10)
    assert steps(searched, 800) < 5 * steps(searched, 200)
