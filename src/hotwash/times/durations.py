"""Durations as people write them: `2h 30m`, `150 min`, `1½ hours`, `PT1H30M`, `1 Std. 20 Min.`."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from hotwash.times.names import WORD, fold

UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
"""Seconds by the first letter of a unit."""

_UNIT_WORDS = {
    "w": "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane"
    " weken tydzien tygodnie tygodni",
    "d": "d day days tag tage tagen jour jours j dia dias giorno giorni dag dagen dzien dni",
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren godz"
    " godzina godziny godzin",
    "m": "m min mins minute minutes minuten minuto minutos minuti minuut minuta minuty minut mn",
    "s": "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo"
    " secondi seconden sekunda sekundy sekund",
}
_UNIT_OF = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
"""The letter of a unit by its words in the eight languages, without accents."""

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_IN_WORDS = (
    (r"^half an? (?=hour|day|minute)", "½ "),
    (r"^an? (?=hour|day|week|minute)", "1 "),
    (r"^([0-9]+) (hours?|days?|weeks?|minutes?) and a half$", r"\1½ \2"),
)
"""Numbers that are written as words, and what stands for them."""

_ABOUT = (
    r"(?:~|≈|about|around|approx(?:\.|imately)?|ca?\.|ca|circa|etwa|rund|environ|aprox\.?"
    r"|cerca de)\s*"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>[0-9]{{1,7}}(?:[.,][0-9]{{1,3}})?(?!/))?\s*"
        rf"(?P<part>[{''.join(_FRACTIONS)}]|1/[234]|3/4)?(?P<unit>\s*{WORD})?\.?",
        re.IGNORECASE,
    )


@cache
def _machine() -> re.Pattern[str]:
    """ISO 8601: `P1DT2H`, `PT1H30M`."""
    return re.compile(
        r"P(?=[0-9T])(?:(?P<w>[0-9]+)W)?(?:(?P<d>[0-9]+)D)?"
        r"(?:T(?=[0-9])(?:(?P<h>[0-9.,]+)H)?(?:(?P<m>[0-9.,]+)M)?(?:(?P<s>[0-9.,]+)S)?)?",
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
    plain = re.sub(rf"^{_ABOUT}", "", text.strip(), flags=re.I)
    clock = re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s*h)?", plain)
    if clock:
        parts = [int(part or 0) for part in clock.groups()]
        return timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    machine = _machine().fullmatch(plain)
    if machine:
        counts = {unit: count for unit, count in machine.groupdict().items() if count}
        return _sum([(_number(count), unit) for unit, count in counts.items()])
    for words, number in _IN_WORDS:
        plain = re.sub(words, number, plain, flags=re.IGNORECASE)
    return _parts(plain)


def _parts(plain: str) -> timedelta | None:
    """Read numbers with units, each unit smaller than the one before."""
    found: list[tuple[float, str]] = []
    place, last = 0, ""
    while place < len(plain):
        match = _pattern().match(plain, place)
        if match is None or not (match["n"] or match["part"]):
            return None
        unit = _unit(match["unit"], last)
        if match["part"] and not match["unit"]:
            return None
        if not unit or (last and UNITS[unit] >= UNITS[last]):
            return None
        found.append((_number(match["n"] or "0") + _fraction(match["part"]), unit))
        last = unit
        rest = re.match(r"\s*(?:,|\+|(?:and|und|et|y|e|en|i)\b)?\s*", plain[match.end() :])
        place = match.end() + (rest.end() if rest else 0)
    return _sum(found)


def _unit(word: str | None, last: str) -> str:
    """Return the unit's letter; without a word the next smaller one, at first minutes."""
    if word:
        return _UNIT_OF.get(fold(word.strip()), "")
    return {"": "m", "h": "m", "m": "s"}.get(last, "")


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _fraction(text: str | None) -> float:
    if not text:
        return 0.0
    over, _, under = text.partition("/")
    return int(over) / int(under) if under else _FRACTIONS[text]


def _sum(parts: list[tuple[float, str]]) -> timedelta | None:
    if not parts:
        return None
    return timedelta(seconds=round(sum(number * UNITS[unit] for number, unit in parts)))


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
