"""Splitting typed and pasted lines into a time and the rest."""

from __future__ import annotations

import pytest

from hotwash.times.entries import split_entry


@pytest.mark.parametrize(
    ("line", "time", "rest"),
    [
        ("1015 First alert", "1015", "First alert"),
        ("10:15 CET - text", "10:15 CET", "text"),
        ("+5 rolled back", "+5", "rolled back"),
        ("+1h30 rolled back", "+1h30", "rolled back"),
        ("-5m noticed", "-5m", "noticed"),
        ("now text", "now", "text"),
        ("2:15pm lunch", "2:15pm", "lunch"),
        ("yesterday 23:50 deploy", "yesterday 23:50", "deploy"),
        ("- **16:58 UTC** - rolled", "16:58 UTC", "rolled"),
        ("2026-11-21 00:10 text", "2026-11-21 00:10", "text"),
        ("21 Nov 00:10 text", "21 Nov 00:10", "text"),
        ("~10:15 something", "~10:15", "something"),
        ("?? someone", "??", "someone"),
        ("10:15-10:40 a range", "10:15-10:40", "a range"),
        ("[16:31] Other people", "16:31", "Other people"),
        ("| 10:15 | text |", "10:15", "text"),
        ("| _12:20_ | text | more |", "12:20", "text | more"),
        ("**21:31 UTC: GitHub updates**", "21:31 UTC", "**GitHub updates**"),
        ("12:45 PM PST Saturday Oct 30th: First", "12:45 PM PST Saturday Oct 30th", "First"),
        ("- 22:30 UTC (Oct 29) - more", "22:30 UTC (Oct 29)", "more"),
        ("16:48 – More", "16:48", "More"),
        ("00:51 +1d backfill done", "00:51 +1d", "backfill done"),
        ("1015h First", "1015h", "First"),
        ("at 10:15 it broke", "at 10:15", "it broke"),
        ("@10:15 it broke", "@10:15", "it broke"),
        ("1. 10:15 First", "10:15", "First"),
        ("## 10:15 First", "10:15", "First"),
        ("10:15; First", "10:15", "First"),
        ("10:15 -> First", "10:15", "First"),
        ("10:15. First", "10:15", "First"),
        ("10：15 First", "10：15", "First"),
        ("10:15deploy", "10:15", "deploy"),
        ("25:00 meant as a time", "25:00", "meant as a time"),
        ("10:75", "10:75", ""),
        ("10:15,First", "10:15", "First"),
        ("2026-11-20 10:15:00,123 ERROR x", "2026-11-20 10:15:00,123", "ERROR x"),
        ("2026-11-20 only the day", "2026-11-20", "only the day"),
    ],
)
def test_time_and_rest(line: str, time: str, rest: str) -> None:
    assert split_entry(line) == (time, rest)


@pytest.mark.parametrize(
    ("line", "time", "rest"),
    [
        ("10:15 500 errors", "10:15", "500 errors"),
        ("10:15 EAT restarted", "10:15", "EAT restarted"),
        ("10:15 GET requests fail", "10:15", "GET requests fail"),
        ("10:15 Friday's deploy broke it", "10:15", "Friday's deploy broke it"),
        ("10:15 +2 replicas", "10:15", "+2 replicas"),
        ("10:15 - 1500 orders failed", "10:15", "1500 orders failed"),
        ("10:15 API/web restarted", "10:15", "API/web restarted"),
        ("10:15 West region down", "10:15", "West region down"),
    ],
)
def test_words_after_the_time_stay_words(line: str, time: str, rest: str) -> None:
    assert split_entry(line) == (time, rest)


@pytest.mark.parametrize(
    "line",
    [
        "500 errors rise",
        "1.20 rolled out",
        "nowhere",
        "-v flag",
        "Monday deploy",
        "503s",
        "14 pods",
        "012",
        "10:15ab::1 is an address",
        "https://status.example/10:15",
    ],
)
def test_lines_without_a_time(line: str) -> None:
    assert split_entry(line) == ("", line)


def test_bullet_goes_without_a_time_too() -> None:
    assert split_entry("- Team notified") == ("", "Team notified")
