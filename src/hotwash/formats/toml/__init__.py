"""The TOML file of a postmortem: read with `tomllib`, changed line by line, never rewritten whole.

| Who | calls |
| --- | --- |
| whoever reads a file | `decode`, then `read` |
| whoever opens one to change it | `decode`, then `TomlText.read` |
| whoever keeps it current | `TomlText.updated` |
| whoever begins one | `write_new` |
| the checks | `unknown_keys` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.formats.toml.reading import FindTemplate, read
from hotwash.formats.toml.text import LIMIT, FileText, decode, encode
from hotwash.formats.toml.updating import TomlText, UnsafeChange

if TYPE_CHECKING:
    from hotwash.formats.toml.unknown import UnknownKey
    from hotwash.postmortem.document import Document
    from hotwash.template.model import Template

__all__ = [
    "LIMIT",
    "FileText",
    "FindTemplate",
    "TomlText",
    "UnsafeChange",
    "decode",
    "encode",
    "read",
    "unknown_keys",
    "write_new",
]


# A file is opened far more often than begun or checked: these load what they need when called.


def write_new(document: Document) -> str:
    """Write a document as a new file; see `hotwash.formats.toml.writing.write_new`."""
    from hotwash.formats.toml import writing

    return writing.write_new(document)


def unknown_keys(text: str, template: Template) -> tuple[UnknownKey, ...]:
    """Find a file's unknown keys; see `hotwash.formats.toml.unknown.unknown_keys`.

    Raises:
        UnreadableFile: The text is not TOML.
    """
    from hotwash.formats.toml import unknown

    return unknown.unknown_keys(text, template)
