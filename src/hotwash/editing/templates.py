"""Where a document's templates are looked for: beside it and above, the user's, built in."""

from __future__ import annotations

import os
from collections.abc import Callable

from hotwash.template.model import Template

FindTemplate = Callable[[str], Template]


def template_finder(path: str) -> FindTemplate:
    """Return what finds the templates for a document by name: beside it, the user's, built in.

    Templates that were read before are kept in the user's cache folder.
    """
    from hotwash.storage.parsed import ParsedTemplates
    from hotwash.template import memory

    memory.use(ParsedTemplates())

    def find(name: str) -> Template:
        from hotwash.template import library

        return library.find(name, template_folders(os.path.dirname(os.path.abspath(path))))

    return find


def template_folders(folder: str) -> list[str]:
    """The folders in which templates are looked for, from a document's folder upward."""
    from hotwash.storage.folders import config_folder

    found: list[str] = []
    here = os.path.abspath(folder)
    while True:
        found.append(os.path.join(here, ".hotwash", "templates"))
        above = os.path.dirname(here)
        if above == here:
            break
        here = above
    return [*found, os.path.join(config_folder(), "templates")]
