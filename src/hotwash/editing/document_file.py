"""An open document's file: read, brought up to date, merged with what others wrote.

The file on disk may change under us at any time (another Hotwash, `hotwash log`, an editor, git).
So a save is a meeting, held under a lock: read what is there, merge it with what we have, write
the result, and hand the result back. `base` is what both sides last agreed on.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hotwash.errors import CannotSave, HotwashError
from hotwash.formats import toml
from hotwash.postmortem.document import Document
from hotwash.storage import export_ownership, files
from hotwash.storage.fingerprints import Fingerprint, changed
from hotwash.storage.locks import locked
from hotwash.template.model import TIMEZONE, Template

if TYPE_CHECKING:
    from hotwash.formats.markdown import Exporter
    from hotwash.postmortem.merge import Conflict

FindTemplate = Callable[[str], Template]

_TRIES = 5
"""How often a change is begun anew when the file was changed by those who take no lock."""


class ForeignMarkdown(CannotSave):
    """The Markdown beside the TOML is somebody else's and was left alone."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The result of bringing the document and its file together."""

    document: Document
    """What file and editor now agree on."""
    wrote: bool = False
    """Whether the TOML was written: not when it was up to date."""
    conflicts: tuple[Conflict, ...] = ()
    """Fields that both sides changed; the document has ours."""
    problem: HotwashError | None = None
    """Why the TOML was not written. The text is safe in the recovery draft."""
    export_problem: HotwashError | None = None
    """Why the Markdown was not written, apart from the TOML."""
    note: str = ""
    """What else a person should know: the file was deleted meanwhile and is there again."""


class DocumentFile:
    """The TOML of one postmortem and the Markdown beside it. Used by one thread at a time.

    Args:
        path: The TOML file; it need not exist yet.
        find_template: Finds a template by the name in the file.
        export: Whether the Markdown is written beside it.
    """

    def __init__(self, path: str, find_template: FindTemplate, *, export: bool = True) -> None:
        self.path = os.path.abspath(path)
        self.export = export
        self.moments_line = True
        """Whether an export says under the timeline what its moments come to."""
        self.base: Document | None = None
        self.find_template = find_template
        """Finds the templates that its text, or a draft of it, names."""
        self._text: toml.TomlText | None = None
        self._known: Fingerprint | None = None
        self._exporter: Exporter | None = None
        self.rendered: Exporter | None = None
        """Has rendered this document already: what it knows need not be rendered again here."""
        self._exported = ""
        self._like = ""
        self._outdated: Template | None = None
        """The template that the screen may still have after others have changed it."""

    @property
    def export_path(self) -> str:
        """The Markdown file beside the TOML."""
        return os.path.splitext(self.path)[0] + ".md"

    def read(self) -> Document:
        """Read the file as it is now.

        Raises:
            UnreadableFile: It is missing, or no postmortem; it was not touched.
        """
        data, known = files.read_bytes(self.path)
        document = self._parse(data)
        self._known = known
        self.base = document
        return document

    def begin(self, document: Document, *, like: str = "") -> None:
        """Take a new document for a file that is not there yet.

        A time zone alone is nothing that a person wrote: it makes no file.

        Args:
            document: The document.
            like: The file that it was made from: the new one is readable by nobody else.
        """
        self._like = like
        self.base = Document(document.template).replace(TIMEZONE, document.answer(TIMEZONE))

    def changed_outside(self) -> bool:
        """Whether the file differs from what was last read or written; cheap, asks for its stat."""
        return self._known is not None and changed(self.path, self._known)

    def sync(self, mine: Document) -> SyncResult:
        """Merge with what is on disk and write the result, TOML first, then the Markdown.

        Never raises for what the file system or another program did: that is told in the result.
        """
        try:
            with locked(self.path):
                return self._with_export(self._merged_with_disk(mine))
        except HotwashError as problem:
            return self._with_export(SyncResult(mine, problem=problem))
        except OSError as error:
            return self._with_export(SyncResult(mine, problem=self._told(error)))

    def change(self, edit: Callable[[Document], Document]) -> SyncResult:
        """Read the file, change it and write it in one turn, for those who do not have it open.

        Nothing is merged, so that what is added here is never taken for the same thing that
        another program added.

        Args:
            edit: Makes the new document out of the one that is on disk.

        Raises:
            UnreadableFile: The file is missing, or no postmortem.
            CannotSave: It could not be written, or is, but perhaps not on the disk yet. The words
                say which; what is not in the file is kept as a draft.
        """
        made: list[Document] = []

        def noted(document: Document) -> Document:
            made[:] = [edit(document)]
            return made[0]

        try:
            return self._changed(noted)
        except (CannotSave, OSError) as error:
            raise self._not_changed(error, made[-1] if made else None) from error

    def _changed(self, edit: Callable[[Document], Document]) -> SyncResult:
        for left in reversed(range(_TRIES)):
            try:
                with locked(self.path):
                    document = edit(self.read())
                    wrote = self._write(document, self.base, self._known)
                    self.base = document
                    return self._with_export(SyncResult(document, wrote=wrote))
            except files.ChangedMeanwhile:
                # Someone who takes no lock was quicker: vim, git.
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")

    def _not_changed(self, error: CannotSave | OSError, document: Document | None) -> CannotSave:
        """Return the error of a change that failed: what is in the file, and where the text is."""
        what = error.what if isinstance(error, CannotSave) else error.strerror or str(error)
        if document is not None and self._is_written():
            return CannotSave(
                f"{what}; the change is in the file, but the disk has not confirmed it",
                where=self.path,
                remedy="do not make it again",
            )
        advice = error.remedy if type(error) is CannotSave else ""
        remedy = "; ".join(filter(None, (advice, self._kept_apart(document))))
        return CannotSave(what, where=self.path, remedy=remedy)

    def _is_written(self) -> bool:
        """Whether the file holds the text as it is now, though writing it was said to fail."""
        try:
            return self._text is not None and files.read_bytes(self.path)[0] == self._text.data()
        except HotwashError:
            return False

    def _kept_apart(self, document: Document | None) -> str:
        """Keep a document that cannot be written as a draft, and say what became of it."""
        from hotwash.storage.drafts import DraftFile

        if document is None:
            return "nothing was written"
        draft = DraftFile(self.path)
        if draft.write(document, {}):
            return "nothing was written; it is kept as a draft (hotwash recover)"
        return f"nothing was written, and no draft could be kept ({draft.problem})"

    def _merged_with_disk(self, mine: Document) -> SyncResult:
        try:
            return self._merge_with_disk(mine)
        except HotwashError as problem:
            return SyncResult(mine, problem=problem)
        except OSError as error:
            return SyncResult(mine, problem=self._told(error))

    def _told(self, error: OSError) -> CannotSave:
        what = error.strerror or str(error)
        return CannotSave(what, where=self.path, remedy="the text is kept as a draft")

    def _with_export(self, result: SyncResult) -> SyncResult:
        """Bring the Markdown up to date; under the lock, so that the last one is the newest."""
        if not self.export:
            return result
        try:
            self._write_export(result.document)
        except HotwashError as problem:
            return replace(result, export_problem=problem)
        except OSError as error:
            failure = CannotSave(error.strerror or str(error), where=self.export_path)
            return replace(result, export_problem=failure)
        return result

    def _parse(self, data: bytes) -> Document:
        text = toml.decode(data, self.path)
        document, self._text = toml.TomlText.read(text, self.find_template, where=self.path)
        return document

    def _merge_with_disk(self, mine: Document) -> SyncResult:
        merged, note = mine, ""
        conflicts: tuple[Conflict, ...] = ()
        base, known = self.base, self._known
        if base is not None and mine.template is self._outdated:
            mine = merged = mine.with_answers(mine.answers, base.template)
        if known is None and not os.path.lexists(self.path):
            pass
        elif not os.path.exists(self.path):
            note = "the file was gone and is there again"
            known = None
        elif known is None or changed(self.path, known):
            data, known = files.read_bytes(self.path)
            from hotwash.postmortem.merge import merge

            theirs = self._parse(data)
            outcome = merge(base or Document(mine.template), mine, theirs)
            merged, conflicts = outcome.document, outcome.conflicts
            base = theirs
        # What both sides agree on is remembered only when it is written: after a failure the
        # screen does not have the others' changes yet, and the next meeting merges them again.
        wrote = self._write(merged, base, known)
        self.base = merged
        if merged.template is not mine.template:
            self._outdated = mine.template
        return SyncResult(merged, wrote=wrote, conflicts=conflicts, note=note)

    def _write(
        self, document: Document, on_disk: Document | None, known: Fingerprint | None
    ) -> bool:
        """Write a document unless the file says it already.

        Args:
            document: What the file is to say.
            on_disk: What it says now.
            known: What it is like now; None when it is not there.
        """
        if self._text is None:
            data = toml.write_new(document).encode()
            self._text = toml.TomlText(toml.decode(data, self.path), document)
        elif known is not None and document is on_disk:
            self._known = known
            return False
        else:
            data = self._text.updated(document)
            # Not compared with the text: after a save that failed it is ahead of the file.
            if known is not None and known.is_of(data):
                self._known = known
                return False
        self._known = files.write(
            self.path, data, expect=known, like=self._like if known is None else ""
        )
        return True

    def _write_export(self, document: Document) -> None:
        from hotwash.formats.markdown import Exporter

        if self._exporter is None:
            fresh = Exporter(moments_line=self.moments_line)
            self._exporter = self.rendered.like() if self.rendered is not None else fresh
            self.rendered = None
        text = "".join(piece.text for piece in self._exporter.pieces(document))
        if text == self._exported and os.path.exists(self.export_path):
            return
        # A document that carries its own template says what its original says: that is no sign.
        if not document.template.is_document and export_ownership.recognise(self.export_path, text):
            self._exported = text
            return
        if not export_ownership.may_overwrite(self.export_path):
            link = os.path.islink(self.export_path)
            raise ForeignMarkdown(
                "a link is there whose target Hotwash did not write"
                if link
                else "a Markdown file is there that Hotwash did not write",
                where=self.export_path,
                remedy="it was left alone; the editor asks about it, --no-export does not",
            )
        export_ownership.write(self.export_path, text, like=self.path)
        self._exported = text
