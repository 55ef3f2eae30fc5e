"""A8: over a real SSH connection nothing is lost, and no old process stays behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.real_sshd import LINES, PATIENCE, FarRun, client_frozen, server, sshd
from tests.whole_program import Run, signalled, texts_of

from hotwash.editing import new

pytestmark = [
    pytest.mark.machine,
    pytest.mark.skipif(not sshd(), reason="no sshd and ssh on this machine"),
]


@pytest.fixture
def client(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[str]:
    """The client's command for a server that runs as long as the test."""
    with server(tmp_path_factory.mktemp("sshd")) as command:
        yield command


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("place", ["prose", "entry"])
def test_the_line_ends(tmp_path: Path, client: str, place: str, name: str) -> None:
    with FarRun(tmp_path, place, client) as run:
        run.type()
        run.terminal.read(0.2)
        outcome = run.end(LINES[name], patience=PATIENCE + 10)
    assert outcome.lost == 0
    assert outcome.code is not None  # it is gone, of itself


def test_one_reconnects_while_the_old_process_is_there_still(tmp_path: Path, client: str) -> None:
    with FarRun(tmp_path, "prose", client) as old:
        old.type("before the tunnel ")
        old.terminal.wait_for("before the tunnel")
        old.terminal.read(0.1)
        client_frozen(old)
        with Run(tmp_path, "prose") as again:
            again.terminal.wait_for("before the tunnel")
            again.terminal.press("ctrl+end", pause=0.1)
            again.type("after it")
            outcome = old.end(lambda run: None, patience=PATIENCE + 10)
            assert again.end(signalled(signal.SIGTERM)).lost == 0
    assert outcome.code is not None
    kept = texts_of(new.open_any(str(old.path)).session.document)
    assert any("before the tunnel" in text and "after it" in text for text in kept)
