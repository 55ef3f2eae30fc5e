"""What is wrong, missing or odd in a document, in words: under a field, in the review, in `check`.

`problem` speaks about one answer and is what the form shows beneath it; `findings` speaks about the
whole document. What there is to say stands in `hotwash.postmortem.review_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hotwash.postmortem.document import Answer, Document
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.review_rules import timezone_question
from hotwash.postmortem.rules import Finding, Subject, field_remarks, remarks, rules_for
from hotwash.template.model import TIMEZONE_FIELD, Field

__all__ = ["Finding", "findings", "problem", "subjects", "time_notes"]


def problem(field: Field, answer: Answer | None, document: Document) -> str:
    """Say what is wrong with an answer of one text; empty when nothing is, or there is no answer.

    Args:
        field: The question.
        answer: The answer as it is, or as it is being typed.
        document: The rest of the document, for answers that must agree.
    """
    subject = Subject(field, answer, document, date.today())
    if not subject.text:
        return ""
    wrong = field_remarks(rules_for(subject, "error"), subject)
    return next((said.message for _severity, said in wrong), "")


def subjects(document: Document, today: date) -> Iterator[Subject]:
    """Yield all that the rules look at, in order: the zone, the title, then the template's fields.

    Args:
        document: The document.
        today: The day to count lateness from.
    """
    title = document.template.title
    for field in (TIMEZONE_FIELD, *([] if title is None else [title]), *document.template.fields):
        yield Subject(field, document.answer(field.path), document, today)


def findings(
    document: Document, *, today: date, warnings: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Say everything there is to say about a document, in the template's order.

    Args:
        document: The document.
        today: The day to count lateness from.
        warnings: What reading the file had to say; it goes first.
    """
    said = (
        Finding(subject.field.path, remark.row, remark.message, severity, remark.column)
        for subject in subjects(document, today)
        for severity, remark in remarks(subject)
    )
    return (*(Finding((), None, warning, "warning") for warning in warnings), *said)


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
