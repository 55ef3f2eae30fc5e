"""Recovery drafts: what was typed and is not in the file, kept where a crash cannot reach it.

Each open document has one draft file in the state folder, mode 0600, written whole. It says which
document it is of, which process wrote it and when. A draft is removed when its text is in the
document's file, and otherwise never without asking: what a person discards goes to a trash folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hotwash.errors import UnreadableFile
from hotwash.postmortem.document import Document
from hotwash.storage import files, folders
from hotwash.storage.file_calls import REAL, FileCalls
from hotwash.storage.locks import name_for
from hotwash.storage.processes import is_running, this_process
from hotwash.template.model import Template

VERSION = 1
"""The shape of a draft file. Others are listed, and not opened."""

_LARGEST = 4 * files.LIMIT
_TRASH_DAYS = 30
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class RecoveryDraft:
    """A recovery draft that was found."""

    file: str
    """The draft's own file."""
    path: str = ""
    """The document that it is of."""
    saved_at: float = 0.0
    """Seconds since the epoch."""
    text: str = ""
    """The document as TOML."""
    held: Mapping[str, str] = field(default_factory=dict)
    """Text that was typed and not entered yet, by place."""
    base: str = ""
    """SHA-256 of the document's file when the draft was begun; empty when there was none."""
    running: bool = False
    """Whether the process that wrote it is running: then it is not lost, but open."""
    problem: str = ""
    """Why it cannot be opened, in words; empty when it can."""

    def document(self, find_template: Callable[[str], Template]) -> Document:
        """Read the document that the draft holds.

        Raises:
            UnreadableFile: The draft cannot be opened.
            UnknownTemplate: It names a template that is not there.
        """
        from hotwash.formats import toml

        if self.problem:
            raise UnreadableFile(self.problem, where=self.file, remedy="open it in a text editor")
        return toml.read(self.text, find_template, where=self.file)


class DraftFile:
    """The draft of one open document; nothing is on disk before the first `write`.

    Args:
        path: The document's file; it need not exist.
        io: The calls to the system.
    """

    def __init__(self, path: str, *, io: FileCalls = REAL) -> None:
        self._path = os.path.abspath(path)
        self._io = io
        self._file = ""
        self._document: Document | None = None
        self._text = b""
        self._base: str | None = None
        self.problem = ""
        """Why the last write failed, in words; empty when it did not."""

    def write(self, document: Document, held: Mapping[str, str]) -> bool:
        """Keep a document and the held texts; return whether they are on disk."""
        try:
            if not self._file:
                name = f"{name_for(self._path)}-{os.getpid()}-{os.urandom(4).hex()}.draft"
                self._file = os.path.join(_folder(), name)
            if self._base is None:
                self._base = _digest_of(self._path)
            if document is not self._document:
                from hotwash.formats import toml

                self._text = toml.write_new(document).encode("utf-8", "replace")
                self._document = document
            files.write_private(self._file, self._packed(held), io=self._io)
        except OSError as error:
            self.problem = error.strerror or str(error)
            return False
        self.problem = ""
        return True

    def _packed(self, held: Mapping[str, str]) -> bytes:
        head = {
            "version": VERSION,
            "path": self._path,
            "saved_at": time.time(),
            "base": self._base,
            "held": dict(held),
            "size": len(self._text),
            "digest": hashlib.sha256(self._text).hexdigest(),
            **this_process(),
        }
        return json.dumps(head).encode() + b"\n" + self._text

    def drop(self) -> None:
        """Remove the draft: all that it holds is in the document's file."""
        if self._file:
            files.remove_quietly(self._file, self._io)
            self._base = None


def _folder() -> str:
    return folders.state_folder("drafts")


def _digest_of(path: str) -> str:
    try:
        return files.read_bytes(path)[1].digest
    except UnreadableFile:
        return ""


def drafts() -> list[RecoveryDraft]:
    """Every draft there is, newest first, those that cannot be opened and those in use too."""
    found: list[RecoveryDraft] = []
    try:
        with os.scandir(_folder()) as entries:
            names = [entry.path for entry in entries if entry.name.endswith(".draft")]
    except OSError:
        return []
    for name in names:
        try:
            found.append(_read(name))
        except OSError as error:
            found.append(RecoveryDraft(name, problem=error.strerror or str(error)))
    return sorted(found, key=lambda draft: -draft.saved_at)


def find(path: str) -> list[RecoveryDraft]:
    """The drafts of a document that a person may want back, newest first.

    Those of running processes and those that cannot be opened are left out.
    """
    here = os.path.realpath(path)
    return [
        draft
        for draft in drafts()
        if not draft.problem and not draft.running and os.path.realpath(draft.path) == here
    ]


def discard(draft: RecoveryDraft) -> str:
    """Move a draft to the trash folder, and return where it is now.

    Raises:
        OSError: It could not be moved.
    """
    trash = folders.state_folder("trash")
    _empty(trash)
    target = os.path.join(trash, f"{int(time.time())}-{os.path.basename(draft.file)}")
    os.replace(draft.file, target)
    return target


def _empty(trash: str) -> None:
    """Remove what was discarded a month ago."""
    with os.scandir(trash) as entries:
        for entry in entries:
            if time.time() - entry.stat(follow_symlinks=False).st_ctime > _TRASH_DAYS * 24 * 3600:
                os.unlink(entry.path)


def _read(name: str) -> RecoveryDraft:
    descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | _NO_FOLLOW)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        modified = status.st_mtime
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return RecoveryDraft(name, saved_at=modified, problem="not a draft of yours")
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        return RecoveryDraft(name, saved_at=modified, problem="too large for a draft")
    head, _, text = data.partition(b"\n")
    try:
        told = json.loads(head)
        if not isinstance(told, dict):
            raise ValueError("no account of itself")
        return _unpacked(name, told, text, modified)
    except (ValueError, KeyError, TypeError, RecursionError):
        return RecoveryDraft(name, saved_at=modified, problem="not whole, or no draft")


def _unpacked(name: str, head: Mapping[str, object], text: bytes, modified: float) -> RecoveryDraft:
    held = head.get("held")
    saved_at = head.get("saved_at")
    if head["version"] != VERSION:
        problem = f"of another version of Hotwash ({str(head['version'])[:20]})"
    elif head["digest"] != hashlib.sha256(text).hexdigest():
        problem = "not whole"
    else:
        problem = ""
    return RecoveryDraft(
        name,
        str(head["path"]),
        float(saved_at) if isinstance(saved_at, int | float) else modified,
        text.decode("utf-8", "replace"),
        {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {},
        str(head.get("base") or ""),
        is_running(head),
        problem,
    )
