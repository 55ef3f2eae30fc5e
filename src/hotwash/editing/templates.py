"""Where a document's templates are looked for: beside it and above, the user's, built in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from hotwash.template.model import Template

FindTemplate = Callable[[str], Template]


def template_finder(path: str, instead: str = "") -> FindTemplate:
    """Return what finds the templates that a document names: beside it, the user's, built in.

    Templates that were read before are kept in the user's cache folder.

    Args:
        path: The document; `-` and the like stand for one in the working folder.
        instead: A template that the person named, to be read in place of the one in the document.

    Raises:
        HotwashError: There is no such template, or it cannot be read.
    """
    _use_memory()
    from hotwash.template import library

    here = os.path.dirname(os.path.abspath(path))
    if instead:
        given = library.find(instead, template_folders(here))
        _allow(path, instead)
        return cache(lambda name: replace(given, name=name))

    def find(name: str) -> Template:
        from hotwash.storage import allowed

        known = allowed.templates(path) if library.is_path(name) else ()
        return library.find_named_by_document(name, template_folders(here), here, known)

    return find


def template_for(path: str, name: str) -> Template:
    """Return the template that a person chose for a new document, as the document will name it.

    Where it is a file, its path is told from the document's folder. One that the document may not
    name by itself is remembered as allowed to it, on this machine.

    Raises:
        HotwashError: There is no such template, or it cannot be read.
    """
    _use_memory()
    from hotwash import paths
    from hotwash.template import library

    here = os.path.dirname(os.path.abspath(path))
    found = library.find(name, template_folders(here))
    if not library.is_path(name) or not os.path.exists(name):
        return found
    real = os.path.realpath(name)
    if paths.refusal(name, paths.root_of(here)):
        _allow(path, name)
        return replace(found, name=real)
    return replace(found, name=os.path.relpath(real, os.path.realpath(here)))


def _use_memory() -> None:
    from hotwash.storage.cached_templates import ParsedTemplates
    from hotwash.template import template_cache

    template_cache.use(ParsedTemplates())


def _allow(path: str, template: str) -> None:
    """Remember that a document may name a file, when the person named it by its path."""
    if path != "-" and os.path.exists(template):
        from hotwash.storage import allowed

        allowed.allow(path, template)


def template_folders(folder: str) -> list[str]:
    """The folders in which templates are looked for, from a document's folder upward."""
    from hotwash.storage.folders import config_folder
    from hotwash.template.library import FOLDER

    found: list[str] = []
    here = os.path.abspath(folder)
    while True:
        found.append(os.path.join(here, FOLDER))
        above = os.path.dirname(here)
        if above == here:
            break
        here = above
    return [*found, os.path.join(config_folder(), "templates")]
