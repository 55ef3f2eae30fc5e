"""`hotwash events`: shown, as JSON, chosen among, put into a timeline once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, call, program, standard

LINES = """\
2026-11-20T10:05:00Z INFO api: request served
2026-11-20T10:16:30Z ERROR api: pool timeout after 30s
2026-11-20T10:40:00Z ERROR db: too many connections
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "api.log"
    path.write_text(LINES)
    return path


def events(path: Path) -> list[tuple[str, str]]:
    rows = tomllib.loads(path.read_text())["timeline"]
    return [(row["time"], row["event"]) for row in rows]


def test_shown_as_lines_that_log_reads(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = call(capsys, "events", source)
    assert said.code == 0
    assert said.out.splitlines()[1].startswith("2026-11-20 10:16:30  ")
    assert said.err.startswith("3 events read as ")
    path = standard(tmp_path)
    assert program("log", path, cwd=tmp_path, stdin=said.out.encode()).code == 0
    assert [time for time, _ in events(path)] == ["10:05", "10:15", "10:16:30", "10:40"]


def test_as_json(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "events", source, "--json").out)
    assert [event["time"] for event in found] == [
        "2026-11-20T10:05:00+00:00",
        "2026-11-20T10:16:30+00:00",
        "2026-11-20T10:40:00+00:00",
    ]
    assert "pool timeout" in found[1]["event"]
    assert (found[1]["severity"], found[1]["line"]) == ("error", 2)


def test_from_standard_input(tmp_path: Path) -> None:
    said = program("events", "-", "--json", cwd=tmp_path, stdin=LINES.encode())
    assert len(json.loads(said.out)) == 3


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["--search", "pool"], 1),
        (["--search", "-pool"], 2),
        (["--severity", "error"], 2),
        (["--from", "10:10"], 2),
        (["--from", "10:10", "--to", "10:30"], 1),
        (["--to", "2026-11-20 10:05"], 1),
    ],
)
def test_a_choice(
    source: Path, capsys: pytest.CaptureFixture[str], words: list[str], left: int
) -> None:
    said = call(capsys, "events", source, "--json", *words)
    assert len(json.loads(said.out)) == left
    assert f"{left} of them chosen" in said.err


def test_into_a_timeline_once(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = standard(tmp_path)
    said = call(capsys, "events", source, "--into", path, "--severity", "error")
    assert said.code == 0 and said.err.endswith("outage.toml: 2 events added\n")
    assert [time for time, _ in events(path)] == ["10:15", "10:16:30", "10:40"]
    before = path.read_text()
    said = call(capsys, "events", source, "--into", path, "--severity", "error")
    assert said.err.endswith("outage.toml: 0 events added; 2 were there already\n")
    assert path.read_text() == before


def test_a_zone_and_a_day_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("10:15 alert\n10:20 team called\n")
    words = ("--date", "2026-11-20", "--zone", "+02:00", "--json")
    found = json.loads(call(capsys, "events", tmp_path / "notes.txt", *words).out)
    assert found[0]["time"] == "2026-11-20T10:15:00+02:00"


def test_the_postmortems_day_and_zone_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = standard(tmp_path, text=STANDARD.replace("\n[inc", 'timezone = "+02:00"\n\n[inc', 1))
    (tmp_path / "notes.txt").write_text("10:10 errors rise\n10:20 team called\n")
    call(capsys, "events", tmp_path / "notes.txt", "--into", path)
    assert [time for time, _ in events(path)] == ["10:10", "10:15", "10:20"]


def test_many_events_want_a_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = standard(tmp_path)
    log = tmp_path / "big.log"
    log.write_text(
        "".join(f"2026-11-20T11:{n // 60:02}:{n % 60:02}Z ERROR x {n}\n" for n in range(600))
    )
    said = call(capsys, "events", log, "--into", path)
    assert said.code == 2 and "600 events are many" in said.err
    assert path.read_text() == STANDARD
    assert call(capsys, "events", log, "--into", path, "--all").code == 0
    assert len(events(path)) == 601


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["--from", "tea time"], "“tea time” is no time"),
        (["--date", "someday"], "“someday” is no date"),
        (["--zone", "Mars/Olympus"], "--zone: "),
        (["--format", "telex"], "no event source is called telex"),
        (["--into", "-"], "events go into a file"),
    ],
)
def test_what_cannot_be_meant(
    source: Path, capsys: pytest.CaptureFixture[str], words: list[str], meant: str
) -> None:
    said = call(capsys, "events", source, *words)
    assert (said.code, said.out) == (2, "") and meant in said.err.splitlines()[-1]
