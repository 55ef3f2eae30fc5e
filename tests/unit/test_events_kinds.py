"""Kinds of sources beside the common logs: pages, tickets, records, elapsed times, encodings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotwash.formats.events.reading import EventList, read_events
from hotwash.formats.events.rows import to_rows
from hotwash.postmortem.document import Document
from hotwash.template.library import builtin

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def read(text: str | bytes) -> EventList:
    return read_events(text, now=NOW, date="2026-11-20")


def told(text: str | bytes) -> list[tuple[str, str]]:
    """The clock times and the words of what is read."""
    return [
        (f"{event.instant:%d %H:%M:%S}" if event.instant else event.time, event.text)
        for event in read(text).events
    ]


@pytest.mark.parametrize(
    ("line", "time", "words"),
    [
        ("[Nest] 7  - 11/20/2026, 10:15:00 PM     LOG [App] up", "20 22:15:00",
         "[Nest] 7 LOG [App] up"),
        ("Main::INFO::2026-11-20 10:15:00,123::vdsm::(run) one", "20 10:15:00",
         "Main::INFO vdsm::(run) one"),
        ("2026-11-20 10:15:07.9 WARN x", "20 10:15:07.900000", "WARN x"),
        ("2026-11-20 10:15:07.17 WARN x", "20 10:15:07.170000", "WARN x"),
        ("20261120-10:15:0:61|Step|x", "20 10:15:00.061000", "Step|x"),
        ("10000 1795169700.000001 open(3) = 0", "20 10:15:00", "open(3) = 0"),
        ("[pid  7] 1795169700.000001 open(3) = 0", "20 10:15:00", "open(3) = 0"),
        ("@400000006b001dae3b6e1a8c tcpserver: 5/30", "20 10:15:00", "tcpserver: 5/30"),
        ('api-1  | {"level":"error","ts":1795169700.5,"msg":"pool is empty"}', "20 10:15:00",
         "api-1 pool is empty"),
        ('[pod/api-1/app] {"time":"2026-11-20T10:15:00Z","msg":"up and running"}', "20 10:15:00",
         "pod/api-1/app up and running"),
        ("2026-11-20T10:15:00+01:00: login failed", "20 09:15:00", "login failed"),
        ("Auth: user [a] at [Fri, 20 Nov 2026 10:15:00.02 UTC] ok", "20 10:15:00",
         "Auth: user [a] at ok"),
    ],
)  # fmt: skip
def test_line(line: str, time: str, words: str) -> None:
    event = read(f"{line}\n{line}\n").events[0]
    form = "%d %H:%M:%S.%f" if "." in time else "%d %H:%M:%S"
    assert event.instant is not None
    assert (event.instant.strftime(form), event.text) == (time, words)


@pytest.mark.parametrize("month", ["Nov", "nov.", "novembre", "Noviembre", "listopada"])
def test_months_of_a_system_in_another_language(month: str) -> None:
    text = f"{month} 20 10:15:00 web1 app[1]: one\n{month} 20 10:16:00 web1 app[1]: two\n"
    assert told(text) == [("20 10:15:00", "app: one"), ("20 10:16:00", "app: two")]


def test_french_clock_of_a_chat() -> None:
    text = "Ines Moreau\n20 nov. 2026, 10 h 17\nje regarde\nRavi Rao\n20 nov. 2026, 10 h 18\noui\n"
    assert [words for _time, words in told(text)] == ["Ines Moreau: je regarde", "Ravi Rao: oui"]


class TestPagesAndTickets:
    def test_page_of_incidents(self) -> None:
        text = (
            "Checkout errors\nIncident Report for Shop\n\nResolved\nIt is over.\n"
            "Posted Nov 20, 2026 - 10:40 UTC\n\nIdentified\nA bad deploy.\n"
            "Posted Nov 20, 2026 - 10:20 UTC\n"
        )
        assert told(text) == [
            ("20 10:20:00", "Identified: A bad deploy."),
            ("20 10:40:00", "Resolved / It is over."),
        ]
        assert [piece.line for piece in read(text).left_over] == [1, 2]

    def test_history_of_a_ticket(self) -> None:
        text = "Ana Ruiz made changes - 20/Nov/26 10:15 AM\nStatus\tOpen\tDone\n" * 2
        assert told(text)[0] == ("20 10:15:00", "Ana Ruiz made changes: Status Open Done")

    def test_notes_of_a_ticket(self) -> None:
        text = "2026-11-20 10:15:00 - Ana Ruiz (Work notes)\nRestarted the API.\n\n"
        assert told(text * 2)[0] == ("20 10:15:00", "Ana Ruiz (Work notes): Restarted the API.")

    def test_name_that_stands_twice(self) -> None:
        text = "ines\nines\n10:50 AM\nit is down\n\nravi\nravi\n11:00 AM\nrolled back\n"
        assert [words for _time, words in told(text)] == ["ines: it is down", "ravi: rolled back"]

    def test_task_above_its_time(self) -> None:
        text = (
            "TASK [restart api] ****\n"
            "Friday 20 November 2026  10:15:00 +0000 (0:00:01.000)       0:00:01.000 ***\n"
            "changed: [web1]\n\n"
        )
        assert told(text * 2)[0][1].startswith("TASK [restart api]")


class TestRecords:
    WINDOWS = (
        "Event[{n}]:\n  Log Name: System\n  Date: 2026-11-20T10:1{n}:00.123\n  Event ID: 7034\n"
        "  Level: Error\n  Description:\nThe API service ended.\n\n"
    )

    def test_windows_events(self) -> None:
        found = read(self.WINDOWS.format(n=5) + self.WINDOWS.format(n=6)).events
        assert [(event.text, event.severity) for event in found] == [
            ("The API service ended.", "error")
        ] * 2
        assert found[0].extra["Event ID"] == "7034"

    def test_rows_of_a_database(self) -> None:
        row = "*** {n}. row ***\n id: {n}\n created_at: 2026-11-20 10:15:0{n}\n message: full\n"
        assert told(row.format(n=1) + row.format(n=2)) == [
            ("20 10:15:01", "full"),
            ("20 10:15:02", "full"),
        ]

    def test_list_of_a_shell(self) -> None:
        text = "TimeCreated : 11/20/2026 10:15:00 AM\nId          : 7\nMessage     : It ended\n\n"
        assert told(text * 2)[0] == ("20 10:15:00", "It ended")

    def test_labels_of_a_postmortem_are_no_records(self) -> None:
        text = (
            "Date: 2026-11-20\nSeverity: P1\nOwner: Ana\n\n10:15 First alert\n10:20 Rolled back\n"
        )
        assert [words for _time, words in told(text)] == ["First alert", "Rolled back"]


class TestElapsed:
    def test_start_that_is_said(self) -> None:
        text = "Deploy began 2026-11-20 10:00Z\nT-5m freeze\nT+0 go\nT+1h30m done\n"
        assert told(text) == [
            ("20 09:55:00", "freeze"),
            ("20 10:00:00", "go"),
            ("20 11:30:00", "done"),
        ]

    @pytest.mark.parametrize("time", ["T+5m", "[+00:05:00]", "T+00:05:00", "[  300.000000]"])
    def test_start_that_nobody_says(self, time: str) -> None:
        event = read(f"{time} errors rise\n{time} more\n").events[0]
        assert (event.instant, event.time) == (None, "??")
        assert event.text == f"{time.replace('  ', ' ')} errors rise"
        assert "a start" in event.note

    def test_rows_have_no_time_that_cannot_be_read(self) -> None:
        found = read("T+5m errors rise\nT+6m more\n").events
        row = to_rows(found, Document(builtin("standard")))[0]
        assert (row["time"], row["event"]) == ("??", "T+5m errors rise")


class TestEncodings:
    TEXT = "Zeit;Ereignis\n20.11.2026 10:15;Dienst fällt aus\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_words_are_whole(self, encoding: str) -> None:
        assert told(self.TEXT.encode(encoding)) == [("20 10:15:00", "Dienst fällt aus")]

    def test_guess_is_said(self) -> None:
        assert (
            "line 2: not UTF-8; such lines are read as Windows-1252"
            in read(self.TEXT.encode("cp1252")).notes
        )

    def test_only_the_odd_line(self) -> None:
        data = "10:15 größer\n".encode() + "10:16 kürzer\n".encode("cp1252")
        assert [words for _time, words in told(data)] == ["größer", "kürzer"]


def test_sign_that_excel_says() -> None:
    text = "sep=;\nTime;Event\n2026-11-20 10:15;Queue grows, fast\n"
    assert told(text) == [("20 10:15:00", "Queue grows, fast")]


def test_what_a_notification_packs() -> None:
    text = (
        '{"Timestamp":"2026-11-20T10:15:00Z","Subject":"ALARM: cart",'
        '"Message":"{\\"OldStateValue\\":\\"OK\\",\\"NewStateReason\\":\\"37 over 5\\"}"}'
    )
    (event,) = read(text).events
    assert event.text == "ALARM: cart: 37 over 5" and event.extra["Message.OldStateValue"] == "OK"


class TestWhatHangsOnATime:
    """A link or a footnote at a time is known of the event, and is none of its words."""

    @pytest.mark.parametrize(
        ("line", "known"),
        [
            ("[10:15](https://example.org/1) Queue grows", {"url": "https://example.org/1"}),
            (
                "- **[10:15](https://example.org/1)** - Queue grows",
                {"url": "https://example.org/1"},
            ),
            ("- [10:15 UTC](https://example.org/1): Queue grows", {"url": "https://example.org/1"}),
            ("10:15[^4]: Queue grows", {"footnote": "4"}),
            ("10:15 (first) [a](first-page) Queue grows", {}),
        ],
    )
    def test_kept_by_name(self, line: str, known: dict[str, str]) -> None:
        event = read(f"{line}\n").events[0]
        assert dict(event.extra) == known
        assert event.text.endswith("Queue grows") and (not known or event.text == "Queue grows")

    @pytest.mark.parametrize("day", ["2026-MM-DD", "2026-mm-dd", "2026-XX-XX", "2026-??-??"])
    def test_day_to_be_filled_in_is_no_time(self, day: str) -> None:
        found = read(f"- {day}: a token was made\n- 10:15 it was used\n")
        assert [event.text for event in found.events] == ["it was used"]
        assert day in found.left_over[0].text


class TestToldTwice:
    def test_date_of_a_record_is_not_left_over(self) -> None:
        record = "Event[{}]:\n  Log Name: System\n  Date: 2026-11-20T10:1{}:00\n  Level: Error\n\n"
        found = read(record.format(0, 5) + record.format(1, 6))
        assert [event.text for event in found.events] == ["System", "System"]
        assert found.left_over == ()

    @pytest.mark.parametrize(
        ("behind", "words"),
        [
            ("[20/Nov/2026 10:15:00] login failed", "login failed"),
            ("[2026-11-20 10:15:00] login failed", "login failed"),
            ("[20/Nov/2026 10:16:00] login failed", "[20/Nov/2026 10:16:00] login failed"),
            ("[worker-1 of pool 2] login failed", "[worker-1 of pool 2] login failed"),
        ],
    )
    def test_same_time_behind_seconds(self, behind: str, words: str) -> None:
        line = f"1795169700.21 {behind}\n"
        assert told(line * 2) == [("20 10:15:00", words)] * 2


def test_message_below_a_line_that_is_no_row() -> None:
    text = (
        "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n"
        "5m          Warning   BackOff   pod/api-1   restarting\n"
        "No resources found in default namespace, I am afraid\n"
        "                                            for the container\n"
    )
    found = read(text)
    assert [event.text for event in found.events] == ["BackOff, pod/api-1: restarting"]
    assert [piece.line for piece in found.left_over] == [3, 4]
