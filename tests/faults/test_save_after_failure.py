"""A save that failed is tried again as if it had never been: only what is written counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.small_template import IMPACT, SMALL, TIMELINE, find_small

from hotwash.editing.document_file import DocumentFile
from hotwash.errors import CannotSave
from hotwash.formats import toml
from hotwash.postmortem.document import Document, Row
from hotwash.storage import drafts, files, in_place
from hotwash.template.model import TITLE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "outage.toml"
    rows = (Row({"time": "10:00", "event": "quiet"}),)
    made.write_text(toml.write_new(Document(SMALL, {TITLE: "old", TIMELINE: rows})))
    return made


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A disk that is full while the list is not empty."""
    full: list[bool] = []
    real = files.write

    def write(path: str, data: bytes, **rest: Any) -> files.Fingerprint:
        if full:
            raise CannotSave("No space left on device", where=path, remedy="make room")
        return real(path, data, **rest)

    monkeypatch.setattr(files, "write", write)
    return full


def read(path: Path) -> Document:
    return toml.read(path.read_text(), find_small, where="f")


def test_the_same_document_is_written_when_there_is_room_again(
    path: Path, full_disk: list[bool]
) -> None:
    file = DocumentFile(str(path), find_small, export=False)
    mine = file.read().replace(TITLE, "new")
    full_disk.append(True)
    assert file.sync(mine).problem
    assert read(path).title == "old"
    full_disk.clear()
    synced = file.sync(mine)
    assert synced.wrote and not synced.problem
    assert read(path).title == "new"
    assert not file.sync(mine).wrote


def test_a_new_document_is_written_when_there_is_room_again(
    tmp_path: Path, full_disk: list[bool]
) -> None:
    path = tmp_path / "new.toml"
    file = DocumentFile(str(path), find_small, export=False)
    mine = Document(SMALL, {TITLE: "new"})
    file.begin(mine)
    full_disk.append(True)
    assert file.sync(mine).problem
    full_disk.clear()
    assert file.sync(mine).wrote
    assert read(path).title == "new"


def test_others_changes_are_merged_again_after_a_failure(path: Path, full_disk: list[bool]) -> None:
    file = DocumentFile(str(path), find_small, export=False)
    mine = file.read().replace(IMPACT, "mine")
    theirs = read(path)
    rows = (*theirs.rows(TIMELINE), Row({"time": "10:10", "event": "theirs"}))
    path.write_text(toml.write_new(theirs.replace(TIMELINE, rows)))
    full_disk.append(True)
    assert file.sync(mine).problem
    full_disk.clear()
    synced = file.sync(mine)
    assert synced.wrote and not synced.conflicts
    assert read(path).rows(TIMELINE) == rows == synced.document.rows(TIMELINE)
    assert read(path).text(IMPACT) == "mine"


class TestAChangeOfAFileThatIsNotOpen:
    """`hotwash log` and the like say what is in the file, and keep what is not."""

    @staticmethod
    def add(document: Document) -> Document:
        rows = (*document.rows(TIMELINE), Row({"time": "10:05", "event": "errors rise"}))
        return document.replace(TIMELINE, rows)

    def test_nothing_was_written(self, path: Path, full_disk: list[bool]) -> None:
        full_disk.append(True)
        with pytest.raises(CannotSave) as caught:
            DocumentFile(str(path), find_small, export=False).change(self.add)
        assert "No space left" in str(caught.value) and "make room" in str(caught.value)
        assert "nothing was written; it is kept as a draft" in str(caught.value)
        draft = drafts.drafts()[0].document(find_small)
        assert [row["event"] for row in draft.rows(TIMELINE)] == ["quiet", "errors rise"]
        assert len(read(path).rows(TIMELINE)) == 1

    def test_nowhere_to_keep_it(
        self, path: Path, full_disk: list[bool], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: Any, **_named: Any) -> None:
            raise OSError(28, "No space left on device")

        full_disk.append(True)
        monkeypatch.setattr(files, "write_private", refuse)
        with pytest.raises(CannotSave, match="no draft could be kept"):
            DocumentFile(str(path), find_small, export=False).change(self.add)

    def test_written_but_not_confirmed(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_arguments: Any) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(in_place, "sync_folder", fail)
        with pytest.raises(CannotSave) as caught:
            DocumentFile(str(path), find_small, export=False).change(self.add)
        assert "the change is in the file" in str(caught.value)
        assert "do not make it again" in str(caught.value)
        assert len(read(path).rows(TIMELINE)) == 2
        assert not drafts.drafts()
