"""C1: recovery drafts in every state: the right offer, never a crash, nothing deleted unasked."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
from pathlib import Path

import pytest
from tests.faulty_calls import FaultyCalls
from tests.small_template import SMALL, TIMELINE, WHAT, find_small

from hotwash.errors import UnreadableFile
from hotwash.formats import toml
from hotwash.postmortem.document import Document, Row
from hotwash.storage import drafts, files, folders
from hotwash.template.model import TITLE

DOCUMENT = Document(
    SMALL,
    {TITLE: "Lost? No.", WHAT: "words\n", TIMELINE: (Row({"time": "10:15", "event": "alert"}),)},
)
HELD = {"timeline": "1030 rolled ba", "notes": "\ud800 half"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "outage.toml"
    made.write_text(toml.write_new(Document(SMALL, {TITLE: "old"})))
    return made


def abandoned(path: Path, at: int = 0) -> Path:
    """A draft whose process was killed, at a call of its second write if so wished."""
    child = os.fork()
    if not child:
        draft = drafts.DraftFile(str(path))
        draft.write(DOCUMENT, HELD)
        if at:
            draft._io = FaultyCalls(at)
            draft.write(DOCUMENT, {"timeline": "newer"})
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return next(Path(folders.state_folder("drafts")).glob("*.draft"))


def test_a_draft_comes_back_whole_with_the_held_texts(path: Path) -> None:
    file = abandoned(path)
    (draft,) = drafts.find(str(path))
    assert draft.document(find_small) == DOCUMENT
    assert draft.held == HELD
    assert draft.path == str(path)
    assert draft.base == files.read_bytes(str(path))[1].digest
    assert abs(draft.saved_at - file.stat().st_mtime) < 5
    assert not draft.running


def test_a_draft_is_the_users_alone(path: Path) -> None:
    path.chmod(0o644)
    file = abandoned(path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (file.parent, file.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_draft_is_found_by_any_name_of_its_document(path: Path, tmp_path: Path) -> None:
    abandoned(path)
    link = tmp_path / "link.toml"
    link.symlink_to(path.name)
    assert len(drafts.find(str(link))) == 1
    assert drafts.find(str(tmp_path / "other.toml")) == []


def test_a_document_that_is_gone_still_has_its_draft(path: Path) -> None:
    abandoned(path)
    path.unlink()
    assert drafts.find(str(path))[0].document(find_small) == DOCUMENT


def test_a_draft_of_a_running_program_is_not_offered(path: Path) -> None:
    mine = drafts.DraftFile(str(path))
    assert mine.write(DOCUMENT, {})
    assert drafts.find(str(path)) == []
    (draft,) = drafts.drafts()
    assert draft.running
    mine.drop()
    assert drafts.drafts() == []


@pytest.mark.parametrize(
    ("key", "value"), [("started", "1"), ("boot", "another"), ("host", "elsewhere"), ("pid", -1)]
)
def test_a_number_that_another_process_has_now_does_not_count(
    path: Path, key: str, value: object
) -> None:
    mine = drafts.DraftFile(str(path))
    mine.write(DOCUMENT, {})
    file = next(Path(folders.state_folder("drafts")).glob("*.draft"))
    head, _, text = file.read_bytes().partition(b"\n")
    file.write_bytes(json.dumps({**json.loads(head), key: value}).encode() + b"\n" + text)
    assert len(drafts.find(str(path))) == 1


def test_a_kill_at_every_call_of_a_draft_leaves_the_last_one_or_the_new_one(path: Path) -> None:
    at = 0
    seen: set[str] = set()
    while "newer" not in seen or at < 8:
        at += 1
        file = abandoned(path, at)
        (draft,) = drafts.find(str(path))
        assert draft.document(find_small) == DOCUMENT
        seen.add(draft.held["timeline"])
        assert seen <= {"newer", HELD["timeline"]}
        file.unlink()
        assert at < 30
    assert seen == {"newer", HELD["timeline"]}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_an_error_at_every_call_of_a_draft_keeps_the_last_one(path: Path, error: int) -> None:
    calls = FaultyCalls()
    counting = drafts.DraftFile(str(path), io=calls)
    counting.write(DOCUMENT, {})
    counting.drop()
    for at in range(1, calls.count):
        draft = drafts.DraftFile(str(path))
        assert draft.write(DOCUMENT, {"timeline": "first"})
        draft._io = FaultyCalls(at, error)
        kept = draft.write(DOCUMENT, {"timeline": "second"})
        assert kept == (not draft.problem)
        (found,) = drafts.drafts()
        assert not found.problem
        assert found.held["timeline"] in ("first", "second")
        assert found.held["timeline"] == "second" or not kept
        draft.drop()


def damage(file: Path, how: str) -> None:
    data = file.read_bytes()
    if how == "empty":
        file.write_bytes(b"")
    elif how == "half":
        file.write_bytes(data[: len(data) // 4])
    elif how == "cut at the end":
        file.write_bytes(data[:-3])
    elif how == "other version":
        file.write_bytes(data.replace(b'"version": 1', b'"version": 99'))
    elif how == "other shape":
        file.write_bytes(b'["version", 1]\n' + data)
    elif how == "noise":
        file.write_bytes(os.urandom(4096))
    elif how == "deep":
        file.write_bytes(b"[" * 100_000)
    elif how == "a link":
        other = file.with_name("elsewhere")
        file.rename(other)
        file.symlink_to(other)
    elif how == "a pipe":
        file.unlink()
        os.mkfifo(file)
    elif how == "a folder":
        file.unlink()
        file.mkdir()
    elif how == "someone else's":
        os.chown(file, 1234, 1234)


DAMAGES = (
    "empty",
    "half",
    "cut at the end",
    "other version",
    "other shape",
    "noise",
    "deep",
    "a link",
    "a pipe",
    "a folder",
    "someone else's",
)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_draft_is_listed_and_left_and_not_offered(path: Path, how: str) -> None:
    if how == "someone else's" and os.geteuid():
        pytest.skip("only root can give files away")
    file = abandoned(path)
    damage(file, how)
    (draft,) = drafts.drafts()
    assert draft.problem
    assert drafts.find(str(path)) == []
    with pytest.raises(UnreadableFile, match="text editor"):
        draft.document(find_small)
    assert os.path.lexists(file)


def test_a_discarded_draft_is_in_the_trash_for_a_month(path: Path) -> None:
    abandoned(path)
    (draft,) = drafts.find(str(path))
    moved = Path(drafts.discard(draft))
    assert moved.exists()
    assert drafts.drafts() == []
    assert b"alert" in moved.read_bytes()


def test_drafts_come_newest_first(path: Path) -> None:
    first = abandoned(path)
    first.rename(first.with_name("first.draft"))
    abandoned(path)
    found = drafts.find(str(path))
    assert len(found) == 2
    assert found[0].saved_at >= found[1].saved_at
    assert found[1].file.endswith("first.draft")
