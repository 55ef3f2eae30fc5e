"""Lines of text as strips: the few steps that every widget that draws its own lines needs."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hotwash.tui.clusters import clusters


def fit(text: str, width: int) -> str:
    """Cut a text to a width in cells, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def restyled(segments: list[Segment], start: int, end: int, style: Style) -> list[Segment]:
    """Segments whose characters from one index to another have a style added to their own."""
    parts: list[Segment] = []
    at = 0
    for text, own, _ in segments:
        first, last = (min(max(0, place - at), len(text)) for place in (start, end))
        marked = own + style if own is not None else style
        cut = ((text[:first], own), (text[first:last], marked), (text[last:], own))
        parts += [Segment(piece, look) for piece, look in cut if piece]
        at += len(text)
    return parts


def line_strip(
    text: str, width: int, base: Style, style: Style, cursor: Style | None = None
) -> Strip:
    """A text on one line of the given width, with the cursor on its first cell if there is one."""
    shown = fit(text, width)
    segments = [Segment(shown, base + style)]
    if cursor is not None:
        first, rest = (shown[:1] or " "), shown[1:]
        segments = [Segment(first, base + style + cursor), Segment(rest, base + style)]
    return Strip(segments).extend_cell_length(width, base)


def expand_tabs(text: str, cells: int, size: int) -> str:
    """Return a text with spaces for its tabs, as it stands after that many cells of its line."""
    if "\t" not in text:
        return text
    parts: list[str] = []
    for index, part in enumerate(text.split("\t")):
        if index:
            gap = size - cells % size
            parts.append(" " * gap)
            cells += gap
        parts.append(part)
        cells += cell_len(part)
    return "".join(parts)


def wrap(text: str, width: int) -> list[str]:
    """Break a line at spaces so that no part is wider than `width` cells; long words are cut."""
    if cell_len(text) <= width or width < 1:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text):
        size = cell_len(word)
        if used and used + cell_len(word.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        while size > width and cell_len(word.rstrip()) > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
            size = cell_len(word)
        line += word
        used += size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _words(text: str) -> list[str]:
    """The words of a text, each with the spaces after it; leading spaces are a word too."""
    words: list[str] = []
    start = 0
    for index in range(1, len(text)):
        if text[index - 1] == " " and text[index] != " ":
            words.append(text[start:index])
            start = index
    words.append(text[start:])
    return words


def _head(text: str, width: int) -> str:
    """The longest beginning of a text that fits, and at least one cluster."""
    end, used = 0, 0
    for _, last, size in clusters(text):
        used += size
        if used > width and end:
            break
        end = last
    return text[:end]
