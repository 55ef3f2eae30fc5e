"""The traps of logs: signs, orders, years and zones that make a time another one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotwash.errors import UnreadableFile
from hotwash.formats.events.reading import EventList, read_events
from hotwash.formats.events.rows import to_rows
from hotwash.postmortem.document import Document
from hotwash.template.library import builtin

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def read(text: str, **about: str) -> EventList:
    return read_events(text, now=NOW, **about)  # type: ignore[arg-type]


def told(text: str) -> list[tuple[str, str]]:
    return [
        (
            "unread" if event.instant is None else event.instant.strftime("%y-%m-%d %H:%M:%S"),
            event.text,
        )
        for event in read(text).events
    ]


@pytest.mark.parametrize(
    ("line", "time", "words"),
    [
        (
            "Fri Nov 20 11:15:00 2026 +0100 0123456 Raise it",
            "26-11-20 10:15:00",
            "0123456 Raise it",
        ),
        ("shop-1  | 2026-11-20 10:15:00 INFO up", "26-11-20 10:15:00", "shop-1 INFO up"),
        ("v12  Deploy 2026/11/20 11:15:00 +0100", "26-11-20 10:15:00", "v12 Deploy"),
        ("261120 10:15:00 [ERROR] Aborting", "26-11-20 10:15:00", "[ERROR] Aborting"),
        ("261120 101500 148 WARN dfs.Node: x", "26-11-20 10:15:00", "148 WARN dfs.Node: x"),
        ("20261120-10:15:0:606|Step|x", "26-11-20 10:15:00", "Step|x"),
        ("2026-11-20-10.15.00.363779 R02 x", "26-11-20 10:15:00", "R02 x"),
        ("11-20 10:15:00.811  1702 D Window: x", "26-11-20 10:15:00", "1702 D Window: x"),
        ("[12.20 10:15:00] chrome.exe - closed", "25-12-20 10:15:00", "chrome.exe - closed"),
        ("26/11/20 10:15:00 INFO Executor: x", "26-11-20 10:15:00", "INFO Executor: x"),
        ("E20261120 10:15:00.123456 12 a.cc:1] x", "26-11-20 10:15:00", "a.cc:1] x"),
        ("E, [2026-11-20T10:15:00.1 #12] ERROR -- : x", "26-11-20 10:15:00", "ERROR -- : x"),
        ("type=USER msg=audit(1795169700.1:4): pid=1", "26-11-20 10:15:00", "pid=1"),
        ("- 1795169700 2005.11.09 dn1 Nov 9 12:01:01 x", "26-11-20 10:15:00", None),
        ("10.0.0.1:3 [20/Nov/2026:10:15:00.1] web 503", "26-11-20 10:15:00", "10.0.0.1:3 web 503"),
        ("\x1b[31m2026-11-20 10:15:00 ERROR x\x1b[0m", "26-11-20 10:15:00", "ERROR x"),
        ("Fri 2026-11-20 11:15:00 CET web1 a.service[8]: x", "26-11-20 10:15:00", "a.service: x"),
        ("20-Nov-2026 10:15:00.123 SEVERE [main] x", "26-11-20 10:15:00", "SEVERE [main] x"),
        ("Nov 20, 2026 10:15:00 PM app.X start", "26-11-20 22:15:00", "app.X start"),
        ("20.11.2026 10:15:00 Fehler", "26-11-20 10:15:00", "Fehler"),
        ("<13>Nov 20 10:15:00 10.0.0.5 no tag here", "26-11-20 10:15:00", "10.0.0.5 no tag here"),
    ],
)
def test_time_of_a_line(line: str, time: str, words: str | None) -> None:
    found = told(f"{line}\n{line}\n")
    assert [entry[0] for entry in found] == [time, time]
    assert words is None or found[0][1] == words


def test_escaped_quotes_do_not_hide_a_request() -> None:
    line = 'shop:443 10.0.0.1 - ana [20/Nov/2026:10:15:01 +0000] "GET /\\"x HTTP/1.1" 502 15\n'
    found = read(line * 2).events
    assert [event.severity for event in found] == ["error", "error"]


def test_lines_without_a_time_belong_to_the_one_above() -> None:
    text = "Nov 20 10:15:00 web app[1]: Traceback:\n   File x\nValueError\n-- Boot 1 --\n"
    found = read(f"{text}Nov 20 10:16:00 web app[1]: ok\n")
    assert [event.extra.get("evidence") for event in found.events] == [
        "   File x\nValueError",
        None,
    ]
    assert [piece.line for piece in found.left_over] == [4]


def test_traces_under_whole_dates() -> None:
    text = "[20-Nov-2026 11:15:00 Europe/Berlin] PHP Fatal error: x\nStack trace:\n#0 {main}\n"
    event = read(text * 2).events[0]
    assert (str(event.instant)[11:16], event.severity) == ("10:15", "error")
    assert event.extra["evidence"] == "Stack trace:\n#0 {main}"


def test_weekday_tells_the_year() -> None:
    text = "ana  pts/0  Thu Nov 20 10:15   still here\nben  pts/1  Wed Nov 19 09:00   gone\n"
    assert [time for time, _words in told(text)] == ["25-11-19 09:00:00", "25-11-20 10:15:00"]
    asked = read(text, date="2026-11-20").events
    assert {event.instant.year for event in asked if event.instant} == {2026}


def test_week_of_a_year_is_no_time_of_day() -> None:
    with pytest.raises(UnreadableFile):
        read("2026-W47-5 release train\n")


def test_toml_is_no_broken_json() -> None:
    with pytest.raises(UnreadableFile, match="no event source knows"):
        read('[[timeline]]\ntime = "10:15"\n')


def test_level_and_words_on_the_line_below() -> None:
    text = "Nov 20, 2026 10:15:00 AM app.X start\nSEVERE: down\n  at x\n"
    event = read(text * 2).events[0]
    assert (event.text, event.severity) == ("app.X start / SEVERE: down", "error")
    assert event.extra["evidence"] == "  at x"


def test_journal_with_all_its_fields() -> None:
    head = "Fri 2026-11-20 11:15:00.123456 CET [s=a;i=1]\n"
    fields = "    PRIORITY=3\n    _PID=9\n    SYSLOG_IDENTIFIER=web\n    MESSAGE=down\n"
    found = read(f"{head}{fields}{head}{fields}").events
    assert [(event.text, event.severity) for event in found] == [("web: down", "error")] * 2


class TestGit:
    def test_graph_and_decorations(self) -> None:
        entry = (
            "* commit 0123456789 (HEAD -> main)\n| Author: Ana <a@b>\n"
            "| Date:   Fri Nov 20 11:15:00 2026 +0100\n| \n|     Raise it\n"
        )
        assert told(entry) == [("26-11-20 10:15:00", "Raise it (012345678)")]
        lines = (
            "* 0123456 (HEAD -> main) 2026-11-20 10:15 Raise it\n|/\n* 1234567 2026-11-19 09:00 x\n"
        )
        assert [time for time, _words in told(lines)] == ["26-11-19 09:00:00", "26-11-20 10:15:00"]
        assert read(lines).left_over == ()

    def test_ages_are_about(self) -> None:
        entry = "commit {}\nAuthor: Ana <a@b>\nDate:   {}\n\n    x\n\n"
        ages = ["2 hours ago", "3 weeks ago", "1 year, 2 months ago"]
        found = read("".join(entry.format(f"{at}123456", age) for at, age in enumerate(ages)))
        assert [event.approximate for event in found.events] == [True] * 3
        assert [str(event.instant)[:10] for event in found.events] == [
            "2025-09-23",
            "2026-11-02",
            "2026-11-23",
        ]

    def test_day_alone_is_no_midnight(self) -> None:
        found = read("0123456 2026-11-20 Raise it\n1234567 2026-11-19 Lower it\n").events
        assert [event.day for event in found] == ["2026-11-19", "2026-11-20"]
        document = Document(builtin("standard"))
        assert [row["time"] for row in to_rows(found, document)] == ["2026-11-19", "2026-11-20"]


class TestOrderOfDays:
    @pytest.mark.parametrize(
        ("other", "day"), [("14/11/2026", "26-11-05"), ("05/14/2026", "26-05-11")]
    )
    def test_another_date_tells_it(self, other: str, day: str) -> None:
        found = told(f"05/11/2026 10:15:00 alarm\n{other} 10:16:00 fixed\n")
        assert found[0] == (f"{day} 10:15:00", "alarm")

    def test_is_the_same_in_the_whole_source_and_said(self) -> None:
        text = "05/11/2026 10:15:00 alarm\n05/12/2026 10:16:00 fixed\n"
        assert [time[:8] for time, _words in told(text)] == ["26-05-11", "26-05-12"]
        assert any("in two ways" in note for note in read(text).notes)


def test_mails_with_the_older_ones_quoted() -> None:
    outlook = (
        "From: Ana Silva <ana@x.example>\nSent: Friday, November 20, 2026 10:15 AM\nTo: Ops\n"
        "Subject: RE: Checkout\n\nRolled back.\n\nFrom: Ben Ortiz\n"
        "Sent: Friday, November 20, 2026 10:05 AM\nSubject: Checkout\n\nIt is down.\n"
    )
    assert told(outlook) == [
        ("26-11-20 10:05:00", "Ben Ortiz: It is down."),
        ("26-11-20 10:15:00", "Ana Silva: Rolled back."),
    ]
    quoted = (
        "Ok.\n\nOn Fri, Nov 20, 2026 at 10:05\u202fPM Ben Ortiz <b@x.example> wrote:\n> Down.\n"
    )
    assert told(quoted) == [("26-11-20 22:05:00", "Ben Ortiz: Down.")]
    saved = "Received: from x; Fri, 20 Nov 2026 11:20:00 +0100\nFrom: Ana <a@x.example>\n"
    saved += "To: Ops\nDate: Fri, 20 Nov 2026 11:15:00 +0100 (CET)\nSubject: Alarm\n\n"
    assert told(saved) == [("26-11-20 10:15:00", "Ana: Alarm")]


def test_slow_queries() -> None:
    text = (
        "/usr/sbin/mysqld, Version: 8.0\n# Time: 2026-11-20T10:15:00.123456Z\n"
        "# User@Host: app[app] @ web [10.0.0.1]  Id: 8\n# Query_time: 12.3  Lock_time: 0.0\n"
        "SELECT 1\nFROM a;\n# User@Host: job[job] @ web\n# Query_time: 2.5\n"
        "SET timestamp=1795169760;\nSELECT 2;\n"
    )
    assert told(text) == [
        ("26-11-20 10:15:00", "Slow query, 12.3 s: SELECT 1 FROM a;"),
        ("26-11-20 10:16:00", "Slow query, 2.5 s: SELECT 2;"),
    ]


def test_table_keeps_ranges_and_what_is_about() -> None:
    text = "| Time | Event |\n|---|---|\n| ~10:15 | a |\n| 10:20-10:40 | b |\n"
    found = read(text, date="2026-11-20").events
    assert [(event.approximate, event.end is not None) for event in found] == [
        (True, False),
        (False, True),
    ]


class TestDocuments:
    """A whole postmortem, its timeline somewhere below."""

    HEAD = "# Outage of 2025-07-21\n\n{}\n\n" + "Words about it.\n" * 80

    def test_timeline_far_below(self) -> None:
        text = self.HEAD.format("Nothing else.") + "## Timeline\n\n- 10:15 Alarm\n- 10:20 Fixed\n"
        assert told(text) == [("25-07-21 10:15:00", "Alarm"), ("25-07-21 10:20:00", "Fixed")]
        keys = self.HEAD.format("") + "- Detected 2025-07-22 10:15\n- Resolved 2025-07-22 10:20\n"
        assert [time for time, _words in told(keys)] == ["25-07-22 10:15:00", "25-07-22 10:20:00"]

    @pytest.mark.parametrize(
        ("said", "hour"),
        [
            ("All times in EDT.", "14"),
            ("_All times below are listed in CEST_", "08"),
            ("Times are UTC", "10"),
            ("Timezone: America/New_York", "14"),
            ("Times are in both EDT and UTC, as the rows say", "10"),
        ],
    )
    def test_zone_that_is_said_once(self, said: str, hour: str) -> None:
        text = f"{said}\n\n- 2025-07-21 10:15 Alarm\n- 2025-07-21 10:20 Fixed\n"
        assert told(text)[0][0] == f"25-07-21 {hour}:15:00"
        asked = read_events(text, now=NOW, zone="UTC", zone_asked=True).events[0]
        assert str(asked.instant)[11:13] == "10"

    def test_day_of_the_title_or_the_name(self) -> None:
        note = "- Jul 20 10:15 Alarm\n- Jul 20 10:20 Fixed\n"
        assert told(self.HEAD.format("") + note)[0][0] == "25-07-20 10:15:00"
        named = read("10:15 Alarm\n10:20 Fixed\n", name="notes/2025-07-21-outage.txt").events
        assert str(named[0].instant)[:10] == "2025-07-21"

    def test_days_as_headings(self) -> None:
        text = "### 2025-07-26 Saturday\n- 10:15 a\n\n### 2025-07-27 Sunday\n- 9:06a b\n- 9:07p c\n"
        assert told(text) == [
            ("25-07-26 10:15:00", "a"),
            ("25-07-27 09:06:00", "b"),
            ("25-07-27 21:07:00", "c"),
        ]

    def test_times_said_twice_and_days_behind(self) -> None:
        text = "- 13:14 EDT (17:14 UTC): a\n- At 17:41 UTC on 2025-07-19 a b\n- 17:50 UTC c\n"
        assert told("# 2025-07-18 Outage\n" + text) == [
            ("25-07-18 17:14:00", "a"),
            ("25-07-19 17:41:00", "a b"),
            ("25-07-19 17:50:00", "c"),
        ]

    def test_some_times_without_a_zone_are_said(self) -> None:
        notes = read("2025-07-21 10:15 PST a\n2025-07-21 10:20 b\n").notes
        assert "some of its times say no zone: taken for UTC" in notes
