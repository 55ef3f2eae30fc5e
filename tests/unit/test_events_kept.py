"""What becomes of all that a source says: columns, evidence, left over, repeats as one event."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli_calls import call

from hotwash.formats.events.folding import folded, unfolded
from hotwash.formats.events.model import Event
from hotwash.formats.events.reading import EventList, read_events
from hotwash.formats.events.rows import already_there, insert_events
from hotwash.postmortem.document import Row
from hotwash.postmortem.timeline import Timetable
from hotwash.template.model import Column
from hotwash.times.values import frame_of

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
COLUMNS = tuple(Column(title.lower(), title) for title in ("Time", "Event", "Owner", "Status"))


def read(text: str) -> EventList:
    """Read a text on the day of the incident."""
    return read_events(text, now=NOW, date="2026-11-20")


def rows(text: str, columns: tuple[Column, ...] = COLUMNS) -> tuple[Row, ...]:
    """The rows that a text becomes in an empty timeline."""
    table = Timetable((), [], frame_of("2026-11-20", "UTC"))
    return insert_events(table, read(text).events, columns)


class TestColumns:
    CSV = "Time,Event,Owner,Notes\n2026-11-20 10:15,Alert,Ines,pager was silent\n"

    def test_like_named_column(self) -> None:
        (row,) = rows(self.CSV)
        assert dict(row.cells) == {
            "time": "10:15",
            "event": "Alert",
            "owner": "Ines",
            "evidence": "Notes: pager was silent",
        }

    def test_no_such_column(self) -> None:
        (row,) = rows(self.CSV, ())
        assert row["evidence"].splitlines() == ["Owner: Ines", "Notes: pager was silent"]

    def test_last_part_of_a_name(self) -> None:
        thing = {"at": "2026-11-20T10:15:00Z", "title": "Down now", "data": {"Status": "paged"}}
        (row,) = rows(json.dumps([thing]))
        assert row["status"] == "paged"

    def test_own_columns_are_never_taken(self) -> None:
        thing = {
            "at": "2026-11-20T10:15:00Z",
            "title": "Down",
            "x": {"moment": "m", "evidence": "e"},
        }
        moment = (*COLUMNS, Column("moment", "Moment"), Column("evidence", "Evidence"))
        (row,) = rows(json.dumps([thing]), moment)
        assert row["moment"] == "" and "x.moment: m" in row["evidence"]

    def test_line_of_the_source_stands_for_its_values(self) -> None:
        line = "Nov 20 10:15:01 web1 nginx[812]: timed out"
        (row,) = rows(line)
        assert (row["event"], row["evidence"]) == ("nginx: timed out", line)


class TestEvidence:
    def test_client_and_user_of_a_request(self) -> None:
        line = '10.0.0.5 - ana [20/Nov/2026:10:15:00 +0100] "GET /pay HTTP/1.1" 502 150 "-" "c/8"'
        assert read(line).events[0].extra["evidence"] == line

    def test_second_style_between_others(self) -> None:
        text = "Nov 20 10:15:00 w app[1]: one\n  deeper\n2026/11/20 10:16:00 [error] two\n"
        found = read(f"{text}Nov 20 10:17:00 w app[1]: three\n").events
        assert [event.text for event in found] == ["app: one", "[error] two", "app: three"]
        assert found[0].extra["evidence"] == "  deeper"

    def test_more_than_a_row_can_hold_is_left_over(self) -> None:
        trace = "".join(f"\tat place{at}\n" for at in range(3000))
        found = read(f"2026-11-20T10:15:00Z ERROR x\n{trace}")
        assert len(found.events[0].extra["evidence"]) <= 20_000
        (piece,) = found.left_over
        assert "place2999" in piece.text and "row can hold" in piece.why

    def test_around_the_things_of_json(self) -> None:
        value = {"page": {"id": 7}, "events": [{"at": "2026-11-20T10:15:00Z", "title": "Down"}]}
        found = read(json.dumps(value)).left_over
        assert [(piece.text, piece.why) for piece in found] == [
            ("page.id: 7", "it stands around the events")
        ]

    def test_labels_of_a_stream_go_along(self) -> None:
        stream = {"stream": {"app": "cart"}, "values": [["1795169700000000000", "a line here"]]}
        found = read(json.dumps({"data": {"result": [stream]}}))
        assert found.events[0].extra["stream.app"] == "cart" and not found.left_over

    def test_behind_the_break_of_json(self) -> None:
        text = '[{"at": "2026-11-20T10:15:00Z", "title": "Down"}, {"at": "2026-11-20T10:16'
        (piece,) = read(text).left_over
        assert "2026-11-20T10:16" in piece.text

    def test_long_lines_of_json(self) -> None:
        long = json.dumps({"time": "2026-11-20T10:16:00Z", "message": "two", "sql": "x" * 900})
        found = read('{"time":"2026-11-20T10:15:00Z","message":"one"}\n' + long)
        assert [event.text for event in found.events] == ["one", "two"]
        assert found.events[1].extra["sql"] == "x" * 900

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Time,Event,Host\n2026-11-20 10:15,,web1\n", "Host web1"),
            ('{"time":"2026-11-20T10:15:00Z","fields":{"message":"it is empty"}}', "it is empty"),
            ("Severity,Time,Recovery time,Host,Problem\nHigh,2026-11-20 10:15,2026-11-20 10:40,w,"
             "Checkout is down\n", "Checkout is down"),
        ],
    )  # fmt: skip
    def test_never_an_empty_text(self, text: str, words: str) -> None:
        assert read(text).events[0].text == words


def log(count: int, *, apart: int = 1, words: str = "pool is empty") -> str:
    """A log that says the same again and again."""
    lines = []
    for at in range(count):
        second = at * apart
        lines.append(f"2026-11-20T10:{15 + second // 60:02}:{second % 60:02}Z ERROR {words}\n")
    return "".join(lines)


class TestFolding:
    def test_repeats_are_one_event(self) -> None:
        (event,) = folded(read(log(200)).events, UTC)
        assert event.text == "ERROR pool is empty (200 times, until 10:18)"
        assert len(event.extra["evidence"].splitlines()) == len(event.repeats) == 200

    def test_other_events_between(self) -> None:
        text = "".join(
            f"{a}{b}"
            for a, b in zip(
                log(6).splitlines(True), log(6, words="up").splitlines(True), strict=True
            )
        )
        found = folded(read(text).events, UTC)
        assert [event.text for event in found] == [
            "ERROR pool is empty (6 times, until 10:15:05)",
            "ERROR up (6 times, until 10:15:05)",
        ]

    def test_what_happens_again_later_is_no_repeat(self) -> None:
        text = "10:15 paged\n10:16 x\n10:40 paged\n10:41 y\n11:05 paged\n"
        assert len(folded(read(text).events, UTC)) == 5

    def test_two_are_no_crowd(self) -> None:
        assert len(folded(read(log(2)).events, UTC)) == 2

    def test_last_day_is_told(self) -> None:
        text = "2026-11-20 23:58 x\n2026-11-20 23:59 x\n2026-11-21 00:01 x\n"
        assert folded(read(text).events, UTC)[0].text == "x (3 times, until 2026-11-21 00:01)"

    def test_unfolded_again(self) -> None:
        events = read(log(5) + "2026-11-20T10:15:02Z INFO other\n").events
        assert unfolded(folded(events, UTC)) == list(events)

    def test_differing_values_are_in_the_evidence(self) -> None:
        lines = [f"Nov 20 10:15:0{at} web{at} app[{at}]: full\n" for at in range(3)]
        (event,) = folded(read("".join(lines)).events, UTC)
        assert event.extra["evidence"] == "".join(lines).rstrip()
        assert "host" not in event.extra and event.extra["tag"] == "app"

    def test_very_many_keep_the_beginning_and_the_end(self) -> None:
        (event,) = folded(read(log(2000, words="w" * 80)).events, UTC)
        evidence = event.extra["evidence"]
        assert "more lines …" in evidence and len(evidence) < 110_000
        assert evidence.startswith("2026-11-20T10:15:00Z") and "10:48:19Z" in evidence

    def test_there_already(self) -> None:
        single = read(log(4)).events
        frame = frame_of("2026-11-20", "UTC")
        empty = Timetable((), [], frame)
        inserted = Timetable.of(insert_events(empty, single), "2026-11-20", "UTC")
        assert already_there(inserted, folded(single, UTC)) == (True,)

    def test_events_without_an_instant_stay(self) -> None:
        events = tuple(Event("??", "x") for _ in range(4))
        assert folded(events, UTC) == events


class TestCommand:
    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        path = tmp_path / "app.log"
        path.write_text("before it all\n" + log(200) + "2026-11-20T10:19:00Z INFO restarted\n")
        return path

    def test_folded_and_said(self, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "events", source, "--json")
        found = json.loads(said.out)
        assert [event["event"] for event in found] == [
            "ERROR pool is empty (200 times, until 10:18)",
            "INFO restarted",
        ]
        assert found[0]["times"] == 200 and found[0]["until"].startswith("2026-11-20T10:18:19")
        assert found[0]["left_over"] == [
            {"line": 1, "text": "before it all", "why": "it has no time"}
        ]
        assert "200 repeats are folded into 1 row (--unfold)" in said.err
        assert "left over: line 1: it has no time: before it all" in said.err

    def test_unfolded(self, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert len(json.loads(call(capsys, "events", source, "--json", "--unfold").out)) == 201

    def test_names_of_json_that_are_taken(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        thing = {"at": "2026-11-20T10:15:00Z", "title": "Down", "severity": "sev-9", "line": "L"}
        (tmp_path / "x.json").write_text(json.dumps([thing]))
        (found,) = json.loads(call(capsys, "events", tmp_path / "x.json", "--json").out)
        assert found["fields"] == {"severity": "sev-9", "line": "L"}
