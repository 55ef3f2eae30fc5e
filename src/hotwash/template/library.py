"""Where templates come from: a path, the folders given, and those that are built in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from hotwash.errors import UnknownTemplate, UnreadableFile
from hotwash.template import memory
from hotwash.template.model import Template

STANDARD = "standard"
"""The template of a new postmortem unless another is named."""

EVERYTHING_ELSE = "everything_else"
"""The key of the section that takes what has no place in a template."""

_TITLE = "Everything else"
_SUFFIXES = (".md", ".markdown")
_LARGEST = 1_000_000


def builtin_names() -> tuple[str, ...]:
    """Return the names of the built-in templates, the standard one first."""
    return (STANDARD, "sre-book", "pagerduty", "atlassian", "one-page")


def builtin_text(name: str) -> str:
    """Return the Markdown of a built-in template, exactly.

    Raises:
        UnknownTemplate: No built-in template has that name.
    """
    if name not in builtin_names():
        raise _unknown(name, builtin_names())
    # A path, not importlib.resources: that costs more than reading all the templates.
    with open(os.path.join(os.path.dirname(__file__), "builtin", f"{name}.md"), "rb") as file:
        return file.read().decode()


@cache
def builtin(name: str) -> Template:
    """Return a built-in template; it is read once.

    Raises:
        UnknownTemplate: No built-in template has that name.
    """
    return memory.read(builtin_text(name), name)


def names(folders: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of all templates: those of the folders, then the built-in ones."""
    found: dict[str, None] = {}
    for folder in folders:
        try:
            entries = sorted(os.listdir(folder))
        except OSError:
            continue
        found.update(
            (os.path.splitext(entry)[0], None) for entry in entries if entry.endswith(_SUFFIXES)
        )
    found.update((name, None) for name in builtin_names())
    return tuple(found)


def find(name: str, folders: Sequence[str] = ()) -> Template:
    """Return a template by its name or by the path of its file.

    Args:
        name: `standard`, the name of a file in one of the folders, or a path.
        folders: Where to look before the built-in ones, nearest first.

    Raises:
        UnknownTemplate: There is none; close names are suggested.
        UnreadableFile: Its file cannot be read.
    """
    if os.sep in name or name.endswith(_SUFFIXES):
        if os.path.exists(name):
            return _read(name, name)
        for folder in folders:
            path = os.path.join(folder, name)
            if os.path.exists(path):
                return _read(path, name)
        raise UnknownTemplate(f"there is no template file {name}", remedy="check the path")
    for folder in folders:
        for suffix in _SUFFIXES:
            path = os.path.join(folder, name + suffix)
            if os.path.isfile(path):
                return _read(path, name)
    if name in builtin_names():
        return builtin(name)
    raise _unknown(name, names(folders))


def _unknown(name: str, known: Sequence[str]) -> UnknownTemplate:
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    remedy = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
    return UnknownTemplate(f"there is no template “{name}”", remedy=remedy)


def _read(path: str, name: str) -> Template:
    """Return the template in a file."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
        text = data.decode()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise UnreadableFile(reason, where=path, remedy="check the template") from error
    except UnicodeDecodeError as error:
        remedy = "save it as UTF-8"
        raise UnreadableFile("the template is not text", where=path, remedy=remedy) from error
    if len(data) > _LARGEST:
        remedy = "a template is a page or two"
        raise UnreadableFile("the template is too large", where=path, remedy=remedy)
    return memory.read(text, name)


def with_everything_else(template: Template) -> Template:
    """Return a template with a section at its end for what has no place in it.

    Its name stays: a document says that it has the section by having something in it.
    """
    if any(section.key == EVERYTHING_ELSE for section in template.sections):
        return template
    newline = "\r\n" if "\r\n" in template.text else "\n"
    text = template.text.rstrip("\r\n")
    text += newline.join(("", "", f"## {_TITLE}", "", "<!-- What has no other place. -->", ""))
    return memory.read(text, template.name, own=template.own)
