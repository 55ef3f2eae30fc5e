"""Rows in another zone, and columns with AM and PM, as they are exported."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotwash.editing import new
from hotwash.editing.log import LogEntry, add_entries
from hotwash.formats.markdown import export, import_markdown
from hotwash.formats.markdown.export import Exporter, normalised
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.timeline import Timetable
from hotwash.template.library import builtin
from hotwash.template.model import TIMEZONE
from hotwash.times.values import TimeContext, TimeReading
from hotwash.tui.widgets.typed_times import reading_words

TIMELINE = ("timeline",)


def filled(*times: str, zone: str = "UTC", day: str = "2026-11-20") -> Document:
    rows = tuple(Row({"time": time, "event": f"event {at}"}) for at, time in enumerate(times))
    return new.blank(builtin("standard"), day=day, zone=zone).replace(TIMELINE, rows)


def shown(document: Document) -> list[str]:
    lines = [line for line in export(document).splitlines() if "| event " in line]
    return [line.split("|")[1].strip() for line in lines]


@pytest.mark.parametrize(
    ("times", "zone", "expected"),
    [
        (("22:00", "17:44 EST"), "UTC", ["22:00", "22:44 (17:44 EST)"]),
        (("22:00", "23:44 EST"), "UTC", ["22:00", "2026-11-21 04:44 (2026-11-20 23:44 EST)"]),
        (("10:00", "~10:15 CET"), "UTC", ["10:00", "~09:15 (10:15 CET)"]),
        (("10:00", "17:44-18:00 EST"), "UTC", ["10:00", "22:44-23:00 (17:44-18:00 EST)"]),
        (("10:00", "10:15 +08:00"), "Asia/Shanghai", ["10:00", "10:15 +08:00"]),
        (("10:00", "10:15 CST"), "Asia/Shanghai", ["10:00", "10:15 CST"]),
        (("10:00", "soon", "??"), "UTC", ["10:00", "soon", "??"]),
    ],
)
def test_the_documents_time_stands_first(
    times: tuple[str, ...], zone: str, expected: list[str]
) -> None:
    document = filled(*times, zone=zone)
    assert shown(document) == expected
    back = import_markdown(export(document), [builtin("standard")]).document
    assert back.answers[TIMELINE] == normalised(document).answers[TIMELINE]
    instants = [
        Timetable.of(one.rows(TIMELINE), "2026-11-20", zone).times for one in (document, back)
    ]
    known = [[time and (time.instant, time.end) for time in times] for times in instants]
    assert known[0] == known[1]


def test_a_document_without_a_zone_has_nothing_to_convert_to() -> None:
    document = filled("22:00", "17:44 EST").replace(TIMEZONE, None)
    assert shown(document) == ["22:00", "17:44 EST"]


def test_a_change_of_the_zone_is_exported() -> None:
    exporter, document = Exporter(), filled("22:00", "17:44 EST")
    first = "".join(piece.text for piece in exporter.pieces(document))
    later = document.replace(TIMEZONE, "Europe/Berlin")
    second = "".join(piece.text for piece in exporter.pieces(later))
    assert "22:44 (17:44 EST)" in first
    assert "23:44 (17:44 EST)" in second


IMPORTED = """# T

Date: 2026-11-20

## Timeline

Times are in UTC.

- 22:00 Down
- 17:44 EST Called
- 23:10 Up
"""


def test_an_imported_document_comes_back_as_it_is_until_it_is_edited() -> None:
    document = import_own(IMPORTED)
    assert export(document) == IMPORTED
    path = next(field.path for field in document.template.fields if field.kind == "timeline")
    rows = (*document.rows(path), Row({"time": "18:30 EST", "event": "Closed"}))
    assert export(document.replace(path, rows)) == f"{IMPORTED}- 23:30 (18:30 EST) Closed\n"


TWELVE = (
    IMPORTED.replace("22:00", "9:55 PM")
    .replace("17:44 EST", "10:20 PM")
    .replace("23:10", "11:10 PM")
)


@pytest.mark.parametrize("style", [" PM", "pm", " p.m."])
def test_a_column_with_am_and_pm_stays_one(style: str) -> None:
    text = TWELVE.replace(" PM", style)
    document = import_own(text)
    path = next(field.path for field in document.template.fields if field.kind == "timeline")
    now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    changed, _added = add_entries(document, [LogEntry("Rolled back", "22:40")], now)
    assert [row["time"] for row in changed.rows(path)] == [
        f"9:55{style}",
        f"10:20{style}",
        f"10:40{style}",
        f"11:10{style}",
    ]
    assert f"- 10:40{style} Rolled back\n" in export(changed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("23:44 EST", "→ 23:44 EST"),
        ("2026-11-21 00:10 EST", "→ 2026-11-21 00:10 EST +1d"),
        ("2026-11-21 00:10", "→ 2026-11-21 00:10 +1d"),
    ],
)
def test_the_hint_marks_the_day_as_the_table_does(text: str, words: str) -> None:
    from hotwash.times.display import display_time
    from hotwash.times.reading import read_time
    from hotwash.times.values import frame_of

    now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    reading: TimeReading = read_time(text, TimeContext(now, "2026-11-20", "UTC"))
    frame = frame_of("2026-11-20", "UTC")
    assert reading.time is not None
    assert reading_words(reading, frame) == words
    table = display_time(reading.text, reading.time, frame)
    assert table.endswith("+1d") == words.endswith("+1d")
