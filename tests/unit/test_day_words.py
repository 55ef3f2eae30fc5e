"""The words over a list that say its day, and which day that is."""

from __future__ import annotations

from datetime import date

import pytest

from hotwash.times.day_words import day_alone, day_words, known_day

INCIDENT = date(2026, 11, 20)
TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("20 November 2026", "20 November 2026"),
        ("_2026/11/20_", "2026/11/20"),
        ("**Friday, 20 November:**", "Friday, 20 November"),
        ("2026-11-21 Saturday", "2026-11-21 Saturday"),
        ("November 21, 2026 - The rollback", "November 21, 2026"),
        ("21 Nov: the rollback", "21 Nov"),
        ("Timeline (UTC, 2026-11-20)", "2026-11-20"),
        ("Timeline (Friday, 20 November)", "Friday, 20 November"),
        ("What happened on 20.11.2026", "2026-11-20"),
        ("Website outage 5-26-21", "5-26-21"),
        ("Day 2", "Day 2"),
        ("Day 2 - the rollback", "Day 2"),
        ("20 Nov - 22 Nov", "20 Nov - 22 Nov"),
        ("Saturday", "Saturday"),
    ],
)
def test_the_words_of_a_day_are_found(heading: str, words: str) -> None:
    assert day_words(heading) == words


@pytest.mark.parametrize(
    "heading",
    [
        "Timeline", "2.1. Detection", "1.2 Impact", "10:15", "Mark saw it", "May be a disk",
        "Sun is down", "Marching 12 people", "Version 2 in 2026", "Release 2026.11",
        "Outage 5-6-21", "today", "November 2026",
    ],
)  # fmt: skip
def test_other_headings_say_no_day(heading: str) -> None:
    assert day_words(heading) == ""


@pytest.mark.parametrize(
    ("words", "day", "inferred"),
    [
        ("20 November 2026", date(2026, 11, 20), False),
        ("2026-11-21 Saturday", date(2026, 11, 21), False),
        ("21 Nov", date(2026, 11, 21), True),
        ("5-26-21", date(2021, 5, 26), False),
        ("3 January", date(2027, 1, 3), True),
        ("Day 2", date(2026, 11, 21), True),
        ("Saturday", date(2026, 11, 21), True),
        ("20 Nov - 22 Nov", date(2026, 11, 20), True),
        ("3/4", date(2026, 4, 3), True),
    ],
)
def test_what_was_not_said_is_inferred_and_told(words: str, day: date, inferred: bool) -> None:
    known = known_day(words, first=INCIDENT, near=INCIDENT, today=TODAY)
    assert known is not None
    assert (known.day, known.inferred) == (day, inferred)


def test_without_another_day_the_weekday_tells_the_year() -> None:
    known = known_day("Tuesday 7 May", first=None, near=None, today=TODAY)
    assert known is not None and known.day == date(2024, 5, 7) and known.inferred


def test_a_second_day_needs_a_first() -> None:
    assert known_day("Day 2", first=None, near=None, today=TODAY) is None
    assert known_day("Monday", first=None, near=None, today=TODAY) is None


def test_a_line_with_other_words_is_no_day_alone() -> None:
    assert day_alone("**21 Nov**") == "21 Nov"
    assert day_alone("21 Nov - the rollback") == ""
