"""Autosave: a thread of its own that keeps the file current and the recovery draft at hand.

The screen hands over finished documents by one assignment and goes on; everything slow (locks,
parsing, fsync) happens here. A signal handler may call `flush`: it takes no lock and only waits.
What comes back (a merge, a problem) is told to `report`, on this thread.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from hotwash.editing.document_file import DocumentFile, SyncResult
from hotwash.errors import CannotSave
from hotwash.postmortem.document import Document
from hotwash.storage.drafts import DraftFile
from hotwash.storage.files import clean_up

DELAY = 0.4
"""Seconds without a key before a save."""

LONGEST = 0.6
"""Seconds after which non-stop typing is saved all the same, at the next lull."""

LULL = (0.07, 0.1)
"""Seconds after a key between which such a save begins: the key's echo and its preview are drawn
then, and the next key is most likely not there yet."""

LAST = 0.25
"""Seconds after `LONGEST` that a lull is waited for."""

POLL = 0.3
"""Seconds between two looks at whether another program changed the file."""

SETTLED = 1.0
"""Seconds after a file was opened in which the screen has the machine for itself."""

RETRY = 2.0
"""Seconds before a save that failed is tried again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the screen has: a document, and text typed that is not in it yet."""

    document: Document
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SaveReport:
    """The result of a save, for the screen."""

    mine: Document
    """The document that was handed over; the screen's may be newer."""
    synced: SyncResult
    at: float
    """Seconds since the epoch."""


class Autosave(threading.Thread):
    """The only one who writes the document's files while it is open.

    Args:
        file: The document's file.
        draft: Its recovery draft.
        start: The document as it was opened.
        report: Called on this thread with what every save came to.
        automatic: False: only `save` writes the file; the draft is kept all the time.
    """

    def __init__(
        self,
        file: DocumentFile,
        draft: DraftFile,
        start: Document,
        report: Callable[[SaveReport], None],
        *,
        automatic: bool = True,
    ) -> None:
        super().__init__(name="autosave", daemon=True)
        self.automatic = automatic
        self._file = file
        self._draft = draft
        self._report = report
        self._wanted = Snapshot(start)
        self._saved = self._wanted
        self._look_at = 0.0
        self._drafted = self._wanted
        self._has_draft = False
        # An event takes a lock, which a signal handler may find taken by its own thread.
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._offered_at = 0.0
        self._last_offer = 0.0
        self._hurry = False
        self._save_asked = False
        self._ended = False
        self._failed_at = 0.0
        self._failed: Snapshot | None = None
        self._next_poll = 0.0
        self._turns = 0

    @property
    def clean(self) -> bool:
        """Whether all that was handed over is in the file."""
        return self._saved is self._wanted

    @property
    def failed(self) -> bool:
        """Whether what was handed over last could not be saved."""
        return self._failed is self._wanted

    def submit(self, document: Document, held: Mapping[str, str]) -> None:
        """Hand over the document as it is now."""
        if document is self._wanted.document and held == self._wanted.held:
            return
        self._last_offer = time.monotonic()
        if self._safe():
            self._offered_at = self._last_offer
        self._wanted = Snapshot(document, dict(held))
        self._wake.put(None)

    def save(self) -> None:
        """Save at once, without waiting for it."""
        self._save_asked = True
        self._hurry = True
        self._wake.put(None)

    def check_files(self) -> None:
        """Bring the files up to date with what was opened, when the screen is drawn.

        What is typed meanwhile has no part in it: that is saved when its time comes.
        """
        self._look_at = time.monotonic() + SETTLED

    def flush(self, timeout: float = 2.0) -> bool:
        """Wait until all that was handed over is on disk, in the file or in the draft.

        Safe in a signal handler and on any thread: it takes no lock.

        Args:
            timeout: Seconds to wait at most.
        """
        end = time.monotonic() + timeout
        last = self._turns + 2  # the one under way, and a whole one: a third would fail too
        while not self._safe() and time.monotonic() < end and self.is_alive():
            if self._turns >= last:
                break
            self._hurry = True
            self._wake.put(None)
            time.sleep(0.005)
        return self._safe()

    def end(self, timeout: float = 5.0) -> bool:
        """Save what is left and stop the thread; return whether all is in the file."""
        self._ended = True
        self._hurry = True
        self._wake.put(None)
        self.join(timeout)
        return self.clean or not self.automatic

    def run(self) -> None:
        """Save, watch, and wait."""
        with suppress(OSError):
            clean_up(os.path.dirname(os.path.realpath(self._file.path)))
        while True:
            self._wait()
            self._settle()
            self._work()
            if self._ended:
                self._work()
                return

    def _wait(self) -> None:
        """Wait until there is something to do, or to look after."""
        try:
            self._wake.get(timeout=POLL)
            while True:
                self._wake.get_nowait()
        except Empty:
            pass

    def _safe(self) -> bool:
        """Whether nothing would be lost if the program were gone now."""
        wanted = self._wanted
        drafted = self._has_draft and self._drafted is wanted
        return drafted or (self._saved is wanted and not wanted.held)

    def _settle(self) -> None:
        """Wait for a pause in the typing, but not for ever."""
        seen: Snapshot | None = None
        while not self._safe() and not self._hurry:
            left = self._offered_at + LONGEST - time.monotonic()
            if seen is self._wanted:
                return
            if left <= 0:
                self._wait_for_lull(-left)
                return
            seen = self._wanted
            self._pause(min(DELAY, left))

    def _wait_for_lull(self, late: float) -> None:
        """Wait until a key is a moment ago and no more, so that a save holds up no key."""
        end = time.monotonic() + LAST - late
        while not self._hurry and (now := time.monotonic()) < end:
            if LULL[0] <= now - self._last_offer <= LULL[1]:
                return
            time.sleep(0.005)

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._hurry and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.02))

    def _work(self) -> None:
        now = time.monotonic()
        self._compare_opened(now)
        snapshot, asked = self._wanted, self._save_asked
        self._hurry = self._save_asked = False
        outside = now >= self._next_poll and self._file.changed_outside()
        self._next_poll = now + POLL
        if asked or (self._follows(snapshot) if outside else self._is_due(snapshot, now)):
            self._sync(snapshot)
        self._keep_draft(snapshot)
        # What was typed meanwhile has waited since the snapshot was taken, at the longest.
        self._offered_at = now
        self._turns += 1

    def _compare_opened(self, now: float) -> None:
        """Compare the Markdown with what was opened, before the first edit is written."""
        at_once = self._ended or self._wanted is not self._saved
        if self._look_at and (at_once or now >= self._look_at):
            self._look_at = 0.0
            self._sync(self._saved)

    def _follows(self, snapshot: Snapshot) -> bool:
        """Whether a change from outside is taken over: edits that wait to be saved by hand wait."""
        return self.automatic or snapshot is self._saved

    def _is_due(self, snapshot: Snapshot, now: float) -> bool:
        """Whether edits are to be saved by themselves; after a failure not at once again."""
        if snapshot is self._saved or not self.automatic:
            return False
        retry = self._ended or now - self._failed_at >= RETRY
        return snapshot is not self._failed or retry

    def _sync(self, snapshot: Snapshot) -> None:
        try:
            synced = self._file.sync(snapshot.document)
        except Exception as error:  # whatever is wrong with saving, the draft is kept
            problem = CannotSave(
                f"saving failed by an internal error ({type(error).__name__})",
                where=self._file.path,
                remedy="the text is kept as a draft",
            )
            synced = SyncResult(snapshot.document, problem=problem)
        if synced.problem is None:
            self._saved = snapshot
            self._failed = None
        else:
            self._failed = snapshot
            self._failed_at = time.monotonic()
        self._report(SaveReport(snapshot.document, synced, time.time()))

    def _keep_draft(self, snapshot: Snapshot) -> None:
        needed = bool(snapshot.held) or snapshot is not self._saved
        if not needed:
            if self._has_draft:
                self._draft.drop()
                self._has_draft = False
        elif snapshot is not self._drafted or not self._has_draft:
            try:
                self._has_draft = self._draft.write(snapshot.document, snapshot.held)
            except Exception:
                self._has_draft = False
            self._drafted = snapshot
