"""What is said about a document, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.findings import findings, problem
from hotwash.postmortem.progress import count_text, left_to_fill, state
from hotwash.template.model import TIMEZONE, TITLE, Column, Field, Kind, Path, Section, Template

TODAY = date(2026, 11, 23)
DATE = Field(("details", "date"), Kind.DATE, "Date")
DURATION = Field(("details", "duration"), Kind.DURATION, "Duration")
SEVERITY = Field(("details", "severity"), Kind.CHOICE, "Severity", choices=("P1", "P2", "P3"))
LOSS = Field(("details", "loss"), Kind.CHOICE, "Loss", choices=("Yes", "No"), details=True)
TIMELINE = Field(("timeline",), Kind.TIMELINE, "Timeline")
TASK = Column("task", "Task")
ACTIONS = Field(("actions",), Kind.ACTIONS, "Action items", due_days=7)
DETAILS = Section("details", "Details", (DATE, DURATION, SEVERITY, LOSS))
TIMES = Section("timeline", "Timeline", (TIMELINE,))
ITEMS = Section("actions", "Actions", (ACTIONS,))
TEMPLATE = Template("t", "", (DETAILS, TIMES, ITEMS), Field(TITLE, Kind.LINE, "Title"))


def document(answers: dict[Path, Answer]) -> Document:
    return Document(TEMPLATE, answers)


def row(**cells: str) -> Row:
    return Row(cells)


MARKED = (
    row(time="10:10", event="errors", moment="started"),
    row(time="12:00", event="fixed", moment="resolved"),
)


def said(answers: dict[Path, Answer], path: Path) -> list[tuple[int | None, str]]:
    return [(f.row, f.message) for f in findings(document(answers), today=TODAY) if f.path == path]


class TestProblem:
    def test_nothing_is_said_about_nothing(self) -> None:
        for field in TEMPLATE.fields:
            assert problem(field, None, document({})) == ""
            assert problem(field, "", document({})) == ""

    def test_dates(self) -> None:
        assert problem(DATE, "2026-11-20", document({})) == ""
        assert "2026-11-20" in problem(DATE, "next Tuesday", document({}))

    def test_choices(self) -> None:
        assert problem(SEVERITY, "p1", document({})) == ""
        assert problem(SEVERITY, "P9", document({})) == "not one of P1, P2, P3"
        assert problem(LOSS, "Yes, 12 orders", document({})) == ""
        assert problem(LOSS, "Yesterday", document({})) == "details alone: choose Yes or No too"

    def test_duration_that_disagrees_with_the_moments(self) -> None:
        marked = document({TIMELINE.path: MARKED, DATE.path: "2026-11-20"})
        assert problem(DURATION, "1h 50m", marked) == ""
        assert problem(DURATION, "about 2 hours", marked) == ""
        assert "1h 50m" in problem(DURATION, "45 min", marked)
        assert "2h 30m" in problem(DURATION, "quite long", marked)
        assert problem(DURATION, "45 min", document({})) == ""

    def test_zone(self) -> None:
        zone = Field(TIMEZONE, Kind.LINE, "Time zone")
        assert problem(zone, "Europe/Berlin", document({})) == ""
        assert "Mars" in problem(zone, "Mars/Base", document({}))


class TestFindings:
    def test_unanswered_fields_and_warnings(self) -> None:
        found = findings(document({}), today=TODAY, warnings=["odd key"])
        assert found[0].message == "odd key"
        assert [f.path for f in found[1:]] == [TITLE, *(field.path for field in TEMPLATE.fields)]

    def test_complete_document_has_none(self) -> None:
        answers: dict[Path, Answer] = {
            TITLE: "Outage",
            DATE.path: "2026-11-20",
            DURATION.path: "1h 50m",
            SEVERITY.path: "P1",
            LOSS.path: "No",
            TIMELINE.path: MARKED,
            ACTIONS.path: (row(task="a", owner="Ana", due="2026-11-27"),),
        }
        assert findings(document(answers), today=TODAY) == ()

    def test_timeline(self) -> None:
        rows = (
            row(time="10:15", event="alert", moment="detected"),
            row(time="soon", event="someone"),
            row(event="no time"),
            row(time="??", event="unknown"),
            row(time="10:00", event="errors", moment="started"),
        )
        found = said({TIMELINE.path: rows, DATE.path: "2026-11-20"}, TIMELINE.path)
        assert (1, "the time soon cannot be read") in found
        assert (2, "no time") in found
        assert (None, "the rows are not in order of time") in found
        assert (None, "no row is marked as resolved") in found
        assert not any(place == 3 for place, _message in found)

    def test_what_stands_for_an_answer(self) -> None:
        rows = (row(time="10:15", event="TODO"), row(time="10:20", event="`TODO` read by grep"))
        found = said({TIMELINE.path: rows, TITLE: "TBD", LOSS.path: "No"}, TIMELINE.path)
        assert (0, "still says TODO") in found
        assert not any("still" in message for place, message in found if place == 1)
        assert (None, "still says TBD") in said({TITLE: "TBD"}, TITLE)

    def test_due_dates(self) -> None:
        items = (
            row(task="a", owner="Ana", due="2026-11-18"),
            row(task="b", owner="Ana", due="soon"),
        )
        assert said({ACTIONS.path: items}, ACTIONS.path) == [
            (0, "5 days late"),
            (1, "this is not read as a date; write it as 2026-11-27"),
        ]

    def test_due_before_the_incident(self) -> None:
        items = (row(task="a", owner="Ana", due="2026-11-27"), row(task="b", due="2026-11-19"))
        answers: dict[Path, Answer] = {DATE.path: "2026-11-20", ACTIONS.path: items}
        found = said(answers, ACTIONS.path)
        assert (1, "due before the incident") in found
        assert not any(place == 0 for place, _message in found)

    def test_moments_are_missed_once_over_all_timelines(self) -> None:
        second = Field(("after",), Kind.TIMELINE, "After")
        template = Template("t", "", (TIMES, Section("after", "After", (second,))))
        rows = (row(time="10:15", event="alert"),)
        whole = Document(template, {TIMELINE.path: rows, second.path: rows})
        assert [found.path for found in findings(whole, today=TODAY)] == [TIMELINE.path]
        whole = whole.replace(
            second.path, (row(time="11:00", event="all well", moment="resolved"),)
        )
        assert [(found.path, found.message) for found in findings(whole, today=TODAY)] == [
            (second.path, "no row is marked as started")
        ]

    def test_detected_before_started(self) -> None:
        rows = (
            row(time="10:00", event="alert", moment="detected"),
            row(time="10:15", event="errors", moment="started"),
        )
        found = said({TIMELINE.path: rows}, TIMELINE.path)
        assert (0, "detected is 15m before started") in found

    def test_moments_the_wrong_way_round_are_said_once_where_they_are_marked(self) -> None:
        rows = (
            row(time="10:00", event="errors", moment="started"),
            row(time="10:30", event="fixed", moment="mitigated"),
            row(time="10:45", event="alert", moment="detected"),
            row(time="2026-11-18 11:00", event="quiet", moment="resolved"),
        )
        found = said({TIMELINE.path: rows, DATE.path: "2026-11-20"}, TIMELINE.path)
        assert [message for place, message in found if place in (1, 3)] == [
            "resolved is 1d 23h before started",
            "mitigated is 15m before detected",
        ]

    def test_a_negative_length_is_no_duration_to_agree_with(self) -> None:
        rows = (MARKED[0], row(time="2026-11-18 12:00", event="fixed", moment="resolved"))
        given: dict[Path, Answer] = {TIMELINE.path: rows, DATE.path: "2026-11-20"}
        given[DURATION.path] = "2h"
        assert said(given, DURATION.path) == []
        assert (1, "resolved is 1d 22h 10m before started") in said(given, TIMELINE.path)

    def test_winter_abbreviation_is_questioned_once(self) -> None:
        rows = tuple(row(time=f"10:{n:02} PST", event="x") for n in range(5))
        found = said({TIMELINE.path: rows, DATE.path: "2026-07-20"}, TIMELINE.path)
        assert [place for place, message in found if "PDT" in message] == [0]

    def test_actions(self) -> None:
        rows = (
            row(task="a"),
            row(task="b", owner="Ana", due="2026-11-01"),
            row(task="c", done="true"),
            row(owner="Bob", due="2026-12-01"),
        )
        assert said({ACTIONS.path: rows}, ACTIONS.path) == [
            (0, "no owner"),
            (0, "no due date"),
            (1, "22 days late"),
            (3, "no task"),
        ]

    def test_zone_and_future(self) -> None:
        found = findings(document({TIMEZONE: "Mars", DATE.path: "2027-01-01"}), today=TODAY)
        assert found[0].path == TIMEZONE and found[0].severity == "error"
        assert "2027-01-01 is in the future" in [f.message for f in found]


class TestTabs:
    def test_states(self) -> None:
        blank = document({})
        assert state(blank, DETAILS) == "empty"
        assert state(blank.replace(DATE.path, "2026-11-20"), DETAILS) == "partly"
        assert state(blank.replace(TIMELINE.path, MARKED), TIMES) == "complete"

    def test_counts(self) -> None:
        rows = (row(task="a", done="true"), row(task="b"))
        full = document({TIMELINE.path: MARKED, ACTIONS.path: rows})
        assert [count_text(full, part) for part in (DETAILS, TIMES, ITEMS)] == ["", "2", "1/2"]
        assert count_text(document({}), TIMES) == ""

    def test_left_to_fill(self) -> None:
        assert left_to_fill(document({})) == 7
        assert left_to_fill(document({TITLE: "x", DATE.path: "soon"})) == 5


class TestDurationAgainstTheMoments:
    """The timeline says 1h 50m; what is within a minute, or a fifth of `about`, agrees."""

    def agrees(self, text: str) -> bool:
        answers: dict[Path, Answer] = {
            TIMELINE.path: MARKED,
            DATE.path: "2026-11-20",
            DURATION.path: text,
        }
        return not any("timeline says" in words for _, words in said(answers, DURATION.path))

    def test_to_the_minute(self) -> None:
        assert self.agrees("1h 50m") and self.agrees("111 min") and self.agrees("109 min")
        assert not self.agrees("1h 53m") and not self.agrees("1h 47m")

    def test_about(self) -> None:
        assert self.agrees("about 2h")
        assert not self.agrees("about 3h")


class TestRowsOfTheTemplate:
    """Rows that the template gives are no answer until somebody changes one or adds one."""

    FIELD = replace(ACTIONS, default_rows=(("Tell people",), ("Pay",)), columns=(TASK,))

    def answered(self, *rows: Row) -> bool:
        template = Template("t", "", (Section("actions", "Actions", (self.FIELD,)),))
        return Document(template, {self.FIELD.path: rows}).is_answered(self.FIELD)

    def test_as_given(self) -> None:
        assert not self.answered(row(task="Tell people"), row(task="Pay"))

    def test_ticked_changed_added_or_deleted(self) -> None:
        assert self.answered(row(task="Tell people", done="true"), row(task="Pay"))
        assert self.answered(row(task="Tell Ana"), row(task="Pay"))
        assert self.answered(row(task="Tell people"), row(task="Pay"), row(task="Sleep"))
        assert self.answered(row(task="Pay"))
