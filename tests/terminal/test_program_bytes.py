"""Bytes that no keyboard sends, straight into the terminal of the whole program."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest
from tests.fuzz import misshapen
from tests.whole_program import Run, signalled

from hotwash.editing import new

PIECES = (
    b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b", b"\x1b[200~", b"\x1b[201~", b"\x1b[<0;5;5M",
    b"\x1b[<0;5;5m", b"\x1b[M !!", b"\x1b[1;5R", b"\x1b[?62;22c", b"\x1b[99999999999d", b"\xff",
    b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f", b"\x00", b"\x1b[I", b"\x1b[O", b"\x1b[8;10;10t",
    b"\x1b]52;c;aGk=\x07", b"\x1bP1+r544e\x1b\\", b"\x1b[?2026;2$y", b"\x1b[57441u", b"\x1b[48;",
)  # fmt: skip


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 600), (2, 600), pytest.param(3, 100_000, marks=pytest.mark.machine)]
)
def test_random_bytes(tmp_path: Path, seed: int, count: int) -> None:
    numbers = random.Random(seed)
    with Run(tmp_path, "prose") as run:
        sent = 0
        while sent < count and run.terminal.process.poll() is None:
            data = b"".join(
                numbers.choice(PIECES) if numbers.random() < 0.3 else numbers.randbytes(1)
                for _ in range(numbers.randint(1, 40))
            ).replace(b"\x11", b"q")  # Ctrl+Q quits, as it should
            run.terminal.send(data)
            sent += len(data)
            run.terminal.read(0.02)
        run.terminal.send(b"\x1b[201~\x1b")
        run.terminal.read(0.5)
        if run.terminal.process.poll() is None:
            outcome = run.end(signalled(signal.SIGTERM))
            assert (outcome.code, outcome.changed) == (143, [])
        assert run.terminal.process.returncode in (0, 143), run.terminal.text
    assert misshapen(new.open_any(str(run.path)).session.document) == ""


def test_what_is_pasted_never_quits(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        run.terminal.paste(b"one \x1b[201~\x11 two \x03\x1b[31m three")
        run.terminal.wait_for("three")
        run.typed = "one"
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.code, outcome.lost) == (143, 0)


def test_a_paste_without_an_end_is_kept(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        run.terminal.send(b"\x1b[200~never ended ")
        run.terminal.read(0.3)
        outcome = run.end(signalled(signal.SIGTERM))
    assert outcome.code == 143
