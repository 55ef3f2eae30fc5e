"""Lines of cells: how two of them differ, and what is cheapest to write of the difference."""

from __future__ import annotations

from itertools import compress
from operator import ne

from hotwash.tui.terminal.cells import is_uncertain
from hotwash.tui.terminal.styles import blank_code

UNKNOWN = "\0"
"""A cell of which nobody knows what it shows."""
GAP = 4
"""Cells that are cheaper to send again than to jump over."""


class ScreenLine:
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

    def with_piece(self, x: int, piece: ScreenLine) -> ScreenLine:
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
        return ScreenLine(texts, codes, uncertain)


def differences(shown: ScreenLine, meant: ScreenLine) -> list[int]:
    """The columns that do not look as they should."""
    columns = range(len(meant.texts))
    found = list(compress(columns, map(ne, shown.texts, meant.texts)))
    texts, was, will = meant.texts, shown.codes, meant.codes
    recoloured = [
        i
        for i in compress(columns, map(ne, was, will))
        if texts[i] != " " or blank_code(was[i]) != blank_code(will[i])
    ]
    return sorted({*found, *recoloured}) if recoloured else found


def distance(shown: ScreenLine, meant: ScreenLine) -> int:
    """How many columns do not look as they should."""
    return 0 if shown is meant else len(differences(shown, meant))


def runs(different: list[int], shown: ScreenLine, meant: ScreenLine) -> list[tuple[int, int]]:
    """Stretches of columns to write, over small gaps and with wide characters whole."""
    if len(different) == len(meant.texts):
        return [(0, len(different))]
    wide = "" in shown.texts or "" in meant.texts
    found: list[tuple[int, int]] = []
    first = last = -1
    for i in different:
        if i < last:
            continue
        start, end = whole(i, i + 1, shown, meant) if wide else (i, i + 1)
        if start <= last or (0 <= last >= start - GAP and _plain_gap(meant, last, start)):
            last = max(end, last)
            continue
        if first >= 0:
            found.append((first, last))
        first, last = start, end
    if first >= 0:
        found.append((first, last))
    return found


def _plain_gap(row: ScreenLine, start: int, end: int) -> bool:
    """Whether the cells between two changed stretches cost no change of colours."""
    return all(row.codes[i] == row.codes[start - 1] for i in range(start, end))


def whole(start: int, end: int, shown: ScreenLine, meant: ScreenLine) -> tuple[int, int]:
    """The stretch made wider until it cuts no wide character, old or new, in two."""
    width = len(meant.texts)
    while start > 0 and "" in (shown.texts[start], meant.texts[start]):
        start -= 1
    while end < width and "" in (shown.texts[end], meant.texts[end]):
        end += 1
    return start, end


def groups(row: ScreenLine, start: int, end: int, pen: str | None) -> list[tuple[int, int, str]]:
    """Stretches of one code. A blank goes with the code before it where it looks the same."""
    found: list[tuple[int, int, str]] = []
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
            found.append((first, i, code))
            first = i
        code = own
    found.append((first, end, code or ""))
    return found


def shortest_move(place: tuple[int, int] | None, y: int, x: int) -> str:
    """The shortest sequence that takes the cursor to a line and a column."""
    column = f";{x + 1}" if x else ""
    moves = [f"\x1b[{y + 1}{column}H" if y or x else "\x1b[H"]
    if place is not None and place[0] == y:
        moves += _moves_along(place[1], x)
    elif place is not None and x in (0, place[1]):
        down = _steps(y - place[0], "A", "B")
        moves.append(down if x == place[1] else "\r" + down)
    return min(moves, key=len)


def _moves_along(old: int, x: int) -> list[str]:
    """The ways from one column of a line to another."""
    moves = [f"\x1b[{x + 1}G" if x else "\r", _steps(x - old, "D", "C")]
    return [*moves, "\b" * (old - x)] if x < old else moves


def _steps(by: int, back: str, forth: str) -> str:
    """The sequence for a number of steps in one of two directions."""
    return f"\x1b[{abs(by) if abs(by) > 1 else ''}{forth if by > 0 else back}"


def moved(
    shown: list[ScreenLine], meant: list[ScreenLine], lines: list[int], width: int
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
