"""How a postmortem begins: from a template, from an existing Markdown file, from the example."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotwash.editing.open_document import (
    OpenDocument,
    begin_file,
    open_file,
)
from hotwash.editing.templates import template_folders, template_for
from hotwash.errors import UnreadableFile, UsageError
from hotwash.formats import toml
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.storage import export_ownership, files
from hotwash.template import library
from hotwash.template.model import TIMEZONE, TITLE, Field, Kind, Path, Template

if TYPE_CHECKING:
    from hotwash.formats.markdown import Imported

EXAMPLE = "checkout-outage.toml"
"""The name of the worked example's file."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """An existing postmortem, read into a document of its own file."""

    opened: OpenDocument
    summary: str
    """One line on what was recognised and what stayed text."""


def blank(template: Template, *, title: str = "", day: str = "", zone: str = "") -> Document:
    """Return a document in which only the title and the incident's date are answered.

    Tables in which the template gives the labels have their rows already.

    Args:
        template: The template to answer.
        title: The postmortem's title; empty leaves it open.
        day: The incident's date, `YYYY-MM-DD`; empty leaves it open.
        zone: The time zone; empty for UTC. What the template says of its times goes before it.
    """
    from hotwash.formats.markdown.layout import layout_of

    answers: dict[Path, Answer] = {
        known.path: _default_rows(known) for known in template.fields if known.default_rows
    }
    answers[TIMEZONE] = layout_of(template).said_zone or zone or "UTC"
    if title:
        answers[TITLE] = title
    date = next((known for known in template.fields if known.kind is Kind.DATE), None)
    if day and date is not None:
        answers[date.path] = day
    return Document(template, answers)


def _default_rows(field: Field) -> tuple[Row, ...]:
    """The rows that a template gives to a field."""
    keys = [column.key for column in field.columns]
    return tuple(
        Row({key: text for key, text in zip(keys, row, strict=False) if text})
        for row in field.default_rows
    )


def begin(folder: str, template: str, *, title: str = "", day: str = "") -> OpenDocument:
    """Begin a postmortem in a folder, under a name made of the date and the title."""
    path = free_path(os.path.join(folder, file_name(title, day)))
    return begin_file(path, blank(template_for(path, template), title=title, day=day))


def create(path: str, document: Document, *, like: str = "") -> None:
    """Write a new document without opening it.

    Args:
        path: The file; it must not exist.
        document: The document.
        like: The file that it was made from; the new one is readable by nobody else.

    Raises:
        UsageError: A file of that name is there.
    """
    if os.path.lexists(path):
        raise UsageError(
            "the file exists", where=path, remedy="give another name; it was not touched"
        )
    files.write(path, toml.write_new(document).encode(), like=like)


def imported(
    source: str,
    target: str = "",
    *,
    template: str = "",
    replace: bool = False,
    data: bytes | None = None,
    export: bool = True,
    automatic: bool = True,
) -> ImportedFile:
    """Read an existing postmortem in Markdown into a document for a TOML file beside it.

    Args:
        source: The Markdown file; it is not touched.
        target: The TOML file; empty for the same name with `.toml`.
        template: The template to read it with; empty to recognise one, or else its own.
        replace: Whether a TOML file that is there may be merged into.
        data: The Markdown's bytes, when they come from elsewhere and `source` is but a name.
        export: Whether the Markdown is written beside it.
        automatic: Whether edits are saved by themselves.

    Raises:
        UnreadableFile: The source cannot be read.
        UsageError: The target exists.
    """
    from hotwash.formats.markdown.importing import OWN_TEMPLATE

    data_given = data is not None
    if data is None:
        data, _ = files.read_bytes(source)
        export_ownership.disown(source, data)
    toml.decode(data, source)  # refuses what is binary, too large or not UTF-8
    path = target or os.path.splitext(source)[0] + ".toml"
    if os.path.lexists(path) and not replace:
        raise UsageError("the file exists", where=path, remedy=f"open it with: hotwash {path}")
    forced = template_for(path, template) if template else None
    result = read_markdown(data.decode(), source, forced)
    opened = begin_file(
        path, result.document, export=export, automatic=automatic, like="" if data_given else source
    )
    opened.greeting = f"imported: {result.summary.removeprefix(OWN_TEMPLATE)}"
    return ImportedFile(opened, result.summary)


def read_markdown(text: str, source: str, forced: Template | None = None) -> Imported:
    """Read an existing postmortem in Markdown; templates are found from where its file is.

    Args:
        text: The Markdown.
        source: Its file.
        forced: The template to read it with; None to recognise one, or else its own.

    Raises:
        UnreadableFile: It is too long, or a template that is looked at cannot be read.
    """
    from hotwash.formats.markdown import import_markdown

    folders = template_folders(os.path.dirname(os.path.abspath(source)))
    known = [library.find(name, folders) for name in library.names(folders)]
    return import_markdown(text, known, forced=forced)


def take_over(path: str) -> str:
    """Let Hotwash keep the Markdown beside a document up to date; a backup of it is kept.

    Args:
        path: The document's TOML file.

    Returns:
        One line on what was done.

    Raises:
        UnreadableFile: The Markdown file cannot be read.
        CannotSave: The backup could not be written.
    """
    markdown = os.path.splitext(path)[0] + ".md"
    data, _ = files.read_bytes(markdown)
    kept = back_up(markdown, data)
    export_ownership.remember(markdown, data)
    return f"{markdown} is kept up to date from now on; as it was it is in {kept}"


def back_up(path: str, data: bytes) -> str:
    """Write a file's bytes beside it, under a name that is free, and return the name.

    Raises:
        CannotSave: It could not be written.
    """
    name, number = f"{path}.bak", 1
    while os.path.lexists(name):
        number += 1
        name = f"{path}.bak{number}"
    files.write(name, data, like=path)
    return name


def open_any(
    path: str,
    *,
    export: bool = True,
    automatic: bool = True,
    template: str = "",
    instead: str = "",
    zone: str = "",
) -> OpenDocument:
    """Open a TOML file, begin one that is not there, or import a Markdown file.

    Args:
        path: The file.
        export: Whether the Markdown is written beside it.
        automatic: Whether edits are saved by themselves.
        template: The template of a postmortem that begins here; empty for the standard one.
        instead: A template that the person named: for a new one, and in place of the one that an
            existing one names.
        zone: The time zone of a new one.

    Raises:
        UnreadableFile: The file is no postmortem, or its folder is not there.
    """
    if path.endswith((".md", ".markdown")):
        return imported(path, template=instead, export=export, automatic=automatic).opened
    if os.path.lexists(path):
        return open_file(path, export=export, automatic=automatic, instead=instead)
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise UnreadableFile("the folder is not there", where=folder, remedy="make it first")
    document = blank(template_for(path, instead or template or library.STANDARD), zone=zone)
    return begin_file(path, document, export=export, automatic=automatic)


def example() -> str:
    """Write a copy of the worked example into a scratch folder and return its path."""
    import tempfile
    from importlib.resources import files as resources

    text = resources("hotwash.editing").joinpath("example.toml").read_text(encoding="utf-8")
    path = os.path.join(tempfile.mkdtemp(prefix="hotwash-demo-"), EXAMPLE)
    files.write(path, text.encode())
    return path


def file_name(title: str, day: str) -> str:
    """Return a plain file name for a postmortem: `2026-11-20-checkout-errors.toml`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return "-".join(part for part in (day, slug or "postmortem") if part) + ".toml"


def free_path(path: str) -> str:
    """Return the path, or the first like it with a number that is not taken."""
    stem, suffix = os.path.splitext(path)
    number = 1
    while os.path.lexists(path) or os.path.lexists(os.path.splitext(path)[0] + ".md"):
        number += 1
        path = f"{stem}-{number}{suffix}"
    return path
