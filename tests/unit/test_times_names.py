"""Months and weekdays in eight languages, read alike by every reader of dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hotwash.formats.events.model import ReadContext
from hotwash.formats.events.timestamps import Stamps
from hotwash.template.time_patterns import begins_with, is_day
from hotwash.times.dates import day_within, read_date, read_day, scan_day
from hotwash.times.grammar import scan, spell
from hotwash.times.names import (
    MONTHS_BY_LANGUAGE,
    WEEKDAYS_BY_LANGUAGE,
    month_of,
    month_pattern,
    months,
    weekday_beside,
)

MONDAY = date(2026, 11, 23)

NOVEMBER = {
    "en": "20 November 2026",
    "de": "20. November 2026",
    "fr": "20 novembre 2026",
    "es": "20 de noviembre de 2026",
    "pt": "20 de novembro de 2026",
    "it": "20 novembre 2026",
    "nl": "20 november 2026",
    "pl": "20 listopada 2026 r.",
}


def every_form() -> list[tuple[str, int]]:
    return [
        (form, number)
        for names in MONTHS_BY_LANGUAGE.values()
        for number, forms in enumerate(names.split("|"), 1)
        for form in forms.split()
    ]


class TestTheTable:
    def test_each_language_has_twelve_months_and_seven_weekdays(self) -> None:
        assert {len(names.split("|")) for names in MONTHS_BY_LANGUAGE.values()} == {12}
        assert {len(names.split("|")) for names in WEEKDAYS_BY_LANGUAGE.values()} == {7}

    def test_no_name_means_two_months(self) -> None:
        assert all(len(set(months(form).values())) == 1 for form, _number in every_form())

    @pytest.mark.parametrize(("form", "number"), every_form())
    def test_every_form_of_a_month_is_read_in_a_date(self, form: str, number: int) -> None:
        for written in (form, form.upper(), f"{form}."):
            assert month_of(written) == number
            found = scan_day(f"20 {written} 2026")
            assert found is not None
            assert found[0].readings == ((2026, number, 20),)

    def test_the_pattern_is_of_whole_names_only(self) -> None:
        import re

        pattern = re.compile(rf"(?:{month_pattern()})", re.IGNORECASE)
        assert all(pattern.fullmatch(form) for form, _number in every_form())
        assert not any(pattern.fullmatch(word) for word in ("marketing", "decommissioned", "ma"))

    def test_accents_may_be_missing_or_written_apart(self) -> None:
        assert month_of("fevrier") == month_of("fe\u0301vrier") == month_of("FÉVR.") == 2
        assert month_of("września") == month_of("wrzesnia") == 9
        assert month_of("Maerz") == month_of("März") == month_of("mrz") == 3


class TestWhatHasTwoMeanings:
    @pytest.mark.parametrize(
        ("text", "day", "weekday"),
        [
            ("mar 24, 2026", (2026, 3, 24), None),
            ("mar. 24 nov. 2026", (2026, 11, 24), 1),
            ("24 mar 2026", (2026, 3, 24), None),
            ("di 24 november 2026", (2026, 11, 24), 1),
            ("di 22 novembre 2026", (2026, 11, 22), 6),
            ("do 26 listopada 2026", (2026, 11, 26), None),
            ("ma 23 mei 2026", (2026, 5, 23), 0),
            ("20 mai 2026", (2026, 5, 20), None),
            ("5 set 2026", (2026, 9, 5), None),
            ("5 sept 2026", (2026, 9, 5), None),
        ],
    )
    def test_the_words_beside_tell(
        self, text: str, day: tuple[int, int, int], weekday: int | None
    ) -> None:
        found = scan_day(text)
        assert found is not None
        assert found == (found[0], len(text))
        assert found[0].readings == (day,)
        assert found[0].weekday == weekday

    def test_without_a_language_a_weekday_of_two_meanings_is_none(self) -> None:
        assert weekday_beside("di") is None
        assert weekday_beside("di", "mei") == 1
        assert weekday_beside("mardi") == 1

    @pytest.mark.parametrize("line", ["Sam 10:15 restarted it", "Dom 10:15 is on call", "So 10:15"])
    def test_a_short_name_that_may_be_a_persons_is_no_weekday(self, line: str) -> None:
        assert scan(line) is None

    @pytest.mark.parametrize("line", ["10:15 5 marketing mails", "10:15 3 decommissioned hosts"])
    def test_a_word_that_begins_like_a_month_is_none(self, line: str) -> None:
        found = begins_with(line)
        assert found is not None
        assert found.time == "10:15"


@pytest.mark.parametrize("written", NOVEMBER.values(), ids=NOVEMBER)
class TestEveryReader:
    def test_a_typed_date(self, written: str) -> None:
        assert read_date(written, MONDAY) == "2026-11-20"

    def test_a_title(self, written: str) -> None:
        assert day_within(f"Incident {written}") == "2026-11-20"

    def test_a_time_in_a_cell(self, written: str) -> None:
        found = spell(f"{written} 10:15")
        assert found is not None
        assert found.day is not None
        assert found.day.readings == ((2026, 11, 20),)

    def test_a_heading_over_a_timeline(self, written: str) -> None:
        assert is_day(written) or "r." in written

    def test_a_source(self, written: str) -> None:
        stamps = Stamps(ReadContext(datetime(2026, 11, 23, tzinfo=UTC)))
        assert stamps.instant(f"{written} 10:15") == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "vendredi 20 novembre 2026 à 10h15",
        "le 20 novembre 2026 à 10h15",
        "Freitag, den 20. November 2026 um 10:15 Uhr",
        "viernes, 20 de noviembre de 2026 a las 10:15",
        "sexta-feira, 20 de novembro de 2026 às 10h15",
        "venerdì 20 novembre 2026 alle 10:15",
        "vrijdag 20 november 2026 om 10:15 uur",
        "piątek, 20 listopada 2026 r. o godz. 10:15",
        "nov 20 2026 10:15",
        "2026-324 10:15",
        "2026-324T10:15",
        "2026-W47-5 10:15",
    ],
)
def test_a_day_and_a_time_as_people_write_them(written: str) -> None:
    found = spell(written)
    assert found is not None
    assert found.day is not None
    assert found.day.readings == ((2026, 11, 20),)
    assert found.clock == (10, 15, None, "")


def test_a_system_log_in_german_and_portuguese() -> None:
    stamps = Stamps(ReadContext(datetime(2026, 12, 28, tzinfo=UTC)))
    assert stamps.instant("Dez 20 10:15:00") == datetime(2026, 12, 20, 10, 15, tzinfo=UTC)
    assert stamps.instant("out 20 10:15:00") == datetime(2026, 10, 20, 10, 15, tzinfo=UTC)
    assert stamps.instant("févr. 20 10:15:00") == datetime(2026, 2, 20, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day", "note"),
    [
        ("next fri", "2026-12-04", "taken for Friday 4 December 2026"),
        ("fri", "2026-11-27", ""),
        ("next week", "2026-11-30", ""),
        ("in 2 weeks", "2026-12-07", ""),
        ("in a month", "2026-12-23", ""),
        ("in three days", "2026-11-26", ""),
        ("end of week", "2026-11-27", ""),
        ("end of month", "2026-11-30", ""),
        ("EOM", "2026-11-30", ""),
        ("end of next month", "2026-12-31", ""),
        ("end of the quarter", "2026-12-31", ""),
        ("2026-335", "2026-12-01", ""),
        ("2026-W49-2", "2026-12-01", ""),
        ("11/12/2026", "2026-12-11", "taken for 11 December 2026, not 12 November 2026"),
        ("12/01", "2027-01-12", "taken for 12 January 2027, not 1 December 2026"),
        ("11/27/2026", "2026-11-27", ""),
    ],
)
def test_a_due_date(typed: str, day: str, note: str) -> None:
    found = read_day(typed, MONDAY, ahead=True)
    assert found is not None
    assert (found.day.isoformat(), found.note) == (day, note)


@pytest.mark.parametrize("typed", ["2026-366", "2026-000", "2026-W54-1", "end of days", "in weeks"])
def test_what_is_no_day(typed: str) -> None:
    assert read_day(typed, MONDAY) is None
