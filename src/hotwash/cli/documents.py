"""Commands on one postmortem that need no screen: new, export, import."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import date
from difflib import get_close_matches

from hotwash.cli.output import say, write
from hotwash.editing.document_file import DocumentFile
from hotwash.editing.open_document import template_finder
from hotwash.errors import UsageError
from hotwash.postmortem.document import Document


def read_document(path: str) -> Document:
    """Read a postmortem from a file, or from standard input for `-`.

    Raises:
        UnreadableFile: It is no postmortem.
    """
    if path != "-":
        return DocumentFile(path, template_finder(path)).read()
    from hotwash.formats import toml

    text = toml.decode(sys.stdin.buffer.read(), "standard input")
    return toml.read(text.text, template_finder("."), where="standard input")


def new(arguments: Namespace) -> int:
    """Create a postmortem without opening it."""
    from hotwash.editing.new import blank, create
    from hotwash.postmortem.dates import read_date

    day = ""
    if arguments.date:
        day = read_date(arguments.date, date.today()) or ""
        if not day:
            raise UsageError(f"“{arguments.date}” is no date", remedy="write it like 2026-11-20")
    template = template_finder(arguments.file)(arguments.template)
    create(arguments.file, blank(template, title=arguments.title, day=day))
    say(f"created {arguments.file}; open it with: hotwash {arguments.file}")
    return 0


def export(arguments: Namespace) -> int:
    """Print a postmortem, or a section of it, in a format."""
    from hotwash.formats.exporting import export_as

    document = read_document(arguments.file)
    section = _section_key(document, arguments.section) if arguments.section else ""
    text = export_as(document, arguments.to, unanswered=arguments.unanswered, section=section)
    if arguments.copy:
        say(_copy(text, arguments))
        if arguments.output:
            write(text, arguments.output)
    else:
        write(text, arguments.output)
    return 0


def import_file(arguments: Namespace) -> int:
    """Read an existing postmortem in Markdown into a TOML file."""
    from hotwash.editing import new as beginning
    from hotwash.formats import toml

    if arguments.file == "-" and not arguments.output:
        raise UsageError("there is no name for the TOML", remedy="give one with -o NAME.toml")
    found = beginning.imported(arguments.file, arguments.output, template=arguments.template)
    document = found.opened.session.document
    if arguments.output == "-":
        write(toml.write_new(document), "-")
    else:
        beginning.create(found.opened.path, document)
        if arguments.in_place:
            say(beginning.take_over(found.opened.path))
    say(f"{arguments.file}: {found.summary}")
    return 0


def _section_key(document: Document, name: str) -> str:
    """Find a section by its key or its heading.

    Raises:
        UsageError: There is none.
    """
    known = {section.key: section.key for section in document.template.sections}
    known |= {section.title.lower(): section.key for section in document.template.sections}
    wanted = name.lower().strip("# ")
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, 1)
    remedy = (
        f"did you mean “{near[0]}”?"
        if near
        else f"there are: {', '.join(sorted(set(known.values())))}"
    )
    raise UsageError(f"there is no section “{name}”", remedy=remedy)


def _copy(text: str, arguments: Namespace) -> str:
    """Copy a text and return what is known of it."""
    from hotwash.clipboard import copy, write_terminal
    from hotwash.storage import settings

    file = arguments.output or os.path.splitext(arguments.file)[0] + ".md"
    report = copy(text, file=file, override=settings.load().clipboard, write_terminal=write_terminal)
    return report.message

