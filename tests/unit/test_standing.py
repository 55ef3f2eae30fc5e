"""What is wrong is counted as the review and `check` tell it, however the document changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.findings import findings
from hotwash.postmortem.problem_counter import QUICK, Problems
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE

TODAY = date(2026, 11, 24)

TEMPLATE = """# Postmortem: [Title]

## Facts

- **Date**: [Date]
- **Duration**: [Duration]
- **Severity**: P1/P2

## Timeline

| Time | Event |
| --- | --- |
| 10:00 | x |

## Actions

- [ ] task - Owner: [Name]
"""


def rows(*cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(Row(one) for one in cells)


def changes(document: Document) -> Iterator[Document]:
    """One document after the other, with more and with less that is wrong."""
    yield document
    yield (document := document.replace(("facts", "date"), "next Tuesday"))
    yield (document := document.replace(("facts", "duration"), "long"))
    yield (document := document.replace(("facts", "severity"), "P7"))
    yield (document := document.replace(TIMEZONE, "Mars/Base"))
    good = rows({"time": "10:15", "event": "a", "moment": "started"}, {"time": "10:20"})
    yield (document := document.replace(("timeline",), good))
    bad = Row({"time": "noonish", "event": "b", "moment": "ended"})
    yield (document := document.replace(("timeline",), (good[0], bad, good[1])))
    early = Row({"time": "2026-11-01 10:00", "event": "c", "moment": "resolved"})
    yield (document := document.replace(("timeline",), (good[0], bad, good[1], early)))
    yield (document := document.replace(("timeline",), (good[0], early)))
    late, odd = {"task": "x", "due": "2026-01-01"}, {"task": "y", "due": "soon"}
    yield (document := document.replace(("actions",), rows(late, odd)))
    yield (document := document.replace(("facts", "date"), "2026-11-20"))
    yield document.replace(("timeline",), None)


def test_the_count_is_the_number_of_errors_that_are_told() -> None:
    counter = Problems()
    counts = []
    for document in changes(Document(read_template(TEMPLATE, "t"))):
        told = [one.path for one in findings(document, today=TODAY) if one.severity == "error"]
        counted = counter.count(document, TODAY)
        assert counted == {path: told.count(path) for path in set(told)}
        counts.append(sum(counted.values()))
    assert counts == [0, 1, 2, 3, 4, 4, 6, 7, 5, 6, 5, 4]


def test_thousands_of_new_rows_are_no_quick_count_and_one_more_is() -> None:
    document = Document(read_template(TEMPLATE, "small"))
    problems = Problems()
    assert problems.is_quick(document)
    many = rows(*({"time": f"{n // 60 % 24:02}:{n % 60:02}", "event": "e"} for n in range(QUICK)))
    document = document.replace(("timeline",), many)
    assert not problems.is_quick(document)
    assert problems.count(document, TODAY) == {}
    one_more = document.replace(("timeline",), (*many, Row({"time": "noonish"})))
    assert problems.is_quick(one_more)
    assert problems.count(one_more, TODAY) == {("timeline",): 1}
    assert not problems.is_quick(one_more.replace(("timeline",), rows(*({} for _ in many))))
