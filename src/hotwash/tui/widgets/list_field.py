"""An answer that is a list: one item a line, each behind its bullet or number.

Enter adds an item, Backspace in an empty one removes it, pasting ten lines makes ten items. Alt
with Up or Down moves the item, or all that have a part selected, as it moves rows; the other
commands for rows act on items too. Empty lines are no items; they go when the cursor does.
"""

from __future__ import annotations

import re
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets.text_area import Selection

from hotwash.editing.places import Spot
from hotwash.editing.session import Session
from hotwash.postmortem.document import Answer
from hotwash.postmortem.row_order import doubled, shifted, without
from hotwash.template.model import Field, Kind
from hotwash.tui.handlers import command
from hotwash.tui.widgets.drawing import wrap
from hotwash.tui.widgets.hidden_characters import clean_paste, conceal, reveal
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.text import TextField
from hotwash.tui.words import visible

_MARKER = re.compile(r"\s*(?:(?:[-*+•]|\d{1,4}[.)])(?:\s+\[[ xX]\])?(?:\s+|$))?")


class ListField(TextField, inherit_bindings=False):
    """The widget of a field whose answer is a list.

    Args:
        session: The open document.
        field: The question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *TextField.BINDINGS,
        Binding("alt+up", "move_row(-1)", show=False),
        Binding("alt+down", "move_row(1)", show=False),
    ]

    min_rows = 1

    hints: ClassVar[tuple[Hint, ...]] = (("Enter", "New item"), *TextField.hints)

    def __init__(self, session: Session, field: Field) -> None:
        self._numbered = field.kind is Kind.NUMBERED
        super().__init__(session, field)

    # --- the answer

    def text_of(self, answer: Answer | None) -> str:
        """One item a line; a line end within an item is shown as a mark."""
        if isinstance(answer, str):
            answer = (answer,)
        items = [item for item in answer or () if isinstance(item, str)]
        return "\n".join(conceal(item, line=True) for item in items)

    def answer_of(self, lines: list[str]) -> Answer | None:
        """The items, without the empty ones."""
        items = (reveal(line.strip(" \t")) for line in lines)
        return tuple(item for item in items if item) or None

    # --- places

    @property
    def _item_lines(self) -> list[int]:
        """The lines that are items: those that are not blank."""
        lines = self.document.lines
        return [at for at, line in enumerate(lines) if line.strip(" \t")]

    @property
    def spot(self) -> Spot:
        """Where the cursor is; an item is counted without the spaces around it."""
        (first, start), (line, end) = self.selection
        text = self.document.get_line(line)
        lead = len(text) - len(text.lstrip(" \t"))
        at = sum(known < line for known in self._item_lines)
        return Spot(
            at, start=max(0, (start if first == line else end) - lead), end=max(0, end - lead)
        )

    def show_spot(self, spot: Spot) -> None:
        """Take the cursor to a place in an item."""
        self.focus(scroll_visible=False)
        lines = self._item_lines
        if not lines:
            return
        line = lines[min(spot.at, len(lines) - 1)]
        text = self.document.get_line(line)
        lead = len(text) - len(text.lstrip(" \t"))
        self.select_range((line, spot.start + lead), (line, spot.end + lead))

    # --- what is shown

    @property
    def gutter_width(self) -> int:
        """Cells for the bullets or numbers."""
        if not self._numbered:
            return 2
        return len(str(max(self.document.line_count, len(self.field.samples)))) + 2

    def marker(self, line: int) -> str:
        """The bullet or number of an item."""
        return f"{line + 1}." if self._numbered else "•"

    def hint(self, width: int) -> list[str]:
        """The template's sample items, or its prompt as the first one."""
        samples = [sample[0] for sample in self.field.samples if sample] or [self.field.prompt]
        room = max(1, width - self.gutter_width)
        lines: list[str] = []
        for index, sample in enumerate(samples):
            sign = f"{self.marker(index):>{self.gutter_width - 1}} "
            for part in wrap(visible(sample), room):
                lines.append(sign + part)
                sign = " " * self.gutter_width
        return lines

    # --- editing

    def paste(self, text: str) -> None:
        """Put in what was copied: every line is an item; bullets and numbers are taken off."""
        lines = [line for line in clean_paste(text).split("\n") if line.strip()]
        if len(lines) > 1 or not self.document.get_line(self.cursor_location[0]).strip():
            lines = [_MARKER.sub("", line, count=1) for line in lines]
        items = [conceal(line.replace("\t", " ").strip(), line=True) for line in lines]
        if items:
            self.replace("\n".join(items), *self.selection, maintain_selection_offset=False)

    # --- whole items, by the commands that rows have

    @command("add-row")
    def add_row(self) -> None:
        """Begin an item below the one with the cursor."""
        self.focus()
        self.move_cursor((self._items()[-1], self._length(self._items()[-1])))
        if not self.is_empty:
            self.insert("\n")

    def action_move_row(self, by: int) -> None:
        """Move the item; see `move_row`."""
        self.move_row(by)

    @command("move-row-up", -1)
    @command("move-row-down", 1)
    def move_row(self, by: int) -> None:
        """Move the item with the cursor, or those with a part selected, up (-1) or down (1)."""
        items, (start, end) = self._items(), self.selection
        lines = list(self.document.lines)
        over = items[0] - 1 if by < 0 else items[-1] + 1
        if not 0 <= over < len(lines):
            return
        order = shifted(len(lines), items, by)
        self._put_items([lines[at] for at in order], "move", len(items))
        self.selection = Selection((start[0] + by, start[1]), (end[0] + by, end[1]))

    @command("duplicate-rows")
    def duplicate_rows(self) -> None:
        """Put a copy of the item, or of those with a part selected, below."""
        items = self._items()
        lines = list(self.document.lines)
        if not any(lines[at].strip() for at in items):
            return
        order = doubled(len(lines), items)
        self._put_items([lines[at] for at in order], "duplicate", len(items))
        self.move_cursor((items[-1] + 1, self._length(items[-1] + 1)))

    @command("delete-row")
    def delete_row(self) -> None:
        """Delete the item with the cursor, or those with a part selected."""
        if self.is_empty:
            return
        items = self._items()
        lines = list(self.document.lines)
        self._put_items([lines[at] for at in without(len(lines), items)], "delete", len(items))
        self.move_cursor((min(items[0], self.document.line_count - 1), 0))
        what = "Item" if len(items) == 1 else f"{len(items)} items"
        self.notify(f"{what} deleted; Ctrl+Z brings {'it' if len(items) == 1 else 'them'} back")

    def _items(self) -> range:
        """The lines of the items that are selected, or of the one with the cursor."""
        start, end = sorted(self.selection)
        last = end[0] - 1 if end[1] == 0 and end[0] > start[0] else end[0]
        return range(start[0], last + 1)

    def _length(self, line: int) -> int:
        return len(self.document.get_line(line))

    def _put_items(self, lines: list[str], verb: str, count: int) -> None:
        """Show other lines and tell the session of them, as one step."""
        self.flush()
        self.put("\n".join(lines))
        self._send(f"{verb} item" if count == 1 else f"{verb} {count} items")

    def on_blur(self) -> None:
        """Take away the lines without an item."""
        self.flush()
        lines = self.document.lines
        if not self.is_empty and any(not line.strip() for line in lines):
            self.put("\n".join(line for line in lines if line.strip()))
