"""Days over lists: in import, JSON, check, log, events and convert alike."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from hotwash.editing.log import LogEntry, add_entries
from hotwash.formats.events.reading import read_events
from hotwash.formats.events.rows import insert_into
from hotwash.formats.json import as_json
from hotwash.formats.markdown import export
from hotwash.formats.markdown.conversion import convert
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.findings import findings
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.timetables import marked_duration, whole_timeline
from hotwash.template.library import builtin

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DATED = "# Queue stalls\n\n- **Date**: 2026-11-20\n\n"
FIRST = ["2026-11-20T10:15:00", "2026-11-20T23:50:00"]
SECOND = ["2026-11-21T09:00:00"]

TWO_LISTS = {
    "headings": "## Timeline\n\n### {0}\n\n- 10:15 a\n- 23:50 b\n\n### {1}\n\n- 09:00 c\n",
    "bold lines": "## Timeline\n\n**{0}**\n\n- 10:15 a\n- 23:50 b\n\n**{1}**\n\n- 09:00 c\n",
    "lines": "## Timeline\n\n{0}\n\n10:15 - a\n\n23:50 - b\n\n{1}\n\n09:00 - c\n",
    "nested": "## Timeline\n\n- {0}\n  - 10:15 a\n  - 23:50 b\n- {1}\n  - 09:00 c\n",
    "tables": (
        "## Timeline\n\n### {0}\n\n| Time | Event |\n|---|---|\n| 10:15 | a |\n| 23:50 | b |\n\n"
        "### {1}\n\n| Time | Event |\n|---|---|\n| 09:00 | c |\n"
    ),
    "captions": (
        "## What happened\n\n### {0} - The outage\n\n**Timeline:**\n\n- 10:15 a\n- 23:50 b\n\n"
        "### {1} - The rollback\n\n**Timeline:**\n\n- 09:00 c\n"
    ),
}
DAYS = [
    ("2026-11-20", "2026-11-21"),
    ("20 November 2026", "21 November 2026"),
    ("Nov 20", "Nov 21"),
    ("Day 1", "Day 2"),
]


def instants(document: Document) -> list[str | None]:
    """The `at` of each row of the JSON."""
    entries = json.loads(json.dumps(as_json(document)))["timeline"]
    return [str(entry["at"] or "").removesuffix("+00:00") for entry in entries]


@pytest.mark.parametrize("days", DAYS, ids=lambda days: days[0])
@pytest.mark.parametrize("shape", TWO_LISTS)
def test_rows_are_on_the_day_over_them(shape: str, days: tuple[str, str]) -> None:
    text = DATED + TWO_LISTS[shape].format(*days)
    document = import_own(text)
    assert instants(document) == FIRST + SECOND
    assert export(document) == text


@pytest.mark.parametrize("shape", [shape for shape in TWO_LISTS if shape != "nested"])
def test_events_reads_the_same_days(shape: str) -> None:
    text = DATED + TWO_LISTS[shape].format("2026-11-20", "2026-11-21")
    read = read_events(text.encode(), format="markdown", date="2026-11-20", zone="UTC")
    found = [
        f"{e.instant:%Y-%m-%dT%H:%M:%S}"
        for e in read.events
        if e.instant and e.text in ("a", "b", "c")
    ]
    assert found == instants(import_own(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Outage\n\n## Timeline (UTC, 2026-11-20)\n\n- 10:15 a\n",
        "# Outage\n\n20 November 2026\n\n## Timeline\n\n- 10:15 a\n",
        "---\ntitle: Outage\ndate: 2026-11-20\n---\n\n## Timeline\n\n- 10:15 a\n",
        "# Outage of 20 November 2026\n\n## Timeline\n\n- 10:15 a\n",
        "# Outage\n\n## Timeline\n\nAll times are in UTC on 2026-11-20.\n\n- 10:15 a\n- 10:20 b\n",
        "# Outage\n\n## Timeline\n\n|Date|Time|Event|\n|--|--|--|\n|2026-11-20|10:15|a|\n",
        "# Outage\n\n## Timeline\n\n|Date (2026)|Time|Event|\n|--|--|--|\n|Nov 20|10:15|a|\n",
    ],
)  # fmt: skip
def test_one_list_is_on_the_day_that_stands_anywhere_over_it(text: str) -> None:
    document = import_own(text)
    assert instants(document)[0] == FIRST[0]
    assert export(document) == text


def test_a_day_ends_with_its_heading() -> None:
    text = (
        DATED
        + "## Timeline\n\n### 2026-11-21\n\n- 09:00 c\n\n## Timeline of the press\n\n- 10:15 a\n"
    )
    assert instants(import_own(text)) == [FIRST[0], *SECOND]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            DATED + TWO_LISTS["headings"].format("20 Nov", "Day 2"),
            "“Day 2” is taken for 2026-11-21",
        ),
        (
            "---\ndate: 2026-11-20\n---\n\n## Timeline\n\n- 10:15 a\n",
            "the day is taken from the words over the document: 2026-11-20",
        ),
        (
            "# Outage\n\nIt began in 2026, on 2026-11-20.\n\n## Timeline\n\n- Nov 20 10:15 a\n",
            "no year is said: 2026 is taken",
        ),
    ],
)
def test_what_is_inferred_is_said_and_marked(text: str, note: str) -> None:
    document = import_own(text)
    said = [found.message for found in findings(document, today=TODAY)]
    assert note in said
    entries = json.loads(json.dumps(as_json(document)))["timeline"]
    assert all(entry.get("day_inferred") for entry in entries)


def test_what_is_said_is_not_marked() -> None:
    document = import_own(DATED + TWO_LISTS["headings"].format("2026-11-20", "2026-11-21"))
    entries = json.loads(json.dumps(as_json(document)))["timeline"]
    assert not any("day_inferred" in entry for entry in entries)


def two_days() -> Document:
    """A document with a list of each of two days."""
    return import_own(DATED + TWO_LISTS["headings"].format("2026-11-20", "2026-11-21"))


def lists(document: Document) -> list[list[tuple[str, str]]]:
    """The times and words of each list."""
    return [
        [(row["time"], row["event"]) for row in document.rows(field.path)]
        for field in timelines(document)
    ]


def with_moment(document: Document, words: str, moment: str) -> Document:
    """The document with one row marked."""
    for field in timelines(document):
        rows = document.rows(field.path)
        marked = [r.with_cell("moment", moment) if r["event"] == words else r for r in rows]
        document = document.replace(field.path, tuple(marked))
    return document


def test_moments_in_two_lists_meet() -> None:
    document = with_moment(with_moment(two_days(), "a", "started"), "c", "resolved")
    assert marked_duration(document) == timedelta(hours=22, minutes=45)
    assert as_json(document)["seconds_to"] == {
        "detect": None, "acknowledge": None, "mitigate": None, "resolve": 81_900,
    }  # fmt: skip
    said = [found.message for found in findings(document, today=TODAY)]
    assert not [message for message in said if "marked" in message]


def test_a_moment_before_the_start_is_told_where_it_is_marked() -> None:
    document = with_moment(with_moment(two_days(), "c", "started"), "a", "resolved")
    wrong = [found for found in findings(document, today=TODAY) if found.severity == "error"]
    assert [found.message for found in wrong] == ["resolved is 22h 45m before started"]
    assert document.rows(wrong[0].path)[wrong[0].row or 0]["event"] == "a"


def test_rows_of_lists_that_overlap_are_in_one_order() -> None:
    text = DATED + "## Timeline\n\n- 10:15 a\n- 12:00 c\n\n## Timeline of the press\n\n- 11:00 b\n"
    whole = whole_timeline(import_own(text))
    assert [row["event"] for row in whole.table.rows] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (LogEntry("new", "2026-11-20 18:00"), [[*"ab"], [*"c"], "18:00", 0]),
        (LogEntry("new", "2026-11-21 08:00"), [[*"ab"], [*"c"], "08:00", 1]),
        (LogEntry("new", "11:30"), [[*"ab"], [*"c"], "11:30", 1]),
        (LogEntry("new", "2026-11-19 08:00"), [[*"ab"], [*"c"], "2026-11-19 08:00", 0]),
    ],
)
def test_log_adds_under_the_right_day(entry: LogEntry, expected: list[object]) -> None:
    document, added = add_entries(two_days(), [entry], NOW)
    at = expected[3]
    assert isinstance(at, int)
    assert (expected[2], "new") in lists(document)[at]
    assert sum(len(rows) for rows in lists(document)) == 4
    assert not added[0].unreadable


def test_log_changes_only_the_new_line() -> None:
    text = DATED + TWO_LISTS["headings"].format("2026-11-20", "2026-11-21")
    document, _ = add_entries(import_own(text), [LogEntry("new", "2026-11-20 18:00")], NOW)
    assert export(document) == text.replace("- 23:50 b", "- 18:00 new\n- 23:50 b")


def test_events_go_into_the_list_of_their_day() -> None:
    source = b"2026-11-21 08:00 early\n2026-11-20 11:00 late\n"
    read = read_events(source, date="2026-11-20", zone="UTC")
    document = two_days()
    field = next(timelines(document))
    found = lists(insert_into(document, field, read.events))
    assert [words for _, words in found[0]] == ["a", "late", "b"]
    assert [words for _, words in found[1]] == ["early", "c"]
    assert found[1][0][0].startswith("08:00")


def test_another_template_gets_the_days_written_out() -> None:
    moved = convert(two_days(), builtin("standard")).document
    field = next(timelines(moved))
    times = [row["time"] for row in moved.rows(field.path)]
    assert times == ["10:15", "23:50", "2026-11-21 09:00"]
    assert instants(moved) == FIRST + SECOND


def test_a_row_over_midnight_in_its_list_is_on_the_next_day_when_moved() -> None:
    text = DATED + "## Timeline\n\n### 2026-11-21\n\n- 23:50 a\n- 00:10 b\n"
    moved = convert(import_own(text), builtin("standard")).document
    field = next(timelines(moved))
    times = [row["time"] for row in moved.rows(field.path)]
    assert times == ["2026-11-21 23:50", "2026-11-22 00:10"]


def test_a_row_typed_into_a_column_of_days_is_written_in_two_cells() -> None:
    text = (
        "# Outage\n\n## Timeline\n\n| Date (2026) | Time | Event |\n|---|---|---|\n"
        "| Nov 20 | 10:15 | a |\n| Nov 21 | 09:00 | c |\n"
    )
    document = import_own(text)
    field = next(timelines(document))
    rows = document.rows(field.path)
    new = Row({"time": "2026-11-20 18:00", "event": "b"})
    edited = document.replace(field.path, (rows[0], new, rows[1]))
    expected = text.replace("| Nov 21 ", "| Nov 20 | 18:00 | b |\n| Nov 21 ")
    assert export(edited) == expected
    assert instants(import_own(expected))[1] == "2026-11-20T18:00:00"


@pytest.mark.parametrize(
    "days", [*DAYS, ("Friday, 20 November 2026", "Saturday, 21 November 2026")]
)
@pytest.mark.parametrize("shape", [shape for shape in TWO_LISTS if shape != "captions"])
def test_a_new_day_gets_a_place_of_its_own(shape: str, days: tuple[str, str]) -> None:
    text = DATED + TWO_LISTS[shape].format(*days)
    document, _ = add_entries(import_own(text), [LogEntry("d", "2026-11-22 01:00")], NOW)
    document, _ = add_entries(document, [LogEntry("e", "2026-11-22 02:00")], NOW)
    out = export(document)
    assert out.startswith(text.rstrip("\n"))
    added = [line for line in out[len(text) :].splitlines() if line.strip()]
    assert "22" in added[0] or added[0].endswith(("Day 3", "Day 3**"))
    assert len(lists(document)) == 3
    assert instants(document)[-2:] == ["2026-11-22T01:00:00", "2026-11-22T02:00:00"]
    assert instants(import_own(out)) == instants(document)


def test_a_new_day_is_said_as_the_others_are() -> None:
    text = DATED + TWO_LISTS["headings"].format("Fri, 20 November 2026", "Sat, 21 November 2026")
    document, _ = add_entries(import_own(text), [LogEntry("d", "2026-11-22 01:00")], NOW)
    assert export(document) == f"{text}\n### Sun, 22 November 2026\n\n- 01:00 d\n"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        # The day stands among other words: no line can be made like it.
        ("## Timeline (2026-11-20)\n\n- 10:15 a\n", "- 2026-11-22 01:00 d"),
        # More is said of the last day behind its list.
        ("## Timeline\n\n### 2026-11-20\n\n- 10:15 a\n\nIt was cold.\n", "- 2026-11-22 01:00 d"),
        # The list goes on over midnight, and so it does for what comes next.
        ("## Timeline\n\n### 2026-11-20\n\n- 23:50 a\n- 00:10 b\n", "- 2026-11-21 01:00 d"),
    ],
)
def test_where_a_day_can_have_no_place_it_is_written_out(body: str, line: str) -> None:
    document, _ = add_entries(import_own(DATED + body), [LogEntry("d", line[2:18])], NOW)
    assert line.replace("2026-11-21 ", "") in export(document).replace("2026-11-21 ", "")
    assert len(lists(document)) == 1


def test_log_says_under_which_day_it_added() -> None:
    _, added = add_entries(two_days(), [LogEntry("new", "2026-11-20 18:00")], NOW)
    assert added[0].under == "2026-11-20"


@pytest.mark.parametrize("words", ["Tuesday", "Day 2"])
def test_words_over_rows_that_give_no_date_say_so(words: str) -> None:
    document = import_own(f"# Queue stalls\n\n## Timeline\n\n### {words}\n\n- 10:15 a\n")
    said = [found.message for found in findings(document, today=TODAY)]
    assert f"“{words}” gives no date: write the incident's date or the day's own" in said
    assert instants(document) == [""]
