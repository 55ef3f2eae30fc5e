"""Where templates come from: a path, the folders given, and those that are built in.

A person may name any file. A document may not, nor may a link in a folder's `.hotwash/templates/`:
see `hotwash.paths`.
"""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from functools import cache

from hotwash import paths
from hotwash.errors import UnknownTemplate, UnreadableFile, UntrustedTemplate
from hotwash.template import template_cache
from hotwash.template.model import Template

STANDARD = "standard"
"""The template of a new postmortem unless another is named."""

EVERYTHING_ELSE = "everything_else"
"""The key of the section that takes what has no place in a template."""

FOLDER = os.path.join(".hotwash", "templates")
"""Where a project keeps its templates, below the folder of a postmortem or one above it."""

_TITLE = "Everything else"
_FORMS = (".yml", ".yaml")
"""How the file of a GitHub issue form ends."""
SUFFIXES = (".md", ".markdown", *_FORMS)
"""How the file of a template ends."""
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
    return template_cache.read(builtin_text(name), name)


def names(folders: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of all templates: those of the folders, then the built-in ones."""
    found: dict[str, None] = {}
    for folder in folders:
        try:
            entries = sorted(os.listdir(folder))
        except OSError:
            continue
        found.update(
            (os.path.splitext(entry)[0], None) for entry in entries if entry.endswith(SUFFIXES)
        )
    found.update((name, None) for name in builtin_names())
    return tuple(found)


def is_path(name: str) -> bool:
    """Whether the name of a template is the path of its file."""
    return os.sep in name or name.endswith(SUFFIXES)


def find(name: str, folders: Sequence[str] = ()) -> Template:
    """Return a template by its name, or by the path of its file as a person gave it.

    Args:
        name: `standard`, the name of a file in one of the folders, or a path.
        folders: Where to look before the built-in ones, nearest first.

    Raises:
        UnknownTemplate: There is none; close names are suggested.
        UnreadableFile: Its file cannot be read.
    """
    if is_path(name) and os.path.exists(name):
        return _read(name, name)
    return _find_known(name, folders)


def find_named_by_document(
    name: str, folders: Sequence[str], folder: str, allowed: Container[str] = ()
) -> Template:
    """Return the template that a document names: by a name, or by a path that stays near it.

    Args:
        name: As it stands in the document; a path counts from its folder or its repository.
        folders: Where to look for names before the built-in ones, nearest first.
        folder: The document's folder.
        allowed: Files elsewhere that a person has named for this document, links resolved.

    Raises:
        UnknownTemplate: There is none; close names are suggested.
        UntrustedTemplate: It is a file outside the repository or the folder of the document.
        UnreadableFile: Its file cannot be read.
    """
    if is_path(name) and "\0" not in name:
        root = paths.root_of(folder)
        for base in dict.fromkeys((folder, root)):
            path = os.path.join(base, name)
            if os.path.lexists(path):
                if os.path.realpath(path) not in allowed:
                    _refuse(path, name, root)
                return _read(path, name)
    return _find_known(name, folders)


def _find_known(name: str, folders: Sequence[str]) -> Template:
    """Return a template out of the folders, or a built-in one."""
    path_given = is_path(name)
    if not os.path.isabs(name) and os.pardir not in name.split(os.sep) and "\0" not in name:
        for folder in folders:
            for suffix in ("",) if path_given else SUFFIXES:
                path = os.path.join(folder, name + suffix)
                if os.path.lexists(path):
                    _refuse_in(folder, path, name)
                    return _read(path, name)
    if path_given:
        raise UnknownTemplate(f"there is no template file {name}", remedy="check the path")
    if name in builtin_names():
        return builtin(name)
    raise _unknown(name, names(folders))


def _refuse_in(folder: str, path: str, name: str) -> None:
    """Refuse a file of a project's templates that is a link to somewhere else."""
    project = folder.removesuffix(os.sep + FOLDER)
    if project != folder:
        _refuse(path, name, paths.root_of(project))


def _refuse(path: str, name: str, root: str) -> None:
    """Refuse a file that did not come from a person, unless it stays within a folder.

    Raises:
        UntrustedTemplate: It does not, or it is no Markdown file.
    """
    why = paths.refusal(path, root)
    if not why and not os.path.realpath(path).endswith(SUFFIXES):
        why = "is no Markdown file and no issue form"
    if why:
        raise UntrustedTemplate(
            f"the template {name} {why} and was not read",
            remedy="copy it to .hotwash/templates/, or name it yourself with --template PATH",
        )


def _unknown(name: str, known: Sequence[str]) -> UnknownTemplate:
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    remedy = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
    return UnknownTemplate(f"there is no template “{name}”", remedy=remedy)


def _read(path: str, name: str) -> Template:
    """Return the template in a file."""
    try:
        data = paths.read_plain(path, _LARGEST + 1)
        if data is None:
            remedy = "name a Markdown file"
            raise UnreadableFile("a folder, a pipe or a device", where=path, remedy=remedy)
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
    if path.endswith(_FORMS):
        from hotwash.template import issue_forms

        text = issue_forms.to_markdown(text, where=path)
    return template_cache.read(text, name)


def with_everything_else(template: Template) -> Template:
    """Return a template with a section at its end for what has no place in it.

    Its name stays: a document says that it has the section by having something in it.
    """
    if any(section.key == EVERYTHING_ELSE for section in template.sections):
        return template
    newline = "\r\n" if "\r\n" in template.text else "\n"
    text = template.text.rstrip("\r\n")
    text += newline.join(("", "", f"## {_TITLE}", "", "<!-- What has no other place. -->", ""))
    return template_cache.read(text, template.name, own=template.is_document)
