"""`hotwash recover`: drafts listed with what differs, printed, written elsewhere, dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, call, standard

from hotwash.editing.open_document import template_finder
from hotwash.formats import toml
from hotwash.storage import drafts
from hotwash.storage.drafts import DraftFile


@pytest.fixture
def lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A postmortem with a draft of a program that is gone."""
    path = standard(tmp_path)
    text = STANDARD + '\n[[timeline]]\ntime = "10:20"\nevent = "Team called"\n'
    document = toml.read(text, template_finder(str(path)), where="draft")
    impact = document.replace(("incident_details", "impact"), "31 % of checkouts")
    assert DraftFile(str(path)).write(impact, {"entry:timeline": "1030 half a li"})
    monkeypatch.setattr(drafts, "is_running", lambda _process: False)
    return path


def test_nothing_to_recover(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "recover")
    assert (said.code, said.out) == (0, "") and "no recovery drafts" in said.err


def test_the_list_says_what_differs(lost: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "recover")
    first, second = said.out.splitlines()
    assert first == f"1  {lost}"
    assert second.startswith("   just now, ")
    assert "Impact (+17 characters)" in second and "Timeline (+1 row)" in second
    assert "typed and not entered: “1030 half a li”" in second
    assert call(capsys, "recover", lost).out == said.out


def test_printed(lost: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (lost, "1"):
        text = call(capsys, "recover", name, "--print").out
        assert 'event = "Team called"' in text and "# 1030 half a li" in text
        document = toml.read(text, template_finder(str(lost)), where="x")
        assert document.text(("incident_details", "impact")) == "31 % of checkouts"


def test_written_beside(lost: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "back.toml"
    assert call(capsys, "recover", lost, "--to", target).code == 0
    assert 'event = "Team called"' in target.read_text()
    assert len(drafts.drafts()) == 1
    said = call(capsys, "recover", lost, "--to", lost)
    assert said.code == 2 and "the file exists" in said.err
    assert lost.read_text() == STANDARD


def test_dropped_into_the_trash(lost: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "recover", lost, "--drop")
    assert said.code == 0 and drafts.drafts() == []
    kept = said.err.strip().rpartition(" in ")[2]
    assert "Team called" in Path(kept).read_text()


def test_one_that_is_in_use_stays(
    lost: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "is_running", lambda _process: True)
    assert "open in a running Hotwash" in call(capsys, "recover").out
    said = call(capsys, "recover", lost, "--drop")
    assert said.code == 0 and "its draft stays" in said.err
    assert len(drafts.drafts()) == 1


def test_one_that_is_broken_is_listed_and_not_opened(
    lost: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = (draft.file for draft in drafts.drafts())
    os.truncate(file, os.path.getsize(file) - 5)
    assert "cannot be opened: not whole" in call(capsys, "recover").out
    said = call(capsys, "recover", file, "--print")
    assert said.code == 2 and said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["--drop"], "which draft"),
        (["other.toml"], "no recovery draft"),
        (["7", "--print"], "no recovery draft"),
        (["1", "--print", "--drop"], "one thing at a time"),
    ],
)
@pytest.mark.usefixtures("lost")
def test_what_cannot_be_meant(
    capsys: pytest.CaptureFixture[str], words: list[str], meant: str
) -> None:
    said = call(capsys, "recover", *words)
    assert (said.code, said.out) == (2, "") and meant in said.err
    assert len(drafts.drafts()) == 1
