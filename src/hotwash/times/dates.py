"""Days as people write them, alone (a due date) or before a time (`21 Nov 00:10`).

What is not said is taken from a reference day: the year, and in `3/4` which of the two is the
month. The nearest reading wins, and a note says which one it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from hotwash.patterns import lazy_pattern

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY_NAMES = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
WEEKDAYS = tuple(name[:3] for name in WEEKDAY_NAMES)

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = (
    r"(?P<year>19[6-9][0-9]|20[0-9]{2})(?![0-9])"
    r"(?=$|T[0-9]|\s*[)\]|:]|[,\s]+(?:at\s+|@\s*)?[0-9])"
)


@dataclass(frozen=True, slots=True)
class DaySpelling:
    """What a text says about a day, before it is known which day that is."""

    readings: tuple[tuple[int | None, int, int], ...] = ()
    """Year (None when not said), month and day, in order of preference."""
    days: int | None = None
    """Days from today: -1 is yesterday."""
    weekday: int | None = None
    """0 is Monday. With a reading beside it, it is only compared."""
    after: int | None = None
    """Days after the incident's date: 1 for `+1d`, as the timeline shows it behind a time."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE
    return (
        re.compile(r"(?P<y>[12][0-9]{3})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?![0-9])"),
        re.compile(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=T[0-9]|\s|$)"),
        re.compile(
            r"(?P<a>[0-9]{1,2})(?P<sign>[-/.])(?P<b>[0-9]{1,2})(?P=sign)(?P<c>[0-9]{4}|[0-9]{2})"
            r"(?![0-9:])"
        ),
        re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>[/-])(?P<b>[0-9]{1,2})(?=$|[\s,)T])"),
        re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>\.)\s?(?P<b>[0-9]{1,2})\.(?=$|[\s,)])"),
        re.compile(
            rf"{_NTH}(?P<sign>[-/]){_MONTH}(?P=sign)(?P<short>[0-9]{{2}})(?=$|[\s,)\]:T])", flags
        ),
        re.compile(rf"{_NTH}(?:\s+of)?\.?[\s/-]*{_MONTH}(?:,?[\s/-]*{_YEAR})?", flags),
        re.compile(rf"{_MONTH}-{_NTH}-{_YEAR}", flags),
        re.compile(rf"{_MONTH}\s*{_NTH}(?![0-9]|:[0-9])(?:,?\s*{_YEAR})?", flags),
        re.compile(r"(?P<word>yesterday|today|tomorrow)\b", flags),
        re.compile(rf"(?:last\s+|on\s+)?{_WEEKDAY}\.?", flags),
    )


def scan_day(text: str, start: int = 0) -> tuple[DaySpelling, int] | None:
    """Read the words for a day at a place in a text; return them and where they end.

    A weekday may stand before a date (`Sun Dec 04`); both are read.
    """
    for pattern in _patterns():
        match = pattern.match(text, start)
        if match is None:
            continue
        found = _spelled(match)
        if found is None:
            continue
        if found.weekday is None:
            return found, match.end()
        comma = re.compile(r"[\s,|]+").match(text, match.end())
        after = scan_day(text, comma.end()) if comma else None
        if after is not None and after[0].readings:
            return DaySpelling(after[0].readings, weekday=found.weekday), after[1]
        return found, match.end()
    return None


_WORD_START = lazy_pattern(r"\b(?=\w)")
_DATE_END = lazy_pattern(r"(?<=\d)(?!\d)")
_YEAR_WRITTEN = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_TITLE = 300
_LONGEST_DATE = 32


@lru_cache(maxsize=64)
def day_within(text: str) -> str:
    """Return the first date with its year among the words of a title as ISO; empty for none.

    What could be either of two days is none.
    """
    text = text[:_LONGEST_TITLE]
    # A year of four digits, so that a version is no date; it may stand at either end.
    ends = [match.end() for match in _DATE_END.finditer(text)]
    for start in _WORD_START.finditer(text):
        for end in ends:
            if not start.start() < end <= start.start() + _LONGEST_DATE:
                continue
            found = scan_day(text[:end], start.start())
            if (
                found is None
                or found[1] != end
                or not _YEAR_WRITTEN.search(text, start.start(), end)
            ):
                continue
            readings = set(found[0].readings)
            if len(readings) == 1 and (reading := readings.pop())[0] is not None:
                year, month, day = reading
                return date(year or 1, month, day).isoformat()
    return ""


def _spelled(match: re.Match[str]) -> DaySpelling | None:
    parts = match.groupdict()
    if parts.get("word"):
        word = parts["word"].lower()
        return DaySpelling(days={"yesterday": -1, "today": 0, "tomorrow": 1}[word])
    if parts.get("weekday"):
        return DaySpelling(weekday=WEEKDAYS.index(parts["weekday"][:3].lower()))
    readings: list[tuple[int | None, int, int]]
    if "y" in parts:
        readings = [(int(parts["y"]), int(parts["m"]), int(parts["d"]))]
    elif "month" in parts:
        year = int(parts["year"]) if parts.get("year") else None
        if parts.get("short"):
            year = 2000 + int(parts["short"])
        readings = [(year, MONTHS.index(parts["month"][:3].lower()) + 1, int(parts["day"]))]
    else:
        readings = _by_numbers(parts)
    valid = tuple(reading for reading in readings if _valid(*reading))
    return DaySpelling(valid) if valid else None


def _by_numbers(parts: dict[str, str]) -> list[tuple[int | None, int, int]]:
    a, b, sign = int(parts["a"]), int(parts["b"]), parts["sign"]
    last = parts.get("c")
    if last is None:
        if sign == ".":
            return [(None, b, a)]
        month_first: list[tuple[int | None, int, int]] = [(None, a, b), (None, b, a)]
        return month_first[:1] if sign == "-" and a <= 12 else month_first
    year = int(last) if len(last) == 4 else 2000 + int(last)
    readings: list[tuple[int | None, int, int]] = [(year, b, a)]
    if sign != ".":
        readings.insert(0, (year, a, b))
        if len(last) == 2:
            readings.insert(0, (2000 + a, b, int(last)))
    return readings


def _valid(year: int | None, month: int, day: int) -> bool:
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return True


def which_day(
    spelled: DaySpelling,
    reference: date,
    today: date,
    *,
    ahead: bool = False,
    latest: date | None = None,
    by_weekday: bool = False,
) -> tuple[date | None, str]:
    """Return the day that was meant, and a note in words where there was a choice.

    Args:
        spelled: What was written.
        reference: The day nearest to which the answer is looked for.
        today: What `yesterday` counts from.
        ahead: Whether a weekday is the next one from today (a due date), not the nearest one.
        latest: The last day that can be meant, where an earlier one can be meant too.
        by_weekday: Whether a weekday beside a date without a year says which year it is; where
            people type, it is rather a slip.
    """
    if spelled.days is not None:
        return today + timedelta(days=spelled.days), ""
    if not spelled.readings:
        if spelled.weekday is None:
            return None, ""
        steps = (spelled.weekday - reference.weekday()) % 7
        if ahead:
            return reference + timedelta(days=steps or 7), ""
        near = reference + timedelta(days=steps - 7 if steps > 3 else steps)
        return near - timedelta(days=7) if _beyond(near, latest) else near, ""
    weekday = spelled.weekday if by_weekday else None
    found = [_nearest(reading, reference, latest, weekday) for reading in spelled.readings]
    days = [day for day in found if day is not None]
    if not days:
        return None, ""
    best = min(days, key=lambda day: (_beyond(day, latest), abs((day - reference).days)))
    if len(set(days)) > 1:
        return best, f"taken for {best.day} {best:%B %Y}"
    if spelled.weekday is not None and best.weekday() != spelled.weekday:
        return best, f"{best.isoformat()} is a {best:%A}"
    return best, ""


def _beyond(day: date, latest: date | None) -> bool:
    return latest is not None and day > latest


def _nearest(
    reading: tuple[int | None, int, int],
    reference: date,
    latest: date | None,
    weekday: int | None,
) -> date | None:
    """Return the day of a reading; without a year the nearest, of those on which a weekday fits."""
    year, month, day = reading
    years = (
        (year,)
        if year is not None
        else range(reference.year - (4 if weekday is None else 11), reference.year + 5)
    )
    found = []
    for choice in years:
        try:
            found.append(date(choice, month, day))
        except ValueError:
            continue
    return min(
        found,
        key=lambda day: (
            _beyond(day, latest),
            weekday is not None and day.weekday() != weekday,
            abs((day - reference).days),
        ),
        default=None,
    )


def read_date(text: str, today: date, *, ahead: bool = False) -> str | None:
    """Read a date and return it as ISO (`2026-11-27`); None when it cannot be read.

    Read are ISO dates, `27 Nov`, `November 27, 2026`, `27.11.`, `11/27`, `today`, `yesterday`,
    `tomorrow`, weekdays, `+7` and `+7d` (days from today), `+2w`.

    Args:
        text: What was typed.
        today: The day it was typed on.
        ahead: Whether weekdays and days without a year are looked for from today on (due dates)
            rather than near today.
    """
    plain = text.strip()
    if len(plain) == 10 and plain[4] == plain[7] == "-":
        try:
            return date.fromisoformat(plain).isoformat()
        except ValueError:
            pass
    count = re.fullmatch(r"([+-])\s?([0-9]{1,4})\s*(d|days?|w|weeks?|m|months?)?", plain, re.I)
    try:
        if count:
            return _count(today, count).isoformat()
        found = scan_day(plain)
        if found is None or found[1] != len(plain):
            return None
        reference = today + timedelta(days=150) if ahead and found[0].readings else today
        day, _note = which_day(found[0], reference, today, ahead=ahead)
    except (OverflowError, ValueError):
        return None
    return None if day is None else day.isoformat()


def _count(today: date, match: re.Match[str]) -> date:
    number = int(match[1] + match[2])
    unit = (match[3] or "d")[0].lower()
    if unit != "m":
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + number
    year, month = divmod(months, 12)
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, today.day)
