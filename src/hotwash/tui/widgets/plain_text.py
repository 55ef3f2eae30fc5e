"""A text of many lines that grows with its content, drawn row by row.

Textual's text area, made flat: no border, no scroll bars, no blinking cursor, no history, and no
work for a key that grows with the text. The tab that it stands on scrolls, never the text itself,
except sideways where it does not wrap. All that touches the inside of Textual's text area is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size, clamp
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import (
    Document,
    DocumentNavigator,
    Edit,
    EditHistory,
    EditResult,
    Location,
    Selection,
)

from hotwash.tui.clusters import boundary_at, next_boundary, previous_boundary
from hotwash.tui.typed import typed, types
from hotwash.tui.widgets.drawing import expand_tabs, line_strip
from hotwash.tui.widgets.focus_column import column_of, page_form, step_from
from hotwash.tui.widgets.hidden_characters import clean_paste, conceal, reveal, settled
from hotwash.tui.widgets.killed import KILLED
from hotwash.tui.widgets.text_row import RowStyles, draw_row
from hotwash.tui.widgets.words_around import word_after, word_around, word_before
from hotwash.tui.widgets.wrapping import Wrapping

_DROPPED = {"undo", "redo", "select_line", "select_all"}
"""Actions of the stock text area whose keys belong to the program."""


class _NoHistory(EditHistory):
    """Remembers nothing: undo is the session's."""

    def record(self, edit: Edit) -> None:
        return

    def checkpoint(self) -> None:
        return


def _bindings() -> list[BindingType]:
    kept = [
        known
        for known in TextArea.BINDINGS
        if not (isinstance(known, Binding) and known.action in _DROPPED)
    ]
    return [
        *kept,
        Binding("ctrl+shift+a", "select_all", show=False),
        Binding("ctrl+home", "text_edge(-1)", show=False),
        Binding("ctrl+end", "text_edge(1)", show=False),
        Binding("ctrl+shift+home", "text_edge(-1, True)", show=False),
        Binding("ctrl+shift+end", "text_edge(1, True)", show=False),
    ]


class PlainText(TextArea, inherit_bindings=False):
    """A text area for a form.

    Args:
        wraps: Whether long lines wrap; else the text moves sideways with the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    # Each is matched with all rules whenever the style of the field is worked out, so only what
    # is drawn.
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-area--cursor",
        "text-area--gutter",
        "text-area--selection",
        "text-area--placeholder",
    }

    DEFAULT_CSS = """
    PlainText {
        width: 1fr;
        height: auto;
        border: none;
        padding: 0;
        background: $surface;
        color: $foreground;
        overflow: hidden hidden;
        scrollbar-size: 0 0;
        &:focus { border: none; background: $surface; background-tint: $foreground 8%; }
        & .text-area--placeholder { color: $text-muted; text-style: italic; }
        & .text-area--gutter { color: $text-muted; }
        &:ansi .text-area--placeholder { text-style: dim italic; color: ansi_default; }
        &:ansi .text-area--gutter { text-style: dim; color: ansi_default; }
        &:ansi .text-area--cursor { color: ansi_default; background: ansi_default;
                                    text-style: reverse; }
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """The size of the text. Only a change of the number of rows needs a new layout."""

    selection = reactive(Selection(), init=False, always_update=True, repaint=False)
    """The cursor and what is selected. Only the rows that it left and entered are drawn again."""

    min_rows = 3
    """Rows that are kept free for the text, however short it is."""

    def __init__(self, *, wraps: bool = True) -> None:
        self._widest = 0
        self._editing = False
        self._killed_at: Location | None = None
        """Where the last deletion by line was, if nothing was edited since."""
        self._styles_now: RowStyles | None = None
        self._hint: tuple[int, list[str]] = (-1, [])
        super().__init__(soft_wrap=wraps, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.history = _NoHistory(1, 1.0, 1)

    @property
    def wrapping(self) -> Wrapping:
        """Where the lines break."""
        return cast("Wrapping", self.wrapped_document)

    @property
    def is_empty(self) -> bool:
        """Whether there is no text at all."""
        return self.document.line_count == 1 and not self.document.get_line(0)

    def hint(self, width: int) -> list[str]:
        """What is shown while there is no text, as lines of at most `width` cells."""
        return []

    def marker(self, line: int) -> str:
        """What stands in the gutter before a line."""
        return ""

    def marks(self, line: int) -> Sequence[tuple[int, int]]:
        """The columns `[start, end)` of a line that are underlined."""
        return ()

    # --- editing

    def begin(self, text: str) -> None:
        """Begin with a text that `conceal` made."""
        self.document = Document(text)
        self.wrapped_document = Wrapping(self.document, self.wrap_width, self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        if not self.soft_wrap:
            width, _ = self.document.get_size(self.indent_width)
            self._widest = width
        self._refresh_size()

    def edit(self, edit: Edit) -> EditResult:
        """Change the text and draw what changed."""
        before = self.wrapping.height
        was_empty = self.is_empty
        if not self.soft_wrap:
            self._widest = max(self._widest, self._widest_after(edit))
        self._editing = True
        self._killed_at = None
        try:
            result = super().edit(edit)
            self._settle_joiners({edit.top[0], result.end_location[0]})
        finally:
            self._editing = False
        self._draw_again(edit.top[0], result.end_location[0], before, was_empty)
        return result

    def _settle_joiners(self, rows: set[int]) -> None:
        """Show joiners as what they are now, character for character, so that all stays in place.

        Args:
            rows: The first and the last line that an edit has touched.
        """
        for row in rows:
            line = self.document.get_line(row)
            text = settled(line)
            if text != line:
                selection = self.selection
                super().edit(Edit(text, (row, 0), (row, len(line)), False))
                self.selection = selection

    def _draw_again(self, first: int, last: int, rows_before: int, was_empty: bool) -> None:
        """Draw the rows of the lines from first to last, and those below if they moved."""
        top = self.wrapping.rows_of(first).start
        bottom = self.wrapping.rows_of(last).stop
        if rows_before != self.wrapping.height or was_empty or self.is_empty:
            bottom = max(rows_before, self.wrapping.height, self.size.height)
            self.call_after_refresh(self._follow_cursor)
        if was_empty != self.is_empty and len(self._hint[1]) > self.min_rows:
            self.refresh(layout=True)
        self.refresh_lines(top, bottom - top)

    def _widest_after(self, edit: Edit) -> int:
        """The most cells that a line can have after an edit."""
        lines = self.document.lines
        tab = self.indent_width
        touched = lines[edit.top[0] : edit.top[0] + 1] + lines[edit.bottom[0] : edit.bottom[0] + 1]
        inserted = max(
            (len(expand_tabs(line, 0, tab)) * 2 for line in edit.text.split("\n")), default=0
        )
        return inserted + sum(len(expand_tabs(line, 0, tab)) * 2 for line in touched)

    def load_text(self, text: str) -> None:
        """Replace the whole text, as an edit."""
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)

    def paste(self, text: str) -> None:
        """Put a text in the place of the selection, without what a terminal would obey."""
        text = conceal(clean_paste(text))
        if text:
            self.replace(text, *self.selection, maintain_selection_offset=False)

    def action_cut(self) -> None:
        """Cut the selection to the clipboard; without one, leave text and clipboard as they are."""
        if self.selected_text:
            super().action_cut()

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self.paste(self.app.clipboard)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key is text: all that a person can type is."""
        return types(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Type what the key types; Textual's own way of it leaves out what Python cannot print."""
        event.prevent_default()
        text = "\n" if event.key == "enter" else typed(event)
        if text is not None:
            event.stop()
            self.type_in(text)

    # --- deleting and putting back

    def _kill(self, start: Location, end: Location) -> None:
        """Delete a part of the text and keep it, to be put in elsewhere."""
        more = self._killed_at == start
        before = end < start
        result = self._delete_via_keyboard(start, end)
        if result is not None:
            KILLED.take(reveal(result.replaced_text), more=more, before=before)
        self._killed_at = self.cursor_location

    def action_delete_to_start_of_line(self) -> None:
        """Delete what stands before the cursor on its line, or the line end before it."""
        start = self.cursor_location
        end = self.get_cursor_line_start_location()
        self._kill(start, self.get_cursor_left_location() if end == start else end)

    def action_delete_to_end_of_line(self) -> None:
        """Delete what stands behind the cursor on its line, or the line end behind it."""
        start = self.cursor_location
        end = self.get_cursor_line_end_location()
        self._kill(start, self.get_cursor_right_location() if end == start else end)

    async def action_delete_to_end_of_line_or_delete_line(self) -> None:
        """Do the same: a line that is empty goes with its end."""
        self.action_delete_to_end_of_line()

    def put_back(self) -> None:
        """Put in what was deleted last by line, in the place of the selection."""
        if KILLED.text:
            self.type_in(KILLED.text)

    def on_click(self, event: events.Click) -> None:
        """Select the word under the mouse at the second click, the line at the third."""
        if event.chain < 2:
            return
        row, column = self.get_target_document_location(event)
        line = self.document.get_line(row)
        start, end = word_around(line, column) if event.chain == 2 else (0, len(line))
        self.selection = Selection((row, start), (row, end))

    def type_in(self, text: str) -> None:
        """Type a text in the place of the selection."""
        self.replace(conceal(text), *self.selection, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Brackets are not matched: it would read the whole text for one that has no partner."""
        return None

    # --- places

    def select_range(self, start: Location, end: Location) -> None:
        """Select a part of the text and take the cursor to its end, in view.

        Args:
            start: Line and column at which it begins; beyond the text the nearest place.
            end: Where it ends; the same for no selection.
        """
        self.move_cursor(self.clamp_visitable(start))
        if end != start:
            self.move_cursor(self.clamp_visitable(end), select=True)

    def location_of(self, index: int) -> Location:
        """The line and column of a character, counted over the whole text."""
        for line, text in enumerate(self.document.lines):
            if index <= len(text):
                return (line, max(0, index))
            index -= len(text) + 1
        return self.document.end

    def index_of(self, location: Location) -> int:
        """The number of characters before a line and column."""
        line, column = location
        return sum(len(text) + 1 for text in self.document.lines[:line]) + column

    # --- moving

    def clamp_visitable(self, location: Location) -> Location:
        """The nearest place where the caret may stand: between clusters.

        While one is typed, which may take several keys, it stands where the last one put it.
        """
        row, column = super().clamp_visitable(location)
        if self._editing:
            return row, column
        return row, boundary_at(self.document.get_line(row), column)

    def get_cursor_left_location(self) -> Location:
        """The place before the cluster at the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return self.navigator.get_location_left((row, column))
        return row, previous_boundary(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> Location:
        """The place behind the cluster at the right, or the start of the line below."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column >= len(line):
            return self.navigator.get_location_right((row, column))
        return row, next_boundary(line, column)

    def get_cursor_word_left_location(self) -> Location:
        """The beginning of the word at the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return self.navigator.get_location_left((row, column))
        return row, word_before(self.document.get_line(row), column)

    def get_cursor_word_right_location(self) -> Location:
        """The end of the word at the right, or the start of the line below."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column >= len(line):
            return self.navigator.get_location_right((row, column))
        return row, word_after(line, column)

    def action_delete_word_right(self) -> None:
        """Delete what is selected, or up to the end of the word at the right."""
        start, end = self.selection
        self._delete_via_keyboard(
            start, self.get_cursor_word_right_location() if start == end else end
        )

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up a row; from the very start of the text to the field above."""
        if not select and self.cursor_location == (0, 0):
            step_from(self, -1)
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down a row; from the very end of the text to the field below."""
        if not select and self.cursor_location == self.document.end:
            step_from(self, 1)
        else:
            super().action_cursor_down(select)

    def action_text_edge(self, by: int, select: bool = False) -> None:
        """Move to the beginning (-1) or the end (1) of the text; from there to that of the form."""
        edge = (0, 0) if by < 0 else self.document.end
        if self.cursor_location != edge or select:
            self.move_cursor(edge, select=select)
        elif (column := column_of(self)) is not None:
            column.action_edge(by)

    def action_cursor_page_up(self) -> None:
        """Move up as many rows as the tab shows, or to its beginning; from there the form."""
        self._move_page(-1)

    def action_cursor_page_down(self) -> None:
        """Move down as many rows as the tab shows, or to its end; from there the form."""
        self._move_page(1)

    def on_focus(self) -> None:
        """Bring the cursor into view, not the top of a long text."""
        self.call_after_refresh(self._follow_cursor)

    def on_blur(self) -> None:
        """Show the beginnings of lines that were moved sideways."""
        if not self.soft_wrap:
            self.scroll_to(x=0, animate=False, force=True)

    def _page(self) -> int:
        scrolled = self._scroller()
        return max(1, scrolled.size.height - 2 if scrolled is not None else self.wrapping.height)

    def _move_page(self, by: int) -> None:
        page, row = self._page(), self._cursor_offset[1]
        edge = (0, 0) if by < 0 else self.document.end
        if self.cursor_location == edge:
            page_form(self, by)
            return
        if row == (0 if by < 0 else self.wrapping.height - 1) or self.wrapping.height <= page:
            self.move_cursor(edge)
            return
        target = self.navigator.get_location_at_y_offset(self.cursor_location, by * page)
        self.move_cursor(target, record_width=False)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into view: sideways here, up and down on the tab."""
        self._cursor_offset = self.wrapping.location_to_offset(self.cursor_location)
        if not self.soft_wrap:
            x, _ = self._cursor_offset
            room = max(1, self.size.width - self.gutter_width)
            left = self.scroll_offset.x
            self.scroll_to(x=clamp(left, x + 3 - room, x), animate=False, force=True)
        if self.has_focus:
            self._follow_cursor()
        return Offset(0, 0)

    def _scroller(self) -> Widget | None:
        """What scrolls the field up and down, if something does."""
        for node in self.ancestors:
            if isinstance(node, Widget) and node.allow_vertical_scroll:
                return node
        return None

    def _follow_cursor(self) -> None:
        """Scroll the tab so that the row of the cursor is in view."""
        scroller = self._scroller()
        if scroller is None or not self.has_focus:
            return
        _, y = self._cursor_offset
        row = self.content_region.y + y - scroller.content_region.y + scroller.scroll_offset.y
        scroller.scroll_to_region(
            Region(0, row, 1, 1), animate=False, force=True, immediate=True, x_axis=False
        )

    # --- size

    def _hint_lines(self, width: int) -> list[str]:
        if self._hint[0] != width:
            self._hint = (width, self.hint(width))
        return self._hint[1]

    @property
    def wrap_width(self) -> int:
        """Cells for the text in a row; 0 where it does not wrap."""
        return max(0, self.size.width - self.gutter_width - 1) if self.soft_wrap else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text has at this width."""
        if self.soft_wrap:
            wanted = max(1, width - self.gutter_width - 1)
            if self.wrapping.width != wanted:
                self.wrapping.wrap(wanted, self.indent_width)
        rows = len(self._hint_lines(width)) if self.is_empty else self.wrapping.height
        return max(self.min_rows, rows)

    def _rewrap_and_refresh_virtual_size(self) -> None:
        width = self.wrap_width
        if isinstance(self.wrapped_document, Wrapping) and self.wrapping.width != width:
            self.wrapping.wrap(width, self.indent_width)
        self._refresh_size()

    def _refresh_size(self) -> None:
        rows = self.wrapped_document.height
        old = self.virtual_size.height
        width = 0 if self.soft_wrap else self._widest + self.gutter_width + 1
        self.virtual_size = Size(width, rows)
        if max(old, self.min_rows) != max(rows, self.min_rows):
            self.refresh(layout=True)

    # --- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines; the styles are asked for once, and those of syntax colours never."""
        self._styles_now = self._row_styles()
        try:
            return super(TextArea, self).render_lines(crop)
        finally:
            self._styles_now = None

    def _row_styles(self) -> RowStyles:
        return RowStyles(
            self.rich_style,
            self.get_component_rich_style("text-area--cursor"),
            self.get_component_rich_style("text-area--selection"),
        )

    def watch_selection(self, old: Selection, new: Selection) -> None:
        """Draw again the rows that the cursor left and entered, and what is selected."""
        if not self.is_mounted or not isinstance(self.wrapped_document, Wrapping):
            return
        last = self.document.line_count - 1
        for selection in {old, new} if old != new else {new}:
            first_line, last_line = sorted((selection.start[0], selection.end[0]))
            top = self.wrapping.rows_of(min(first_line, last)).start
            bottom = self.wrapping.rows_of(min(last_line, last)).stop
            self.refresh_lines(top, bottom - top)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        styles = self._styles_now or self._row_styles()
        width, base = self.size.width, styles.base
        if self.is_empty:
            return self._hint_row(y, width)
        row = y + self.scroll_offset.y
        if row >= self.wrapping.height:
            return Strip.blank(width, base)
        line, section = self.wrapping.row(row)
        room = width - self.gutter_width
        left = self.scroll_offset.x
        strip = self._text_row(line, section, styles).crop(left, left + room)
        strip = strip.extend_cell_length(room, base)
        if not self.gutter_width:
            return strip
        sign = self.marker(line) if section == 0 else ""
        style = base + self.get_component_rich_style("text-area--gutter")
        return Strip([Segment(f"{sign:>{self.gutter_width - 1}} ", style), *strip])

    def _text_row(self, line: int, section: int, styles: RowStyles) -> Strip:
        text = self.document.get_line(line)
        start, end = self.wrapping.part(line, section)
        first, final = sorted(self.selection)
        chosen = range(0)
        if first != final and first[0] <= line <= final[0]:
            chosen = range(
                first[1] if first[0] == line else 0,
                final[1] if final[0] == line else len(text) + 1,
            )
        row, column = self.selection.end
        cursor = column if row == line and self.has_focus else None
        marks = self.marks(line)
        return draw_row(text, (start, end), chosen, cursor, styles, self.indent_width, marks)

    def _hint_row(self, y: int, width: int) -> Strip:
        lines = self._hint_lines(width)
        text = lines[y] if y < len(lines) else ""
        style = self.get_component_rich_style("text-area--placeholder")
        cursor = None
        if y == 0 and self.has_focus:
            cursor = self.get_component_rich_style("text-area--cursor")
        return line_strip(text, width, self.rich_style, style, cursor)


# An argument of the class that Textual's nodes take and its widgets do not pass on.
PlainText._inherit_component_classes = False
