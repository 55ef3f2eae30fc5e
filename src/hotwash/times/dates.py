"""Days as people write them, alone (a due date) or before a time (`21 Nov 00:10`).

What is not said is taken from a reference day: the year, and in `3/4` which of the two is the
month. The nearest reading wins, and a note says which one it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from hotwash.patterns import lazy_pattern
from hotwash.times.names import (
    WORD,
    fold,
    is_full_weekday,
    month_of,
    weekday_beside,
    weekdays,
)

_MONTH = rf"(?P<month>{WORD})\b\.?"
_WEEKDAY = rf"(?P<weekday>{WORD}(?:-feira)?)\b"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|re|[ºª°])?"
_OF = r"(?:\s+(?:of|de|di)\b)?"
_YEAR = (
    r"(?P<year>19[6-9][0-9]|20[0-9]{2})(?![0-9])"
    r"(?=$|T[0-9]|\s*[)\]|:]|\s+r\.|[,\s]+(?:(?:at|um|à|a\slas|às|alle|om|o)\s+|@\s*)?[0-9])"
    r"(?:\s+r\.)?"
)
_DAY_WORDS = {
    fold(word): days
    for days, words in {
        -1: "yesterday gestern hier ayer ontem ieri gisteren wczoraj",
        0: "today heute aujourd'hui hoy hoje oggi vandaag dziś dzisiaj",
        1: "tomorrow morgen demain mañana amanhã domani jutro",
    }.items()
    for word in words.split()
}
"""Days from today by the words for them."""


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
    words = "|".join(sorted(_DAY_WORDS, key=len, reverse=True))
    return (
        re.compile(r"(?P<y>[12][0-9]{3})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?![0-9])"),
        re.compile(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=T[0-9]|\s|$)"),
        re.compile(r"(?P<y>[12][0-9]{3})-(?P<nth>[0-9]{3})(?=T[0-9]|\s+[0-9]{1,2}:)"),
        re.compile(r"(?P<y>[12][0-9]{3})-?W(?P<week>[0-9]{2})-?(?P<of_week>[1-7])(?![0-9-])"),
        re.compile(
            r"(?P<a>[0-9]{1,2})(?P<sign>[-/.])(?P<b>[0-9]{1,2})(?P=sign)(?P<c>[0-9]{4}|[0-9]{2})"
            r"(?![0-9:])"
        ),
        re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>[/-])(?P<b>[0-9]{1,2})(?=$|[\s,)T])"),
        re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>\.)\s?(?P<b>[0-9]{1,2})\.(?=$|[\s,)])"),
        re.compile(
            rf"{_NTH}(?P<sign>[-/]){_MONTH}(?P=sign)(?P<short>[0-9]{{2}})(?=$|[\s,)\]:T])", flags
        ),
        re.compile(rf"{_NTH}{_OF}\.?[\s/-]*{_MONTH}(?:{_OF},?[\s/-]*{_YEAR})?", flags),
        re.compile(rf"{_MONTH}-{_NTH}-{_YEAR}", flags),
        re.compile(rf"{_MONTH}\s*{_NTH}(?![0-9]|:[0-9])(?:{_OF},?\s*{_YEAR})?", flags),
        re.compile(rf"(?P<word>{words}|dziś|mañana|amanhã)\b", flags),
        re.compile(rf"(?:last\s+|on\s+)?{_WEEKDAY}\.?", flags),
    )


_BESIDE = lazy_pattern(r"[\s,|]+(?:(?:the|den|dem|le|el)\s+)?")


def scan_day(text: str, start: int = 0) -> tuple[DaySpelling, int] | None:
    """Read the words for a day at a place in a text; return them and where they end.

    A weekday may stand before a date (`Sun Dec 04`, `mar. 24 nov.`); both are read.
    """
    for pattern in _patterns():
        match = pattern.match(text, start)
        if match is None:
            continue
        named = None if text[start].isdigit() else _weekday_first(text, match)
        if named is not None:
            return named
        found = _spelled(match)
        if found is not None:
            return found, match.end()
    return None


def _weekday_first(text: str, match: re.Match[str]) -> tuple[DaySpelling, int] | None:
    """Read a weekday at the beginning of a match, and the date behind it; or it alone.

    `mar 24 nov` is no March but a Tuesday. A weekday alone is an English one or written out, so
    that no short word or person is one: `Sam 10:15` is no Saturday.
    """
    parts = match.groupdict()
    name = "weekday" if parts.get("weekday") else "month"
    word = parts.get(name) or ""
    meanings = weekdays(word) if word else {}
    if not meanings:
        return None
    stop = match.end(name)
    stop += text[stop : stop + 1] == "."
    beside = _BESIDE.match(text, stop)
    after = scan_day(text, beside.end()) if beside else None
    month = _month_word(text[stop : after[1]]) if after else ""
    if after is not None and after[0].readings and (month or name == "weekday"):
        return DaySpelling(after[0].readings, weekday=weekday_beside(word, month)), after[1]
    alone = weekday_beside(word)
    if name == "month" or alone is None or not ("en" in meanings or is_full_weekday(word)):
        return None
    return DaySpelling(weekday=alone), stop


def _month_word(text: str) -> str:
    """Return the month's name among the words of a date; empty when it has none."""
    return next((word for word in _WORDS.findall(text) if month_of(word)), "")


_WORDS = lazy_pattern(WORD)
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
        return DaySpelling(days=_DAY_WORDS[fold(parts["word"])])
    if parts.get("weekday"):
        return None
    readings = _readings(parts)
    valid = tuple(reading for reading in readings if _valid(*reading))
    return DaySpelling(valid) if valid else None


def _readings(parts: dict[str, str]) -> list[tuple[int | None, int, int]]:
    """Return the year, month and day that the parts of a date may mean."""
    if parts.get("nth") or parts.get("week"):
        return _by_count(parts)
    if "y" in parts:
        return [(int(parts["y"]), int(parts["m"]), int(parts["d"]))]
    if "month" not in parts:
        return _by_numbers(parts)
    month = month_of(parts["month"])
    if not month:
        return []
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("short"):
        year = 2000 + int(parts["short"])
    return [(year, month, int(parts["day"]))]


def _by_count(parts: dict[str, str]) -> list[tuple[int | None, int, int]]:
    """Read the day of a year (`2026-325`) or of a week (`2026-W47-5`)."""
    year = int(parts["y"])
    try:
        if parts.get("week"):
            day = date.fromisocalendar(year, int(parts["week"]), int(parts["of_week"]))
        else:
            day = date(year, 1, 1) + timedelta(days=int(parts["nth"]) - 1)
    except (OverflowError, ValueError):
        return []
    counted = parts.get("week") or (day.year == year and int(parts["nth"]))
    return [(day.year, day.month, day.day)] if counted else []


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
    others = sorted({day for day in days if day != best}, key=lambda day: abs(day - best))
    if others:
        return best, f"taken for {_said(best)}, not {_said(others[0])}"
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


class ReadDay(NamedTuple):
    """A day that was read."""

    day: date
    note: str = ""
    """What the person should know: which of two days was taken; empty for nothing."""


def read_date(text: str, today: date, *, ahead: bool = False) -> str | None:
    """Read a date and return it as ISO (`2026-11-27`); None when it cannot be read.

    See `read_day`, which says too where there was a choice.
    """
    found = read_day(text, today, ahead=ahead)
    return None if found is None else found.day.isoformat()


def read_day(text: str, today: date, *, ahead: bool = False) -> ReadDay | None:
    """Read a date; None when it cannot be read.

    Read are ISO dates, days of a year and of a week (`2026-325`, `2026-W47-5`), `27 Nov`,
    `27 de noviembre de 2026`, `27.11.`, `11/27`, `today`, `yesterday`, weekdays, `next fri`, `+7`
    and `+7d` (days from today), `+2w`, `in 2 weeks`, `end of month`.

    Args:
        text: What was typed.
        today: The day it was typed on.
        ahead: Whether weekdays and days without a year are looked for from today on (due dates)
            rather than near today.
    """
    plain = text.strip()
    try:
        if len(plain) == 10 and plain[4] == plain[7] == "-":
            return ReadDay(date.fromisoformat(plain))
    except ValueError:
        pass
    try:
        return _from_today(plain, today) or _written_day(plain, today, ahead=ahead)
    except (OverflowError, ValueError):
        return None


def _written_day(plain: str, today: date, *, ahead: bool) -> ReadDay | None:
    if _DAY_OF_YEAR.fullmatch(plain):
        plain += "T0"
    found = scan_day(plain)
    if found is None or found[1] != len(plain.removesuffix("T0")):
        return None
    reference = today + timedelta(days=150) if ahead and found[0].readings else today
    day, note = which_day(found[0], reference, today, ahead=ahead)
    return None if day is None else ReadDay(day, note)


_DAY_OF_YEAR = lazy_pattern(r"[12][0-9]{3}-[0-9]{3}")
_COUNT = lazy_pattern(
    r"(?:(?P<sign>[+-])\s?|(?P<in>in)\s+(?:the\s+next\s+)?)"
    r"(?P<n>[0-9]{1,4}|an?|one|two|three|four)\s*(?P<unit>d|days?|w|wks?|weeks?|m|months?)?",
    re.I,
)
_NEXT = lazy_pattern(rf"next\s+(?:(?P<unit>week|month)|{_WEEKDAY}\.?)", re.I)
_END = lazy_pattern(
    r"(?:(?:at\s+|by\s+)?(?:the\s+)?end\s+of\s+(?:the\s+)?(?P<next>next\s+)?(?:this\s+)?"
    r"(?P<unit>week|month|quarter|year)|(?P<short>eo[wmqy]))",
    re.I,
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def _from_today(plain: str, today: date) -> ReadDay | None:
    """Read a day that is counted from today: `+7`, `in 2 weeks`, `next fri`, `end of month`."""
    count = _COUNT.fullmatch(plain)
    if count is not None:
        number = _NUMBERS.get(count["n"].lower()) or int(count["n"])
        unit = (count["unit"] or "d")[0].lower()
        return ReadDay(_counted(today, -number if count["sign"] == "-" else number, unit))
    coming = _NEXT.fullmatch(plain)
    if coming is not None and coming["unit"]:
        return ReadDay(_counted(today, 1, coming["unit"][0].lower()))
    weekday = weekday_beside(coming["weekday"]) if coming else None
    if weekday is not None:
        monday = today + timedelta(days=7 - today.weekday())
        day = monday + timedelta(days=weekday)
        return ReadDay(day, f"taken for {day:%A} {_said(day)}")
    end = _END.fullmatch(plain)
    if end is None:
        return None
    unit = (end["unit"] or end["short"][2:])[0].lower()
    return ReadDay(_end_of(unit, today, 1 if end["next"] else 0))


def _end_of(unit: str, today: date, later: int) -> date:
    """Return the last day of a week (its Friday), a month, a quarter or a year, or of a later."""
    if unit == "w":
        friday = today + timedelta(days=4 - today.weekday() + 7 * later)
        return friday if friday >= today else friday + timedelta(days=7)
    size = {"m": 1, "q": 3, "y": 12}[unit]
    months = today.year * 12 + (today.month - 1) // size * size + size * (later + 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _counted(today: date, number: int, unit: str) -> date:
    """Return the day some days, weeks (`w`) or months (`m`) from today."""
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


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
