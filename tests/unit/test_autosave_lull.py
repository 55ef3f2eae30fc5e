"""When non-stop typing is saved: within the second that is promised, and between two keys."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from hotwash.editing import autosave
from hotwash.editing.autosave import Autosave, SaveReport
from hotwash.editing.document_file import DocumentFile, SyncResult
from hotwash.postmortem.document import Document
from hotwash.storage.drafts import DraftFile
from hotwash.template.infer import read_template

TEMPLATE = read_template("# [Title]\n\n## Notes\n\nWhat happened?\n", "small")
PROMISED = 1.0
"""Seconds of typing that are lost at most."""


class Recorder:
    """A thread of an autosave whose saves are noted and take no time."""

    def __init__(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.saved: list[tuple[float, Document]] = []
        self.keys: list[float] = []
        self._document = Document(TEMPLATE)
        file = DocumentFile(f"{folder}/a.toml", lambda name: TEMPLATE)

        def sync(document: Document) -> SyncResult:
            self.saved.append((time.monotonic(), document))
            return SyncResult(document, wrote=True)

        monkeypatch.setattr(file, "sync", sync)
        monkeypatch.setattr(file, "changed_outside", lambda: False)
        report: Callable[[SaveReport], None] = lambda report: None  # noqa: E731
        self.thread = Autosave(file, DraftFile(file.path), self._document, report)
        self.thread.start()

    def type(self, seconds: float, gap: float) -> None:
        """Offer a new document every so often."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._document = self._document.replace(("title",), "x" * (len(self.keys) + 1))
            self.keys.append(time.monotonic())
            self.thread.submit(self._document, {})
            time.sleep(gap)

    def since_a_key(self) -> list[float]:
        """For each save, how long before it the last key was."""
        return [at - max(key for key in self.keys if key <= at) for at, _ in self.saved]


@pytest.fixture
def recorder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return Recorder(str(tmp_path), monkeypatch)


def test_saves_come_between_the_keys_of_a_quick_typist(recorder: Recorder) -> None:
    recorder.type(3.0, 0.14)
    early, late = autosave.LULL
    assert len(recorder.saved) >= 3
    within = [early - 0.005 <= gap <= late + 0.03 for gap in recorder.since_a_key()]
    assert sum(within) >= len(within) - 1, recorder.since_a_key()  # a busy machine may miss one
    assert recorder.thread.end()


@pytest.mark.parametrize("gap", [0.01, 0.05, 0.14, 0.3])
def test_no_typing_is_unsaved_for_longer_than_promised(recorder: Recorder, gap: float) -> None:
    recorder.type(2.5, gap)
    assert recorder.thread.end()
    for key in recorder.keys:
        behind = next((at for at, _ in recorder.saved if at >= key), None)
        assert behind is not None and behind - key < PROMISED


def test_a_pause_is_saved_before_long(recorder: Recorder) -> None:
    recorder.type(0.1, 0.05)
    time.sleep(autosave.DELAY + 0.3)
    assert recorder.thread.clean
    assert recorder.thread.end()


def test_a_flush_waits_for_no_lull(recorder: Recorder) -> None:
    typing = threading.Thread(target=recorder.type, args=(0.5, 0.02))
    typing.start()
    time.sleep(0.2)
    began = time.monotonic()
    recorder.thread.flush()
    assert time.monotonic() - began < 0.3 and recorder.saved
    typing.join()
    assert recorder.thread.end()
