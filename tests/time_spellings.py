"""The spellings of a time that people type, as cases: what is typed, what is stored, what it means.

The tests hold them and the README's table is made from them, so that it cannot say what is not so.
All are read in a postmortem of 20 November 2026 in UTC, under a row of 10:00, on the next morning
at 09:00.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from hotwash.times.values import ResolvedTime, TimeContext
from hotwash.times.zone_names import UTC


class Case(NamedTuple):
    """One spelling."""

    typed: str
    stored: str
    means: str


CONTEXT = TimeContext(
    now=datetime(2026, 11, 21, 9, 0, 30, tzinfo=UTC),
    date="2026-11-20",
    zone="UTC",
    previous=ResolvedTime(datetime(2026, 11, 20, 10, 0, tzinfo=UTC)),
)
"""What the cases are read against."""

SPELLINGS: tuple[Case, ...] = (
    Case("10:15", "10:15", "on the incident's day"),
    Case("1015", "10:15", "without a colon"),
    Case("10.15", "10:15", "with a point"),
    Case("10h15", "10:15", "with an h"),
    Case("915", "09:15", "three digits"),
    Case("10:15:30", "10:15:30", "to the second"),
    Case("2:15pm", "14:15", "on a twelve-hour clock"),
    Case("2pm", "14:00", "the hour alone"),
    Case("noon", "12:00", "a word"),
    Case("now", "2026-11-21 09:00", "the present; the date, because it is another day"),
    Case("-5m", "2026-11-21 08:55", "five minutes ago"),
    Case("20 min ago", "2026-11-21 08:40", "twenty minutes ago"),
    Case("+5", "10:05", "five minutes after the row above"),
    Case("+5m", "10:05", "the same"),
    Case("+1h30", "11:30", "an hour and a half after the row above"),
    Case("yesterday 23:50", "23:50", "the day before today, here the incident's"),
    Case("2026-11-21 00:10", "2026-11-21 00:10", "another day"),
    Case("2026-11-21T00:10:05Z", "2026-11-21 00:10:05", "as machines write it"),
    Case("00:10 +1d", "2026-11-21 00:10", "as the timeline shows it: the day after the incident's"),
    Case("11-21 00:10", "2026-11-21 00:10", "month and day"),
    Case("21 Nov 00:10", "2026-11-21 00:10", "day and month"),
    Case("Nov 21, 12:10 AM", "2026-11-21 00:10", "month and day, as in America"),
    Case("21.11. 00:10", "2026-11-21 00:10", "day and month, as in Germany"),
    Case("21 novembre à 0h10", "2026-11-21 00:10", "in French, and seven other languages"),
    Case("Sat 00:10", "2026-11-21 00:10", "the nearest Saturday"),
    Case("24:00", "2026-11-21 00:00", "the end of the day"),
    Case("10:15 CET", "10:15 CET", "in another zone"),
    Case("10:15Z", "10:15", "in UTC, here the document's zone"),
    Case("10:15 +02:00", "10:15 +02:00", "with an offset"),
    Case("10:15 UTC-5", "10:15 -05:00", "with an offset, in words"),
    Case("10:15 Europe/Berlin", "10:15 Europe/Berlin", "on a place's clocks"),
    Case("10:15 PST (UTC-7)", "10:15 -07:00", "the offset beside a name counts"),
    Case("10:15 Beijing time", "10:15 Asia/Shanghai", "on a place's clocks, in words"),
    Case("~10:15", "~10:15", "approximate"),
    Case("about 10:15", "~10:15", "approximate, in words"),
    Case("??", "??", "unknown"),
    Case("10:15-10:40", "10:15-10:40", "a range"),
    Case("10:15 to 10:40 CET", "10:15-10:40 CET", "a range in another zone"),
    Case("23:50-00:10", "23:50-00:10", "a range over midnight"),
    Case("2:15-2:40pm", "14:15-14:40", "a range on a twelve-hour clock"),
    Case("2026-11-21", "2026-11-21", "a day of which the time is not known"),
)
"""The cases, in the README's order."""
