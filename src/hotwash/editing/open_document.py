"""An open postmortem: its session, its file, its recovery draft and the autosave between them."""

from __future__ import annotations

import os
from collections.abc import Callable

from hotwash.editing.autosave import Autosave, SaveReport
from hotwash.editing.document_file import DocumentFile
from hotwash.editing.session import Session
from hotwash.editing.templates import template_finder, template_folders
from hotwash.postmortem.document import Document
from hotwash.storage.drafts import DraftFile

__all__ = ["OpenDocument", "begin_file", "open_file", "template_finder", "template_folders"]


class OpenDocument:
    """What the screen works on.

    Args:
        session: The session of the document.
        file: Its file.
        automatic: Whether edits are saved by themselves.
    """

    def __init__(self, session: Session, file: DocumentFile, *, automatic: bool = True) -> None:
        self.session = session
        self.file = file
        self.automatic = automatic
        """Whether edits are saved by themselves."""
        self._draft = DraftFile(file.path)
        self._autosave: Autosave | None = None
        self.greeting = ""
        """What the screen says first: what an import made of its Markdown."""

    @property
    def path(self) -> str:
        """The TOML file."""
        return self.file.path

    def start(self, report: Callable[[SaveReport], None]) -> None:
        """Begin to save and to watch the file.

        Args:
            report: Called on the autosave's thread with what every save came to.
        """
        base = self.file.base or self.session.document
        if base.answers == self.session.document.answers:
            base = self.session.document
        self._autosave = Autosave(self.file, self._draft, base, report, automatic=self.automatic)
        self._autosave.start()
        if self.session.document.answers != base.answers:
            self.offer()
        elif os.path.exists(self.path):
            # The TOML is as it was; the Markdown may be missing or older.
            self._autosave.check_files()

    def offer(self) -> None:
        """Hand the document as it is now to the autosave."""
        if self._autosave is not None:
            self._autosave.submit(self.session.document, self.session.held)

    def save(self) -> None:
        """Save at once; what it comes to is reported."""
        if self._autosave is not None:
            self._autosave.save()

    @property
    def clean(self) -> bool:
        """Whether all that was handed over is in the file."""
        return self._autosave is None or self._autosave.clean

    @property
    def failed(self) -> bool:
        """Whether the document as it is now could not be saved."""
        return self._autosave is not None and self._autosave.failed

    def flush(self, timeout: float = 2.0) -> bool:
        """Wait until all that was typed is in the file or the draft; safe in a signal handler."""
        return self._autosave.flush(timeout) if self._autosave is not None else True

    def close(self) -> bool:
        """Save what is left and stop; return whether all is in the file."""
        if self._autosave is None:
            return True
        self.offer()
        autosave, self._autosave = self._autosave, None
        return autosave.end()


def open_file(
    path: str, *, export: bool = True, automatic: bool = True, instead: str = ""
) -> OpenDocument:
    """Open a postmortem for editing.

    Args:
        path: The file.
        export: Whether the Markdown is written beside it.
        automatic: Whether edits are saved by themselves.
        instead: A template that the person named, in place of the one in the document.

    Raises:
        UnreadableFile: The file is missing or no postmortem; it was not touched.
    """
    file = DocumentFile(path, template_finder(path, instead), export=export)
    return OpenDocument(Session(file.read()), file, automatic=automatic)


def begin_file(
    path: str,
    document: Document,
    *,
    export: bool = True,
    automatic: bool = True,
    like: str = "",
) -> OpenDocument:
    """Open a new postmortem that is not on disk yet; it is written with the first edit.

    Args:
        path: The file.
        document: What is to be in it.
        export: Whether the Markdown is written beside it.
        automatic: Whether edits are saved by themselves.
        like: The file that it was made from: the new one is readable by nobody else.
    """
    file = DocumentFile(path, template_finder(path), export=export)
    file.begin(document, like=like)
    return OpenDocument(Session(document), file, automatic=automatic)
