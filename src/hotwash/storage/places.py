"""Where the cursor was in the documents that were left last.

A file that cannot be read counts as empty; errors while writing are ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from hotwash.storage import files, folders
from hotwash.storage.locks import name_for

MOST = 200
"""Documents that are remembered."""

LONGEST = 2000
"""Bytes that one place may take; a larger one is not kept."""

Kept = Mapping[str, object]
"""A place, as names with texts, numbers and lists of texts."""


def remembered(path: str) -> Kept:
    """What was remembered of a document; empty when nothing was."""
    found = _all().get(name_for(path))
    return found if isinstance(found, dict) else {}


def remember(path: str, place: Kept) -> None:
    """Remember a place of a document instead of what was remembered of it before."""
    if len(json.dumps(place)) > LONGEST:
        return
    key = name_for(path)
    known = [(key, place), *((name, old) for name, old in _all().items() if name != key)]
    try:
        files.write_private(_file(), json.dumps(dict(known[:MOST])).encode())
    except OSError:
        return


def _all() -> dict[str, object]:
    """All places by the names of their documents, the one that was left last first."""
    try:
        with open(_file(), "rb") as file:
            found = json.loads(file.read(MOST * (LONGEST + 100)))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> str:
    return os.path.join(folders.state_folder(), "places.json")
