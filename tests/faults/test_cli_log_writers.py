"""Many who log at once lose nothing, whether they say the same or not."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.cli_calls import standard

from hotwash.editing.document_file import DocumentFile
from hotwash.editing.open_document import template_finder
from hotwash.postmortem.document import Document, Row

TIMELINE = ("timeline",)


def log_at_once(path: Path, texts: list[str]) -> list[str]:
    """Start a program for each text, all at the same time; return the texts that were taken.

    On a machine that is very busy one may give up waiting for its turn; then it says so.
    """
    command = [sys.executable, "-m", "hotwash", "log", str(path)]
    running = [
        subprocess.Popen([*command, text], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for text in texts
    ]
    taken: list[str] = []
    for process, text in zip(running, texts, strict=True):
        said = process.communicate(timeout=300)[1].decode()
        if process.returncode == 0:
            taken.append(text)
        else:
            assert process.returncode == 2 and "held the file" in said, said
    assert taken
    return taken


def events(path: Path) -> list[str]:
    return [row["event"] for row in tomllib.loads(path.read_text())["timeline"]]


@pytest.mark.parametrize("writers", [12, pytest.param(50, marks=pytest.mark.machine)])
def test_concurrent_ones(tmp_path: Path, writers: int) -> None:
    path = standard(tmp_path)
    texts = [f"10:{20 + number % 30} event {number}" for number in range(writers)]
    texts = log_at_once(path, texts)
    assert sorted(events(path)) == sorted(["First alert", *(text[6:] for text in texts)])
    exported = path.with_suffix(".md").read_text()
    assert all(f"| {text[:5]} | {text[6:]} |" in exported for text in texts)


def test_the_same_words_from_several_are_several_rows(tmp_path: Path) -> None:
    path = standard(tmp_path)
    taken = log_at_once(path, ["10:20 pod restarted"] * 8)
    assert events(path).count("pod restarted") == len(taken)


def test_while_it_is_open_elsewhere(tmp_path: Path) -> None:
    path = standard(tmp_path)
    editor = DocumentFile(str(path), template_finder(str(path)))
    mine = editor.read()
    for number in range(4):
        log_at_once(path, [f"10:3{number} logged {number}"])
        rows = (*mine.rows(TIMELINE), Row({"time": f"10:4{number}", "event": f"typed {number}"}))
        synced = editor.sync(mine.replace(TIMELINE, rows))
        assert synced.problem is None and not synced.conflicts
        mine = synced.document
    wanted = [f"{what} {number}" for what in ("logged", "typed") for number in range(4)]
    assert sorted(events(path)) == sorted(["First alert", *wanted])


def test_one_who_takes_no_lock_is_not_overwritten(tmp_path: Path) -> None:
    path = standard(tmp_path)
    file = DocumentFile(str(path), template_finder(str(path)), export=False)
    calls = 0

    def edit(document: Document) -> Document:
        nonlocal calls
        calls += 1
        if calls < 3:
            path.write_text(path.read_text().replace("Checkout", "vim 1:") + "# vim\n")
        rows = document.rows(TIMELINE)
        return document.replace(TIMELINE, (*rows, Row({"event": "mine"})))

    file.change(edit)
    assert calls == 3
    assert "vim 1: errors" in path.read_text() and events(path) == ["First alert", "mine"]
