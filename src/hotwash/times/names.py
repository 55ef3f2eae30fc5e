"""The names of months and weekdays in eight languages, in one table for every reader of dates.

A name is looked up without its accents, its capitals and its point: `Févr.`, `fevr`, `FÉVR`. No
short name of a month means two months; some of weekdays do (`di` is Tuesday in German and Sunday in
French), and `mar` is March or, in French, Spanish and Italian, Tuesday. Which it is, is told by the
language of the words beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

MONTHS_BY_LANGUAGE: Mapping[str, str] = {
    "en": "January jan|February feb|March mar|April apr|May|June jun|July jul|August aug"
    "|September sept sep|October oct|November nov|December dec",
    "de": "Januar Jänner Jan Jän|Februar Feber Feb|März Maerz Mär Mrz Mar|April Apr|Mai|Juni Jun"
    "|Juli Jul|August Aug|September Sept Sep|Oktober Okt|November Nov|Dezember Dez",
    "fr": "janvier janv jan|février févr fév|mars mar|avril avr|mai|juin|juillet juil jul"
    "|août aou|septembre sept sep|octobre oct|novembre nov|décembre déc",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago"
    "|septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic",
    "pt": "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago"
    "|setembro set|outubro out|novembro nov|dezembro dez",
    "it": "gennaio gen genn|febbraio feb febb|marzo mar|aprile apr|maggio mag|giugno giu"
    "|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
    "|september sept sep|oktober okt|november nov|december dec",
    "pl": "styczeń stycznia sty|luty lutego lut|marzec marca mar|kwiecień kwietnia kwi|maj maja"
    "|czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz"
    "|październik października paź|listopad listopada lis|grudzień grudnia gru",
}
"""The twelve months of each language, with bars between: the full name first, then other forms."""

WEEKDAYS_BY_LANGUAGE: Mapping[str, str] = {
    "en": "Monday mon|Tuesday tues tue|Wednesday wed|Thursday thurs thur thu|Friday fri"
    "|Saturday sat|Sunday sun",
    "de": "Montag Mo|Dienstag Di|Mittwoch Mi|Donnerstag Do|Freitag Fr|Samstag Sonnabend Sa"
    "|Sonntag So",
    "fr": "lundi lun lu|mardi mar ma|mercredi mer me|jeudi jeu je|vendredi ven ve|samedi sam sa"
    "|dimanche dim di",
    "es": "lunes lun lu|martes mar ma|miércoles mié mi|jueves jue ju|viernes vie vi|sábado sáb sa"
    "|domingo dom do",
    "pt": "segunda-feira segunda seg|terça-feira terça ter|quarta-feira quarta qua"
    "|quinta-feira quinta qui|sexta-feira sexta sex|sábado sáb|domingo dom",
    "it": "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom",
    "nl": "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
    "pl": "poniedziałek pon pn|wtorek wt|środa śr|czwartek czw cz|piątek pt|sobota sob sb"
    "|niedziela niedz nd",
}
"""The seven weekdays of each language, from Monday on."""

MONTHS = tuple(names.split()[0] for names in MONTHS_BY_LANGUAGE["en"].split("|"))
"""The months in English, as they are written."""
WEEKDAYS = tuple(names.split()[0] for names in WEEKDAYS_BY_LANGUAGE["en"].split("|"))
"""The weekdays in English, from Monday on."""

WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
"""One word, its accents written in either way."""

Meanings = Mapping[str, int]
"""A number for each language in which a name means something."""

_STROKES = str.maketrans({"ł": "l", "ø": "o", "’": "'"})


def fold(word: str) -> str:
    """Return a word in small letters, without accents and without a point behind it."""
    small = word.casefold().strip(" .")
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small.translate(_STROKES))
    return "".join(part for part in parts if not unicodedata.combining(part))


def month_of(word: str) -> int:
    """Return the number of a month by any of its names: 1 for `enero`; 0 when it is none."""
    return next(iter(months(word).values()), 0)


def months(word: str) -> Meanings:
    """Return what month a word means, 1 to 12, in each language that has it."""
    return _tables()[0].get(fold(word), {})


def weekdays(word: str) -> Meanings:
    """Return what weekday a word means, 0 for Monday, in each language that has it."""
    return _tables()[1].get(fold(word), {})


def weekday_beside(word: str, month: str = "") -> int | None:
    """Return the weekday that a word means beside a month; None when it means none, or several.

    Args:
        word: The weekday's name.
        month: The month's name in the same date, which tells the language; empty when there is
            none.
    """
    found = weekdays(word)
    languages = months(month)
    told = {number for language, number in found.items() if language in languages}
    meant = told or set(found.values())
    return meant.pop() if len(meant) == 1 else None


def is_full_weekday(word: str) -> bool:
    """Whether a word is a weekday's whole name, which no short word of a sentence is."""
    return fold(word) in _full_weekdays()


MONTH_SIGN, WEEKDAY_SIGN = "\ue000", "\ue001"
"""What stands for each letter of a name in `signed`; no text has a reason to have them."""


def signed(text: str) -> str:
    """Return a text with signs for the letters of the names of months and weekdays in it.

    A pattern then needs no names: `20 ███ 2026`. It is as long as it was, so that places in it are
    places in the text.
    """
    return _words().sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    word = match[0]
    if months(word):
        return MONTH_SIGN * len(word)
    return WEEKDAY_SIGN * len(word) if len(word) > 2 and weekdays(word) else word


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){WORD}(?![^\W_])")


_SHORT_OR_NUMBERS = frozenset(["thurs", "niedz", "segunda", "terca", "quarta", "quinta", "sexta"])
"""Long enough to be a whole name, but short, or a number in Portuguese."""


@cache
def _full_weekdays() -> frozenset[str]:
    names = (name for day in WEEKDAYS_BY_LANGUAGE.values() for name in re.split(r"[ |]", day))
    return frozenset(fold(name) for name in names if len(name) > 4) - _SHORT_OR_NUMBERS


@cache
def _tables() -> tuple[Mapping[str, Meanings], Mapping[str, Meanings]]:
    return _numbered(MONTHS_BY_LANGUAGE, 1), _numbered(WEEKDAYS_BY_LANGUAGE, 0)


def _numbered(table: Mapping[str, str], first: int) -> Mapping[str, Meanings]:
    found: dict[str, dict[str, int]] = {}
    for language, names in table.items():
        for number, forms in enumerate(names.split("|"), first):
            for form in forms.split():
                found.setdefault(fold(form), {})[language] = number
    return found


@cache
def month_pattern() -> str:
    """Return a pattern of all names of months, for small letters or with `re.IGNORECASE`."""
    return _alternatives(MONTHS_BY_LANGUAGE.values())


@cache
def weekday_pattern(shortest: int = 3) -> str:
    """Return a pattern of the names of weekdays, of those with enough letters."""
    return _alternatives(WEEKDAYS_BY_LANGUAGE.values(), shortest)


def _alternatives(tables: Iterable[str], shortest: int = 3) -> str:
    names = {form.lower() for names in tables for form in names.replace("|", " ").split()}
    names |= {fold(name) for name in names}
    return _branches(sorted(name for name in names if len(name) >= shortest))


def _branches(words: list[str]) -> str:
    """Return a pattern that matches the words, what they begin with written once."""
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    parts = [head + _branches(tails) for head, tails in heads.items()]
    if not parts:
        return ""
    single = all(len(part) == 1 for part in parts)
    joined = f"[{''.join(parts)}]" if single and len(parts) > 1 else "|".join(parts)
    if "" in words:
        return f"(?:{joined})?" if len(joined) > 1 else f"{joined}?"
    return joined if len(parts) == 1 or single else f"(?:{joined})"
