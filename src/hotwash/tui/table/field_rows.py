"""The rows of one field of the open document: read, typed into, put in another order. No widget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from hotwash.editing.session import Session
from hotwash.postmortem.document import Row
from hotwash.postmortem.row_order import Order, arranged, by_text, doubled, sorted_by
from hotwash.template.model import ColumnKind, Field
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.table.rows import RowModel


@dataclass(frozen=True, slots=True)
class Sorting:
    """A way in which rows can be sorted."""

    title: str
    """By what: `Due date`."""
    key: Callable[[Row], tuple[object, ...]]
    """What a row is compared by; tuples of things that can be compared."""


class RowsRead(NamedTuple):
    """All rows after something typed was read."""

    rows: Sequence[Row]
    at: int
    """Index of the row that was read, of the last one where they are several."""
    notes: Sequence[str] = ()
    """What the person should know about it, in words."""


class FieldRows(RowModel):
    """A field's rows.

    Args:
        session: The open document.
        field: The field whose rows these are.
        columns: What is shown of them.
    """

    def __init__(self, session: Session, field: Field, columns: Sequence[GridColumn]) -> None:
        super().__init__(columns)
        self.session = session
        self.field = field
        self.rows = self.stored
        """The rows as they are in the document, a new and still empty one included."""

    @property
    def stored(self) -> tuple[Row, ...]:
        """The rows as they are in the document."""
        return self.session.document.rows(self.field.path)

    @property
    def typed_columns(self) -> list[int]:
        """The columns whose cells are typed into."""
        return [at for at, known in enumerate(self.columns) if known.typed]

    @property
    def typed_keys(self) -> list[str]:
        """The keys of the columns whose cells are typed into."""
        return [known.key for known in self.columns if known.typed]

    def context(self) -> object:
        """What of the rest of the document the rows are shown by."""
        return None

    def update(self, *, typing: bool) -> None:
        """Work out what is shown beside the rows, before they are laid out.

        Args:
            typing: Whether a cell is typed into.
        """

    def samples(self) -> Sequence[Sequence[str]]:
        """The template's own rows, greyed."""
        return self.field.samples

    def hint(self) -> str:
        """How to begin."""
        return "No rows yet. Press Enter or a to add the first one."

    def names_column(self, key: str) -> bool:
        """Whether a column holds the names of people."""
        known = next((one for one in self.field.columns if one.key == key), None)
        return known is not None and known.kind is ColumnKind.PERSON

    def edit_label(self, key: str) -> str:
        """What typing into a column is called in the history."""
        title = next((known.title for known in self.columns if known.key == key), key)
        return f"edit {title.lower()}"

    def write(
        self, label: str, *, source: object, unsent: int | None, key: str = "", join: bool = False
    ) -> None:
        """Give the rows to the document.

        Args:
            label: What was done to them, for the undo message.
            source: Who did it.
            unsent: The identity of a row that the document does not get as long as it is empty.
            key: The cell that is typed into, which makes it part of the typing before it.
            join: Whether it settles what was typed there, and so is no step of its own.
        """
        told = tuple(row for row in self.rows if row.cells or unsent is None or row.id != unsent)
        self.session.edit(
            self.field.path,
            told,
            label=label,
            typing=bool(key),
            key=key,
            join=join,
            source=source,
        )
        if len(told) == len(self.rows):
            # Rows that are equal stay the document's own: a change that changes nothing is none.
            self.rows = self.stored

    # What is typed into a cell.

    def opened(self, text: str, index: int, key: str) -> str:
        """The text of a cell as it is opened to be typed into.

        Args:
            text: As it is in the document.
            index: The row.
            key: The column.
        """
        return text

    def sent(self, text: str, index: int, key: str) -> str:
        """The text of a cell as the document gets it while it is typed; see `opened`."""
        return text

    def typed_words(self, text: str, index: int, key: str) -> str:
        """What becomes of a text that is typed into a cell, in words; empty for nothing to say."""
        return ""

    def settle(self, index: int, key: str, *, new: bool = False) -> RowsRead:
        """Read a cell that was left.

        Args:
            index: The row.
            key: The column.
            new: Whether the row is being filled in for the first time.
        """
        row = self.rows[index]
        text = row[key].strip()
        if text == row[key]:
            return RowsRead(self.rows, index)
        return RowsRead(self.with_row(index, row.with_cell(key, text)), index)

    def with_row(self, index: int, *rows: Row) -> tuple[Row, ...]:
        """All rows, one of them replaced; by nothing, taken away."""
        return (*self.rows[:index], *rows, *self.rows[index + 1 :])

    # Lines of text as rows.

    def rows_of(self, lines: Sequence[str]) -> Sequence[Row]:
        """Make rows of pasted lines: cells between tabs, from the first typed column on."""
        keys = self.typed_keys
        made = []
        for line in lines:
            parts = line.split("\t") if len(keys) > 1 else [line]
            head, rest = parts[: len(keys) - 1], parts[len(keys) - 1 :]
            texts = [*head, " ".join(rest)] if rest else head
            cells = dict(zip(keys, (text.strip() for text in texts), strict=False))
            made.append(Row({key: text for key, text in cells.items() if text}))
        return made

    def with_lines(
        self, lines: Sequence[str], below: int | None, *, clocks: tzinfo | None = None
    ) -> RowsRead:
        """All rows, and those that lines become.

        Args:
            lines: The lines.
            below: The row under which they go; None where there is none.
            clocks: By whose clocks times in them are meant; None for the document's.
        """
        made = self.rows_of(lines)
        at = 0 if below is None else below + 1
        return RowsRead((*self.rows[:at], *made, *self.rows[at:]), at + len(made) - 1)

    def line_of(self, index: int) -> str:
        """A row as text that can be pasted into a table: its cells between tabs."""
        row = self.rows[index]
        return "\t".join(row[key].replace("\n", " ") for key in self.typed_keys).rstrip("\t")

    # The order of rows.

    def why_fixed(self, row: int, other: int) -> str:
        """Why a row cannot go to the other side of another one; empty when it can."""
        return ""

    def arranged(self, order: Order) -> tuple[Row, ...]:
        """All rows in an order, some left out or copied."""
        return arranged(self.rows, order)

    def doubled(self, chosen: Collection[int]) -> Order:
        """All rows and copies of some: where these go."""
        return doubled(len(self.rows), chosen)

    def sorts(self) -> Sequence[Sorting]:
        """The ways in which rows can be sorted."""
        return [Sorting(known.title, by_text(known.key)) for known in self.columns if known.typed]

    def order_by(self, sorting: Sorting, chosen: Collection[int]) -> Order:
        """All rows, some of them sorted among their places."""
        return sorted_by(self.rows, chosen, sorting.key)
