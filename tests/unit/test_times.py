"""What typed times are read as."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.time_spellings import CONTEXT, SPELLINGS, Case

from hotwash.times.reading import read_time
from hotwash.times.sequence import read_stored
from hotwash.times.values import ResolvedTime, TimeContext, frame_of
from hotwash.times.zone_names import UTC, write_offset
from hotwash.times.zones import find_zone, zone_problem


def at(day: int, hour: int, minute: int = 0) -> ResolvedTime:
    return ResolvedTime(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


def context(
    previous: ResolvedTime | None = None,
    *,
    zone: str = "UTC",
    incident: str = "2026-11-20",
    now: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
) -> TimeContext:
    return TimeContext(now, incident, zone, previous)


@pytest.mark.parametrize("case", SPELLINGS, ids=lambda case: case.typed)
class TestSpellings:
    def test_is_stored_as_the_table_says(self, case: Case) -> None:
        assert read_time(case.typed, CONTEXT).text == case.stored

    def test_stored_text_reads_as_itself(self, case: Case) -> None:
        first = read_time(case.typed, CONTEXT)
        again = read_time(first.text, CONTEXT)
        assert (again.text, again.instant) == (first.text, first.instant)

    def test_stored_text_means_the_same_without_a_present(self, case: Case) -> None:
        reading = read_time(case.typed, CONTEXT)
        frame = frame_of(CONTEXT.date, CONTEXT.zone)
        stored = read_stored(reading.text, frame, CONTEXT.previous)
        assert (stored and stored.instant) == reading.instant


class TestUnreadable:
    @pytest.mark.parametrize(
        "text", ["soon", "25:99", "10:15 foo", "10:75", "14 pods", "1/2", "x" * 5000, "10:15:61"]
    )
    def test_is_kept_word_for_word(self, text: str) -> None:
        reading = read_time(text, CONTEXT)
        assert reading.unreadable
        assert reading.text == text
        assert reading.instant is None

    def test_after_the_row_above_needs_one(self) -> None:
        reading = read_time("+5", context())
        assert reading.unreadable
        assert "no time above" in reading.note

    def test_unknown_is_not_unreadable(self) -> None:
        reading = read_time("??", CONTEXT)
        assert not reading.unreadable
        assert reading.time is None


class TestMidnight:
    def test_rolls_over_when_it_runs_back_by_more_than_half_a_day(self) -> None:
        reading = read_time("00:10", context(at(20, 23, 50)))
        assert reading.rolled
        assert reading.text == "2026-11-21 00:10"
        assert reading.note == "taken for the next day"
        assert reading.time is not None and reading.time.day == 1

    def test_runs_back_a_little_on_the_same_day(self) -> None:
        reading = read_time("12:00", context(at(20, 23, 50)))
        assert not reading.rolled
        assert reading.text == "12:00"

    def test_does_not_roll_into_the_future(self) -> None:
        morning = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
        reading = read_time("10:17", context(at(20, 23, 50), now=morning))
        assert reading.text == "2026-11-20 10:17"
        assert not reading.rolled

    def test_inherits_the_day_of_the_row_above(self) -> None:
        reading = read_time("00:20", context(at(21, 0, 10)))
        assert reading.text == "2026-11-21 00:20"
        assert not reading.rolled

    def test_range_ends_on_the_next_day(self) -> None:
        time = read_time("23:50-00:10", context()).time
        assert time is not None and time.end is not None
        assert time.end - time.instant == timedelta(minutes=20)


class TestZones:
    def test_document_zone_is_not_written(self) -> None:
        reading = read_time("10:15 CET", context(zone="Europe/Berlin"))
        assert reading.text == "10:15"
        assert reading.instant == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)

    def test_winter_abbreviation_in_summer_is_questioned(self) -> None:
        reading = read_time("10:15 PST", context(incident="2026-07-20"))
        assert reading.note == "PST in July: did you mean PDT?"
        assert reading.instant == datetime(2026, 7, 20, 18, 15, tzinfo=UTC)

    def test_winter_abbreviation_in_winter_is_not(self) -> None:
        assert read_time("10:15 PST", context()).note == ""

    def test_abbreviation_with_two_meanings_is_said(self) -> None:
        reading = read_time("10:15 IST", context())
        assert "Israel" in reading.note
        assert reading.instant == datetime(2026, 11, 20, 4, 45, tzinfo=UTC)

    def test_documents_own_abbreviation_goes_first(self) -> None:
        reading = read_time("10:15 IST", context(zone="Asia/Jerusalem"))
        assert reading.instant == datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
        assert (reading.text, reading.note) == ("10:15", "")

    def test_hour_that_comes_twice(self) -> None:
        night = context(zone="Europe/Berlin", incident="2026-10-25")
        reading = read_time("02:30", night)
        assert "came twice" in reading.note
        assert reading.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        second = read_time("02:30 CET", night)
        assert second.instant == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
        frame = frame_of("2026-10-25", "Europe/Berlin")
        stored = read_stored(second.text, frame, None)
        assert stored is not None and stored.instant == second.instant

    def test_hour_that_does_not_exist(self) -> None:
        reading = read_time("02:30", context(zone="Europe/Berlin", incident="2026-03-29"))
        assert "did not exist" in reading.note
        assert reading.text == "03:30"

    def test_negative_offset_or_range(self) -> None:
        assert read_time("08:00-10:00", context()).text == "08:00-10:00"
        assert read_time("10:15-05:00", context()).text == "10:15 -05:00"
        assert read_time("2026-11-20T10:15-05:00", context()).text == "10:15 -05:00"

    def test_unknown_zone_counts_as_utc_and_is_a_problem(self) -> None:
        reading = read_time("10:15", context(zone="Mars/Base"))
        assert reading.instant == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
        assert "Mars/Base" in zone_problem("Mars/Base")
        assert zone_problem("Europe/Berlin") == zone_problem("+05:30") == zone_problem("UTC") == ""

    @pytest.mark.parametrize(
        ("name", "offset"),
        [("z", "+00:00"), ("+2", "+02:00"), ("-0530", "-05:30"), ("cest", "+02:00")],
    )
    def test_offsets(self, name: str, offset: str) -> None:
        zone = find_zone(name)
        assert zone is not None
        size = zone.info.utcoffset(datetime(2026, 1, 1))
        assert size is not None and write_offset(size) == offset


class TestDaysThatAreNotSaid:
    def test_year_is_the_nearest_that_is_not_ahead(self) -> None:
        assert read_time("Jan 15, 5:33 PM", context()).text == "2026-01-15 17:33"

    def test_weekday_that_does_not_agree_is_said(self) -> None:
        reading = read_time("Mon 20 Nov 2026 10:15", context())
        assert reading.note == "2026-11-20 is a Friday"

    def test_nearest_of_month_first_and_day_first(self) -> None:
        assert read_time("12/11/2026 10:15", context()).text == "2026-11-12 10:15"
        assert "12 November" in read_time("12/11/2026 10:15", context()).note

    def test_two_digit_year_first(self) -> None:
        assert read_time("26/11/20 10:15:22", context()).text == "10:15:22"

    def test_without_an_incident_date_today_stands_in(self) -> None:
        reading = read_time("10:15", context(incident=""))
        assert reading.text == "10:15"
        assert reading.time is not None and not reading.time.dated
        assert reading.instant == datetime(2026, 11, 23, 10, 15, tzinfo=UTC)

    def test_frame_takes_a_broken_date_for_none(self) -> None:
        frame = frame_of("next week", "UTC", date(2026, 1, 2))
        assert (frame.base, frame.dated) == (date(2026, 1, 2), False)


class TestTheIncidentsEvening:
    """A time typed under a row of the next day may belong to the evening before."""

    @staticmethod
    def typed(text: str, now: datetime) -> tuple[str, str]:
        first = ResolvedTime(datetime(2026, 11, 20, 10, 0, tzinfo=UTC))
        above = ResolvedTime(datetime(2026, 11, 21, 0, 10, tzinfo=UTC), day=1)
        context = TimeContext(now, "2026-11-20", "UTC", previous=above, first=first)
        found = read_time(text, context)
        return found.text, found.note

    @pytest.mark.parametrize(
        ("text", "stored", "note"),
        [
            ("10:45", "2026-11-20 10:45", "taken for 20 November; 10:45 +1d is the other day"),
            ("23:50", "2026-11-20 23:50", "taken for 20 November; 23:50 +1d is the other day"),
            ("00:30", "2026-11-21 00:30", ""),
            ("00:05", "2026-11-21 00:05", ""),
            ("09:30", "2026-11-21 09:30", ""),
            ("10:45 +1d", "2026-11-21 10:45", ""),
            ("10:45 +0d", "2026-11-20 10:45", ""),
        ],
    )
    def test_days_later(self, text: str, stored: str, note: str) -> None:
        assert self.typed(text, datetime(2026, 11, 28, 9, 0, tzinfo=UTC)) == (stored, note)

    def test_what_has_just_happened_is_on_the_next_day(self) -> None:
        now = datetime(2026, 11, 21, 10, 50, tzinfo=UTC)
        said = "taken for 21 November; 10:45 +0d is the other day"
        assert self.typed("10:45", now) == ("2026-11-21 10:45", said)

    def test_what_lies_ahead_is_in_the_evening(self) -> None:
        now = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
        assert self.typed("10:45", now)[0] == "2026-11-20 10:45"
