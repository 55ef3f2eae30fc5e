"""Asking whether a Markdown file that somebody else wrote may be kept up to date."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from hotwash.editing import new
from hotwash.errors import HotwashError
from hotwash.tui.screens.dialogs import Choice, Choose

if TYPE_CHECKING:
    from hotwash.tui.key_order import KeysInOrder
    from hotwash.tui.screens.editor_view import EditorView


async def ask(screen: EditorView) -> None:
    """Ask, and take the file over or leave it alone for as long as the editor is open."""
    name = os.path.basename(screen.opened.file.export_path)
    await cast("KeysInOrder", screen.app).pause_in_typing()
    answer = await screen.app.push_screen_wait(
        Choose(
            f"{name} is not by Hotwash",
            [
                Choice("yes", "Keep it up to date from now on; a backup of it is kept", "y"),
                Choice("no", "Leave it alone", "n"),
            ],
            text="The Markdown beside this postmortem was written, or changed, by somebody else. "
            "It was not touched.",
        )
    )
    if answer != "yes":
        screen.opened.file.export = False
        screen.say(f"{name} is left alone; F9 copies the Markdown all the same")
        return
    try:
        said = new.take_over(screen.opened.path)
    except HotwashError as error:
        screen.say(str(error), alert=True, topic="export")
        return
    screen.opened.save()
    screen.say(said)
