"""The document: the answers to a template's questions, as values that never change.

A change makes a new `Document` that shares all it can with the old one, so that undo, autosave,
merging and the preview can each hold on to the state they need without copying it.

Every answer is text, a tuple of texts, or a tuple of rows whose cells are text. What a text means
(a date, a time, a tick) is a matter of its field's kind; what does not fit is kept as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType

from hotwash.template.model import TIMEZONE, TITLE, Field, Kind, Path, Section, Template

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


@dataclass(frozen=True, slots=True)
class Document:
    """A postmortem: a template and the answers given so far."""

    template: Template
    answers: Mapping[Path, Answer] = field(default_factory=lambda: NO_ANSWERS)

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

        Where no field asks for it, it is that of the first date and time, or the one in the title.
        """
        for known in self.template.fields:
            if known.kind is Kind.DATE and not _LATER.intersection(known.path[-1].split("_")):
                return self.text(known.path)
        from hotwash.times.dates import day_within

        fields = (known for known in self.template.fields if known.kind is Kind.DATETIME)
        days = (day_within(self.text(known.path)) for known in fields)
        return next(filter(None, days), "") or day_within(self.title)

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
        return Document(self.template, answers)

    def is_answered(self, known: Field) -> bool:
        """Whether a field has an answer; the rows that its template gives are none yet."""
        answer = self.answers.get(known.path)
        if not answer or not known.given or len(answer) != len(known.given):
            return bool(answer)
        keys = [column.key for column in known.columns if column.shown]
        rows = self.rows(known.path)
        return any(
            tuple(row[key] for key in keys) != given or set(row.cells) - set(keys)
            for row, given in zip(rows, known.given, strict=False)
        )

    def answered(self, section: Section) -> tuple[int, int]:
        """How many of a section's fields are answered, and how many it has."""
        fields = list(section.fields())
        return sum(map(self.is_answered, fields)), len(fields)


_LATER = frozenset({"review", "due", "meeting", "followup", "next", "published", "updated"})
