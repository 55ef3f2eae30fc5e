"""What a zone's name means: the document's own use of it, what stands beside it, or a question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotwash.formats.events.defaults import zone_said
from hotwash.formats.markdown.importing import import_own
from hotwash.times.display import display_time
from hotwash.times.reading import read_time
from hotwash.times.sequence import Resolver
from hotwash.times.values import TimeContext, frame_of
from hotwash.times.zone_words import stated_zones, zone_in_words
from hotwash.times.zones import find_zone

NOW = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)


def read(text: str, zone: str, day: str) -> tuple[str, str, str]:
    """What is stored, the instant, and what is said."""
    found = read_time(text, TimeContext(now=NOW, date=day, zone=zone))
    assert found.instant is not None
    return found.text, f"{found.instant:%m-%d %H:%M}", found.note


@pytest.mark.parametrize(
    ("text", "zone", "day", "stored", "instant", "note"),
    [
        ("10:15 CST", "Asia/Shanghai", "2026-11-20", "10:15", "11-20 02:15", ""),
        ("00:15 CST", "Asia/Shanghai", "2026-11-20", "00:15", "11-19 16:15", ""),
        ("23:50 PST", "Asia/Manila", "2026-11-20", "23:50", "11-20 15:50", ""),
        ("00:10 IST", "Asia/Jerusalem", "2026-11-20", "00:10", "11-19 22:10", ""),
        ("10:15 IST", "Europe/Dublin", "2026-07-20", "10:15", "07-20 09:15", ""),
        ("10:15 CST", "America/Chicago", "2026-11-20", "10:15", "11-20 16:15", ""),
        (
            "10:15 IST",
            "Europe/Dublin",
            "2026-11-20",
            "10:15 IST",
            "11-20 09:15",
            "IST in November: did you mean GMT?",
        ),
        (
            "10:15 PST",
            "America/Los_Angeles",
            "2026-07-20",
            "10:15 PST",
            "07-20 18:15",
            "PST in July: did you mean PDT?",
        ),
        (
            "10:15 CST",
            "Europe/Berlin",
            "2026-11-20",
            "10:15 CST",
            "11-20 16:15",
            "CST is taken for -06:00 (China is +08:00)",
        ),
    ],
)
def test_one_meaning_is_chosen_before_day_and_offset(
    text: str, zone: str, day: str, stored: str, instant: str, note: str
) -> None:
    assert read(text, zone, day) == (stored, instant, note)


def test_the_rows_of_a_file_mean_the_same_as_what_is_typed() -> None:
    frame = frame_of("2026-11-20", "Asia/Shanghai")
    found = Resolver(frame).next("00:15 CST")
    assert found is not None
    assert (found.instant, found.day) == (datetime(2026, 11, 19, 16, 15, tzinfo=UTC), 0)
    assert display_time("00:15 CST", found, frame) == "00:15 CST"


BESIDE = [
    ("PST (UTC-7)", "-07:00"),
    ("CST (Asia/Shanghai)", "Asia/Shanghai"),
    ("IST (GMT+3)", "+03:00"),
    ("CST/UTC+8", "+08:00"),
    ("UTC+8 (CST)", "+08:00"),
    ("(UTC+8)", "+08:00"),
    ("Beijing time", "Asia/Shanghai"),
    ("Eastern", "ET"),
    ("Eastern time", "ET"),
    ("China Standard Time", "Asia/Shanghai"),
    ("India Standard Time", "Asia/Kolkata"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central European Summer Time", "CEST"),
    ("Helsinki time", "Europe/Helsinki"),
    ("San Francisco time", "America/Los_Angeles"),
    ("PST/PDT", "PT"),
    ("CET/CEST", "Europe/Berlin"),
]


@pytest.mark.parametrize(("words", "name"), BESIDE)
class TestAnOffsetOrAPlaceWins:
    def test_as_a_zone(self, words: str, name: str) -> None:
        found = find_zone(words)
        assert found is not None
        assert found.name == name

    def test_behind_a_time(self, words: str, name: str) -> None:
        zone = find_zone(name)
        assert zone is not None
        wall = datetime(2026, 11, 20, 10, 15, tzinfo=zone.info).astimezone(UTC)
        found = read_time(f"10:15 {words}", TimeContext(now=NOW, date="2026-11-20"))
        assert found.instant == wall
        assert not found.note or name == "CEST"

    def test_said_of_all_times(self, words: str, name: str) -> None:
        assert stated_zones(f"All times are in {words}.") == {name}
        assert zone_said(f"All times in {words}\n10:15 x\n") == name

    def test_said_over_a_timeline(self, words: str, name: str) -> None:
        text = f"# T\n\n## Timeline\n\nAll times are in {words}.\n\n- 10:15 Down\n- 10:40 Up\n"
        assert import_own(text).timezone == name

    def test_in_the_heading_of_a_timeline(self, words: str, name: str) -> None:
        text = f"# T\n\n## Timeline ({words.strip('()')})\n\n- 10:15 Down\n- 10:40 Up\n"
        assert import_own(text).timezone == name


@pytest.mark.parametrize(
    "words", ["Response time", "first time", "", "Mars/Olympus", "PST (EST)", "all the time", "up"]
)
def test_what_is_no_zone(words: str) -> None:
    assert zone_in_words(words) is None
    assert find_zone(words) is None or words == ""


def test_words_in_a_line_are_a_zone_only_where_they_end_the_time() -> None:
    from hotwash.times.entries import split_entry

    assert split_entry("10:15 Eastern region is down") == ("10:15", "Eastern region is down")
    assert split_entry("10:15 Eastern: is down") == ("10:15 Eastern", "is down")
    assert split_entry("10:15 London time server fails") == ("10:15", "London time server fails")
    assert split_entry("10:15 PST (UTC-7) rolled back") == ("10:15 PST (UTC-7)", "rolled back")
    assert split_entry("2026-11-20T10:15:00+01:00: login failed") == (
        "2026-11-20T10:15:00+01:00",
        "login failed",
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("10:15:60", "seconds go up to 59"),
        ("10:61", "minutes go up to 59"),
        ("25:10", "hours go up to 23"),
        ("soon", ""),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(typed: str, why: str) -> None:
    found = read_time(typed, TimeContext(now=NOW, date="2026-11-20"))
    assert (found.unreadable, found.text, found.note) == (True, typed, why)


@pytest.mark.parametrize("typed", ["12 noon", "12:00 noon", "noon", "12pm", "12 Noon"])
def test_noon(typed: str) -> None:
    assert read_time(typed, TimeContext(now=NOW, date="2026-11-20")).text == "12:00"
