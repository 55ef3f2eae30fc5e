"""Markdown: the export of a document, the import of one, and the move to another template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.formats.markdown.export import (
    Exporter,
    ExportPiece,
    Unanswered,
    export,
    export_section,
    normalised,
)

if TYPE_CHECKING:
    from hotwash.formats.markdown.conversion import Conversion, convert
    from hotwash.formats.markdown.importing import Imported, import_markdown

__all__ = [
    "Conversion",
    "ExportPiece",
    "Exporter",
    "Imported",
    "Unanswered",
    "convert",
    "export",
    "export_section",
    "import_markdown",
    "normalised",
]


def __getattr__(name: str) -> object:
    """Import what only one command needs when it is asked for."""
    if name in ("convert", "Conversion"):
        from hotwash.formats.markdown import conversion

        return getattr(conversion, name)
    if name in ("import_markdown", "Imported"):
        from hotwash.formats.markdown import importing

        return getattr(importing, name)
    raise AttributeError(name)
