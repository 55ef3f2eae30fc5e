"""Shape of timelines whose rows are headings: `### 20:15` and what stands under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.markdown.blocks import BlockKind, bare, is_blank, read
from hotwash.markdown.prose import escape_prose, unescape_prose
from hotwash.markdown.writing import TBD, escape_heading, many_lines, one_line, unescape_heading
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import Cells, Chunk, HeadlessRows, row_spans

_MARKS = lazy_pattern(r" {0,3}#{1,6}[ \t]*")
_PLAIN_MARKS = lazy_pattern(r"(#{1,6})(?:[ \t]|[\r\n]|$)|(#{2,6})(?=[^\s#])")
_HIDING = lazy_pattern(r"[ \t]*(?:`{3}|~{3}|<|=+[ \t]*$|-+[ \t]*$|[ \t]#)|.*\[")
"""Lines that may begin a fence or raw HTML, underline a heading, indent one, or define a link."""
_CLOSING = lazy_pattern(r"[ \t]+#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class HeadingEntries(HeadlessRows):
    """A timeline of headings, each with its text below."""

    level: int
    """The level that rows are written with."""
    lead: str = ""
    """The marks before a heading's words, with their blanks."""
    tail: str = ""
    """The marks behind them, if the author closes headings."""
    between: str = "\n"
    """What stands between a heading and its text: nothing, or an empty line."""
    gap: str = "\n"
    others: tuple[int, ...] = ()
    """Other levels whose headings are rows too: some authors lose count of the marks."""
    missing: str = TBD
    """What stands for a time that a row lacks."""

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        levels = {self.level, *self.others}
        starts = [number for number, level in _headings(lines) if level in levels]
        found = []
        for start, end in row_spans(lines, starts):
            words = _CLOSING.sub("", _MARKS.sub("", bare(lines[start]), count=1))
            time = unescape_heading(words.strip(" \t"))
            event = unescape_prose("\n".join(bare(line) for line in lines[start + 1 : end]))
            cells = {key: text for key, text in (("time", time), ("event", event)) if text}
            found.append(Chunk(cells, start, end))
        return found

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {"event": value} if isinstance(value, str) else value
        lead = self.lead or "#" * self.level + " "
        time = escape_heading(one_line(cells.get("time", ""))) or self.missing
        event = escape_prose(many_lines(cells.get("event", "")), max(self.level, *self.others, 0))
        between = self.between
        if like and (marks := _MARKS.match(bare(like[0]))):
            lead = marks[0]
        if len(like) > 1:
            between = "\n" if is_blank(like[1]) else ""
        return f"{lead}{time}{self.tail}\n" + (f"{between}{event}\n" if event else "")

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f"{TBD}\n"

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        return value if isinstance(value, str) else (value.get("time"), value.get("event"))


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the line and the level of every heading with marks.

    A parser is asked only where something could hide one.
    """
    if any(_HIDING.match(line) for line in lines):
        for block in read(lines):
            if block.kind is BlockKind.HEADING and block.end == block.start + 1:
                yield block.start, block.level
        return
    for number, line in enumerate(lines):
        if line.startswith("#") and (match := _PLAIN_MARKS.match(line)):
            yield number, len(match[1] or match[2])


def marks_of(line: str) -> tuple[str, str]:
    """Return what stands before and behind the words of a heading."""
    text = bare(line)
    lead = _MARKS.match(text)
    tail = _CLOSING.search(text)
    return lead[0] if lead else "", tail[0] if tail else ""
