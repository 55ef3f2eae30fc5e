"""The names of time zones: IANA names, offsets, and the abbreviations of offices.

An abbreviation is a fixed offset, taken as written; `zones` says where it can mean several places.
"""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

UTC = timezone.utc  # noqa: UP017 - one name for the one zone all instants are in


class Abbreviation(NamedTuple):
    """A zone's short name: its offset, a place that uses it, and where else it is used."""

    minutes: int
    """Minutes east of UTC."""
    place: str
    """An IANA zone whose clocks show it for (a part of) the year; empty for none."""
    also: str = ""
    """Other meanings, in words; empty when there is only one."""


ABBREVIATIONS: dict[str, Abbreviation] = {
    "GMT": Abbreviation(0, ""),
    "WET": Abbreviation(0, "Europe/Lisbon"),
    "WEST": Abbreviation(60, "Europe/Lisbon"),
    "BST": Abbreviation(60, "Europe/London", "Bangladesh is +06:00"),
    "CET": Abbreviation(60, "Europe/Berlin"),
    "CEST": Abbreviation(120, "Europe/Berlin"),
    "MET": Abbreviation(60, "Europe/Berlin"),
    "MEZ": Abbreviation(60, "Europe/Berlin"),
    "MESZ": Abbreviation(120, "Europe/Berlin"),
    "EET": Abbreviation(120, "Europe/Helsinki"),
    "EEST": Abbreviation(180, "Europe/Helsinki"),
    "MSK": Abbreviation(180, "Europe/Moscow"),
    "TRT": Abbreviation(180, "Europe/Istanbul"),
    "IDT": Abbreviation(180, "Asia/Jerusalem"),
    "WAT": Abbreviation(60, "Africa/Lagos"),
    "CAT": Abbreviation(120, "Africa/Maputo"),
    "SAST": Abbreviation(120, "Africa/Johannesburg"),
    "EAT": Abbreviation(180, "Africa/Nairobi"),
    "GST": Abbreviation(240, "Asia/Dubai"),
    "PKT": Abbreviation(300, "Asia/Karachi"),
    "IST": Abbreviation(330, "Asia/Kolkata", "Israel is +02:00, Ireland +01:00"),
    "NPT": Abbreviation(345, "Asia/Kathmandu"),
    "ICT": Abbreviation(420, "Asia/Bangkok"),
    "WIB": Abbreviation(420, "Asia/Jakarta"),
    "HKT": Abbreviation(480, "Asia/Hong_Kong"),
    "SGT": Abbreviation(480, "Asia/Singapore"),
    "MYT": Abbreviation(480, "Asia/Kuala_Lumpur"),
    "PHT": Abbreviation(480, "Asia/Manila"),
    "AWST": Abbreviation(480, "Australia/Perth"),
    "JST": Abbreviation(540, "Asia/Tokyo"),
    "KST": Abbreviation(540, "Asia/Seoul"),
    "ACST": Abbreviation(570, "Australia/Adelaide"),
    "ACDT": Abbreviation(630, "Australia/Adelaide"),
    "AEST": Abbreviation(600, "Australia/Sydney"),
    "AEDT": Abbreviation(660, "Australia/Sydney"),
    "NZST": Abbreviation(720, "Pacific/Auckland"),
    "NZDT": Abbreviation(780, "Pacific/Auckland"),
    "HST": Abbreviation(-600, "Pacific/Honolulu"),
    "AKST": Abbreviation(-540, "America/Anchorage"),
    "AKDT": Abbreviation(-480, "America/Anchorage"),
    "PST": Abbreviation(-480, "America/Los_Angeles"),
    "PDT": Abbreviation(-420, "America/Los_Angeles"),
    "MST": Abbreviation(-420, "America/Denver"),
    "MDT": Abbreviation(-360, "America/Denver"),
    "CST": Abbreviation(-360, "America/Chicago", "China is +08:00"),
    "CDT": Abbreviation(-300, "America/Chicago"),
    "EST": Abbreviation(-300, "America/New_York"),
    "EDT": Abbreviation(-240, "America/New_York"),
    "AST": Abbreviation(-240, "America/Halifax", "Arabia is +03:00"),
    "ADT": Abbreviation(-180, "America/Halifax"),
    "NST": Abbreviation(-210, "America/St_Johns"),
    "NDT": Abbreviation(-150, "America/St_Johns"),
    "BRT": Abbreviation(-180, "America/Sao_Paulo"),
    "ART": Abbreviation(-180, "America/Argentina/Buenos_Aires"),
    "CLT": Abbreviation(-240, "America/Santiago"),
    "CLST": Abbreviation(-180, "America/Santiago"),
    "COT": Abbreviation(-300, "America/Bogota"),
    "PET": Abbreviation(-300, "America/Lima"),
}
"""Short names with one offset each. `IST` and the like have a usual meaning and a note."""


EITHER: dict[str, str] = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
"""Short names that mean a place's clocks, summer or winter."""


WORDLIKE = frozenset(
    {"MET", "WEST", "EAT", "CAT", "WAT", "ART", "PET", "ICT", "AST", "COT", *EITHER}
)
"""Names that are words or other short names too: in a line of text they need a mark after them."""


class Zone(NamedTuple):
    """A zone as it was written and as it counts."""

    name: str
    """Its canonical spelling: `CET`, `+02:00`, `Europe/Berlin`, `UTC`."""
    info: tzinfo


@lru_cache(maxsize=256)
def known_zone(name: str) -> Zone | None:
    """Return the zone of a name, an offset or an abbreviation alone; None when it is unknown."""
    upper = name.upper()
    if upper in ("", "Z", "UTC", "ZULU", "ETC/UTC"):
        return Zone("UTC", UTC)
    offset = read_offset(upper)
    if offset is not None:
        return Zone(write_offset(offset), timezone(offset))
    if upper in ABBREVIATIONS:
        minutes = ABBREVIATIONS[upper].minutes
        return Zone(upper, timezone(timedelta(minutes=minutes), upper))
    if upper in EITHER:
        info = place(EITHER[upper])
        return None if info is None else Zone(upper, info)
    info = place(name)
    return None if info is None else Zone(str(info), info)


@lru_cache(maxsize=64)
def place(name: str) -> tzinfo | None:
    """Return an IANA zone, or None when it is unknown or this machine has no zone data."""
    if not name or not name[0].isalpha() or ".." in name or len(name) > 64:
        return None
    from zoneinfo import ZoneInfo

    for spelling in dict.fromkeys((name, name.replace(" ", "_").title())):
        try:
            return ZoneInfo(spelling)
        except (KeyError, ValueError, OSError):
            continue
    return None


def read_offset(text: str) -> timedelta | None:
    """Read `+02:00`, `-0530`, `+2`, `UTC+2` or `GMT-05:00`; None when it is no offset."""
    body = text[3:].lstrip() if text[:3] in ("UTC", "GMT") else text
    if len(body) < 2 or body[0] not in "+-−":
        return None
    hours, colon, minutes = body[1:].partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    digits = hours + minutes
    if not (digits.isascii() and digits.isdigit() and len(hours) <= 2 and len(minutes) in (0, 2)):
        return None
    if (colon and not minutes) or int(hours) > 14 or int(minutes or 0) > 59:
        return None
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return size if body[0] == "+" else -size


def write_offset(offset: timedelta) -> str:
    """Write an offset from UTC as `+02:00`."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
