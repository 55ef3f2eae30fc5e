"""Templates outside its folder that a person has named for a document, kept in the state folder.

A document that came from somebody else may not name such a file; once its reader has named it with
`--template`, it may, on this machine.
"""

from __future__ import annotations

import json
import os

from hotwash.storage import files, folders
from hotwash.storage.locks import name_for

_MOST = 8
"""Templates that are remembered for a document; the oldest go first."""


def templates(path: str) -> tuple[str, ...]:
    """Return the files that a document may name, links resolved, the last one at the end.

    Args:
        path: The document.
    """
    try:
        with open(_record(path), "rb") as file:
            found = json.loads(file.read())
    except (OSError, ValueError):
        return ()
    known = found.get("templates") if isinstance(found, dict) else None
    return tuple(name for name in known if isinstance(name, str)) if isinstance(known, list) else ()


def allow(path: str, template: str) -> None:
    """Remember that a document may name a file; a failure only means that it is asked again."""
    real = os.path.realpath(template)
    known = [name for name in templates(path) if name != real]
    record = {"path": os.path.realpath(path), "templates": [*known, real][-_MOST:]}
    try:
        files.write_private(_record(path), json.dumps(record).encode())
    except OSError:
        return


def _record(path: str) -> str:
    return os.path.join(folders.state_folder("allowed"), f"{name_for(path)}.json")
