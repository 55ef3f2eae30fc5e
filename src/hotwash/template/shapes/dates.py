"""Dates in an author's own way: `3 March 2026` is read as `2026-03-03`, and written so again.

Only what leaves no doubt is read: `03/04/2026` may be either of two days, and stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hotwash.patterns import lazy_pattern
from hotwash.times.names import MONTHS, WEEKDAYS

_PART = lazy_pattern(
    rf"(?P<name>{'|'.join((*MONTHS, *WEEKDAYS))}"
    rf"|{'|'.join(name[:3] for name in (*MONTHS, *WEEKDAYS))})(?![a-z])"
    r"|(?P<year>(?:19|20)\d\d)(?!\d)|(?P<number>\d{1,2})(?!\d)(?P<nth>st|nd|rd|th)?"
    r"|(?P<between>[ ,./-]{1,3}|(?: of ))"
)
_ISO = lazy_pattern(r"\d{4}-\d\d-\d\d")

Style = tuple[str, ...]
"""How a date is written: names of its parts, and what stands between them."""


def style_of(text: str) -> Style | None:
    """Return how a date is written; None if it is none, or ISO, or could be another day."""
    found = _read(text) if len(text) < 40 and not _ISO.fullmatch(text) else None
    return found[0] if found else None


def read_day(text: str, style: Style) -> str:
    """Return a date written in a style as ISO; any other text as it is."""
    if not style:
        return text
    found = _read(text, style) if len(text) < 40 else None
    return found[1].isoformat() if found else text


def write_day(text: str, style: Style) -> str:
    """Return an ISO date as a style writes it; any other text as it is.

    It stays ISO where nobody could tell, without another date beside it, which day it is.
    """
    if not style or not _ISO.fullmatch(text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    written = _written(style, day)
    alone = _read(written)
    return written if alone is not None and alone[1] == day else text


def _read(text: str, known: Style = ()) -> tuple[Style, date] | None:
    """Return a date and its style.

    Args:
        text: The words.
        known: The style they are read in, when it is known: then nothing is in doubt.
    """
    at, matches = 0, list[re.Match[str]]()
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return None
        matches.append(match)
        at = match.end()
    for style in (known,) if known else _styles(matches):
        day = _day(matches, style)
        if day is not None and _written(style, day) == text:
            return style, day
    return None


def _styles(matches: Sequence[re.Match[str]]) -> list[Style]:
    """Return the one way in which parts may be a date, with and without noughts; or none."""
    order = _order(matches)
    if not order:
        return []
    # `12 March` may be either way; few write `03 March`.
    padding = (True, False) if len(order) == 2 else (False, True)
    return [tuple(_style_parts(matches, order, "00" if padded else "")) for padded in padding]


def _order(matches: Sequence[re.Match[str]]) -> Style:
    """Return what the numbers are, in their order; nothing where that is in doubt."""
    numbers = [int(match["number"]) for match in matches if match["number"]]
    months = sum(_is_month(match["name"]) for match in matches)
    if months + len(numbers) != 2 or months > 1:
        return ()
    return ("day",) if months else _order_of_two(matches, *numbers)


def _order_of_two(matches: Sequence[re.Match[str]], first: int, second: int) -> Style:
    """Return which of two numbers is the day, which the month."""
    if matches[0]["year"]:
        return ("month", "day")
    if any(match["between"] == "." for match in matches):
        return ("day", "month")
    if second > 12:
        return ("month", "day")
    return ("day", "month") if first > 12 or first == second else ()


def _is_month(name: str | None) -> bool:
    return bool(name) and any(month.startswith(name or "") for month in MONTHS)


def _style_parts(matches: Sequence[re.Match[str]], order: Style, padding: str) -> Iterator[str]:
    """Yield the names of a style's parts."""
    numbers = iter(order)
    for match in matches:
        if match["number"]:
            yield next(numbers) + ("th" if match["nth"] else padding)
        elif match["name"]:
            kind = "Month" if _is_month(match["name"]) else "Weekday"
            yield kind if match["name"] in (*MONTHS, *WEEKDAYS) else kind[:3]
        else:
            yield "year" if match["year"] else match["between"]


def _day(matches: Sequence[re.Match[str]], style: Style) -> date | None:
    """Return the day that parts say in a style."""
    if len(matches) != len(style):
        return None
    parts = dict(filter(None, map(_number, matches, style)))
    try:
        return date(parts["year"], parts["month"], parts["day"])
    except (KeyError, ValueError):
        return None


def _number(match: re.Match[str], part: str) -> tuple[str, int] | None:
    """Return what a part of a date says: of which unit it is, and its number."""
    if part in ("Month", "Mon") and match["name"]:
        at = (at for at, month in enumerate(MONTHS, 1) if month.startswith(match["name"]))
        return "month", next(at, 0)
    for unit, group in (("year", "year"), ("day", "number"), ("month", "number")):
        if part.startswith(unit) and match[group]:
            return unit, int(match[group])
    return None


def _written(style: Style, day: date) -> str:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    last = 0 if day.day in (11, 12, 13) else day.day % 10
    words = {
        "year": f"{day.year:04}", "day": str(day.day), "day00": f"{day.day:02}",
        "dayth": f"{day.day}{('th', 'st', 'nd', 'rd', *['th'] * 6)[last]}",
        "month": str(day.month), "month00": f"{day.month:02}",
        "Month": month, "Mon": month[:3], "Weekday": weekday, "Wee": weekday[:3],
    }  # fmt: skip
    return "".join(words.get(part, part) for part in style)
