"""What is known about timelines is kept with the document that it is about."""

from __future__ import annotations

import pytest

from hotwash.postmortem.days import list_day
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import is_marked
from hotwash.postmortem.timetables import timetable, whole_timeline
from hotwash.template.model import Field, Kind, Section, Template
from hotwash.times.sequence import Resolver
from hotwash.times.values import ResolvedTime

DATE = Field(("details", "date"), Kind.DATE, "Date")
TIMELINE = Field(("timeline",), Kind.TIMELINE, "Timeline")
TEMPLATE = Template(
    "t",
    "",
    (Section("details", "Details", (DATE,)), Section("timeline", "Timeline", (TIMELINE,))),
)


def document(date: str, *times: str, moment: str = "") -> Document:
    rows = tuple(Row({"time": one, "event": "e"}).with_cell("moment", moment) for one in times)
    return Document(TEMPLATE, {DATE.path: date, TIMELINE.path: rows})


def test_two_documents_of_one_template_do_not_push_each_other_out() -> None:
    one = document("2026-11-20", "10:00", "10:05", moment="started")
    other = document("2026-12-01", "09:00")
    known = timetable(one, TIMELINE), whole_timeline(one)
    assert timetable(other, TIMELINE).times != known[0].times
    assert list_day(other, TIMELINE.path).iso == "2026-12-01"
    assert timetable(one, TIMELINE) is known[0] and whole_timeline(one) is known[1]
    assert list_day(one, TIMELINE.path).iso == "2026-11-20"
    assert is_marked(one, TIMELINE) and not is_marked(other, TIMELINE)


def test_only_the_changed_row_of_a_document_is_resolved_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = document("2026-11-20", *(f"10:{minute:02}" for minute in range(60)))
    timetable(first, TIMELINE)
    read: list[str] = []
    resolve = Resolver.next

    def reads(self: Resolver, text: str) -> ResolvedTime | None:
        read.append(text)
        return resolve(self, text)

    monkeypatch.setattr(Resolver, "next", reads)
    rows = first.rows(TIMELINE.path)
    changed = first.replace(
        TIMELINE.path, (*rows[:30], rows[30].with_cell("time", "10:29"), *rows[31:])
    )
    assert timetable(changed, TIMELINE).times[30] == timetable(changed, TIMELINE).times[29]
    assert read == ["10:29", "10:31"]
    timetable(first.replace(DATE.path, "2026-11-21"), TIMELINE)
    assert len(read) == 2 + 60


def test_a_document_of_its_own_begins_with_nothing_known() -> None:
    first = document("2026-11-20", "10:00", moment="started")
    known = whole_timeline(first)
    again = Document(TEMPLATE, first.answers)
    assert again == first and again.memo is not first.memo
    assert whole_timeline(again) == known and whole_timeline(again) is not known
    assert first.with_answers({}).memo is first.memo
