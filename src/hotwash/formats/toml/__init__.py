"""The TOML file of a postmortem: read with `tomllib`, changed line by line, never rewritten whole.

| Who | calls |
| --- | --- |
| whoever opens a file | `decode`, then `read` |
| whoever keeps it current | `TomlText.updated` |
| whoever begins one | `write_new` |
| the checks | `unknown_keys` |
"""

from __future__ import annotations

from hotwash.formats.toml.reading import FindTemplate, read
from hotwash.formats.toml.text import LIMIT, Text, decode, encode
from hotwash.formats.toml.updating import TomlText, UnsafeChange
from hotwash.formats.toml.writing import write_new

__all__ = [
    "LIMIT",
    "FindTemplate",
    "Text",
    "TomlText",
    "UnsafeChange",
    "decode",
    "encode",
    "read",
    "write_new",
]
