"""The editor's screen: tabs of forms, the preview beside them, the lines that say how things stand.

The screen routes and does not do: keys become commands of the registry, edits go to the session,
and what the session says goes to the parts that show it.

| Part | Has |
| --- | --- |
| `FormsPane` | the forms, which tab is shown, where the cursor is |
| `Panes` | form and preview, side by side or one in the place of the other |
| `ProgressMarks` | the marks of the tabs, what is wrong, what is left to fill in |
| `Saver` | the file: what saves came to, what others wrote, the ways out |
| `TextCommands`, `DocumentSearch`, `Copying` | what is done to the text and with it |
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from hotwash.editing.open_document import OpenDocument
from hotwash.editing.session import Change
from hotwash.postmortem.document import Document
from hotwash.template.model import TIMEZONE, TITLE
from hotwash.tui.command import KeyScope
from hotwash.tui.footer import always, footer
from hotwash.tui.handlers import command, with_parts
from hotwash.tui.keymap import Keymap
from hotwash.tui.protocols import ReachedByTab
from hotwash.tui.screens.copying import Copying
from hotwash.tui.screens.finding import DocumentSearch
from hotwash.tui.screens.forms_pane import FormsPane
from hotwash.tui.screens.live_export import LiveExport
from hotwash.tui.screens.panes import Panes
from hotwash.tui.screens.progress_marks import ProgressMarks
from hotwash.tui.screens.row_questions import RowQuestions
from hotwash.tui.screens.saver import Saver
from hotwash.tui.screens.text_commands import TextCommands
from hotwash.tui.sizes import SMALLEST, TINY
from hotwash.tui.table.row_commands import RowCommands
from hotwash.tui.typed import typed
from hotwash.tui.widgets.hints import HintsChanged
from hotwash.tui.widgets.live_preview import LivePreview
from hotwash.tui.widgets.status import MOST_ROWS, StatusBar
from hotwash.tui.widgets.tabs import TabBar
from hotwash.tui.widgets.title import TitleBar
from hotwash.tui.words import fit, visible

if TYPE_CHECKING:
    from hotwash.template.model import Field
    from hotwash.tui.app import HotwashApp
    from hotwash.tui.table.grid import Grid

LONGEST_NAME = 28
"""Cells that the name of the file takes at the most until there is a save to tell of."""


class EditorScreen(Screen[None]):
    """The screen on which a postmortem is written.

    Args:
        opened: The document with its session, file and autosave.
        keymap: The keys as the settings have them.
        preview: How the preview begins: beside, full, source or off.
        clipboard: The way of copying that the settings force; empty lets it be found out.
        greeting: What to say first.
    """

    AUTO_FOCUS = None

    BINDINGS = [Binding("escape", "leave_preview", "Back to the form", show=False)]

    asks_before_paste = True
    """Timelines send a paste of many lines here before it becomes rows."""

    pasted_text = ""
    """The text that was pasted last to be read for events."""

    def __init__(
        self,
        opened: OpenDocument,
        keymap: Keymap | None = None,
        *,
        preview: str = "beside",
        clipboard: str = "",
        greeting: str = "",
    ) -> None:
        super().__init__()
        self.keymap = keymap or Keymap()
        self.opened = opened
        self.session = opened.session
        self._greeting = greeting
        self.title_bar = TitleBar()
        self.bar = TabBar()
        self.status = StatusBar()
        self.forms = FormsPane(
            self.session,
            self.keymap,
            self.bar,
            self.status,
            moved=self._show_keys,
            follow=self._preview_soon,
        )
        export = LiveExport(opened)
        self.panes = Panes(self.forms, LivePreview(export.pieces_apart), preview)
        self.progress = ProgressMarks(self.session, self.bar, self.status, self)
        self.saver = Saver(self)
        self.copying = Copying(self, export, clipboard)
        self.finding = DocumentSearch(self)
        self._text_commands = TextCommands(self)

    @property
    def hotwash(self) -> HotwashApp:
        """The app that shows it."""
        return cast("HotwashApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield the lines and the two panes; the forms come when their tabs are shown."""
        yield self.forms.place_line
        self.title_bar.saved = fit(visible(os.path.basename(self.opened.path)), LONGEST_NAME)
        yield self.title_bar
        yield self.bar
        yield self.panes
        yield self.status

    def on_mount(self) -> None:
        """Show the place at which the document was left, and begin to listen and to save."""
        self.saver.start()
        self.session.subscribe(self._changed)
        self.status.always = always(self.keymap)
        self.progress.show()
        self._show_facts()
        self.panes.place()
        self.forms.show_kept_place(self.opened.path)
        self.call_after_refresh(self.progress.count)
        if self._greeting:
            self.say(self._greeting, seconds=8, topic="greeting")

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview where there is room for it; show the field in hand alone in little."""
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.forms.set_small(small)
        self.set_class(small and height < TINY, "-tiny")
        self.status.most_rows = max(1, height // 4) if small else MOST_ROWS
        self.forms.name_place()
        self.panes.place()

    # --- commands

    def command_parts(self) -> Iterator[object]:
        """The parts of the screen, what is near the cursor, and the questions about rows there."""
        yield from (self.saver, self.forms, self.panes, self.copying)
        yield from (self._text_commands, self.finding)
        near = self.forms.near_cursor()
        yield from near
        for part in with_parts(near):
            if isinstance(part, RowCommands):
                yield RowQuestions(self, part)

    @command("go-to")
    async def choose_place(self) -> None:
        """Show the menu of places and commands, and go there."""
        from hotwash.tui.screens.dialogs import Choose
        from hotwash.tui.screens.go_to import choices

        menu = choices(self.forms.sections, self.progress.marks, self.keymap, self.hotwash.can_run)
        answer = await self.app.push_screen_wait(Choose("Go to …", menu))
        if answer is None:
            return
        if answer.startswith("tab "):
            self.forms.show_tab(int(answer[4:]))
        else:
            self.hotwash.run_command(answer)

    @command("review")
    async def review(self) -> None:
        """List what is left to fill in and what is wrong, and go there."""
        from hotwash.tui.screens.review import Review

        path = await self.app.push_screen_wait(Review(self.session.document))
        if path is not None:
            self.forms.show_field(path)

    @command("import-events")
    async def import_events(self, field: Field | None = None, text: str = "") -> None:
        """Read events from a file or a paste, preview them, and insert the chosen ones."""
        from hotwash.tui.screens.events_import import import_events

        await import_events(self, field, text)

    # --- keys and focus

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Go to the next field; from the last one of a tab to the first one of the next tab.

        The last field of all leads to the tabs.
        """
        if self.forms.is_at_end:
            self.forms.go_past_end()
            return self.focused
        return _reached(super().focus_next(selector))

    def focus_previous(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Go to the field before."""
        return _reached(super().focus_previous(selector))

    async def arrived(self) -> None:
        """Wait until the tab that was asked for is built and has the cursor."""
        await self.forms.arrived()

    def action_leave_preview(self) -> None:
        """Go back to the form from a preview that took its place."""
        self.panes.show_forms()

    def on_key(self, event: events.Key) -> None:
        """Say where one is when a letter is typed on the bar of tabs and does nothing there."""
        if typed(event) is None or not isinstance(self.focused, TabBar):
            return
        acts = {key for key, *_ in self.keymap.bound(KeyScope.OUTSIDE_TEXT, KeyScope.ANYWHERE)}
        if acts.isdisjoint({event.key, event.character, *event.aliases}):
            self.say("This is the tab bar. Press Down or Enter to go to the form.", topic="tabs")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the place on this tab, and let the preview and the footer follow."""
        self._show_keys()
        self.forms.remember(event.widget)

    def on_hints_changed(self, event: HintsChanged) -> None:
        """Keys mean other things while a cell is typed into."""
        event.stop()
        self._show_keys()

    def _show_keys(self) -> None:
        """Say in the footer which keys act where the cursor is."""
        self.status.keys = footer(self.keymap, self.focused)

    def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """Show a tab that was picked on the bar; the cursor stays on the bar."""
        event.stop()
        self.forms.show_tab(event.index, focus=not self.bar.has_focus)

    def on_tab_bar_entered(self, event: TabBar.Entered) -> None:
        """Go from the tabs into the form."""
        event.stop()
        self.forms.focus_form()

    def on_grid_rows_pasted(self, message: Grid.RowsPasted) -> None:
        """Show what is in a text that was pasted into the timeline, before it becomes rows."""
        message.stop()
        work = self.import_events(message.grid.field, message.text)
        self.run_worker(work, group="dialog", exclusive=True)

    def on_grid_said(self, message: Grid.Said) -> None:
        """Say what a table has to say."""
        message.stop()
        self.say(message.text)

    # --- the document

    def _changed(self, change: Change) -> None:
        """Bring everything that shows the document up to date with a change."""
        section_of = self.session.document.template.section_of
        sections = self.forms.sections
        touched = {sections.index(section_of[path]) for path in change.paths if path in section_of}
        if change.paths & {TITLE, TIMEZONE}:
            touched.add(0)
        self.progress.show_tabs(touched)
        self.forms.changed(touched, change)
        if change.origin != "outside":
            self.status.overtaken()
        self._show_facts()
        self.progress.show_left()
        self.progress.count_soon()
        self._preview_soon()

    def show_template(self, key: str) -> None:
        """Make the forms anew: the template is another one.

        Args:
            key: The key of the section that is to be shown, if there is one of that key.
        """
        self.progress.show()
        self._show_facts()
        self.forms.show_template(key)
        self._preview_soon()

    def _show_facts(self) -> None:
        document = self.session.document
        self.title_bar.title = document.title
        self.title_bar.facts = tuple(_facts(document))

    def _preview_soon(self) -> None:
        self.panes.preview_soon()

    def on_saver_saved(self, message: Saver.Saved) -> None:
        """Show what a save came to, and take in what others wrote."""
        self.saver.take(message.report)

    def keep_place(self) -> None:
        """Keep the place that is in hand for the next time."""
        self.forms.keep_place(self.opened.path)

    def hand_over(self) -> None:
        """Give all that is typed to the autosave, whatever state the screen is in."""
        self.saver.hand_over()

    def copy_text(self, text: str) -> None:
        """Copy a text, off the screen's thread, and say what is known of it."""
        self.copying.copy_text(text)

    def say(
        self, words: str, *, alert: bool = False, seconds: float = 5.0, topic: str = ""
    ) -> None:
        """Say something in the last lines for a while; see `StatusBar.say`."""
        self.status.say(words, alert=alert, seconds=seconds, topic=topic)


def _reached(widget: Widget | None) -> Widget | None:
    """Tell a widget that Tab has led to it."""
    if isinstance(widget, ReachedByTab):
        widget.reached_by_tab()
    return widget


def _facts(document: Document) -> list[str]:
    """Severity, date and duration, as far as they are answered."""
    found = {
        known.path[-1]: document.text(known.path)
        for known in document.template.fields
        if known.path[-1] in ("severity", "date", "duration")
    }
    return [found[key] for key in ("severity", "date", "duration") if found.get(key)]
