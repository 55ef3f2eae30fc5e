"""Dates in an author's own way: `3 March 2026` is read as `2026-03-03`, and written so again.

Only what leaves no doubt is read: `03/04/2026` may be either of two days, and stays words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    numbers = [match for match in matches if match["number"]]
    names = [match["name"] for match in matches if match["name"]]
    months = [name for name in names if any(month.startswith(name) for month in MONTHS)]
    if len(months) + len(numbers) != 2 or len(months) > 1:
        return []
    order = ["day"]
    if not months:
        values = [int(match["number"]) for match in numbers]
        year_first = bool(matches[0]["year"])
        dotted = any(match["between"] == "." for match in matches)
        if not year_first and not dotted and max(values) <= 12 and values[0] != values[1]:
            return []
        month_first = year_first or (not dotted and values[1] > 12)
        order = ["month", "day"] if month_first else ["day", "month"]
    found = []
    for padded in (True, False):
        left = list(order)
        style = []
        for match in matches:
            if match["number"]:
                nth = "th" if match["nth"] else ""
                style.append(f"{left.pop(0)}{nth or ('00' if padded else '')}")
            elif match["name"]:
                kind = "Month" if match["name"] in months else "Weekday"
                full = match["name"] in (*MONTHS, *WEEKDAYS)
                style.append(kind if full else kind[:3])
            else:
                style.append("year" if match["year"] else match["between"])
        found.append(tuple(style))
    # `12 March` may be either way; few write `03 March`.
    return found[::-1] if months else found


def _day(matches: Sequence[re.Match[str]], style: Style) -> date | None:
    """Return the day that parts say in a style."""
    if len(matches) != len(style):
        return None
    parts: dict[str, int] = {}
    for match, part in zip(matches, style, strict=True):
        name = match["name"]
        if part == "year" and match["year"]:
            parts["year"] = int(match["year"])
        elif part.startswith(("day", "month")) and match["number"]:
            parts["day" if part.startswith("day") else "month"] = int(match["number"])
        elif part in ("Month", "Mon") and name:
            at = (at for at, month in enumerate(MONTHS, 1) if month.startswith(name))
            parts["month"] = next(at, 0)
    try:
        return date(parts["year"], parts["month"], parts["day"])
    except (KeyError, ValueError):
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
