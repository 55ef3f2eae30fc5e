"""Shape of the title in front matter: `title: Outage`, `title = "Outage"`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import TBD, escape_value, one_line, unescape_value
from hotwash.template.shapes.base import NotThisShape, Value

_LINE = re.compile(r"(?P<lead>title[ \t]*(?P<mark>[:=])[ \t]*)(?P<value>.+?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class FrontTitle:
    """One scalar of YAML or TOML; what plain YAML cannot hold is quoted."""

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        match = _LINE.match(bare(lines[0])) if len(lines) == 1 else None
        if match is None:
            raise NotThisShape
        value = match["value"]
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
            return one_line(inner.replace("''", "'") if match["mark"] == ":" else inner)
        if match["mark"] == "=" or value[0] in "'[{|>&*!%@`":
            raise NotThisShape
        return one_line(value)

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
