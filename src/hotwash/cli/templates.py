"""The command about templates: list, show, check."""

from __future__ import annotations

import os
from argparse import Namespace

from hotwash.cli.output import show
from hotwash.editing.open_document import template_folders
from hotwash.template import library
from hotwash.template.model import Field, Fixed, Group, Template


def template(arguments: Namespace) -> int:
    """List the templates, print one, or print what the reader understood of one."""
    folders = template_folders(os.getcwd())
    if arguments.act == "list":
        for name in library.names(folders):
            found = library.find(name, folders)
            fields = len(found.fields)
            show(f"{name:20} {len(found.sections):3} sections, {fields} fields\n")
        return 0
    found = library.find(arguments.name, folders)
    show(found.text if arguments.act == "show" else understood(found))
    return 0


def understood(template: Template) -> str:
    """Return the form that a template becomes, field by field, with kinds and reasons."""
    lines: list[str] = []
    if template.title is not None:
        lines.append(f"title: {template.title.prompt}")
    for section in template.sections:
        lines += ["", f"[{section.key}] {section.title}"]
        for part in section.parts:
            if isinstance(part, Group):
                lines.append(f"  {part.title}")
                lines += [line for inner in part.parts for line in _lines(inner, "    ")]
            else:
                lines += _lines(part, "  ")
    lines += [f"warning: {words}" for words in template.warnings]
    return "\n".join(lines).lstrip("\n") + "\n"


def _lines(part: Field | Fixed, indent: str) -> list[str]:
    if isinstance(part, Fixed):
        words = " ".join(part.text.split())
        return [f"{indent}fixed text: {words[:70]}"] if words.strip("- ") else []
    more = ""
    if part.choices:
        more = f" of {', '.join(part.choices)}"
    elif part.columns:
        more = f" of {', '.join(column.key for column in part.columns)}"
    if part.due_days:
        more += f", due in {part.due_days} days"
    return [f"{indent}{part.label}: {part.kind}{more}  ({part.reason})"]
