"""The editor and its file: what a save came to, what others wrote, what is left to ask.

The autosave's thread reports here; questions are dialogs that wait for an answer while the person
goes on.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from hotwash.editing.autosave import SaveReport
from hotwash.editing.document_file import ForeignMarkdown
from hotwash.editing.open_document import OpenDocument
from hotwash.editing.session import Change
from hotwash.postmortem.document import Document
from hotwash.tui.keymap import Keymap
from hotwash.tui.screens.editor_view import EditorView
from hotwash.tui.widgets.title import TitleBar
from hotwash.tui.widgets.undo_messages import fields_named

if TYPE_CHECKING:
    from hotwash.postmortem.merge import Conflict


class FiledEditor(EditorView):
    """The editor's view with its file.

    Args:
        opened: The document with its session, file and autosave.
        keymap: The keys as the settings have them.
        preview: How the preview begins: beside, full, source or off.
        clipboard: The way of copying that the settings force; empty lets it be found out.
        greeting: What to say first.
    """

    class Saved(Message):
        """The autosave thread has something to tell."""

        def __init__(self, report: SaveReport) -> None:
            super().__init__()
            self.report = report

    def __init__(
        self,
        opened: OpenDocument,
        keymap: Keymap | None = None,
        *,
        preview: str = "beside",
        clipboard: str = "",
        greeting: str = "",
    ) -> None:
        super().__init__(opened, keymap, preview=preview, greeting=greeting)
        self.trouble = ""
        """Why the last save failed; empty when it did not."""
        self._clipboard = clipboard
        self._asked_about_markdown = False
        self.save_asked = False
        """Whether a person asked for a save and has not been told what it came to."""

    def on_mount(self) -> None:
        """Begin to save, and offer what an earlier run left behind."""
        self.session.subscribe(self._offer)
        self.session.on_hold(self.opened.offer)
        self.opened.start(self._report)
        self.call_after_refresh(self._offer_drafts)

    def _offer(self, change: Change) -> None:
        """Hand a change to the autosave; say that it waits where nothing is saved by itself."""
        self.opened.offer()
        if not self.opened.automatic and change.origin != "outside":
            self.query_one(TitleBar).unsaved = True

    def _report(self, report: SaveReport) -> None:
        """Take in what a save came to. Called on the autosave's thread."""
        self.post_message(self.Saved(report))

    def on_filed_editor_saved(self, message: Saved) -> None:
        """Show what a save came to, and take in what others wrote."""
        report = message.report
        synced = report.synced
        conflicts = synced.conflicts
        if synced.document is not report.mine:
            conflicts += self._take_in(report.mine, synced.document)
        self._show_saved(report)
        if conflicts:
            self.ask_conflicts(conflicts)
        if synced.note:
            self.say(synced.note, topic="file")

    def _take_in(self, mine: Document, merged: Document) -> tuple[Conflict, ...]:
        """Take in what others wrote; return what was typed meanwhile in the same place."""
        from hotwash.postmortem.merge import merge

        self.flush_widgets()
        outcome = merge(mine, self.session.document, merged)
        template = outcome.document.template
        if template is not self.session.document.template:
            here = self.section.key
            self.session.take_template(template)
            self.session.merge(outcome.document)
            self.show_template(here)
            self.say("Another program changed the template; the form is the new one", topic="file")
        elif (change := self.session.merge(outcome.document)) is not None:
            fields = fields_named(outcome.document, change.paths)
            self.say(f"Another program changed {fields}; it is in here now", topic="file")
        return outcome.conflicts

    def _show_saved(self, report: SaveReport) -> None:
        title = self.query_one(TitleBar)
        problem = report.synced.problem
        title.trouble = problem is not None
        self.trouble = str(problem or "")
        if problem is not None:
            title.saved = "not saved"
            self.say(problem.brief, alert=True, seconds=30, topic="save")
            return
        self.say("", topic="save")
        title.unsaved = not self.opened.automatic and not self.opened.clean
        if report.synced.wrote:
            title.saved = time.strftime("saved %H:%M:%S", time.localtime(report.at))
        elif self.save_asked:
            self.say("Nothing to save: the file has it all")
        self.save_asked = False
        export_problem = report.synced.export_problem
        if isinstance(export_problem, ForeignMarkdown):
            self._ask_about_markdown()
        elif export_problem is not None:
            self.say(export_problem.brief, alert=True, seconds=15, topic="export")

    def _ask_about_markdown(self) -> None:
        """Ask, once, whether a Markdown file that Hotwash did not write may be kept up to date."""
        from hotwash.tui.screens.foreign_markdown import ask

        if not self._asked_about_markdown:
            self._asked_about_markdown = True
            self.run_worker(ask(self), group="markdown")

    def ask_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        """Ask about fields that both sides changed, one after the other."""
        from hotwash.tui.screens.conflicts import ask

        self.run_worker(ask(self, conflicts), group="conflicts")

    async def wait_until_saved(self, timeout: float = 5.0) -> bool:
        """Wait until all is in the file; False when it cannot be saved, or not in time.

        Args:
            timeout: Seconds to wait at most.
        """
        end = time.monotonic() + timeout
        while not self.opened.clean and not self.opened.failed and time.monotonic() < end:
            await asyncio.sleep(0.01)
        return self.opened.clean

    def hand_over(self) -> None:
        """Give all that is typed to the autosave, whatever state the screen is in."""
        with suppress(Exception):
            self.flush_widgets()
        self.opened.offer()

    @work(group="copy", exclusive=True, thread=True)
    def copy_text(self, text: str) -> None:
        """Copy a text, off the screen's thread, and say what is known of it."""
        from hotwash.clipboard import Certain, copy

        report = copy(
            text,
            file=self.opened.file.export_path,
            override=self._clipboard,
            write_terminal=self._to_terminal,
        )
        failed = report.certain is Certain.NOT_COPIED
        self.app.call_from_thread(self.say, report.message, alert=failed, seconds=8, topic="copy")

    def _to_terminal(self, sequence: str) -> None:
        """Send a sequence to the terminal between two frames."""
        driver = self.app._driver
        if driver is not None:
            self.app.call_from_thread(driver.write, sequence)

    def _offer_drafts(self) -> None:
        """Offer what an earlier run left behind; remember the file for the start screen."""
        from hotwash.storage import catalog
        from hotwash.tui.screens.recovery import offer

        self.run_worker(partial(catalog.remember, self.opened.path), thread=True)
        self.run_worker(offer(self), group="recovery")
