"""The editor's view: tabs of forms, the preview beside them, the lines that say how things stand.

The screen routes and does not do: keys become commands of the registry, edits go to the session,
and what the session says goes to the widgets that show it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.open_document import OpenDocument
from hotwash.editing.places import CursorPlace, Spot, find_place, keep, kept, place_of
from hotwash.editing.session import Change
from hotwash.postmortem.document import Document
from hotwash.postmortem.progress import count_text, left_to_fill, state
from hotwash.template.model import TIMEZONE, TITLE, Field, Kind, Path, Section
from hotwash.tui.command import KeyScope
from hotwash.tui.footer import always, footer
from hotwash.tui.keymap import Keymap
from hotwash.tui.sizes import SMALLEST, TINY
from hotwash.tui.typed import typed
from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.widgets.focus_column import FocusColumn, typed_on
from hotwash.tui.widgets.form import SectionForm
from hotwash.tui.widgets.hints import HintsChanged
from hotwash.tui.widgets.live_preview import LivePreview
from hotwash.tui.widgets.status import MOST_ROWS, StatusBar
from hotwash.tui.widgets.tabs import TabBar, TabState
from hotwash.tui.widgets.title import TitleBar
from hotwash.tui.words import fit, visible

if TYPE_CHECKING:
    from hotwash.formats.markdown import Exporter, ExportPiece
    from hotwash.postmortem.problem_counter import Problems

WIDE = 110
"""Columns from which the preview stands beside the form."""

TIMEZONE_FIELD = Field(
    TIMEZONE, Kind.LINE, "Time zone", prompt="UTC, or a name like Europe/Berlin, or +02:00"
)
"""Every document has a time zone; templates have no place for it."""

MARKS = {"empty": "○", "partly": "◐", "complete": "●"}

WRONG = "!"
"""The mark of a tab on which something cannot be read or does not fit."""

LONGEST_NAME = 28
"""Cells that the name of the file takes at the most until there is a save to tell of."""

SETTLED = 0.8
"""Seconds after the last change in which what is wrong is counted."""


class EditorView(Screen[None]):
    """What the editor shows; what its commands do is in `hotwash.tui.screens.editor`.

    Args:
        opened: The document with its session, file and autosave.
        keymap: The keys as the settings have them.
        preview: How the preview begins: beside, full, source or off.
        greeting: What to say first.
    """

    AUTO_FOCUS = None

    BINDINGS = [Binding("escape", "leave_preview", "Back to the form", show=False)]

    def __init__(
        self,
        opened: OpenDocument,
        keymap: Keymap | None = None,
        *,
        preview: str = "beside",
        greeting: str = "",
    ) -> None:
        super().__init__()
        self.keymap = keymap or Keymap()
        self._greeting = greeting
        self.opened = opened
        self.session = opened.session
        self.preview_mode = preview
        self.tab_index = 0
        self._forms: dict[int, SectionForm] = {}
        self._last_focus: dict[int, Widget] = {}
        self.following: Path | None = None
        """The field in hand, which the preview follows."""
        self._arrived = asyncio.Event()
        self._typing_on = False
        """Whether the tab that is being shown was come to by Enter in a text."""
        self.small = False
        """Whether there is room for nothing but the field in hand."""
        self.marks: list[str] = []
        """The state of each tab, as its mark."""
        self.status = StatusBar()
        self.wrong: dict[Path, int] = {}
        """How many answers of each field are wrong, as they were counted last."""
        self._counting: Timer | None = None
        self._exporter: Exporter | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the document's template, one for each tab."""
        return self.session.document.template.sections

    @property
    def section(self) -> Section:
        """The section whose tab is shown."""
        return self.sections[self.tab_index]

    @property
    def form(self) -> SectionForm | None:
        """The form of the tab that is shown, once it is built."""
        return self._forms.get(self.tab_index)

    def compose(self) -> ComposeResult:
        """Yield the lines and the two panes; the forms come when their tabs are shown."""
        yield Static(id="place")
        title = TitleBar()
        title.saved = fit(visible(os.path.basename(self.opened.path)), LONGEST_NAME)
        yield title
        yield TabBar()
        with Horizontal(id="panes"):
            yield Vertical(id="forms")
            yield LivePreview(self._pieces_apart)
        yield self.status

    def on_mount(self) -> None:
        """Show the first tab and begin to listen."""
        self.session.subscribe(self._changed)
        self.status.always = always(self.keymap)
        self.marks = [self._mark(section) for section in self.sections]
        self._show_tabs()
        self._show_facts()
        self._place_preview()
        self._show_first()
        self.call_after_refresh(self._count)
        if self._greeting:
            self.say(self._greeting, seconds=8, topic="greeting")

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview where there is room for it; show the field in hand alone in little."""
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small != self.small:
            self.small = small
            self.set_class(small, "-small")
            for form in self._forms.values():
                form.show_problems()
        self.set_class(small and height < TINY, "-tiny")
        self.status.most_rows = max(1, height // 4) if small else MOST_ROWS
        self._show_in_hand()
        self._place_preview()

    def _show_in_hand(self) -> None:
        """Where there is room for one field only: its name, and the field from its first line."""
        if not self.small:
            return
        frame = self._frame_in_hand()
        named = visible(self.section.title)
        if frame is not None and self.form not in frame.ancestors:
            frame = None  # the cursor is still on the tab that was left
        if frame is not None and visible(frame.field.label) != named:
            named = f"{visible(frame.field.label)} · {named}"
        place = f" {self.tab_index + 1} {named}"
        self.query_one("#place", Static).update(Content(fit(place, self.size.width)))
        if frame is not None:
            self.call_after_refresh(self._scroll_to_frame, frame)

    def _scroll_to_frame(self, frame: FieldFrame) -> None:
        if self.small and frame.is_attached and self.form is not None:
            self.form.scroll_to_widget(frame, animate=False, immediate=True, top=True)
            # Where the cursor is can be asked only once this has been laid out.
            self.call_after_refresh(self.form.show_cursor)

    def _frame_in_hand(self) -> FieldFrame | None:
        nodes = self.focused.ancestors if self.focused is not None else ()
        return next((node for node in nodes if isinstance(node, FieldFrame)), None)

    # --- tabs

    def show_tab(self, index: int, focus: bool = True) -> None:
        """Show a tab, building its form when it is shown for the first time."""
        built = self._place_tab(index)
        if focus:
            self._arrive(built, None)

    def _place_tab(self, index: int) -> Awaitable[object] | None:
        """Put a tab in the place of the one that is shown; what to wait for when it is new."""
        if self.form is not None:
            self.form.display = False
        self.tab_index = index
        self.query_one(TabBar).active = index
        built = None
        form = self._forms.get(index)
        if form is None:
            form = self._make_form(index)
            self._forms[index] = form
            built = self.query_one("#forms").mount(form)
        form.display = True
        self._show_place()
        return built

    def _arrive(
        self, built: Awaitable[object] | None, path: Path | None, spot: Spot | None = None
    ) -> None:
        self._arrived.clear()
        self.call_later(self._focus_when, built, path, spot)

    async def arrived(self) -> None:
        """Wait until the tab that was asked for is built and has the cursor."""
        await self._arrived.wait()

    async def _focus_when(
        self, built: Awaitable[object] | None, path: Path | None, spot: Spot | None
    ) -> None:
        """Put the cursor into the form once it is built: into a field, or where it was."""
        if built is not None:
            await built
        if path is None:
            self._focus_form()
        elif self.form is not None:
            self.form.focus_field(path, spot)
        self._typing_on = False
        self._arrived.set()
        self.call_after_refresh(self.preview_soon)

    def _make_form(self, index: int) -> SectionForm:
        """Return the form of a tab; the first one has the title and the time zone too."""
        if index:
            return SectionForm(self.session, self.sections[index])
        title = self.session.document.template.title
        return SectionForm(
            self.session,
            self.sections[0],
            above=(replace(title, label="Title"),) if title is not None else (),
            below=(TIMEZONE_FIELD,),
        )

    def show_template(self, key: str) -> None:
        """Make the forms anew: the template is another one.

        Args:
            key: The key of the section that is to be shown, if there is one of that key.
        """
        for form in self._forms.values():
            form.remove()
        self._forms.clear()
        self._last_focus.clear()
        self.following = None
        self.marks = [self._mark(section) for section in self.sections]
        self._show_tabs()
        self._show_facts()
        at = min(self.tab_index, len(self.sections) - 1)
        self.show_tab(next((i for i, known in enumerate(self.sections) if known.key == key), at))
        self.preview_soon()

    def show_field(self, path: Path, spot: Spot | None = None) -> None:
        """Show the tab of a field and put the cursor into it.

        Args:
            path: The field.
            spot: Where in it; by default where the cursor was, or begins.
        """
        section = self.session.document.template.section_of.get(path, self.sections[0])
        built = self._place_tab(self.sections.index(section))
        self._arrive(built, path, spot)

    def _show_first(self) -> None:
        """Show the place at which the document was left, or the nearest there is."""
        place = kept(self.opened.path)
        found = find_place(self.session.document, place) if place is not None else None
        if found is not None:
            self.show_field(*found)
            return
        key = place.section if place is not None else ""
        self.show_tab(next((at for at, known in enumerate(self.sections) if known.key == key), 0))

    def keep_place(self) -> None:
        """Keep the place that is in hand for the next time."""
        place, section = self.place_in_hand(), self.section.key
        document = self.session.document
        made = CursorPlace(section) if place is None else place_of(document, section, *place)
        keep(self.opened.path, made)

    def place_in_hand(self) -> tuple[Path, Spot] | None:
        """The field in hand and the place in it; None before there is one."""
        form = self.form
        frame = form.frame(self.following) if form is not None and self.following else None
        return None if frame is None else (frame.field.path, frame.spot)

    def _focus_form(self) -> None:
        """Put the cursor where it was on this tab, or into its first field."""
        last = self._last_focus.get(self.tab_index)
        if last is not None and last.is_mounted and last.focusable:
            last.focus(scroll_visible=False)
        elif self.form is not None:
            last = self.form.focus_first()
            if last is None:
                self.query_one(TabBar).focus()
        if last is not None and self._typing_on:
            typed_on(last)

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Go to the next field; from the last one of a tab to the first one of the next tab.

        The last field of all leads to the tabs.
        """
        form = self.form
        here = [w for w in self.focus_chain if form is not None and form in w.ancestors]
        if not here or self.focused is not here[-1]:
            return _reached(super().focus_next(selector))
        following = self.tab_index + 1
        if following == len(self.sections):
            if not self.small:
                self.query_one(TabBar).focus()
            review = self.keymap.hint("review")
            self.say(f"That was the last field; {review} lists what is left to do")
            return self.focused
        self._last_focus.pop(following, None)
        self.show_tab(following)
        return self.focused

    def focus_previous(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Go to the field before."""
        return _reached(super().focus_previous(selector))

    def on_key(self, event: events.Key) -> None:
        """Say where one is when a letter is typed on the bar of tabs and does nothing there."""
        if typed(event) is None or not isinstance(self.focused, TabBar):
            return
        acts = {key for key, *_ in self.keymap.bound(KeyScope.OUTSIDE_TEXT, KeyScope.ANYWHERE)}
        if acts.isdisjoint({event.key, event.character, *event.aliases}):
            self.say("This is the bar of tabs: Down or Enter goes into the form", topic="tabs")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the place on this tab, and let the preview and the footer follow."""
        widget = event.widget
        self._show_keys()
        frame = self._frame_in_hand()
        if frame is None:
            return
        # Under load it may be news of the tab before the one that is shown by now.
        tab = next((at for at, form in self._forms.items() if form in widget.ancestors), None)
        if tab is not None:
            self._last_focus[tab] = widget
        if tab != self.tab_index:
            return
        self._show_in_hand()
        if frame.field.path != self.following:
            self.following = frame.field.path
            self.session.break_undo_group()
            self.preview_soon()

    def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """Show a tab that was picked on the bar; the cursor stays on the bar."""
        event.stop()
        self.show_tab(event.index, focus=not self.query_one(TabBar).has_focus)

    def on_focus_column_edge_reached(self, event: FocusColumn.EdgeReached) -> None:
        """Go from the first field up to the tabs; with Enter from the last one to the next tab."""
        event.stop()
        if event.by < 0:
            self._leave_above()
        elif event.enter:
            self._typing_on = True
            self.focus_next()
            self._typing_on = not self._arrived.is_set()  # no tab is shown after the last one

    def _leave_above(self) -> None:
        """Go to the tabs; where they have no room, to the tab before."""
        if not self.small:
            self.query_one(TabBar).focus()
        elif self.tab_index > 0:
            self._last_focus.pop(self.tab_index - 1, None)
            self.show_tab(self.tab_index - 1)

    def on_tab_bar_entered(self, event: TabBar.Entered) -> None:
        """Go from the tabs into the form."""
        event.stop()
        self._focus_form()

    def _mark(self, section: Section) -> str:
        """The state of a section: what it counts or how full it is, and whether all is well."""
        document = self.session.document
        mark = count_text(document, section)
        if any(path in self.wrong for path in self._paths(section)):
            return f"{mark}{WRONG}"
        return mark or MARKS[state(document, section)]

    def _paths(self, section: Section) -> Iterator[Path]:
        """The fields on the tab of a section."""
        yield from (field.path for field in section.fields())
        if section is self.sections[0]:
            yield from (TITLE, TIMEZONE)

    def _show_tabs(self) -> None:
        self.query_one(TabBar).tabs = tuple(
            TabState(section.title, mark)
            for section, mark in zip(self.sections, self.marks, strict=True)
        )

    # --- the document

    def _changed(self, change: Change) -> None:
        """Bring everything that shows the document up to date with a change."""
        document = self.session.document
        touched = {
            self.sections.index(section)
            for path in change.paths
            if (section := document.template.section_of.get(path)) is not None
        }
        if change.paths & {TITLE, TIMEZONE}:
            touched.add(0)
        for index in touched:
            self._mark_tab(index)
            if (form := self._forms.get(index)) is not None:
                form.changed(change)
        if change.origin != "outside":
            self.status.overtaken()
        self._show_facts()
        self._count_soon()
        self.preview_soon()

    def _mark_tab(self, index: int) -> None:
        """Show the state of a tab where it is another one."""
        mark = self._mark(self.sections[index])
        if mark != self.marks[index]:
            self.marks[index] = mark
            self._show_tabs()

    def _count_soon(self) -> None:
        """Count what is wrong once the keys have come to rest."""
        if self._counting is None:
            self._counting = self.set_timer(SETTLED, self._count)
        else:
            self._counting.reset()

    def _count(self) -> None:
        """Count what is wrong, and show it; thousands of rows on a thread, to hold up no key."""
        self._counting = None
        document, today = self.session.document, date.today()
        if self._problems.is_quick(document, today):
            self._show_wrong(self._problems.count(document, today))
        else:
            self.run_worker(self._count_apart(document, today), group="count", exclusive=True)

    async def _count_apart(self, document: Document, today: date) -> None:
        self._show_wrong(await asyncio.to_thread(self._problems.count, document, today))

    def _show_wrong(self, wrong: dict[Path, int]) -> None:
        if wrong != self.wrong:
            self.wrong = wrong
            for index in range(len(self.sections)):
                self._mark_tab(index)
            self._show_facts()

    def _show_facts(self) -> None:
        document = self.session.document
        title = self.query_one(TitleBar)
        title.title = document.title
        title.facts = tuple(_facts(document))
        self.status.state = _standing(left_to_fill(document), sum(self.wrong.values()))

    def _show_place(self) -> None:
        """Say which section this is."""
        self._show_in_hand()
        forms = self.query_one("#forms")
        forms.border_title = Content(visible(self.section.title))
        self._show_keys()

    def _show_keys(self) -> None:
        """Say in the footer which keys act where the cursor is."""
        self.status.keys = footer(self.keymap, self.focused)

    def on_hints_changed(self, event: HintsChanged) -> None:
        """Keys mean other things while a cell is typed into."""
        event.stop()
        self._show_keys()

    def say(
        self, words: str, *, alert: bool = False, seconds: float = 5.0, topic: str = ""
    ) -> None:
        """Say something in the last lines for a while; see `StatusBar.say`."""
        self.status.say(words, alert=alert, seconds=seconds, topic=topic)

    # --- the preview

    @property
    def preview(self) -> LivePreview:
        """The preview beside the form, or in its place."""
        return self.query_one(LivePreview)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for form and preview side by side."""
        return self.size.width >= WIDE

    def set_preview(self, mode: str) -> None:
        """Show the preview in another way: beside, full, source or off."""
        self.preview_mode = mode
        self._place_preview()
        forms = self.query_one("#forms")
        if forms.display and not forms.has_focus_within:
            self._focus_form()

    def action_leave_preview(self) -> None:
        """Go back to the form from a preview that took its place."""
        if not self.query_one("#forms").display:
            self.set_preview("beside")

    def preview_soon(self) -> None:
        """Let the preview follow after the key has been echoed, or after the form is shown."""
        if self._arrived.is_set():
            self.preview.soon(self.following)

    def _place_preview(self) -> None:
        """Show form and preview as the mode and the room allow."""
        preview = self.preview
        over = preview.place(self.preview_mode, wide=self.is_wide)
        self.query_one("#forms").display = not over
        if over:
            preview.focus()
        self.preview_soon()

    def markdown(self) -> str:
        """The whole export as it is now."""
        return "".join(piece.text for piece in self.pieces())

    def pieces(self) -> tuple[ExportPiece, ...]:
        """The export as it is now, in pieces; those that did not change are the same objects."""
        return self._take_exporter().pieces(self.session.document)

    async def _pieces_apart(self) -> tuple[ExportPiece, ...]:
        """The same; what is loaded and rendered for the first time is so on a thread."""
        if self._exporter is None:
            fresh = self._new_exporter()
            self._take_exporter(await asyncio.to_thread(_rendered, fresh, self.session.document))
        return self.pieces()

    def _take_exporter(self, exporter: Exporter | None = None) -> Exporter:
        """The exporter of this screen; the first one that there is, given or new."""
        if self._exporter is None:
            self._exporter = exporter or self._new_exporter()
            self.opened.file.rendered = self._exporter
        return self._exporter

    def _new_exporter(self) -> Exporter:
        from hotwash.formats.markdown import Exporter

        return Exporter(moments_line=self.opened.file.moments_line)

    @cached_property
    def _problems(self) -> Problems:
        from hotwash.postmortem.problem_counter import Problems

        return Problems()

    def flush_widgets(self) -> None:
        """Let every widget hand over what it has not yet sent to the session."""
        for form in self._forms.values():
            for frame in form.query(FieldFrame):
                flush = getattr(frame.widget, "flush", None)
                if callable(flush):
                    flush()


def _reached(widget: Widget | None) -> Widget | None:
    """Tell a widget that Tab has led to it."""
    reached = getattr(widget, "reached_by_tab", None)
    if reached is not None:
        reached()
    return widget


def _rendered(exporter: Exporter, document: Document) -> Exporter:
    """The exporter, once it has rendered a document."""
    exporter.pieces(document)
    return exporter


def _standing(left: int, wrong: int) -> str:
    """What is left to do, in words: `1 problem · 3 left to fill in`."""
    if not wrong:
        return f"{left} thing{'s' if left != 1 else ''} left to fill in" if left else ""
    problems = f"{wrong} problem{'s' if wrong != 1 else ''}"
    return f"{problems} · {left} left to fill in" if left else problems


def _facts(document: Document) -> list[str]:
    """Severity, date and duration, as far as they are answered."""
    found = {
        known.path[-1]: document.text(known.path)
        for known in document.template.fields
        if known.path[-1] in ("severity", "date", "duration")
    }
    return [found[key] for key in ("severity", "date", "duration") if found.get(key)]
