"""Markdown files beside the documents: Hotwash overwrites only those that it wrote itself.

It remembers the digest of what it wrote, by path. A file with other bytes was written or edited by
someone else, and is left alone until a person says otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os

from hotwash import paths
from hotwash.storage import files, folders
from hotwash.storage.file_calls import REAL, FileCalls
from hotwash.storage.locks import name_for

_REMEMBERED = 4


def may_overwrite(path: str) -> bool:
    """Whether a file is missing, empty, or holds just what Hotwash last wrote there.

    A link to nothing, or to a file outside the folder, may not: whoever made the folder chose it.
    """
    if paths.leads_out(path):
        return False
    try:
        data = _bytes(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if data is None:
        return False
    return not data or hashlib.sha256(data).hexdigest() in _digests(path)


def recognise(path: str, text: str) -> bool:
    """Whether a file holds a text already, and was not imported; then it is remembered as ours.

    So it is when a colleague's Hotwash wrote it and git brought it here.
    """
    data = text.encode("utf-8", "replace")
    try:
        same = _bytes(path) == data
    except OSError:
        return False
    if not same or hashlib.sha256(data).hexdigest() == _record_of(path).get("foreign"):
        return False
    remember(path, data)
    return True


def disown(path: str, data: bytes) -> None:
    """Take a file with these bytes for somebody else's, unless Hotwash is known to have written it.

    An imported file is left alone until a person says otherwise, whatever the export says.
    """
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _digests(path):
        _keep(path, [], digest)


def _bytes(path: str) -> bytes | None:
    """Return what a file holds; None for a pipe, a device or a folder."""
    return paths.read_plain(path, files.LIMIT * 4)


def write(path: str, text: str, *, io: FileCalls = REAL, like: str = "") -> None:
    """Write a Markdown file and remember that it is ours.

    Args:
        path: The file.
        text: What it is to hold.
        io: The calls to the system.
        like: The document: nobody may read the Markdown who may not read that.

    Raises:
        CannotSave: It could not be written; the old one is whole.
    """
    data = text.encode("utf-8", "replace")
    # Remembered first: a program killed between the two would not know its own file again.
    remember(path, data)
    files.write(path, data, io=io, like=like)


def remember(path: str, data: bytes) -> None:
    """Take a file with these bytes for one that Hotwash wrote."""
    digest = hashlib.sha256(data).hexdigest()
    known = _digests(path)
    if known[-1:] == [digest]:
        return
    _keep(path, [*(one for one in known if one != digest), digest][-_REMEMBERED:])


def _keep(path: str, digests: list[str], foreign: str = "") -> None:
    record = {"path": os.path.realpath(path), "digests": digests, "foreign": foreign}
    try:
        files.write_private(_record(path), json.dumps(record).encode())
    except OSError:
        # Without the memory the next save asks before it overwrites: a nuisance, not a loss.
        return


def _record(path: str) -> str:
    return os.path.join(folders.state_folder("exports"), f"{name_for(path)}.json")


def _digests(path: str) -> list[str]:
    found = _record_of(path).get("digests")
    return [str(digest) for digest in found] if isinstance(found, list) else []


def _record_of(path: str) -> dict[str, object]:
    try:
        with open(_record(path), "rb") as file:
            found = json.loads(file.read())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
