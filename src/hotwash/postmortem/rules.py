"""The registry of review rules: each says one thing that can be wrong, missing or odd.

A rule is written once, in `hotwash.postmortem.review_rules`, and all who speak about a document ask
this registry: `findings` (the review, `check`), `problem` (the words under a field) and
`Problems` (the tab marks and the count). Rules only ever speak: no answer is changed or refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TIMEZONE, Field, Kind, Path

# A form asks for the problems of its own few answers: what reads times is loaded when it is needed.
if TYPE_CHECKING:
    from hotwash.postmortem.timeline import Timetable
    from hotwash.times.values import ResolvedTime

Severity = Literal["error", "warning", "note"]
"""Something is wrong; something is missing or late; something is worth a thought."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a document."""

    path: Path
    """The field it is about; empty for the whole document."""
    row: int | None
    """The index of the row it is about, or None."""
    message: str
    """In words, without a full stop, beginning with a capital letter only for a name."""
    severity: Severity
    column: str = ""
    """The key of the cell it is about; empty for the whole row or field."""


class Remark(NamedTuple):
    """What a rule has to say about a field."""

    message: str
    column: str = ""
    row: int | None = None
    """The index of the row; a rule for rows leaves it out."""


class Subject:
    """What a rule looks at: a field with an answer, in a document, on a day.

    Args:
        field: The field.
        answer: Its answer as it is, or as it is being typed.
        document: The document, for answers that must agree.
        today: The day to count lateness from.
    """

    def __init__(
        self, field: Field, answer: Answer | None, document: Document, today: date
    ) -> None:
        self.field, self.answer, self.document, self.today = field, answer, document, today

    @property
    def text(self) -> str:
        """The answer, if it is a text and not blank; else empty."""
        return self.answer if isinstance(self.answer, str) and self.answer.strip() else ""

    @cached_property
    def table(self) -> Timetable:
        """The rows of a timeline with their times."""
        from hotwash.postmortem.timetables import timetable

        return timetable(self.document, self.field)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of a table, a timeline or a list of action items."""
        return self.document.rows(self.field.path)

    @property
    def times(self) -> list[ResolvedTime | None]:
        """The times of the rows; None for rows that are not of a timeline."""
        return self.table.times if self.field.kind is Kind.TIMELINE else [None] * len(self.rows)

    @cached_property
    def context(self) -> RowContext:
        """What a rule for rows may know beside the row."""
        given = bool(self.field.default_rows)
        return RowContext(self.today, self.document.incident_date, given)


@dataclass(frozen=True, slots=True)
class RowContext:
    """All that a rule for rows may know beside the row and its time.

    Nothing else of the document is in it: what was said of a row stays true until the row, its time
    or this changes, and is not asked again before.
    """

    today: date
    incident_date: str
    has_defaults: bool
    """Whether the template gives the field its rows."""


FieldCheck = Callable[[Subject], Iterator[Remark]]
RowCheck = Callable[[Row, "ResolvedTime | None", RowContext], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a document can be told."""

    name: str
    """In lower case with hyphens."""
    severity: Severity
    about: frozenset[Kind | Path]
    """The kinds of fields that it looks at, or `TIMEZONE` for the document's zone."""
    field_check: FieldCheck | None = None
    row_check: RowCheck | None = None
    """One of the two is there: what looks at the whole answer, or at one row after the other."""
    unanswered: bool = False
    """Whether it also looks at a field without an answer."""

    def fits(self, subject: Subject) -> bool:
        """Whether it looks at a field with such an answer."""
        field = subject.field
        about = TIMEZONE if field.path == TIMEZONE else field.kind
        return about in self.about and bool(subject.answer or self.unanswered)


RULES: list[Rule] = []
"""Every rule, in the order in which they speak of a field."""


def rule(
    name: str, severity: Severity, *about: Kind | Path, unanswered: bool = False
) -> Callable[[FieldCheck], FieldCheck]:
    """Register a rule that looks at a whole answer; see `Rule`."""

    def register(check: FieldCheck) -> FieldCheck:
        RULES.append(Rule(name, severity, frozenset(about), check, unanswered=unanswered))
        return check

    return register


def row_rule(name: str, severity: Severity, *about: Kind) -> Callable[[RowCheck], RowCheck]:
    """Register a rule that looks at rows one by one; rules that follow each other share a row."""

    def register(check: RowCheck) -> RowCheck:
        RULES.append(Rule(name, severity, frozenset(about), row_check=check))
        return check

    return register


def rules_for(subject: Subject, *severities: Severity) -> list[Rule]:
    """Return the rules that look at a field, in order; of all severities if none is given."""
    return [
        one for one in RULES if (not severities or one.severity in severities) and one.fits(subject)
    ]


def remarks(subject: Subject) -> Iterator[tuple[Severity, Remark]]:
    """Yield all that the rules say of a field."""
    for by_row, group in groupby(rules_for(subject), lambda one: one.row_check is not None):
        rules = list(group)
        if by_row:
            for index, (row, time) in enumerate(zip(subject.rows, subject.times, strict=True)):
                for severity, said in row_remarks(rules, row, time, subject.context):
                    yield severity, said._replace(row=index)
        else:
            yield from field_remarks(rules, subject)


def field_remarks(rules: list[Rule], subject: Subject) -> Iterator[tuple[Severity, Remark]]:
    """Yield what the rules among some that look at whole answers say of one."""
    for one in rules:
        if one.field_check is not None:
            for said in one.field_check(subject):
                yield one.severity, said


def row_remarks(
    rules: list[Rule], row: Row, time: ResolvedTime | None, context: RowContext
) -> Iterator[tuple[Severity, Remark]]:
    """Yield what the rules among some that look at rows say of one."""
    for one in rules:
        if one.row_check is not None:
            for said in one.row_check(row, time, context):
                yield one.severity, said
