"""The document: the answers to a template's questions, as values that never change.

A change makes a new `Document` that shares all it can with the old one, so that undo, autosave,
merging and the preview can each hold on to the state they need without copying it.

Every answer is text, a tuple of texts, or a tuple of rows whose cells are text. What a text means
(a date, a time, a tick) is a matter of its field's kind; what does not fit is kept as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from hotwash.template.model import TIMEZONE, TITLE, Field, Kind, Path, Section, Template

if TYPE_CHECKING:
    from hotwash.postmortem.days import KnownDays
    from hotwash.postmortem.timeline import Timetable
    from hotwash.postmortem.timetables import WholeTimeline

_row_ids = count(1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a timeline, a table or a list of action items.

    Two rows are equal when their cells are. The identity only tells rows apart within a running
    program, through edits, moves and merges; it is not saved.
    """

    cells: Mapping[str, str]
    """Text by column key. An empty cell is absent."""
    id: int = field(default_factory=lambda: next(_row_ids), compare=False)

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def with_cell(self, key: str, text: str) -> Row:
        """Return the same row with one cell changed; an empty text takes the cell away."""
        cells = {**self.cells, key: text}
        if not text:
            del cells[key]
        return Row(cells, self.id)

    def with_cells(self, cells: Mapping[str, str]) -> Row:
        """Return the same row with all its cells replaced."""
        return Row({key: text for key, text in cells.items() if text}, self.id)


Answer = str | tuple[str, ...] | tuple[Row, ...]
"""A line or a text; the items of a list; the rows of a table. Never empty: that is no answer."""

NO_ANSWERS: Mapping[Path, Answer] = MappingProxyType({})


@dataclass(slots=True)
class TimelineMemo:
    """What was worked out last of a document's timelines, for it and those that are made from it.

    Each entry names what it was made of, and counts only for that; it is replaced and never
    changed, so threads may share it. A key typed elsewhere then costs nothing.
    """

    tables: dict[Path, Timetable] = field(default_factory=dict)
    """The times of the rows, by timeline."""
    whole: tuple[tuple[Timetable, ...], WholeTimeline] | None = None
    """All timelines in one order, and the tables that it was made of."""
    marked: dict[Path, tuple[tuple[Row, ...], bool]] = field(default_factory=dict)
    """Whether any of the rows is marked with a moment, by timeline."""
    days: KnownDays | None = None
    """The days on which the timelines begin."""


@dataclass(frozen=True, slots=True)
class Document:
    """A postmortem: a template and the answers given so far."""

    template: Template
    answers: Mapping[Path, Answer] = field(default_factory=lambda: NO_ANSWERS)
    memo: TimelineMemo = field(default_factory=TimelineMemo, compare=False, repr=False)
    """Known about its timelines already; see `with_answers`."""

    @property
    def title(self) -> str:
        """The title, or an empty text."""
        return self.text(TITLE)

    @property
    def timezone(self) -> str:
        """The document's time zone: an IANA name or an offset; UTC unless it says otherwise."""
        return self.text(TIMEZONE) or "UTC"

    @property
    def incident_date(self) -> str:
        """The incident's date as it was answered, by the first date that is not a review's.

        Where no field asks for it, it is that of the first date and time, or the one in the title
        or over the document, if there is one; see `date_note`.
        """
        asked = self._date_field
        return self.text(asked.path) if asked is not None else self._date_elsewhere[0]

    @property
    def date_note(self) -> str:
        """Where the incident's date was taken from, in words; empty where a field says it."""
        return "" if self._date_field is not None else self._date_elsewhere[1]

    @property
    def _date_field(self) -> Field | None:
        for known in self.template.dates:
            if known.kind is Kind.DATE and not _LATER.intersection(known.path[-1].split("_")):
                return known
        return None

    @property
    def _date_elsewhere(self) -> tuple[str, str]:
        """The incident's date where no field asks for it, and where it was taken from."""
        for known in self.template.dates:
            if known.kind is Kind.DATETIME and (text := self.text(known.path)):
                from hotwash.times.dates import day_within

                if day := day_within(text):
                    return day, f"the day is taken from {known.label}: {day}"
        return _date_in(self.title, self.template.day)

    def answer(self, path: Path) -> Answer | None:
        """The answer at a path, or None."""
        return self.answers.get(path)

    def text(self, path: Path) -> str:
        """The answer of a line or text field; empty when there is none."""
        found = self.answers.get(path, "")
        return found if isinstance(found, str) else ""

    def items(self, path: Path) -> tuple[str, ...]:
        """The answer of a list field; empty when there is none."""
        found = self.answers.get(path, ())
        if isinstance(found, str):
            return (found,)
        return found if found and isinstance(found[0], str) else ()

    def rows(self, path: Path) -> tuple[Row, ...]:
        """The answer of a table, timeline or action items field; empty when there is none."""
        found = self.answers.get(path, ())
        if isinstance(found, str) or not found or not isinstance(found[0], Row):
            return ()
        return found

    def replace(self, path: Path, answer: Answer | None) -> Document:
        """Return the document with another answer at a path; None or an empty one takes it away."""
        answers = dict(self.answers)
        if answer:
            answers[path] = answer
        else:
            answers.pop(path, None)
        return self.with_answers(answers)

    def with_answers(
        self, answers: Mapping[Path, Answer], template: Template | None = None
    ) -> Document:
        """Return the document with other answers, to another template where one is given.

        What is known about its timelines goes with it, and is made anew where it has changed.
        """
        return Document(template or self.template, answers, self.memo)

    def is_answered(self, known: Field) -> bool:
        """Whether a field has an answer; the rows that its template gives are none yet."""
        answer = self.answers.get(known.path)
        if not answer or not known.default_rows or len(answer) != len(known.default_rows):
            return bool(answer)
        keys = [column.key for column in known.columns][: len(known.default_rows[0])]
        rows = self.rows(known.path)
        return any(
            tuple(row[key] for key in keys) != given or set(row.cells) - set(keys)
            for row, given in zip(rows, known.default_rows, strict=False)
        )

    def answered(self, section: Section) -> tuple[int, int]:
        """How many of a section's fields are answered, and how many it has."""
        fields = list(section.fields())
        return sum(map(self.is_answered, fields)), len(fields)


@lru_cache(maxsize=64)
def _date_in(title: str, over: str) -> tuple[str, str]:
    """Return the date in a title, or in the words over a document, and where it was taken from."""
    from hotwash.times.dates import day_within
    from hotwash.times.day_words import day_words, known_day

    day = day_within(title)
    if day:
        return day, f"the day is taken from the title: {day}"
    for words, where in ((over, "the words over the document"), (day_words(title), "the title")):
        known = known_day(words, first=None, near=None, today=date.today()) if words else None
        if known is not None:
            return known.day.isoformat(), f"the day is taken from {where}: {known.day}"
    return "", ""


_LATER = frozenset({"review", "due", "meeting", "followup", "next", "published", "updated"})
