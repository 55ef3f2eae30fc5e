"""Events from the JSON and the tables of many products: the time that is meant, and the words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotwash.formats.events.reading import EventList, read_events, read_path

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
AT = "2026-11-20T10:15:00Z"
SECONDS = 1795169700
"""The same moment."""


def read(value: object) -> EventList:
    text = value if isinstance(value, str) else json.dumps(value)
    return read_events(text, now=NOW, date="2026-11-20")


def told(value: object) -> list[tuple[str, str]]:
    return [
        (event.instant.strftime("%H:%M:%S") if event.instant else "unread", event.text)
        for event in read(value).events
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"notes": [{"user": {"summary": "Ana"}, "content": "Back", "created_at": AT}]}, "Back"),
        ({"data": [{"note": "Back", "owner": "ana", "createdAt": AT}]}, "Back"),
        ({"builds": [{"fullDisplayName": "d #1", "result": "FAILURE", "timestamp": SECONDS}]},
         "d #1 (FAILURE)"),
        ([{"action_name": "pushed to", "author": {"name": "Ana"}, "created_at": AT,
           "push_data": {"commit_title": "Raise"}}], "pushed to: Raise"),
        ({"results": [[{"field": "@timestamp", "value": "2026-11-20 10:15:00.1"},
                       {"field": "@message", "value": "pool"}]]}, "pool"),
        ({"AlarmHistoryItems": [{"Timestamp": AT, "HistorySummary": "OK to ALARM"}]},
         "OK to ALARM"),
        ({"comments": [{"created": AT, "author": {"displayName": "Ana"}, "body": {"type": "doc",
          "content": [{"content": [{"text": "Rich "}, {"text": "text"}]}]}}]}, "Rich text"),
        ({"value": [{"createdDateTime": AT, "body": {"content": "<p>a &amp; b</p>"}}]}, "a & b"),
        ({"messages": [{"date": "2026-11-20T11:15:00", "date_unixtime": str(SECONDS),
                        "from": "Ana", "text": ["see ", {"type": "link", "text": "it"}]}]},
         "see it"),
        ({"posts": {"a": {"create_at": SECONDS * 1000, "message": "x", "id": "a"},
                    "b": {"create_at": SECONDS * 1000, "message": "x", "id": "b"}}}, "x"),
        ({"result": {"_time": AT, "_raw": "pool"}}, "pool"),
        ({"data": {"alerts": [{"labels": {"alertname": "High"}, "state": "firing",
                               "activeAt": AT}]}}, "Alert fires: High"),
        ([{"event": "committed", "sha": "0123456789", "message": "Fix",
           "committer": {"date": AT}}], "Commit 012345678: Fix"),
        ([{"number": 1, "title": "Fix", "mergedAt": AT, "createdAt": "2026-11-19T09:00:00Z"}],
         "Pull request #1 merged: Fix"),
        ([{"workflowName": "Deploy", "conclusion": "failure", "displayTitle": "Fix",
           "createdAt": "2026-11-20T10:00:00Z", "updatedAt": AT}],
         "Workflow Deploy: failure (Fix)"),
        ({"log_entries": [{"type": "annotate_log_entry", "summary": "Note", "created_at": AT,
                           "channel": {"type": "note", "summary": "back"}}]}, "Note: back"),
        ({"ok": True, "messages": [{"type": "message", "ts": f"{SECONDS}.1", "text": "x"}]}, "x"),
    ],
)  # fmt: skip
def test_product(value: object, words: str) -> None:
    assert told(value)[0] == ("10:15:00", words)


def test_kubernetes_counts_what_was_seen_last() -> None:
    event = {"kind": "Event", "reason": "BackOff", "involvedObject": {"kind": "Pod", "name": "a"}}
    series = {"eventTime": "2026-11-20T10:00:00Z", "series": {"lastObservedTime": AT}}
    made = {"metadata": {"creationTimestamp": AT}}
    for times in (series, made):
        assert told({**event, **times})[0][0] == "10:15:00"


def test_what_is_unknown_is_left_over() -> None:
    known = {"event": "closed", "created_at": AT, "url": "https://api.github.example"}
    assert len(read([known, {"event": "odd"}]).left_over) == 1


def test_status_is_no_severity_of_the_beginning() -> None:
    found = read([{"title": "Down", "created_at": AT, "status": "resolved"}]).events[0]
    assert (found.text, found.severity) == ("Down", "")


def test_day_of_an_export_names_its_people(tmp_path: Path) -> None:
    (tmp_path / "ops").mkdir()
    (tmp_path / "users.json").write_text(json.dumps([{"id": "U1", "real_name": "Ana Silva"}]))
    day = tmp_path / "ops" / "2026-11-20.json"
    day.write_text(
        json.dumps([{"type": "message", "ts": f"{SECONDS}.1", "user": "U1", "text": "x"}])
    )
    assert read_path(str(day), now=NOW).events[0].text == "Ana Silva: x"


@pytest.mark.parametrize(
    ("text", "time", "words"),
    [
        ("Time (UTC+2),Event\n12:15,Alarm\n", "10:15:00", "Alarm"),
        ("Time,AM/PM,Event\n10:15,AM,Alarm\n", "10:15:00", "Alarm"),
        ('"@timestamp","log.level",message\n"Nov 20, 2026 @ 10:15:00.1",error,"pool"\n',
         "10:15:00", "pool"),
        ("Date;Event\n46346,427083333;Alarm\n", "10:15:00", "Alarm"),
        ("Zeitpunkt;Ereignis\n20.11.26, 10:15 Uhr;Alarm\n", "10:15:00", "Alarm"),
        ("Datum;Beschreibung\n20. November 2026 10:15;Alarm\n", "10:15:00", "Alarm"),
        ("Date,Time,Timezone,Event\n2026-11-20,11:15,CET,Alarm\n", "10:15:00", "Alarm"),
        ("Level,Date and Time,Event ID,Source\nError,11/20/2026 10:15:00 AM,1,App\n",
         "10:15:00", "App"),
        ('"_time",host,"_raw"\n"2026-11-20T11:15:00.1+0100",web,"a, b"\n', "10:15:00", "a, b"),
    ],
)  # fmt: skip
def test_columns(text: str, time: str, words: str) -> None:
    assert told(text) == [(time, words)]


def test_column_for_the_end() -> None:
    found = read("Start,End,Event\n10:15,10:20,Deploy\n10:30,,Alarm\n").events
    ends = [event.end and event.end.strftime("%H:%M") for event in found]
    assert ends == ["10:20", None]


def test_rules_of_a_query_console_are_no_rows() -> None:
    text = " created_at | message\n---+---\n 2026-11-20 10:15:00 | Alarm\n(1 row)\n"
    found = read(text)
    assert [event.text for event in found.events] == ["Alarm"]
    assert found.left_over == ()


def test_status_page_as_it_is_shown() -> None:
    text = (
        "Resolved - It is over.\nNov 20, 10:40 UTC\nInvestigating - We look.\nNov 20, 10:15 UTC\n"
    )
    assert told(text) == [
        ("10:15:00", "Investigating - We look."),
        ("10:40:00", "Resolved - It is over."),
    ]
    posted = "Resolved\nIt is over.\nPosted 2 days ago. Nov 20, 2026 - 10:15 UTC\n"
    assert told(posted) == [("10:15:00", "Resolved / It is over.")]
