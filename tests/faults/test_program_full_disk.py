"""B4: the program on a disk that is really full: the old file whole, the text in the draft."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.whole_program import Run, hotwash, signalled

pytestmark = [
    pytest.mark.machine,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount"),
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB with a document and nothing else in it."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mounted)], check=True)
    Run.write(mounted / "outage.toml")
    yield mounted
    subprocess.run(["umount", "-l", str(mounted)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that there is."""
    ballast = disk / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
    except OSError:
        return ballast
    raise AssertionError("the disk has no end")


def test_it_is_said_and_kept_and_saved_when_there_is_room(disk: Path) -> None:
    before = (disk / "outage.toml").read_bytes()
    with Run(disk, "prose") as run:
        ballast = fill(disk)
        run.type()
        run.terminal.wait_for("not saved")
        run.terminal.wait_for("make room")
        assert (disk / "outage.toml").read_bytes() == before
        assert {found.name for found in disk.iterdir()} <= {"outage.toml", "outage.md", "ballast"}
        assert run.lost() == 0
        ballast.unlink()
        run.terminal.wait_until(lambda: run.typed.encode() in run.path.read_bytes())
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_an_end_while_it_is_full_leaves_the_draft(disk: Path, number: int) -> None:
    before = (disk / "outage.toml").read_bytes()
    with Run(disk, "prose") as run:
        fill(disk)
        run.type()
        run.terminal.read(1.2)
        outcome = run.end(signalled(number))
    assert outcome.lost == 0
    assert (disk / "outage.toml").read_bytes() == before
    assert str(run.path) in hotwash("recover").stdout


def test_a_full_state_folder_too_hinders_no_save(disk: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    with Run(documents, "prose", env={"XDG_STATE_HOME": str(disk / "state")}) as run:
        fill(disk)
        run.type()
        run.terminal.wait_until(lambda: run.typed.encode() in run.path.read_bytes())
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])
