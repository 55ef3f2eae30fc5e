"""Commands on what was typed: undo over all tabs, and what is done to the text in hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hotwash.editing.session import Change
from hotwash.tui.handlers import command
from hotwash.tui.protocols import TakesDeleted
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.widgets.text import TextField
from hotwash.tui.widgets.undo_messages import done_again, fields_named, gone_to, undone
from hotwash.tui.words import fit, visible

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen

NO_TEXT = "Put the cursor in a text field first."
"""Said where a command would change a text and none is in hand."""


class TextCommands:
    """The commands on what was typed into an open document.

    Args:
        screen: The editor.
    """

    def __init__(self, screen: EditorScreen) -> None:
        self._screen = screen
        self._session = screen.session

    @command("undo")
    def undo(self) -> None:
        """Take back the last change and show where it was."""
        self._screen.forms.flush()
        self._tell_step(self._session.undo(), undone)

    @command("redo")
    def redo(self) -> None:
        """Do again what was taken back, and show where it is."""
        self._screen.forms.flush()
        self._tell_step(self._session.redo(), done_again)

    @command("history")
    async def show_history(self) -> None:
        """List the steps of the history and go to one of them."""
        from hotwash.tui.screens.history import HistoryList

        self._screen.forms.flush()
        listing = HistoryList(self._session.document, self._session.steps())
        number = await self._screen.app.push_screen_wait(listing)
        if number is not None:
            self._tell_step(self._session.go_to(number), gone_to)

    def _tell_step(self, change: Change | None, tell: Callable[[Change | None, str], str]) -> None:
        """Say what was undone or done again, and go there."""
        screen, document = self._screen, self._session.document
        if change is None:
            screen.say(tell(None, ""))
            return
        paths = [path for path in change.paths if path in document.template.by_path]
        screen.say(tell(change, fields_named(document, change.paths)))
        if paths and screen.forms.following not in paths:
            screen.forms.show_field(paths[0])

    @command("put-back")
    def put_back(self) -> None:
        """Put in what was deleted last by line."""
        field = self._screen.focused
        if not isinstance(field, TakesDeleted):
            self._screen.say(NO_TEXT)
        elif not KILLED.text:
            self._screen.say("Nothing to put back: Ctrl+K and Ctrl+U have deleted nothing yet.")
        else:
            field.put_back()

    @command("go-to-line")
    async def go_to_line(self) -> None:
        """Ask for a line's number and go there."""
        from hotwash.tui.screens.dialogs import AskLine

        screen, field = self._screen, self._screen.focused
        if not isinstance(field, TextField) or isinstance(field, OneLine):
            screen.say(NO_TEXT)
            return
        last = field.document.line_count
        answer = await screen.app.push_screen_wait(AskLine(f"Line number (1 to {last})"))
        if answer is None:
            return
        if answer.strip().isdecimal():
            field.go_to_line(int(answer))
        else:
            screen.say(f"“{fit(visible(answer), 20)}” is not a line number.")

    @command("external-editor")
    def edit_outside(self) -> None:
        """Edit the field in hand in the person's own editor."""
        from hotwash.tui.screens.outside_editor import edit_field

        edit_field(self._screen)

    @command("spelling")
    async def check_spelling(self) -> None:
        """Go to the next misspelt word and ask what to do about it."""
        from hotwash.tui.screens.spellcheck import check_spelling

        await check_spelling(self._screen)
