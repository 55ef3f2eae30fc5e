"""Shapes of text: labelled lines, the title, prose and code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.markdown.blocks import bare, trim
from hotwash.markdown.items import dedented, indented
from hotwash.markdown.prose import ends_in_html, escape_prose, unescape_prose
from hotwash.markdown.writing import (
    TBD,
    code_lines,
    escape_cell,
    escape_heading,
    escape_start,
    escape_value,
    fence_for,
    many_lines,
    one_line,
    unescape_cell,
    unescape_heading,
    unescape_start,
    unescape_value,
)
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import NotThisShape, Value
from hotwash.template.shapes.dates import Style, read_day, write_day

_FENCE = lazy_pattern(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$")


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line between a lead and a tail: a labelled field, or the title."""

    lead: str = ""
    tail: str = ""
    heading: bool = False
    """Whether the lead ends in the marks of a heading."""
    start: bool = False
    """Whether nothing but blanks stands before it, so that it could begin a block."""
    cell: bool = False
    """Whether it is a cell of a table."""
    dated: Style = ()
    """How its author writes dates, where it is one and not written in the ISO way."""

    def normal(self, text: str) -> str:
        """Return a text as reading what is written of it gives it back."""
        return read_day(one_line(text), self.dated)

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        if len(lines) != 1:
            raise NotThisShape
        text = bare(lines[0])
        lead = self.lead.rstrip(" \t")
        tail = self.tail if text.endswith(self.tail) else self.tail.rstrip(" \t\\")
        if len(text) < len(lead) + len(tail) or not (text.startswith(lead) and text.endswith(tail)):
            raise NotThisShape
        inner = text[len(lead) : len(text) - len(tail)].strip(" \t")
        if self.heading:
            return unescape_heading(inner)
        if self.cell:
            return read_day(unescape_cell(inner), self.dated)
        words = unescape_start(inner) if self.start else unescape_value(inner)
        return read_day(words, self.dated)

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        text = write_day(one_line(_text(value)), self.dated)
        if self.heading:
            text = escape_heading(text)
        elif self.cell:
            text = escape_cell(text)
        else:
            text = escape_start(text) if self.start else escape_value(text)
        return self._line(text)

    def blank(self) -> str:
        """See `Shape.blank`."""
        return self._line(TBD)

    def _line(self, text: str) -> str:
        between = "" if not self.lead or self.lead[-1] in " \t" else " "
        return f"{self.lead}{between}{text}{self.tail}\n"


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of any length; under a label, its lines are indented below it."""

    level: int
    """The deepest heading level that would end it."""
    lead: str = ""
    """What stands before its first line; ends with a newline when it has a line of its own."""
    indent: int = 0
    guard: bool = False
    """Whether a line that is not blank follows, which raw HTML at the end would swallow."""
    tail: str = ""
    """Under a label: the blanks behind the last line that break it off what follows."""

    def normal(self, text: str) -> str:
        """Return a text as reading what is written of it gives it back."""
        text = many_lines(text)
        return text.lstrip(" \t") if self.lead and not self.lead.endswith("\n") else text

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        texts = [bare(line) for line in lines]
        if self.tail and texts:
            texts[-1] = texts[-1].removesuffix(self.tail)
        if not self.lead:
            return unescape_prose("\n".join(texts))
        lead, own_line = self.lead.rstrip("\n"), self.lead.endswith("\n")
        if not texts or not texts[0].startswith(lead.rstrip(" \t")):
            raise NotThisShape
        first = texts[0][len(lead) :].lstrip(" \t")
        inner = [dedented(line, self.indent) for line in texts[1:]]
        return unescape_prose("\n".join(inner if own_line and not first else [first, *inner]))

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        text = escape_prose(_text(value), self.level)
        if not self.lead:
            return f"{text}\n\n" if self.guard and ends_in_html(text) else f"{text}\n"
        if self.lead.endswith("\n"):
            return self._tailed(self.lead + indented(text, self.indent))
        between = "" if self.lead[-1] in " \t" else " "
        first, _, others = text.partition("\n")
        # Blanks before the first word would be taken for part of the lead.
        first = first.lstrip(" \t")
        after = indented(others, self.indent) if others else ""
        return self._tailed(f"{self.lead}{between}{first}\n{after}")

    def _tailed(self, text: str) -> str:
        return f"{text[:-1]}{self.tail}\n" if self.tail else text

    def blank(self) -> str:
        """See `Shape.blank`."""
        if not self.lead:
            return f"{TBD}\n"
        if self.lead.endswith("\n"):
            return self.lead + indented(TBD, self.indent)
        return f"{self.lead.rstrip(' ')} {TBD}{self.tail}\n"


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced code block."""

    mark: str = "```"
    info: str = ""
    indent: str = ""

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        start, end = trim(lines, 0, len(lines))
        texts = [bare(line) for line in lines[start:end]]
        if "\n".join(texts).strip(" \t") in ("", TBD):
            return ""
        opened = _FENCE.match(texts[0])
        if opened is None:
            raise NotThisShape
        mark, indent = opened["mark"], len(opened["indent"])
        close = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        if [at for at, text in enumerate(texts) if at and close.match(text)] != [len(texts) - 1]:
            raise NotThisShape
        return "\n".join(dedented(text, indent) if indent else text for text in texts[1:-1])

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        text = code_lines(_text(value))
        mark = fence_for(text, self.mark[0], len(self.mark))
        inner = indented(text, len(self.indent))
        return f"{self.indent}{mark}{self.info}\n{inner}{self.indent}{mark}\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f"{self.indent}{TBD}\n"
