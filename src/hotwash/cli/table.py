"""Aligned tables: as wide as they need in a pipe, never wider than the terminal on one."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.characters import cells_of, width_of
from hotwash.cli.output import harmless, to_terminal

_GAP = 2
_LEAST = 6
"""Cells that a column keeps when it is narrowed."""


def table(rows: Sequence[Sequence[str]], *, head: Sequence[str] = (), columns: int = 0) -> str:
    """Return rows as aligned lines.

    Args:
        rows: The cells. What would break a line becomes a blank.
        head: The titles of the columns; none for a table without.
        columns: The width to fit into; 0 to ask the terminal, and to cut nothing elsewhere.
    """
    cells = [[_plain(cell) for cell in row] for row in ((head, *rows) if head else rows)]
    if not cells:
        return ""
    widths = [max(width_of(row[index]) for row in cells) for index in range(len(cells[0]))]
    room = columns or _room()
    if room:
        widths = _narrowed(widths, room - _GAP * (len(widths) - 1))
    lines = []
    for row in cells:
        shown = [_fitted(cell, size, room) for cell, size in zip(row, widths, strict=True)]
        lines.append((" " * _GAP).join(shown).rstrip() + "\n")
    return "".join(lines)


def _plain(cell: str) -> str:
    cell = " ".join(cell.split()) if "\n" in cell or "\t" in cell or "\r" in cell else cell
    return harmless(cell) if to_terminal() else cell


def _room() -> int:
    if not to_terminal():
        return 0
    from shutil import get_terminal_size

    return max(40, get_terminal_size().columns)


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Take what is too much from the widest columns."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        next_widest = max([size for size in widths if size < widths[widest]], default=_LEAST)
        cut = min(sum(widths) - room, widths[widest] - max(next_widest, _LEAST))
        widths[widest] -= max(cut, 1)
    return widths


def _fitted(cell: str, size: int, room: int) -> str:
    taken = width_of(cell)
    if room and taken > size:
        kept, taken = "", 0
        for sign in cell:
            if taken + cells_of(sign) > size - 1:
                break
            kept += sign
            taken += cells_of(sign)
        cell, taken = f"{kept}…", taken + 1
    return cell + " " * (size - taken)
