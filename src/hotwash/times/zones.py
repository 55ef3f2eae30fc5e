"""Time zones by every name people write: IANA names, offsets, and the abbreviations of offices.

An abbreviation is a fixed offset, taken as written. Where it can mean several places, or says
winter in summer, a note in words says so; nobody's time is moved in silence.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
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


def find_zone(name: str) -> Zone | None:
    """Return the zone of a name, an offset, an abbreviation or words; None when it is unknown.

    Words are `Beijing time` or `Eastern`, and a short name with what says its meaning beside it:
    `PST (UTC-7)`.
    """
    return _find(name.strip())


@lru_cache(maxsize=256)
def _find(name: str) -> Zone | None:
    known = known_zone(name)
    if known is not None or (not name[:1].isalpha() and name[:1] not in "(+-−"):
        return known
    from hotwash.times.zone_words import zone_in_words

    return zone_in_words(name)


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


def zone_problem(name: str) -> str:
    """Say in words what is wrong with a document's zone; empty when it is known."""
    if find_zone(name) is not None:
        return ""
    if place("Europe/London") is None:
        return (
            f"the time zone {name} is not known here: this machine has no time zone data; "
            "write an offset such as +01:00, or install tzdata"
        )
    return f"the time zone {name} is not known; write a name such as Europe/Berlin or +01:00"


def document_zone(name: str) -> tzinfo:
    """Return the zone in which a document's times count: UTC when its name is unknown."""
    found = find_zone(name)
    return UTC if found is None else found.info


def local_zone() -> tzinfo:
    """Return the zone of this machine's clock."""
    import os

    named = os.environ.get("TZ", "").lstrip(":")
    found = place(named) if "/" in named else None
    if found is None and not named:
        found = place(os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2])
    return found or datetime.now().astimezone().tzinfo or UTC


def clocks_name(zone: tzinfo, instant: datetime) -> str:
    """Return what a zone's clocks are called at an instant: `CET`, `UTC+05`."""
    name = instant.astimezone(zone).tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name


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


def zone_note(name: str, instant: datetime, document: tzinfo) -> str:
    """Question an abbreviation where it can be meant otherwise; empty when it is plain.

    Args:
        name: The zone's canonical spelling, as in `Zone.name`.
        instant: The time it was written with.
        document: The document's zone, whose own use of the abbreviation goes first.
    """
    known = ABBREVIATIONS.get(name)
    if known is None:
        return ""
    own = own_meaning(name, document, instant.astimezone(document).year)
    if own is not None:
        local = instant.astimezone(document)
        shown = local.tzname() or ""
        if local.utcoffset() == own or not shown.isalpha():
            return ""
        return f"{name} in {local:%B}: did you mean {shown}?"
    size = timedelta(minutes=known.minutes)
    there = place(known.place) if known.place else None
    if there is not None:
        then = instant.astimezone(there)
        meant = then.tzname() or ""
        if then.utcoffset() != size and meant.isalpha() and meant != name:
            return f"{name} in {then:%B}: did you mean {meant}?"
    if known.also:
        return f"{name} is taken for {write_offset(size)} ({known.also})"
    return ""


def name_question(name: str, instant: datetime) -> str:
    """Question the name of a document's own zone as `zone_note` does; empty when it is plain."""
    zone = find_zone(name)
    return "" if zone is None else zone_note(zone.name, instant, UTC)


def meant_zone(name: str, document: tzinfo, near: date) -> Zone | None:
    """Return the zone that a name means in a document: the document's own use of it goes first.

    Args:
        name: The name, an offset, an abbreviation or words.
        document: The document's zone. Where its clocks show the abbreviation at any time of the
            year, that is what it means: `CST` is +08:00 in Shanghai.
        near: A day of the year in question.
    """
    zone = find_zone(name)
    if zone is None or zone.name not in ABBREVIATIONS:
        return zone
    own = own_meaning(zone.name, document, near.year)
    return zone if own is None else Zone(zone.name, timezone(own, zone.name))


@lru_cache(maxsize=256)
def own_meaning(name: str, zone: tzinfo, year: int) -> timedelta | None:
    """Return the offset that a zone's own clocks have when they show an abbreviation in a year."""
    for month in range(1, 13):
        local = datetime(min(max(year, 1970), 9000), month, 15, 12, tzinfo=zone)
        if local.tzname() == name:
            return local.utcoffset()
    return None
