"""Every review rule, in the order in which they speak of a field.

To add one, write it here: the review, `check`, the tab marks and the count follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hotwash.postmortem.actions import due_date, due_words, is_done, is_overdue
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import is_marked, timelines
from hotwash.postmortem.placeholders import placeholders
from hotwash.postmortem.rules import Remark, RowContext, Subject, row_rule, rule
from hotwash.template.model import MOMENTS, TIMEZONE, Kind, Path
from hotwash.times.durations import read_duration, write_duration
from hotwash.times.zone_names import UTC
from hotwash.times.zones import name_question, zone_problem

# What reads times is loaded when a document has some.
if TYPE_CHECKING:
    from hotwash.postmortem.timetables import WholeTimeline
    from hotwash.times.values import ResolvedTime

_LINES = [kind for kind in Kind if kind.is_line]

# The document's time zone.


@rule("unknown-zone", "error", TIMEZONE, unanswered=True)
def unknown_zone(about: Subject) -> Iterator[Remark]:
    """The document's zone is not known."""
    if wrong := zone_problem(about.text or about.document.timezone):
        yield Remark(wrong)


@rule("ambiguous-zone", "note", TIMEZONE, unanswered=True)
def ambiguous_zone(about: Subject) -> Iterator[Remark]:
    """The zone's name can be meant otherwise."""
    zone = about.document.timezone
    if not zone_problem(zone) and (question := timezone_question(about.document, about.today)):
        yield Remark(question)


def timezone_question(document: Document, today: date) -> str:
    """Question the document's zone where its name can be meant otherwise: `PST` in July.

    Args:
        document: The document.
        today: The day that counts where the document has no date.
    """
    day = due_date(document.incident_date) or today
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return name_question(document.timezone, noon)


# Whether there is an answer, and whether it fits.


@rule("required", "error", *Kind, unanswered=True)
def required(about: Subject) -> Iterator[Remark]:
    """A field that the template requires has no answer."""
    if about.field.required and not about.document.is_answered(about.field):
        yield Remark("the template requires an answer")


@rule("unanswered", "warning", *Kind, unanswered=True)
def unanswered(about: Subject) -> Iterator[Remark]:
    """A field has no answer, or no more than its template gives."""
    if not about.field.required and not about.document.is_answered(about.field):
        given = about.field.kind is Kind.ACTIONS and about.field.default_rows
        yield Remark("nothing ticked yet" if given else "not answered yet")


@rule("unreadable-date", "error", Kind.DATE)
def unreadable_date(about: Subject) -> Iterator[Remark]:
    """A date is not read as one."""
    if about.text and due_date(about.text) is None:
        yield Remark("this is not read as a date; write it as 2026-11-20")


@rule("unreadable-date-and-time", "error", Kind.DATETIME)
def unreadable_date_and_time(about: Subject) -> Iterator[Remark]:
    """A date and a time are not read as such, or may be of two days."""
    if not about.text:
        return
    from hotwash.times.grammar import spell
    from hotwash.times.reading import is_date_and_time

    if not is_date_and_time(about.text):
        yield Remark("this is not read as a date and a time; write it as 2026-11-20 10:15")
        return
    found = spell(about.text)
    if found is not None and found.day is not None and len(set(found.day.readings)) > 1:
        yield Remark("this may be two days; write the date as 2026-11-20")


@rule("no-choice", "error", Kind.CHOICE)
def no_choice(about: Subject) -> Iterator[Remark]:
    """An answer is none of those that may be chosen."""
    choices = about.field.choices
    if not (about.text and choices) or any(_chooses(about, choice) for choice in choices):
        return
    if about.field.details:
        yield Remark(f"details alone: choose {' or '.join(choices)} too")
    else:
        yield Remark(f"not one of {', '.join(choices)}")


def _chooses(about: Subject, choice: str) -> bool:
    """Whether an answer is a choice, or begins with one that takes words after it."""
    given, known = about.text.strip().casefold(), choice.strip().casefold()
    if given == known:
        return True
    return about.field.details and given.startswith(known) and not given[len(known)].isalnum()


@rule("unreadable-duration", "error", Kind.DURATION)
def unreadable_duration(about: Subject) -> Iterator[Remark]:
    """A duration is not read as one."""
    if about.text and read_duration(about.text) is None:
        yield Remark("this is not read as a duration; write it as 2h 30m")


@rule("other-duration", "error", Kind.DURATION)
def other_duration(about: Subject) -> Iterator[Remark]:
    """A duration is not that from started to resolved."""
    given = read_duration(about.text) if about.text else None
    marked = None if given is None else _marked_duration(about.document)
    if given is None or marked is None or marked < timedelta(0):
        return  # moments the wrong way round are said where they are marked
    is_about = not about.text.strip()[0].isdigit()
    leeway = max(timedelta(minutes=1), marked / 5 if is_about else marked / 60)
    if abs(given - marked) > leeway:
        yield Remark(f"from started to resolved, the timeline says {write_duration(marked)}")


def _marked_duration(document: Document) -> timedelta | None:
    if not _has_moments(document):
        return None
    from hotwash.postmortem.timetables import whole_timeline

    return whole_timeline(document).metrics.duration


def _has_moments(document: Document) -> bool:
    return any(is_marked(document, field) for field in timelines(document))


# Rows.


@row_rule("no-time", "warning", Kind.TIMELINE)
def no_time(row: Row, _time: ResolvedTime | None, _context: RowContext) -> Iterator[Remark]:
    """A row of a timeline has no time."""
    if not row["time"]:
        yield Remark("no time", "time")


@row_rule("unreadable-time", "error", Kind.TIMELINE)
def unreadable_time(row: Row, time: ResolvedTime | None, _context: RowContext) -> Iterator[Remark]:
    """The time of a row cannot be read, and does not say that it is unknown."""
    if time is not None or not row["time"]:
        return
    from hotwash.times.reading import is_unknown

    if not is_unknown(row["time"]):
        yield Remark(f"the time {row['time']} cannot be read", "time")


@row_rule("no-event", "warning", Kind.TIMELINE)
def no_event(row: Row, _time: ResolvedTime | None, _context: RowContext) -> Iterator[Remark]:
    """A row of a timeline has no words."""
    if not row["event"]:
        yield Remark("a time without words", "event")


@row_rule("unknown-moment", "error", Kind.TIMELINE)
def unknown_moment(row: Row, _time: ResolvedTime | None, _context: RowContext) -> Iterator[Remark]:
    """A row is marked with a word that is no moment."""
    moment = row["moment"]
    if moment and moment not in MOMENTS:
        yield Remark(f"{moment} is not one of {', '.join(MOMENTS)}", "moment")


@row_rule("late-action", "warning", Kind.ACTIONS)
def late_action(row: Row, _time: ResolvedTime | None, context: RowContext) -> Iterator[Remark]:
    """The day of an open action item has passed."""
    if is_overdue(row, context.today):
        yield Remark(due_words(row["due"], context.today), "due")


@row_rule("unreadable-due-date", "error", Kind.ACTIONS)
def unreadable_due_date(
    row: Row, _time: ResolvedTime | None, _context: RowContext
) -> Iterator[Remark]:
    """The date of an action item is not read as one."""
    if row["due"] and due_date(row["due"]) is None:
        yield Remark("this is not read as a date; write it as 2026-11-27", "due")


@row_rule("no-task", "warning", Kind.ACTIONS)
def no_task(row: Row, _time: ResolvedTime | None, _context: RowContext) -> Iterator[Remark]:
    """An action item does not say what is to be done."""
    if not row["task"]:
        yield Remark("no task", "task")


@row_rule("no-owner", "warning", Kind.ACTIONS)
def no_owner(row: Row, _time: ResolvedTime | None, context: RowContext) -> Iterator[Remark]:
    """An open action item is nobody's."""
    if not row["owner"] and _is_open(row, context):
        yield Remark("no owner", "owner")


@row_rule("no-due-date", "warning", Kind.ACTIONS)
def no_due_date(row: Row, _time: ResolvedTime | None, context: RowContext) -> Iterator[Remark]:
    """An open action item has no date."""
    if not row["due"] and _is_open(row, context):
        yield Remark("no due date", "due")


@row_rule("early-action", "warning", Kind.ACTIONS)
def early_action(row: Row, _time: ResolvedTime | None, context: RowContext) -> Iterator[Remark]:
    """An open action item is due before the incident."""
    due, incident = due_date(row["due"]), due_date(context.incident_date)
    if due is not None and incident is not None and due < incident and _is_open(row, context):
        yield Remark("due before the incident", "due")


def _is_open(row: Row, context: RowContext) -> bool:
    """Whether an item is one that a person wrote, and is not done."""
    return not (context.has_defaults or is_done(row))


# Timelines as a whole.


@rule("time-in-question", "note", Kind.TIMELINE)
def time_in_question(about: Subject) -> Iterator[Remark]:
    """A zone or a clock change can be meant otherwise; each question once."""
    from hotwash.postmortem.timeline import time_questions

    first: dict[str, int] = {}
    for index, notes in time_questions(about.table):
        for note in notes:
            first.setdefault(note, index)
    return (Remark(note, "time", index) for note, index in first.items())


@rule("out-of-order", "warning", Kind.TIMELINE)
def out_of_order(about: Subject) -> Iterator[Remark]:
    """The rows are not in order of time."""
    if not about.table.is_sorted:
        yield Remark("the rows are not in order of time")


@rule("inferred-day", "note", Kind.TIMELINE)
def inferred_day(about: Subject) -> Iterator[Remark]:
    """The day or the year of the rows was inferred."""
    from hotwash.postmortem.days import list_day, year_note

    document, path, times = about.document, about.field.path, about.times
    said = list_day(document, path).note or year_note(document, path, times)
    if said and any(time is not None for time in times):
        yield Remark(said)


@rule("moment-without-time", "warning", Kind.TIMELINE)
def moment_without_time(about: Subject) -> Iterator[Remark]:
    """A row is marked with a moment and has no time."""
    for moment, index, length in _moments(about):
        if length is None:
            yield Remark(f"{moment} has no time", "moment", index)


@rule("moment-before-start", "error", Kind.TIMELINE)
def moment_before_start(about: Subject) -> Iterator[Remark]:
    """A moment is before the start of the incident."""
    for moment, index, length in _moments(about):
        if length is not None and length < timedelta(0):
            early = write_duration(-length)
            yield Remark(f"{moment} is {early} before started", "moment", index)


def _moments(about: Subject) -> Iterator[tuple[str, int, timedelta | None]]:
    """Yield the moments that count and are marked in one list, and how far from the start they are.

    None stands for a moment without a time; without a start, all are as far as it.
    """
    if not is_marked(about.document, about.field):
        return
    from hotwash.postmortem.timetables import whole_timeline

    whole = whole_timeline(about.document)
    for moment in whole.metrics.rows:
        path, index = whole.place(moment) or ((), 0)
        if path == about.field.path:
            length = whole.metrics.since_start(moment) or timedelta(0)
            yield moment, index, length if moment in whole.metrics.at else None


@rule("moments-in-disorder", "warning", Kind.TIMELINE)
def moments_in_disorder(about: Subject) -> Iterator[Remark]:
    """A moment, not before the start, is before one that leads to it."""
    if not _has_moments(about.document):
        return
    from hotwash.postmortem.timetables import whole_timeline

    whole = whole_timeline(about.document)
    known = [one for one in MOMENTS if one in whole.metrics.at]
    late = timedelta(0)
    later = [one for one in known if (whole.metrics.since_start(one) or late) >= late]
    for before, after in pairwise(later):
        early = whole.metrics.at[before].instant - whole.metrics.at[after].instant
        path, index = whole.place(after) or ((), 0)
        if early > late and path == about.field.path:
            yield Remark(f"{after} is {write_duration(early)} before {before}", "moment", index)


@rule("moment-not-marked", "note", Kind.TIMELINE)
def moment_not_marked(about: Subject) -> Iterator[Remark]:
    """No timeline has a moment; said once for all of them."""
    from hotwash.postmortem.timetables import whole_timeline

    whole = whole_timeline(about.document)
    if about.field.path != _first_marked(about.document, whole):
        return
    if not whole.metrics.rows:
        yield Remark("no row is marked as started, detected or resolved")
        return
    for moment in ("started", "resolved"):
        if moment in whole.metrics.missing:
            yield Remark(f"no row is marked as {moment}")


def _first_marked(document: Document, whole: WholeTimeline) -> Path | None:
    """The first timeline that has a moment; where none has one, the first that has rows."""
    answered = [field.path for field in timelines(document) if document.rows(field.path)]
    marked = {whole.places[index][0] for index in whole.metrics.rows.values()}
    return next((path for path in answered if path in marked or not marked), None)


# Answers that can be read and are odd.


@rule("future-date", "warning", Kind.DATE)
def future_date(about: Subject) -> Iterator[Remark]:
    """The date of the incident has not come yet."""
    day = due_date(about.text) if about.field.path[-1] == "date" else None
    if day is not None and day > about.today:
        yield Remark(f"{about.text} is in the future")


@rule("other-moment", "warning", *_LINES)
def other_moment(about: Subject) -> Iterator[Remark]:
    """A moment that stands in a field is another one than the timeline marks."""
    if not _has_moments(about.document):
        return
    from hotwash.postmortem.field_moments import difference

    if words := difference(about.field, about.document):
        yield Remark(words)


@rule("placeholder", "warning", *Kind)
def placeholder(about: Subject) -> Iterator[Remark]:
    """An answer is still to be written."""
    for row, column, words in placeholders(about.field, about.answer or ""):
        yield Remark(f"still says {words}", column, row)
