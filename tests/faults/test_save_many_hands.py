"""Many writers of one file: they take turns, and nobody's change is overwritten in silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hotwash.errors import CannotSave
from hotwash.storage import files, folders
from hotwash.storage.file_calls import FileCalls

WRITER = """
import sys
from hotwash.storage import files
path, line = sys.argv[1:]
with files.locked(path):
    data, known = files.read_bytes(path)
    files.write(path, data + line.encode() + b"\\n", expect=known)
"""


def test_fifty_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"line {number}"])
        for number in range(50)
    ]
    assert [writer.wait(300) for writer in writers] == [0] * 50
    assert sorted(path.read_text().splitlines()) == sorted(f"line {n}" for n in range(50))


def test_a_lock_is_waited_for_and_given_up_in_words(tmp_path: Path) -> None:
    path = str(tmp_path / "a.toml")
    with files.locked(path):
        began = time.monotonic()
        held = pytest.raises(CannotSave, match="other programs held the file")
        with held, files.locked(path, timeout=0.2):
            pytest.fail("two at once")
        assert time.monotonic() - began >= 0.2
    with files.locked(path, timeout=0.2):
        pass


def test_the_lock_of_a_killed_program_is_free(tmp_path: Path) -> None:
    path = str(tmp_path / "a.toml")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with files.locked(path):
            os.write(writing, b"!")
            signal.pause()
    os.read(reading, 1)
    with pytest.raises(CannotSave), files.locked(path, timeout=0.1):
        pytest.fail("the child has it")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with files.locked(path, timeout=0.1):
        pass


def test_all_names_of_a_file_have_one_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"")
    link = tmp_path / "link"
    link.symlink_to("a.toml")
    held = pytest.raises(CannotSave)
    with files.locked(str(path)), held, files.locked(str(link), timeout=0.1):
        pytest.fail("two at once")


def test_without_a_state_folder_the_documents_own_folder_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "is_shared", lambda: False)
    path = str(tmp_path / "a.toml")
    with files.locked(path), pytest.raises(CannotSave), files.locked(path, timeout=0.1):
        pytest.fail("two at once")


CHANGES = ["append", "replace", "delete", "same size"]


def change(path: Path, how: str) -> bytes | None:
    if how == "append":
        with path.open("ab") as file:
            file.write(b"theirs\n")
    elif how == "replace":
        other = path.with_name("theirs")
        other.write_bytes(b"theirs\n")
        other.replace(path)
    elif how == "delete":
        path.unlink()
        return None
    else:
        path.write_bytes(b"dlo\n")
    return path.read_bytes()


@pytest.mark.parametrize("how", CHANGES)
def test_a_change_between_reading_and_saving_is_not_overwritten(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old\n")
    _, known = files.read_bytes(str(path))
    assert not files.changed(str(path), known)
    theirs = change(path, how)
    assert files.changed(str(path), known)
    with pytest.raises(files.ChangedMeanwhile):
        files.write(str(path), b"mine\n", expect=known)
    assert (path.read_bytes() if path.exists() else None) == theirs
    assert not [there for there in tmp_path.iterdir() if there.name.endswith(".tmp")]


@pytest.mark.parametrize("how", CHANGES)
def test_a_change_just_before_the_rename_is_seen(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old\n")
    _, known = files.read_bytes(str(path))

    class Meanwhile(FileCalls):
        def sync(self, descriptor: int) -> None:
            super().sync(descriptor)
            if path.exists() and path.read_bytes() == b"old\n":
                change(path, how)

    with pytest.raises(files.ChangedMeanwhile):
        files.write(str(path), b"mine\n", expect=known, io=Meanwhile())
    assert not path.exists() or path.read_bytes() != b"mine\n"


@pytest.mark.parametrize("how", ["append", "replace", "same size"])
def test_a_change_in_the_moment_of_the_rename_is_given_back(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old\n")
    _, known = files.read_bytes(str(path))
    theirs: list[bytes | None] = []

    class AtTheLastMoment(FileCalls):
        def exchange(self, one: str, other: str) -> None:
            if not theirs:
                theirs.append(change(path, how))
            super().exchange(one, other)

    with pytest.raises(files.ChangedMeanwhile):
        files.write(str(path), b"mine\n", expect=known, io=AtTheLastMoment())
    assert [path.read_bytes()] == theirs
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_in_the_moment_of_the_first_save_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"

    class AtTheLastMoment(FileCalls):
        def rename_to_new(self, source: str, target: str) -> None:
            path.write_bytes(b"theirs\n")
            super().rename_to_new(source, target)

    with pytest.raises(files.ChangedMeanwhile):
        files.write(str(path), b"mine\n", io=AtTheLastMoment())
    assert path.read_bytes() == b"theirs\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("expected", [False, True])
def test_a_file_system_that_cannot_swap_names_is_saved_to(tmp_path: Path, expected: bool) -> None:
    path = tmp_path / "a.toml"
    known = None
    if expected:
        path.write_bytes(b"old\n")
        _, known = files.read_bytes(str(path))

    class OldSystem(FileCalls):
        def exchange(self, one: str, other: str) -> None:
            raise OSError(22, "Invalid argument")

        def rename_to_new(self, source: str, target: str) -> None:
            raise OSError(38, "Function not implemented")

    files.write(str(path), b"mine\n", expect=known, io=OldSystem())
    assert path.read_bytes() == b"mine\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_touched_file_has_not_changed_and_a_mode_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old\n")
    _, known = files.read_bytes(str(path))
    os.utime(path, (1, 1))
    path.chmod(0o600)
    assert not files.changed(str(path), known)
    copy = tmp_path / "copy"
    copy.write_bytes(b"old\n")
    copy.replace(path)
    assert not files.changed(str(path), known)
    files.write(str(path), b"mine\n", expect=known)


def test_looking_for_changes_reads_no_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old\n")
    os.utime(path, (1, 1))
    _, known = files.read_bytes(str(path))

    def no_reading(*arguments: object) -> None:
        raise AssertionError("the file was read")

    monkeypatch.setattr("builtins.open", no_reading)
    for _ in range(3):
        assert not files.changed(str(path), known)
