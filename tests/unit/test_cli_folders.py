"""`hotwash list` and `hotwash actions` over a folder of postmortems."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli_calls import call, standard

from hotwash.cli import folders

LATE = date.today() - timedelta(days=2)
SOON = date.today() + timedelta(days=3)

ACTIONS = f"""\
template = "standard"
title = "Queue stuck"

[incident_details]
date = 2026-10-01

[[action_items.immediate]]
task = "Raise the pool size"
owner = "Ana Lima"
due = {LATE}

[[action_items.immediate]]
task = "Tell the customers"
owner = "Jonas"
due = {LATE}
done = true

[[action_items.long_term]]
task = "Alert on pool wait, and \\"soon\\""
owner = "@jonas"
due = {SOON}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    standard(tmp_path)
    (tmp_path / "2026").mkdir()
    standard(tmp_path / "2026", "queue.toml", ACTIONS)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestList:
    def test_the_newest_incident_first(self, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "list")
        assert said.code == 0 and said.err == ""
        assert [line.split()[0] for line in said.out.splitlines()] == [
            "DATE",
            "2026-11-20",
            "2026-10-01",
        ]
        assert "pyproject" not in said.out

    def test_with_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert call(capsys, "list", "--search", "POOL ana").out.count("queue.toml") == 1
        said = call(capsys, "list", "--search", "pool nowhere")
        assert (said.out, said.err) == ("", "no postmortem has these words\n")

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        found = json.loads(call(capsys, "list", "--json", "2026").out)
        assert found[0]["file"] == "2026/queue.toml"
        assert (found[0]["title"], found[0]["date"]) == ("Queue stuck", "2026-10-01")

    def test_a_broken_file_is_told_and_passed_over(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "broken.toml").write_text("title = \n")
        said = call(capsys, "list")
        assert said.code == 0 and said.out.count("\n") == 3
        assert said.err.count("\n") == 1 and "broken.toml" in said.err
        assert call(capsys, "list", "broken.toml").code == 2

    def test_nothing_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "empty").mkdir()
        said = call(capsys, "list", tmp_path / "empty")
        assert (said.code, said.out, said.err) == (0, "", "no postmortems here\n")


@pytest.mark.usefixtures("folder")
class TestActions:
    def test_the_open_ones_the_latest_first(self, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "actions")
        assert said.code == 0
        lines = said.out.splitlines()
        assert lines[1].split("  ")[0] == "2 days late" and "Raise the pool size" in lines[1]
        assert lines[2].startswith("in 3 days") and len(lines) == 3

    def test_overdue_ones_are_an_exit_code(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert call(capsys, "actions", "--overdue").code == 1
        said = call(capsys, "actions", "--overdue", "--owner", "jonas")
        assert (said.code, said.out, said.err) == (0, "", "nothing is late\n")

    @pytest.mark.parametrize(
        ("owner", "count"), [("ana", 1), ("Ana Lima", 1), ("@Jonas", 1), ("an", 0)]
    )
    def test_of_an_owner(self, capsys: pytest.CaptureFixture[str], owner: str, count: int) -> None:
        assert len(json.loads(call(capsys, "actions", "--owner", owner, "--json").out)) == count

    def test_as_csv(self, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "actions", "--csv")
        found = list(csv.DictReader(io.StringIO(said.out)))
        assert [row["task"] for row in found] == [
            "Raise the pool size",
            'Alert on pool wait, and "soon"',
        ]
        assert [row["overdue"] for row in found] == ["yes", ""]
        assert found[0]["file"] == "2026/queue.toml" and found[0]["due"] == LATE.isoformat()

    def test_a_missing_path(self, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "actions", "nowhere.toml")
        assert said.code == 2 and "no such file" in said.err


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-2", "'-2"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\r=1", "␍=1"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\u202eb", "a<202E>b"),
        ("two\nlines", "two\nlines"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_cells_for_spreadsheets(value: str, cell: str) -> None:
    assert folders._csv_cell(value) == cell
