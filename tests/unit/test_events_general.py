"""Events of sources that no reader knows by name: any JSON, any lines with a time, other chats."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from hotwash.errors import UnreadableFile
from hotwash.formats.events.reading import EventList, read_events

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def read(text: str | object) -> EventList:
    """Read a text, or a value as JSON."""
    data = text if isinstance(text, str) else json.dumps(text, indent=1)
    return read_events(data, now=NOW, date="2026-11-20")


def told(text: str | object) -> list[tuple[str, str]]:
    """The clock times and the words of what is read."""
    return [
        (f"{event.instant:%d %H:%M:%S}" if event.instant else event.time, event.text)
        for event in read(text).events
    ]


SECONDS = 1795169700
"""20 November 2026, 10:15 UTC."""


class TestAnyJson:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ({"events": [{"date_happened": SECONDS, "title": "Monitor alert", "id": 7}]}, ""),
            ([{"time": SECONDS * 1000, "timeEnd": SECONDS * 1000 + 9, "text": "Deploy"}], "Deploy"),
            (
                [{"time": SECONDS * 10**9, "text": "", "alertName": "5xx", "newState": "alerting"}],
                "5xx (alerting)",
            ),
            (
                {"Records": [{"eventTime": "2026-11-20T10:15:00Z", "eventName": "RebootDB"}]},
                "RebootDB",
            ),
            ({"Events": [{"EventName": "RebootDB", "EventTime": float(SECONDS)}]}, "RebootDB"),
            (
                {
                    "hits": {
                        "hits": [
                            {"_source": {"@timestamp": "2026-11-20T10:15:00Z", "message": "x"}}
                        ]
                    }
                },
                "x",
            ),
            ({"data": {"result": [{"values": [[f"{SECONDS}000000000", "a line"]]}]}}, "a line"),
            (
                {"data": [{"createdAt": "2026-11-20T10:15:00Z", "log": "Acknowledged"}]},
                "Acknowledged",
            ),
            (
                {
                    "fields": {"created": "2026-11-20T09:00:00.000+0000"},
                    "changelog": {
                        "histories": [
                            {
                                "created": "2026-11-20T10:15:00.000+0000",
                                "items": [
                                    {"field": "status", "fromString": None, "toString": "Done"}
                                ],
                            }
                        ]
                    },
                },
                "status: none → Done",
            ),
            (
                [
                    {
                        "createdAt": "2026-11-20T10:15:00Z",
                        "displayTitle": "R",
                        "conclusion": "failure",
                    }
                ],
                "R (failure)",
            ),
            ([{"at": "10:15", "what": "Alarm"}, {"at": "10:15", "what": "Alarm"}], "Alarm"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_time_and_words_are_found(self, value: object, text: str) -> None:
        assert told(value)[0] == ("20 10:15:00", text or "Monitor alert")

    def test_the_time_it_happened_goes_before_the_time_it_was_changed(self) -> None:
        value = [{"updated_at": "2026-11-20T12:00:00Z", "created_at": "2026-11-20T10:15:00Z",
                  "title": "x", "resolved_at": "2026-11-20T13:00:00Z"}]  # fmt: skip
        assert told(value) == [("20 10:15:00", "x")]

    def test_what_has_no_time_is_left_over(self) -> None:
        found = read([{"ts": SECONDS, "msg": "a"}, {"ts": None, "msg": "b"}])
        assert [event.text for event in found.events] == ["a"]
        assert "no time" in found.left_over[0].why

    def test_lines_with_names_of_their_own(self) -> None:
        line = '{"severityText":"ERROR","observedAt":"2026-11-20T10:15:00Z","body":{"msg":"pool"}}'
        found = read(f"{line}\n{line}\n{line[:40]}\n")
        assert [event.text for event in found.events] == ["pool", "pool"]
        assert found.events[1].line == 2
        assert found.events[0].severity == "error"
        assert found.left_over[0].line == 3

    def test_pages_one_after_the_other_are_all_read(self) -> None:
        pages = [
            {"log_entries": [{"type": "x_log_entry", "created_at": f"2026-11-20T1{at}:15:00Z"}]}
            for at in (0, 1)
        ]
        assert len(told("\n".join(json.dumps(page, indent=2) for page in pages))) == 2
        assert len(told("\n".join(json.dumps(page) for page in pages))) == 2

    def test_one_object_after_the_other(self) -> None:
        things = [{"at": f"2026-11-20 10:1{at}", "what": "x"} for at in (5, 6, 7)]
        assert len(told("\n".join(json.dumps(thing, indent=2) for thing in things))) == 3

    def test_no_times_is_said_in_words(self) -> None:
        with pytest.raises(UnreadableFile, match="no list of things with a time"):
            read({"a": 1, "b": [1, 2]})


@pytest.mark.parametrize(
    ("line", "time", "words"),
    [
        ("api-1  | 2026-11-20T10:15:00.123Z ERROR pool", "20 10:15:00", "api-1 ERROR pool"),
        ("ana  pts/0  Fri Nov 20 10:15   still here", "20 10:15:00", "ana pts/0 still here"),
        ("ana    pts/0     2026-11-20 10:15 (10.0.0.5)", "20 10:15:00", "ana pts/0 (10.0.0.5)"),
        ("1 \tFri Nov 20 10:15:00 2026\tfailed\tshop", "20 10:15:00", "1 failed shop"),
        ("0   2026-11-20 11:15:00 +0100 CET  main (6f3a)", "20 10:15:00", "0 main (6f3a)"),
        ("9b8c7d6 - Raise it (3 hours ago) <Ana>", "21 06:00:00", "9b8c7d6 - Raise it <Ana>"),
        ("1:M 20 Nov 2026 10:15:00.123 # WARNING x", "20 10:15:00", "1:M # WARNING x"),
        ("ERROR 2026-11-20 10:15:00,123 views pool", "20 10:15:00", "ERROR views pool"),
    ],
)
def test_a_time_within_a_line(line: str, time: str, words: str) -> None:
    assert told(f"{line}\n{line}\n")[0] == (time, words)
    left = read(f"{line}\n{line}\n{line}\nREVISION STATUS\n").left_over
    assert [piece.line for piece in left] == [4]


def test_zones_after_a_time_of_a_log() -> None:
    assert told("2026-11-20 11:15:00.123 CET [35] ERROR:  deadlock\n")[0][0] == "20 10:15:00"


class TestChats:
    def test_teams(self) -> None:
        text = (
            "Ana Lima\n11/20 10:15 AM\nIt fails\n[20/11/2026 10:20] Ben Ortiz\nLooking\ninto it\n"
            "[11/20/2026 10:25 AM] Ana Lima: done\n"
        )
        assert told(text) == [
            ("20 10:15:00", "Ana Lima: It fails"),
            ("20 10:20:00", "Ben Ortiz: Looking / into it"),
            ("20 10:25:00", "Ana Lima: done"),
        ]

    def test_discord_and_whatsapp(self) -> None:
        assert told("Ana — 11/20/2026 10:15 AM\nIt fails\nBen — Today at 8:20 AM\nOk\n") == [
            ("20 10:15:00", "Ana: It fails"),
            ("21 08:20:00", "Ben: Ok"),
        ]
        assert told("[20/11/2026, 10:15:00] Ana: It fails\n20/11/26, 10:16 - Ben: Ok\nyes\n") == [
            ("20 10:15:00", "Ana: It fails"),
            ("20 10:16:00", "Ben: Ok / yes"),
        ]

    def test_the_day_changes_in_irc(self) -> None:
        text = (
            "--- Log opened Fri Nov 20 10:00:00 2026\n10:15 <ana> it fails\n"
            "--- Day changed Sat Nov 21 2026\n00:10 <ana> done\n"
        )
        assert told(text) == [("20 10:15:00", "<ana> it fails"), ("21 00:10:00", "<ana> done")]


class TestKubernetes:
    def test_yaml(self) -> None:
        text = """apiVersion: v1
items:
- apiVersion: v1
  eventTime: null
  firstTimestamp: "2026-11-20T10:10:00Z"
  involvedObject:
    kind: Pod
    name: api-1
  kind: Event
  lastTimestamp: "2026-11-20T10:15:00Z"
  message: 'Back-off restarting: it''s
    failing'
  metadata:
    name: api-1.17
  reason: BackOff
  type: Warning
- eventTime: "2026-11-20T10:16:00.123456Z"
  involvedObject:
    kind: Pod
    name: api-2
  kind: Event
  message: |
    Probe failed:
    HTTP 503
  reason: Unhealthy
  type: Warning
kind: List
"""
        assert told(text) == [
            ("20 10:15:00", "BackOff, Pod/api-1: Back-off restarting: it's failing"),
            ("20 10:16:00", "Unhealthy, Pod/api-2: Probe failed: / HTTP 503"),
        ]

    def test_describe(self) -> None:
        text = (
            "Name:  api-1\nEvents:\n  Type     Reason   Age                  From     Message\n"
            "  ----     ------   ----                 ----     -------\n"
            "  Warning  BackOff  2m35s (x12 over 1h)  kubelet  Back-off restarting\n"
        )
        assert told(text) == [("21 08:57:25", "BackOff: Back-off restarting")]

    def test_rows_out_of_step_with_the_header(self) -> None:
        text = (
            "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n"
            "5m (x12 over 1h)   Warning   Unhealthy   pod/api-3   Readiness failed\n"
        )
        assert told(text) == [("21 08:55:00", "Unhealthy, pod/api-3: Readiness failed")]


def test_the_journals_export() -> None:
    entry = f"__CURSOR=s=1;i=1\n__REALTIME_TIMESTAMP={SECONDS}123456\nPRIORITY=3\nMESSAGE=a=b\n"
    found = read(f"{entry}\n{entry}")
    assert [(event.line, event.text) for event in found.events] == [(1, "a=b"), (6, "a=b")]
    assert found.events[0].severity == "error"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Datum;Uhrzeit;Ereignis;Wer\n20.11.2026;10:15;Alarm;Ana\n", "Alarm"),
        ("Heure;Événement\n10h15;Alarm\n", "Alarm"),
        ("Subject,Start Date,Start Time,Description\nCall,11/20/2026,10:15 AM,why\n", "Call"),
    ],
)
def test_tables_from_other_offices(text: str, words: str) -> None:
    assert told(text) == [("20 10:15:00", words)]
