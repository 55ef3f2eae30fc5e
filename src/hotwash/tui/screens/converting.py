"""Moving a postmortem to another template: choose it, see what goes where, open the new file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hotwash.editing import new
from hotwash.editing.open_document import OpenDocument, begin_file
from hotwash.editing.templates import template_folders
from hotwash.template import library
from hotwash.tui.screens.dialogs import Choice, Choose

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen


async def convert(screen: EditorScreen) -> OpenDocument | None:
    """Ask for a template and make the converted document, in a file beside the old one.

    The old file stays as it is. Returns None when the person leaves.
    """
    from hotwash.formats.markdown import convert as move

    folders = template_folders(os.path.dirname(screen.opened.path))
    own = screen.session.document.template.name
    names = [name for name in library.names(folders) if name != own]
    choices = [
        Choice(name, name, str(index + 1) if index < 9 else "") for index, name in enumerate(names)
    ]
    name = await screen.app.push_screen_wait(Choose("Move to which template?", choices))
    if name is None:
        return None
    found = move(screen.session.document, library.find(name, folders))
    stem = os.path.splitext(screen.opened.path)[0]
    path = new.free_path(f"{stem}-{os.path.basename(name).removesuffix('.md')}.toml")
    lines = [f"{move.source}  →  {move.words}" for move in found.moves]
    answer = await screen.app.push_screen_wait(
        Choose(
            f"Move to {name}",
            [
                Choice("yes", f"Save it as {os.path.basename(path)} and open it", "y"),
                Choice("no", "Cancel", "n"),
            ],
            text="\n".join([found.summary, "", *lines]),
        )
    )
    return begin_file(path, found.document, like=screen.opened.path) if answer == "yes" else None
