"""Where the lines of a text break on the screen, at a cost that does not grow with the text.

Textual's wrapped document sums over all lines for its height and measures every line character by
character when it wraps. Most lines of a postmortem are short, and most keys change one of them.
"""

from __future__ import annotations

from textual.widgets.text_area import WrappedDocument


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
            return
        if width and not all(line.isascii() for line in lines):
            super().wrap(width, tab_width)
            return
        count = len(lines)
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets = [[] for _ in range(count)]
        self._tab_width_cache = [[] for _ in range(count)]
        self._offset_to_line_info = [(index, 0) for index in range(count)]
        self._line_index_to_offsets = [[index] for index in range(count)]
