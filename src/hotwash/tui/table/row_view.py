"""The widget that draws rows and moves a cursor over them; nothing is edited here.

It draws lines, not widgets, and only those in view, so that ten thousand rows cost what thirty do.
The cursor moves by repainting two rows, and whatever scrolls follows it: the table itself when it
fills its tab, else the form that it stands in.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.postmortem.document import Row
from hotwash.tui.table.filter import RowFilter
from hotwash.tui.table.rows import RowModel
from hotwash.tui.table.scrolling import scroll_to_cursor
from hotwash.tui.table.table_drawing import ADDED, WHOLE, TableDrawing, TypedCell


class RowView(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows of a model.

    Args:
        model: The rows, and what they look like.
        fill: Whether the table has its tab for itself and scrolls; else it is as tall as its rows
            and what it stands in scrolls.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Row above", show=False),
        Binding("down", "step(1)", "Row below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "edge(-1)", "First row", show=False),
        Binding("end,ctrl+end", "edge(1)", "Last row", show=False),
        Binding("left", "side(-1)", "Cell to the left", show=False),
        Binding("right", "side(1)", "Cell to the right", show=False),
    ]
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in WHOLE | ADDED}
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
        & > .rows--chosen { background: $primary-muted; color: $text; }
        & > .rows--cell { background: $primary; color: $text; text-style: bold; }
        & > .rows--edit { background: $panel; color: $foreground; }
        & > .rows--caret { text-style: reverse; }
        & > .rows--selected { background: $input-selection-background; }
        &:ansi > .rows--selected { text-style: reverse; }
        & > .rows--sample { color: $text-muted; text-style: italic; }
        & > .rows--mark { color: $text-accent; }
        & > .rows--problem { color: $text-error; }
        & > .rows--hint, & > .rows--gap, & > .rows--muted, & > .rows--done { color: $text-muted; }
        &:ansi > .rows--sample { text-style: dim italic; }
        &:ansi > .rows--hint, &:ansi > .rows--gap, &:ansi > .rows--muted, &:ansi > .rows--done {
            text-style: dim;
        }
    }
    """

    def __init__(self, model: RowModel, *, fill: bool = False) -> None:
        self.model = model
        self.cursor = 0
        """Where the cursor is among the rows shown."""
        self.column = next((at for at, known in enumerate(model.columns) if known.grows), 0)
        """The column that the cursor is in."""
        self.fill = fill
        self.filter: RowFilter | None = None
        """What rows are chosen by, from `/` to Escape."""
        self.drawing = TableDrawing(self)
        self.table_layout = self.drawing.layout
        super().__init__()

    # Rows and where they are shown.

    @property
    def shown(self) -> list[int] | None:
        """Indices of the rows that the filter shows, or None for all rows."""
        return None if self.filter is None else self.filter.shown

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return len(self.model.rows) if self.shown is None else len(self.shown)

    @property
    def current(self) -> int | None:
        """Index of the row under the cursor among all rows, or None when there is none."""
        return self.index(self.cursor) if self.count else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        current, rows = self.current, self.model.rows
        return None if current is None or current >= len(rows) else rows[current]

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

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self.rearrange()
        self.follow()

    def watch_show_vertical_scrollbar(self) -> None:
        """Share what a scroll bar beside the rows leaves: nobody is told of that change of size."""
        self.call_after_refresh(self.on_resize)

    @property
    def chrome(self) -> int:
        """Lines over the rows: the titles and the filter."""
        return int(self.model.titled) + int(self.filter is not None)

    @property
    def room(self) -> int:
        """Lines of the view that rows have."""
        return self.size.height - self.chrome

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as all rows take, when the table stands in a form."""
        if width != self.table_layout.painter.total:
            self.measure(width)
        return self.chrome + self._body_lines()

    def rearrange(self) -> None:
        """Lay everything out anew, and show it."""
        if self.is_attached and self.size.width:
            self.measure(self.scrollable_content_region.width)
            self._show_all()
        else:  # hidden, or not laid out: measured when it is, and until then a line for each row
            self.cursor = max(0, min(self.cursor, self.count - 1))
            self.table_layout.unmeasured(self.count)

    def measure(self, wide: int) -> None:
        """Measure everything for a width."""
        self.cursor = max(0, min(self.cursor, self.count - 1))
        room = (self.size.width, self.room) if self.fill else None
        shown = range(self.count) if self.shown is None else self.shown
        self.table_layout.arrange(
            wide, shown, self.column, filtered=self.shown is not None, room=room
        )
        self.table_layout.remeasure(self.count, self.cursor)

    def _body_lines(self) -> int:
        if self.count:
            return self.table_layout.lines.total
        return len(self.model.samples()) + 1

    def _show_all(self) -> None:
        """Paint the whole table again, its size included."""
        size = Size(0, self.chrome + self._body_lines())
        if size != self.virtual_size:
            self.virtual_size = size
            if not self.fill:
                self.refresh(layout=True)
        self.refresh()

    def repaint(self, *places: int) -> None:
        """Paint rows again, and all when one of them has grown or shrunk."""
        if self.table_layout.remeasure(self.count, *places):
            self._show_all()
            return
        lines = self.table_layout.lines
        for place in places:
            if place < self.count:
                self.refresh_lines(self.chrome + lines.top(place), lines.height(place))

    # The cursor.

    def leave(self, by: int) -> None:
        """Go where Up leads from the first row (-1), or Down from the last one (1)."""

    def go(self, place: int) -> None:
        """Put the cursor on a row, as near as there is one, and bring it into view."""
        place = max(0, min(place, self.count - 1))
        old, self.cursor = self.cursor, place
        if place != old:
            self.repaint(old, place)
        self.follow()

    def go_column(self, column: int) -> None:
        """Put the cursor in a column."""
        self.column = max(0, min(column, len(self.model.columns) - 1))
        self.show_column()
        self.repaint(self.cursor)

    def show_column(self) -> None:
        """Bring the cursor's column into view where there is no room for all columns."""
        if not self.table_layout.painter.widths[self.column]:
            self.rearrange()

    def follow(self) -> None:
        """Scroll so that the cursor's row, or the caret in it, can be seen."""
        if self.count and self.is_attached:
            scroll_to_cursor(self)

    def action_step(self, by: int) -> None:
        """Move the cursor by rows; over the first and the last one it leaves the table."""
        if self.cursor + by < 0 or self.cursor + by >= self.count:
            self.leave(-1 if by < 0 else 1)
        else:
            self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        height = self.size.height if self.fill else self.screen.size.height // 2
        self.go(self.cursor + by * max(1, height - self.chrome - 1))

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        self.go(0 if by < 0 else self.count - 1)

    def action_side(self, by: int) -> None:
        """Move the cursor to the cell beside."""
        self.go_column(self.column + by)

    # The mouse and the focus.

    def watch_has_focus(self, has_focus: bool) -> None:
        """Open the cursor's row while the table has the focus, and close it after."""
        super().watch_has_focus(has_focus)
        self.repaint(self.cursor)
        if not self.count:
            self.refresh()
        if has_focus:
            self.call_after_refresh(self.follow)

    def hit(self, event: events.MouseEvent) -> tuple[int, int | None] | None:
        """The place and the column under the mouse, or None where there is no row."""
        offset = event.get_content_offset(self)
        line = -1 if offset is None else offset.y - self.chrome
        if offset is None or line < 0:
            return None
        return self.table_layout.hit(offset.x, line + round(self.scroll_y))

    # Painting.

    def typed_cell(self) -> TypedCell | None:
        """The cell that is typed into, if one is."""
        return None

    def is_chosen(self, place: int) -> bool:
        """Whether the row at a place is in a range that is selected."""
        return False

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        self.drawing.forget_looks()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        return self.drawing.line(y, round(self.scroll_y))
