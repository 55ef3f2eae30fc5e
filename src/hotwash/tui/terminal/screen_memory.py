"""What the terminal shows, what it should show, and the bytes between the two.

Textual paints every dirty region whole. This memory takes what it paints, cell by cell, and
writes only the cells that differ, with the shortest moves and changes of colour, blanks erased
rather than sent, and rows that have moved moved by the terminal. It knows nothing of Textual.
"""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.patterns import lazy_pattern
from hotwash.tui.terminal.cells import is_uncertain
from hotwash.tui.terminal.rows import (
    UNKNOWN,
    ScreenLine,
    differences,
    distance,
    groups,
    moved,
    runs,
    shortest_move,
    whole,
)
from hotwash.tui.terminal.shifts import Shift, shifts
from hotwash.tui.terminal.styles import can_erase, change

BLANKS = 11
"""Blanks from which on erasing is cheaper than sending them."""
BLANK_RUN = " " * BLANKS
_LONG_BLANKS = lazy_pattern(" {4,}")


class ScreenMemory:
    """The memory of one screen size.

    Args:
        width: Columns.
        height: Lines.
        coloured_erase: Whether the terminal erases with the current background colour.
        moves_cells: Whether the terminal can insert and delete cells.
    """

    def __init__(
        self, width: int, height: int, coloured_erase: bool = True, moves_cells: bool = True
    ) -> None:
        self.width = width
        self.height = height
        self.coloured_erase = coloured_erase
        self.moves_cells = moves_cells
        self._out: list[str] = []
        self._meant = [self._row(" ") for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Forget what the terminal shows: somebody else has drawn on it."""
        self._shown = [self._row(UNKNOWN) for _ in range(self.height)]
        self._stale = set(range(self.height))
        self.forget_pen()

    def forget_pen(self) -> None:
        """Forget the terminal's colours and cursor."""
        self._code: str | None = None
        self._place: tuple[int, int] | None = None

    def set_target(self, y: int, x: int, piece: ScreenLine) -> None:
        """Take what a line should show from column x on."""
        if not 0 <= y < self.height or x >= self.width:
            return
        self._meant[y] = self._meant[y].with_piece(x, piece)
        self._stale.add(y)

    def target(self, y: int) -> ScreenLine:
        """What a line should show."""
        return self._meant[y]

    def update(self, cursor: tuple[int, int] | None = None, *, keep_pen: bool = False) -> str:
        """The bytes that make the terminal show what it should.

        Args:
            cursor: Column and line where the terminal's cursor is to be left.
            keep_pen: Leave the colours as they are; else they are reset at the end.
        """
        self._out = []
        lines = self._differing(sorted(self._stale))
        self._stale.clear()
        if len(lines) >= 5 and self._scroll(lines):
            lines = self._differing(range(self.height))
        for y in lines:
            self._write_line(y)
        if not keep_pen and self._code:
            self._pen("")
        if cursor is not None and self._place != (cursor[1], cursor[0]):
            self._move(cursor[1], cursor[0])
        return "".join(self._out)

    def _differing(self, lines: Iterable[int]) -> list[int]:
        """Those of the lines that do not show what they should."""
        return [y for y in lines if not self._same(y)]

    def _row(self, text: str) -> ScreenLine:
        return ScreenLine([text] * self.width, [""] * self.width)

    def _same(self, y: int) -> bool:
        shown, meant = self._shown[y], self._meant[y]
        return shown is meant or (shown.texts == meant.texts and shown.codes == meant.codes)

    def _write_line(self, y: int) -> None:
        shown, meant = self._shown[y], self._meant[y]
        different = differences(shown, meant)
        if different and (shown.uncertain or meant.uncertain):
            self._write_carefully(y, shown, meant, different[0])
        else:
            stretches = runs(different, shown, meant)
            moved = shifts(shown, meant, stretches) if self.moves_cells else []
            if moved:
                self._write_cheaply(y, shown, meant, moved)
            else:
                self._write_runs(y, stretches)
        self._shown[y] = meant

    def _write_runs(self, y: int, stretches: list[tuple[int, int]]) -> None:
        for start, end in stretches:
            self._write_run(y, start, end)

    def _write_cheaply(
        self, y: int, shown: ScreenLine, meant: ScreenLine, moved: list[Shift]
    ) -> None:
        """Write a line by those shifts that save bytes."""
        out, before = self._out, (self._code, self._place)
        best, after = self._shifted(y, shown, meant, ()), (self._code, self._place)
        used: tuple[Shift, ...] = ()
        for shift in moved:
            self._code, self._place = before
            written = self._shifted(y, shown, meant, (*used, shift))
            if len(written) < len(best):
                best, after, used = written, (self._code, self._place), (*used, shift)
        self._out = [*out, best]
        self._code, self._place = after

    def _shifted(
        self, y: int, shown: ScreenLine, meant: ScreenLine, used: tuple[Shift, ...]
    ) -> str:
        """The bytes that write a line when these shifts are used, from left to right."""
        self._out = []
        for number, shift in enumerate((*used, None)):
            end = shift.start if shift is not None else self.width
            start = used[number - 1].start if number else 0
            different = [x for x in differences(shown, meant) if start <= x < end]
            self._write_runs(y, runs(different, shown, meant))
            if shift is not None:
                shown = shift.of(shown)
                how_many = "" if shift.cells == 1 else str(shift.cells)
                self._move(y, shift.delete_at)
                self._out.append(f"\x1b[{how_many}P")
                self._move(y, shift.insert_at)
                self._out.append(f"\x1b[{how_many}@")
        return "".join(self._out)

    def _write_carefully(self, y: int, shown: ScreenLine, meant: ScreenLine, first: int) -> None:
        """Write the rest of the line, and place by column what follows an uncertain cell."""
        start, _ = whole(first, first + 1, shown, meant)
        for i in range(start, self.width):
            if not meant.texts[i] or not is_uncertain(meant.texts[i]):
                continue
            if start < i:
                self._write_run(y, start, i)
            end = i + 1
            while end < self.width and not meant.texts[end]:
                end += 1
            # Blank its cells first: a terminal may draw it narrower than we count.
            self._move(y, i)
            self._pen(meant.codes[i])
            self._out.append(" " * (end - i))
            self._place = None
            self._move(y, i)
            self._out.append(meant.texts[i])
            self._place = None
            start = end
        if start < self.width:
            self._write_run(y, start, self.width)

    def _write_run(self, y: int, start: int, end: int) -> None:
        """Write the cells from start to end of a line."""
        parts = groups(self._meant[y], start, end, self._code)
        if len(parts) > 1 and parts[0][2] != self._code and parts[-1][2] == self._code:
            parts = [parts[-1], *parts[:-1]]
        for first, last, code in parts:
            self._move(y, first)
            self._pen(code)
            self._write_group(y, first, last, code)

    def _write_group(self, y: int, first: int, last: int, code: str) -> None:
        """Write cells of one code, which is in force; long runs of blanks are erased."""
        for start, end in self._blanks(y, first, last, code):
            self._write_text(y, first, start)
            self._out.append("\x1b[K" if end == self.width else f"\x1b[{end - start}X")
            first = end
            if end < last:
                self._move(y, end)
        self._write_text(y, first, last)

    def _blanks(self, y: int, first: int, last: int, code: str) -> list[tuple[int, int]]:
        """Runs of blanks that are so long that erasing them takes fewer bytes."""
        cells = self._meant[y].texts[first:last]
        text = "".join(cells)
        ends_line = last == self.width
        worth_it = BLANK_RUN in text or (ends_line and text.endswith("    "))
        if not worth_it or not can_erase(code, self.coloured_erase):
            return []
        mask = "".join(" " if cell == " " else "x" for cell in cells)
        found = ((first + run.start(), first + run.end()) for run in _LONG_BLANKS.finditer(mask))
        return [(at, end) for at, end in found if end - at >= BLANKS or end == self.width]

    def _write_text(self, y: int, first: int, last: int) -> None:
        if first < last:
            self._out.append("".join(self._meant[y].texts[first:last]))
            self._place = (y, last) if last < self.width else None

    def _pen(self, code: str) -> None:
        if code != self._code:
            self._out.append(change(self._code, code) if self._code is not None else _fresh(code))
            self._code = code

    def _move(self, y: int, x: int) -> None:
        if self._place != (y, x):
            self._out.append(shortest_move(self._place, y, x))
            self._place = (y, x)

    def _scroll(self, lines: list[int]) -> bool:
        """If lines have moved up or down, let the terminal move them."""
        shift, top, bottom = moved(self._shown, self._meant, lines, self.width)
        if not shift:
            return False
        shown = self._shown[top : bottom + 1]
        blank = [self._row(" ") for _ in range(abs(shift))]
        then = shown[shift:] + blank if shift > 0 else blank + shown[:shift]
        meant = self._meant[top : bottom + 1]
        before = sum(distance(a, b) for a, b in zip(shown, meant, strict=True))
        after = sum(distance(a, b) for a, b in zip(then, meant, strict=True))
        if before - after < 40:
            return False
        self._pen("")
        act = f"\x1b[{shift}M" if shift > 0 else f"\x1b[{-shift}L"
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H{act}\x1b[r")
        self._place = None  # most terminals go home, not all
        self._shown[top : bottom + 1] = then
        return True


def _fresh(code: str) -> str:
    """Set a code when nothing is known of the one before."""
    return "\x1b[m\x1b]8;;\x1b\\" + change("", code)
