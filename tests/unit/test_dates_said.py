"""Dates that nobody was asked for: in titles, in the first rows of a timeline."""

from __future__ import annotations

from datetime import date

import pytest

from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Row
from hotwash.postmortem.timeline import resolve
from hotwash.times.dates import day_within, read_date
from hotwash.times.grammar import spell


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Incident on 2020-02-25 - nodes", "2020-02-25"),
        ("Incident report July 21 2025 - hub pods dying", "2025-07-21"),
        ("Outage (Mon 3 March 2025)", "2025-03-03"),
        ("13.02.2026: Zahlungen", "2026-02-13"),
        ("03/04/2025 outage", ""),
        ("Release 1.12.13 broke the build", ""),
        ("INC-2021-0101", ""),
        ("Year 2024", ""),
    ],
)
def test_a_date_in_a_title(title: str, day: str) -> None:
    assert day_within(title) == day


def test_the_title_says_the_incidents_date_where_no_field_does() -> None:
    assert import_own("# Outage of 3 March 2025\n\n## A\n\nwords\n").incident_date == "2025-03-03"
    asked = "# Outage of 3 March 2025\n\n- **Date**: 2025-03-02\n- **Owner**: Ana\n"
    assert import_own(asked).incident_date == "2025-03-02"


def test_the_same_time_for_those_elsewhere_is_not_another_time() -> None:
    found = spell("13:14 EDT (17:14 UTC)")
    assert found is not None
    assert found.zone == "EDT"
    assert found.clock is not None
    assert spell("13:14 (perhaps)") is None


def test_a_timeline_of_old_dates_in_words_begins_on_the_first() -> None:
    rows = [Row({"time": "12:45 PM Saturday Oct 30th"}), Row({"time": "13:00"})]
    times = resolve(rows, "", "UTC", today=date(2026, 11, 23))
    assert [time is not None and time.day for time in times] == [0, 0]
    assert times[0] is not None
    assert times[0].instant.date() == date(2021, 10, 30)


def test_a_weekday_that_is_typed_wrong_does_not_move_a_date_by_years() -> None:
    assert read_date("Fri Nov 24", date(2026, 11, 23)) == "2026-11-24"
