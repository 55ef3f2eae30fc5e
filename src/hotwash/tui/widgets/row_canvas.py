"""A table that draws lines, not widgets: what a row looks like, the layout, the painting.

Only the lines in view are ever painted, so that ten thousand rows cost what thirty do. The row
under the cursor is opened over as many lines as its text needs, and all are where there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.postmortem.document import Row
from hotwash.tui.widgets.cells import crop, visible, width
from hotwash.tui.widgets.grid_layout import GridColumn, Lines, widths_in_view
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.row_painter import Caret, RowPainter, RowPicture

OPENED = 8
"""Lines that an opened row takes at the most while it is only read, where its form scrolls."""

MEASURED = 400
"""Rows whose texts decide how wide the columns are."""

ALWAYS_OPEN = 200
"""Rows up to which a table inside a form shows every row in full."""

WHOLE = frozenset(
    {"row", "cursor", "resting", "chosen", "cell", "edit", "header", "caret", "selected"}
)
"""Looks that have a background of their own."""


class RowCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows in columns.

    Subclasses say what a row looks like (`cell`, `sign`, `above`) and what may be done with it.

    Args:
        columns: What is shown, from left to right.
        fill: Whether the table has its tab for itself and scrolls; else it is as tall as its rows
            and what it stands in scrolls.
        header: Whether the columns have titles.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--row",
        "rows--cursor",
        "rows--resting",
        "rows--chosen",
        "rows--cell",
        "rows--edit",
        "rows--caret",
        "rows--selected",
        "rows--sample",
        "rows--hint",
        "rows--mark",
        "rows--gap",
        "rows--muted",
        "rows--problem",
        "rows--done",
    }
    DEFAULT_CSS = """
    RowCanvas {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        &.-form { height: auto; overflow-y: hidden; }
        & > .rows--header { color: $text-muted; text-style: bold; }
        & > .rows--cursor { background: $boost; text-style: bold; }
        & > .rows--chosen { background: $primary-muted; color: $text; }
        & > .rows--cell { background: $primary; color: $text; text-style: bold; }
        & > .rows--edit { background: $panel; color: $foreground; }
        & > .rows--caret { text-style: reverse; }
        & > .rows--selected { background: $input-selection-background; }
        &:ansi > .rows--selected { text-style: reverse; }
        & > .rows--sample { color: $text-muted; text-style: italic; }
        & > .rows--hint { color: $text-muted; }
        & > .rows--mark { color: $text-accent; }
        & > .rows--gap { color: $text-muted; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--problem { color: $text-error; }
        & > .rows--done { color: $text-muted; }
        &:ansi > .rows--sample { text-style: dim italic; }
        &:ansi > .rows--hint, &:ansi > .rows--gap, &:ansi > .rows--muted, &:ansi > .rows--done {
            text-style: dim;
        }
    }
    """

    prefix: ClassVar[int] = 2
    """Cells before the first column."""

    def __init__(self, columns: Sequence[GridColumn], *, fill: bool, header: bool) -> None:
        self._looks: dict[str, Style] = {}
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        """The rows as they are in the document, a new and still empty one included."""
        self.cursor = 0
        """Where the cursor is among the rows shown."""
        self.column = next((at for at, known in enumerate(columns) if known.grows), 0)
        """The column that the cursor is in."""
        self.fill = fill
        self.header = header
        self.filter: LineEditor | None = None
        """The words that rows are chosen by, while `/` is open."""
        self.shown: list[int] | None = None
        """Which rows are shown, or None for all."""
        self._painter = RowPainter(self.columns, [1] * len(self.columns), self.prefix, 1)
        self._lines = Lines(0, {})
        self._extra: dict[int, int] = {}
        self._all_open = False
        self._haystack: list[str] = []

    # What subclasses say.

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell as it is shown, and its look; empty for the row's own."""
        return self.rows[row][self.columns[column].key], ""

    def sign(self, row: int, *, current: bool) -> tuple[str, str]:
        """What stands before a row, in at most `prefix` cells, and its look."""
        return ("▸ " if current and self.has_focus else ""), ""

    def above(self, row: int) -> str:
        """A line that stands over a row; empty for none."""
        return ""

    def below(self, row: int) -> Sequence[str]:
        """Lines that stand under a row while it is opened."""
        return ()

    def gaps(self) -> Sequence[int]:
        """The rows that have a line over them."""
        return ()

    def caret(self) -> Caret | None:
        """The cell of the cursor's row that is typed into."""
        return None

    def typed(self) -> str:
        """The text of the cell that is typed into."""
        return ""

    def offered(self) -> str:
        """What is offered to be typed next in that cell."""
        return ""

    def samples(self) -> Sequence[Sequence[str]]:
        """Example rows that are shown greyed while there is nothing else."""
        return ()

    def hint(self) -> str:
        """One line that says how the first row is made."""
        return ""

    # Rows and where they are shown.

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return len(self.rows) if self.shown is None else len(self.shown)

    @property
    def current(self) -> int | None:
        """Index of the row under the cursor among all rows, or None when there is none."""
        return self.index(self.cursor) if self.count else None

    def index(self, place: int) -> int:
        """Which of all rows stands at a place among the rows shown."""
        return place if self.shown is None else self.shown[place]

    def place(self, index: int) -> int:
        """Where a row is shown; the last place when the filter hides it."""
        if self.shown is None:
            return index
        return self.shown.index(index) if index in self.shown else max(0, len(self.shown) - 1)

    # Layout.

    def on_mount(self) -> None:
        """Fill the tab where the form gives it to the table alone."""
        self.fill = self.fill or self.has_class("alone")
        self.set_class(not self.fill, "-form")

    def watch_show_vertical_scrollbar(self) -> None:
        """Share the width anew: nobody is told of a size that only the scroll bar has changed."""
        self.call_after_refresh(self.rearrange)

    @property
    def _chrome(self) -> int:
        """Lines over the rows: the titles and the filter."""
        return int(self.titled) + int(self.filter is not None)

    @property
    def titled(self) -> bool:
        """Whether the titles of the columns are shown now."""
        return self.header

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as all rows take, when the table stands in a form."""
        if width != self._painter.total:
            self._arrange(width)
        return self._chrome + self._body_lines()

    def rearrange(self) -> None:
        """Lay everything out anew, and show it."""
        if self.is_attached and self.size.width:
            self._arrange(self.scrollable_content_region.width)
            self._show_all()
        else:  # hidden, or not laid out: measured when it is, and until then a line for each row
            self.cursor = max(0, min(self.cursor, self.count - 1))
            self._lines = Lines(self.count, {})

    def _arrange(self, wide: int) -> None:
        widths = self._widths(wide)
        self._painter = RowPainter(self.columns, widths, self.prefix, wide)
        self.cursor = max(0, min(self.cursor, self.count - 1))
        gaps = self.gaps()
        hidden = self.shown is not None
        self._extra = {} if hidden else dict.fromkeys(gaps, 1)
        self._all_open = self._room_for_all()
        if self._all_open:
            for place in range(self.count):
                if more := self._painter.height(self.picture(place)) - 1:
                    self._extra[place] = more
        self._lines = Lines(self.count, self._extra)
        self._relined(self.cursor, self.cursor)

    def _room_for_all(self) -> bool:
        """Whether every row can be shown in full.

        In a tab of its own that is so when none has to be scrolled away for it, whichever row is
        the cursor's and even with a scroll bar beside the rows: it then never comes and goes.
        """
        if not self.fill:
            return self.count <= ALWAYS_OPEN
        left = self.size.height - self._chrome
        if not 0 < self.count <= left:
            return False
        widths = self._widths(self.size.width - 1)
        painter = RowPainter(self.columns, widths, self.prefix, self.size.width - 1)
        self._all_open = True  # measured as they would be shown then
        places = range(self.count)
        left -= max(len(self.below(self.index(place))) for place in places)
        for place in places:
            left -= painter.height(replace(self.picture(place), below=()))
            if left < 0:
                return False
        return True

    def _widths(self, wide: int) -> list[int]:
        """The widths of the columns in lines of so many cells; 0 for those out of view."""
        return widths_in_view(self.columns, self._needs(), wide - self.prefix, self.column)

    def _needs(self) -> list[int]:
        """The cells that the longest text of each column takes, among the first rows."""
        needs = [width(known.title) if self.header else 0 for known in self.columns]
        columns = range(len(self.columns))
        if self.rows:
            places = range(min(self.count, MEASURED))
            texts = ((at, self.cell(self.index(row), at)[0]) for row in places for at in columns)
        else:
            texts = (
                (at, text) for row in self.samples() for at, text in zip(columns, row, strict=False)
            )
        for at, text in texts:
            needs[at] = max(needs[at], width(visible(text)))
        return needs

    def _relined(self, *places: int) -> bool:
        """Measure the rows whose height may have changed; say whether one of them has."""
        extra = dict(self._lines.extra)
        for place in places:
            if place < self.count:
                more = self._painter.height(self.picture(place)) - 1
                if more:
                    extra[place] = more
                else:
                    extra.pop(place, None)
        if extra == self._lines.extra:
            return False
        self._lines = Lines(self.count, extra)
        return True

    def _body_lines(self) -> int:
        if self.count:
            return self._lines.total
        return len(self.samples()) + 1

    def _show_all(self) -> None:
        """Paint the whole table again, its size included."""
        size = Size(0, self._chrome + self._body_lines())
        if size != self.virtual_size:
            self.virtual_size = size
            if not self.fill:
                self.refresh(layout=True)
        self.refresh()

    def _repaint(self, place: int) -> None:
        """Paint one row again, and all when it has grown or shrunk."""
        if self._relined(place):
            self._show_all()
        elif place < self.count:
            self.refresh_lines(self._chrome + self._lines.top(place), self._lines.height(place))

    # Painting.

    def picture(self, place: int) -> RowPicture:
        """What the row at a place looks like now."""
        index = self.index(place)
        current = place == self.cursor
        focused = current and self.has_focus
        cells = [self.cell(index, at) for at in range(len(self.columns))]
        mark, mark_look = self.sign(index, current=current)
        caret = self.caret() if current else None
        texts = [visible(text) for text, _ in cells]
        if caret is not None:
            texts[caret.column] = visible(self.typed())
        above = self.above(index) if self.shown is None else ""
        # The row under the cursor can be read whole, also while one types in the line below.
        opened = max(OPENED, self.size.height - self._chrome) if self.fill else OPENED
        return RowPicture(
            texts=texts,
            looks=[look for _, look in cells],
            mark=mark,
            mark_look=mark_look,
            look="cursor" if focused else "resting" if current else "row",
            current=self.column if focused and caret is None else None,
            caret=caret,
            offered=visible(self.offered()) if caret is not None else "",
            above=(above,) if above else (),
            below=[visible(text) for text in self.below(index)] if focused else (),
            limit=opened if current or self._all_open else 1,
        )

    def look(self, name: str) -> Style:
        """The style of a look: the whole one for a row, else what it adds to the row's."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._style(name)
        return found

    def _style(self, name: str) -> Style:
        if not name:
            return Style.null()
        names = ("rows--edit", "rows--caret") if name == "caret" else (f"rows--{name}",)
        style = self.get_component_rich_style(*names)
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

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        self._looks.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        total = self._painter.total
        if y < self._chrome:
            return self._chrome_line(y, total)
        line = y - self._chrome + round(self.scroll_y)
        if not self.count:
            return self._empty_line(line, total)
        if line >= self._lines.total:
            return Strip.blank(total, self.look("row"))
        place, within = self._lines.find(line)
        return Strip(self._painter.line(self.picture(place), within, self.look), total)

    def _chrome_line(self, y: int, total: int) -> Strip:
        if self.titled and y == 0:
            titles = [visible(known.title) for known in self.columns]
            picture = RowPicture(titles, [""] * len(titles), look="header")
            strip = Strip(self._painter.paint(picture, self.look)[0], total)
            more = self._arrows_to_hidden()
            return (
                Strip.join(
                    [strip.crop(0, total - len(more)), Strip([Segment(more, self.look("header"))])]
                )
                if more
                else strip
            )
        typed = visible(self.filter.text) if self.filter else ""
        count = f"{self.count} of {len(self.rows)}  Esc ends"
        room = max(1, total - width(count) - 4)
        text = "/ " + crop(typed + "▏", room) + "  " + count
        return Strip([Segment(crop(text, total), self.look("edit"))], total)

    def _arrows_to_hidden(self) -> str:
        """Arrows to where columns are out of view, from the cursor's."""
        hidden = [at for at, wide in enumerate(self._painter.widths) if not wide]
        left, right = min(hidden, default=self.column), max(hidden, default=self.column)
        return "‹" * (left < self.column) + "›" * (right > self.column)

    def _empty_line(self, line: int, total: int) -> Strip:
        base = self.look("row")
        if self.filter is not None:
            text = "No row has all these words." if line == 0 else ""
            return Strip([Segment(crop(text, total), base + self.look("hint"))], total)
        samples = self.samples()
        if line < len(samples):
            texts = [visible(text) for text in samples[line]][: len(self.columns)]
            texts += [""] * (len(self.columns) - len(texts))
            picture = RowPicture(texts, ["sample"] * len(texts))
            return Strip(self._painter.paint(picture, self.look)[0], total)
        if line == len(samples):
            hint = self.hint()
            style = base + self.look("hint")
            if self.has_focus:
                return Strip(
                    [Segment("▸ ", base), Segment(crop(hint, total - 2), self.look("cursor"))],
                    total,
                )
            return Strip([Segment(crop("  " + hint, total), style)], total)
        return Strip.blank(total, base)
