"""The rows of a timeline as they are written: sorted by time, marked with moments.

A row stands where its time belongs as soon as the time is read; a time that cannot be read leaves
it where it was put.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import tzinfo
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from hotwash.editing.session import Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import Order, by_text, doubled
from hotwash.postmortem.timeline import canonical, sorted_order
from hotwash.template.model import MOMENTS, Field
from hotwash.times.entries import split_entry
from hotwash.times.values import TimeReading
from hotwash.tui.bindings import bindings
from hotwash.tui.command import KeyScope
from hotwash.tui.handlers import command
from hotwash.tui.typed import typed
from hotwash.tui.widgets.row_commands import Sorting
from hotwash.tui.widgets.timeline_rows import TimelineRows

LETTERS = {moment[0]: moment for moment in MOMENTS}
"""The letter that marks a row, after `m`: they all begin differently."""


class TimelineGrid(TimelineRows, can_focus=True):
    """The table of a timeline."""

    class TimeTyped(Message):
        """What the time that is typed into a cell will become; empty when none is."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Marking(Message):
        """A row is to be marked with a moment, or no longer is to be."""

        def __init__(self, on: bool) -> None:
            super().__init__()
            self.on = on

    BINDINGS: ClassVar[list[BindingType]] = bindings(KeyScope.TIMELINE, action="run_command")

    scope: ClassVar[KeyScope] = KeyScope.TIMELINE

    def __init__(self, session: Session, field: Field, *, fill: bool) -> None:
        super().__init__(session, field, fill=fill)
        self._marking = False

    # What may be done.

    def settle(self, rows: Sequence[Row], index: int, key: str) -> tuple[Sequence[Row], int]:
        """Read a time that was typed, and put the row where it belongs."""
        rows, index = super().settle(rows, index, key)
        if key != "time":
            return rows, index
        row = _parted(rows[index], self.read(rows[index]["time"], index).unreadable)
        # A time that could be read while it was typed is already written by the document's clocks.
        clocks = None if row is rows[index] else self.shown_zone
        # The other rows keep the days they had before this one was touched.
        before = next((old for old in self.table.rows if old.id == row.id), None)
        untouched = before or row.with_cell("time", "")
        self.resolve((*rows[:index], untouched, *rows[index + 1 :]))
        reading = self.read(row["time"], index, clocks=clocks)
        if reading.note:
            self.say(reading.note)
        return self.table.retime(index, row.with_cell("time", reading.text), reading.time)

    def opened(self, row: Row, key: str) -> str:
        """A time is typed into as it is shown."""
        text, index = super().opened(row, key), self.current
        return text if key != "time" or index is None else self._by_shown(text, index)

    def sent(self, text: str, key: str) -> str:
        """A time that is typed by other clocks is written by the document's at once."""
        if key != "time" or self.shown_zone is None or self.current is None:
            return text
        reading = self.read(text, self.current, clocks=self.shown_zone)
        return text if reading.unreadable else reading.text

    def send_typed(self) -> None:
        """Send the cell as it is typed, and say what a time will become."""
        super().send_typed()
        if self.editor is not None and self.columns[self.column].key == "time":
            text = self.editor.text.strip()
            self.post_message(self.TimeTyped(self._time_words(text) if text else ""))

    def _time_words(self, text: str) -> str:
        """Say what a text that is typed into the cell of a time will become."""
        above, row = self.current or 0, self._row or Row({})
        reading = self.read(text, above, clocks=self.shown_zone)
        parted = _parted(row.with_cell("time", text), reading.unreadable)
        if parted["event"] == row["event"]:
            return self.words(reading)
        reading = self.read(parted["time"], above, clocks=self.shown_zone)
        return f"{self.words(reading)} · the rest goes into the cell beside it"

    def leave_cell(self, *, keep_empty: bool = False) -> None:
        """End typing and keep what was typed."""
        if self.editor is not None:
            self.post_message(self.TimeTyped(""))
        super().leave_cell(keep_empty=keep_empty)

    def why_fixed(self, row: int, other: int) -> str:
        """Rows with different times stay in their order."""
        times = self.resolve(self.rows).times
        first, second = times[row], times[other]
        if first is None or second is None or first.instant == second.instant:
            return ""
        return "Rows stay in order of time: change the time to move the row"

    def arranged(self, order: Order) -> tuple[Row, ...]:
        """All rows in an order; they keep their days, and a copy is no second moment."""
        known = {row.id for row in self.rows}
        return tuple(
            row if row.id in known else row.with_cell("moment", "")
            for row in self.resolve(self.rows).arranged(order)
        )

    def doubled(self, chosen: Collection[int]) -> Order:
        """All rows and copies of some, each at its time: under its own row."""
        return doubled(len(self.rows), chosen, each=True)

    def sorts(self) -> Sequence[Sorting]:
        """The rows of a timeline are sorted by their times only."""
        return (Sorting("Time", by_text("time")),)

    def order_by(self, sorting: Sorting, chosen: Collection[int]) -> Order:
        """All rows in order of time; those without a time keep their places."""
        return sorted_order(self.resolve(self.rows).times)

    def line_of(self, index: int) -> str:
        """A row as it may be typed again: `10:15 First alert`, with its day where it is another."""
        table = self.resolve(self.rows)
        row, time = table.rows[index], table.times[index]
        written = canonical(row["time"], time, None, table.frame) if time else row["time"]
        keys = [known.key for known in self.columns if known.typed and known.key != "time"]
        return " ".join(text for text in (written, *(row[key] for key in keys)) if text)

    def words(self, reading: TimeReading) -> str:
        """Say what a typed time will become, by the clocks that are shown and as it is kept."""
        from hotwash.tui.widgets.typed_times import reading_words

        return reading_words(reading, self.table.frame, self.shown_zone)

    def entry_words(self, line: str) -> str:
        """Say what a line `TIME text` will become."""
        from hotwash.tui.widgets.typed_times import timeless_words

        row, reading = self.entered(line, clocks=self.shown_zone)
        return self.words(reading) if row["time"] else timeless_words(line)

    def entered(self, line: str, *, clocks: tzinfo | None = None) -> tuple[Row, TimeReading]:
        """The row that a line `TIME text` becomes at the end of the timeline.

        Args:
            line: The line.
            clocks: By whose clocks its time is meant; None for the document's.
        """
        text, event = split_entry(line)
        reading = TimeReading("")
        if text:
            reading = self.read(text, len(self.table.rows), clocks=clocks)
        cells = {"time": reading.text, "event": event}
        return Row({key: cell for key, cell in cells.items() if cell}), reading

    def enter(self, lines: Sequence[str], *, clocks: tzinfo | None = None) -> list[str]:
        """Add lines `TIME text` as one step, each where its time belongs.

        Args:
            lines: The lines.
            clocks: By whose clocks their times are meant; None for the document's.

        Returns:
            What the person should know about them, in words.
        """
        table, index, notes = self.resolve(self.rows), 0, list[str]()
        for line in lines:
            row, reading = self.entered(line, clocks=clocks)
            if reading.note and reading.note not in notes:
                notes.append(reading.note)
            if row["time"]:
                rows, index = table.insert(row, reading.time)
            else:
                rows, index = (*table.rows, row), len(table.rows)
            table = self.resolve(rows)
        label = "add row" if len(lines) == 1 else f"paste {len(lines)} rows"
        if self.filter is not None:
            self.close_filter()
        self.put(table.rows, label, cursor=index)
        self.rearrange()
        self.follow()
        return notes

    def add_lines(self, lines: Sequence[str]) -> None:
        """Add pasted lines, each where its time belongs, as one step."""
        lines = [line for line in lines if line.strip()]
        if lines:
            notes = self.enter(lines)
            self.say("; ".join([f"{len(lines)} rows pasted; u or Ctrl+Z takes them out", *notes]))

    @command("insert-now")
    def insert_now(self) -> None:
        """Give the row under the cursor, or the cell that is typed into, the present time."""
        index = self.current
        if index is None:
            return
        if self.editor is not None:
            if self.columns[self.column].key == "time":
                self.editor.set("")
            self.editor.insert(self.typed_now(index))
            self.send_typed()
            return
        reading = self.read("now", index)
        old = self.rows[index]["time"]
        row = self.rows[index].with_cell("time", reading.text)
        if old:
            self.say(f"The time was {old}; u brings it back")
        rows, at = self.resolve(self.rows).retime(index, row, reading.time)
        self.put(rows, "time now", cursor=at)
        self.rearrange()
        self.follow()

    @command("other-day")
    def other_day(self) -> None:
        """Put the row under the cursor a day earlier, or from the incident's day a day later."""
        self.leave_cell()
        index = self.current
        if index is None:
            return
        table = self.resolve(self.rows)
        rows, at = table.other_day(index)
        time = table.times[index]
        if time is None:
            self.say("The row has no time that can be read")
            return
        self.put(rows, "other day", cursor=at)
        self.rearrange()
        self.follow()
        moved = self.table.times[at]
        if moved is not None:
            day = moved.instant.astimezone(self.table.frame.zone)
            self.say(f"The row is on {day.day} {day:%B} now; u brings it back")

    def typed_now(self, above: int) -> str:
        """The present time, as it may be typed under a row by the clocks that are shown."""
        return self._by_shown(self.read("now", above).text, above)

    def _by_shown(self, text: str, above: int) -> str:
        """A stored time as it may be typed under a row by the clocks that are shown."""
        if self.shown_zone is None:
            return text
        from hotwash.tui.widgets.typed_times import typed_by

        return typed_by(self.shown_zone, text, self.table.frame, self.table.above(above))

    # Moments.

    @command("moment")
    def mark(self) -> None:
        """Ask for the moment of the row under the cursor: its letter is the next key."""
        self.leave_cell()
        if self.current is not None:
            self.focus()
            self._marking = True
            self.post_message(self.Marking(True))

    def use_cell(self) -> None:
        """Enter on a moment asks for it."""
        self.mark()

    def set_moment(self, moment: str) -> None:
        """Mark the row under the cursor; an empty moment, or its own, takes the mark away."""
        index = self.current
        if index is None:
            return
        row = self.rows[index]
        moment = "" if row["moment"] == moment else moment
        new = row.with_cell("moment", moment)
        label = f"mark {moment}" if moment else "take mark away"
        self.put((*self.rows[:index], new, *self.rows[index + 1 :]), label)
        self.rearrange()
        said = f"Marked {moment}" if moment else "Mark taken away"
        self.say(f"{said}; u or Ctrl+Z takes it back")

    def on_key(self, event: events.Key) -> None:
        """The key after `m` says which moment it is."""
        if not self._marking:
            return
        event.stop()
        event.prevent_default()
        clears = event.key in ("backspace", "delete", "space", "minus", "0", "n")
        if typed(event) is not None and event.key not in LETTERS and not clears:
            return  # a letter that is no moment chooses nothing, and is no command either
        self._marking = False
        self.post_message(self.Marking(False))
        if event.key in LETTERS:
            self.set_moment(LETTERS[event.key])
        elif clears:
            self.set_moment("")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed, or would choose a moment, now."""
        return self._marking or super().check_consume_key(key, character)


def _parted(row: Row, unreadable: bool) -> Row:
    """A row whose time and event were both typed into the cell of the time, taken apart."""
    if not unreadable or row["event"]:
        return row
    time, event = split_entry(row["time"])
    return row.with_cell("time", time).with_cell("event", event) if time and event else row
