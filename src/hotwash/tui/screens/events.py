"""The import preview: what was found in a source of events, to be looked at, chosen, inserted.

    chosen = await app.push_screen_wait(EventsScreen(source, table, document))

It returns the events to insert, an empty tuple when another file is wanted, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from hotwash.postmortem.document import Document
from hotwash.postmortem.timeline import Timetable
from hotwash.tui.screens import events_text as tell
from hotwash.tui.screens.dialogs import AskLine, Choice, Choose
from hotwash.tui.screens.events_choice import Filter
from hotwash.tui.screens.events_entries import ImportSource, kinds
from hotwash.tui.screens.events_list import EventsList
from hotwash.tui.screens.events_view import EventsView
from hotwash.tui.typed import typed
from hotwash.tui.widgets.hidden_characters import clean_paste
from hotwash.tui.widgets.line_editor import LineEditor

MANY = 500
"""Rows from which inserting them asks for a second Enter."""

REREAD_DELAY = 0.4
"""Seconds without a key after which a source that is too long is read anew with the filter."""


class EventsScreen(EventsView):
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
        Binding("u", "unfold", "Unfold", show=False),
        Binding("r", "read_as", "Read as", show=False),
        Binding("z", "zone", "Zone", show=False),
        Binding("d", "date", "Day", show=False),
        Binding("o", "other_file", "Another file", show=False),
    ]

    def __init__(self, source: ImportSource, table: Timetable, document: Document) -> None:
        super().__init__(source, table, document)
        self._again: Timer | None = None
        self._sure = 0
        """The number of rows that is meant, although they are many."""

    # Ticks.

    def on_events_list_entry_clicked(self, message: EventsList.EntryClicked) -> None:
        """Tick by mouse."""
        message.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the entry under the cursor, or take its tick away."""
        at = self.listing.entry_index
        if self.choice is None or at is None:
            return
        self.choice.tick(at)
        self.listing.ticks_changed()
        self.tell_filter()
        self.tell_keys()

    def action_tick_shown(self) -> None:
        """Tick all that are shown, or none."""
        if self.choice is None:
            return
        self.choice.tick_shown()
        self.listing.ticks_changed(all_=True)
        self.tell_filter()
        self.tell_keys()

    def action_insert(self) -> None:
        """Leave with the events that are ticked."""
        choice = self.choice
        if choice is None:
            return
        if not choice.count and choice.hidden:
            self.say(f"The {choice.hidden:,} ticked are hidden: Esc ends the filter and shows them")
        elif not choice.count:
            self.say("Nothing is ticked: Space ticks this row, a ticks all that are shown")
        elif choice.count > MANY and choice.count != self._sure:
            self._sure = choice.count
            self.say(f"{choice.count:,} rows are many for a timeline: Enter again inserts them")
        else:
            self.dismiss(choice.chosen)

    def action_leave(self) -> None:
        """Take the filter away; without one, leave."""
        if self.typing is not None:
            self.typing = None
            self._filter(words="")
        elif self.choice is not None and self.choice.filter != Filter():
            self._choose(Filter())
        else:
            self.dismiss(None)

    def action_other_file(self) -> None:
        """Leave to ask for another file."""
        if self.source.path:
            self.dismiss(())

    # Filters.

    def _filter(self, **changed: object) -> None:
        if self.choice is not None:
            self._choose(replace(self.choice.filter, **changed))  # type: ignore[arg-type]

    def _choose(self, filter_: Filter) -> None:
        """Show what passes a filter; read anew where there is more than could be taken in."""
        assert self.choice is not None
        if filter_ != self.choice.filter:
            self.choice.show(filter_)
            if self.by_filter:
                if self._again is not None:
                    self._again.stop()
                self._again = self.set_timer(REREAD_DELAY, self._read_filtered)
        self.show_choice()

    def _read_filtered(self) -> None:
        self._again = None
        if self.choice is not None:
            self.read(again=True)

    def action_words(self) -> None:
        """Type the words that rows are chosen by."""
        if self.choice is not None:
            self.typing = LineEditor(self.choice.filter.words)
            self.tell_filter()

    def on_key(self, event: events.Key) -> None:
        """Type the words of the filter."""
        if self.typing is None or event.key in ("escape", "ctrl+c"):
            return
        before = self.typing.text
        if event.key in ("enter", "up", "down", "tab"):
            self.typing = None
            self.tell_filter()
        elif not self.typing.press(event.key, typed(event)):
            return
        elif self.typing.text != before:
            self._filter(words=self.typing.text)
        else:
            self.tell_filter()
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted line into the words that are typed."""
        event.stop()
        lines = clean_paste(event.text).splitlines()
        if self.typing is not None and lines:
            self.typing.insert(lines[0])
            self._filter(words=self.typing.text)
        else:
            self.say("Leave this list first (Esc): a paste into the timeline opens another one")

    def action_severity(self) -> None:
        """Show only what is at least as bad as the next severity."""
        if self.choice is not None and self.choice.severities:
            known = ("", *self.choice.severities)
            now = self.choice.filter.severity
            at = known.index(now) + 1 if now in known else 1
            self._filter(severity=known[at % len(known)])

    def action_left_over(self) -> None:
        """Show what was left over among the events, or hide it."""
        if self.choice is not None and self.choice.found.left_over:
            self.choice.show_left_over(not self.choice.left_shown)
            self.show_choice()

    def action_unfold(self) -> None:
        """Show repeats one by one, or as one event; what is ticked stays so."""
        if self.choice is not None and tell.can_fold(self.choice, self.read_as):
            self.read_as = replace(self.read_as, unfolded=not self.read_as.unfolded)
            self.read(again=True)

    @work(group="ask", exclusive=True)
    async def action_since(self) -> None:
        """Ask for the time from which events are shown."""
        await self._ask_bound("since", "From which time?")

    @work(group="ask", exclusive=True)
    async def action_until(self) -> None:
        """Ask for the time up to which events are shown."""
        await self._ask_bound("until", "Up to which time?")

    async def _ask_bound(self, which: str, question: str) -> None:
        entry = self.listing.entry
        if self.choice is None:
            return
        value = tell.bound_text(entry.event.instant, self.table) if entry else ""
        hint = "10:15, or nothing to show all"
        answer = await self.app.push_screen_wait(AskLine(question, value=value, hint=hint))
        if answer is None:
            return
        if not answer.strip():
            self._filter(**{which: None})
            return
        found = tell.read_bound(answer, self.choice, self.read_as, self.zone)
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
            self.read_as = replace(self.read_as, format=answer)
            self.read()

    @work(group="ask", exclusive=True)
    async def action_zone(self) -> None:
        """Ask for the zone of times that say none, and read again."""
        from hotwash.times.zones import zone_problem

        question = "Which zone are times without one in?"
        answer = await self.app.push_screen_wait(
            AskLine(question, value=self.read_as.zone, hint="Europe/Berlin, or +02:00")
        )
        if answer is None:
            return
        if answer.strip() and (wrong := zone_problem(answer.strip())):
            self.say(wrong)
            return
        self.read_as = replace(self.read_as, zone=answer.strip() or "UTC", zone_asked=True)
        self.read()

    @work(group="ask", exclusive=True)
    async def action_date(self) -> None:
        """Ask for the day of times that say none, and read again."""
        from datetime import date

        from hotwash.times.dates import read_date

        answer = await self.app.push_screen_wait(
            AskLine("Which day do times without one begin on?", self.read_as.date, "2026-11-20")
        )
        if answer is None:
            return
        day = read_date(answer, date.today()) if answer.strip() else ""
        if day is None:
            self.say(f"“{answer.strip()}” is no date; write it like 2026-11-20")
            return
        self.read_as = replace(self.read_as, date=day)
        self.read()
