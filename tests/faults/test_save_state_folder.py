"""H2: odd homes and state folders: it works, or says why, and never writes elsewhere."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from hotwash.storage import catalog, export_ownership, files, folders


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(folders, "_warnings", [])
    folders._state_folder.cache_clear()
    yield
    folders._state_folder.cache_clear()


def test_it_is_made_for_the_user_alone(home: Path) -> None:
    folder = Path(folders.state_folder())
    assert folder == home / "state" / "hotwash"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folders.is_shared()
    assert folders.warnings() == ()


def test_one_that_others_may_read_is_closed(home: Path) -> None:
    folder = home / "state" / "hotwash"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert folders.state_folder() == str(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("odd", ["link", "file", "someone else's", "base is a file"])
def test_one_that_is_not_ours_is_not_used_and_said(home: Path, odd: str, tmp_path: Path) -> None:
    folder = home / "state" / "hotwash"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if odd == "base is a file":
        folder.parent.write_text("")
    else:
        folder.parent.mkdir()
    if odd == "link":
        folder.symlink_to(elsewhere)
    elif odd == "file":
        folder.write_text("mine")
    elif odd == "someone else's":
        if os.geteuid():
            pytest.skip("only root can give folders away")
        folder.mkdir()
        os.chown(folder, 1234, 1234)
    used = Path(folders.state_folder())
    assert used.parent == tmp_path / "tmp"
    assert stat.S_IMODE(used.stat().st_mode) == 0o700
    assert not folders.is_shared()
    assert str(used) in folders.warnings()[0]
    assert list(elsewhere.iterdir()) == []
    assert folders.state_folder() == str(used), "one folder for the whole run"
    assert len(folders.warnings()) == 1


def test_without_a_home_the_runtime_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    monkeypatch.setenv("HOME", "nowhere")
    monkeypatch.setenv("XDG_STATE_HOME", "relative/state")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert folders.state_folder() == str(runtime / "hotwash")
    assert "until reboot" in folders.warnings()[0]
    assert not os.path.exists("relative")


def test_an_empty_home_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert folders.state_folder().startswith(str(tmp_path / "tmp"))
    assert folders.config_folder().startswith(folders.state_folder())
    assert "no home folder" in folders.warnings()[0]


def test_threads_that_ask_at_once_get_the_same_one(home: Path) -> None:
    many = 8
    for _ in range(20):
        folders._state_folder.cache_clear()
        together = Barrier(many)

        def ask(_: int, together: Barrier = together) -> str:
            together.wait()
            return folders.state_folder()

        with ThreadPoolExecutor(many) as pool:
            assert set(pool.map(ask, range(many))) == {str(home / "state" / "hotwash")}
    assert folders.warnings() == ()


def test_without_any_place_there_is_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "nowhere")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    folder = folders.state_folder()
    assert folder.startswith(str(tmp_path / "tmp"))
    assert folders.config_folder().startswith(folder)
    target = tmp_path / "a.toml"
    with files.locked(str(target)):
        files.write(str(target), b"works")
    assert target.read_bytes() == b"works"


def test_a_relative_xdg_folder_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    assert folders.state_folder() == str(home / ".local" / "state" / "hotwash")
    assert folders.config_folder() == str(home / ".config" / "hotwash")


def test_a_full_state_folder_hinders_no_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **rest: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_private", full)
    target = tmp_path / "a.md"
    export_ownership.write(str(target), "text")
    assert target.read_text() == "text"
    catalog.remember(str(target))
    assert catalog.recent() == []
