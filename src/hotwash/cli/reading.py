"""What commands read: a postmortem, standard input, the settings they can do without."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from hotwash.cli.output import say
from hotwash.editing.templates import template_finder, template_for
from hotwash.errors import HotwashError, UnreadableFile, UsageError
from hotwash.formats import toml
from hotwash.postmortem.document import Document

if TYPE_CHECKING:
    from hotwash.editing.document_file import DocumentFile, SyncResult
    from hotwash.storage.settings import Settings

STANDARD_INPUT = "standard input"


def read_standard_input(limit: int = toml.LIMIT) -> bytes:
    """Read what is on standard input, a byte more than the limit at most.

    Raises:
        UnreadableFile: It is closed, or a folder.
    """
    if sys.stdin is None:
        raise UnreadableFile("closed", where=STANDARD_INPUT, remedy="give it something to read")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise UnreadableFile(what, where=STANDARD_INPUT, remedy="name a file") from error


def read_text(path: str) -> tuple[str, str]:
    """Read the text of a postmortem; return it with its name for messages.

    Raises:
        UnreadableFile: It cannot be read, or is no text.
    """
    if path == "-":
        return toml.decode(read_standard_input(), STANDARD_INPUT).text, STANDARD_INPUT
    from hotwash.storage.files import read_bytes

    return toml.decode(read_bytes(path)[0], path).text, path


def read_document(path: str, instead: str = "") -> Document:
    """Read a postmortem from a file, or from standard input for `-`.

    Args:
        path: The file.
        instead: A template that the person named, in place of the one in the document.

    Raises:
        UnreadableFile: It is no postmortem.
        UnknownTemplate: It names a template that is not there.
    """
    text, where = read_text(path)
    return parse_document(text, path, where, instead)


def parse_document(text: str, path: str, where: str, instead: str = "") -> Document:
    """Read a postmortem's text, its template found from where its file is.

    An existing one in Markdown is read as `hotwash import` reads it; nothing is written.

    Raises:
        UnreadableFile: It is no postmortem.
        UnknownTemplate: It names a template that is not there.
    """
    if is_markdown(path):
        from hotwash.editing.new import read_markdown

        forced = template_for(path, instead) if instead else None
        return read_markdown(text, path, forced).document
    return toml.read(text, template_finder(path, instead), where=where)


def is_markdown(path: str) -> bool:
    """Whether a file is named as Markdown."""
    return path.endswith((".md", ".markdown"))


def settings_or_none() -> Settings:
    """Return the settings; what is wrong with them is said and stops nobody from writing."""
    from hotwash.storage.settings import Settings, load

    try:
        return load()
    except HotwashError as error:
        say(f"hotwash: {error}")
        return Settings()


def file_to_change(path: str) -> DocumentFile:
    """Return the file of a postmortem that is to be changed.

    Raises:
        UnreadableFile: It is not there.
    """
    if is_markdown(path):
        name = os.path.splitext(path)[0] + ".toml"
        remedy = "name" if os.path.exists(name) else f"hotwash import {path} makes"
        raise UnreadableFile("Markdown, not a postmortem", where=path, remedy=f"{remedy} {name}")
    if path == "-" or not os.path.lexists(path):
        raise UnreadableFile(
            "no such postmortem", where=path, remedy=f"begin it with: hotwash new {path}"
        )
    from hotwash.editing.document_file import DocumentFile

    settings = settings_or_none()
    file = DocumentFile(path, template_finder(path), export=settings.export)
    file.moments_line = settings.moments_line
    return file


def say_export_problem(synced: SyncResult) -> None:
    """Say that the Markdown was left as it was, when that is so."""
    if synced.export_problem is not None:
        say(f"hotwash: {synced.export_problem}")


def asked_day(text: str) -> str:
    """Return the day of an option as ISO, and say where it may be two; empty for no text.

    Raises:
        UsageError: It is no date.
    """
    from datetime import date

    from hotwash.times.dates import read_day

    found = read_day(text, date.today()) if text else None
    if text and found is None:
        raise UsageError(f"“{text}” is no date", remedy="write it like 2026-11-20")
    if found is not None and found.note:
        say(f"--date {text}: {found.note}")
    return "" if found is None else found.day.isoformat()
