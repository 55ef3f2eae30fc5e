"""A table that draws lines, not widgets: rows, a cursor, a filter; nothing is edited here.

Only the lines in view are ever painted, so that ten thousand rows cost what thirty do. The row
under the cursor is opened over as many lines as its text needs while the table has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from hotwash.postmortem.document import Row
from hotwash.tui.widgets.cells import crop, visible, width
from hotwash.tui.widgets.grid_layout import SPACE, GridColumn, Lines, fit
from hotwash.tui.widgets.line_editor import LineEditor
from hotwash.tui.widgets.row_painter import Caret, RowPainter, RowPicture

OPENED = 8
"""Lines that an opened row takes at the most while it is only read."""

MEASURED = 400
"""Rows whose texts decide how wide the columns are."""

ALWAYS_OPEN = 200
"""Rows up to which a table inside a form shows every row in full."""


WHOLE = frozenset({"row", "cursor", "resting", "cell", "edit", "header", "caret"})
"""Looks that have a background of their own."""


class RowView(ScrollView, can_focus=True, inherit_bindings=False):
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
        "rows--cell",
        "rows--edit",
        "rows--caret",
        "rows--sample",
        "rows--hint",
        "rows--mark",
        "rows--gap",
        "rows--muted",
        "rows--good",
        "rows--problem",
        "rows--strong",
        "rows--done",
    }
    DEFAULT_CSS = """
    RowView {
        height: 1fr;
        background: transparent;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        &.-form { height: auto; overflow-y: hidden; }
        & > .rows--header { color: $text-muted; text-style: bold; }
        & > .rows--cursor { background: $boost; text-style: bold; }
        & > .rows--cell { background: $primary; color: $text; text-style: bold; }
        & > .rows--edit { background: $panel; color: $foreground; }
        & > .rows--caret { text-style: reverse; }
        & > .rows--sample { color: $text-muted; text-style: italic; }
        & > .rows--hint { color: $text-muted; }
        & > .rows--mark { color: $accent; }
        & > .rows--gap { color: $text-muted; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--good { color: $text-success; }
        & > .rows--problem { color: $text-error; }
        & > .rows--strong { text-style: bold; }
        & > .rows--done { color: $text-muted; }
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

    def gaps(self) -> Sequence[int]:
        """The rows that have a line over them."""
        return ()

    def caret(self) -> Caret | None:
        """The cell of the cursor's row that is typed into."""
        return None

    def typed(self) -> str:
        """The text of the cell that is typed into."""
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

    # The cursor.

    def go(self, place: int) -> None:
        """Put the cursor on a row, as near as there is one, and bring it into view."""
        place = max(0, min(place, self.count - 1))
        old, self.cursor = self.cursor, place
        if place != old:
            if self._relined(old, place):
                self._show_all()
            else:
                self._repaint(old)
                self._repaint(place)
        self.follow()

    def go_column(self, column: int) -> None:
        """Put the cursor in a column."""
        self.column = max(0, min(column, len(self.columns) - 1))
        self._repaint(self.cursor)

    def page(self) -> int:
        """How many rows a page has."""
        height = self.size.height if self.fill else self.screen.size.height // 2
        return max(1, height - self._chrome - 1)

    def follow(self) -> None:
        """Scroll so that the cursor's row, or the caret in it, can be seen."""
        if not self.count or not self.is_attached:
            return
        top, height = self._lines.top(self.cursor), self._lines.height(self.cursor)
        if self.caret() is not None:
            line, _ = self._painter.caret_place(self.picture(self.cursor))
            top, height = top + line, 1
        if self.fill:
            room = self.size.height - self._chrome
            offset = round(self.scroll_y)
            if top < offset or height > room:
                self.scroll_to(y=top, animate=False, immediate=True)
            elif top + height > offset + room:
                self.scroll_to(y=top + height - room, animate=False, immediate=True)
        else:
            self._follow_in_form(top, height)
        self._place_terminal_cursor()

    def _follow_in_form(self, top: int, height: int) -> None:
        line = Region(self.region.x, self.region.y + self._chrome + top, 1, height)
        for ancestor in self.ancestors:
            if isinstance(ancestor, Widget) and ancestor.allow_vertical_scroll:
                frame = ancestor.scrollable_content_region
                inside = line.translate(-frame.offset).translate(ancestor.scroll_offset)
                ancestor.scroll_to_region(inside, animate=False, immediate=True, x_axis=False)
                return

    def _place_terminal_cursor(self) -> None:
        """Tell the terminal where the caret is, for input methods."""
        if self.caret() is None:
            return
        line, cell = self._painter.caret_place(self.picture(self.cursor))
        top = self._lines.top(self.cursor) + line + self._chrome - round(self.scroll_y)
        self.app.cursor_position = self.content_region.offset + Offset(cell, top)

    # The filter.

    def open_filter(self) -> None:
        """Begin to choose rows by words."""
        self.filter = self.filter or LineEditor()
        if self.shown is None:
            columns = range(len(self.columns))
            self._haystack = [
                " ".join(self.cell(row, at)[0] for at in columns).casefold()
                for row in range(len(self.rows))
            ]
        self.rearrange()

    def choose(self, words: str) -> None:
        """Show the rows that have all the words; all rows when there is none."""
        wanted = words.casefold().split()
        row = self.current
        self.shown = [
            at for at, text in enumerate(self._haystack) if all(word in text for word in wanted)
        ]
        self.cursor = 0 if row is None or row not in self.shown else self.shown.index(row)
        self.rearrange()

    def close_filter(self) -> None:
        """Show all rows again; the cursor stays on its row."""
        row = self.current
        self.filter, self.shown, self._haystack = None, None, []
        self.cursor = row or 0
        self.rearrange()
        self.follow()

    # Layout.

    def on_mount(self) -> None:
        """Fill the tab where the form gives it to the table alone."""
        self.fill = self.fill or self.has_class("alone")
        self.set_class(not self.fill, "-form")

    @property
    def _chrome(self) -> int:
        """Lines over the rows: the titles and the filter."""
        return int(self.titled) + int(self.filter is not None)

    @property
    def titled(self) -> bool:
        """Whether the titles of the columns are shown now."""
        return self.header

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self.rearrange()
        self.follow()

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

    def _arrange(self, wide: int) -> None:
        room = wide - self.prefix - SPACE * (len(self.columns) - 1)
        self._painter = RowPainter(self.columns, fit(self.columns, self._needs(), room),
                                   self.prefix, wide)  # fmt: skip
        self.cursor = max(0, min(self.cursor, self.count - 1))
        gaps = self.gaps()
        hidden = self.shown is not None
        self._extra = {} if hidden else dict.fromkeys(gaps, 1)
        if not self.fill and self.count <= ALWAYS_OPEN:
            for place in range(self.count):
                if more := self._painter.height(self.picture(place)) - 1:
                    self._extra[place] = more
        self._lines = Lines(self.count, self._extra)
        self._relined(self.cursor, self.cursor)

    def _needs(self) -> list[int]:
        """The cells that the longest text of each column takes, among the first rows."""
        if not self.rows:
            return [
                max([width(known.title), *(width(visible(row[at])) for row in self.samples()
                                           if at < len(row))])
                for at, known in enumerate(self.columns)
            ]  # fmt: skip
        rows = range(min(self.count, MEASURED))
        needs = []
        for at, known in enumerate(self.columns):
            texts = (visible(self.cell(self.index(row), at)[0]) for row in rows)
            longest = max((width(text) for text in texts), default=0)
            needs.append(max(longest, width(known.title) if self.header else 0))
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
        opened = focused or (not self.fill and self.count <= ALWAYS_OPEN)
        return RowPicture(
            texts=texts,
            looks=[look for _, look in cells],
            mark=mark,
            mark_look=mark_look,
            look="cursor" if focused else "resting" if current else "row",
            current=self.column if focused and caret is None else None,
            caret=caret,
            above=(above,) if above else (),
            limit=OPENED if opened else 1,
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
        painted = self._painter.paint(self.picture(place), self.look)
        return Strip(painted[min(within, len(painted) - 1)], total)

    def _chrome_line(self, y: int, total: int) -> Strip:
        if self.titled and y == 0:
            titles = [visible(known.title) for known in self.columns]
            picture = RowPicture(titles, [""] * len(titles), look="header")
            return Strip(self._painter.paint(picture, self.look)[0], total)
        typed = visible(self.filter.text) if self.filter else ""
        count = f"{self.count} of {len(self.rows)}  Esc ends"
        room = max(1, total - width(count) - 4)
        text = "/ " + crop(typed + "▏", room) + "  " + count
        return Strip([Segment(crop(text, total), self.look("edit"))], total)

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

    # The mouse and the focus.

    def on_focus(self) -> None:
        """Open the cursor's row."""
        self._repaint(self.cursor)
        if not self.count:
            self.refresh()
        self.call_after_refresh(self.follow)

    def on_blur(self) -> None:
        """Close the cursor's row."""
        self._repaint(self.cursor)
        if not self.count:
            self.refresh()

    def hit(self, event: events.MouseEvent) -> tuple[int, int | None] | None:
        """The place and the column under the mouse, or None where there is no row."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._chrome or not self.count:
            return None
        line = offset.y - self._chrome + round(self.scroll_y)
        if line >= self._lines.total:
            return None
        return self._lines.find(line)[0], self._painter.column_at(offset.x)
