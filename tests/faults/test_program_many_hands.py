"""The whole program, and others at its file meanwhile: each sees the other's work, nothing goes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.whole_program import ROOT, Run, hotwash, signalled, texts_of

from hotwash.editing import new
from hotwash.postmortem.document import Document
from hotwash.storage import files


def on_disk(path: Path) -> Document:
    """The document as the file has it."""
    return new.open_any(str(path)).session.document


def events(path: Path) -> list[str]:
    """The events of the timeline on disk."""
    return [row["event"] for row in on_disk(path).rows(("timeline",))]


def shown(run: Run, *words: str) -> None:
    """Wait until words are on the screen."""
    for word in words:
        run.terminal.wait_for(word)


def test_a_row_typed_in_one_program_appears_in_the_other(tmp_path: Path) -> None:
    with Run(tmp_path, "entry") as one, Run(tmp_path, "entry") as two:
        one.terminal.send("1015 from the first\r")
        shown(two, "from the first")
        two.terminal.send("1020 from the second\r")
        shown(one, "from the second")
        for number in range(10):
            one.terminal.send(f"11{number:02} one {number}\r")
            two.terminal.send(f"12{number:02} two {number}\r")
            one.terminal.read(0.1)
            two.terminal.read(0.1)
        shown(one, "4 Timeline 22")
        shown(two, "4 Timeline 22")
        for run in (one, two):
            run.terminal.press("ctrl+q")
            assert run.terminal.wait_exit() == 0
    expected = ["from the first", "from the second"]
    expected += [f"{who} {number}" for who in ("one", "two") for number in range(10)]
    assert events(one.path) == expected


def test_different_fields_typed_in_two_programs_are_both_there(tmp_path: Path) -> None:
    with Run(tmp_path, "line") as one, Run(tmp_path, "prose") as two:
        for number in range(20):
            one.type(f"a{number:02} ")
            two.type(f"b{number:02} ")
            one.terminal.read(0.05)
            two.terminal.read(0.05)
        assert one.end(signalled(signal.SIGTERM)).lost == 0
        two.terminal.settle(0.5)
        assert two.end(signalled(signal.SIGTERM)).lost == 0
    document = on_disk(one.path)
    assert document.text(("facts", "impact")) == one.typed.rstrip() or one.typed
    assert document.text(("story",)).strip() == two.typed.strip()


def test_a_logged_event_is_shown_and_takes_nothing_away(tmp_path: Path) -> None:
    with Run(tmp_path, "entry") as run:
        run.type("half typed")
        said = hotwash("log", str(run.path), "10:15 logged elsewhere")
        assert said.returncode == 0
        shown(run, "logged elsewhere", "half typed")
        assert run.end(signalled(signal.SIGTERM)).lost == 0
    assert events(run.path) == ["logged elsewhere"]


def test_the_same_field_changed_on_both_sides_is_asked_about(tmp_path: Path) -> None:
    with Run(tmp_path, "line") as run:
        with files.locked(str(run.path)):  # so that neither is saved before the other is there
            run.terminal.send("mine")
            shown(run, "mine")
            run.path.write_text(run.path.read_text() + '\n[facts]\nimpact = "theirs"\n')
        shown(run, "changed here and in the file", "mine", "theirs")
        run.terminal.settle(1.2)  # before that, nobody can have read the question
        run.terminal.press("o")
        run.terminal.wait_until(lambda: "changed here" not in run.terminal.text)
        shown(run, "theirs")
        run.terminal.press("ctrl+z")
        shown(run, "mine")
        run.terminal.press("ctrl+q")
        assert run.terminal.wait_exit() == 0
    assert on_disk(run.path).text(("facts", "impact")) == "mine"


def test_a_template_changed_in_the_file_is_the_form_from_then_on(tmp_path: Path) -> None:
    with Run(tmp_path, "entry") as run:
        run.type("half typed")
        shown(run, "half typed")
        text = run.path.read_text()
        changed = text.replace("## Timeline", "## Feelings\n\n[How was it?]\n\n## Timeline")
        run.path.write_text(changed)
        shown(run, "Feelings")
        shown(run, "half typed")
        run.terminal.press("f3")
        run.terminal.wait_until(lambda: "━Feelings" in run.terminal.text)
        run.terminal.send("good in the end")
        shown(run, "good in the end")
        run.terminal.press("ctrl+q")
        assert run.terminal.wait_exit() == 0
        assert run.lost() == 0
    assert on_disk(run.path).text(("feelings",)) == "good in the end"
    assert run.path.read_text().startswith(changed)


def git(folder: Path, *arguments: str) -> None:
    """Run git, as somebody."""
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
def test_a_checkout_of_another_version_is_a_change_like_any_other(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", "outage.toml")
        git(tmp_path, "commit", "-q", "-m", "first")
        git(tmp_path, "checkout", "-q", "-b", "other")
        run.path.write_text(run.path.read_text() + '\n[facts]\nimpact = "of the branch"\n')
        git(tmp_path, "commit", "-q", "-a", "-m", "second")
        git(tmp_path, "checkout", "-q", "main")
        run.terminal.read(1)
        run.type("typed on main")
        git(tmp_path, "stash", "-q") if "typed" in run.path.read_text() else None
        git(tmp_path, "checkout", "-q", "-f", "other")
        run.terminal.press("f3")
        shown(run, "of the branch")
        run.terminal.read(1)
        assert run.end(signalled(signal.SIGTERM)).lost == 0
    assert on_disk(run.path).text(("facts", "impact")) == "of the branch"


def test_a_file_replaced_as_vim_does(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        other = tmp_path / "new"
        other.write_text(run.path.read_text().replace('"Outage"', '"Outage of all"'))
        os.replace(run.path, tmp_path / "outage.toml~")
        time.sleep(0.4)
        os.replace(other, run.path)
        shown(run, "Outage of all")
        run.type()
        assert run.end(signalled(signal.SIGTERM)).lost == 0
    assert on_disk(run.path).title == "Outage of all"


def test_a_deleted_file_is_written_again_with_what_is_typed(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        run.path.unlink()
        run.type("typed after that")
        shown(run, "was gone")
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code) == (0, 143)
    assert on_disk(run.path).text(("story",)) == "typed after that"
    assert on_disk(run.path).title == "Outage"


def test_a_folder_that_vanishes_leaves_the_draft(tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    with Run(folder, "prose") as run:
        shutil.rmtree(folder)
        run.type("typed after that")
        shown(run, "not saved")
        run.terminal.kill(signal.SIGTERM)
        assert run.terminal.wait_exit() == 143
        listed = hotwash("recover")
    assert "outage.toml" in listed.stdout
    assert "typed after that" in run.kept()


def test_broken_from_outside_is_left_alone_and_said(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        broken = run.path.read_text() + "<<<<<<< HEAD\n"
        run.path.write_text(broken)
        run.type()
        shown(run, "not saved")
        outcome = run.end(signalled(signal.SIGTERM))
    assert run.path.read_text() == broken
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])


@pytest.mark.parametrize("writers", [8, pytest.param(50, marks=pytest.mark.machine)])
def test_many_writers_while_it_is_open(tmp_path: Path, writers: int) -> None:
    with Run(tmp_path, "prose") as run:
        command = [sys.executable, "-m", "hotwash", "log", str(run.path)]
        logs = [
            subprocess.Popen([*command, f"10:{n:02} writer {n}"], cwd=ROOT, stderr=subprocess.PIPE)
            for n in range(writers)
        ]
        while any(log.poll() is None for log in logs):
            run.type("x")
            run.terminal.read(0.05)
        said = [log.communicate(timeout=300)[1].decode() for log in logs]
        # On a machine that is very busy one may give up waiting for its turn; then it says so.
        done = [n for n, log in enumerate(logs) if log.returncode == 0]
        assert all("held the file" in said[n] for n in range(writers) if n not in done), said
        assert done
        run.terminal.press("f4", "f4")
        shown(run, f"writer {done[-1]}")
        assert run.end(signalled(signal.SIGTERM)).lost == 0
    assert events(run.path) == [f"writer {n}" for n in done]
    assert on_disk(run.path).text(("story",)) == run.typed


# --- what cannot be written


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder of a user who is not root: root may write everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="nobody-"))
    (folder / "home").mkdir()
    (folder / "documents").mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def as_nobody(folder: Path, env: dict[str, str]) -> str:
    """What to run before, to be nobody; nothing when this is not root."""
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        env[name] = str(folder / "home")
    if os.geteuid():
        return ""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    return "setpriv --reuid 65534 --regid 65534 --clear-groups"


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="no setpriv")
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_what_is_read_only_is_refused_and_kept(nobody: Path, what: str) -> None:
    documents = nobody / "documents"
    path = documents / "outage.toml"
    Run.write(path)
    before = path.read_bytes()
    env: dict[str, str] = {}
    prefix = as_nobody(nobody, env)
    if what != "folder":
        path.chmod(0o444)
    if what != "file":
        documents.chmod(0o555)
    with Run(documents, "prose", prefix=prefix, env=env) as run:
        run.type("typed")
        shown(run, "saved" if what == "folder" else "not saved")
        run.terminal.read(1.2)
        outcome = run.end(signalled(signal.SIGTERM))
        kept = [found.read_text(errors="replace") for found in (nobody / "home").rglob("*.draft")]
    assert (outcome.code, outcome.changed) == (143, [])
    if what == "folder":  # the file itself may be written: it is, in place
        assert "typed" in texts_of(on_disk(path))
    else:
        assert path.read_bytes() == before
        assert any("typed" in text for text in kept)
