"""Events from what people write: lines, Markdown, CSV, chat; and bounds, filters and rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotwash.errors import UnreadableFile, UsageError
from hotwash.formats.events import collecting, reading
from hotwash.formats.events.model import Event
from hotwash.formats.events.reading import EventList, choose, read_events, read_path, wanted
from hotwash.formats.events.rows import already_there, insert_events, to_rows
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.timeline import Timetable
from hotwash.template.model import TIMEZONE, Field, Kind, Section, Template
from hotwash.times.grammar import Spelling
from hotwash.times.resolve import write_time
from hotwash.times.values import frame_of

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def read(text: str, source: str) -> EventList:
    found = read_events(text, now=NOW, date="2026-11-20")
    assert found.source.name == source
    return found


def told(found: EventList) -> list[tuple[str, str]]:
    return [
        (event.instant.strftime("%d %H:%M") if event.instant else event.time, event.text)
        for event in found.events
    ]


class TestLines:
    def test_any_spelling_continued_lines_and_days(self) -> None:
        found = read(
            "1015 First alert\n"
            "10:20 CET - Team notified\n"
            "    and the manager\n"
            "some words\n"
            "?? someone saw it\n"
            "--- 21 November 2026 ---\n"
            "00:10 Backfill finished\n",
            "lines",
        )
        assert sorted(told(found)) == [
            ("20 09:20", "Team notified / and the manager"),
            ("20 10:15", "First alert"),
            ("21 00:10", "Backfill finished"),
            ("??", "someone saw it"),
        ]
        assert [(piece.line, piece.text) for piece in found.left_over] == [(4, "some words")]

    def test_whole_times_at_the_end_of_a_line(self) -> None:
        found = read(
            "10:15 Alert\n  - First detected: 2026-11-20 10:16\n"
            "Resolved at 2026-11-21 00:10 UTC.\n",
            "lines",
        )
        assert told(found)[1:] == [("20 10:16", "First detected"), ("21 00:10", "Resolved")]

    def test_zone_questions_come_as_notes(self) -> None:
        found = read_events("10:15 PST x\n10:16 PST y\n", now=NOW, date="2026-07-20")
        assert found.events[0].note == "PST in July: did you mean PDT?"


class TestMarkdown:
    def test_table_with_zone_in_its_header(self) -> None:
        found = read(
            "| Time (CET) | What happened | Who |\n"
            "|---|:---:|---|\n"
            "| 11:15 | Alert \\| page | Ana |\n"
            "| **11:20** | Team notified | |\n"
            "| later | Nobody knows | |\n",
            "markdown",
        )
        assert told(found) == [
            ("20 10:15", "Alert | page"),
            ("20 10:20", "Team notified"),
            ("later", "Nobody knows"),
        ]
        assert found.events[0].extra["Who"] == "Ana"

    def test_day_and_time_in_two_columns(self) -> None:
        found = read(
            "| Date | Time | Event |\n|---|---|---|\n"
            "| Fri, Nov 20 | 23:50 | a |\n| 2026-11-21 | 00:10 | b |\n",
            "markdown",
        )
        assert told(found) == [("20 23:50", "a"), ("21 00:10", "b")]

    def test_list_under_days(self) -> None:
        found = read(
            "### 20 November 2026\n\n- **23:50 UTC** - Alert\n  - by the canary\n"
            "1. 23:55: Team notified\n\n### 21 November 2026\n\n* 00:10 Done\n",
            "markdown",
        )
        assert told(found) == [
            ("20 23:50", "Alert / by the canary"),
            ("20 23:55", "Team notified"),
            ("21 00:10", "Done"),
        ]


class TestCsv:
    def test_quotes_other_columns_and_levels(self) -> None:
        found = read(
            '"Time (in UTC)",Description,Owner,Severity\n'
            '2026-11-20 10:15:00,"Alert, ""page""",Ana,critical\n'
            "2026-11-20 10:20:00,Team notified,,info\n",
            "csv",
        )
        assert told(found) == [("20 10:15", 'Alert, "page"'), ("20 10:20", "Team notified")]
        assert [event.severity for event in found.events] == ["error", "info"]
        assert found.events[0].extra["Owner"] == "Ana"

    def test_tabs_semicolons_and_seconds(self) -> None:
        assert told(read("timestamp\tmessage\n1795169700\tAlert\n", "csv")) == [
            ("20 10:15", "Alert")
        ]
        assert told(read("Datum;Zeit;Ereignis\nx;10:15;Alarm\n", "csv")) == [("20 10:15", "Alarm")]

    def test_month_day_and_time_in_three_columns(self) -> None:
        found = read("Month,Date,Time,Level,Content\nNov,20,10:15:01,combo,x\n", "csv")
        assert told(found) == [("20 10:15", "x")]

    def test_header_alone_has_no_events(self) -> None:
        assert told(read('"Time (in UTC)",Description,Owner\n', "csv")) == []


class TestSlackWindow:
    def test_names_with_times_in_brackets(self) -> None:
        found = read(
            "Ana [10:15 AM]\nrolling back\nnow (edited)\n\nBo Berg [10:16 AM]\nok\n\n"
            "pager APP [11:59 PM]\n*Warning:* pool\n\nAna [12:05 AM]\ndone\n",
            "slack",
        )
        assert told(found) == [
            ("20 10:15", "Ana: rolling back / now"),
            ("20 10:16", "Bo Berg: ok"),
            ("20 23:59", "pager: *Warning:* pool"),
            ("21 00:05", "Ana: done"),
        ]
        assert any("no zone" in note for note in found.notes)

    def test_times_on_their_own_line_and_days_between(self) -> None:
        found = read(
            "Friday, November 20th\nAna Lund\n  10:15 AM\nrolling back\n[10:16 AM] done\n"
            "3 replies\nBo Berg\n  10:17 AM\nthanks\n",
            "slack",
        )
        assert told(found) == [
            ("20 10:15", "Ana Lund: rolling back"),
            ("20 10:16", "Ana Lund: done"),
            ("20 10:17", "Bo Berg: thanks"),
        ]


class TestBounds:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "nothing in it"),
            (b" \n\n", "nothing in it"),
            (bytes(range(256)) * 40, "not text"),
            (b"10:15 a\x00b\n", "not text"),
            (b"\x1f\x8b\x08rest", "packed"),
            (b"[" * 100_000, "nested too deeply"),
            (b'{"a":' * 100_000, "nested too deeply"),
            (b"lorem ipsum\n" * 100, "no event source knows"),
            (b'{"foo": 1}', "no list of things with a time"),
        ],
    )
    def test_one_clear_error(self, data: bytes, words: str) -> None:
        with pytest.raises(UnreadableFile, match=words) as error:
            read_events(data, name="file.x")
        assert error.value.where.startswith("file.x")
        assert error.value.remedy

    def test_line_of_a_megabyte_is_cut(self) -> None:
        data = "2026-11-20 10:15:00 ERROR " + "x" * 1_000_000 + "\n2026-11-20 10:16:00 INFO ok\n"
        found = read(data, "log")
        assert [len(event.text) <= 2000 for event in found.events] == [True, True]
        assert found.events[0].text.endswith("x") or found.events[0].text.endswith("…")

    def test_long_log_is_read_in_part_and_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(collecting, "MOST_EVENTS", 10)
        found = read("".join(f"10:{n:02} event {n}\n" for n in range(30)), "lines")
        assert len(found.events) == 10
        assert any("first 10 events" in note for note in found.notes)

    def test_filter_goes_before_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(collecting, "MOST_EVENTS", 10)
        text = "".join(f"10:{n:02} event {n}\n" for n in range(30))
        found = read_events(text, now=NOW, passes=wanted(words="29"))
        assert [event.text for event in found.events] == ["event 29"]
        assert "1 of 30 events pass the filter" in found.notes

    def test_big_file_is_read_in_part_and_said(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(reading, "MOST_BYTES", 1_000)
        path = tmp_path / "big.log"
        path.write_text("2026-11-20 10:15:00 ERROR pool\n" * 1000)
        found = read_path(str(path), now=NOW)
        assert 0 < len(found.events) < 40
        assert any("were read" in note for note in found.notes)

    def test_other_encodings(self) -> None:
        assert told(read_events("10:15 hällo\n".encode("utf-16")))[0][1] == "hällo"
        found = read_events("10:15 hällo\n10:16 x\n".encode("latin-1"))
        assert any("line 1: not UTF-8" in note for note in found.notes)

    def test_missing_file_and_unknown_source(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="No such file"):
            read_path(str(tmp_path / "none.log"))
        with pytest.raises(UsageError, match="no event source is called pager"):
            read_events("10:15 x", format="pager")

    def test_format_forces_a_source(self) -> None:
        line = "Nov 20 10:15:01 web1 nginx[812]: x\n"
        assert read_events(line, format="lines", now=NOW).source.name == "lines"


def test_choose_filters_by_words_time_and_severity() -> None:
    found = read(
        "2026-11-20 10:15:00 ERROR pool empty\n"
        "2026-11-20 10:16:00 INFO pool full\n"
        "2026-11-20 10:17:00 WARN disk\n",
        "log",
    ).events
    at = datetime(2026, 11, 20, 10, 16, tzinfo=UTC)
    assert [event.line for event in choose(found, words="pool")] == [1, 2]
    assert [event.line for event in choose(found, words="POOL -full")] == [1]
    assert [event.line for event in choose(found, since=at)] == [2, 3]
    assert [event.line for event in choose(found, until=at)] == [1, 2]
    assert [event.line for event in choose(found, severity="warning")] == [1, 3]


class TestRows:
    FIELD = Field(("timeline",), Kind.TIMELINE, "Timeline")
    DATE = Field(("details", "date"), Kind.DATE, "Date")
    TEMPLATE = Template("t", "", (Section("a", "A", (DATE, FIELD)),))

    def document(self, zone: str = "UTC") -> Document:
        return Document(self.TEMPLATE, {self.DATE.path: "2026-11-20", TIMEZONE: zone})

    def test_are_written_on_the_documents_clocks(self) -> None:
        found = read("10:15 a\n2026-11-20 23:30 b\nsoon? c\n?? d\n", "lines")
        rows = to_rows(found.events, self.document("Europe/Berlin"))
        assert [(row["time"], row["event"]) for row in rows] == [
            ("11:15", "a"),
            ("2026-11-21 00:30", "b"),
            ("??", "d"),
        ]

    def test_are_inserted_in_their_places_once(self) -> None:
        old = (Row({"time": "10:00", "event": "Deploy"}), Row({"time": "12:00", "event": "Done"}))
        table = Timetable.of(old, "2026-11-20", "UTC")
        events = read("2026-11-20 10:00:30 deploy\n2026-11-20 11:00 alert\n", "log").events
        there = already_there(table, events)
        assert there == (True, False)
        new = [event for event, known in zip(events, there, strict=True) if not known]
        rows = insert_events(table, new)
        assert [row["time"] for row in rows] == ["10:00", "11:00", "12:00"]

    @pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
    @pytest.mark.parametrize("day", ["2026-10-25", ""])
    def test_are_written_as_single_times_are(self, zone: str, day: str) -> None:
        frame = frame_of(day, zone, NOW.date())
        start = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
        steps = [0, 3, 3, 3600, 7200, 3600, 1800, 1800, 3600, 50_000, 90_000, 7, 400_000]
        found = [
            Event("", "x", start + timedelta(seconds=sum(steps[: at + 1])))
            for at in range(len(steps))
        ]
        previous, texts = None, []
        for event in found:
            time = frame.at(event.instant or start, dated=True)
            texts.append(write_time(time, Spelling(), frame, previous))
            previous = time
        rows = insert_events(Timetable((), [], frame), found)
        assert [row["time"] for row in rows] == texts
