"""A file is old or new, never broken: errors, kills and power cuts at every call of a save."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from tests.faulty_calls import Disk, FaultyCalls, RecordedCalls

from hotwash.errors import CannotSave
from hotwash.storage import files, folders, in_place
from hotwash.storage.file_calls import FileCalls

OLD = b"OLD " * 500
NEW = b"NEW TEXT " * 900

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS)

Layout = Literal["alone", "expected", "hard link", "new"]
LAYOUTS: tuple[Layout, ...] = ("alone", "expected", "hard link", "new")


def lay(folder: Path, layout: Layout) -> Path:
    """Make the file to be saved, in a folder without anything else."""
    for there in folder.iterdir():
        there.unlink()
    path = folder / "outage.toml"
    if layout != "new":
        path.write_bytes(OLD)
    if layout == "hard link":
        os.link(path, folder / "other.toml")
    return path


def save(path: Path, layout: Layout, io: FileCalls) -> None:
    """Save as an editor does that has read the file, or as one that has not."""
    known = files.Fingerprint.of(str(path)) if layout == "expected" else None
    files.write(str(path), NEW, io=io, expect=known)


def calls_of(folder: Path, layout: Layout) -> int:
    calls = FaultyCalls()
    path = lay(folder, layout)
    save(path, layout, calls)
    assert path.read_bytes() == NEW
    assert calls.count > 10
    return calls.count


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda number: errno.errorcode[number])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_an_error_at_every_call(tmp_path: Path, layout: Layout, error: int, lasting: bool) -> None:
    for at in range(1, calls_of(tmp_path, layout) + 1):
        path = lay(tmp_path, layout)
        before = sorted(there.name for there in tmp_path.iterdir())
        calls = FaultyCalls(at, error, from_then_on=lasting)
        said: CannotSave | None = None
        try:
            save(path, layout, calls)
        except CannotSave as problem:
            said = problem
        place = f"call {at} ({calls.names[at - 1]})"
        found = content(path)
        if said is None:
            assert found == NEW, place
        else:
            assert found in (OLD if layout != "new" else None, NEW), place
            assert str(path) in str(said), place
            assert said.remedy, place
        left = sorted(there.name for there in tmp_path.iterdir())
        assert left in (before, sorted({*before, "outage.toml"})), place


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_kill_at_every_call(tmp_path: Path, layout: Layout) -> None:
    for at in range(1, calls_of(tmp_path, layout) + 1):
        path = lay(tmp_path, layout)
        child = os.fork()
        if not child:
            save(path, layout, FaultyCalls(at))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"call {at} was not reached"
        if path.exists():
            # Whoever opens the file next finishes a save that was cut short.
            found, _ = files.read_bytes(str(path))
            assert found in (OLD, NEW), f"call {at}"
            assert path.read_bytes() == found, f"call {at}"
        else:
            assert layout == "new", f"call {at}"


def test_temporary_files_of_killed_saves_are_cleaned_up_after_a_day(tmp_path: Path) -> None:
    path = lay(tmp_path, "alone")
    child = os.fork()
    if not child:
        files.write(str(path), NEW, io=FaultyCalls(3))
        os._exit(0)
    os.waitpid(child, 0)
    assert len(list(tmp_path.iterdir())) == 2
    mine = tmp_path / ".hotwash-notes.tmp"
    mine.write_text("a person's own")
    os.utime(mine, (0, 0))
    assert files.clean_up(str(tmp_path)) == 0
    left = next(there for there in tmp_path.iterdir() if there not in (path, mine))
    os.utime(left, (0, 0))
    assert files.clean_up(str(tmp_path)) == 1
    assert sorted(tmp_path.iterdir()) == [mine, path]


@pytest.mark.parametrize("layout", ["alone", "expected", "new"])
def test_a_power_cut_at_every_moment(tmp_path: Path, layout: Layout) -> None:
    path = lay(tmp_path, layout)
    calls = RecordedCalls()
    save(path, layout, calls)
    old = OLD if layout != "new" else None
    disk = Disk({str(path): OLD} if old else {})
    for call in calls.log:
        disk.apply(call)
        assert disk.states(str(path)) <= {(old,), (NEW,)}, call
    assert disk.states(str(path)) == {(NEW,)}, "the old text may come back after the save"


@pytest.mark.parametrize("left_out", ["the file", "the folder"])
def test_the_model_of_a_power_cut_sees_a_missing_sync(tmp_path: Path, left_out: str) -> None:
    path = lay(tmp_path, "alone")
    calls = RecordedCalls()
    save(path, "alone", calls)
    disk = Disk({str(path): OLD})
    seen: set[tuple[bytes | None, ...]] = set()
    for call in calls.log:
        of_folder = call[0] == "sync" and call[1] == str(tmp_path)
        if call[0] != "sync" or of_folder != (left_out == "the folder"):
            disk.apply(call)
            seen |= disk.states(str(path))
    if left_out == "the file":
        assert not seen <= {(OLD,), (NEW,)}
    else:
        assert (OLD,) in disk.states(str(path))


def test_a_power_cut_while_writing_in_place_is_repaired(tmp_path: Path) -> None:
    path = lay(tmp_path, "hard link")
    calls = RecordedCalls()
    save(path, "hard link", calls)
    copy = Path(next(call[2] for call in calls.log if call[0] == "rename"))
    disk = Disk({str(path): OLD})
    states: set[tuple[bytes | None, ...]] = set()
    for call in calls.log:
        disk.apply(call)
        states |= disk.states(str(path), str(copy))
    assert disk.states(str(path), str(copy)) <= {(NEW, None), (NEW, next(iter(_copies(states))))}
    broken = 0
    for now, kept in states:
        assert now is not None
        path.write_bytes(now)
        copy.unlink(missing_ok=True)
        if kept is not None:
            # Another process wrote it, which is gone.
            copy.write_bytes(kept.replace(f'"pid": {os.getpid()}'.encode(), b'"pid": 0'))
        broken += now not in (OLD, NEW)
        found, _ = files.read_bytes(str(path))
        assert found in (OLD, NEW)
        assert path.read_bytes() == found
    assert broken > 3, "the model has no torn file to repair"


def _copies(states: set[tuple[bytes | None, ...]]) -> set[bytes]:
    return {kept for _, kept in states if kept}


def test_what_someone_else_wrote_meanwhile_is_not_repaired_away(tmp_path: Path) -> None:
    path = lay(tmp_path, "hard link")
    child = os.fork()
    if not child:
        calls = FaultyCalls()
        save(path, "hard link", calls)
        os._exit(calls.names.index("truncate"))
    _, status = os.waitpid(child, 0)
    at = os.waitstatus_to_exitcode(status)
    path.write_bytes(OLD)
    child = os.fork()
    if not child:
        save(path, "hard link", FaultyCalls(at))
        os._exit(0)
    os.waitpid(child, 0)
    assert list(Path(folders.state_folder("saving")).iterdir())
    path.write_bytes(b"someone else's text, " * 40)
    assert files.read_bytes(str(path))[0] == b"someone else's text, " * 40
    assert not in_place.repair(str(path))


def test_a_save_in_place_under_way_is_not_repaired_by_a_reader(tmp_path: Path) -> None:
    class ReadMeanwhile(FileCalls):
        """Another thread reads the file in the middle of the save."""

        repaired: ClassVar[list[bool]] = []

        def truncate(self, descriptor: int, size: int) -> None:
            self.repaired.append(in_place.repair(str(path)))
            super().truncate(descriptor, size)

    path = tmp_path / "outage.toml"
    path.write_bytes(b"old " * 400)
    in_place.write(str(path), b"new!" * 300, ReadMeanwhile())
    assert ReadMeanwhile.repaired == [False]
    assert path.read_bytes() == b"new!" * 300
