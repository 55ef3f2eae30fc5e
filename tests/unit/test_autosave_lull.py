"""When non-stop typing is saved: within the second that is promised, and between two keys.

The clock is the test's own: a wait moves it on, and keys come when their time has come.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty

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


def ignored(report: SaveReport) -> None:
    """Nobody is told."""


class Clock:
    """A time that passes only while somebody waits, with things that happen on the way."""

    def __init__(self) -> None:
        self.now = 100.0
        self.plan: list[tuple[float, Callable[[], None]]] = []

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        end = self.now + seconds
        while self.plan and self.plan[0][0] <= end:
            self.now, act = self.plan.pop(0)
            act()
        self.now = end

    def next(self, end: float) -> bool:
        """Go on to what happens next; False when nothing does until then."""
        if not self.plan or self.plan[0][0] > end:
            self.now = end
            return False
        self.now, act = self.plan.pop(0)
        act()
        return True


class Wake:
    """The queue that wakes an autosave, on a clock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.there = 0

    def put(self, _item: None) -> None:
        self.there += 1

    def get(self, timeout: float) -> None:
        end = self.clock.now + timeout
        while not self.there:
            if not self.clock.next(end):
                raise Empty
        self.there -= 1

    def get_nowait(self) -> None:
        if not self.there:
            raise Empty
        self.there -= 1


class Recorder:
    """An autosave whose saves are noted; it runs on a clock, and ends when the plan does."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.saved: list[tuple[float, Document]] = []
        self.keys: list[float] = []
        self.clock = Clock()
        self._document = Document(TEMPLATE)
        self.thread = Autosave(
            saving_to(folder, self.sync, monkeypatch),
            DraftFile(str(folder / "a.toml")),
            self._document,
            ignored,
        )
        monkeypatch.setattr(autosave, "time", self.clock)
        monkeypatch.setattr(self.thread, "_wake", Wake(self.clock))
        monkeypatch.setattr(self.thread, "join", lambda timeout: None)

    def sync(self, document: Document) -> SyncResult:
        self.saved.append((self.clock.now, document))
        return SyncResult(document, wrote=True)

    def type(self, seconds: float, gap: float) -> None:
        """Have a new document handed over every so often, and the autosave run as long."""
        start = self.clock.now
        for at in range(int(seconds / gap)):
            self.clock.plan.append((start + at * gap, self._key))

    def run(self, seconds: float) -> None:
        """Let so many seconds pass, and end the autosave."""
        self.clock.plan.append((self.clock.now + seconds, lambda: bool(self.thread.end())))  # type: ignore[arg-type]
        self.thread.run()

    def _key(self) -> None:
        self._document = self._document.replace(("title",), "x" * (len(self.keys) + 1))
        self.keys.append(self.clock.now)
        self.thread.submit(self._document, {})

    def since_a_key(self) -> list[float]:
        """For each save, how long before it the last key was."""
        return [at - max(key for key in self.keys if key <= at) for at, _ in self.saved]


def saving_to(
    folder: Path, sync: Callable[[Document], SyncResult], monkeypatch: pytest.MonkeyPatch
) -> DocumentFile:
    """A file whose saves are the test's."""
    file = DocumentFile(str(folder / "a.toml"), lambda name: TEMPLATE)
    monkeypatch.setattr(file, "sync", sync)
    monkeypatch.setattr(file, "changed_outside", lambda: False)
    return file


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return Recorder(tmp_path, monkeypatch)


def test_saves_come_between_the_keys_of_a_quick_typist(recorder: Recorder) -> None:
    recorder.type(30.0, 0.14)
    recorder.run(29.9)
    early, late = autosave.LULL
    assert len(recorder.saved) >= 30
    assert all(early <= gap <= late for gap in recorder.since_a_key()[:-1])


@pytest.mark.parametrize("gap", [0.01, 0.05, 0.14, 0.3])
def test_no_typing_is_unsaved_for_longer_than_promised(recorder: Recorder, gap: float) -> None:
    recorder.type(20.0, gap)
    recorder.run(21.0)
    assert recorder.saved[-1][1].title == "x" * len(recorder.keys)
    for number, key in enumerate(recorder.keys, start=1):
        behind = next(at for at, document in recorder.saved if len(document.title) >= number)
        assert behind - key < PROMISED


def test_a_pause_is_saved_before_long(recorder: Recorder) -> None:
    recorder.type(0.1, 0.05)
    recorder.run(5.0)
    ((at, document),) = recorder.saved
    assert document.title == "xx"
    assert at - recorder.keys[-1] <= autosave.LONGEST


def test_a_flush_waits_for_no_lull(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DELAY", "LONGEST", "LAST"):
        monkeypatch.setattr(autosave, name, 600.0)  # so that nothing but the flush saves
    saved: list[str] = []

    def sync(document: Document) -> SyncResult:
        saved.append(document.title)
        return SyncResult(document, wrote=True)

    document = Document(TEMPLATE)
    file = saving_to(tmp_path, sync, monkeypatch)
    thread = Autosave(file, DraftFile(file.path), document, ignored)
    thread.start()
    thread.submit(document.replace(("title",), "x"), {})
    assert thread.flush(timeout=60) and saved == ["x"]
    assert thread.end()
