"""The field of a timeline: the table, the strip, the entry line, and what the moments come to.

The entry line has the cursor when the tab is opened and keeps it, so that ten events are ten lines
typed. Up goes from there into the table; Down from the last row comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from hotwash.editing.places import Spot
from hotwash.editing.session import Change, Session
from hotwash.postmortem.days import list_day
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.moments import Metrics, metrics
from hotwash.postmortem.timetables import whole_timeline
from hotwash.template.model import Field, Kind
from hotwash.times.durations import read_duration, write_duration
from hotwash.tui.bindings import bindings
from hotwash.tui.command import KeyScope
from hotwash.tui.handlers import command
from hotwash.tui.table.cell_editor import CellTyped
from hotwash.tui.table.grid import Grid
from hotwash.tui.table.timeline_commands import LETTERS, MomentAsked, TimelineCommands
from hotwash.tui.table.timeline_rows import TimelineRows
from hotwash.tui.widgets.cells import width
from hotwash.tui.widgets.entry_line import EntryLine
from hotwash.tui.widgets.incident_strip import IncidentStrip, NoteLine

HOW_TO_MARK = (
    "In the table, m marks a row: started, detected, acknowledged, mitigated, resolved",
    "In the table, m marks a row as started, detected …",
    "m marks a row",
)
"""Said where no row is marked yet, the most that there is room for."""

HOW_TO_BEGIN = (
    "Mark the row where it started (m): all lengths are counted from there",
    "Mark where it started (m)",
)
"""Said where rows are marked, but not the one that all is counted from."""

HOW_TO_GO_ON = (
    "Mark what came next (m): detected, acknowledged, mitigated, resolved",
    "Mark what came next (m)",
)
"""Said where nothing but the start is marked."""


class TimelineGrid(Grid, can_focus=True):
    """Rows in order of time.

    Args:
        session: The open document.
        field: The timeline's field.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(KeyScope.TIMELINE, action="run_command")
    scope: ClassVar[KeyScope] = KeyScope.TIMELINE
    model: TimelineRows
    commands: TimelineCommands

    def __init__(self, session: Session, field: Field) -> None:
        rows = TimelineRows(session, field)
        super().__init__(rows)
        self.commands = TimelineCommands(self, rows)

    def on_mount(self) -> None:
        """Take the person's setting for gaps."""
        settings = getattr(self.app, "settings", None)
        self.model.times.long_gap = getattr(settings, "gap_minutes", self.model.times.long_gap)


class TimelineField(Vertical):
    """A whole timeline.

    Args:
        session: The open document.
        field: The timeline's field.
    """

    DEFAULT_CSS = """
    TimelineField { height: auto; &.alone { height: 1fr; } }
    """

    def __init__(self, session: Session, field: Field) -> None:
        super().__init__()
        self.session = session
        self.field = field
        self._held = "entry:" + ".".join(field.path)
        self.grid = TimelineGrid(session, field)
        self.grid.source = self
        self.rows = self.grid.model
        self.times = self.rows.times
        self.strip = IncidentStrip()
        self.entry = EntryLine(session.held.get(self._held, ""))
        self.grid.next_stop = self.entry
        self.note = NoteLine()
        self._metrics = Metrics({}, {})
        self._due = False
        self._letters = ""
        self._typed_time = ""

    @property
    def first_focus(self) -> EntryLine:
        """Where the cursor goes when the tab is opened."""
        return self.entry

    def command_parts(self) -> Iterable[object]:
        """The table, which does the commands on its rows."""
        return (self.grid,)

    @property
    def ask_before_paste(self) -> bool:
        """Whether pasted lines are sent as `Grid.RowsPasted` in place of being added at once."""
        return self.grid.ask_before_paste

    @ask_before_paste.setter
    def ask_before_paste(self, ask: bool) -> None:
        self.grid.ask_before_paste = ask

    def compose(self) -> ComposeResult:
        """Yield the parts, the table over the rest."""
        if self.has_class("alone"):
            self.grid.add_class("alone")
        yield self.grid
        yield self.strip
        yield self.entry
        yield self.note

    def on_mount(self) -> None:
        """Begin at the end, where the next event goes."""
        self.grid.cursor = max(0, len(self.rows.rows) - 1)
        self.strip.display = False
        self.ask_before_paste |= getattr(self.screen, "asks_before_paste", False)
        self._unsubscribe = self.session.subscribe(self._document_changed)

    def on_unmount(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _document_changed(self, change: Change) -> None:
        """Say anew what the moments say of the Duration, when that is another one.

        The moments may stand in other lists of the document.
        """
        others = {known.path for known in timelines(self.session.document)} - {self.field.path}
        if others & change.paths and not self._due:
            self._due = True
            self.call_after_refresh(self._sum_up)
        target = self._duration_field()
        if target is not None and target.path in change.paths:
            self._tell()

    def show(self) -> None:
        """Show the document as it is now."""
        self.grid.show()
        self._take_held()

    def flush(self) -> None:
        """Settle the cell that is typed into."""
        self.grid.flush()

    def _take_held(self) -> None:
        """Put what a recovery draft had of the entry line back where it was typed."""
        held = self.session.held.get(self._held, "")
        if held and not self.entry.text:
            self.entry.text = held

    # Places.

    @property
    def spot(self) -> Spot:
        """Where the cursor is: in the table, or after its last row in the entry line."""
        return Spot(len(self.rows.rows)) if self.entry.has_focus else self.grid.spot

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a row, or into the entry line after the last one."""
        if spot.at < len(self.rows.rows):
            self.grid.show_spot(spot)
        else:
            self.entry.focus()

    # Commands that the cursor in the entry line makes different.

    @command("add-row")
    def add_row(self) -> None:
        """Begin a row: in the table if the cursor is there, else in the entry line."""
        if self.grid.has_focus:
            self.grid.cell.add_row()
        else:
            self.entry.focus()

    @command("edit-cell")
    def edit_cell(self) -> None:
        """Type into the cell under the table's cursor."""
        self.grid.focus()
        self.grid.cell.open()

    @command("insert-now")
    def insert_now(self) -> None:
        """Put the present time where the cursor is."""
        if self.grid.has_focus:
            self.grid.commands.insert_now()
        else:
            self.entry.focus()
            self.entry.put_first(self.times.typed_now(len(self.rows.rows)))

    def add_lines(self, lines: Sequence[str]) -> None:
        """Add lines `TIME text` as one step, each where its time belongs."""
        self.grid.add_lines(lines)

    @command("take-duration")
    def take_duration(self) -> None:
        """Answer the Duration with the time from *started* to *resolved*."""
        length = self._metrics.duration
        target = self._duration_field()
        if length is None or target is None:
            missing = [one for one in ("started", "resolved") if one not in self._metrics.at]
            words = f"Mark the rows {' and '.join(missing)} first (m)" if missing else ""
            self.grid.say(words or "There is no Duration field to fill in")
            return
        if length < timedelta(0):
            self.grid.say("resolved is before started: mend their times first")
            return
        given = write_duration(length)
        if self.session.document.text(target.path) == given:
            self.grid.say(f"{target.label} says {given} already")
            return
        self.session.edit(target.path, given, label="take duration")
        self.grid.say(f"{target.label} is {given} now")

    @property
    def _has_others(self) -> bool:
        """Whether the document has rows in other timelines too."""
        document = self.session.document
        paths = (known.path for known in timelines(document))
        return any(path != self.field.path and document.rows(path) for path in paths)

    @property
    def _is_last(self) -> bool:
        """Whether no list below has rows."""
        document = self.session.document
        paths = [known.path for known in timelines(document)]
        below = paths[paths.index(self.field.path) + 1 :] if self.field.path in paths else []
        return not any(document.rows(path) for path in below)

    def _duration_field(self) -> Field | None:
        fields = self.session.document.template.fields
        return next((known for known in fields if known.kind is Kind.DURATION), None)

    # The entry line.

    def on_entry_line_changed(self, event: EntryLine.Changed) -> None:
        """Keep what is typed safe, and say what it will become."""
        event.stop()
        self.session.set_pending(self._held, event.text)
        self._tell()

    def on_entry_line_entry_submitted(self, event: EntryLine.EntrySubmitted) -> None:
        """Make a row of the line."""
        event.stop()
        notes = self.grid.sync.insert_lines([event.text], clocks=self.times.shown_zone)
        self.session.set_pending(self._held, self.entry.text)
        if notes:
            self.grid.say("; ".join(notes))

    def on_entry_line_lines_pasted(self, event: EntryLine.LinesPasted) -> None:
        """Make rows of the lines, or let whoever asked see them first."""
        event.stop()
        self.grid.paste(event.text)

    def on_entry_line_left(self, event: EntryLine.Left) -> None:
        """Go up into the table, or on to the next field."""
        event.stop()
        if event.by < 0:
            self.grid.focus()
        elif not self.has_class("alone"):
            self.screen.focus_next()

    # What is told.

    def on_grid_rearranged(self, event: TimelineGrid.Rearranged) -> None:
        """Sum up anew, once the rows are on the screen."""
        event.stop()
        if not self._due:
            self._due = True
            self.call_after_refresh(self._sum_up)

    def on_moment_asked(self, event: MomentAsked) -> None:
        """Say which letters mark a row."""
        event.stop()
        names = " ".join(f"({letter}){moment[1:]}" for letter, moment in LETTERS.items())
        self._letters = f"{names} (-) none" if event.on else ""
        self._tell()

    def on_cell_typed(self, event: CellTyped) -> None:
        """Say what the time that is typed into a cell will become."""
        event.stop()
        self._typed_time = event.words
        self._tell()

    def _sum_up(self) -> None:
        self._due = False
        table = self.times.table
        if self._has_others:
            whole = whole_timeline(self.session.document)
            table, self._metrics = whole.table, whole.metrics
        else:
            self._metrics = metrics(table.rows, table.times)
        self.strip.draw(table, self._metrics, self.times.shown_zone)
        # One drawing of the whole is enough, under the last of the lists.
        self.strip.display = self.strip.display and self._is_last
        self._tell()

    def _tell(self) -> None:
        """Say what matters most just now."""
        if self._letters:
            self.note.tell(self._letters, strong=True)
        elif self._typed_time:
            self.note.tell(self._typed_time)
        elif self.entry.text.strip():
            self.note.tell(self.rows.entry_words(self.entry.text))
        else:
            self.note.tell(self._lengths())

    def _lengths(self) -> str:
        """The distances between the moments, as briefly as there is room."""
        parts = list(self._metrics.words())
        if not parts:
            return self._advice() if self.rows.rows else ""
        brief = [part.removeprefix("to ") for part in parts]
        briefer = [part.replace("acknowledge", "ack") for part in brief]
        briefest = [_briefest(part) for part in parts]
        long, short = self._offer()
        sizes = (parts, brief, briefer, briefest)
        full = [[*one, *offer] for one in sizes for offer in (long, short)]
        # What is to be done about the Duration is said whole, if need be alone.
        for words in (*full, long, short or briefest):
            text = " · ".join(words)
            if text and width(text) < self.size.width:
                break
        return text

    def _advice(self) -> str:
        """What to mark next, as long as no length is known."""
        marked = self._metrics.rows
        words: tuple[str, ...]
        words = HOW_TO_MARK if not marked else HOW_TO_GO_ON if "started" in marked else HOW_TO_BEGIN
        inferred = list_day(self.session.document, self.field.path).note
        if inferred:
            words = (*(f"{inferred} · {text}" for text in words), inferred)
        return next((text for text in words if width(text) < self.size.width), words[-1])

    def _offer(self) -> tuple[list[str], list[str]]:
        """What the moments say of the Duration, at length and in brief."""
        length, target = self._metrics.duration, self._duration_field()
        if length is None or target is None or length < timedelta(0):
            return [], []
        typed = self.session.document.text(target.path)
        read = read_duration(typed) if typed else None
        if not typed:
            return [f"D takes it as {target.label}"], [f"D: {target.label}"]
        if read is not None and read != length:
            given = write_duration(length)
            long = f"the moments give {given}; the field {target.label} says {typed}"
            return [long], [f"{given}, but {target.label} says {typed}"]
        return [], []


def _briefest(part: str) -> str:
    """A length by the first letters of what it leads to: `det 5m` for `to detect 5m`."""
    if not part.startswith("to "):
        return part
    verb, length = part.removeprefix("to ").split(" ", 1)
    return f"{verb[:3]} {length}"
