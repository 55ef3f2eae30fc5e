"""`hotwash check`: findings with their lines, for people, programs and GitHub; its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, call, program, standard

from hotwash.formats.toml.line_numbers import Places
from hotwash.postmortem.document import Document
from hotwash.template.library import builtin
from hotwash.template.model import Kind

BAD = """\
template = "one-page"
title = "x"

[details]
date = "next Tuesday"
seveirty = "P1"

[[timeline]]
time = "10:15"
event = "alert"

[[timeline]]
time = "tea time"
event = "fixed"
"""


def whole(folder: Path) -> Path:
    """A postmortem of which nothing is missing, without a word on how to mark moments."""
    from hotwash.formats import toml
    from hotwash.postmortem.document import Answer, Row

    document = Document(builtin("one-page")).replace(("title",), "x")
    given: dict[Kind, Answer] = {
        Kind.DATE: "2026-11-20",
        Kind.DURATION: "1h",
        Kind.CHOICE: "",
        Kind.TIMELINE: (
            Row({"time": "10:00", "event": "a", "moment": "started"}),
            Row({"time": "11:00", "event": "b", "moment": "resolved"}),
        ),
        Kind.ACTIONS: (Row({"task": "t", "owner": "Ana", "due": "2199-01-01"}),),
        Kind.LIST: ("one",),
        Kind.NUMBERED: ("one",),
        Kind.TABLE: (Row({"a": "b"}),),
    }
    for field in document.template.fields:
        answer = given.get(field.kind, "words")
        document = document.replace(field.path, answer or field.choices[0])
    path = folder / "whole.toml"
    path.write_text(toml.write_new(document))
    return path


def test_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "check", whole(tmp_path))
    assert (said.code, said.out, said.err) == (0, "", "")


def test_notes_alone_are_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = whole(tmp_path)
    path.write_text(path.read_text().replace('moment = "resolved"\n', ""))
    said = call(capsys, "check", path)
    assert said.code == 0 and ": note: timeline: no row is marked as resolved" in said.out


def test_findings_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = standard(tmp_path, text=BAD)
    said = call(capsys, "check", path)
    assert said.code == 1
    lines = said.out.splitlines()
    assert f"{path}:6: warning: unknown key `details.seveirty`" in lines[0]
    assert "severity" in lines[0].partition("did you mean")[2]
    assert any(line.startswith(f"{path}:5: error: details.date: ") for line in lines)
    assert any(
        line.startswith(f"{path}:12: error: timeline[2].time: the time tea time") for line in lines
    )


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = standard(tmp_path, text=BAD)
    said = call(capsys, "check", "--json", path, tmp_path / "missing.toml")
    assert said.code == 2
    found = json.loads(said.out)
    assert {"file", "line", "path", "row", "column", "severity", "message"} == set(found[0])
    assert found[-1]["severity"] == "unreadable" and "missing.toml" in found[-1]["file"]


def test_for_github(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    standard(tmp_path, "50%,a:b.toml", BAD)
    said = call(capsys, "check", "--github", "50%,a:b.toml")
    assert said.code == 1
    assert "::error file=50%25%2Ca%3Ab.toml,line=5,title=hotwash::details.date: " in said.out
    assert all(line.startswith("::") for line in said.out.splitlines())


def test_one_bad_file_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = standard(tmp_path, text=BAD)
    said = call(capsys, "check", tmp_path / "missing.toml", path)
    assert said.code == 2 and ":12: error:" in said.out
    assert said.err.count("\n") == 1 and "no such file" in said.err


def test_standard_input(tmp_path: Path) -> None:
    said = program("check", "-", cwd=tmp_path, stdin=STANDARD.encode())
    assert said.code == 1 and said.out.startswith("standard input:")


def test_places() -> None:
    places = Places.of(BAD)
    assert places.line(("details", "date")) == 5
    assert places.line(("timeline",), 1) == 12
    assert places.line(("details", "missing")) == 4
    assert places.line(("elsewhere",)) == 1


MARKDOWN = """---
layout: post
---

# Late mail

## Impact

## Action items

- [x] Raise the limits
- [ ] Tell support

  They ask every day.

- [ ] Drain the queue
"""


def test_findings_of_markdown_stand_on_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "late.md"
    path.write_text(MARKDOWN)
    said = call(capsys, "check", path)
    lines = [line.removeprefix(f"{path}:") for line in said.out.splitlines()]
    assert lines == [
        "7: warning: impact: not answered yet",
        "12: warning: action_items[2].owner: no owner",
        "12: warning: action_items[2].due: no due date",
        "16: warning: action_items[3].owner: no owner",
        "16: warning: action_items[3].due: no due date",
    ]


def test_findings_of_an_export_stand_on_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml_path, path = standard(tmp_path), tmp_path / "late.md"
    path.write_text(call(capsys, "export", toml_path).out)
    said = call(capsys, "check", path)
    exported = path.read_text().splitlines()
    for line in said.out.splitlines():
        number = int(line.removeprefix(f"{path}:").partition(":")[0])
        assert "_TBD_" in exported[number - 1] or "not answered" not in line
