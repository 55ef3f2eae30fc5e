"""How a time is spelled: the words and signs of one, read without knowing what it is relative to.

`spell` reads a whole cell. `scan` reads a time at the beginning of a line and says where it ends;
it is stricter, because what follows are words that may look like more of a time
(`10:15 500 errors`, `10:15 EAT restarted`). Which day and which instant was meant is decided by
`resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hotwash.patterns import lazy_pattern
from hotwash.times.dates import DaySpelling, scan_day
from hotwash.times.zone_names import ABBREVIATIONS, EITHER, WORDLIKE
from hotwash.times.zones import find_zone

LONGEST = 120
"""No time is longer than this; what is longer is text."""


class Clock(NamedTuple):
    """A time of day as written."""

    hour: int
    """0 to 24."""
    minute: int
    second: int | None = None
    fraction: str = ""
    """Digits of a second's parts."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a text says about a time."""

    clock: Clock | None = None
    """None for a day alone."""
    day: DaySpelling | None = None
    zone: str = ""
    """As written; empty when none was."""
    approximate: bool = False
    unknown: bool = False
    """`??`: somebody knows that it is not known."""
    base: Literal["", "now", "above"] = ""
    """What `shift` counts from; empty for a time of day."""
    shift: timedelta = timedelta(0)
    end: Spelling | None = None
    """The end of a range."""
    maybe_offset: str = ""
    """The end of a range that could be an offset from UTC too: `10:15-05:00`."""


class Scan(NamedTuple):
    """A time found at the beginning of a text, and where it ends."""

    spelling: Spelling
    stop: int


_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF1A: ":"}
"""Digits and the colon as they come from Chinese and Japanese keyboards."""

_HOURS = r"(?:\s?(?:h|hrs?|hours(?!\sof\b)|uhr|uur)(?![a-z0-9_]))?"
"""A word for the clock after a time: `1015h`, `10:15 Uhr`."""

_MERIDIEM = r"(?:\s*(?P<half>[ap])\.?\s?m(?![a-y0-9_])\.?)"


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    names = "|".join(sorted({*ABBREVIATIONS, *EITHER, "UTC", "Z"}, key=len, reverse=True))
    offset = r"[+−-][0-9]{1,2}(?::?[0-9]{2})?"
    return {
        name: re.compile(pattern, flags)
        for name, pattern in {
            "lead": r"(?:(?:at|le|am|el|il|op|dnia|um|à|om|alle|às)\s+|@\s?)(?=[0-9])",
            "approx": r"(?:~|≈|(?:approx(?:\.|imately)?|about|around|circa|ca?\.|ca)\s)\s*",
            "unknown": r"\?\?:\?\?|\?{1,3}(?![?:0-9])",
            "clock": r"(?P<h>[0-9]{1,2})(?P<sign>[:.h])(?P<m>[0-9]{2})"
            r"(?:(?P=sign)(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
            rf"(?![0-9]|[:.,][0-9])(?:{_MERIDIEM}|(?P<short>[ap])(?![a-z0-9_.:'-])|{_HOURS})",
            "half": rf"(?P<h>[0-9]{{1,2}}){_MERIDIEM}",
            "bare": rf"(?P<h>[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<s>[0-9]{{2}})?"
            rf"(?![0-9]|[.:/,][0-9]|-W[0-9])(?:{_MERIDIEM}|{_HOURS})",
            "short": rf"(?P<h>[0-9])(?P<m>[0-9]{{2}})(?![0-9.:/,]){_MERIDIEM}?",
            "word": r"(?:12(?P<sharp>[:.]00)?\s*)?(?P<word>noon|midnight)\b",
            "hour": r"(?P<h>[0-9]{1,2})h(?![a-z0-9])",
            "now": r"(?:right\s)?now\b",
            "relative": r"(?P<sign>[+−-])(?P<body>[0-9]{1,4}(?:\s?[a-z]+)?"
            r"(?:\s?[0-9]{1,4}(?:\s?[a-z]+)?)*)",
            "ago": r"(?P<body>[0-9]{1,4}\s?[a-z]+(?:,?\s?[0-9]{1,4}\s?[a-z]+)*)\s+ago\b",
            "year": r"\s+(?P<year>(?:19|20)[0-9]{2})(?![0-9:.])",
            "mark": r"\s*\(?(?P<days>[+−-][0-9]{1,4})\s?d(?:ays?)?(?![A-Za-z0-9_/-])\)?",
            "join": r"(?:\s*,\s*|\s*\|\s*|,?\s+(?:at|on|um|à|a\slas?|às|alle(?:\sore)?|om"
            r"|o(?:\sgodz\.)?|godz\.)\s+|\s+@\s*|[Tt](?=[0-9])|_(?=[0-9])|\s+)",
            "zone": rf"\s*(?P<open>[(\[])?(?P<zone>(?:(?:UTC|GMT)\s?)?{offset}"
            r"(?![0-9]|:[0-9]|\s?d(?:ays?)?(?![a-z0-9]))"
            rf"|(?:{names})(?![A-Za-z0-9_/-])"
            r"|[A-Z][A-Za-z_]+/[A-Za-z0-9_+/-]+)(?(open)[)\]])",
            "to": r"\s*(?:-|–|—|−|→|->|\bto\b|\buntil\b|\btill\b|\.\.\.?|…)\s*",
            "ish": r"\s?ish\b|\s?\?(?!\?)",
        }.items()
    }


_ISO_DAY = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"

_MARKS = "*_`"
"""Marks of Markdown that may stand around a time in a cell of somebody's table."""


@lru_cache(maxsize=8192)
def spell(text: str) -> Spelling | None:
    """Read a whole text as a time; None when it is not one, or more than one."""
    plain = text.strip()
    if plain[:1] in _MARKS and plain[-1:] in _MARKS:
        plain = plain.strip(_MARKS)
    if plain[:1] in "([" and plain[-1:] in ")]":
        plain = plain[1:-1].strip()
    if not plain or len(plain) > LONGEST:
        return None
    found = _scan(plain, whole=True)
    if found is None:
        return None
    rest = plain[found.stop :].strip(" .,")
    if rest[:1] + rest[-1:] == "()":
        # `13:14 EDT (17:14 UTC)`: the same time once more, for those elsewhere.
        other = _scan(rest[1:-1].strip(), whole=True)
        again = other is not None and other.spelling.clock is not None
        rest = "" if again and found.spelling.clock is not None else rest
    return None if rest else found.spelling


def scan(text: str) -> Scan | None:
    """Read a time at the very beginning of a text; None when there is none."""
    return _scan(text[: LONGEST * 2], whole=False)


def _scan(text: str, *, whole: bool) -> Scan | None:
    signs = _signs()
    if not text.isascii():
        text = text.translate(_WIDE)
    unknown = signs["unknown"].match(text)
    if unknown:
        return Scan(Spelling(unknown=True), unknown.end())
    if whole and text.lower() in ("unknown", "tbd", "n/a", "--:--", "?:??"):
        return Scan(Spelling(unknown=True), len(text))
    relative = _relative(text, whole=whole)
    if relative is not None:
        return relative
    approx = signs["approx"].match(text)
    lead = approx or signs["lead"].match(text)
    found = _moment(text, lead.end() if lead else 0, whole=whole)
    if found is None:
        return None
    spelling, stop = found
    if spelling.clock is None:
        return Scan(replace(spelling, approximate=True), stop)
    approximate = approx is not None
    ish = signs["ish"].match(text, stop)
    if ish and (whole or text[stop : stop + 3].lower() == "ish"):
        approximate, stop = True, ish.end()
    if approximate:
        spelling = replace(spelling, approximate=True)
    return _range(text, spelling, stop, whole=whole)


def _relative(text: str, *, whole: bool) -> Scan | None:
    """Read `now`, `-5m`, `5 min ago` or `+1h30`."""
    from hotwash.times.durations import read_duration

    signs = _signs()
    now = signs["now"].match(text)
    if now:
        return Scan(Spelling(base="now"), now.end())
    ago = signs["ago"].match(text)
    if ago:
        length = read_duration(_in_days(ago["body"]))
        return None if length is None else Scan(Spelling(base="now", shift=-length), ago.end())
    match = signs["relative"].match(text)
    if match is None:
        return None
    back = match["sign"] != "+"
    body, stop = _longest_duration(match["body"], match.start("body"))
    length = read_duration(body) if body else None
    if length is None or (back and body.isdigit() and not whole):
        return None
    if text[stop : stop + 1].isalnum() or text[stop : stop + 1] in (":", "/", "-", ".", "%"):
        return None
    return Scan(Spelling(base="now" if back else "above", shift=-length if back else length), stop)


def _in_days(body: str) -> str:
    """Write the years and months of `1 year, 2 months` as days; no duration has them."""
    months = 0
    for count, unit in re.findall(r"([0-9]+)\s?(year|month)", body, re.IGNORECASE):
        months += int(count) * (12 if unit[0] in "Yy" else 1)
    return f"{round(months * 30.44)} days" if months else body


def _longest_duration(body: str, start: int) -> tuple[str, int]:
    """Return as much of `1h30 pods restarted` as is a duration, and where it ends."""
    size = re.compile(
        r"[0-9]+(?:\s?(?:hours?|hrs?|hr?)(?![a-z])(?:\s?[0-9]+(?:\s?(?:minutes?|mins?|m)(?![a-z]))?)?"
        r"|h[0-9]+m?(?![a-z])|\s?(?:days?|d|minutes?|mins?|m|seconds?|secs?|s)(?![a-z]))?",
        re.IGNORECASE,
    ).match(body)
    return (size[0], start + size.end()) if size else ("", start)


def _moment(text: str, start: int, *, whole: bool) -> Scan | None:
    """Read a day, a time of day and a zone, in any order that people use."""
    signs = _signs()
    clock: Clock | None = None
    day: DaySpelling | None = None
    zone, place, stop = "", start, start
    while place < len(text):
        if clock is None:
            timed = _clock(text, place, whole=whole or day is not None)
            clear = day is not None or ":" in text[place : place + 3]
            dated = None if clear else scan_day(text, place)
            if dated is not None and (timed is None or _is_day(text, dated[1], timed[1])):
                day, stop = dated
            elif timed is not None:
                clock, stop = timed
            else:
                break
        elif not zone and (named := _zone(text, stop, whole=whole)):
            zone, stop = named
        elif day is not None and day.readings and (year := signs["year"].match(text, stop)):
            if not _takes_year(day, whole):
                break
            day, stop = _with_year(day, int(year["year"])), year.end()
        elif day is None and (late := _late_day(text, stop, whole=whole)):
            day, stop = late
        else:
            break
        join = signs["join"].match(text, stop) if clock is None else None
        place = join.end() if join else stop
    if clock is None and (day is None or not _stands_alone(text[start:stop], whole)):
        return None
    return Scan(Spelling(clock, day, zone), stop)


def _is_day(text: str, day_stop: int, clock_stop: int) -> bool:
    """Whether what could be a time of day too is a day: `20.11.26, 10:20`."""
    if day_stop != clock_stop:
        return day_stop > clock_stop
    return bool(re.compile(r",?\s+[0-9]{1,2}[:.][0-9]{2}").match(text, day_stop))


def _stands_alone(text: str, whole: bool) -> bool:
    """Whether the words for a day will do for a time: a row may know no more than its day."""
    if re.fullmatch(_ISO_DAY, text):
        return True
    return whole and bool(re.search(r"[0-9]", text) and re.search(r"[A-Za-z]{3}|[0-9]{4}", text))


def _takes_year(day: DaySpelling, whole: bool) -> bool:
    return day.readings[0][0] is None and (whole or day.weekday is not None)


def _with_year(day: DaySpelling, year: int) -> DaySpelling:
    return replace(day, readings=tuple((year, m, d) for _none, m, d in day.readings))


def _late_day(text: str, start: int, *, whole: bool) -> tuple[DaySpelling, int] | None:
    """Read a day after the time of day: `12:45 PM PST Saturday Oct 30th:`, `22:30 UTC (Oct 29)`.

    In a line it must be closed off, or it is the first of the words that follow. `00:51 +1d` is
    how the timeline shows a time of another day.
    """
    mark = _signs()["mark"].match(text, start)
    if mark is not None:
        return DaySpelling(after=int(mark["days"].replace("−", "-"))), mark.end()
    lead = re.compile(r"[,\s]*(?P<open>\()?(?:on\s+)?").match(text, start)
    found = scan_day(text, lead.end()) if lead and lead.end() > start else None
    if lead is None or found is None:
        return None
    stop = found[1]
    if lead["open"]:
        return (found[0], stop + 1) if text[stop : stop + 1] == ")" else None
    plain = whole or _closed(text, stop) or re.fullmatch(_ISO_DAY, text[lead.end() : stop])
    return found if plain else None


def _closed(text: str, stop: int) -> bool:
    """Whether a mark follows that ends the time: a colon, a dash, a bracket, a bar, the end."""
    return bool(re.compile(r"\s*(?:$|[:|\])*_`\t]|(?:-|–|—)(?!\w)|\s[–—-]\s)").match(text, stop))


def _clock(text: str, place: int, *, whole: bool) -> tuple[Clock, int] | None:
    signs = _signs()
    for name in ("word", "clock", "half", "bare", "short", "hour"):
        match = signs[name].match(text, place)
        if match is None:
            continue
        if name in ("short", "word", "hour") and not whole and text[place : place + 2] != "12":
            continue
        parts = match.groupdict()
        if not whole and name == "clock" and parts["sign"] == "." and len(parts["h"]) < 2:
            continue
        if text[match.end() : match.end() + 1].isalpha() and not _may_follow(text, match.end()):
            continue
        found = _as_clock(parts)
        if found is not None:
            return found, match.end()
    return None


def _may_follow(text: str, stop: int) -> bool:
    """Whether the letters right after a time of day belong to it: `10:15Z`, `10:15ish`."""
    signs = _signs()
    return bool(signs["zone"].match(text, stop) or signs["ish"].match(text, stop))


def _as_clock(parts: dict[str, str | None]) -> Clock | None:
    if parts.get("word"):
        return Clock(12, 0) if str(parts["word"]).lower() == "noon" else Clock(0, 0)
    half = (parts.get("half") or parts.get("short") or "").lower()
    hour, minute = _hour_of(int(parts["h"] or 0), half), int(parts.get("m") or 0)
    second = int(parts.get("s") or 0)
    if _why_no_time_of_day(hour, minute, second):
        return None
    return Clock(hour, minute, None if parts.get("s") is None else second, parts.get("f") or "")


def _hour_of(hour: int, half: str) -> int:
    """Return the hour of the day, 0 to 24, of an hour with AM (`a`), PM (`p`) or neither."""
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


_CLOCKLIKE = lazy_pattern(r"(?<![0-9:])([0-9]{1,2})[:h]([0-9]{2})(?::(?P<s>[0-9]{2}))?(?![0-9])")


def why_no_clock(text: str) -> str:
    """Say in words why what looks like a time of day is none; empty where it does not."""
    match = _CLOCKLIKE.search(text[:LONGEST])
    if match is None:
        return ""
    return _why_no_time_of_day(int(match[1]), int(match[2]), int(match["s"] or 0))


def _why_no_time_of_day(hour: int, minute: int, second: int) -> str:
    """Say in words why numbers are no time of day; empty where they are one."""
    if hour > 24 or (hour == 24 and (minute or second)):
        return "hours go up to 23"
    if minute > 59:
        return "minutes go up to 59"
    return "seconds go up to 59" if second > 59 else ""


def _zone(text: str, stop: int, *, whole: bool) -> tuple[str, int] | None:
    signs = _signs()
    match = signs["zone"].match(text, stop)
    if match is None:
        return _zone_in_words(text, stop, whole=whole)
    name, end = match["zone"], match.end()
    spaced = match.start("zone") > stop
    if name[0] in "+-−" and not _is_offset(name, spaced=spaced, colon="T" in text[:stop].upper()):
        return None
    if not whole and not match["open"]:
        if name[0] in "+-−" and spaced and len(name) < 5:
            return None
        if name.isalpha() and name != name.upper() and name.lower() not in ("utc", "gmt"):
            return None
        if (name.upper() in WORDLIKE or (name == "Z" and spaced)) and not _closed(text, end):
            return None
    if find_zone(name) is None:
        return None
    return _with_beside(text, name, end)


def _with_beside(text: str, name: str, end: int) -> tuple[str, int]:
    """Return a zone, or what is written beside it where that says what it means: `PST (UTC-7)`."""
    if not _BESIDE.match(text, end):
        return name, end
    from hotwash.times.zone_words import scan_beside

    found = scan_beside(text, end, name)
    return (name, end) if found is None else (found[0].name, found[1])


_BESIDE = lazy_pattern(r"\s?[(\[]\s*[A-Z+−-]|/[A-Z]")
_WORDS_FOR_A_ZONE = lazy_pattern(
    r"\s*(?P<open>[(\[])?(?P<words>(?:[A-Z][\w.]*[ -]){1,4}?[Tt]ime\b"
    r"|(?:US )?(?:Eastern|Central|Mountain|Pacific)\b)"
)


def _zone_in_words(text: str, stop: int, *, whole: bool) -> tuple[str, int] | None:
    """Read `Beijing time` or `Eastern` behind a time; in a line it must be closed off."""
    match = _WORDS_FOR_A_ZONE.match(text, stop)
    if match is None:
        return None
    from hotwash.times.zone_words import scan_zone

    found = scan_zone(text, match.start("words"))
    if found is None:
        return None
    zone, end = found
    if match["open"]:
        return (zone.name, end + 1) if text[end : end + 1] in (")", "]") else None
    return (zone.name, end) if whole or _closed(text, end) else None


def _is_offset(name: str, *, spaced: bool, colon: bool) -> bool:
    """Whether `-05:00` after a time is an offset from UTC, and not the end of a range."""
    if name[0] == "+":
        return True
    digits = name[1:].replace(":", "")
    real = len(digits) > 2 and digits[-2:] in ("00", "30", "45") and int(digits[:-2]) <= 12
    return real and (spaced or colon)


def _range(text: str, first: Spelling, stop: int, *, whole: bool) -> Scan:
    """Read on for the end of a range; return the time alone when there is none."""
    join = _signs()["to"].match(text, stop)
    if join is None:
        return Scan(first, stop)
    place = join.end()
    approx = _signs()["approx"].match(text, place)
    found = _moment(text, approx.end() if approx else place, whole=whole)
    if found is None or found.spelling.clock is None:
        return Scan(first, stop)
    spaced = join[0] != join[0].strip() and "-" in join[0]
    written = text[place : found.stop]
    if not whole and spaced and written[:4].isdigit() and found.spelling.day is None:
        return Scan(first, stop)
    last = found.spelling
    if first.day is None and last.day is not None and last.day.after is not None:
        # What is shown behind a range is the day that it begins on.
        first, last = replace(first, day=last.day), replace(last, day=None)
    if first.clock and last.clock and re.search(r"[ap]\.?\s?m", written, re.I):
        opening = text[:stop]
        early = first.clock._replace(hour=first.clock.hour + 12)
        if not re.search(r"[ap]\.?\s?m", opening, re.I) and early <= last.clock:
            first = replace(first, clock=early)
    zone = first.zone or last.zone
    maybe = "-" + written if join[0] == "-" and not first.zone and not last.zone else ""
    return Scan(
        replace(
            first,
            zone=zone,
            end=replace(last, zone=last.zone or zone),
            approximate=first.approximate or approx is not None,
            maybe_offset=maybe if re.fullmatch(r"-[01]?[0-9]:(?:00|30|45)", maybe) else "",
        ),
        found.stop,
    )
