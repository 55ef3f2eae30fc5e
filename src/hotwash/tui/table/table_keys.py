"""What a key or a paste is for in a table: an answer, the filter, the open cell, a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from hotwash.tui.command import KeyScope
from hotwash.tui.typed import typed, types
from hotwash.tui.widgets.hidden_characters import clean_paste
from hotwash.tui.widgets.hints import Hint

if TYPE_CHECKING:
    from hotwash.tui.table.grid import Grid


class TableKeys:
    """Gives each key and each paste to the part of a table that it is for.

    Args:
        table: The table.
    """

    def __init__(self, table: Grid) -> None:
        self._table = table
        self._waiting = False
        self._asked: Callable[[events.Key], bool] | None = None

    def ask(self, take: Callable[[events.Key], bool]) -> None:
        """Give the next keys to a function, until it says that one was an answer."""
        self._asked = take

    @property
    def letters_wait(self) -> bool:
        """Whether letters do nothing yet: a person was led here out of text, and may type on.

        They act again after any key that types nothing: Escape, an arrow, Enter, a function key.
        """
        return self._waiting and not self._table.typing_line

    def hold_letters(self) -> None:
        """Let letters do nothing until a key is pressed that types nothing."""
        self._waiting = True
        self._table.tell_hints()

    def release_letters(self) -> None:
        """Let letters act again."""
        self._waiting = False
        self._table.tell_hints()

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that act here now."""
        table = self._table
        if table.selection:
            return (("Esc", "End"), KeyScope.RANGE)
        if self.letters_wait:
            return (("Enter", "Edit" if table.count else "First row"), ("Esc", "Row keys"))
        if table.types_filter:
            return (("Enter", "Keep"), ("Esc", "All rows"))
        if table.cell.is_open:
            return (KeyScope.CELL, ("Tab", "Next cell"))
        return (table.scope,)

    def consumes(self, key: str, character: str | None) -> bool:
        """Whether a key would be typed now, would do nothing yet, or would be an answer."""
        if self._asked is not None:
            return True
        return (bool(self._table.typing_line) or self.letters_wait) and types(key, character)

    def press(self, event: events.Key) -> bool:
        """Do what a key does; return whether it was one for the table."""
        if self._asked is not None:
            asked, self._asked = self._asked, None
            if not asked(event):
                self._asked = asked
            return True
        if self._table.types_filter:
            return self._filter_key(event)
        if self._table.cell.is_open:
            return self._table.cell.press(event)
        return self._row_key(event)

    def _filter_key(self, event: events.Key) -> bool:
        """Take a key into the words of the filter."""
        table = self._table
        assert table.filter is not None
        if event.key in ("escape", "ctrl+c"):
            table.commands.close_filter()
        elif event.key in ("enter", "down", "up", "tab"):
            table.filter.typing = False
            table.tell_hints()
            table.rearrange()
            return event.key != "tab"
        elif table.filter.line.press(event.key, typed(event)):
            table.commands.choose_rows()
        else:
            return False
        return True

    def _row_key(self, event: events.Key) -> bool:
        """Take a key that is for no text; return whether it is no command either."""
        table = self._table
        if event.key == "escape" and table.selection:
            table.end_selection()
            return True
        character = typed(event)
        if character is None and event.key != "backspace":
            self.release_letters()
        elif self.letters_wait:
            self._letter_waits(character)
            return True
        if event.key == "escape" and table.filter is not None:
            table.commands.close_filter()
            return True
        keys = {event.key, *event.aliases}
        if character is not None and table.screen.active_bindings.keys().isdisjoint(keys):
            table.say(f"No row key: {character}. Enter opens the cell, F1 lists the keys")
        return False

    def _letter_waits(self, character: str | None) -> None:
        """Take a letter that is typed on from a text: begin the first row, or say what it needs."""
        table = self._table
        if table.count:
            table.say("Not typed: Enter opens the cell. After Esc or an arrow, letters act on rows")
        elif character is not None and table.filter is None:
            self.release_letters()
            table.cell.add_row()
            table.cell.insert(character)

    def paste(self, text: str) -> None:
        """Put a text into what is typed into, or make rows of its lines.

        Several lines are rows where no cell is open, and where the cell that is open is the first
        of a row that is empty as yet; else they go into the cell, as words behind each other.
        """
        table = self._table
        text = clean_paste(text)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            return
        if table.filter is not None and table.filter.typing:
            table.filter.line.insert(lines[0])
            table.commands.choose_rows()
        elif table.cell.is_open and (len(lines) == 1 or not table.cell.in_new_row):
            table.cell.insert(" ".join(lines).replace("\t", " "))
        else:
            if table.cell.is_open:
                self.hold_letters()
            table.cell.leave()
            table.paste(text)
