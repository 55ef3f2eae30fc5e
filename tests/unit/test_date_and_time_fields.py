"""Fields that ask for a date and a time, and moments that stand in fields."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.findings import findings, problem
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind
from hotwash.times.reading import write_date_and_time

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
TEMPLATE = """# [Title]

## Details

- **Date and time of detection**: [when]
- **Date/Time of resolution**: [when]
- **Review date**: [when]
- **Start time**: [when]

## Timeline

| Time | Event |
| --- | --- |
| 10:00 | Example |
"""


def document(**answers: str) -> Document:
    made = Document(read_template(TEMPLATE)).replace(TIMEZONE, "UTC")
    for key, text in answers.items():
        made = made.replace(("details", key), text)
    rows = (
        Row({"time": "10:10", "event": "Errors", "moment": "started"}),
        Row({"time": "10:15", "event": "Alert", "moment": "detected"}),
        Row({"time": "12:00", "event": "Up", "moment": "resolved"}),
    )
    return made.replace(("timeline",), rows)


def test_the_label_tells_the_kind() -> None:
    kinds = {field.label: field.kind for field in read_template(TEMPLATE).fields}
    assert kinds["Date and time of detection"] is Kind.DATETIME
    assert kinds["Date/Time of resolution"] is Kind.DATETIME
    assert kinds["Review date"] is Kind.DATE


def test_an_imported_value_is_kept_as_it_is_written() -> None:
    text = "# T\n\n## Details\n\n- **Date and time of detection**: 20 Nov 2026, 10:15 CET\n"
    text += "- **Owner**: Ana\n"
    found = import_own(text)
    assert next(iter(found.template.fields)).kind is Kind.DATETIME
    assert export(found) == text
    assert found.incident_date == "2026-11-20"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("20 Nov 10:15", "2026-11-20 10:15"),
        ("20 Nov 2026, 10:15 CET", "2026-11-20 10:15 CET"),
        ("2026-11-20T10:15:30Z", "2026-11-20 10:15:30"),
        ("yesterday 23:50", "2026-11-27 23:50"),
        ("now", "2026-11-28 09:00"),
        ("20.11.2026 um 10:15 Uhr", "2026-11-20 10:15"),
        ("10:15", "10:15"),
        ("2026-11-20", "2026-11-20"),
        ("11/12/2026 10:15", "11/12/2026 10:15"),
        ("soon", "soon"),
    ],
)
def test_what_is_typed_becomes_canonical(typed: str, written: str) -> None:
    assert write_date_and_time(typed, NOW, "UTC") == written
    assert write_date_and_time(written, NOW, "UTC") == written


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("2026-11-20 10:15 CET", ""),
        ("20 Nov 10:15", ""),
        ("2026-11-20", "this is not read as a date and a time; write it as 2026-11-20 10:15"),
        ("soon", "this is not read as a date and a time; write it as 2026-11-20 10:15"),
        ("11/12/2026 10:15", "this may be two days; write the date as 2026-11-20"),
    ],
)
def test_what_is_wrong_with_an_answer(answer: str, words: str) -> None:
    made = document()
    field = made.template.by_path["details", "date_and_time_of_detection"]
    assert problem(field, answer, made) == words


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("date_and_time_of_detection", "2026-11-20 10:15", ""),
        ("date_and_time_of_detection", "2026-11-20 11:15 CET", ""),
        (
            "date_and_time_of_detection",
            "2026-11-20 10:15 CET",
            "the timeline marks detected at 2026-11-20 10:15",
        ),
        (
            "date_time_of_resolution",
            "2026-11-20 12:30",
            "the timeline marks resolved at 2026-11-20 12:00",
        ),
        ("start_time", "10:10", ""),
        ("start_time", "10:05", "the timeline marks started at 2026-11-20 10:10"),
    ],
)
def test_a_moment_in_a_field_agrees_with_the_timeline(key: str, answer: str, words: str) -> None:
    first = {} if key.startswith("date_and") else {"date_and_time_of_detection": "2026-11-20 10:15"}
    made = document(**first, **{key: answer})
    found = findings(made, today=date(2026, 11, 28))
    said = [one.message for one in found if one.path == ("details", key)]
    assert [message for message in said if "timeline marks" in message] == (
        [words] if words else []
    )
