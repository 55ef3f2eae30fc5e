"""Turns one row of a table into lines of styled text.

A row that is read takes one line, each cell cropped, or as many lines as its longest cell when it
is opened. The cell that is typed into opens over its neighbours and wraps, so that all of its
text can be seen while it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style

from hotwash.tui.clusters import next_boundary
from hotwash.tui.table.grid_layout import SPACE, GridColumn
from hotwash.tui.widgets.cells import at_cell, crop, width, wrap
from hotwash.tui.widgets.drawing import restyled

Look = Callable[[str], Style]
"""From the name of a look (`cursor`, `sample`) to its style."""


@dataclass(frozen=True, slots=True)
class Caret:
    """The cell that is typed into."""

    column: int
    at: int
    """Index of the sign under the caret; the length of the text when it stands at the end."""
    selection: tuple[int, int] = (0, 0)
    """Where what is selected begins and ends in the text."""


@dataclass(frozen=True, slots=True)
class RowPicture:
    """All that is needed to paint a row."""

    texts: Sequence[str]
    """One visible text for each column."""
    looks: Sequence[str]
    """One look for each column; empty for the row's own."""
    mark: str = ""
    """What stands before the first column, cursor included, in exactly the prefix's cells."""
    mark_look: str = ""
    look: str = "row"
    """The look of the whole row."""
    current: int | None = None
    """The column under the cursor."""
    caret: Caret | None = None
    offered: str = ""
    """What is offered to be typed next, greyed behind the caret."""
    above: Sequence[str] = field(default=())
    """Lines that stand over the row (a gap in time)."""
    below: Sequence[str] = field(default=())
    """Lines that stand under it (evidence), as long as it is opened."""
    limit: int = 1
    """Lines that the row may take; 0 is no limit."""


class RowPainter:
    """Paints rows into columns of given widths.

    Args:
        columns: The columns.
        widths: How wide each one is; 0 for one that is out of view.
        prefix: Cells before the first column.
        total: Cells of the whole line.
    """

    def __init__(
        self, columns: Sequence[GridColumn], widths: Sequence[int], prefix: int, total: int
    ) -> None:
        self.columns = columns
        self.widths = widths
        self.prefix = prefix
        self.total = total
        self.starts: list[int] = []
        """The first cell of each column."""
        start = prefix
        for wide in widths:
            self.starts.append(start)
            start += wide + SPACE if wide else 0
        # A long row is cut and measured once, not for each of its lines.
        self._layered: tuple[RowPicture | None, list[list[str]]] = (None, [])
        self._measured = ("", 0)
        self._placed: tuple[RowPicture | None, tuple[int, int]] = (None, (0, 0))

    def column_at(self, x: int) -> int | None:
        """The column that a cell of the line belongs to, or None before the first one."""
        found = [at for at, start in enumerate(self.starts) if x >= start and self.widths[at]]
        return found[-1] if found else None

    def room(self, picture: RowPicture, at: int) -> int:
        """The cells that a column's text may take in a row."""
        wide = self.widths[at]
        for after in range(at + 1, len(self.columns)):
            free = self.columns[after].yields and not picture.texts[after]
            if not free or after == picture.current:
                break
            wide += SPACE + self.widths[after] if self.widths[after] else 0
        return wide

    def box(self, caret: Caret, text: str) -> tuple[int, int]:
        """The first cell and the width of the cell that is typed into."""
        start, wide = self.starts[caret.column], self.widths[caret.column]
        if self._measured[0] != text:
            self._measured = (text, width(text))
        need = max(wide, self._measured[1] + 1)
        right = min(self.total, start + need)
        if right - start < need and start > self.prefix and right - start < self.total // 3:
            # Little room up to the right edge: open to the left too.
            start = max(self.prefix, right - min(need, self.total // 2))
        return start, max(1, right - start)

    def height(self, picture: RowPicture) -> int:
        """How many lines the row takes, those above and below it included."""
        around = len(picture.above) + len(picture.below)
        if picture.limit == 1 and picture.caret is None:
            return around + 1
        return around + len(self._layers(picture))

    def caret_place(self, picture: RowPicture) -> tuple[int, int]:
        """Line within the row and cell within the line where the caret stands."""
        if picture.caret is None:
            return len(picture.above), 0
        if self._placed[0] != picture:
            self._placed = (picture, self._place_caret(picture, picture.caret))
        return self._placed[1]

    def _place_caret(self, picture: RowPicture, caret: Caret) -> tuple[int, int]:
        text = picture.texts[caret.column]
        start = self.box(caret, text)[0]
        at = caret.at
        for number, (first, last) in enumerate(self._typed_spans(caret, text)):
            if first <= at < last:
                return len(picture.above) + number, start + width(text[first:at])
        return len(picture.above), start

    def _typed_spans(self, caret: Caret, text: str) -> list[tuple[int, int]]:
        """The lines of the text that is typed; the last cell is kept for a caret on a space."""
        return wrap(text + " ", self.box(caret, text)[1] - 1)

    def caret_moved(self, picture: RowPicture, by: int) -> int | None:
        """Where the caret comes to one line up or down in its cell; None outside of it."""
        if picture.caret is None:
            return None
        text = picture.texts[picture.caret.column]
        spans = self._typed_spans(picture.caret, text)
        line = next(
            number for number, (first, last) in enumerate(spans) if first <= picture.caret.at < last
        )
        if not 0 <= line + by < len(spans):
            return None
        first, last = spans[line + by]
        return first + at_cell(
            text[first : last - 1], width(text[spans[line][0] : picture.caret.at])
        )

    def typed_at(
        self, picture: RowPicture, number: int, x: int, *, near: bool = False
    ) -> int | None:
        """The place in the text that is typed at a cell of the screen; None outside of it.

        Args:
            picture: The row.
            number: The line within the row.
            x: The cell within the line.
            near: Whether the nearest place is meant where the cell is outside.
        """
        if picture.caret is None:
            return None
        text = picture.texts[picture.caret.column]
        start, wide = self.box(picture.caret, text)
        spans = self._typed_spans(picture.caret, text)
        number -= len(picture.above)
        if near:
            number, x = max(0, min(number, len(spans) - 1)), max(start, min(x, start + wide - 1))
        if not (0 <= number < len(spans) and start <= x < start + wide):
            return None
        first, last = spans[number]
        return first + at_cell(text[first : last - 1], x - start)

    def paint(self, picture: RowPicture, look: Look) -> list[list[Segment]]:
        """Return the row's lines, each of them exactly as wide as the table."""
        return [self.line(picture, number, look) for number in range(self.height(picture))]

    def line(self, picture: RowPicture, number: int, look: Look) -> list[Segment]:
        """Return one of the row's lines; one beyond its end is the last one."""
        number = min(number, self.height(picture) - 1)
        if number < len(picture.above):
            text = crop(" " * self.prefix + picture.above[number], self.total)
            return [Segment(text, look("row") + look("gap"))]
        number -= len(picture.above)
        layers = self._layers(picture)
        if number < len(layers):
            return self._line(picture, number, layers[number], look)
        growing = next((at for at, known in enumerate(self.columns) if known.grows), 0)
        text = " " * self.starts[growing] + picture.below[number - len(layers)]
        return [Segment(crop(text, self.total), look(picture.look) + look("muted"))]

    def _layers(self, picture: RowPicture) -> list[list[str]]:
        """For each line of the row, the part of each column's text that it shows."""
        if self._layered[0] != picture:
            self._layered = (picture, self._cut(picture))
        return self._layered[1]

    def _cut(self, picture: RowPicture) -> list[list[str]]:
        if picture.limit == 1 and picture.caret is None:
            return [list(picture.texts)]
        parts: list[list[str]] = []
        for at, text in enumerate(picture.texts):
            if picture.caret is not None and picture.caret.column == at:
                spans = self._typed_spans(picture.caret, text)
                parts.append([text[first:last] for first, last in spans])
            elif not self.widths[at]:
                parts.append([""])
            elif width(text) <= (room := self.room(picture, at)) or not self.columns[at].wraps:
                parts.append([text])
            else:
                parts.append([text[first:last] for first, last in wrap(text, room)])
        height = max(len(part) for part in parts) if parts else 1
        if picture.limit and picture.caret is None and height > picture.limit:
            height = picture.limit
            for part, text in zip(parts, picture.texts, strict=True):
                if len(part) > height:
                    seen = sum(len(line) for line in part[: height - 1])
                    part[height - 1 :] = [text[seen:]]
        return [
            [part[number] if number < len(part) else "" for part in parts]
            for number in range(height)
        ]

    def _line(
        self, picture: RowPicture, number: int, cells: Sequence[str], look: Look
    ) -> list[Segment]:
        base = look(picture.look)
        mark = picture.mark if number == 0 else ""
        segments = [
            Segment(crop(mark, self.prefix), base + look(picture.mark_look))
            if picture.mark_look and number == 0
            else Segment(crop(mark, self.prefix), base)
        ]
        box = (0, 0)
        if picture.caret is not None:
            start, wide = self.box(picture.caret, picture.texts[picture.caret.column])
            box = (start, start + wide)
        done = self.prefix
        for at, text in enumerate(cells):
            start, wide = self.starts[at], self.widths[at]
            if not wide:
                continue
            if not self.columns[at].right and width(picture.texts[at]) > wide:
                wide = self.room(picture, at)
            if picture.caret is not None and picture.caret.column == at:
                start, wide = box[0], box[1] - box[0]
            elif start < box[1] and start + wide > box[0]:
                if start >= box[0]:
                    continue
                wide = box[0] - start
            wide = min(wide, self.total - start)
            if wide <= 0 or start < done:
                continue
            segments.append(Segment(" " * (start - done), base))
            done = start + wide
            if picture.caret is not None and picture.caret.column == at:
                edited = self._edited(picture, number, text, wide, look)
                segments += self._selected(picture, number, edited, look)
                continue
            style = base + look(picture.looks[at]) if picture.looks[at] else base
            if at == picture.current:
                style += look("cell")
            if text.endswith(" ") and width(text) == wide + 1:
                text = text[:-1]  # the space at which a line was broken
            segments.append(Segment(crop(text, wide, right=self.columns[at].right), style))
        if done < self.total:
            segments.append(Segment(" " * (self.total - done), base))
        return segments

    def _selected(
        self, picture: RowPicture, number: int, edited: list[Segment], look: Look
    ) -> list[Segment]:
        """A line of the cell that is typed into, with what is selected in it marked."""
        assert picture.caret is not None
        start, end = picture.caret.selection
        spans = self._typed_spans(picture.caret, picture.texts[picture.caret.column])
        if start == end or number >= len(spans):
            return edited
        first, last = spans[number]
        marked = restyled(edited, start - first, min(end, last) - first, look("selected"))
        at = picture.caret.at - first
        return restyled(marked, at, at + 1, look("caret")) if at >= 0 else marked

    def _edited(
        self, picture: RowPicture, number: int, text: str, wide: int, look: Look
    ) -> list[Segment]:
        style = look("edit")
        line, cell = self.caret_place(picture)
        start = (
            self.box(picture.caret, picture.texts[picture.caret.column])[0] if picture.caret else 0
        )
        if line - len(picture.above) != number:
            return [Segment(crop(text, wide), style)]
        at = at_cell(text, cell - start)
        before, end = text[:at], next_boundary(text, at)
        if picture.offered and not text[at:].strip():
            shown = crop(picture.offered, wide - width(before))
            grey = style + look("hint")
            return [
                Segment(before, style),
                Segment(shown[:1], grey + look("caret")),
                Segment(shown[1:], grey),
            ]
        under = text[at:end].strip("\n") or " "
        after = crop(text[end:], wide - width(before) - width(under))
        return [
            Segment(before, style),
            Segment(under, look("caret")),
            Segment(after, style),
        ]
