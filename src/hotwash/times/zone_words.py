"""Zones as people write them: `PST (UTC-7)`, `CST/UTC+8`, `Beijing time`, `Eastern`, in a sentence.

An offset or a place that is written beside a short name says what the name means: the name by
itself may mean several.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hotwash.times.names import WORD, fold
from hotwash.times.zone_names import ABBREVIATIONS, EITHER, Zone, known_zone, place

_LOCAL = {
    "Asia/Shanghai": "beijing china chinese shenzhen hangzhou guangzhou",
    "Asia/Kolkata": "india indian mumbai delhi bangalore bengaluru hyderabad chennai pune",
    "Asia/Jerusalem": "israel israeli|tel aviv",
    "Asia/Tokyo": "japan japanese osaka",
    "Asia/Seoul": "korea korean",
    "Asia/Singapore": "singapore",
    "Asia/Manila": "philippine philippines",
    "Asia/Dhaka": "bangladesh",
    "Asia/Riyadh": "arabia arab|saudi arabia",
    "Asia/Dubai": "gulf uae|abu dhabi",
    "Asia/Bangkok": "indochina thailand|se asia",
    "Asia/Karachi": "pakistan",
    "Asia/Hong_Kong": "hongkong",
    "Europe/London": "uk british england edinburgh manchester britain",
    "Europe/Dublin": "irish ireland",
    "Europe/Berlin": "germany german munich frankfurt hamburg cologne|w europe",
    "Europe/Paris": "france french lyon romance",
    "Europe/Madrid": "spain spanish barcelona",
    "Europe/Rome": "italy italian milan",
    "Europe/Amsterdam": "netherlands dutch",
    "Europe/Warsaw": "poland polish",
    "Europe/Zurich": "switzerland swiss geneva",
    "Europe/Moscow": "russia russian",
    "Europe/Bucharest": "gtb",
    "Europe/Kyiv": "fle",
    "America/Los_Angeles": "seattle portland california|san francisco|us pacific",
    "America/New_York": "boston atlanta miami washington|us eastern|washington dc|new york city",
    "America/Chicago": "dallas houston austin texas|us central",
    "America/Denver": "|us mountain",
    "America/Sao_Paulo": "brazil brasilia|sao paulo|e south america",
    "America/Halifax": "atlantic",
    "America/St_Johns": "newfoundland",
    "America/Anchorage": "alaska",
    "Pacific/Honolulu": "hawaii|hawaii-aleutian",
    "Pacific/Auckland": "|new zealand",
    "Australia/Sydney": "|aus eastern|eastern australia",
    "Africa/Johannesburg": "|south africa",
}
"""Places by the words that stand before `time` or `standard time`."""

_SPOKEN = {
    "eastern": "ET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "eastern standard": "EST",
    "eastern daylight": "EDT",
    "central standard": "CST",
    "central daylight": "CDT",
    "mountain standard": "MST",
    "mountain daylight": "MDT",
    "pacific standard": "PST",
    "pacific daylight": "PDT",
    "central european": "Europe/Berlin",
    "central european standard": "CET",
    "central european summer": "CEST",
    "eastern european": "Europe/Helsinki",
    "eastern european standard": "EET",
    "eastern european summer": "EEST",
    "western european": "Europe/Lisbon",
    "western european summer": "WEST",
    "british summer": "+01:00",
    "greenwich mean": "GMT",
    "greenwich": "GMT",
    "gmt standard": "Europe/London",
    "coordinated universal": "UTC",
    "universal": "UTC",
    "indian standard": "+05:30",
    "australian eastern standard": "AEST",
    "australian eastern daylight": "AEDT",
    "australian western": "AWST",
    "east africa": "EAT",
    "west africa": "WAT",
    "central africa": "CAT",
}
"""What is meant by the words before `time`, where they are no place's."""

_ADJECTIVES = ("eastern", "central", "mountain", "pacific")
"""Words that mean the clocks of a part of America where no `time` follows."""

_REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_OFFSET = r"(?:(?:UTC|GMT)\s?)?[+−-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9:])|(?:UTC|GMT)(?!\w)"
_PLACE = r"[A-Z][A-Za-z_]+/[A-Za-z0-9_+-]+(?:/[A-Za-z_]+)?"


@cache
def name_pattern() -> str:
    """Return a pattern of short names of zones: `CET`, `PT`, `UTC`."""
    names = sorted({*ABBREVIATIONS, *EITHER, "UTC"}, key=len, reverse=True)
    return rf"(?:{'|'.join(names)})(?![A-Za-z0-9]|_[A-Za-z0-9])"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    name = name_pattern()
    parts = rf"{_OFFSET}|{name}|{_PLACE}"
    return {
        "pair": re.compile(rf"(?P<a>{parts})\s*(?:\(\s*(?P<b>{parts})\s*\)|/\s*(?P<c>{parts}))"),
        "one": re.compile(rf"(?P<a>{parts})"),
        "beside": re.compile(
            rf"\s?\(\s*(?P<b>{parts})\s*\)|\s?\[\s*(?P<c>{parts})\s*\]|/(?P<d>{parts})"
        ),
        "words": re.compile(
            rf"(?P<words>(?:{WORD}\.?(?:\s|-)){{1,4}}?)time(?:\s?zone)?(?!\w)", re.IGNORECASE
        ),
        "adjective": re.compile(rf"(?:US\s)?(?P<words>{'|'.join(_ADJECTIVES)})(?!\w)", re.I),
    }


@lru_cache(maxsize=256)
def zone_in_words(text: str) -> Zone | None:
    """Return the zone of a whole text: a short name with what says its meaning, or words."""
    plain = text.strip(" .")
    plain = plain[1:-1] if plain[:1] + plain[-1:] == "()" else plain
    found = scan_zone(plain)
    return found[0] if found is not None and found[1] == len(plain) else None


def scan_zone(text: str, start: int = 0) -> tuple[Zone, int] | None:
    """Read a zone at a place in a text; return it and where it ends, or None.

    Args:
        text: The text.
        start: Where the zone begins.
    """
    patterns = _patterns()
    pair = patterns["pair"].match(text, start)
    if pair is not None:
        meant = _of_two(pair["a"], pair["b"] or pair["c"])
        if meant is not None:
            return meant, pair.end()
    one = patterns["one"].match(text, start)
    if one is not None and (known := known_zone(one["a"].replace(" ", ""))) is not None:
        return known, one.end()
    words = scan_words(text, start)
    if words is not None:
        return words
    adjective = patterns["adjective"].match(text, start)
    zone = known_zone(_SPOKEN[adjective["words"].lower()]) if adjective else None
    return (zone, adjective.end()) if adjective and zone else None


def scan_words(text: str, start: int = 0) -> tuple[Zone, int] | None:
    """Read `Beijing time` or `China Standard Time (UTC+8)` at a place in a text."""
    match = _patterns()["words"].match(text, start)
    spoken = _spoken(match["words"]) if match else None
    if match is None or spoken is None:
        return None
    beside = scan_beside(text, match.end(), spoken.name)
    return beside or (spoken, match.end())


def scan_beside(text: str, stop: int, name: str) -> tuple[Zone, int] | None:
    """Read what stands behind a zone's name and says what it means: `(UTC+8)`, `/UTC+8`.

    Args:
        text: The text.
        stop: Where the name ends.
        name: The name.

    Returns:
        The zone that is meant, and where the words for it end; None where there are none.
    """
    match = _patterns()["beside"].match(text, stop)
    if match is None:
        return None
    other = match["b"] or match["c"] or match["d"]
    meant = _of_two(name, other)
    return None if meant is None else (meant, match.end())


def _of_two(first: str, second: str) -> Zone | None:
    """Return the zone of two names for one: an offset or a place goes before a short name.

    Two short names of one place, as in `PST/PDT`, are its clocks the whole year round.
    """
    known = [known_zone(name.replace(" ", "")) for name in (first, second)]
    if None in known:
        return None
    exact = [zone for zone in known if zone and not _is_short(zone.name)]
    places = [zone for zone in exact if "/" in zone.name]
    if exact:
        return (places or [zone for zone in exact if zone.name != "UTC"] or exact)[0]
    names = (first.upper(), second.upper())
    homes = {EITHER.get(name) or ABBREVIATIONS[name].place for name in names}
    home = homes.pop() if len(homes) == 1 else ""
    either = next((name for name, where in EITHER.items() if where == home), home)
    return known_zone(either) if home else None


def _is_short(name: str) -> bool:
    return name in ABBREVIATIONS or name in EITHER


def _spoken(words: str) -> Zone | None:
    """Return the zone of the words before `time`."""
    said = " ".join(fold(word) for word in words.split())
    plain = re.sub(r" (?:standard|daylight|summer|winter|local)$", "", said)
    for known in (said, plain):
        if known in _SPOKEN:
            return zone_in_words(_SPOKEN[known])
    home = _places().get(plain)
    if home is None and words[:1].isupper():
        home = _cities().get(plain.replace(" ", "_"))
    return None if home is None or place(home) is None else known_zone(home)


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for home, words in _LOCAL.items():
        single, *phrases = words.split("|")
        found |= dict.fromkeys((*single.split(), *phrases), home)
    return found


@cache
def _cities() -> dict[str, str]:
    """The places of the time zone data by the name of their city, in small letters."""
    from zoneinfo import available_timezones

    names = (name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    return {name.rpartition("/")[2].lower(): name for name in sorted(names)}


_LEAD = re.compile(
    r"(?<![A-Za-z])(?:all\s+(?:the\s+)?(?:times?\s?stamps|times|dates)\b(?P<loose>)"
    r"|time(?:s|\s?stamps?)?\s+(?:(?:are|is|shown|given|listed|below|approximate)\s+){0,3}(?:in\s+)?\(?"
    r"|(?<=\|)[ \t*]*(?:date\s*/?\s*)?time\s*\(?"
    r"|time\s?zone\s*[:=]\s*\**\s*)",
    re.IGNORECASE,
)
_WORD_START = re.compile(r"(?<![A-Za-z0-9/+−-])(?=[\w+−-])")
_REACH = 30
"""Characters between `all times` and the zone."""


def stated_zones(text: str, start: int = 0, end: int | None = None) -> set[str]:
    """Return the zones that a text says all its times are in: `All times are in CST (UTC+8)`.

    Args:
        text: The text.
        start: Where to begin.
        end: Where to end; None for the end of the text.

    Returns:
        Their canonical names.
    """
    text = text[start:end]
    found = set()
    for lead in _LEAD.finditer(text):
        places = [lead.end()]
        if lead["loose"] is not None:
            reach = re.split(r"[\n.;|]", text[lead.end() : lead.end() + _REACH])[0]
            places = [lead.end() + at.start() for at in _WORD_START.finditer(reach)]
        zone = next((known for at in places if (known := scan_zone(text, at))), None)
        if zone is not None:
            found.add(zone[0].name)
    return found
