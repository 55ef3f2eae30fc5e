"""Where the lines of a text break on the screen, at a cost that does not grow with the text.

Textual's wrapped document sums over all lines for its height and measures every line character by
character when it wraps. Most lines of a postmortem are short, and most keys change one of them.
It also breaks and points at single characters, where a person sees clusters of them: a flag, a
family, a letter with its marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.geometry import Offset
from textual.widgets.text_area import Location, WrappedDocument

from hotwash.tui.clusters import clusters, may_join


class Wrapping(WrappedDocument):
    """A wrapped document with a height that is known and a quick way past short lines."""

    @property
    def height(self) -> int:
        """Rows on the screen."""
        return len(self._offset_to_line_info)

    @property
    def width(self) -> int:
        """The width in cells that it is wrapped at; 0 for no wrapping."""
        return self._width

    def row(self, y: int) -> tuple[int, int]:
        """The line that row `y` shows and which of its parts, both counted from 0."""
        return self._offset_to_line_info[y]

    def rows_of(self, line: int) -> range:
        """The rows that show a line."""
        offsets = self._line_index_to_offsets[line]
        return range(offsets[0], offsets[-1] + 1)

    def part(self, line: int, section: int) -> tuple[int, int]:
        """The columns `[start, end)` of a line that one of its parts shows."""
        breaks = self._wrap_offsets[line]
        start = breaks[section - 1] if section else 0
        end = breaks[section] if section < len(breaks) else len(self.document.get_line(line))
        return start, end

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines, measuring only those that may not fit.

        Args:
            width: Cells in a row; 0 for no wrapping.
            tab_width: The most cells that a tab takes; None for the same as before.
        """
        lines = self.document.lines
        if any("\t" in line or len(line) > width > 0 for line in lines):
            super().wrap(width, tab_width)
            self._break_between_clusters(range(len(lines)))
            return
        if width and not all(line.isascii() for line in lines):
            super().wrap(width, tab_width)
            self._break_between_clusters(range(len(lines)))
            return
        count = len(lines)
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets = [[] for _ in range(count)]
        self._tab_width_cache = [[] for _ in range(count)]
        self._offset_to_line_info = [(index, 0) for index in range(count)]
        self._line_index_to_offsets = [[index] for index in range(count)]

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap what an edit has changed; the arguments are those of Textual's own."""
        super().wrap_range(start, old_end, new_end)
        last = min(max(start[0], new_end[0]), len(self._wrap_offsets) - 1)
        self._break_between_clusters(range(min(start[0], old_end[0], last), last + 1))

    def _break_between_clusters(self, lines: range) -> None:
        """Break these lines anew where they have clusters of several characters."""
        moved = False
        for line in lines if self._width else ():
            text = self.document.get_line(line)
            if text.isascii() or not may_join(text):
                continue
            breaks = _breaks(text, self._width, self._tab_width)
            moved = moved or len(breaks) != len(self._wrap_offsets[line])
            self._wrap_offsets[line] = breaks
        if moved:
            self._count_rows()

    def _count_rows(self) -> None:
        """Work out anew which line and part each row shows."""
        self._offset_to_line_info = [
            (line, part)
            for line, breaks in enumerate(self._wrap_offsets)
            for part in range(len(breaks) + 1)
        ]
        self._line_index_to_offsets = [[] for _ in self._wrap_offsets]
        for row, (line, _) in enumerate(self._offset_to_line_info):
            self._line_index_to_offsets[line].append(row)

    def offset_to_location(self, offset: Offset) -> Location:
        """The place in the text at a cell of the screen, between two clusters."""
        x, y = max(0, offset[0]), max(0, offset[1])
        line, part = self.row(min(y, self.height - 1))
        return line, self.get_target_document_column(line, x, part)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of the cluster at a cell of a row; the arguments are those of Textual's own.

        On the last part of a line it may be the end of the line.
        """
        parts = len(self._wrap_offsets[line_index]) + 1
        section = y_offset % parts
        start, end = self.part(line_index, section)
        text = self.document.get_line(line_index)[start:end]
        column, cells = len(text), 0
        for first, last, size in clusters(text):
            if text[first] == "\t":
                size = self._tab_width - cells % self._tab_width
            if cells + size > x_offset:
                column = first
                break
            if section != parts - 1 and last == len(text):
                column = first
            cells += size
        return start + column


def _breaks(text: str, width: int, tab: int) -> list[int]:
    """The columns at which a line breaks: between words, inside a word only if it is too long."""
    breaks: list[int] = []
    cells = 0
    for word in _words(text, tab):
        size = sum(one[2] for one in word)
        if cells + size <= width:
            cells += size
            continue
        if cells:
            breaks.append(word[0][0])
        cells = size
        if size <= width:
            continue
        cells = 0
        for start, _, one in word:
            if cells and cells + one > width:
                breaks.append(start)
                cells = 0
            cells += one
    return breaks


def _words(text: str, tab: int) -> Iterator[list[tuple[int, int, int]]]:
    """The clusters of each word and of the blanks behind it; a tab takes all the cells it may."""
    word: list[tuple[int, int, int]] = []
    for start, end, size in clusters(text):
        if word and text[word[-1][0]].isspace() and not text[start].isspace():
            yield word
            word = []
        word.append((start, end, tab if text[start] == "\t" else size))
    if word:
        yield word
