"""Rows in time: resolved, inserted, moved, sorted, shown, without shifting one another."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import without
from hotwash.postmortem.timeline import Timetable, insert, resolve, sort
from hotwash.times import sequence
from hotwash.times.display import day_mark, display_time
from hotwash.times.reading import read_time
from hotwash.times.values import ResolvedTime, TimeContext
from hotwash.times.zone_names import UTC
from hotwash.times.zones import document_zone

DAY = "2026-11-20"


def rows(*times: str) -> tuple[Row, ...]:
    return tuple(Row({"time": time, "event": f"event {time}"}) for time in times)


def table(*times: str, zone: str = "UTC", day: str = DAY) -> Timetable:
    return Timetable.of(rows(*times), day, zone, today=date(2026, 11, 25))


def texts(found: tuple[Row, ...]) -> list[str]:
    return [row["time"] for row in found]


def instants(found: Timetable) -> dict[int, datetime | None]:
    return {
        row.id: None if time is None else time.instant
        for row, time in zip(found.rows, found.times, strict=True)
    }


class TestResolve:
    def test_days_are_inherited_and_roll_over(self) -> None:
        days = [time and time.day for time in resolve(rows("23:50", "00:10", "00:20"), DAY, "UTC")]
        assert days == [0, 1, 1]

    def test_unreadable_and_unknown_rows_are_passed_over(self) -> None:
        found = resolve(rows("10:00", "soon", "??", "", "10:15"), DAY, "UTC")
        assert [time is not None for time in found] == [True, False, False, False, True]

    def test_first_written_date_stands_in_for_the_incidents(self) -> None:
        found = table("2026-10-01 10:00", "10:15", day="")
        assert found.frame.base == date(2026, 10, 1)
        assert [time and time.dated for time in found.times] == [True, True]

    def test_without_any_date_only_the_order_is_known(self) -> None:
        found = table("10:00", "10:15", day="")
        assert [time and time.dated for time in found.times] == [False, False]

    @pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
    def test_fast_path_means_what_the_reader_means(self, zone: str) -> None:
        night = ["22:00", "23:30", "00:30", "01:30", "02:30", "03:30", "2026-10-26 02:30", "02:31"]
        found = table(*night, zone=zone, day="2026-10-24")
        above = None
        for row, time in zip(found.rows, found.times, strict=True):
            slow = sequence.read_stored(row["time"], found.frame, above)
            assert time is not None and slow is not None and time.instant == slow.instant
            above = time

    def test_canonical_rows_never_take_the_slow_path(self, monkeypatch: pytest.MonkeyPatch) -> None:
        slow: list[str] = []
        monkeypatch.setattr(sequence, "read_stored", lambda text, *_rest: slow.append(text))
        found = resolve(rows("10:00", "10:15:30", "2026-11-21 00:10", "00:20"), DAY, "UTC")
        assert all(found) and not slow


class TestEditing:
    def test_insert_keeps_order_and_place_of_unreadable_rows(self) -> None:
        found, index = insert(rows("10:00", "soon", "11:00"), rows("10:30")[0], DAY, "UTC")
        assert texts(found) == ["10:00", "soon", "10:30", "11:00"]
        assert index == 2

    def test_insert_without_a_time_goes_where_it_is_put(self) -> None:
        new = Row({"event": "somebody noticed"})
        assert insert(rows("10:00", "11:00"), new, DAY, "UTC", at=1)[1] == 1
        assert insert(rows("10:00", "11:00"), new, DAY, "UTC")[1] == 2

    def test_insert_above_does_not_shift_those_below(self) -> None:
        before = table("10:00", "10:10")
        after, index = before.insert(Row({"time": "2026-11-19 22:00"}))
        assert (index, texts(after)) == (0, ["2026-11-19 22:00", "2026-11-20 10:00", "10:10"])
        kept = instants(before.with_rows(after, DAY, "UTC"))
        assert instants(before).items() <= kept.items()

    def test_inserted_text_is_no_longer_than_its_place_asks_for(self) -> None:
        before = table("10:00", "23:50")
        now = datetime(2026, 11, 21, 8, tzinfo=UTC)
        reading = read_time("1017", TimeContext(now, DAY, "UTC", before.above(2)))
        assert texts(before.insert(Row({"time": reading.text}), reading.time)[0])[1] == "10:17"

    def test_remove_does_not_shift_those_below(self) -> None:
        before = table("23:50", "00:10", "00:20")
        after = before.arranged(without(len(before.rows), {0}))
        assert texts(after) == ["2026-11-21 00:10", "00:20"]

    def test_retime_moves_the_row_and_keeps_its_identity(self) -> None:
        before = table("10:00", "10:10", "10:20")
        row = before.rows[0].with_cell("time", "10:15")
        time = ResolvedTime(datetime(2026, 11, 20, 10, 15, tzinfo=UTC))
        after, index = before.retime(0, row, time)
        assert (texts(after), index) == (["10:10", "10:15", "10:20"], 1)
        assert after[1].id == before.rows[0].id

    def test_retime_in_its_place_leaves_the_days_of_those_below(self) -> None:
        before = table("10:00", "23:50", "00:10")
        row = before.rows[1].with_cell("time", "10:05")
        time = ResolvedTime(datetime(2026, 11, 20, 10, 5, tzinfo=UTC))
        after, index = before.retime(1, row, time)
        assert (texts(after), index) == (["10:00", "10:05", "2026-11-21 00:10"], 1)

    def test_retime_to_what_cannot_be_read_stays(self) -> None:
        before = table("10:00", "10:10")
        after, index = before.retime(0, before.rows[0].with_cell("time", "early"), None)
        assert (texts(after), index) == (["early", "10:10"], 0)

    def test_move_keeps_every_day(self) -> None:
        before = table("23:50", "00:10", "00:20")
        after = before.arranged([1, 2, 0])
        assert instants(before.with_rows(after, DAY, "UTC")) == instants(before)

    def test_sort_leaves_unreadable_rows_where_they_are(self) -> None:
        found = sort(rows("11:00", "soon", "10:00"), DAY, "UTC")
        assert texts(found) == ["10:00", "soon", "11:00"]

    def test_sort_keeps_rows_of_one_minute_in_order(self) -> None:
        first, second = rows("10:00", "10:00")
        assert [row.id for row in sort((first, second), DAY, "UTC")] == [first.id, second.id]

    def test_undated_rows_are_never_given_a_date(self) -> None:
        before = table("23:50", "00:10", day="")
        assert texts(before.arranged(without(len(before.rows), {0}))) == ["00:10"]
        assert texts(before.insert(Row({"time": "09:00"}))[0]) == ["23:50", "00:10", "09:00"]


class TestIncremental:
    def test_editing_one_row_resolves_few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = table(*(f"{n // 60 % 24:02}:{n % 60:02}" for n in range(1000)))
        changed = list(before.rows)
        changed[500] = changed[500].with_cell("event", "other words")
        read: list[str] = []
        fast = sequence.Resolver.next

        def counted(self: sequence.Resolver, text: str) -> ResolvedTime | None:
            read.append(text)
            return fast(self, text)

        monkeypatch.setattr(sequence.Resolver, "next", counted)
        after = before.with_rows(changed, DAY, "UTC")
        assert len(read) <= 2
        assert after.times == before.times

    def test_a_changed_day_reaches_all_that_inherit_it(self) -> None:
        before = table("10:00", "10:10", "10:20", "2026-11-25 09:00")
        changed = (before.rows[0].with_cell("time", "2026-11-22 10:00"), *before.rows[1:])
        after = before.with_rows(changed, DAY, "UTC")
        assert after.times == resolve(changed, DAY, "UTC")

    def test_same_rows_are_the_same_table(self) -> None:
        before = table("10:00")
        assert before.with_rows(list(before.rows), DAY, "UTC") is before


class TestDisplay:
    def test_as_written_with_the_day_marked(self) -> None:
        found = table("23:50", "2026-11-21 00:10", "~00:15 CET", "soon", "23:50-00:20")
        shown = [
            display_time(row["time"], time, found.frame)
            for row, time in zip(found.rows, found.times, strict=True)
        ]
        assert shown == ["23:50", "00:10 +1d", "~00:15 CET +1d", "soon", "23:50-00:20"]

    def test_in_another_zone(self) -> None:
        found = table("23:50")
        berlin = document_zone("Europe/Berlin")
        assert display_time("23:50", found.times[0], found.frame, berlin) == "00:50 +1d"
        assert display_time("23:50", found.times[0], found.frame, UTC) == "23:50"

    def test_day_mark(self) -> None:
        time = table("2026-11-18 10:00").times[0]
        assert day_mark(time) == "-2d"
        assert day_mark(None) == ""


def test_insert_all_merges_in_order_and_drops_nothing() -> None:
    before = table("10:00", "11:00", "12:00")
    new = table("2026-11-19 09:00", "10:30", "soon", "12:30")
    after = before.insert_all(new.rows, new.times)
    assert len(after) == 7
    found = before.with_rows(after, DAY, "UTC")
    assert found.is_sorted
    kept = instants(found)
    assert instants(before).items() <= kept.items() and instants(new).items() <= kept.items()


def test_insert_all_puts_first_rows_without_a_time_before_the_next_or_at_the_end() -> None:
    before = table("10:00", "11:00")
    when = table("10:30").times[0]
    lost, timed = Row({"event": "who knows"}), Row({"time": "10:30"})
    assert texts(before.insert_all([lost, timed], [None, when])) == ["10:00", "", "10:30", "11:00"]
    assert texts(before.insert_all([lost], [None])) == ["10:00", "11:00", ""]
