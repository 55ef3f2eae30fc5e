"""The command about templates: list, show, check."""

from __future__ import annotations

import os
from argparse import Namespace

from hotwash.cli.output import show, show_error
from hotwash.editing.templates import template_folders
from hotwash.errors import HotwashError, UsageError
from hotwash.template import library
from hotwash.template.model import Field, Fixed, Group, Template


def template(arguments: Namespace) -> int:
    """List the templates, print one, or print what the reader understood of one."""
    if arguments.act == "list":
        if arguments.name:
            raise UsageError("the list takes no name", remedy="show or check takes one")
        return _list()
    if not arguments.name:
        remedy = f"as in: hotwash template {arguments.act} {library.builtin_names()[0]}"
        raise UsageError("which template", remedy=remedy)
    found = _find(arguments.name)
    show(found.text if arguments.act == "show" else understood(found))
    return 0


def _list() -> int:
    """Print every template that is found from here; 2 when one cannot be read."""
    from hotwash.cli.table import table

    folders = template_folders(os.getcwd())
    rows: list[tuple[str, str, str]] = []
    code = 0
    for name in library.names(folders):
        try:
            found = library.find(name, folders)
        except HotwashError as error:
            show_error(str(error))
            code = 2
            continue
        size = f"{len(found.sections)} sections, {len(found.fields)} fields"
        rows.append((name, size, _place_of(name, folders)))
    show(table(rows))
    return code


def _place_of(name: str, folders: list[str]) -> str:
    """Return the folder that a template is from, or that it is built in."""
    for folder in folders:
        if any(os.path.exists(os.path.join(folder, name + end)) for end in library.SUFFIXES):
            return folder
    return "built in"


def _find(name: str) -> Template:
    """Find a template by name or path, or read one from standard input for `-`."""
    if name != "-":
        return library.find(name, template_folders(os.getcwd()))
    from hotwash.cli.reading import STANDARD_INPUT, read_standard_input
    from hotwash.formats import toml
    from hotwash.template.infer import read_template

    data = read_standard_input()
    toml.decode(data, STANDARD_INPUT)  # refuses what is binary, too large or not UTF-8
    return read_template(data.decode(), "")


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
        what = "fixed text" if part.exported else "guidance"
        return [f"{indent}{what}: {words[:70]}"] if words.strip("- ") else []
    more = ""
    if part.choices:
        more = f" of {', '.join(part.choices)}"
    elif part.columns:
        more = f" of {', '.join(column.key for column in part.columns)}"
    if part.required:
        more += ", required"
    if part.due_days:
        more += f", due in {part.due_days} days"
    if part.default_rows:
        count = len(part.default_rows)
        more += f", with {count} {'row' if count == 1 else 'rows'} from the beginning"
    return [f"{indent}{part.label}: {part.kind}{more}  ({part.reason})"]
