"""Time zones by every name people write: IANA names, offsets, and the abbreviations of offices.

An abbreviation is a fixed offset, taken as written. Where it can mean several places, or says
winter in summer, a note in words says so; nobody's time is moved in silence.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from hotwash.times.zone_names import (
    ABBREVIATIONS,
    UTC,
    Zone,
    known_zone,
    place,
    write_offset,
)
from hotwash.times.zone_words import zone_in_words


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
    return zone_in_words(name)


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
