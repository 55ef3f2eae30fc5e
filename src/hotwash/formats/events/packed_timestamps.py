"""Times that only machines write: digits without signs between them, or with signs of their own.

| Written | By |
| --- | --- |
| `261120 10:15:00`, `261120 101500` | MySQL before 5.7, Hadoop's file system |
| `20261120-10:15:00:123` | phones and appliances |
| `2026-11-20-10.15.00.123456` | Db2, supercomputers |
| `11-20 10:15:00.123`, `[11.20 10:15:00]` | Android, proxies: no year |
"""

from __future__ import annotations

import re

_HOUR, _SIXTY = r"(?:[01]?[0-9]|2[0-3])", r"[0-5]?[0-9]"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
PACKED = (
    rf"[0-9]{{2}}{_DAY} [ 0-2][0-9]:[0-5][0-9]:[0-5][0-9](?=\s)"
    rf"|[0-9]{{2}}{_DAY} [0-2][0-9][0-5][0-9][0-5][0-9](?= [0-9]+ [A-Z])"
    rf"|20[0-9]{{2}}{_DAY}-{_HOUR}:{_SIXTY}:{_SIXTY}:[0-9]{{1,3}}(?![0-9:])"
    r"|20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-2][0-9]\.[0-5][0-9]\.[0-6][0-9](?:\.[0-9]+)?"
    r"|[01][0-9][.-][0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\.[0-9]+)?(?=[\s\]])"
)
"""Where such a time stands at the beginning of a line."""

_SPLIT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{2}(?=[0-9]{4}))?-?(?P<month>[0-9]{2})[.-]?(?P<day>[0-9]{2})[ -]"
    r"(?P<hour>[ 0-9]?[0-9])(?P<sign>[:.]|(?=[0-9]{4}))(?P<minute>[0-9]{1,2})(?P=sign)"
    r"(?P<second>[0-9]{1,2})(?:(?P<point>[:.])(?P<fraction>[0-9]+))?"
)


def unpacked(text: str) -> str:
    """Return such a time in signs that are read everywhere; any other text as it is."""
    match = _SPLIT.fullmatch(text) if text[:2].isdigit() else None
    if match is None:
        return text
    year, fraction = match["year"] or "", match["fraction"] or ""
    if len(year) == 2:
        year = f"20{year}"
    clock = ":".join(match[part].strip().zfill(2) for part in ("hour", "minute", "second"))
    lead = f"{year}-" if year else ""
    # Behind a colon they are milliseconds, behind a point they are decimals.
    fraction = fraction.zfill(3) if match["point"] == ":" else fraction
    tail = f".{fraction[:6]}" if fraction else ""
    return f"{lead}{match['month']}-{match['day']} {clock}{tail}"
