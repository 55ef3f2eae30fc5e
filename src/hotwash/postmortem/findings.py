"""What is wrong, missing or odd in a document, in words: under a field, in the review, in `check`.

`problem` and `row_problem` speak about one answer and are what the form shows beneath it;
`findings` speaks about the whole document. Both only ever speak: no answer is changed or refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hotwash.postmortem.actions import due_date, due_words, is_done, is_overdue
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.marking import is_marked, timelines
from hotwash.postmortem.placeholders import placeholders
from hotwash.template.model import MOMENTS, TIMEZONE, ColumnKind, Field, Kind, Path
from hotwash.times.durations import read_duration, write_duration
from hotwash.times.zone_names import UTC
from hotwash.times.zones import name_question, zone_problem

# A form asks for the problems of its own few answers: what reads times is loaded when it is needed.
if TYPE_CHECKING:
    from hotwash.postmortem.moments import Metrics
    from hotwash.postmortem.timeline import Timetable

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


def problem(field: Field, answer: Answer | None, document: Document) -> str:
    """Say what is wrong with an answer; empty when nothing is, or there is no answer.

    Args:
        field: The question.
        answer: The answer as it is, or as it is being typed.
        document: The rest of the document, for answers that must agree.
    """
    if not isinstance(answer, str) or not answer.strip():
        return ""
    if field.path == TIMEZONE:
        return zone_problem(answer)
    if field.kind is Kind.DATE and due_date(answer) is None:
        return "this is not read as a date; write it as 2026-11-20"
    if field.kind is Kind.DATETIME:
        return _date_and_time_problem(answer)
    if field.kind is Kind.CHOICE and field.choices and not _is_choice(field, answer):
        if field.details:
            return f"details alone: choose {' or '.join(field.choices)} too"
        return f"not one of {', '.join(field.choices)}"
    if field.kind is Kind.DURATION:
        return _duration_problem(answer, document)
    return ""


def _date_and_time_problem(answer: str) -> str:
    from hotwash.times.grammar import spell
    from hotwash.times.reading import is_date_and_time

    if not is_date_and_time(answer):
        return "this is not read as a date and a time; write it as 2026-11-20 10:15"
    found = spell(answer)
    days = set(found.day.readings) if found is not None and found.day is not None else set()
    return "this may be two days; write the date as 2026-11-20" if len(days) > 1 else ""


def _marked_duration(document: Document) -> timedelta | None:
    if not any(is_marked(document, field) for field in timelines(document)):
        return None
    from hotwash.postmortem.timetables import marked_duration

    return marked_duration(document)


def _is_choice(field: Field, answer: str) -> bool:
    given = answer.strip().casefold()
    for choice in field.choices:
        known = choice.strip().casefold()
        if given == known:
            return True
        if field.details and given.startswith(known) and not given[len(known)].isalnum():
            return True
    return False


def _duration_problem(answer: str, document: Document) -> str:
    given = read_duration(answer)
    if given is None:
        return "this is not read as a duration; write it as 2h 30m"
    marked = _marked_duration(document)
    if marked is None or marked < timedelta(0):
        return ""  # moments the wrong way round are said where they are marked
    about = not answer.strip()[0].isdigit()
    leeway = max(timedelta(minutes=1), marked / 5 if about else marked / 60)
    if abs(given - marked) <= leeway:
        return ""
    return f"from started to resolved, the timeline says {write_duration(marked)}"


def row_problems(field: Field, row: Row, document: Document, today: date) -> dict[str, str]:
    """Say what is wrong in a row, by column key; only for cells that have a text.

    Args:
        field: The timeline, the table or the action items.
        row: The row.
        document: The document it is in.
        today: The day to count lateness from.
    """
    found: dict[str, str] = {}
    if field.kind is Kind.TIMELINE:
        time, moment = row["time"], row["moment"]
        if time and not _readable(time):
            found["time"] = "this is not read as a time; it is kept as typed"
        if moment and moment not in MOMENTS:
            found["moment"] = f"not one of {', '.join(MOMENTS)}"
    elif field.kind is Kind.ACTIONS:
        due = row["due"]
        if due and due_date(due) is None:
            found["due"] = "this is not read as a date; write it as 2026-11-27"
        elif is_overdue(row, today):
            found["due"] = due_words(due, today)
    for column in field.columns:
        text = row[column.key]
        if column.kind is ColumnKind.DATE and text and due_date(text) is None:
            found.setdefault(column.key, "this is not read as a date; write it as 2026-11-27")
    return found


def row_problem(field: Field, row: Row, document: Document, today: date) -> str:
    """Say the first thing that is wrong in a row; empty when nothing is."""
    return next(iter(row_problems(field, row, document, today).values()), "")


def _readable(text: str) -> bool:
    from hotwash.times.sequence import is_canonical

    if is_canonical(text):
        return True
    from hotwash.times.grammar import spell

    found = spell(text)
    return found is not None and not found.base


def findings(
    document: Document, *, today: date, warnings: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Say everything there is to say about a document, in the template's order.

    Args:
        document: The document.
        today: The day to count lateness from.
        warnings: What reading the file had to say; it goes first.
    """
    found = [Finding((), None, warning, "warning") for warning in warnings]
    zone = zone_problem(document.timezone)
    if zone:
        found.append(Finding(TIMEZONE, None, zone, "error"))
    elif question := timezone_question(document, today):
        found.append(Finding(TIMEZONE, None, question, "note"))
    fields = list(document.template.fields)
    if document.template.title is not None:
        fields.insert(0, document.template.title)
    for field in fields:
        answer = document.answer(field.path)
        if not document.is_answered(field):
            found.append(Finding(field.path, None, _unanswered(field), "warning"))
        if not answer:
            continue
        wrong = problem(field, answer, document)
        if wrong:
            found.append(Finding(field.path, None, wrong, "error"))
        if field.kind is Kind.TIMELINE:
            found += _timeline_findings(field, document)
        elif field.kind is Kind.ACTIONS:
            found += _action_findings(field, document, today)
        found += _date_findings(field, answer, today)
        found += moment_field_findings(field, document)
        for row, column, words in placeholders(field, answer):
            found.append(Finding(field.path, row, f"still says {words}", "warning", column))
    return tuple(found)


def timezone_question(document: Document, today: date) -> str:
    """Question the document's zone where its name can be meant otherwise: `PST` in July.

    Args:
        document: The document.
        today: The day that counts where the document has no date.
    """
    day = due_date(document.incident_date) or today
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return name_question(document.timezone, noon)


def time_notes(document: Document, today: date) -> tuple[str, ...]:
    """Return what is in question about a document's times, in words, each once.

    Args:
        document: The document.
        today: The day that counts where the document has no date.
    """
    from hotwash.postmortem.timeline import time_questions
    from hotwash.postmortem.timetables import timetable

    found = [timezone_question(document, today)]
    for field in timelines(document):
        for _index, notes in time_questions(timetable(document, field)):
            found += notes
    return tuple(dict.fromkeys(filter(None, found)))


def moment_field_findings(field: Field, document: Document) -> Iterator[Finding]:
    """Compare a moment that stands in a field with the one that the timeline marks.

    Args:
        field: A field of one line; others say no moment.
        document: The document.
    """
    if not field.kind.is_line or not any(is_marked(document, one) for one in timelines(document)):
        return
    from hotwash.postmortem.field_moments import difference

    words = difference(field, document)
    if words:
        yield Finding(field.path, None, words, "warning")


def _unanswered(field: Field) -> str:
    """Say that a field has no answer, or no more than its template gives."""
    return (
        "nothing ticked yet"
        if field.kind is Kind.ACTIONS and field.default_rows
        else "not answered yet"
    )


def _date_findings(field: Field, answer: Answer, today: date) -> Iterator[Finding]:
    if field.kind is Kind.DATE and isinstance(answer, str) and field.path[-1] == "date":
        day = due_date(answer)
        if day is not None and day > today:
            yield Finding(field.path, None, f"{answer} is in the future", "warning")


def _timeline_findings(field: Field, document: Document) -> Iterator[Finding]:
    from hotwash.postmortem.days import list_day, year_note
    from hotwash.postmortem.timetables import timetable
    from hotwash.times.reading import is_unknown

    table = timetable(document, field)
    path = field.path
    for index, (row, time) in enumerate(zip(table.rows, table.times, strict=True)):
        text = row["time"]
        if not text:
            yield Finding(path, index, "no time", "warning", "time")
        elif time is None and not is_unknown(text):
            yield Finding(path, index, f"the time {text} cannot be read", "error", "time")
        if not row["event"]:
            yield Finding(path, index, "a time without words", "warning", "event")
        if row["moment"] and row["moment"] not in MOMENTS:
            message = f"{row['moment']} is not one of {', '.join(MOMENTS)}"
            yield Finding(path, index, message, "error", "moment")
    yield from _zone_findings(path, table)
    if not table.is_sorted:
        yield Finding(path, None, "the rows are not in order of time", "warning")
    said = list_day(document, path).note or year_note(document, path, table.times)
    if said and any(time is not None for time in table.times):
        yield Finding(path, None, said, "note")
    for one in (*_moment_findings(document), *_mark_findings(document)):
        if one.path == path:
            yield one


def _zone_findings(path: Path, table: Timetable) -> Iterator[Finding]:
    """Question zones and clock changes, each question once."""
    from hotwash.postmortem.timeline import time_questions

    asked: set[str] = set()
    for index, notes in time_questions(table):
        for note in notes:
            if note not in asked:
                asked.add(note)
                yield Finding(path, index, note, "note", "time")


def _mark_findings(document: Document) -> Iterator[Finding]:
    """Say which moments no timeline has, once for all of them."""
    from hotwash.postmortem.timetables import whole_timeline

    answered = [field.path for field in timelines(document) if document.rows(field.path)]
    if not answered:
        return
    whole = whole_timeline(document)
    if not whole.metrics.rows:
        message = "no row is marked as started, detected or resolved"
        yield Finding(answered[0], None, message, "note")
        return
    marked = {place[0] for moment in MOMENTS if (place := whole.place(moment)) is not None}
    path = next(path for path in answered if path in marked)
    for moment in ("started", "resolved"):
        if moment in whole.metrics.missing:
            yield Finding(path, None, f"no row is marked as {moment}", "note")


def _moment_findings(document: Document) -> Iterator[Finding]:
    """Say which moments have no time, or come before the start or one that leads to them."""
    from hotwash.postmortem.timetables import whole_timeline

    whole = whole_timeline(document)
    marked = whole.metrics
    for moment in marked.rows:
        path, index = whole.place(moment) or ((), None)
        length = marked.since_start(moment)
        if moment not in marked.at:
            yield Finding(path, index, f"{moment} has no time", "warning", "moment")
        elif length is not None and length < timedelta(0):
            early = write_duration(-length)
            yield Finding(path, index, f"{moment} is {early} before started", "error", "moment")
    for moment, message in _disorder(marked):
        path, index = whole.place(moment) or ((), None)
        yield Finding(path, index, message, "warning", "moment")


def _disorder(marked: Metrics) -> Iterator[tuple[str, str]]:
    """Yield each moment, not before the start, that is before the one that leads to it, and say."""
    start = marked.at.get("started")
    known = [one for one in MOMENTS if one in marked.at]
    later = [one for one in known if start is None or marked.at[one].instant >= start.instant]
    for before, after in pairwise(later):
        early = marked.at[before].instant - marked.at[after].instant
        if early > timedelta(0):
            yield after, f"{after} is {write_duration(early)} before {before}"


def _action_findings(field: Field, document: Document, today: date) -> Iterator[Finding]:
    for index, row in enumerate(document.rows(field.path)):
        wrong = row_problems(field, row, document, today)
        late = is_overdue(row, today)
        for column, message in wrong.items():
            yield Finding(field.path, index, message, "warning" if late else "error", column)
        if not row["task"]:
            yield Finding(field.path, index, "no task", "warning", "task")
        if is_done(row) or field.default_rows:
            continue
        if not row["owner"]:
            yield Finding(field.path, index, "no owner", "warning", "owner")
        if not row["due"]:
            yield Finding(field.path, index, "no due date", "warning", "due")
        elif _is_before(row["due"], document.incident_date):
            yield Finding(field.path, index, "due before the incident", "warning", "due")


def _is_before(due: str, incident: str) -> bool:
    first, second = due_date(due), due_date(incident)
    return first is not None and second is not None and first < second
