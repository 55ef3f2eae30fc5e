"""The forms of an open document, one for each tab: which one is shown, and where the cursor is.

A form is built when its tab is first shown, and remembers the field that had the cursor. In a
terminal with room for one field only, the pane names the field in hand in a line of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.places import CursorPlace, Spot, find_place, keep, kept, place_of
from hotwash.editing.session import Change, Session
from hotwash.template.model import TIMEZONE_FIELD, Path, Section
from hotwash.tui.handlers import command
from hotwash.tui.keymap import Keymap
from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.widgets.focus_column import FocusColumn, typed_on
from hotwash.tui.widgets.form import SectionForm
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.tabs import TabBar
from hotwash.tui.words import fit, visible

_TIMEZONE = replace(TIMEZONE_FIELD, prompt="UTC, or a name like Europe/Berlin, or +02:00")
"""Every document has a time zone; templates have no place for it."""


class FormsPane(Vertical):
    """The pane with the forms.

    Args:
        session: The open document.
        keymap: The keys, for what is said about them.
        bar: The bar of tabs.
        status: Where something is said.
        moved: Called when another tab or another field is in hand.
        follow: Called when the preview is to follow to the field in hand.
    """

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        bar: TabBar,
        status: StatusBar,
        *,
        moved: Callable[[], None],
        follow: Callable[[], None],
    ) -> None:
        super().__init__(id="forms")
        self.place_line = Static(id="place")
        """Names the field in hand where there is room for one field only."""
        self.small = False
        """Whether there is room for nothing but the field in hand."""
        self.tab_index = 0
        self.following: Path | None = None
        """The field in hand, which the preview follows."""
        self._session = session
        self._keymap = keymap
        self._bar = bar
        self._status = status
        self._moved = moved
        self._follow = follow
        self._forms: dict[int, SectionForm] = {}
        self._last_focus: dict[int, Widget] = {}
        self._arrived = asyncio.Event()
        self._typing_on = False
        """Whether the tab that is being shown was come to by Enter in a text."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the document's template, one for each tab."""
        return self._session.document.template.sections

    @property
    def section(self) -> Section:
        """The section whose tab is shown."""
        return self.sections[self.tab_index]

    @property
    def form(self) -> SectionForm | None:
        """The form of the tab that is shown, once it is built."""
        return self._forms.get(self.tab_index)

    @property
    def built(self) -> tuple[int, ...]:
        """The tabs whose forms are built, in the order in which they were."""
        return tuple(self._forms)

    # --- tabs

    def show_tab(self, index: int, focus: bool = True) -> None:
        """Show a tab, building its form when it is shown for the first time."""
        built = self._place_tab(index)
        if focus:
            self._arrive(built, None)

    @command("previous-tab", -1)
    @command("next-tab", 1)
    def step_tab(self, by: int) -> None:
        """Go to the section after (1) or before (-1) this one."""
        self.show_tab((self.tab_index + by) % len(self.sections))

    def show_field(self, path: Path, spot: Spot | None = None) -> None:
        """Show the tab of a field and put the cursor into it.

        Args:
            path: The field.
            spot: Where in it; by default where the cursor was, or begins.
        """
        section = self._session.document.template.section_of.get(path, self.sections[0])
        built = self._place_tab(self.sections.index(section))
        self._arrive(built, path, spot)

    @command("next-unanswered")
    def show_next_unanswered(self) -> None:
        """Go to the next field that has no answer yet, from the place in hand onward."""
        paths = [known.path for known in self._session.document.template.fields]
        here = paths.index(self.following) + 1 if self.following in paths else 0
        for path in [*paths[here:], *paths[:here]]:
            if self._session.document.answer(path) is None:
                self.show_field(path)
                return
        self._status.say("Every field has an answer")

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
        at = min(self.tab_index, len(self.sections) - 1)
        self.show_tab(self._tab_of(key, at))

    def _tab_of(self, key: str, otherwise: int) -> int:
        """The tab of a section by its key."""
        found = (at for at, known in enumerate(self.sections) if known.key == key)
        return next(found, otherwise)

    def _place_tab(self, index: int) -> Awaitable[object] | None:
        """Put a tab in the place of the one that is shown; what to wait for when it is new."""
        if self.form is not None:
            self.form.display = False
        self.tab_index = index
        self._bar.active = index
        built = None
        form = self._forms.get(index)
        if form is None:
            form = self._forms[index] = self._make_form(index)
            built = self.mount(form)
        form.display = True
        self.border_title = Content(visible(self.section.title))
        self.name_place()
        self._moved()
        return built

    def _make_form(self, index: int) -> SectionForm:
        """Return the form of a tab; the first one has the title and the time zone too."""
        if index:
            return SectionForm(self._session, self.sections[index])
        title = self._session.document.template.title
        return SectionForm(
            self._session,
            self.sections[0],
            above=(replace(title, label="Title"),) if title is not None else (),
            below=(_TIMEZONE,),
        )

    # --- arriving

    def _arrive(
        self, built: Awaitable[object] | None, path: Path | None, spot: Spot | None = None
    ) -> None:
        self._arrived.clear()
        # On the screen's queue, not on this pane's, which waits for the mount itself: there the new
        # form was often not drawn before the next message, which came up to 10 s later.
        self.screen.call_later(self._focus_when, built, path, spot)

    async def arrived(self) -> None:
        """Wait until the tab that was asked for is built and has the cursor."""
        await self._arrived.wait()

    @property
    def is_arriving(self) -> bool:
        """Whether the tab that was asked for is still being built."""
        return not self._arrived.is_set()

    async def _focus_when(
        self, built: Awaitable[object] | None, path: Path | None, spot: Spot | None
    ) -> None:
        """Put the cursor into the form once it is built: into a field, or where it was."""
        if built is not None:
            await built
        if path is None:
            self.focus_form()
        elif self.form is not None:
            self.form.focus_field(path, spot)
        self._typing_on = False
        self._arrived.set()
        self.call_after_refresh(self._follow)

    def focus_form(self) -> None:
        """Put the cursor where it was on this tab, or into its first field."""
        last = self._last_focus.get(self.tab_index)
        if last is not None and last.is_mounted and last.focusable:
            last.focus(scroll_visible=False)
        elif self.form is not None:
            last = self.form.focus_first()
            if last is None:
                self._bar.focus()
        if last is not None and self._typing_on:
            typed_on(last)

    # --- the way from tab to tab through the fields

    @property
    def is_at_end(self) -> bool:
        """Whether the last field of the tab has the cursor."""
        form, focused = self.form, self.screen.focused
        here = [node for node in self.screen.focus_chain if form and form in node.ancestors]
        return bool(here) and focused is here[-1]

    def go_past_end(self) -> None:
        """Go to the first field of the next tab; from the last one of all to the tabs."""
        following = self.tab_index + 1
        if following < len(self.sections):
            self._last_focus.pop(following, None)
            self.show_tab(following)
            return
        if not self.small:
            self._bar.focus()
        review = self._keymap.hint("review")
        self._status.say(f"That was the last field. {review} lists what is left to do.")

    def on_focus_column_edge_reached(self, event: FocusColumn.EdgeReached) -> None:
        """Go from the first field up to the tabs; with Enter from the last one to the next tab."""
        event.stop()
        if event.by < 0:
            self._leave_above()
        elif event.enter:
            self._typing_on = True
            self.screen.focus_next()
            self._typing_on = self.is_arriving  # no tab is shown after the last one

    def _leave_above(self) -> None:
        """Go to the tabs; where they have no room, to the tab before."""
        if not self.small:
            self._bar.focus()
        elif self.tab_index > 0:
            self._last_focus.pop(self.tab_index - 1, None)
            self.show_tab(self.tab_index - 1)

    # --- the place in hand

    def frame_in_hand(self) -> FieldFrame | None:
        """The frame of the field that has the cursor."""
        focused = self.screen.focused
        nodes = focused.ancestors if focused is not None else ()
        return next((node for node in nodes if isinstance(node, FieldFrame)), None)

    def remember(self, widget: Widget) -> None:
        """Take note that a widget of a form has the cursor."""
        frame = self.frame_in_hand()
        if frame is None:
            return
        # Under load it may be news of the tab before the one that is shown by now.
        tab = next((at for at, form in self._forms.items() if form in widget.ancestors), None)
        if tab is not None:
            self._last_focus[tab] = widget
        if tab != self.tab_index:
            return
        self.name_place()
        if frame.field.path != self.following:
            self.following = frame.field.path
            self._session.break_undo_group()
            self._follow()

    def place_in_hand(self) -> tuple[Path, Spot] | None:
        """The field in hand and the place in it; None before there is one."""
        form = self.form
        frame = form.frame(self.following) if form is not None and self.following else None
        return None if frame is None else (frame.field.path, frame.spot)

    def show_kept_place(self, file: str) -> None:
        """Show the place at which the document of a file was left, or the nearest there is."""
        place = kept(file)
        found = find_place(self._session.document, place) if place is not None else None
        if found is not None:
            self.show_field(*found)
        else:
            self.show_tab(self._tab_of(place.section if place is not None else "", 0))

    def keep_place(self, file: str) -> None:
        """Keep the place that is in hand for the next time that a file is opened."""
        place, section = self.place_in_hand(), self.section.key
        document = self._session.document
        made = CursorPlace(section) if place is None else place_of(document, section, *place)
        keep(file, made)

    def set_small(self, small: bool) -> None:
        """Show the field in hand alone, or the whole form."""
        if small != self.small:
            self.small = small
            self.screen.set_class(small, "-small")
            for form in self._forms.values():
                form.show_problems()

    def name_place(self) -> None:
        """Where there is room for one field only: its name, and the field from its first line."""
        if not self.small:
            return
        frame = self.frame_in_hand()
        named = visible(self.section.title)
        if frame is not None and self.form not in frame.ancestors:
            frame = None  # the cursor is still on the tab that was left
        if frame is not None and visible(frame.field.label) != named:
            named = f"{visible(frame.field.label)} · {named}"
        place = f" {self.tab_index + 1} {named}"
        self.place_line.update(Content(fit(place, self.screen.size.width)))
        if frame is not None:
            self.call_after_refresh(self._scroll_to_frame, frame)

    def _scroll_to_frame(self, frame: FieldFrame) -> None:
        if self.small and frame.is_attached and self.form is not None:
            self.form.scroll_to_widget(frame, animate=False, immediate=True, top=True)
            # Where the cursor is can be asked only once this has been laid out.
            self.call_after_refresh(self.form.show_cursor)

    # --- the document

    def changed(self, tabs: set[int], change: Change) -> None:
        """Show a change on the tabs that it touches, as far as they are built."""
        for index in tabs:
            if (form := self._forms.get(index)) is not None:
                form.changed(change)

    def flush(self) -> None:
        """Let every widget hand over what it has not yet sent to the session."""
        for form in self._forms.values():
            for frame in form.query(FieldFrame):
                frame.flush()

    def near_cursor(self) -> list[Widget]:
        """What has the cursor and what is around it, then what else is on the tab."""
        focused = self.screen.focused
        nodes = focused.ancestors_with_self if focused is not None else ()
        found = [node for node in nodes if isinstance(node, Widget) and node is not self.screen]
        if self.form is not None:
            found += [frame.widget for frame in self.form.query(FieldFrame)]
        return found
