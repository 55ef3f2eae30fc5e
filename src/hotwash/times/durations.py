"""Durations as people write them: `2h 30m`, `150 min`, `1 day 2 hours`, `1.5h`."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
"""Seconds by the first letter of a unit."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<n>[0-9]{1,7}(?:[.,][0-9]{1,3})?)\s*"
        r"(?P<unit>weeks?|wks?|w|days?|d|hours?|hrs?|hr?|minutes?|mins?|min\.|m"
        r"|seconds?|secs?|s)?(?![a-z])",
        re.IGNORECASE,
    )


def read_duration(text: str) -> timedelta | None:
    """Read a duration; None when the text is none.

    A leading `about`, `approx.` or `~` is passed over, words in brackets after it too. A bare
    number is minutes; after hours it is minutes as well (`1h30`); `2:30` is hours and minutes.
    When the text is no duration but its brackets hold one (`19:28 to 21:31 UTC (123 minutes)`),
    that one counts.
    """
    plain = text.strip()
    found = _read(re.sub(r"\s*\(.*\)\s*$", "", plain)) if plain else None
    if found is None and plain.endswith(")") and "(" in plain:
        found = _read(plain[plain.rindex("(") + 1 : -1])
    return found


def _read(text: str) -> timedelta | None:
    plain = re.sub(
        r"^(?:~|≈|about|around|approx(?:\.|imately)?|ca?\.|ca|circa)\s*",
        "",
        text.strip(),
        flags=re.I,
    )
    clock = re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s*h)?", plain)
    if clock:
        parts = [int(part or 0) for part in clock.groups()]
        return timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    seconds, place, last = 0.0, 0, ""
    while place < len(plain):
        match = _pattern().match(plain, place)
        if match is None:
            return None
        unit = (match["unit"] or ("" if last else "m") or {"h": "m", "m": "s"}.get(last, ""))[:1]
        unit = unit.lower()
        if not unit or (last and UNITS[unit] >= UNITS[last]):
            return None
        seconds += float(match["n"].replace(",", ".")) * UNITS[unit]
        last = unit
        rest = re.match(r"\s*(?:,|and|\+)?\s*", plain[match.end() :])
        place = match.end() + (rest.end() if rest else 0)
    return timedelta(seconds=round(seconds)) if last else None


def write_duration(length: timedelta) -> str:
    """Write a duration in its two or more largest units: `2h 30m`, `45s`, `1d 2h`, `0m`.

    Seconds are written as they are; parts of a second are dropped. A negative length has a minus
    sign in front.
    """
    total = int(abs(length).total_seconds())
    sign = "-" if length < timedelta(0) and total else ""
    parts = []
    for letter in "dhms":
        count, total = divmod(total, UNITS[letter])
        if count:
            parts.append(f"{count}{letter}")
    return sign + (" ".join(parts) or "0m")
