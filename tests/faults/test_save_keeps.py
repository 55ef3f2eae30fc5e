"""What a save keeps of a file besides its text, and which files it refuses."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotwash.errors import CannotSave, UnreadableFile
from hotwash.storage import files
from hotwash.storage.file_calls import FileCalls

OLD, NEW = b"old\n", b"new text\n"

is_root = os.geteuid() == 0
needs_root = pytest.mark.skipif(not is_root, reason="only root can give files away")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "outage.toml"
    made.write_bytes(OLD)
    return made


@contextmanager
def umask(mask: int) -> Iterator[None]:
    old = os.umask(mask)
    try:
        yield
    finally:
        os.umask(old)


def as_nobody(action: Callable[[], None]) -> str:
    """Do something as a user without rights; return the error in words, or an empty text."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        os.environ["XDG_STATE_HOME"] = ""
        os.environ["HOME"] = "/nonexistent"
        try:
            action()
        except CannotSave as problem:
            os.write(writing, str(problem).encode())
        except BaseException as problem:
            os.write(writing, f"not clean: {problem!r}".encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with open(reading, "rb") as pipe:
        return pipe.read().decode()


@pytest.mark.parametrize("mode", [0o600, 0o604, 0o640, 0o664, 0o755, 0o200])
def test_the_mode_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    files.write(str(path), NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_its_mode_from_the_umask(path: Path) -> None:
    with umask(0o027):
        files.write(str(path.with_name("b.toml")), NEW)
    assert stat.S_IMODE(path.with_name("b.toml").stat().st_mode) == 0o640


@needs_root
def test_the_owner_is_kept(path: Path) -> None:
    os.chown(path, 1234, 2345)
    inode = path.stat().st_ino
    files.write(str(path), NEW)
    found = path.stat()
    assert (found.st_uid, found.st_gid) == (1234, 2345)
    assert found.st_ino != inode


def test_a_file_whose_owner_cannot_be_kept_is_written_in_place(path: Path) -> None:
    class NoGiving(FileCalls):
        asked = 0

        def attributes(self, path: str) -> list[str]:
            self.asked += 1
            raise PermissionError(1, "not yours")

    calls = NoGiving()
    inode = path.stat().st_ino
    files.write(str(path), NEW, io=calls)
    assert calls.asked
    assert path.stat().st_ino == inode
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_extended_attributes_are_kept(path: Path) -> None:
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("no extended attributes on this file system")
    files.write(str(path), NEW)
    assert os.getxattr(path, "user.note") == b"mine"


@pytest.mark.skipif(not shutil.which("setfacl"), reason="no setfacl on this machine")
def test_the_access_list_is_kept(path: Path) -> None:
    if subprocess.run(["setfacl", "-m", "u:daemon:rw", str(path)], check=False).returncode:
        pytest.skip("no access lists on this file system")
    before = os.getxattr(path, "system.posix_acl_access")
    files.write(str(path), NEW)
    assert os.getxattr(path, "system.posix_acl_access") == before


@pytest.mark.parametrize("links", [1, 3])
def test_a_chain_of_links_stays_and_its_end_is_written(path: Path, links: int) -> None:
    name = path
    for number in range(links):
        link = path.with_name(f"link-{number}")
        link.symlink_to(name.name)
        name = link
    files.write(str(name), NEW)
    assert name.is_symlink()
    assert path.read_bytes() == NEW


def test_a_link_to_nothing_makes_what_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("missing.toml")
    files.write(str(link), NEW)
    assert link.is_symlink()
    assert (tmp_path / "missing.toml").read_bytes() == NEW


def test_both_names_of_a_hard_link_have_the_new_text(path: Path) -> None:
    other = path.with_name("other")
    os.link(path, other)
    files.write(str(path), NEW)
    assert other.read_bytes() == NEW
    assert path.stat().st_nlink == 2


@needs_root
def test_a_folder_that_gives_its_group_goes_on_to(tmp_path: Path) -> None:
    os.chown(tmp_path, 0, 2345)
    tmp_path.chmod(0o2775)
    files.write(str(tmp_path / "a.toml"), OLD)
    files.write(str(tmp_path / "a.toml"), NEW)
    assert (tmp_path / "a.toml").stat().st_gid == 2345


def test_a_read_only_file_is_refused_with_a_way_out(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(CannotSave, match=r"read-only.*chmod"):
        files.write(str(path), NEW)
    assert path.read_bytes() == OLD


@needs_root
def test_a_file_in_a_read_only_folder_is_written_in_place(path: Path) -> None:
    path.chmod(0o666)
    for folder in (path.parent, *path.parent.parents):
        if folder == Path("/tmp") or folder == Path("/"):
            break
        folder.chmod(0o555)
    inode = path.stat().st_ino
    try:
        assert as_nobody(lambda: void(files.write(str(path), NEW))) == ""
    finally:
        for folder in (path.parent, *path.parent.parents):
            if folder == Path("/tmp") or folder == Path("/"):
                break
            folder.chmod(0o755)
    assert path.read_bytes() == NEW
    assert path.stat().st_ino == inode


def void(_: object) -> None:
    return


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="folder is gone"):
        files.write(str(tmp_path / "gone" / "a.toml"), NEW)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[str], None]) -> None:
    name = str(tmp_path / "odd")
    make(name)
    with pytest.raises(UnreadableFile):
        files.read_bytes(name)
    with pytest.raises(CannotSave, match="not a plain file"):
        files.write(name, NEW)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="device"):
        files.read_bytes(name)


@pytest.mark.machine
@needs_root
def test_a_full_disk_keeps_the_old_text(tmp_path: Path) -> None:
    """B4: a file system of 64 kB that is really full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=True)
    try:
        path = disk / "outage.toml"
        path.write_bytes(OLD)
        with pytest.raises(CannotSave, match="make room"):
            files.write(str(path), NEW * 20_000)
        assert path.read_bytes() == OLD
        os.link(path, disk / "other")
        with pytest.raises(CannotSave, match="make room"):
            files.write(str(path), NEW * 20_000)
        assert path.read_bytes() == OLD
        assert sorted(there.name for there in disk.iterdir()) == ["other", "outage.toml"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.machine
@needs_root
def test_a_single_file_that_is_mounted_is_written_in_place(tmp_path: Path, path: Path) -> None:
    mounted = tmp_path / "mounted.toml"
    mounted.write_bytes(b"")
    subprocess.run(["mount", "--bind", str(path), str(mounted)], check=True)
    try:
        files.write(str(mounted), NEW)
        assert path.read_bytes() == NEW
    finally:
        subprocess.run(["umount", str(mounted)], check=True)
