"""What is done to rows of a timeline beside what is done to rows of any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from hotwash.template.model import MOMENTS
from hotwash.tui.handlers import command
from hotwash.tui.table.row_commands import RowCommands
from hotwash.tui.table.timeline_rows import TimelineRows
from hotwash.tui.typed import typed

if TYPE_CHECKING:
    from hotwash.tui.table.grid import Grid

LETTERS = {moment[0]: moment for moment in MOMENTS}
"""The letter that marks a row, after `m`: they all begin differently."""

CLEARS = ("backspace", "delete", "space", "minus", "0", "n")
"""Keys that take the mark away, after `m`."""


class MomentAsked(Message):
    """A row is to be marked with a moment, or no longer is to be."""

    def __init__(self, on: bool) -> None:
        super().__init__()
        self.on = on


class TimelineCommands(RowCommands):
    """The commands that act on the rows of a timeline.

    Args:
        table: The table.
        model: Its rows.
    """

    def __init__(self, table: Grid, model: TimelineRows) -> None:
        super().__init__(table, model)
        self._times = model.times

    @command("show-zone")
    def show_zone(self) -> None:
        """Show the times by the next clocks: the document's, UTC, the machine's."""
        self.table.cell.leave()
        words = self._times.show_next_zone()
        self.table.rearrange()
        self.table.say(words)

    @command("insert-now")
    def insert_now(self) -> None:
        """Give the row under the cursor, or the cell that is typed into, the present time."""
        table, index = self.table, self.table.current
        if index is None:
            return
        if table.cell.is_open:
            table.cell.insert(self._times.typed_now(index), whole=table.cell.key == "time")
            return
        reading = self._times.read("now", index)
        old = self.model.rows[index]["time"]
        row = self.model.rows[index].with_cell("time", reading.text)
        if old:
            table.say(f"The time was {old}; u brings it back")
        rows, at = self._times.resolve(self.model.rows).retime(index, row, reading.time)
        table.sync.change(rows, "time now", cursor=at)

    @command("other-day")
    def other_day(self) -> None:
        """Put the row under the cursor a day earlier, or from the incident's day a day later."""
        table = self.table
        table.cell.leave()
        index = table.current
        if index is None:
            return
        times = self._times.resolve(self.model.rows)
        if times.times[index] is None:
            table.say("The row has no time that can be read")
            return
        rows, at = times.other_day(index)
        table.sync.change(rows, "other day", cursor=at)
        moved = self._times.table.times[at]
        if moved is not None:
            day = moved.instant.astimezone(self._times.table.frame.zone)
            table.say(f"The row is on {day.day} {day:%B} now; u brings it back")

    # Moments.

    @command("moment")
    def mark(self) -> None:
        """Ask for the moment of the row under the cursor: its letter is the next key."""
        table = self.table
        table.cell.leave()
        if table.current is not None:
            table.focus()
            table.keys.ask(self._take_moment)
            table.post_message(MomentAsked(True))

    def use_cell(self) -> None:
        """Enter on a moment asks for it."""
        self.mark()

    def _take_moment(self, event: events.Key) -> bool:
        """Take the key after `m`; return whether it was one, or the moment is still asked for."""
        clears = event.key in CLEARS
        if typed(event) is not None and event.key not in LETTERS and not clears:
            return False  # a letter that is no moment chooses nothing, and is no command either
        self.table.post_message(MomentAsked(False))
        if event.key in LETTERS or clears:
            self.set_moment(LETTERS.get(event.key, ""))
        return True

    def set_moment(self, moment: str) -> None:
        """Mark the row under the cursor; an empty moment, or its own, takes the mark away."""
        row, index = self.table.row, self.table.current
        if row is None or index is None:
            return
        moment = "" if row["moment"] == moment else moment
        label = f"mark {moment}" if moment else "take mark away"
        self.table.sync.put(self.model.with_row(index, row.with_cell("moment", moment)), label)
        self.table.rearrange()
        said = f"Marked {moment}" if moment else "Mark taken away"
        self.table.say(f"{said}; u or Ctrl+Z takes it back")
