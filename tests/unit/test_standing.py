"""What is wrong is counted as the review and `check` tell it, however the document changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from hotwash.postmortem import rules as registry
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.findings import findings, problem
from hotwash.postmortem.problem_counter import QUICK, Problems
from hotwash.postmortem.rules import Remark, RowContext, Subject
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind
from hotwash.times.values import ResolvedTime

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
    yield (document := document.replace(("timeline",), None))
    shifted = rows({"time": "10:15", "event": "a"}, {"time": "+5m", "event": "a while later"})
    yield (document := document.replace(("timeline",), shifted))
    yield (document := document.replace(("timeline",), shifted[1:]))
    yield (document := document.replace(("timeline",), (bad, *shifted[1:])))
    named = rows({"time": "2026-11-21 First outage", "event": "b"})
    yield document.replace(("timeline",), named)


def test_the_count_is_the_number_of_errors_that_are_told() -> None:
    counter = Problems()
    counts = []
    for document in changes(Document(read_template(TEMPLATE, "t"))):
        told = [one.path for one in findings(document, today=TODAY) if one.severity == "error"]
        counted = counter.count(document, TODAY)
        assert counted == {path: told.count(path) for path in set(told)}
        counts.append(sum(counted.values()))
    assert counts == [0, 1, 2, 3, 4, 4, 6, 7, 5, 6, 5, 4, 4, 5, 7, 4]


def test_thousands_of_new_rows_are_no_quick_count_and_one_more_is() -> None:
    document = Document(read_template(TEMPLATE, "small"))
    problems = Problems()
    assert problems.is_quick(document, TODAY)
    many = rows(*({"time": f"{n // 60 % 24:02}:{n % 60:02}", "event": "e"} for n in range(QUICK)))
    document = document.replace(("timeline",), many)
    assert not problems.is_quick(document, TODAY)
    assert problems.count(document, TODAY) == {}
    one_more = document.replace(("timeline",), (*many, Row({"time": "noonish"})))
    assert problems.is_quick(one_more, TODAY)
    assert problems.count(one_more, TODAY) == {("timeline",): 1}
    assert not problems.is_quick(one_more.replace(("timeline",), rows(*({} for _ in many))), TODAY)


def test_a_rule_that_is_added_is_seen_by_all_who_speak_of_a_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "RULES", list(registry.RULES))

    @registry.rule("no-shouting", "error", Kind.DATE)
    def no_shouting(about: Subject) -> Iterator[Remark]:
        if about.text.endswith("!"):
            yield Remark("no need to shout")

    @registry.row_rule("no-shouting-in-rows", "error", Kind.TIMELINE)
    def no_shouting_in_rows(
        row: Row, _time: ResolvedTime | None, _context: RowContext
    ) -> Iterator[Remark]:
        if row["event"].endswith("!"):
            yield Remark("no need to shout", "event")

    registry.RULES.insert(0, registry.RULES.pop(-2))  # before the rule that the date is read
    document = Document(read_template(TEMPLATE, "t"))
    document = document.replace(("facts", "date"), "now!")
    document = document.replace(("timeline",), rows({"time": "10:15", "event": "fire!"}))
    told = [one for one in findings(document, today=TODAY) if one.message == "no need to shout"]
    assert [(one.path, one.row, one.column) for one in told] == [
        (("facts", "date"), None, ""),
        (("timeline",), 0, "event"),
    ]
    field = document.template.by_path["facts", "date"]
    assert problem(field, "now!", document) == "no need to shout"
    assert Problems().count(document, TODAY) == {("facts", "date"): 2, ("timeline",): 1}


def test_every_rule_has_a_name_of_its_own_and_says_what_it_is_about() -> None:
    names = [one.name for one in registry.RULES]
    assert len(names) == len(set(names))
    for one in registry.RULES:
        check = one.field_check or one.row_check
        assert check is not None and check.__doc__ and one.about
