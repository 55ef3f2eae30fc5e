"""Commands on one postmortem that need no screen: new, export, import."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date

from hotwash.cli.output import say, to_terminal, write
from hotwash.cli.reading import asked_day, read_document, read_standard_input, settings_or_none
from hotwash.editing.templates import template_for
from hotwash.errors import UsageError
from hotwash.formats import toml
from hotwash.postmortem.document import Document
from hotwash.postmortem.findings import time_notes


def new(arguments: Namespace) -> int:
    """Create a postmortem without opening it."""
    from hotwash.editing.new import blank, create

    day = asked_day(arguments.date)
    settings = settings_or_none()
    template = template_for(arguments.file, arguments.template or settings.template)
    document = blank(template, title=arguments.title, day=day, zone=settings.timezone)
    if arguments.file == "-":
        write(toml.write_new(document), "-")
    else:
        create(arguments.file, document)
        say(f"created {arguments.file}; open it with: hotwash {arguments.file}")
    return 0


def export(arguments: Namespace) -> int:
    """Print a postmortem, or a section of it, in a format."""
    from hotwash.formats.exporting import export_as, length_problem

    document = read_document(arguments.file, arguments.template)
    section = _section_key(document, arguments.section) if arguments.section else ""
    if section and arguments.to == "json":
        raise UsageError("JSON is always of the whole postmortem", remedy="leave --section away")
    text = export_as(
        document,
        arguments.to,
        unanswered=arguments.unanswered,
        section=section,
        moments_line=settings_or_none().moments_line,
    )
    if problem := length_problem(text, arguments.to):
        say(problem)
    if not text.endswith("\n") and (section or to_terminal()):
        text += "\n"
    if arguments.copy:
        say(_copy(text, arguments))
    if arguments.output or not arguments.copy:
        write(text, arguments.output, like=arguments.file)
    return 0


def import_file(arguments: Namespace) -> int:
    """Read an existing postmortem in Markdown into a TOML file."""
    from hotwash.editing import new as beginning

    source, target = arguments.file, arguments.output
    if source.endswith(".toml"):
        raise UsageError("TOML, not Markdown", where=source, remedy=f"open it: hotwash {source}")
    data = None
    if source == "-":
        if not target:
            raise UsageError("there is no name for the TOML", remedy="give one with -o NAME.toml")
        data = read_standard_input()
    target = target or os.path.splitext(source)[0] + ".toml"
    if target != "-" and os.path.realpath(target) == os.path.realpath(source):
        raise UsageError("the TOML would take the place of it", where=source, remedy="use -o")
    markdown = os.path.splitext(target)[0] + ".md"
    beside = os.path.realpath(markdown) == os.path.realpath(source)
    if arguments.in_place and not beside:
        raise UsageError(
            f"--in-place keeps {markdown} up to date, which is not the file that is read",
            where=source,
            remedy="leave -o away",
        )
    found = beginning.imported(source, target, template=arguments.template, data=data)
    document = found.opened.session.document
    if target == "-":
        write(toml.write_new(document), "-")
    else:
        beginning.create(target, document, like=source if data is None else "")
    say(f"{'standard input' if source == '-' else source}: {found.summary}")
    for note in time_notes(document, date.today()):
        say(note)
    if arguments.in_place:
        say(beginning.take_over(target))
    elif target != "-":
        say(f"created {target}; {source} stays as it is" if beside else f"created {target}")
    return 0


def _section_key(document: Document, name: str) -> str:
    """Find a section by its key or its heading.

    Raises:
        UsageError: There is none.
    """
    from difflib import get_close_matches

    known = {section.key: section.key for section in document.template.sections}
    known |= {section.title.lower(): section.key for section in document.template.sections}
    wanted = name.lower().strip("# ")
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, 1)
    remedy = (
        f"did you mean “{near[0]}”?"
        if near
        else f"there are: {', '.join(dict.fromkeys(known.values()))}"
    )
    raise UsageError(f"there is no section “{name}”", remedy=remedy)


def _copy(text: str, arguments: Namespace) -> str:
    """Copy a text and return what is known of it."""
    from hotwash.clipboard import copy, write_terminal

    file = arguments.output or os.path.splitext(arguments.file)[0] + ".md"
    chosen = settings_or_none().clipboard
    return copy(text, file=file, override=chosen, write_terminal=write_terminal).message
