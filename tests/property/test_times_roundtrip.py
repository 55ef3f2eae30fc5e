"""What the reader of times writes it reads; sorted stays sorted; no word is dropped."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import without
from hotwash.postmortem.timeline import Timetable, resolve
from hotwash.times.durations import read_duration, write_duration
from hotwash.times.entries import split_entry
from hotwash.times.grammar import spell
from hotwash.times.reading import read_time
from hotwash.times.sequence import is_canonical
from hotwash.times.values import ResolvedTime, TimeContext, frame_of

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "+05:30", "Asia/Kolkata"])
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
NEAR = st.datetimes(datetime(2026, 10, 23), datetime(2026, 10, 27)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
CLOCKS = st.one_of(
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02}:{t[1]:02}"),
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02}{t[1]:02}"),
    st.tuples(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["am", "pm", " PM"])).map(
        lambda t: f"{t[0]}:{t[1]:02}{t[2]}"
    ),
)
SPELLED = st.tuples(
    st.sampled_from(["", "~", "ca. "]),
    st.sampled_from(["", "2026-10-25 ", "25 Oct ", "10-24 ", "yesterday ", "Sun "]),
    CLOCKS,
    st.sampled_from(["", " CET", " CEST", "Z", " +02:00", " -03:30", " PST", " Asia/Tokyo"]),
    st.sampled_from(["", "", "-23:59", " to 02:30"]),
).map(lambda parts: parts[0] + parts[1] + parts[2] + (parts[3] or parts[4]))
ROW_TIMES = st.lists(
    st.one_of(SPELLED, CLOCKS, st.sampled_from(["??", "soon", "", "2026-10-24 23:50"])),
    max_size=12,
)


def context(zone: str, previous: datetime | None, now: datetime) -> TimeContext:
    frame = frame_of("2026-10-24", zone)
    above = None if previous is None else frame.at(previous)
    return TimeContext(now, "2026-10-24", zone, above)


@given(SPELLED, ZONES, st.none() | NEAR, NEAR)
@settings(max_examples=200)
def test_what_it_writes_it_reads(
    text: str, zone: str, previous: datetime | None, now: datetime
) -> None:
    where = context(zone, previous, now)
    first = read_time(text, where)
    assert first.time is not None, text
    again = read_time(first.text, where)
    assert again.time is not None
    assert (again.time.instant, again.time.end) == (first.time.instant, first.time.end)
    assert again.text == first.text
    assert again.time.approximate == first.time.approximate


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_what_it_cannot_read_it_keeps(text: str) -> None:
    reading = read_time(text, context("UTC", None, datetime(2026, 10, 25, tzinfo=UTC)))
    if reading.unreadable:
        assert reading.text == text


@given(
    st.one_of(
        st.text(max_size=80),
        st.tuples(SPELLED, st.sampled_from([" ", " - ", ": "]), st.text(max_size=40)).map("".join),
    )
)
@settings(max_examples=200)
def test_splitting_keeps_every_word(line: str) -> None:
    line = " ".join(line.splitlines())
    time, rest = split_entry(line)
    assert re.findall(r"\w+", line.replace("_", " ")) == re.findall(
        r"\w+", f"{time} {rest}".replace("_", " ")
    )


@given(ROW_TIMES, ZONES)
@settings(max_examples=150)
def test_sorting_sorts_keeps_all_and_stays(times: list[str], zone: str) -> None:
    rows = tuple(Row({"time": time, "event": str(n)}) for n, time in enumerate(times))
    table = Timetable.of(rows, "2026-10-24", zone)
    done = table.sort()
    after = Timetable.of(done, "2026-10-24", zone)
    assert after.is_sorted
    assert sorted(row.id for row in done) == sorted(row.id for row in rows)
    assert by_id(after) == by_id(table)
    assert after.sort() == done
    for index, time in enumerate(table.times):
        if time is None:
            assert done[index] is rows[index]


@given(ROW_TIMES, ZONES, st.data())
@settings(max_examples=150)
def test_no_edit_shifts_another_row(times: list[str], zone: str, data: st.DataObject) -> None:
    rows = tuple(Row({"time": time, "event": str(n)}) for n, time in enumerate(times))
    table = Timetable.of(rows, "2026-10-24", zone)
    before = by_id(table)
    instant = data.draw(NEAR)
    new = Row({"time": "x", "event": "new"})
    inserted, index = table.insert(new, table.frame.at(instant))
    after = table.with_rows(inserted, "2026-10-24", zone)
    assert by_id(after) == {**before, new.id: instant}
    assert inserted[index].id == new.id
    assert after.times == resolve(inserted, "2026-10-24", zone)
    if rows:
        gone = data.draw(st.integers(0, len(rows) - 1))
        left = by_id(
            table.with_rows(table.arranged(without(len(rows), {gone})), "2026-10-24", zone)
        )
        assert left == {key: time for key, time in before.items() if key != rows[gone].id}
        order = data.draw(st.permutations(range(len(rows))))
        assert by_id(table.with_rows(table.arranged(order), "2026-10-24", zone)) == before


@given(ROW_TIMES, ROW_TIMES, ZONES)
@settings(max_examples=100)
def test_inserting_many_keeps_all(old: list[str], new: list[str], zone: str) -> None:
    first = Timetable.of([Row({"time": time}) for time in old], "2026-10-24", zone)
    second = Timetable.of([Row({"time": time}) for time in new], "2026-10-24", zone)
    merged = first.insert_all(second.rows, second.times)
    after = Timetable.of(merged, "2026-10-24", zone)
    assert by_id(after) == by_id(first) | by_id(second)


@given(st.integers(0, 10_000_000))
@settings(max_examples=100)
def test_durations(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert read_duration(write_duration(length)) == length


@given(INSTANTS, ZONES)
@settings(max_examples=100)
def test_any_instant_can_be_written(instant: datetime, zone: str) -> None:
    table = Timetable.of([Row({"time": "10:00"})], "2026-10-24", zone)
    rows, index = table.insert(Row({"event": "x"}), ResolvedTime(instant))
    assert Timetable.of(rows, "2026-10-24", zone).times[index] is not None
    assert by_id(Timetable.of(rows, "2026-10-24", zone))[rows[index].id] == instant


def by_id(table: Timetable) -> dict[int, datetime | None]:
    return {
        row.id: None if time is None else time.instant
        for row, time in zip(table.rows, table.times, strict=True)
    }


@given(
    st.one_of(
        st.from_regex(r"\A([12][0-9]{3}-[01][0-9]-[0-3][0-9] )?[0-9]{2}:[0-9]{2}(:[0-9]{2})?\Z"),
        st.text("0123456789:- +~", max_size=20),
    )
)
def test_what_is_taken_for_canonical_at_a_glance_is_read_as_a_time(text: str) -> None:
    if is_canonical(text):
        found = spell(text)
        assert found is not None and found.clock is not None and not found.base


def test_what_is_written_canonically_is_known_at_a_glance() -> None:
    for text in ("10:15", "00:00:59", "2026-11-20 23:59", "2026-11-20 10:15:30"):
        assert is_canonical(text)
    for text in (
        "",
        "10",
        "24:00",
        "10:60",
        "2026-11-31 10:15",
        "~10:15",
        "10:15 CET",
        "2026-11-20",
    ):
        assert not is_canonical(text)
