"""Shapes of front matter: the title, `title: Outage`, and other lines that a template asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import TBD, escape_value, one_line, unescape_value
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import NotThisShape, Value
from hotwash.template.shapes.text import Line

_LINE = lazy_pattern(r"(?P<lead>title[ \t]*(?P<mark>[:=])[ \t]*)(?P<value>.+?)[ \t]*$")


_MARKED = tuple("'[{|>&*!%@`")
_PLAIN = lazy_pattern(r"[^\W_](?:[\w ./+@-]|:(?=\S)|,(?=\s*\S))*")
"""What plain YAML holds without quotes."""
_NO_TEXT = lazy_pattern(r"(?:true|false|yes|no|on|off|null|[\d.+]+)", re.I)
"""What plain YAML would take for something else than text; dates are meant to be dates."""


def _scalar(value: str, toml: bool) -> str:
    """Return the text of a scalar.

    Raises:
        NotThisShape: It is written in a way that is not known here.
    """
    if value.startswith('"'):
        try:
            found = json.loads(value)
        except ValueError:
            raise NotThisShape from None
        if isinstance(found, str):
            return unescape_value(one_line(found))
        raise NotThisShape
    if len(value) > 1 and value[0] == value[-1] == "'":
        inner = value[1:-1]
        return one_line(inner if toml else inner.replace("''", "'"))
    if toml or value[:1] in _MARKED:
        raise NotThisShape
    return one_line(value)


@dataclass(frozen=True, slots=True)
class FrontTitle:
    """One scalar of YAML or TOML; what plain YAML cannot hold is quoted."""

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        match = _LINE.match(bare(lines[0])) if len(lines) == 1 else None
        if match is None:
            raise NotThisShape
        return _scalar(match["value"], match["mark"] == "=")

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        return f"title: {_quoted(value)}\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f'title: "{TBD}"\n'


@dataclass(frozen=True, slots=True)
class TomlTitle(FrontTitle):
    """The same between `+++`."""

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        return f"title = {_quoted(value)}\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f'title = "{TBD}"\n'


@dataclass(frozen=True, slots=True)
class FrontLine(Line):
    """One line of front matter that a template asks for: the lead is its key."""

    quoted: bool = False
    """Whether the template writes its value in quotes."""

    @property
    def _toml(self) -> bool:
        return self.lead.rstrip().endswith("=")

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        text = bare(lines[0]).rstrip(" \t") if len(lines) == 1 else ""
        if not text.startswith(self.lead.rstrip(" ")):
            raise NotThisShape
        value = text[len(self.lead.rstrip(" ")) :].strip(" \t")
        return "" if value in ("", TBD) else unescape_value(_scalar(value, self._toml))

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        text = one_line(value if isinstance(value, str) else "")
        plain = _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text)
        if self.quoted or self._toml or not plain:
            return f"{self.lead}{_quoted(text)}\n"
        return f"{self.lead}{text}\n"

    def blank(self) -> str:
        """See `Shape.blank`."""
        return self.lead + (f'"{TBD}"\n' if self.quoted or self._toml else f"{TBD}\n")


def _quoted(value: Value) -> str:
    return json.dumps(escape_value(one_line(str(value))), ensure_ascii=False)


def title_line(lines: Sequence[str], end: int) -> int | None:
    """Return the line of front matter that holds a title this shape can read, if one does."""
    for number in range(1, end):
        if _LINE.match(bare(lines[number])):
            try:
                FrontTitle().read([lines[number]])
            except NotThisShape:
                return None
            return number
    return None
