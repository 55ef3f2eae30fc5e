"""The postmortems of a folder, and those that were open lately.

Looking through a folder is bounded and tolerant: hidden folders are left out, links are not
followed, and a file that cannot be read is passed over or listed with its problem.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hotwash.errors import HotwashError, UnreadableFile
from hotwash.storage import files, folders

MOST_FILES = 5000
"""Files that are looked at in one scan."""

DEEPEST = 8
"""Folders below a path that are gone into."""

_MOST_RECENT = 30
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "target"})
_KNOWN_TABLES = frozenset({"timeline", "incident_details", "root_cause", "action_items", "summary"})


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One postmortem of a folder, as a list shows it."""

    path: str
    title: str = ""
    date: str = ""
    """The incident's date, as ISO text when it is a date."""
    severity: str = ""
    status: str = ""
    template: str = ""
    """The template's name; empty for a document that has its own."""
    modified: float = 0.0
    """Seconds since the epoch."""
    problem: str = ""
    """Why it could not be read, in words; empty when it could."""


def scan(paths: Iterable[str]) -> list[CatalogEntry]:
    """List the postmortems under some paths, the newest incident first.

    Args:
        paths: Folders, and files. A TOML file that is no postmortem is passed over in a folder and
            listed with its problem when it is named itself.
    """
    found = [entry for path in paths for entry in _entries(path)]
    unique = {os.path.realpath(entry.path): entry for entry in found}
    ordered = sorted(unique.values(), key=lambda entry: entry.path)
    return sorted(ordered, key=lambda entry: entry.date or "0", reverse=True)


def _entries(path: str) -> Iterator[CatalogEntry]:
    named = not os.path.isdir(path)
    for file in find_files([path]):
        entry = read_entry(file)
        if entry is not None:
            yield entry
        elif named:
            yield CatalogEntry(file, problem="TOML, but no postmortem")


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """The TOML files under some paths, in the order of their names; not all are postmortems."""
    left = MOST_FILES
    for path in paths:
        for file in _files_under(path):
            yield file
            left -= 1
            if left <= 0:
                return


def _files_under(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    depth = path.rstrip(os.sep).count(os.sep)
    for folder, below, names in os.walk(path):
        deeper = folder.rstrip(os.sep).count(os.sep) - depth < DEEPEST
        below[:] = sorted(
            name for name in below if deeper and name[:1] != "." and name not in _PASSED_OVER
        )
        for name in sorted(names):
            if name.endswith(".toml") and not name.startswith("."):
                yield os.path.join(folder, name)


def read_entry(path: str) -> CatalogEntry | None:
    """Read what a list shows of a file; None when it is no postmortem."""
    from hotwash.formats.toml import decode
    from hotwash.formats.toml.reading import parse

    try:
        data, _ = files.read_bytes(path)
        found = parse(decode(data, path).text, path)
        modified = os.stat(path).st_mtime
    except UnreadableFile as error:
        return CatalogEntry(path, problem=error.what)
    except (HotwashError, OSError) as error:
        return CatalogEntry(path, problem=str(error))
    template, title = found.get("template"), found.get("title")
    is_ours = isinstance(template, str) or (title is not None and _KNOWN_TABLES & found.keys())
    if not is_ours:
        return None
    return CatalogEntry(
        path,
        _text(title),
        _first(found, ("date", "incident_date", "date_of_incident")),
        _first(found, ("severity", "priority", "sev", "incident_severity")),
        _first(found, ("document_status", "status")),
        template if isinstance(template, str) and "\n" not in template else "",
        modified,
    )


def _first(data: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """The first answer under any of these keys, at the top or in a table."""
    for key in keys:
        for table in (data, *data.values()):
            if isinstance(table, dict) and (text := _text(table.get(key))):
                return text
    return ""


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value).strip().partition("\n")[0]
    return ""


def recent() -> list[str]:
    """The files that were open lately and are there still, the last one first."""
    return [path for path in _remembered() if os.path.exists(path)]


def remember(path: str) -> None:
    """Put a file first in the list of recent files; errors are ignored."""
    here = os.path.abspath(path)
    known = [here, *(other for other in _remembered() if other != here)][:_MOST_RECENT]
    try:
        files.write_private(_recent_file(), json.dumps(known).encode())
    except OSError:
        return


def _recent_file() -> str:
    return os.path.join(folders.state_folder(), "recent.json")


def _remembered() -> list[str]:
    try:
        with open(_recent_file(), "rb") as file:
            found = json.loads(file.read(1_000_000))
    except (OSError, ValueError, RecursionError):
        return []
    return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []
