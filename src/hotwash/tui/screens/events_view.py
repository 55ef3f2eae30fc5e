"""The view of the import preview: it reads a source and shows the list and what is said around it.

The dialog opens at once and reads in a thread of its own; what cannot be read ends in words.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hotwash.errors import HotwashError
from hotwash.formats.events.model import Event
from hotwash.postmortem.document import Document
from hotwash.postmortem.timeline import Timetable
from hotwash.tui.screens import events_text as tell
from hotwash.tui.screens.dialogs import Dialog
from hotwash.tui.screens.events_choice import EventChoice, Filter
from hotwash.tui.screens.events_entries import Found, ImportSource, ReadAs, find
from hotwash.tui.screens.events_list import EventsList
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.words import visible


class EventsView(Dialog[tuple[Event, ...]]):
    """Everything found in a source; what may be done with it is in `hotwash.tui.screens.events`.

    Args:
        source: What to read.
        table: The timeline that the events go into.
        document: The document it belongs to.
    """

    DEFAULT_CSS = """
    EventsView {
        & #events {
            width: 100%;
            height: 100%;
            border: round $primary;
            border-title-color: $text-primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            background: $surface;
        }
        & Static { height: auto; padding: 0 1; }
        & #notes { color: $text-muted; max-height: 4; }
        & #notes.failed { color: $text-error; max-height: 8; }
        & #filter { color: $text-accent; }
        & #detail { height: 2; color: $text-muted; border-top: none; }
        & #keys { color: $foreground; }
    }
    """

    class SourceRead(Message):
        """A source was read, or could not be. Sent by the thread that read it."""

        def __init__(self, turn: int, found: Found | None, problem: str = "") -> None:
            super().__init__()
            self.turn = turn
            self.found = found
            self.problem = problem

    def __init__(self, source: ImportSource, table: Timetable, document: Document) -> None:
        super().__init__()
        self.source = source
        self.table = table
        self.zone = document.timezone
        self.read_as = ReadAs(date=document.incident_date, zone=document.timezone)
        self.listing = EventsList(tell.zone_name(table))
        self.choice: EventChoice | None = None
        """What can be chosen; None while the source is read, and when it cannot be."""
        self.typing: LineEditor | None = None
        """The words of the filter while they are typed."""
        self.by_filter = False
        """Whether the filter must be told to the reader, as the source has too many events."""
        self._failed = False
        self._turn = 0

    def compose(self) -> ComposeResult:
        """Yield the lines around the list."""
        with Vertical(id="events"):
            yield Static(id="notes")
            yield Static(id="filter")
            yield self.listing
            yield Static(id="detail")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin to read."""
        self.listing.focus()
        self.read()

    # Reading.

    def read(self, *, again: bool = False) -> None:
        """Read the source in a thread.

        Args:
            again: Whether it is the same once more, with a filter: the ticks stay.
        """
        self._turn += 1
        passes = None
        if again and self.choice is not None:
            passes = self.choice.filter.passes if self.by_filter else None
        else:
            self.choice, self.by_filter = None, False
            self.listing.show_nothing()
        self._tell(notes=Content(visible(f"Reading {self.source.name} …")))
        turn, source, read_as, table = self._turn, self.source, self.read_as, self.table

        def read() -> None:
            try:
                done = self.SourceRead(turn, find(source, read_as, table, passes))
            except HotwashError as error:
                done = self.SourceRead(turn, None, str(error))
            except Exception as error:
                done = self.SourceRead(turn, None, f"{source.name}: it cannot be read ({error})")
            self.post_message(done)

        self.run_worker(read, thread=True, group="reading", exit_on_error=False)

    def on_events_view_source_read(self, message: SourceRead) -> None:
        """Show what was read last."""
        message.stop()
        if message.turn != self._turn:
            return
        if message.found is None:
            self.choice = None
            self.listing.show_nothing()
            self._tell(problem=message.problem)
            return
        before = self.choice
        pasted = not self.source.path
        filter_ = before.filter if before else None
        left_shown = before.left_shown if before else pasted
        self.choice = EventChoice(message.found, filter_, left_shown=left_shown)
        if before is not None:
            self.choice.ticked.clear()
            self.choice.take_over(before)
        self.by_filter = self.by_filter or message.found.cut
        self.show_choice()

    # What is said around the list.

    def show_choice(self) -> None:
        """Show what can be chosen as it is now."""
        assert self.choice is not None
        self.listing.show_choice(self.choice)
        self._tell()

    def _tell(self, *, notes: Content | None = None, problem: str = "") -> None:
        """Bring every line around the list up to date."""
        choice = self.choice
        line = self.query_one("#notes", Static)
        line.set_class(bool(problem), "failed")
        if problem:
            line.update(Content(visible(problem)))
        elif notes is not None:
            line.update(notes)
        elif choice is not None:
            line.update(tell.notes(choice))
        line.display = bool(line.visual)
        self.tell_filter()
        self._failed = bool(problem)
        self.tell_keys()
        self._tell_entry()

    def tell_filter(self) -> None:
        """Show the filter and how much it shows; nothing while there is none."""
        line = self.query_one("#filter", Static)
        choice = self.choice
        filtered = choice is not None and (self.typing or choice.filter != Filter())
        line.display = bool(filtered)
        if choice is not None and filtered:
            typed = self.typing.text if self.typing else None
            line.update(tell.filter_line(choice, self.table, typed))

    def tell_keys(self) -> None:
        """Show what was recognised, what Enter would do, and the keys that do something now."""
        box = self.query_one("#events")
        box.border_title = Content(
            visible(tell.title(self.source, self.choice, self.size.width - 6))
        )
        box.border_subtitle = tell.ways_out(self.choice)
        path = bool(self.source.path)
        if self.choice is not None:
            known = tell.keys(self.choice, self.read_as, path=path)
        else:
            known = tell.keys_of_failure(path=path) if self._failed else []
        keys = tell.key_lines(known, self.size.width - 4)
        self.query_one("#keys", Static).update(keys)

    def _tell_entry(self) -> None:
        detail = self.query_one("#detail", Static)
        entry = self.listing.entry if self.choice is not None else None
        detail.update(tell.detail(entry, self.table) if entry else Content(""))

    def on_resize(self) -> None:
        """Share the new width among the keys."""
        self.tell_keys()

    def say(self, text: str) -> None:
        """Say something until the cursor moves."""
        self.query_one("#detail", Static).update(Content.styled(visible(text), "$text-warning"))

    def on_events_list_entry_reached(self, message: EventsList.EntryReached) -> None:
        """Tell about the entry under the cursor."""
        message.stop()
        self._tell_entry()
