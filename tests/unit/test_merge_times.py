"""Rows that both sides add to a timeline come together in the order of their times."""

from __future__ import annotations

from tests.small_template import DATE, SMALL, TIMELINE

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.merge import merge
from hotwash.postmortem.timeline import Timetable


def document(*times: str, day: str = "2026-11-20") -> Document:
    rows = tuple(Row({"time": time, "event": f"at {time}"}) for time in times)
    return Document(SMALL, {DATE: day, TIMELINE: rows})


def added(base: Document, *times: str) -> Document:
    rows = tuple(Row({"time": time, "event": f"at {time}"}) for time in times)
    return base.replace(TIMELINE, (*base.rows(TIMELINE), *rows))


def times(known: Document) -> list[str]:
    return [row["time"] for row in known.rows(TIMELINE)]


def test_rows_added_on_both_sides_are_in_order() -> None:
    base = document("10:00")
    merged = merge(base, added(base, "12:00", "12:05"), added(base, "11:00", "12:03")).document
    assert times(merged) == ["10:00", "11:00", "12:00", "12:03", "12:05"]


def test_a_row_of_the_next_day_keeps_its_day() -> None:
    base = document("22:00")
    mine, theirs = added(base, "00:10"), added(base, "23:50")
    for one, two in ((mine, theirs), (theirs, mine)):
        merged = merge(base, one, two).document
        assert times(merged) == ["22:00", "23:50", "00:10"]


def test_a_row_that_comes_before_is_given_its_date() -> None:
    base = document("10:00")
    mine, theirs = added(base, "2026-11-21 09:00"), added(base, "2026-11-21 08:00", "08:30")
    merged = merge(base, mine, theirs).document
    table = Timetable.of(merged.rows(TIMELINE), "2026-11-20", "UTC")
    assert [row["event"][3:] for row in table.rows] == [
        "10:00",
        "2026-11-21 08:00",
        "08:30",
        "2026-11-21 09:00",
    ]
    assert table.is_sorted
    assert [time.day for time in table.times if time] == [0, 1, 1, 1]


def test_what_was_out_of_order_stays_so() -> None:
    base = document("12:00", "11:00")
    merged = merge(base, added(base, "13:00"), added(base, "10:00")).document
    assert times(merged) == ["12:00", "11:00", "13:00", "10:00"]


def test_a_row_without_a_time_stays_with_its_neighbours() -> None:
    base = document("10:00")
    merged = merge(base, added(base, "??", "12:00"), added(base, "11:00")).document
    assert times(merged) == ["10:00", "??", "11:00", "12:00"]


def test_a_change_of_one_side_is_taken_as_it_is() -> None:
    base = document("12:00")
    theirs = added(base, "11:00")
    assert times(merge(base, base.replace(DATE, "2026-11-21"), theirs).document) == times(theirs)
