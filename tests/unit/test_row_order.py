"""Operations on several rows, and the range of rows that they act on: no screen is needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.row_order import (
    arranged,
    by_due,
    by_text,
    doubled,
    shifted,
    sorted_by,
    without,
)
from hotwash.postmortem.row_transfer import neighbour, takers, transferred
from hotwash.postmortem.timeline import Timetable, resolve
from hotwash.template.model import Column, ColumnKind, Field, Kind, Section, Template
from hotwash.tui.table.row_selection import RowSelection

DAY = "2026-11-20"


def rows(*texts: str, key: str = "task") -> tuple[Row, ...]:
    return tuple(Row({key: text}) for text in texts)


class TestOrders:
    def test_rows_are_left_out_shifted_and_doubled(self) -> None:
        assert without(5, {1, 3}) == [0, 2, 4]
        assert shifted(5, [1, 2], 1) == [0, 3, 1, 2, 4]
        assert shifted(5, [1, 2], -1) == [1, 2, 0, 3, 4]
        assert doubled(4, {1, 2}) == [0, 1, 2, 1, 2, 3]
        assert doubled(4, {1, 2}, each=True) == [0, 1, 1, 2, 2, 3]

    def test_at_the_edge_rows_stay(self) -> None:
        assert shifted(3, [0, 1], -1) == [0, 1, 2]
        assert shifted(3, [1, 2], 1) == [0, 1, 2]
        assert shifted(0, [], 1) == []

    def test_copies_have_identities_of_their_own(self) -> None:
        given_rows = rows("a", "b")
        made = arranged(given_rows, [0, 1, 0])
        assert [row["task"] for row in made] == ["a", "b", "a"]
        assert made[0] is given_rows[0]
        assert len({row.id for row in made}) == 3

    @given(st.lists(st.integers(0, 9), max_size=9), st.data())
    def test_a_shift_and_its_opposite_change_nothing(
        self, numbers: list[int], data: st.DataObject
    ) -> None:
        count = len(numbers)
        first = data.draw(st.integers(0, max(0, count - 1)))
        last = data.draw(st.integers(first, max(0, count - 1)))
        if not count or last + 1 == count:
            return
        before = rows(*map(str, numbers))
        moved = arranged(before, shifted(count, range(first, last + 1), 1))
        back = arranged(moved, shifted(count, range(first + 1, last + 2), -1))
        assert [row.id for row in back] == [row.id for row in before]

    def test_due_dates_are_sorted_by_day_and_the_unreadable_come_last(self) -> None:
        dues = ("2026-12-01", "", "soon", "2026-11-02")
        found = arranged(
            rows(*dues, key="due"), sorted_by(rows(*dues, key="due"), range(4), by_due)
        )
        assert [row["due"] for row in found] == ["2026-11-02", "2026-12-01", "", "soon"]

    def test_numbers_are_sorted_by_size_and_only_the_chosen_places_change(self) -> None:
        known = rows("z", "10", "9", "", "1,000", "b", key="n")
        order = sorted_by(known, [1, 2, 3, 4, 5], by_text("n"))
        assert [known[at]["n"] for at in order] == ["z", "9", "10", "1,000", "b", ""]


class TestTimetable:
    @given(st.lists(st.sampled_from(["23:50", "00:10", "??", "12:00", ""]), max_size=7), st.data())
    def test_every_row_keeps_its_time_whatever_the_order(
        self, times: list[str], data: st.DataObject
    ) -> None:
        table = Timetable.of(rows(*times, key="time"), DAY, "UTC")
        places = list(range(len(times)))
        order = data.draw(st.lists(st.sampled_from(places), max_size=9) if places else st.just([]))
        made = table.arranged(order)
        found = resolve(made, DAY, "UTC")
        for place, index in enumerate(order):
            before, after = table.times[index], found[place]
            assert (before and before.instant) == (after and after.instant)


ACTION = (Column("task", "Task"), Column("owner", "Owner", ColumnKind.PERSON))
TIMED = (Column("time", "Time", ColumnKind.TIME), Column("event", "Event"))
NOW = Field(("actions", "now"), Kind.ACTIONS, "Now", columns=ACTION)
LATER = Field(("actions", "later"), Kind.ACTIONS, "Later", columns=ACTION)
OTHER = Field(("other",), Kind.ACTIONS, "Other", columns=(*ACTION, Column("team", "Team")))
DATE = Field(("date",), Kind.DATE, "Date")
ONE, TWO = (Field((name,), Kind.TIMELINE, name, columns=TIMED) for name in ("one", "two"))
TEMPLATE = Template("t", "", (Section("s", "S", (DATE, NOW, LATER, OTHER, ONE, TWO)),))


class TestTransfer:
    def test_only_fields_with_the_same_columns_take_rows(self) -> None:
        assert list(takers(TEMPLATE, NOW)) == [LATER]
        assert list(takers(TEMPLATE, TWO)) == [ONE]

    def test_the_neighbour_is_the_nearest_one_on_that_side(self) -> None:
        assert neighbour(TEMPLATE, NOW, 1) == LATER
        assert neighbour(TEMPLATE, NOW, -1) is None
        assert neighbour(TEMPLATE, LATER, -1) == NOW
        assert neighbour(TEMPLATE, LATER, 1) is None

    def test_items_go_to_the_end_of_the_other_list(self) -> None:
        known = rows("a", "b", "c")
        document = Document(TEMPLATE, {NOW.path: known, LATER.path: rows("z")})
        moved = transferred(document, NOW, LATER, {0, 2})
        assert [row["task"] for row in moved[NOW.path]] == ["b"]
        assert [row["task"] for row in moved[LATER.path]] == ["z", "a", "c"]
        assert moved[LATER.path][1].id == known[0].id

    def test_events_go_to_where_their_times_belong_and_keep_their_days(self) -> None:
        document = Document(
            TEMPLATE,
            {
                DATE.path: DAY,
                ONE.path: rows("23:50", "00:10", "00:20", key="time"),
                TWO.path: rows("10:00", "23:55", key="time"),
            },
        )
        moved = transferred(document, ONE, TWO, {1})
        assert [row["time"] for row in moved[TWO.path]] == ["10:00", "23:55", "00:10"]
        moved = transferred(document, ONE, TWO, {0})
        assert [row["time"] for row in moved[ONE.path]] == ["2026-11-21 00:10", "00:20"]
        assert [row["time"] for row in moved[TWO.path]] == ["10:00", "23:50", "23:55"]


class TestSelection:
    def test_a_range_goes_from_its_row_to_the_cursor_both_ways(self) -> None:
        known = rows("a", "b", "c", "d")
        selection = RowSelection()
        assert not selection
        assert list(selection.places(known, None, 2)) == [2]
        selection.begin(known[2])
        assert list(selection.places(known, None, 0)) == [0, 1, 2]
        assert list(selection.places(known, None, 3)) == [2, 3]
        selection.begin(known[0])
        assert list(selection.places(known, None, 3)) == [2, 3]
        assert selection.end() and not selection.end()

    def test_it_stays_at_its_row_when_rows_change_around_it(self) -> None:
        known = rows("a", "b", "c")
        selection = RowSelection()
        selection.begin(known[1])
        more = (*rows("new"), *known)
        assert list(selection.places(more, None, 3)) == [2, 3]
        assert list(selection.places(known[2:], None, 0)) == [0]

    def test_it_counts_the_rows_shown_only(self) -> None:
        known = rows("a", "b", "c", "d")
        selection = RowSelection()
        selection.begin(known[1])
        assert list(selection.places(known, [1, 3], 1)) == [0, 1]
