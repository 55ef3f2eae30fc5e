"""Painting the rows that changed, and of these only the widgets that are seen.

For one letter Textual has every widget that touches the rectangle around all that changed give all
its rows, cuts them up, and drops most. `PaintsByRows` takes the place of that step: row by row it
asks the widgets from the front to the back, and stops where a row is full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, Compositor
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

Chops = list[dict[int, "Strip | None"]]
"""For each row, the strip that begins at each cut; None where nothing was painted."""


def paint_by_rows(screen: Screen[object]) -> None:
    """Have a screen painted by rows from now on."""
    compositor = screen._compositor
    if not isinstance(compositor.render_partial_update, PaintsByRows):
        compositor.render_partial_update = PaintsByRows(compositor)  # type: ignore[method-assign]


class PaintsByRows:
    """Stands in for `Compositor.render_partial_update`; steps back for good when it fails."""

    def __init__(self, compositor: Compositor) -> None:
        self._compositor = compositor
        self._stock = compositor.render_partial_update
        self.gave_way = False
        """Whether it has failed, and Textual paints again."""

    def __call__(self) -> ChopsUpdate | None:
        """Paint what is dirty."""
        if not self.gave_way:
            dirty = self._compositor._dirty_regions.copy()
            try:
                return self._paint(dirty)
            except Exception:  # another Textual, or a widget that fails there too
                self.gave_way = True
                self._compositor._dirty_regions.update(dirty)
        return self._stock()

    def _paint(self, dirty: set[Region]) -> ChopsUpdate | None:
        from textual._compositor import ChopsUpdate

        compositor = self._compositor
        compositor._dirty_regions.clear()
        if not dirty:
            return None
        cuts = compositor.cuts
        spans = [span for span in compositor._regions_to_spans(dirty) if 0 <= span[0] < len(cuts)]
        chops: Chops = [dict.fromkeys(row[:-1]) for row in cuts]
        lacking = _lacking(spans, cuts)
        for widget, (region, clip) in compositor.visible_widgets.items():
            seen = region.intersection(clip)
            for y, strip in _strips(widget, region, seen, _rows_lacking(seen, lacking)):
                first, last = seen.column_span
                own = [cut for cut in cuts[y] if first <= cut <= last]
                pieces = strip.divide([cut - first for cut in own[1:]])
                _fill(chops[y], lacking[y], zip(own, pieces, strict=False))
        return ChopsUpdate(chops, spans, [row[1:] for row in cuts]) if spans else None


def _lacking(spans: list[tuple[int, int, int]], cuts: list[list[int]]) -> dict[int, set[int]]:
    """For each row to paint, the cuts at which a strip is to begin."""
    lacking: dict[int, set[int]] = {}
    for y, left, right in spans:
        lacking.setdefault(y, set()).update(
            cut for cut, end in pairwise(cuts[y]) if cut < right and end > left
        )
    return lacking


def _rows_lacking(seen: Region, lacking: dict[int, set[int]]) -> list[int]:
    """The rows in which a widget, where it is seen, has something to paint."""
    first, last = seen.column_span
    return [
        y
        for y in seen.line_range
        if y in lacking and any(first <= cut < last for cut in lacking[y])
    ]


def _strips(
    widget: Widget, region: Region, seen: Region, rows: list[int]
) -> Iterator[tuple[int, Strip]]:
    """What a widget shows in some rows of the screen, as far as it is seen.

    Args:
        widget: The widget.
        region: Where it is.
        seen: The part of it that is seen.
        rows: The rows.
    """
    first, last = seen.column_span
    for start, end in _stretches(rows):
        asked = type(region)(first, start, last - first, end - start).translate(-region.offset)
        yield from zip(range(start, end), widget.render_lines(asked), strict=True)


def _fill(
    chops: dict[int, Strip | None], lacking: set[int], pieces: Iterable[tuple[int, Strip]]
) -> None:
    """Put strips where the row has none yet: those of the widgets in front stay."""
    for cut, piece in pieces:
        if cut in lacking:
            chops[cut] = piece
            lacking.remove(cut)


def _stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Rows as ranges: the first of each, and the one after its last."""
    start = 0
    for number, y in enumerate(rows, 1):
        if number == len(rows) or rows[number] != y + 1:
            yield rows[start], y + 1
            start = number
