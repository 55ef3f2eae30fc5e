"""Marked moments: what is measured, the strip, the gaps; durations as words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotwash.postmortem.document import Row
from hotwash.postmortem.moments import Metrics, Strip, gaps, metrics, strip
from hotwash.postmortem.timeline import Timetable
from hotwash.times.durations import read_duration, write_duration

OUTAGE = {
    "10:00": "",
    "10:10": "started",
    "10:15": "detected",
    "10:20": "acknowledged",
    "11:30": "mitigated",
    "12:00": "resolved",
    "12:30": "",
}


def table(marks: dict[str, str]) -> Timetable:
    rows = [
        Row({"time": time, "moment": moment} if moment else {"time": time})
        for time, moment in marks.items()
    ]
    return Timetable.of(rows, "2026-11-20", "UTC")


def measured(marks: dict[str, str]) -> Metrics:
    found = table(marks)
    return metrics(found.rows, found.times)


def drawn(marks: dict[str, str], width: int) -> Strip:
    found = strip(table(marks).times, measured(marks), width)
    assert found is not None
    return found


class TestMetrics:
    def test_everything_counts_from_started(self) -> None:
        found = measured(OUTAGE)
        assert found.time_to_detect == timedelta(minutes=5)
        assert found.time_to_acknowledge == timedelta(minutes=10)
        assert found.time_to_mitigate == timedelta(hours=1, minutes=20)
        assert found.duration == found.time_to_resolve == timedelta(hours=1, minutes=50)
        assert found.words()[-1] == "to resolve 1h 50m"

    def test_without_started_nothing_is_known(self) -> None:
        found = measured({"10:15": "detected", "12:00": "resolved"})
        assert found.time_to_detect is None
        assert found.duration is None
        assert found.missing == ("started", "acknowledged", "mitigated")

    def test_first_and_last_row_are_not_taken_for_the_ends(self) -> None:
        assert measured({"10:00": "", "12:00": ""}).duration is None

    def test_last_resolved_and_first_detected_count(self) -> None:
        found = measured(
            {
                "10:00": "started",
                "10:05": "detected",
                "10:06": "detected",
                "11:00": "resolved",
                "12:00": "resolved",
            }
        )
        assert found.time_to_detect == timedelta(minutes=5)
        assert found.duration == timedelta(hours=2)

    def test_over_midnight(self) -> None:
        assert measured({"23:50": "started", "00:20": "resolved"}).duration == timedelta(minutes=30)

    def test_approximate_ends_make_approximate_lengths(self) -> None:
        assert measured({"~10:00": "started", "10:30": "resolved"}).words() == ("to resolve ~30m",)

    def test_moment_without_a_time_is_marked_but_not_measured(self) -> None:
        found = measured({"??": "started", "10:30": "resolved"})
        assert found.rows == {"started": 0, "resolved": 1}
        assert found.duration is None


class TestStrip:
    def test_is_drawn_to_scale(self) -> None:
        found = drawn(OUTAGE, 30)
        assert len(found.bars) == len(found.letters) == 30
        assert found.bars == "▁▁▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▅▅▅▅▂▂▁▁▁▁▁▁"
        assert [letter for letter in found.letters if letter != " "] == list("SDAMR")
        assert [cell.phase for cell in found.cells][2] == "impact"
        assert sum(cell.events for cell in found.cells) == len(OUTAGE)

    def test_without_moments_is_quiet(self) -> None:
        assert set(drawn({"10:00": "", "12:00": ""}, 10).bars) == {"▁"}

    def test_unresolved_lasts_to_the_end(self) -> None:
        assert drawn({"10:00": "", "11:00": "started", "12:00": ""}, 10).bars == "▁▁▁▁▁▇▇▇▇▇"

    @pytest.mark.parametrize("marks", [{}, {"10:00": "started"}, {"??": "", "soon": ""}])
    def test_nothing_to_draw(self, marks: dict[str, str]) -> None:
        found = table(marks)
        assert strip(found.times, metrics(found.rows, found.times), 30) is None


class TestGaps:
    def test_longer_than_some_minutes(self) -> None:
        found = gaps(table(OUTAGE).times, 30)
        assert [(gap.above, gap.below, gap.length) for gap in found] == [
            (3, 4, timedelta(minutes=70))
        ]

    def test_range_ends_where_it_says_and_unknown_rows_are_passed_over(self) -> None:
        assert gaps(table({"10:00-11:00": "", "??": "", "11:20": ""}).times, 30) == []


class TestDurations:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("2h 30m", 150),
            ("2h30", 150),
            ("150 min", 150),
            ("150", 150),
            ("1 day 2 hours", 1560),
            ("1.5h", 90),
            ("2:30", 150),
            ("5 hours 26 minutes", 326),
            ("about 3 hours", 180),
            ("~20m", 20),
            ("1 hour, 5 minutes and 30 seconds", 65.5),
            ("2 hours (10:00 - 12:00 UTC)", 120),
            ("19:28 to 21:31 UTC (123 minutes)", 123),
            ("1½ hours", 90),
            ("1 1/2 hours", 90),
            ("¾ hour", 45),
            ("half an hour", 30),
            ("an hour and a half", 90),
            ("PT1H30M", 90),
            ("P1DT2H", 1560),
            ("PT90S", 1.5),
            ("90 Minuten", 90),
            ("1 Std. 20 Min.", 80),
            ("2 Stunden und 5 Minuten", 125),
            ("1 heure 30", 90),
            ("2 h et 5 minutes", 125),
            ("1 hora y 20 minutos", 80),
            ("2 horas e 10 minutos", 130),
            ("1 ora e 20 minuti", 80),
            ("2 uur 5 minuten", 125),
            ("1 godz. 20 min", 80),
            ("etwa 2 Std.", 120),
        ],
    )
    def test_reads(self, text: str, minutes: float) -> None:
        assert read_duration(text) == timedelta(minutes=minutes)

    @pytest.mark.parametrize(
        "text",
        ["", "a while", "two hours", "5 pods", "30m 2h", "2h 2h", "PT", "1 1/2", "2 days 30"],
    )
    def test_does_not_read(self, text: str) -> None:
        assert read_duration(text) is None

    def test_writes(self) -> None:
        assert write_duration(timedelta(hours=2, minutes=30)) == "2h 30m"
        assert write_duration(timedelta(0)) == "0m"
        assert write_duration(timedelta(days=1, seconds=5)) == "1d 5s"
        assert write_duration(-timedelta(minutes=5)) == "-5m"
