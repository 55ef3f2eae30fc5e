"""Asking whether a Markdown file that somebody else wrote may be kept up to date."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hotwash import paths
from hotwash.editing import new
from hotwash.errors import HotwashError
from hotwash.storage import files
from hotwash.tui.screens.deferred_prompt import ask_unasked
from hotwash.tui.screens.dialogs import Choice

if TYPE_CHECKING:
    from hotwash.template.model import Template
    from hotwash.tui.screens.editor import EditorScreen


async def ask(screen: EditorScreen) -> None:
    """Ask, and take the file over or leave it alone for as long as the editor is open."""
    path = screen.opened.file.export_path
    name = os.path.basename(path)
    if _is_template(path, screen.session.document.template):
        screen.opened.file.export = False
        screen.say(f"{name} is the template and is not overwritten. F9 copies the Markdown.")
        return
    if paths.leads_out(path):
        screen.opened.file.export = False
        screen.say(f"{name} links out of its folder and is left alone. F9 copies the Markdown.")
        return
    answer = await ask_unasked(
        screen,
        f"{name} was not written by Hotwash",
        [
            Choice("yes", "Replace it and keep it up to date (a backup is kept)", "y"),
            Choice("no", "Leave it alone (F9 still copies the Markdown)", "n"),
        ],
        text=f"The Markdown of this postmortem goes to {name}. What is there now is by somebody "
        "else: the original of an import, an older postmortem, a template. It was not touched.",
        leaving="Esc: leave it alone",
    )
    if answer != "yes":
        screen.opened.file.export = False
        screen.say(f"{name} is left alone. F9 still copies the Markdown.")
        return
    try:
        said = new.take_over(screen.opened.path)
    except HotwashError as error:
        screen.say(str(error), alert=True, topic="export")
        return
    screen.opened.save()
    screen.say(said)


def _is_template(path: str, template: Template) -> bool:
    """Whether a Markdown file is the very template that the postmortem answers."""
    if template.is_document:
        return False
    try:
        data, _ = files.read_bytes(path)
    except HotwashError:
        return False
    return data.decode("utf-8", "replace") == template.text
