"""The import preview: what was found in a source of events, to be looked at, chosen, inserted.

    chosen = await app.push_screen_wait(EventsScreen(source, table, document))

The dialog opens at once and reads in a thread of its own; what cannot be read ends in words, and
may be read as something else. It returns the events to insert, an empty tuple when another file
is wanted, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from hotwash.errors import HotwashError
from hotwash.formats.events.model import Event
from hotwash.postmortem.document import Document
from hotwash.postmortem.timeline import Timetable
from hotwash.tui.screens import events_words as tell
from hotwash.tui.screens.dialogs import AskLine, Choice, Choose, Dialog
from hotwash.tui.screens.events_choice import EventChoice, Filter
from hotwash.tui.screens.events_found import Found, ReadAs, Source, find, kinds
from hotwash.tui.screens.events_list import EventsList
from hotwash.tui.widgets.characters import clean_paste
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.words import visible

MANY = 500
"""Rows from which inserting them asks for a second Enter."""

REREAD_DELAY = 0.4
"""Seconds without a key after which a source that is too long is read anew with the filter."""


class EventsScreen(Dialog[tuple[Event, ...]]):
    """Everything found in a source, to choose from.

    Args:
        source: What to read.
        table: The timeline that the events go into.
        document: The document it belongs to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "insert", "Insert", show=False),
        Binding("space,x", "tick", "Tick", show=False),
        Binding("a", "tick_shown", "Tick all", show=False),
        Binding("slash", "words", "Words", show=False),
        Binding("f", "since", "From", show=False),
        Binding("t", "until", "To", show=False),
        Binding("s", "severity", "Severity", show=False),
        Binding("l", "left_over", "Left over", show=False),
        Binding("r", "read_as", "Read as", show=False),
        Binding("z", "zone", "Zone", show=False),
        Binding("d", "date", "Day", show=False),
        Binding("o", "other_file", "Another file", show=False),
    ]

    DEFAULT_CSS = """
    EventsScreen {
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

    class Done(Message):
        """A source was read, or could not be. Sent by the thread that read it."""

        def __init__(self, turn: int, found: Found | None, problem: str = "") -> None:
            super().__init__()
            self.turn = turn
            self.found = found
            self.problem = problem

    def __init__(self, source: Source, table: Timetable, document: Document) -> None:
        super().__init__()
        self._source = source
        self._table = table
        self._zone = document.timezone
        self._read_as = ReadAs(date=document.incident_date, zone=document.timezone)
        self._list = EventsList(tell.zone_name(table))
        self._choice: EventChoice | None = None
        self._typing: LineEditor | None = None
        self._failed = False
        self._turn = 0
        self._again: Timer | None = None
        self._by_filter = False
        """Whether the filter must be told to the reader, as the source has too many events."""
        self._sure = False
        """Whether inserting many rows was said to be meant."""

    @property
    def choice(self) -> EventChoice | None:
        """What can be chosen; None while the source is read, and when it cannot be."""
        return self._choice

    def compose(self) -> ComposeResult:
        """Yield the lines around the list."""
        with Vertical(id="events"):
            yield Static(id="notes")
            yield Static(id="filter")
            yield self._list
            yield Static(id="detail")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin to read."""
        self._list.focus()
        self._read()

    # Reading.

    def _read(self, *, again: bool = False) -> None:
        """Read the source in a thread.

        Args:
            again: Whether it is the same once more, with a filter: the ticks stay.
        """
        self._turn += 1
        self._sure = False
        passes = None
        if again and self._choice is not None:
            passes = self._choice.filter.passes
        else:
            self._choice, self._by_filter = None, False
            self._list.show_nothing()
        self._tell(notes=Content(visible(f"Reading {self._source.name} …")))
        turn, source, read_as, table = self._turn, self._source, self._read_as, self._table

        def read() -> None:
            try:
                done = self.Done(turn, find(source, read_as, table, passes))
            except HotwashError as error:
                done = self.Done(turn, None, str(error))
            except Exception as error:
                done = self.Done(turn, None, f"{source.name}: it cannot be read ({error})")
            self.post_message(done)

        self.run_worker(read, thread=True, group="reading", exit_on_error=False)

    def on_events_screen_done(self, message: Done) -> None:
        """Show what was read last."""
        message.stop()
        if message.turn != self._turn:
            return
        if message.found is None:
            self._choice = None
            self._list.show_nothing()
            self._tell(problem=message.problem)
            return
        before = self._choice
        pasted = not self._source.path
        filter_ = before.filter if before else None
        left_shown = before.left_shown if before else pasted
        self._choice = EventChoice(message.found, filter_, left_shown=left_shown)
        if before is not None:
            self._choice.ticked.clear()
            self._choice.take_over(before)
        self._by_filter = self._by_filter or message.found.cut
        self._show_choice()

    # What is said around the list.

    def _show_choice(self) -> None:
        assert self._choice is not None
        self._list.show_choice(self._choice)
        self._tell()

    def _tell(self, *, notes: Content | None = None, problem: str = "") -> None:
        """Bring every line around the list up to date."""
        choice = self._choice
        line = self.query_one("#notes", Static)
        line.set_class(bool(problem), "failed")
        if problem:
            line.update(Content(visible(problem)))
        elif notes is not None:
            line.update(notes)
        elif choice is not None:
            line.update(tell.notes(choice))
        line.display = bool(line.visual)
        self._tell_filter()
        self._failed = bool(problem)
        self._tell_keys()
        self._tell_entry()

    def _tell_filter(self) -> None:
        line = self.query_one("#filter", Static)
        choice = self._choice
        filtered = choice is not None and (self._typing or choice.filter != Filter())
        line.display = bool(filtered)
        if choice is not None and filtered:
            typed = self._typing.text if self._typing else None
            line.update(tell.filter_line(choice, self._table, typed))

    def _tell_keys(self) -> None:
        box = self.query_one("#events")
        box.border_title = Content(visible(tell.title(self._source, self._choice)))
        box.border_subtitle = tell.ways_out(self._choice)
        path = bool(self._source.path)
        if self._choice is not None:
            known = tell.keys(self._choice, self._read_as, path=path)
        else:
            known = tell.keys_of_failure(path=path) if self._failed else []
        keys = tell.key_lines(known, self.size.width - 4)
        self.query_one("#keys", Static).update(keys)

    def _tell_entry(self) -> None:
        detail = self.query_one("#detail", Static)
        entry = self._list.entry if self._choice is not None else None
        detail.update(tell.detail(entry, self._table) if entry else Content(""))

    def on_resize(self) -> None:
        """Share the new width among the keys."""
        self._tell_keys()

    def say(self, text: str) -> None:
        """Say something until the cursor moves."""
        self.query_one("#detail", Static).update(Content.styled(visible(text), "$text-warning"))

    def on_events_list_moved(self, message: EventsList.Moved) -> None:
        """Tell about the entry under the cursor."""
        message.stop()
        self._tell_entry()

    # Ticks.

    def on_events_list_clicked(self, message: EventsList.Clicked) -> None:
        """Tick by mouse."""
        message.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the entry under the cursor, or take its tick away."""
        at = self._list.entry_index
        if self._choice is None or at is None:
            return
        self._choice.tick(at)
        self._sure = False
        self._list.ticks_changed()
        self._tell_filter()
        self._tell_keys()

    def action_tick_shown(self) -> None:
        """Tick all that are shown, or none."""
        if self._choice is None:
            return
        self._choice.tick_shown()
        self._sure = False
        self._list.ticks_changed(all_=True)
        self._tell_filter()
        self._tell_keys()

    def action_insert(self) -> None:
        """Leave with the events that are ticked."""
        choice = self._choice
        if choice is None:
            return
        if not choice.count:
            self.say("Nothing is ticked: Space ticks this row, a ticks all that are shown")
        elif choice.count > MANY and not self._sure:
            self._sure = True
            self.say(f"{choice.count:,} rows are many for a timeline: Enter again inserts them")
        else:
            self.dismiss(choice.chosen)

    def action_leave(self) -> None:
        """Take the filter away; without one, leave."""
        if self._typing is not None:
            self._typing = None
            self._filter(words="")
        elif self._choice is not None and self._choice.filter != Filter():
            self._choose(Filter())
        else:
            self.dismiss(None)

    def action_other_file(self) -> None:
        """Leave to ask for another file."""
        if self._source.path:
            self.dismiss(())

    # Filters.

    def _filter(self, **changed: object) -> None:
        if self._choice is not None:
            self._choose(replace(self._choice.filter, **changed))  # type: ignore[arg-type]

    def _choose(self, filter_: Filter) -> None:
        """Show what passes a filter; read anew where there is more than could be taken in."""
        assert self._choice is not None
        if filter_ != self._choice.filter:
            self._choice.show(filter_)
            if self._by_filter:
                if self._again is not None:
                    self._again.stop()
                self._again = self.set_timer(REREAD_DELAY, self._read_filtered)
        self._show_choice()

    def _read_filtered(self) -> None:
        self._again = None
        if self._choice is not None:
            self._read(again=True)

    def action_words(self) -> None:
        """Type the words that rows are chosen by."""
        if self._choice is not None:
            self._typing = LineEditor(self._choice.filter.words)
            self._tell_filter()

    def on_key(self, event: events.Key) -> None:
        """Type the words of the filter."""
        if self._typing is None or event.key in ("escape", "ctrl+c"):
            return
        before = self._typing.text
        if event.key in ("enter", "up", "down", "tab"):
            self._typing = None
            self._tell_filter()
        elif not self._typing.press(event.key, event.character if event.is_printable else None):
            return
        elif self._typing.text != before:
            self._filter(words=self._typing.text)
        else:
            self._tell_filter()
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted line into the words that are typed."""
        event.stop()
        lines = clean_paste(event.text).splitlines()
        if self._typing is not None and lines:
            self._typing.insert(lines[0])
            self._filter(words=self._typing.text)
        else:
            self.say("Leave this list first (Esc): a paste into the timeline opens another one")

    def action_severity(self) -> None:
        """Show only what is at least as bad as the next severity."""
        if self._choice is not None and self._choice.severities:
            known = ("", *self._choice.severities)
            now = self._choice.filter.severity
            at = known.index(now) + 1 if now in known else 1
            self._filter(severity=known[at % len(known)])

    def action_left_over(self) -> None:
        """Show what was left over among the events, or hide it."""
        if self._choice is not None and self._choice.found.left_over:
            self._choice.show_left_over(not self._choice.left_shown)
            self._show_choice()

    @work(group="ask", exclusive=True)
    async def action_since(self) -> None:
        """Ask for the time from which events are shown."""
        await self._ask_bound("since", "From which time?")

    @work(group="ask", exclusive=True)
    async def action_until(self) -> None:
        """Ask for the time up to which events are shown."""
        await self._ask_bound("until", "Up to which time?")

    async def _ask_bound(self, which: str, question: str) -> None:
        entry = self._list.entry
        if self._choice is None:
            return
        value = tell.bound_text(entry.event.instant, self._table) if entry else ""
        hint = "10:15, or nothing to show all"
        answer = await self.app.push_screen_wait(AskLine(question, value=value, hint=hint))
        if answer is None:
            return
        if not answer.strip():
            self._filter(**{which: None})
            return
        found = tell.read_bound(answer, self._choice, self._read_as, self._zone)
        if found is None:
            self.say(f"“{answer.strip()}” is no time; write it like 10:15")
        else:
            end = found.end if which == "until" and found.end is not None else found.instant
            self._filter(**{which: end})

    # How the source is read.

    @work(group="ask", exclusive=True)
    async def action_read_as(self) -> None:
        """Ask what kind of source it is, and read it as that."""
        choices = [Choice("", "whatever it looks like", "0")]
        choices += [
            Choice(name, title, chr(ord("a") + at), name)
            for at, (name, title) in enumerate(kinds())
        ]
        answer = await self.app.push_screen_wait(Choose("Read it as …", choices))
        if answer is not None:
            self._read_as = replace(self._read_as, format=answer)
            self._read()

    @work(group="ask", exclusive=True)
    async def action_zone(self) -> None:
        """Ask for the zone of times that say none, and read again."""
        from hotwash.postmortem.zones import zone_problem

        question = "Which zone are times without one in?"
        answer = await self.app.push_screen_wait(
            AskLine(question, value=self._read_as.zone, hint="Europe/Berlin, or +02:00")
        )
        if answer is None:
            return
        if answer.strip() and (wrong := zone_problem(answer.strip())):
            self.say(wrong)
            return
        self._read_as = replace(self._read_as, zone=answer.strip() or "UTC")
        self._read()

    @work(group="ask", exclusive=True)
    async def action_date(self) -> None:
        """Ask for the day of times that say none, and read again."""
        from datetime import date

        from hotwash.postmortem.dates import read_date

        answer = await self.app.push_screen_wait(
            AskLine("Which day do times without one begin on?", self._read_as.date, "2026-11-20")
        )
        if answer is None:
            return
        day = read_date(answer, date.today()) if answer.strip() else ""
        if day is None:
            self.say(f"“{answer.strip()}” is no date; write it like 2026-11-20")
            return
        self._read_as = replace(self._read_as, date=day)
        self._read()
