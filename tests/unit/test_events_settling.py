"""What only all events of a source tell: clock changes, midnight, zones in doubt."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from hotwash.editing import new
from hotwash.formats.events.reading import EventList, read_events
from hotwash.formats.events.rows import to_rows
from hotwash.formats.json import export_json
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.findings import findings, time_notes
from hotwash.template.library import builtin

NOW = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
NIGHT = ["01:58:00", "02:30:00", "02:10:00", "03:05:00"]


def read(text: str, *, zone: str = "UTC", day: str = "") -> EventList:
    return read_events(text, now=NOW, zone=zone, date=day)


def instants(found: EventList) -> list[str]:
    return [f"{event.instant:%d %H:%M}" for event in found.events if event.instant]


def lines(clocks: list[str], form: str) -> str:
    return "".join(form.format(clock=clock, n=at) + "\n" for at, clock in enumerate(clocks))


FORMS = {
    "log": "2026-10-25 {clock} db-1 step {n}",
    "lines": "- 2026-10-25 {clock} step {n}",
    "syslog": "Oct 25 {clock} db-1 app[3]: step {n}",
    "csv": "2026-10-25 {clock},step {n}",
    "json": '{{"time": "2026-10-25T{clock}", "message": "step {n}"}}',
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
class TestANightWithTwoHours:
    def test_the_second_of_two_times_is_the_later_one(self, form: str) -> None:
        head = "time,event\n" if "}," in form else ""
        found = read(head + lines(NIGHT, form), zone="Europe/Berlin")
        assert instants(found) == ["24 23:58", "25 00:30", "25 01:10", "25 02:05"]
        assert any("02:10 came twice that day: taken for the second" in n for n in found.notes)

    def test_newest_first_too(self, form: str) -> None:
        head = "time,event\n" if "}," in form else ""
        found = read(head + lines(NIGHT[::-1], form), zone="Europe/Berlin")
        assert instants(found) == ["24 23:58", "25 00:30", "25 01:10", "25 02:05"]


def test_a_time_that_never_was_is_said() -> None:
    text = "2026-03-29 01:58:00 db-1 a\n2026-03-29 02:30:00 db-1 b\n"
    found = read(text, zone="Europe/Berlin")
    assert found.events[1].note == "02:30 did not exist that day: taken for 03:30"


class TestMidnight:
    DOWN = "00:20 All clear\n00:05 Rolled back\n23:50 First alert\n"

    def test_newest_first_over_midnight(self) -> None:
        found = read(self.DOWN, day="2026-11-20")
        assert instants(found) == ["20 23:50", "21 00:05", "21 00:20"]
        assert found.events[0].text == "First alert"
        assert any("newest first" in note for note in found.notes)

    def test_without_a_day_it_does_not_lie_ahead(self) -> None:
        assert instants(read(self.DOWN)) == ["27 23:50", "28 00:05", "28 00:20"]

    def test_oldest_first_over_midnight_stays(self) -> None:
        found = read("23:50 First\n00:05 Back\n00:20 Clear\n", day="2026-11-20")
        assert instants(found) == ["20 23:50", "21 00:05", "21 00:20"]

    def test_two_events_do_not_tell(self) -> None:
        found = read("00:05 Back\n23:50 First\n", day="2026-11-20")
        assert instants(found) == ["20 00:05", "20 23:50"]


ZONED = {
    "log": "2026-07-20 {clock} PST web-3 app: full {n}",
    "lines": "- 2026-07-20 {clock} PST: full {n}",
    "csv": "2026-07-20 {clock} PST,full {n}",
    "json": '{{"time": "2026-07-20 {clock} PST", "message": "full {n}"}}',
    "markdown": "| 2026-07-20 {clock} PST | full {n} |",
    "chat": "[2026-07-20 {clock} PST] Ana: full {n}",
}
SAID = "PST in July: did you mean PDT?"


@pytest.mark.parametrize("form", ZONED.values(), ids=ZONED)
class TestNamesInDoubt:
    def source(self, form: str) -> EventList:
        heads = {"}, ": "", "| ": "| Time | Event |\n| --- | --- |\n"}
        head = next((text for sign, text in heads.items() if form.startswith(sign)), "")
        head = "time,event\n" if "PST," in form else head
        return read(head + lines(["10:15:00", "10:16:00"], form))

    def test_they_are_said_once_and_with_each_event(self, form: str) -> None:
        found = self.source(form)
        assert [event.note for event in found.events] == [SAID, SAID]
        assert f"{SAID} (2 events)" in found.notes

    def test_the_name_stays_in_the_row_and_check_asks(self, form: str) -> None:
        document = new.blank(builtin("standard"), day="2026-07-20")
        path = next(field.path for field in document.template.fields if field.kind == "timeline")
        document = document.replace(path, to_rows(self.source(form).events, document))
        assert [row["time"] for row in document.rows(path)] == [
            "10:15 PST",
            "10:16 PST",
        ]
        asked = [one.message for one in findings(document, today=date(2026, 12, 28))]
        assert asked.count(SAID) == 1


def test_a_zone_in_doubt_that_the_source_says_of_all_times() -> None:
    found = read("All times are in PST\n\n2026-07-20 10:15 full\n2026-07-20 10:16 up\n")
    assert f"{SAID} (2 events)" in found.notes


class TestTheDocumentsOwnZone:
    TEXT = (
        "# T\n\nDate: 2026-07-20\n\n## Timeline\n\nAll times are in {}.\n\n- 10:15 a\n- 10:40 b\n"
    )

    @pytest.mark.parametrize(
        ("zone", "said"),
        [
            ("PST", (SAID,)),
            ("CST", ("CST in July: did you mean CDT?",)),
            ("PST (UTC-7)", ()),
            ("PT", ()),
            ("CEST", ()),
        ],
    )
    def test_it_is_questioned_on_import_and_by_check(self, zone: str, said: tuple[str]) -> None:
        document = import_own(self.TEXT.format(zone))
        today = date(2026, 12, 28)
        assert time_notes(document, today) == said
        messages = [one.message for one in findings(document, today=today)]
        assert [message for message in messages if "did you mean" in message] == list(said)

    def test_a_document_that_names_none_is_not_exported_as_utc(self) -> None:
        text = self.TEXT.replace("All times are in {}.\n\n", "").replace("10:40", "10:40Z")
        found = json.loads(export_json(import_own(text)))
        assert found["timezone"] is None
        assert [row["at"] for row in found["timeline"]] == [
            "2026-07-20T10:15:00",
            "2026-07-20T10:40:00+00:00",
        ]

    def test_a_row_in_doubt_is_marked_in_json(self) -> None:
        text = self.TEXT.format("UTC").replace("10:40", "10:40 PST")
        found = json.loads(export_json(import_own(text)))
        assert [row.get("note", "") for row in found["timeline"]] == ["", SAID]


def test_events_of_one_minute_are_turned_too_where_the_newest_is_first() -> None:
    source = "10:06 over\n10:05 third\n10:05 second\n10:01 first\n"
    found = read_events(source, date="2026-11-20")
    assert [event.text for event in found.events] == ["first", "second", "third", "over"]


def test_events_of_one_minute_stay_as_they_are_where_the_oldest_is_first() -> None:
    source = "10:01 first\n10:05 second\n10:05 third\n10:06 over\n"
    found = read_events(source, date="2026-11-20")
    assert [event.text for event in found.events] == ["first", "second", "third", "over"]
