"""What the terminal shows, what it should show, and the bytes between the two.

Textual paints every dirty region whole. This memory takes what it paints, cell by cell, and
writes only the cells that differ, with the shortest moves and changes of colour, blanks erased
rather than sent, and rows that have moved moved by the terminal. It knows nothing of Textual.
"""

from __future__ import annotations

import re

from hotwash.tui.terminal.cells import is_uncertain
from hotwash.tui.terminal.styles import blank_code, can_erase, change

GAP = 4
"""Cells that are cheaper to send again than to jump over."""
BLANKS = 11
"""Blanks from which on erasing is cheaper than sending them."""
BLANK_RUN = " " * BLANKS
UNKNOWN = "\0"
"""A cell of which nobody knows what it shows."""

_LONG_BLANKS = re.compile(" {4,}")


class Row:
    """The cells of a line: their text (empty: second half of a wide one) and their code.

    Args:
        texts: What each cell shows.
        codes: How each cell looks.
        uncertain: Whether the terminal may give a cell another width than ours.
    """

    # No dataclass: making one costs a millisecond at each start.
    __slots__ = ("codes", "texts", "uncertain")

    def __init__(self, texts: list[str], codes: list[str], uncertain: bool = False) -> None:
        self.texts = texts
        self.codes = codes
        self.uncertain = uncertain

    def with_piece(self, x: int, piece: Row) -> Row:
        """A copy with other cells from column x on; this one stays as it is."""
        width = min(len(piece.texts), len(self.texts) - x)
        if width <= 0:
            return self
        texts, codes = self.texts.copy(), self.codes.copy()
        texts[x : x + width] = piece.texts[:width]
        codes[x : x + width] = piece.codes[:width]
        if x and texts[x] and self.texts[x] == "":  # what is left of a wide character cut in two
            texts[x - 1] = " "
        if x + width < len(texts) and texts[x + width] == "":
            texts[x + width] = " "
        uncertain = piece.uncertain or (
            self.uncertain and any(map(is_uncertain, filter(None, texts)))
        )
        return Row(texts, codes, uncertain)


class ScreenMemory:
    """The memory of one screen size.

    Args:
        width: Columns.
        height: Lines.
        coloured_erase: Whether the terminal erases with the current background colour.
    """

    def __init__(self, width: int, height: int, coloured_erase: bool = True) -> None:
        self.width = width
        self.height = height
        self.coloured_erase = coloured_erase
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

    def mean(self, y: int, x: int, piece: Row) -> None:
        """Take what a line should show from column x on."""
        if not 0 <= y < self.height or x >= self.width:
            return
        self._meant[y] = self._meant[y].with_piece(x, piece)
        self._stale.add(y)

    def meant(self, y: int) -> Row:
        """What a line should show."""
        return self._meant[y]

    def update(self, cursor: tuple[int, int] | None = None, *, keep_pen: bool = False) -> str:
        """The bytes that make the terminal show what it should.

        Args:
            cursor: Column and line where the terminal's cursor is to be left.
            keep_pen: Leave the colours as they are; else they are reset at the end.
        """
        self._out = []
        lines = [y for y in sorted(self._stale) if not self._same(y)]
        self._stale.clear()
        if len(lines) >= 5 and self._scroll(lines):
            lines = [y for y in range(self.height) if not self._same(y)]
        for y in lines:
            self._write_line(y)
        if not keep_pen and self._code:
            self._pen("")
        if cursor is not None and self._place != (cursor[1], cursor[0]):
            self._move(cursor[1], cursor[0])
        return "".join(self._out)

    def _row(self, text: str) -> Row:
        return Row([text] * self.width, [""] * self.width)

    def _same(self, y: int) -> bool:
        shown, meant = self._shown[y], self._meant[y]
        return shown is meant or (shown.texts == meant.texts and shown.codes == meant.codes)

    def _write_line(self, y: int) -> None:
        shown, meant = self._shown[y], self._meant[y]
        different = _differences(shown, meant)
        if different and (shown.uncertain or meant.uncertain):
            self._write_carefully(y, shown, meant, different[0])
        else:
            for start, end in _runs(different, shown, meant):
                self._write_run(y, start, end)
        self._shown[y] = meant

    def _write_carefully(self, y: int, shown: Row, meant: Row, first: int) -> None:
        """Write the rest of the line, and place by column what follows an uncertain cell."""
        start, _ = _whole(first, first + 1, shown, meant)
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
        groups = _groups(self._meant[y], start, end, self._code)
        if len(groups) > 1 and groups[0][2] != self._code and groups[-1][2] == self._code:
            groups = [groups[-1], *groups[:-1]]
        for first, last, code in groups:
            self._move(y, first)
            self._pen(code)
            self._write_group(y, first, last, code)

    def _write_group(self, y: int, first: int, last: int, code: str) -> None:
        """Write cells of one code, which is in force; long runs of blanks are erased."""
        cells = self._meant[y].texts[first:last]
        text = "".join(cells)
        ends_line = last == self.width
        if (BLANK_RUN in text or (ends_line and text.endswith("    "))) and can_erase(
            code, self.coloured_erase
        ):
            mask = "".join(" " if cell == " " else "x" for cell in cells)
            base = first
            for run in _LONG_BLANKS.finditer(mask):
                start, end = base + run.start(), base + run.end()
                if end - start < BLANKS and end != self.width:
                    continue
                self._write_text(y, first, start)
                self._out.append("\x1b[K" if end == self.width else f"\x1b[{end - start}X")
                first = end
                if end < last:
                    self._move(y, end)
        self._write_text(y, first, last)

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
            self._out.append(_shortest_move(self._place, y, x))
            self._place = (y, x)

    def _scroll(self, lines: list[int]) -> bool:
        """If lines have moved up or down, let the terminal move them."""
        shift, top, bottom = _moved(self._shown, self._meant, lines, self.width)
        if not shift:
            return False
        shown = self._shown[top : bottom + 1]
        blank = [self._row(" ") for _ in range(abs(shift))]
        moved = shown[shift:] + blank if shift > 0 else blank + shown[:shift]
        meant = self._meant[top : bottom + 1]
        before = sum(_distance(a, b) for a, b in zip(shown, meant, strict=True))
        after = sum(_distance(a, b) for a, b in zip(moved, meant, strict=True))
        if before - after < 40:
            return False
        self._pen("")
        act = f"\x1b[{shift}M" if shift > 0 else f"\x1b[{-shift}L"
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H{act}\x1b[r")
        self._place = None  # most terminals go home, not all
        self._shown[top : bottom + 1] = moved
        return True


def _fresh(code: str) -> str:
    """Set a code when nothing is known of the one before."""
    return "\x1b[m\x1b]8;;\x1b\\" + change("", code)


def _differences(shown: Row, meant: Row) -> list[int]:
    """The columns that do not look as they should."""
    return [
        i
        for i, (old, new, was, will) in enumerate(
            zip(shown.texts, meant.texts, shown.codes, meant.codes, strict=True)
        )
        if old != new or (was != will and not (new == " " and blank_code(was) == blank_code(will)))
    ]


def _distance(shown: Row, meant: Row) -> int:
    return 0 if shown is meant else len(_differences(shown, meant))


def _runs(different: list[int], shown: Row, meant: Row) -> list[tuple[int, int]]:
    """Stretches of columns to write, over small gaps and with wide characters whole."""
    runs: list[tuple[int, int]] = []
    for i in different:
        start, end = _whole(i, i + 1, shown, meant)
        if runs and start - runs[-1][1] <= GAP and _plain_gap(meant, runs[-1][1], start):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _plain_gap(row: Row, start: int, end: int) -> bool:
    """Whether the cells between two changed stretches cost no change of colours."""
    return all(row.codes[i] == row.codes[start - 1] for i in range(start, end))


def _whole(start: int, end: int, shown: Row, meant: Row) -> tuple[int, int]:
    """The stretch made wider until it cuts no wide character, old or new, in two."""
    width = len(meant.texts)
    while start > 0 and "" in (shown.texts[start], meant.texts[start]):
        start -= 1
    while end < width and "" in (shown.texts[end], meant.texts[end]):
        end += 1
    return start, end


def _groups(row: Row, start: int, end: int, pen: str | None) -> list[tuple[int, int, str]]:
    """Stretches of one code. A blank goes with the code before it where it looks the same."""
    groups: list[tuple[int, int, str]] = []
    code = pen
    first = start
    for i in range(start, end):
        own = row.codes[i]
        if own == code and i > first:
            continue
        if row.texts[i] == " ":
            if code is not None and blank_code(own) == blank_code(code):
                continue
            own = blank_code(own)
        if i > first and code is not None:
            groups.append((first, i, code))
            first = i
        code = own
    groups.append((first, end, code or ""))
    return groups


def _shortest_move(place: tuple[int, int] | None, y: int, x: int) -> str:
    """The shortest sequence that takes the cursor to a line and a column."""
    column = f";{x + 1}" if x else ""
    moves = [f"\x1b[{y + 1}{column}H" if y or x else "\x1b[H"]
    if place is not None:
        line, old = place
        if line == y:
            moves.append(f"\x1b[{x + 1}G" if x else "\r")
            step = abs(x - old)
            moves.append(f"\x1b[{step if step > 1 else ''}{'C' if x > old else 'D'}")
            if x < old:
                moves.append("\b" * step)
        elif old == x or x == 0:
            step = abs(y - line)
            down = f"\x1b[{step if step > 1 else ''}{'B' if y > line else 'A'}"
            moves.append(down if old == x else "\r" + down)
    return min(moves, key=len)


def _moved(
    shown: list[Row], meant: list[Row], lines: list[int], width: int
) -> tuple[int, int, int]:
    """By how many lines most of the changed lines have moved up, and the first and last of them.

    The last two columns do not count, where a scroll bar stands.
    """
    sources: dict[tuple[str, ...], list[int]] = {}
    for y in range(lines[0], lines[-1] + 1):
        sources.setdefault(tuple(shown[y].texts[: width - 2]), []).append(y)
    votes: dict[int, list[int]] = {}
    for y in lines:
        found = sources.get(tuple(meant[y].texts[: width - 2]), ())
        if len(found) == 1 and found[0] != y:
            votes.setdefault(found[0] - y, []).append(y)
    if not votes:
        return 0, 0, 0
    shift, targets = max(votes.items(), key=lambda item: len(item[1]))
    if len(targets) < 3:
        return 0, 0, 0
    top, bottom = targets[0], targets[-1]
    return shift, min(top, top + shift), max(bottom, bottom + shift)
