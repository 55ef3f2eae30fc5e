"""The export of an open document as it is now, for the preview and for copying.

The same exporter renders for the file, so that nothing is rendered twice. What renders is loaded
when it is first needed, on a thread, to hold up no key.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hotwash.editing.open_document import OpenDocument

if TYPE_CHECKING:
    from hotwash.formats.markdown import Exporter, ExportPiece


class LiveExport:
    """The export of an open document.

    Args:
        opened: The document.
    """

    def __init__(self, opened: OpenDocument) -> None:
        self._opened = opened
        self._exporter: Exporter | None = None

    def markdown(self) -> str:
        """The whole export as it is now."""
        return "".join(piece.text for piece in self.pieces())

    def pieces(self) -> tuple[ExportPiece, ...]:
        """The export as it is now, in pieces; those that did not change are the same objects."""
        if self._exporter is None:
            self._use(self._new_exporter())
        assert self._exporter is not None
        return self._exporter.pieces(self._opened.session.document)

    async def pieces_apart(self) -> tuple[ExportPiece, ...]:
        """The same; what is loaded and rendered for the first time is so on a thread."""
        if self._exporter is None:
            rendered = await asyncio.to_thread(self._rendered)
            if self._exporter is None:
                self._use(rendered)
        return self.pieces()

    def _use(self, exporter: Exporter) -> None:
        self._exporter = self._opened.file.rendered = exporter

    def _rendered(self) -> Exporter:
        """A new exporter that has rendered the document. Called on a thread."""
        exporter = self._new_exporter()
        exporter.pieces(self._opened.session.document)
        return exporter

    def _new_exporter(self) -> Exporter:
        from hotwash.formats.markdown import Exporter

        return Exporter(moments_line=self._opened.file.moments_line)
