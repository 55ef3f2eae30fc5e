"""The lines of a table as styled text: titles, the filter, rows, and what stands where none are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hotwash.tui.table.row_painter import Caret, RowPicture
from hotwash.tui.table.table_layout import TableLayout
from hotwash.tui.widgets.cells import crop, visible

if TYPE_CHECKING:
    from hotwash.tui.table.row_view import RowView

OPENED = 8
"""Lines that an opened row takes at the most while it is only read, where its form scrolls."""

SELECTED = "┃"
"""Stands before a selected row, beside its colour."""

WHOLE = frozenset(
    {"row", "cursor", "resting", "chosen", "cell", "edit", "header", "caret", "selected"}
)
"""Looks that have a background of their own."""

ADDED = frozenset({"sample", "hint", "mark", "gap", "muted", "problem", "done"})
"""Looks that are added to that of a row."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """The cell of the cursor's row that is typed into."""

    caret: Caret
    text: str
    offered: str = ""
    """What is offered to be typed next."""


class TableDrawing:
    """Draws the rows of a view.

    Args:
        view: The view.
    """

    def __init__(self, view: RowView) -> None:
        self._view = view
        self._looks: dict[str, Style] = {}
        self.layout = TableLayout(view.model, self.picture)
        """Where the rows stand."""

    def picture(self, place: int) -> RowPicture:
        """What the row at a place looks like now."""
        view, model = self._view, self._view.model
        index, current = view.index(place), place == view.cursor
        has_focus = view.has_focus
        focused = current and has_focus
        cells = [model.cell(index, at) for at in range(len(model.columns))]
        texts = [visible(text) for text, _ in cells]
        typed = view.typed_cell() if current else None
        if typed is not None:
            texts[typed.caret.column] = visible(typed.text)
        mark, mark_look = model.sign(index, current=current, focused=has_focus)
        above = model.above(index) if view.shown is None else ""
        below = model.below(index, typing=typed is not None) if focused else ()
        picture = RowPicture(
            texts=texts,
            looks=[look for _, look in cells],
            mark=mark,
            mark_look=mark_look,
            look="cursor" if focused else "resting" if current else "row",
            current=view.column if focused and not typed and model.has_cell_cursor else None,
            caret=typed.caret if typed else None,
            offered=visible(typed.offered) if typed else "",
            above=(above,) if above else (),
            below=[visible(text) for text in below],
            limit=self._most_lines(current),
        )
        return picture if current or not view.is_chosen(place) else self._chosen(picture)

    def _most_lines(self, current: bool) -> int:
        """Lines that a row may take; the one under the cursor can be read whole.

        That is so also while one types in the line below.
        """
        if not current and not self.layout.all_open:
            return 1
        return max(OPENED, self._view.room) if self._view.fill else OPENED

    def _chosen(self, picture: RowPicture) -> RowPicture:
        """A row of a range that is selected."""
        model = self._view.model
        mark = picture.mark.ljust(model.prefix)
        mark = mark[: model.pointer] + SELECTED + mark[model.pointer + 1 :]
        return replace(picture, look="chosen", mark=mark)

    # Looks.

    def look(self, name: str) -> Style:
        """The style of a look: the whole one for a row, else what it adds to the row's."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._style(name)
        return found

    def forget_looks(self) -> None:
        """Forget the styles of the old theme."""
        self._looks.clear()

    def _style(self, name: str) -> Style:
        if not name:
            return Style.null()
        names = ("rows--edit", "rows--caret") if name == "caret" else (f"rows--{name}",)
        style = self._view.get_component_rich_style(*names)
        if name in WHOLE:
            return style
        # What a cell adds to its row: never the background.
        return Style(
            color=style.color,
            bold=style.bold or None,
            dim=style.dim or None,
            italic=style.italic or None,
            underline=style.underline or None,
            reverse=style.reverse or None,
            strike=style.strike or None,
        )

    # Lines.

    def line(self, y: int, scrolled: int) -> Strip:
        """One line of the view.

        Args:
            y: Which one.
            scrolled: How many lines of the rows are above the view.
        """
        view, painter = self._view, self.layout.painter
        line = y - view.chrome + scrolled
        if y < view.chrome:
            segments = self._chrome_line(y)
        elif not view.count:
            segments = self._empty_line(line)
        elif line >= self.layout.lines.total:
            segments = [Segment(" " * painter.total, self.look("row"))]
        else:
            place, within = self.layout.lines.find(line)
            segments = painter.line(self.picture(place), within, self.look)
        return Strip(segments, painter.total)

    def _chrome_line(self, y: int) -> list[Segment]:
        """A line over the rows: the titles, and under them the filter."""
        view, painter = self._view, self.layout.painter
        if view.filter is not None and y == view.chrome - 1:
            words = view.filter.words(view.count, len(view.model.rows), painter.total)
            return [Segment(words, self.look("edit"))]
        titles = [visible(known.title) for known in view.model.columns]
        picture = RowPicture(titles, [""] * len(titles), look="header")
        strip = Strip(painter.line(picture, 0, self.look), painter.total)
        more = self._arrows_to_hidden()
        return [*strip.crop(0, painter.total - len(more)), Segment(more, self.look("header"))]

    def _arrows_to_hidden(self) -> str:
        """Arrows to where columns are out of view, from the cursor's."""
        column = self._view.column
        hidden = [at for at, wide in enumerate(self.layout.painter.widths) if not wide]
        left, right = min(hidden, default=column), max(hidden, default=column)
        return "‹" * (left < column) + "›" * (right > column)

    def _empty_line(self, line: int) -> list[Segment]:
        """A line where there are no rows: examples, and how the first one is made."""
        view, painter, base = self._view, self.layout.painter, self.look("row")
        samples = view.model.samples() if view.filter is None else ()
        if line < len(samples):
            texts = [visible(text) for text in samples[line]][: len(view.model.columns)]
            texts += [""] * (len(view.model.columns) - len(texts))
            return painter.line(RowPicture(texts, ["sample"] * len(texts)), 0, self.look)
        if view.filter is not None:
            words = "" if line else "No row has all these words."
            return [Segment(crop(words, painter.total), base + self.look("hint"))]
        hint = view.model.hint() if line == len(samples) else ""
        if not hint:
            return [Segment(" " * painter.total, base)]
        if view.has_focus:
            words = crop(hint, painter.total - 2)
            return [Segment("▸ ", base), Segment(words, self.look("cursor"))]
        return [Segment(crop("  " + hint, painter.total), base + self.look("hint"))]
