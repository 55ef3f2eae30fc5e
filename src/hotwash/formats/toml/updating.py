"""The text of an open file, and how it follows the document.

A change of the document becomes a change of the lines that say it and of no others: comments,
unknown keys, a person's own order and quoting stay. The new text is read again before anyone
writes it; if it does not say exactly what was meant, nothing is changed and `UnsafeChange` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hotwash.errors import CannotSave, HotwashError
from hotwash.formats.toml.reading import FindTemplate, Whole, read_whole
from hotwash.formats.toml.text import FileText
from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import Path, Template

if TYPE_CHECKING:
    from hotwash.formats.toml.patch import State


class UnsafeChange(CannotSave):
    """The change could not be written into the file as it stands; a clean copy can be written."""


class TomlText:
    """The text of one file. Cheap to make: nothing is parsed before the first change.

    Not thread-safe, and bound to no thread.

    Args:
        text: The file's text as `decode` gives it.
        document: The document that `read` made of it. With it, the template that the text names is
            known to be the document's, whatever its name; without it the names are compared.
    """

    def __init__(self, text: FileText | str, document: Document | None = None) -> None:
        self._text = text if isinstance(text, FileText) else FileText(text)
        self._template: Template | None = None
        self._read_as: Mapping[Path, Answer] | None = None
        if document is not None:
            self._template, self._read_as = document.template, document.answers
        self._state: State | None = None
        self._whole: Whole | None = None

    @staticmethod
    def read(
        text: FileText, find_template: FindTemplate, *, where: str
    ) -> tuple[Document, TomlText]:
        """Read a file that is to be changed; what the parser said is kept until the first change.

        Raises:
            UnreadableFile: It is not TOML, or no postmortem.
            UnknownTemplate: It names a template that is not there.
        """
        whole = read_whole(text.text, find_template, where=where)
        made = TomlText(text, whole.document)
        made._whole = whole
        return whole.document, made

    @property
    def text(self) -> str:
        """The text as it is now, with plain line feeds."""
        return self._text.text

    def data(self) -> bytes:
        """The bytes of the file as they are now, its line ends and byte order mark kept."""
        return self._text.data()

    def updated(self, document: Document) -> bytes:
        """Bring the text up to a document and return the bytes of the file.

        A document that says what the text says already leaves every byte as it is.

        Raises:
            UnsafeChange: The change cannot be made without harm; the text is as it was.
        """
        from hotwash.formats.toml import patch

        try:
            if self._state is None or self._state.template is not document.template:
                old = self._state
                self._state = patch.load(self._text, document, self._read_as, old, self._whole)
                self._read_as = self._whole = None
            self._state = patch.change(self._state, document, self._template)
        except (HotwashError, ValueError, LookupError, RecursionError) as error:
            raise UnsafeChange(
                "the change does not fit the file as it stands",
                remedy="save a clean copy; comments and unknown keys are not in it",
            ) from error
        self._text = self._state.text
        self._template = document.template
        return self.data()
