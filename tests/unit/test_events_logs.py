"""Events from logs: syslog, journalctl, web servers, applications, git, kubectl."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from hotwash.formats.events.reading import EventList, read_events

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def read(text: str, source: str, *, date: str = "", zone: str = "UTC") -> EventList:
    found = read_events(text, now=NOW, date=date, zone=zone)
    assert found.source.name == source
    return found


def stamps(found: EventList) -> list[str]:
    return [
        "unread" if event.instant is None else event.instant.strftime("%Y-%m-%d %H:%M:%S")
        for event in found.events
    ]


class TestSyslog:
    OLD = (
        "Nov 20 10:15:01 web1 nginx[812]: upstream timed out\n"
        "Nov 20 10:15:09 web1 kernel: Out of memory: killed process 91\n"
        "-- Reboot --\n"
        "Nov 21 00:10:00 web1 systemd[1]: Started checkout.\n"
    )

    def test_year_is_taken_from_the_incident(self) -> None:
        found = read(self.OLD, "syslog", date="2024-11-20")
        assert stamps(found)[0] == "2024-11-20 10:15:01"
        assert stamps(found)[2] == "2024-11-21 00:10:00"

    def test_year_is_never_ahead(self) -> None:
        found = read("Dec 31 23:59:59 a b: x\nJan  1 00:00:01 a b: y\n", "syslog")
        assert stamps(found) == ["2025-12-31 23:59:59", "2026-01-01 00:00:01"]
        assert any("no year" in note for note in found.notes)

    def test_zone_is_the_documents(self) -> None:
        found = read(self.OLD, "syslog", zone="Europe/Berlin")
        assert stamps(found)[0] == "2026-11-20 09:15:01"

    def test_words_and_what_is_left_over(self) -> None:
        found = read(self.OLD, "syslog")
        first = found.events[0]
        assert (first.text, first.line) == ("nginx: upstream timed out", 1)
        assert first.extra["host"] == "web1"
        assert [(piece.line, piece.why) for piece in found.left_over] == [
            (3, "it is the journal's remark")
        ]

    def test_rfc_5424_and_its_priority(self) -> None:
        line = "<11>1 2026-11-20T10:15:01.5Z web1 app 812 ID47 - pool is empty"
        event = read(line + "\n" + line, "syslog").events[0]
        assert (event.text, event.severity) == ("app: pool is empty", "error")

    def test_journal_short_iso_and_verbose(self) -> None:
        found = read(
            "2026-11-20T10:15:42+0100 web1 python3[4521]: GET /health 500\n"
            "Fri 2026-11-20 10:16:00.318754 UTC [s=1;i=2;b=3;m=4;t=5;x=6]\n"
            "    PRIORITY=3\n"
            "    MESSAGE=pool is empty\n"
            "Nov 20 10:17:42.318754 web1 python3[4521]: GET /health 200\n",
            "syslog",
        )
        assert stamps(found)[:2] == ["2026-11-20 09:15:42", "2026-11-20 10:16:00"]
        assert (found.events[1].text, found.events[1].severity) == ("pool is empty", "error")


class TestJournalJson:
    def test_lines_with_microseconds_and_bytes(self) -> None:
        entries = [
            {
                "__REALTIME_TIMESTAMP": "1795169701000000",
                "MESSAGE": "pool is empty",
                "PRIORITY": "3",
                "SYSLOG_IDENTIFIER": "app",
                "_HOSTNAME": "web1",
            },
            {"__REALTIME_TIMESTAMP": "1795169702000000", "MESSAGE": [104, 105]},
        ]
        found = read("\n".join(map(json.dumps, entries)) + "\n{broken", "journald")
        assert stamps(found) == ["2026-11-20 10:15:01", "2026-11-20 10:15:02"]
        assert [event.text for event in found.events] == ["app: pool is empty", "hi"]
        assert found.events[0].severity == "error"
        assert [piece.line for piece in found.left_over] == [3]


class TestApplicationLogs:
    @pytest.mark.parametrize(
        ("line", "instant", "severity"),
        [
            ("2026-11-20 10:15:01,123 ERROR [main] c.e.Pool - empty", "10:15:01", "error"),
            ("2026-11-20T10:15:01.123456Z WARN pool empty", "10:15:01", "warning"),
            ("2026-11-20T12:15:01+02:00 info: pool empty", "10:15:01", "info"),
            ("[2026-11-20 10:15:01] [error] pool empty", "10:15:01", "error"),
            ("2026/11/20 10:15:01 [error] 7#7: *1 upstream timed out", "10:15:01", "error"),
            ("26/11/20 10:15:01 INFO executor.Executor: Finished", "10:15:01", "info"),
            ("[Fri Nov 20 10:15:01 2026] [notice] child died", "10:15:01", "info"),
            ("[Fri Nov 20 10:15:01.123456 2026] [mpm:error] [pid 1] x", "10:15:01", "error"),
            (
                '10.0.0.1 - - [20/Nov/2026:11:15:01 +0100] "GET / HTTP/1.1" 502 12',
                "10:15:01",
                "error",
            ),
            ("E1120 10:15:01.318754       1 pool.go:12] empty", "10:15:01", "error"),
            ('time="2026-11-20T10:15:01Z" level=warning msg="pool empty"', "10:15:01", "warning"),
            ('{"ts":1795169701.5,"level":"error","msg":"pool empty"}', "10:15:01", "error"),
            ('{"time":1795169701500,"level":50,"msg":"pool empty"}', "10:15:01", "error"),
        ],
    )
    def test_common_forms(self, line: str, instant: str, severity: str) -> None:
        found = read(f"{line}\n{line}\n", "log", date="2026-11-20")
        assert stamps(found) == [f"2026-11-20 {instant}"] * 2
        assert found.events[0].severity == severity
        assert not found.left_over

    def test_stack_trace_goes_along_as_evidence(self) -> None:
        found = read(
            "2026-11-20 10:15:01,123 ERROR boom\n"
            "java.lang.Exception: boom\n"
            "\tat a.b.C(C.java:1)\n"
            "2026-11-20 10:15:02,123 INFO ok\n",
            "log",
        )
        assert len(found.events) == 2
        assert found.events[0].extra["evidence"].splitlines() == [
            "java.lang.Exception: boom",
            "\tat a.b.C(C.java:1)",
        ]


class TestGit:
    ENTRY = (
        "commit 0123456789abcdef0123456789abcdef01234567\n"
        "Author: Ana Lund <ana@example.org>\n"
        "Date:   {0}\n"
        "\n"
        "    Raise the pool size\n"
        "    \n"
        "    Because it was empty.\n"
        "\n"
    )

    @pytest.mark.parametrize(
        "date",
        [
            "Fri Nov 20 11:15:01 2026 +0100",
            "2026-11-20 11:15:01 +0100",
            "2026-11-20T11:15:01+01:00",
            "Fri, 20 Nov 2026 11:15:01 +0100",
            "1795169701 +0100",
            "1795169701",
        ],
    )
    def test_common_date_formats(self, date: str) -> None:
        found = read(self.ENTRY.format(date), "git")
        assert stamps(found) == ["2026-11-20 10:15:01"]
        assert found.events[0].text == "Raise the pool size (012345678)"
        assert found.events[0].extra["who"] == "Ana Lund"

    def test_newest_first_is_turned_and_said(self) -> None:
        text = self.ENTRY.format("2026-11-20 12:00:00 +0000") + self.ENTRY.format(
            "2026-11-20 11:00:00 +0000"
        )
        found = read(text, "git")
        assert stamps(found) == ["2026-11-20 11:00:00", "2026-11-20 12:00:00"]
        assert any("newest first" in note for note in found.notes)

    def test_merge_tells_what_was_merged(self) -> None:
        text = self.ENTRY.format("2026-11-20 12:00:00 +0000").replace(
            "    Raise the pool size", "    Merge pull request #3 from a/b"
        )
        assert "#3 from a/b: Because it was empty." in read(text, "git").events[0].text

    def test_relative_dates_are_left_over(self) -> None:
        found = read(self.ENTRY.format("last spring"), "git")
        assert not found.events
        assert found.left_over[0].why == "its date cannot be read"

    def test_one_line_each(self) -> None:
        found = read("012345678 2026-11-20 11:15:01 +0100 Raise the pool size\n", "git")
        assert stamps(found) == ["2026-11-20 10:15:01"]
        assert found.events[0].text == "Raise the pool size"


class TestKubectl:
    TEXT = (
        "LAST SEEN   TYPE      REASON      OBJECT         MESSAGE\n"
        "88s         Normal    Pulled      Pod/checkout   Container image pulled\n"
        "3h2m        Warning   BackOff     Pod/checkout   Back-off restarting: 1 error:\n"
        "                                                 * pool empty\n"
        "<unknown>   Normal    Scheduled   Pod/checkout   Assigned\n"
    )

    def test_ages_count_back_and_long_ones_are_approximate(self) -> None:
        found = read(self.TEXT, "kubectl")
        assert stamps(found) == ["2026-11-23 14:58:00", "unread", "2026-11-23 17:58:32"]
        assert [event.approximate for event in found.events] == [True, True, False]
        assert any("18:00 UTC" in note for note in found.notes)

    def test_continued_message_and_severity(self) -> None:
        event = read(self.TEXT, "kubectl").events[0]
        assert event.text == "BackOff, Pod/checkout: Back-off restarting: 1 error: / * pool empty"
        assert event.severity == "warning"

    def test_json(self) -> None:
        item = {
            "kind": "Event",
            "type": "Warning",
            "reason": "BackOff",
            "message": "restarting",
            "lastTimestamp": "2026-11-20T10:15:01Z",
            "involvedObject": {"kind": "Pod", "name": "checkout"},
        }
        found = read(json.dumps({"kind": "List", "items": [item]}), "kubectl")
        assert stamps(found) == ["2026-11-20 10:15:01"]
        assert found.events[0].text == "BackOff, Pod/checkout: restarting"
