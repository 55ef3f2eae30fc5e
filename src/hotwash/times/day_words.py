"""The day that words over a list say: `### 21 Nov`, `Timeline (UTC, 2026-11-20)`, `Day 2`.

Finding the words and knowing the day are two steps: a heading may leave out the year, which is
taken from another day that is known. What was added so is told as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hotwash.patterns import lazy_pattern
from hotwash.times.dates import DaySpelling, day_within, scan_day, which_day

_AHEAD = timedelta(days=45)
"""How far behind the incident's day another day of it may lie."""
_LONGEST = 120
"""Characters of a heading; what is longer is a sentence."""
_MARKS = " \t#*_-–—=:;,.[]()|>`~"
_MARKS_BEHIND = _MARKS.replace(".", "")
_WORD = lazy_pattern(r"(?<![\w/.:-])(?=\w)")
_NUMBERED = lazy_pattern(r"(?:day|tag|jour|día|dia|dag|giorno|dzień)\s+(?P<number>\d{1,3})\b", re.I)
_HAS_LETTERS = lazy_pattern(r"[^\W\d_]{3,}")
_HAS_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WEEKDAY_BEHIND = lazy_pattern(r"[\s,]+\(?(?P<weekday>[^\W\d_]{2,})\)?\.?")
_YEAR_BEHIND = lazy_pattern(r".{0,24}?(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT = lazy_pattern(r"(?<![\w./-])\d{1,2}([-/])\d{1,2}\1\d{2}(?![\w./-])")
_UNTIL = lazy_pattern(r"\s*(?:-|–|—|/|to|until|through|bis)\s*")
_CLOCK_BEHIND = lazy_pattern(r"[\s,T]*(?:at\s+|@\s*)?\d{1,2}[:.h]\d\d")


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day over a list of events."""

    day: date
    inferred: bool
    """Whether a part of it (its year, or all of it) was not said but taken from elsewhere."""


def day_words(text: str) -> str:
    """Return the words of a heading or line that say a day; empty for none.

    A line may be a day alone, begin with one, name one in brackets or behind a dash, or hold a
    date with its year among other words.
    """
    if len(text) > _LONGEST:
        return ""
    plain = text.lstrip(_MARKS).rstrip(_MARKS_BEHIND)
    for rule in (_numbered, _at_start, _with_year, _short_year, _within):
        found = rule(plain)
        if found:
            return found
    return ""


def day_alone(text: str) -> str:
    """Return the words of a line that says a day and no more; empty for other lines."""
    plain = text.lstrip(_MARKS).rstrip(_MARKS_BEHIND)
    if not plain or len(plain) > 60:
        return ""
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        return plain
    found = _scanned(plain, 0)
    if found is None:
        return ""
    weekday_alone = not found[0].readings
    whole = not plain[found[1] :].strip(_MARKS)
    return plain if whole and not (weekday_alone and found[0].weekday is None) else ""


def _scanned(text: str, start: int) -> tuple[DaySpelling, int] | None:
    """Read the day at a place, with a weekday behind it: `2026-11-21 Saturday`."""
    year = _YEAR_BEHIND.match(text, start)
    found = scan_day(text[: year.end()], start) if year else None
    if year is None or found is None or found[1] != year.end():
        found = scan_day(text, start)
    if found is None or found[0].days is not None:
        return None
    behind = _WEEKDAY_BEHIND.match(text, found[1])
    if behind is not None and found[0].readings:
        name = scan_day(behind["weekday"])
        if name is not None and name[0].weekday is not None and not name[0].readings:
            return DaySpelling(found[0].readings, weekday=name[0].weekday), behind.end()
    return found


def _numbered(text: str) -> str:
    """`Day 2`, `Day 2: the rollback`."""
    match = _NUMBERED.match(text)
    return match[0] if match else ""


def _at_start(text: str) -> str:
    """A day that other words follow: `21 Nov - the rollback`; or a day alone, or two of them."""
    found = _scanned(text, 0)
    if found is None:
        return ""
    spelled, stop = found
    rest = text[stop:]
    alone = not rest.strip(_MARKS)
    if not spelled.readings:
        return text[:stop] if alone else ""
    until = _UNTIL.match(rest)
    last = _scanned(text, stop + until.end()) if until else None
    if last is not None and last[0].readings:
        return text[: last[1]]
    sure = _HAS_LETTERS.search(text[:stop]) or _HAS_YEAR.search(text[:stop])
    if not alone and (not sure or _CLOCK_BEHIND.match(rest)):
        return text[:stop] if sure else ""
    return text[:stop]


def _with_year(text: str) -> str:
    """A date with its year anywhere: `Timeline of 20 November 2026 (UTC)`."""
    return day_within(text)


def _short_year(text: str) -> str:
    """A date in numbers with a year of two digits that can be one day only: `Outage 5-26-21`."""
    for match in _SHORT.finditer(text):
        found = scan_day(match[0])
        if found is not None and len(set(found[0].readings)) == 1:
            return match[0]
    return ""


def _within(text: str) -> str:
    """A day of a named month without its year, anywhere: `Timeline (Friday, 20 November)`."""
    for start in _WORD.finditer(text):
        found = _scanned(text, start.start())
        if found is not None and found[0].readings:
            words = text[start.start() : found[1]]
            if _HAS_LETTERS.search(words) and not text[found[1] : found[1] + 1].isalnum():
                return words
    return ""


def known_day(words: str, *, first: date | None, near: date | None, today: date) -> KnownDay | None:
    """Return the day that words say; None when it cannot be told.

    Args:
        words: What `day_words` found.
        first: The incident's day, from which `Day 2` counts.
        near: The day nearest to which a day without a year is looked for; the incident's, or that
            of the list above.
        today: The present day: nothing happened much later.
    """
    numbered = _NUMBERED.match(words)
    if numbered is not None:
        if first is None:
            return None
        return KnownDay(first + timedelta(days=max(int(numbered["number"]) - 1, 0)), True)
    found = _scanned(words, 0)
    if found is None:
        return None
    spelled = found[0]
    said = len(set(spelled.readings)) == 1 and spelled.readings[0][0] is not None
    if not spelled.readings and near is None:
        return None
    reference = near or today
    # A date may lie a little ahead; of weekdays the last one is meant.
    ahead = _AHEAD if spelled.readings or reference > today else timedelta(0)
    latest = max(today, reference + ahead)
    try:
        day, _note = which_day(spelled, reference, today, latest=latest, by_weekday=near is None)
    except (OverflowError, ValueError):
        return None
    # Of two days, which the rows are on is not said.
    return None if day is None else KnownDay(day, not said or found[1] < len(words))
