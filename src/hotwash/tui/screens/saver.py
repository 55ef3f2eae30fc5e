"""The editor and its file: the result of a save, what others wrote, the ways out of the document.

The autosave's thread reports here; questions are dialogs that wait for an answer while the person
goes on.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from hotwash.editing.autosave import SaveReport
from hotwash.editing.document_file import ForeignMarkdown
from hotwash.editing.session import Change
from hotwash.postmortem.document import Document
from hotwash.tui.handlers import command
from hotwash.tui.widgets.undo_messages import fields_named

if TYPE_CHECKING:
    from hotwash.postmortem.merge import Conflict
    from hotwash.tui.screens.editor import EditorScreen


class Saver:
    """Keeps the file of an open document up to date, and says so.

    Args:
        screen: The editor.
    """

    class Saved(Message):
        """The autosave thread has something to tell."""

        def __init__(self, report: SaveReport) -> None:
            super().__init__()
            self.report = report

    def __init__(self, screen: EditorScreen) -> None:
        self.trouble = ""
        """Why the last save failed; empty when it did not."""
        self._screen = screen
        self._opened = screen.opened
        self._session = screen.session
        self._asked_about_markdown = False
        self._save_asked = False
        """Whether a person asked for a save and has not been told what it came to."""

    def start(self) -> None:
        """Begin to save, and offer what an earlier run left behind."""
        self._session.subscribe(self._changed)
        self._session.on_hold(self._opened.offer)
        self._opened.start(self._report)
        self._screen.call_after_refresh(self._offer_drafts)

    def _changed(self, change: Change) -> None:
        """Hand a change to the autosave; say that it waits where nothing is saved by itself."""
        self._opened.offer()
        if not self._opened.automatic and change.origin != "outside":
            self._screen.title_bar.unsaved = True

    # --- what a save came to

    def _report(self, report: SaveReport) -> None:
        """Take in what a save came to. Called on the autosave's thread."""
        self._screen.post_message(self.Saved(report))

    def take(self, report: SaveReport) -> None:
        """Show what a save came to, and take in what others wrote."""
        synced = report.synced
        conflicts = synced.conflicts
        if synced.document is not report.mine:
            conflicts += self._take_in(report.mine, synced.document)
        self._show(report)
        if conflicts:
            self.ask_conflicts(conflicts)
        if synced.note:
            self._screen.say(synced.note, topic="file")

    def _take_in(self, mine: Document, merged: Document) -> tuple[Conflict, ...]:
        """Take in what others wrote; return what was typed meanwhile in the same place."""
        from hotwash.postmortem.merge import merge

        screen, session = self._screen, self._session
        screen.forms.flush()
        outcome = merge(mine, session.document, merged)
        template = outcome.document.template
        if template is not session.document.template:
            here = screen.forms.section.key
            session.take_template(template)
            session.merge(outcome.document)
            screen.show_template(here)
            screen.say(
                "The template was changed by another program; the form was updated.", topic="file"
            )
        elif (change := session.merge(outcome.document)) is not None:
            fields = fields_named(outcome.document, change.paths)
            verb = "was" if len(change.paths) == 1 else "were"
            screen.say(f"{fields} {verb} changed by another program; merged.", topic="file")
        return outcome.conflicts

    def _show(self, report: SaveReport) -> None:
        """Say in the first line how the file stands, and in the last what went wrong."""
        title, say = self._screen.title_bar, self._screen.say
        problem = report.synced.problem
        title.trouble = problem is not None
        self.trouble = str(problem or "")
        if problem is not None:
            title.saved = "not saved"
            say(problem.brief, alert=True, seconds=30, topic="save")
            return
        say("", topic="save")
        title.unsaved = not self._opened.automatic and not self._opened.clean
        if report.synced.wrote:
            title.saved = time.strftime("saved %H:%M:%S", time.localtime(report.at))
        elif self._save_asked:
            say("Nothing to save: the file is up to date.")
        self._save_asked = False
        export_problem = report.synced.export_problem
        if isinstance(export_problem, ForeignMarkdown):
            self._ask_about_markdown()
        elif export_problem is not None:
            say(export_problem.brief, alert=True, seconds=15, topic="export")

    # --- what is asked

    def _ask_about_markdown(self) -> None:
        """Ask, once, whether a Markdown file that Hotwash did not write may be kept up to date."""
        from hotwash.tui.screens.foreign_markdown import ask

        if not self._asked_about_markdown:
            self._asked_about_markdown = True
            self._screen.run_worker(ask(self._screen), group="markdown")

    def ask_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        """Ask about fields that both sides changed, one after the other."""
        from hotwash.tui.screens.conflicts import ask

        self._screen.run_worker(ask(self._screen, conflicts), group="conflicts")

    def _offer_drafts(self) -> None:
        """Offer what an earlier run left behind; remember the file for the start screen."""
        from hotwash.storage import catalog
        from hotwash.tui.screens.recovery import offer

        self._screen.run_worker(partial(catalog.remember, self._opened.path), thread=True)
        self._screen.run_worker(offer(self._screen), group="recovery")

    # --- saving on demand, and leaving

    def hand_over(self) -> None:
        """Give all that is typed to the autosave, whatever state the screen is in."""
        with suppress(Exception):
            self._screen.forms.flush()
        self._opened.offer()

    @command("save")
    def save(self) -> None:
        """Save now, without waiting for the autosave."""
        self._screen.forms.flush()
        self._opened.offer()
        self._save_asked = True
        self._opened.save()

    @command("quit", group="quit")
    async def quit(self) -> None:
        """Leave; ask only if something could not be saved."""
        if await self._saved_or_agreed():
            self._screen.app.exit()

    @command("start", "", group="leave")
    @command("new", "new", group="leave")
    @command("open", "open", group="leave")
    async def leave_for(self, what: str) -> None:
        """Leave for the start screen, and there for a new postmortem or another file."""
        if await self._saved_or_agreed():
            self._screen.hotwash.show_start(what)

    @command("convert")
    async def convert(self) -> None:
        """Move the answers to another template, in a file of its own."""
        from hotwash.tui.screens.converting import convert

        self._screen.forms.flush()
        opened = await convert(self._screen)
        if opened is not None and await self._saved_or_agreed():
            self._screen.hotwash.open(opened)

    async def _saved_or_agreed(self) -> bool:
        """Save what is left; return whether it is saved or a person said to leave all the same."""
        self._screen.forms.flush()
        self._screen.keep_place()
        self._opened.offer()
        if not self._opened.clean:
            self._opened.save()
        if await self.wait_until_saved():
            return True
        from hotwash.tui.screens.dialogs import Choice, Choose

        answer = await self._screen.app.push_screen_wait(
            Choose(
                "Not everything could be saved",
                [
                    Choice("stay", "Stay here", "s"),
                    Choice("leave", "Leave anyway; the text is kept in a recovery draft", "l"),
                ],
                text=self.trouble,
            )
        )
        return answer == "leave"

    async def wait_until_saved(self, timeout: float = 5.0) -> bool:
        """Wait until all is in the file; False when it cannot be saved, or not in time.

        Args:
            timeout: Seconds to wait at most.
        """
        end = time.monotonic() + timeout
        while not self._opened.clean and not self._opened.failed and time.monotonic() < end:
            await asyncio.sleep(0.01)
        return self._opened.clean
