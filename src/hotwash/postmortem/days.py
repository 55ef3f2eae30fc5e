"""On which day the rows of each timeline begin, and whether that was said or taken from elsewhere.

A list under `### 21 Nov` begins on that day, one without a day of its own on the incident's. What
is added to the words (a year, mostly) is told as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hotwash.postmortem.document import Document
from hotwash.postmortem.marking import timelines
from hotwash.template.model import Field, Path, Template
from hotwash.times.dates import DaySpelling, day_within
from hotwash.times.day_words import KnownDay, known_day
from hotwash.times.values import ResolvedTime

LATER = timedelta(days=90)
"""How far behind the first date that a document names its rows may lie."""

_LONGEST_CLOCK = 8
"""Characters of a time of day, which says no day."""


@dataclass(frozen=True, slots=True)
class ListDay:
    """The day on which a timeline's rows begin."""

    iso: str
    """As ISO; else the incident's date as it was answered, or nothing."""
    note: str = ""
    """What was inferred, in words; empty where the document says the whole day."""


class KnownDays(NamedTuple):
    """The days on which a document's timelines begin, and what they were made of."""

    template: Template
    incident: tuple[str, str]
    """The incident's date and where it was taken from."""
    days: Mapping[Path, ListDay]


def day_of(document: Document, path: Path) -> str:
    """Return the day on which the rows of the timeline at a path begin; see `ListDay.iso`."""
    return list_day(document, path).iso


def list_day(document: Document, path: Path) -> ListDay:
    """Return the day on which a timeline's rows begin, and what of it was inferred."""
    incident = document.incident_date, document.date_note
    known = document.memo.days
    if known is None or known.template is not document.template or known.incident != incident:
        days = dict(_list_days(document, date.today()))
        known = document.memo.days = KnownDays(document.template, incident, days)
    return known.days.get(path) or ListDay(incident[0])


def inferred_rows(document: Document, path: Path) -> int:
    """Return how many rows of a timeline, from its first, are on a day that was inferred."""
    said = list_day(document, path)
    if not said.note and _date(said.iso) is not None:
        return 0
    rows = document.rows(path)
    for index, row in enumerate(rows):
        day = _spelled_day(row["time"])
        if day is not None and day.readings[0][0] is not None:
            return index
    return len(rows)


def year_note(document: Document, path: Path, times: Sequence[ResolvedTime | None]) -> str:
    """Say which year was taken for a timeline whose rows say days without one; else nothing.

    Args:
        document: The document.
        path: The timeline.
        times: The times of its rows.
    """
    if _date(day_of(document, path)) is not None:
        return ""
    for row, time in zip(document.rows(path), times, strict=True):
        day = _spelled_day(row["time"]) if time is not None else None
        if day is not None and time is not None:
            unsaid = day.readings[0][0] is None
            return f"no year is said: {time.instant.year} is taken" if unsaid else ""
    return ""


def _spelled_day(text: str) -> DaySpelling | None:
    """Return what a row's time says of its day; None where it says nothing."""
    if len(text) <= _LONGEST_CLOCK:
        return None
    from hotwash.times.grammar import spell

    spelled = spell(text)
    return spelled.day if spelled is not None and spelled.day and spelled.day.readings else None


def _list_days(document: Document, today: date) -> Iterator[tuple[Path, ListDay]]:
    fields = list(timelines(document))
    incident = _date(document.incident_date)
    first = incident or _first_said(fields, today)
    near, section = first or reference_day(document), None
    for field in fields:
        day = known_day(field.day, first=first, near=near, today=today) if field.day else None
        if day is not None:
            near, section = day.day, document.template.section_of.get(field.path)
            yield field.path, ListDay(day.day.isoformat(), _note(field, day))
        elif incident is not None:
            yield field.path, ListDay(incident.isoformat(), document.date_note)
        elif (
            section is not None
            and near is not None
            and section is document.template.section_of.get(field.path)
        ):
            note = f"no day is said here: {near.isoformat()} is taken from the list above"
            yield field.path, ListDay(near.isoformat(), note)
        elif field.day:
            note = f"“{field.day}” gives no date: write the incident's date or the day's own"
            yield field.path, ListDay(document.incident_date, note)


def reference_day(document: Document) -> date | None:
    """Return a day of the incident's year, for days without one, where no better one is known."""
    return _date(document.template.near)


def assumed_today(document: Document) -> date | None:
    """Return the last day that rows without a year can mean, by the year that the document names.

    None where it names none: then it is the machine's date.
    """
    reference = reference_day(document)
    return None if reference is None else min(reference + LATER, date.today())


def _first_said(fields: list[Field], today: date) -> date | None:
    """Return the first day that is said with its year over any list."""
    days = (known_day(f.day, first=None, near=None, today=today) for f in fields if f.day)
    known = [day for day in days if day is not None]
    return next((day.day for day in known if not day.inferred), None)


def _note(field: Field, day: KnownDay) -> str:
    return f"“{field.day}” is taken for {day.day.isoformat()}" if day.inferred else ""


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        words = day_within(text)
        return date.fromisoformat(words) if words else None
