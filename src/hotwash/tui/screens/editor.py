"""The editor's screen: what the commands of the registry do on it.

Commands about rows are done by the table, timeline or checklist that has the focus, or by the only
one on the tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, Protocol, cast

from textual.widget import Widget

from hotwash.editing.open_document import OpenDocument
from hotwash.editing.session import Change
from hotwash.tui.command import CommandGroup
from hotwash.tui.handlers import command, with_parts
from hotwash.tui.palette import RunsCommands
from hotwash.tui.screens.editor_file import FiledEditor
from hotwash.tui.screens.row_questions import RowQuestions
from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.widgets.row_commands import RowCommands
from hotwash.tui.widgets.tabs import KEYS
from hotwash.tui.widgets.text import TextField
from hotwash.tui.widgets.undo_messages import done_again, fields_named, gone_to, undone
from hotwash.tui.words import fit, visible

if TYPE_CHECKING:
    from hotwash.template.model import Field
    from hotwash.tui.screens.finding import DocumentSearch
    from hotwash.tui.widgets.grid import Grid

NO_TEXT = "Go into a text first"
"""Said where a command would change a text and none is in hand."""

PREVIEW_WIDE = ("beside", "full", "source", "off")
PREVIEW_NARROW = ("beside", "full", "source")


class LeavesEditor(Protocol):
    """What the editor asks of the app when it is left."""

    def show_start(self, what: str = "") -> None:
        """Show the start screen, and there at once what was asked for: `new` or `open`."""

    def open(self, opened: OpenDocument) -> None:
        """Show another postmortem."""


class EditorScreen(FiledEditor):
    """The screen on which a postmortem is written, with what its commands do."""

    asks_before_paste = True
    """Timelines send a paste of many lines here before it becomes rows."""

    pasted_text = ""
    """The text that was pasted last to be read for events."""

    @property
    def _runner(self) -> RunsCommands:
        return cast("RunsCommands", self.app)

    # --- document

    @command("save")
    def save(self) -> None:
        """Save now, without waiting for the autosave."""
        self.flush_widgets()
        self.opened.offer()
        self.save_asked = True
        self.opened.save()

    @command("quit", group="quit")
    async def quit(self) -> None:
        """Leave; ask only if something could not be saved."""
        if await self.saved_or_agreed():
            self.app.exit()

    async def saved_or_agreed(self) -> bool:
        """Save what is left; return whether it is saved or a person said to leave all the same."""
        self.flush_widgets()
        self.keep_place()
        self.opened.offer()
        if not self.opened.clean:
            self.opened.save()
        if await self.wait_until_saved():
            return True
        from hotwash.tui.screens.dialogs import Choice, Choose

        answer = await self.app.push_screen_wait(
            Choose(
                "Not everything could be saved",
                [
                    Choice("stay", "Stay here", "s"),
                    Choice("leave", "Leave; the recovery draft keeps the text", "l"),
                ],
                text=self.trouble,
            )
        )
        return answer == "leave"

    @command("start", group="leave")
    async def leave_for_start(self) -> None:
        """Leave for the start screen."""
        await self._leave_for("")

    @command("new", group="leave")
    async def begin_another(self) -> None:
        """Leave for a new postmortem."""
        await self._leave_for("new")

    @command("open", group="leave")
    async def open_another(self) -> None:
        """Leave for another file."""
        await self._leave_for("open")

    async def _leave_for(self, what: str) -> None:
        if await self.saved_or_agreed():
            cast("LeavesEditor", self.app).show_start(what)

    @command("convert")
    async def change_template(self) -> None:
        """Move the answers to another template, in a file of its own."""
        from hotwash.tui.screens.converting import convert

        self.flush_widgets()
        opened = await convert(self)
        if opened is not None and await self.saved_or_agreed():
            cast("LeavesEditor", self.app).open(opened)

    # --- moving around

    @command("previous-tab")
    def previous_tab(self) -> None:
        """Go to the section before this one."""
        self.show_tab((self.tab_index - 1) % len(self.sections))

    @command("next-tab")
    def next_tab(self) -> None:
        """Go to the section after this one."""
        self.show_tab((self.tab_index + 1) % len(self.sections))

    @command("go-to")
    async def choose_place(self) -> None:
        """Show the menu of places and commands, and go there."""
        from hotwash.tui.screens.dialogs import Choice, Choose

        known = [command for command in self.keymap.commands if command.menu]
        here = [command for command in known if self._runner.can_run(command.id)]
        here.sort(key=lambda command: command.group is not CommandGroup.TIMELINE)
        menu = [Choice(command.id, command.title, command.menu) for command in here]
        menu += [
            Choice(command.id, command.title, command.menu, command.where, elsewhere=True)
            for command in known
            if command not in here
        ]
        taken = {choice.key for choice in menu}
        keys = chain((key for key in KEYS if key not in taken), repeat(""))
        places = [
            Choice(f"tab {index}", section.title, key, mark)
            for index, (section, mark, key) in enumerate(
                zip(self.sections, self.marks, keys, strict=False)
            )
        ]
        answer = await self.app.push_screen_wait(Choose("Go to …", [*places, *menu]))
        if answer is None:
            return
        if answer.startswith("tab "):
            self.show_tab(int(answer[4:]))
        else:
            self._runner.run_command(answer)

    @command("next-unanswered")
    def next_unanswered(self) -> None:
        """Go to the next field that has no answer yet, from the place in hand onward."""
        fields = self.session.document.template.fields
        paths = [known.path for known in fields]
        here = paths.index(self.following) + 1 if self.following in paths else 0
        for path in [*paths[here:], *paths[:here]]:
            if self.session.document.answer(path) is None:
                self.show_field(path)
                return
        self.say("Every field has an answer")

    @command("review")
    async def review(self) -> None:
        """List what is left to fill in and what does not fit, and go there."""
        from hotwash.tui.screens.review import Review

        path = await self.app.push_screen_wait(Review(self.session.document))
        if path is not None:
            self.show_field(path)

    @cached_property
    def finding(self) -> DocumentSearch:
        """What was searched for last, and the ways to its hits."""
        from hotwash.tui.screens.finding import DocumentSearch

        return DocumentSearch(self)

    @command("find")
    async def find(self) -> None:
        """Find words in the whole document and go to one of the hits."""
        await self.finding.ask(replacing=False)

    @command("replace")
    async def replace(self) -> None:
        """Find words in the whole document and put others in their place."""
        await self.finding.ask(replacing=True)

    @command("next-hit", group="find")
    async def next_hit(self) -> None:
        """Go to the next place that fits what was found last."""
        await self.finding.step(1)

    @command("previous-hit", group="find")
    async def previous_hit(self) -> None:
        """Go to the place before that fits what was found last."""
        await self.finding.step(-1)

    # --- rows

    @command("import-events")
    async def import_events(self, field: Field | None = None, text: str = "") -> None:
        """Read rows from a file or a paste, look at them, and insert the chosen ones."""
        from hotwash.tui.screens.events_import import import_events

        await import_events(self, field, text)

    def on_grid_rows_pasted(self, message: Grid.RowsPasted) -> None:
        """Show what is in a text that was pasted into the timeline, before it becomes rows."""
        message.stop()
        work = self.import_events(message.grid.field, message.text)
        self.run_worker(work, group="dialog", exclusive=True)

    def on_grid_said(self, message: Grid.Said) -> None:
        """Say what a table has to say."""
        message.stop()
        self.say(message.text)

    def command_parts(self) -> Iterator[object]:
        """What is near the cursor, and the questions about rows there."""
        near = self._near_focus()
        yield from near
        for part in with_parts(near):
            if isinstance(part, RowCommands):
                yield RowQuestions(self, part)

    def _near_focus(self) -> list[Widget]:
        """What has the focus and what is around it, then what else is on the tab."""
        found: list[Widget] = []
        if self.focused is not None:
            found += [node for node in self.focused.ancestors_with_self if isinstance(node, Widget)]
        if self.form is not None:
            found += [frame.widget for frame in self.form.query(FieldFrame)]
        return [node for node in found if node is not self]

    # --- text

    @command("undo")
    def undo(self) -> None:
        """Take back the last change and show where it was."""
        self.flush_widgets()
        self._tell_step(self.session.undo(), undone)

    @command("redo")
    def redo(self) -> None:
        """Do again what was taken back, and show where it is."""
        self.flush_widgets()
        self._tell_step(self.session.redo(), done_again)

    @command("history")
    async def show_history(self) -> None:
        """List the steps of the history and go to one of them."""
        from hotwash.tui.screens.history import HistoryList

        self.flush_widgets()
        listing = HistoryList(self.session.document, self.session.steps())
        number = await self.app.push_screen_wait(listing)
        if number is not None:
            self._tell_step(self.session.go_to(number), gone_to)

    def _tell_step(self, change: Change | None, tell: Callable[[Change | None, str], str]) -> None:
        """Say what was undone or done again, and go there."""
        if change is None:
            self.say(tell(None, ""))
            return
        known = self.session.document.template.by_path
        paths = [path for path in change.paths if path in known]
        self.say(tell(change, fields_named(self.session.document, change.paths)))
        if paths and self.following not in paths:
            self.show_field(paths[0])

    @command("put-back")
    def put_back(self) -> None:
        """Put in what was deleted last by line."""
        put_back = getattr(self.focused, "put_back", None)
        if put_back is not None and KILLED.text:
            put_back()
        else:
            self.say("Nothing was deleted by Ctrl+K or Ctrl+U yet" if put_back else NO_TEXT)

    @command("go-to-line")
    async def go_to_line(self) -> None:
        """Ask for a line's number and go there."""
        from hotwash.tui.screens.dialogs import AskLine

        field = self.focused
        if not isinstance(field, TextField) or isinstance(field, OneLine):
            self.say(NO_TEXT)
            return
        last = field.document.line_count
        answer = await self.app.push_screen_wait(AskLine(f"Which line, of 1 to {last}?"))
        if answer is None:
            return
        if answer.strip().isdecimal():
            field.go_to_line(int(answer))
        else:
            self.say(f"“{fit(visible(answer), 20)}” is no number of a line")

    @command("external-editor")
    def edit_outside(self) -> None:
        """Edit the field in hand in the person's own editor."""
        from hotwash.tui.screens.outside_editor import edit_field

        edit_field(self)

    @command("spelling")
    async def check_spelling(self) -> None:
        """Go to the next misspelt word and ask what to do about it."""
        from hotwash.tui.screens.spellcheck import check_spelling

        await check_spelling(self)

    # --- preview and copy

    @command("preview-cycle")
    def cycle_preview(self) -> None:
        """Show the preview beside the form, full, as source, or not at all."""
        modes = PREVIEW_WIDE if self.is_wide else PREVIEW_NARROW
        now = modes.index(self.preview_mode) if self.preview_mode in modes else 0
        self.set_preview(modes[(now + 1) % len(modes)])

    @command("preview-source")
    def toggle_source(self) -> None:
        """Show the Markdown itself in the preview, or rendered again."""
        self.set_preview("beside" if self.preview_mode == "source" else "source")

    @command("copy")
    def copy_markdown(self) -> None:
        """Copy the whole postmortem as Markdown."""
        self.flush_widgets()
        self.copy_text(self.markdown())

    @command("copy-menu")
    async def choose_copy(self) -> None:
        """Copy a part of the postmortem, or all of it in another format."""
        from hotwash.tui.screens.copying import choose

        self.flush_widgets()
        text = await choose(self)
        if text is not None:
            self.copy_text(text)
