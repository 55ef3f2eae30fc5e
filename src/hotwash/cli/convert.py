"""`hotwash convert`: a postmortem's answers, moved to another template, and what went where."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotwash.cli.output import say, show, to_terminal
from hotwash.cli.reading import is_markdown, parse_document, read_text
from hotwash.errors import UnknownTemplate, UsageError
from hotwash.formats import toml

if TYPE_CHECKING:
    from hotwash.formats.markdown import Conversion
    from hotwash.template.model import Template


def convert(arguments: Namespace) -> int:
    """Move a postmortem to another template: printed, written to a new file, or in its place."""
    from hotwash.formats import markdown

    source, target = arguments.file, arguments.output
    if arguments.in_place and (target or source == "-"):
        raise UsageError("--in-place changes the file itself", remedy="leave -o away")
    if arguments.in_place and is_markdown(source):
        raise UsageError("the postmortem is Markdown", remedy="name its TOML file with -o")
    if target not in ("", "-") and os.path.lexists(target):
        raise UsageError("the file exists", where=target, remedy="give another name with -o")
    text, where = read_text(source)
    document = parse_document(text, source, where)
    found = markdown.convert(document, _template(arguments))
    for line in _moves(found):
        say(line)
    say(f"{where}: {found.summary}")
    if arguments.in_place:
        _in_place(source, found)
    elif target not in ("", "-"):
        from hotwash.editing.new import create

        create(target, found.document, like=source)
        say(f"created {target}; {where} stays as it is")
    elif target or not to_terminal():
        show(toml.write_new(found.document))
    else:
        say("nothing was written: name a new file with -o, or say --in-place")
    return 0


def _template(arguments: Namespace) -> Template:
    """Find the new template: beside the postmortem, or from where the person is."""
    from hotwash.editing.templates import template_for

    target = arguments.output if arguments.output not in ("", "-") else arguments.file
    try:
        return template_for(target, arguments.template)
    except UnknownTemplate:
        return template_for(os.path.join(os.getcwd(), "-"), arguments.template)


def _moves(found: Conversion) -> Sequence[str]:
    """Return what went where, in aligned lines."""
    from hotwash.characters import width_of

    widest = min(52, max((width_of(move.source) for move in found.moves), default=0))
    return [
        f"  {move.source}{' ' * (widest - width_of(move.source))}  →  {move.words}"
        for move in found.moves
    ]


def _in_place(path: str, found: Conversion) -> None:
    """Write the new document over the old one; as it was, it is kept beside it."""
    from hotwash.editing.new import back_up
    from hotwash.storage import files

    with files.locked(path):
        data, known = files.read_bytes(path)
        kept = back_up(path, data)
        files.write(path, toml.write_new(found.document).encode(), expect=known)
    say(f"{path} is in the new template; as it was it is in {kept}")
