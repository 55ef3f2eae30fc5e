"""Wherever it is started: it works, or says in one line why not, and never leaves a mess."""

from __future__ import annotations

import os
import shlex
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.whole_program import ROOT, Run, signalled

HOTWASH = f"{shlex.quote(sys.executable)} -m hotwash"


def shell(line: str, path: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell; its standard streams are no terminal."""
    command = line.format(hotwash=HOTWASH, file=shlex.quote(str(path)))
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        timeout=120,
        check=False,
        env={**os.environ, **env},
    )


@pytest.mark.parametrize(
    "line",
    [
        "{hotwash} {file} <&-",
        "{hotwash} {file} </dev/null",
        "{hotwash} {file} >&-",
        "{hotwash} {file} <&- >&- 2>&-",
        "{hotwash} {file} 2>&-",
        "echo x | {hotwash} {file}",
        "{hotwash} {file} | cat",
        "{hotwash} demo </dev/null",
        "{hotwash} </dev/null",
    ],
)
def test_without_a_terminal_it_says_so_in_one_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "outage.toml"
    Run.write(path)
    before = path.read_bytes()
    said = shell("set -o pipefail; " + line, path)
    assert said.returncode == 2
    if "2>&-" not in line:
        assert b"terminal" in said.stderr and said.stderr.count(b"\n") == 1
    assert b"Traceback" not in said.stderr + said.stdout
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_standard_output_may_be_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(tmp_path, "prose", before=f"exec >{shlex.quote(str(out))}") as run:
        run.type("typed")
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code) == (0, 143)
    assert out.read_bytes() == b""


def test_a_dumb_terminal_is_refused_in_words(tmp_path: Path) -> None:
    from tests.pty_driver import Terminal

    path = tmp_path / "outage.toml"
    Run.write(path)
    command = [sys.executable, "-m", "hotwash", str(path)]
    with Terminal(command, cwd=ROOT, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        assert "TERM=dumb" in terminal.text
        assert b"\x1b" not in terminal.output


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": None},
        {"TERM": "no-such-terminal"},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        {"HOME": None, "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None},
        {"HOME": "relative/home", "XDG_STATE_HOME": "also/relative"},
        {"HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null"},
        {"NO_COLOR": "1"},
        {"COLUMNS": "0", "LINES": "x"},
    ],
    ids=lambda env: next(iter(env)) + "=" + str(next(iter(env.values()))),
)
def test_an_odd_environment_is_worked_in(tmp_path: Path, env: dict[str, str | None]) -> None:
    with Run(tmp_path, "prose", env=env) as run:
        run.type("größer → 日本")
        run.terminal.wait_for("größer")
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])
    assert {found.name for found in tmp_path.iterdir()} == {"outage.toml", "outage.md"}


@pytest.mark.parametrize("kind", ["open to all", "a link", "a file"])
def test_a_state_folder_that_is_not_ones_own_alone(tmp_path: Path, kind: str) -> None:
    state, target = tmp_path / "state", tmp_path / "target"
    state.mkdir()
    target.mkdir()
    folder = state / "hotwash"
    if kind == "open to all":
        folder.mkdir()
        folder.chmod(0o777)
    elif kind == "a link":
        folder.symlink_to(target)
    else:
        folder.write_text("in the way")
    documents = tmp_path / "documents"
    documents.mkdir()
    env = {"XDG_STATE_HOME": str(state), "XDG_RUNTIME_DIR": str(tmp_path / "run")}
    (tmp_path / "run").mkdir(mode=0o700)
    with Run(documents, "entry", env=env) as run:
        run.type("held back")
        run.terminal.read(1.2)
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.code, outcome.changed) == (143, [])
    drafts = list(tmp_path.rglob("*.draft"))
    assert any("held back" in draft.read_text() for draft in drafts)
    assert list(target.iterdir()) == []
    for draft in drafts:
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
    if kind == "open to all":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    if kind == "a file":
        assert folder.read_text() == "in the way"
