"""Where things stand in a TOML text: its statements and tables, by offsets, not by value.

A parser answers what a text means; this answers which characters say it, so that one value can be
replaced and all else left byte for byte. It expects valid TOML (a parser has read it before) and
raises `Unscannable` otherwise. It works without recursion and in linear time, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hotwash.template.model import Path


class Unscannable(ValueError):
    """The text is not TOML at this offset."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"not TOML at offset {offset}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Statement:
    """One `key = value`, by offsets into the text it was found in."""

    key: Path
    start: int
    """The start of its line."""
    value: int
    value_end: int
    end: int
    """After the end of its line, comment included."""


@dataclass(frozen=True, slots=True)
class TomlBlock:
    """A header with its statements; the statements before any header; or lines of no table."""

    kind: Literal["root", "table", "row", "filler"]
    path: Path
    lead: str
    """Blank and comment lines above the header that are about it."""
    text: str
    """The header's line and all lines below it that are its own."""


# A group is never repeated possessively: Python before 3.11.5 takes too little of it.
_BARE = r"[A-Za-z0-9_-]++"
_BASIC = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
_LITERAL = r"'[^'\n]*+'"
_PART = rf"(?:{_BARE}|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*"
_EOL = r"[ \t]*+(?:\#[^\n]*+)?\r?(?:\n|\Z)"
_PLAIN = rf"""(?:{_BASIC}(?!")|{_LITERAL}(?!')|[^\s"'\[{{\#][^\#\n]*+)"""

_PARTS = re.compile(_PART)
_TRIVIA = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)+|[ \t]*+#[^\n]*+\Z|[ \t]++\Z")
_SIMPLE_RUN = re.compile(rf"(?:[ \t]*+{_KEY}[ \t]*+=[ \t]*+{_PLAIN}{_EOL})+")
_HEADER = re.compile(rf"[ \t]*+(\[\[?)[ \t]*+({_KEY})[ \t]*+\]\]?{_EOL}")
_KEY_IS = re.compile(rf"[ \t]*+({_KEY})[ \t]*+=[ \t]*+")
_END = re.compile(_EOL)
_MULTI_BASIC = re.compile(r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"{3,5}', re.DOTALL)
_MULTI_LITERAL = re.compile(r"'''[^']*+(?:'(?!'')[^']*+)*'{3,5}")
_ONE_BASIC = re.compile(_BASIC)
_ONE_LITERAL = re.compile(_LITERAL)
_BARE_VALUE = re.compile(r"[^#\n,\]}]*")
_IN_BRACKETS = re.compile(r"""["'\[\]{}#]""")
_COMMENT_TEXT = re.compile(r"[^\n]*")


def blocks(text: str) -> list[TomlBlock]:
    """Cut a whole text into blocks; joined again, lead and text, they are the text.

    Comment lines are given to what they are about: those after the first blank line below a
    table's last statement, or directly above a header, go to the header below. The first row of an
    array of tables has none: what stands above it is about the array, and is a filler.
    """
    cut = _Cutter(text)
    return cut.blocks()


class _Cutter:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[TomlBlock] = []
        self._arrays: set[Path] = set()
        self._paths: dict[str, Path] = {}

    # All in one loop, whatever it costs in branches: a call for each of thousands of rows is seen.
    def blocks(self) -> list[TomlBlock]:
        text, found = self._text, self._found
        kind: Literal["root", "table", "row"] = "root"
        path: Path = ()
        lead = ""
        start = pos = last = 0
        while pos < len(text):
            # No statement begins with a bracket: most of thousands of lines are known by one look.
            match = _HEADER.match(text, pos) if text[pos] == "[" else None
            if match is None:
                if match := _TRIVIA.match(text, pos):
                    pos = match.end()
                    continue
                if match := _SIMPLE_RUN.match(text, pos):
                    pos = last = match.end()
                    continue
                match = _HEADER.match(text, pos)
            if match is None:
                pos = last = statement_at(text, pos).end
                continue
            own = last + _own_lines(text[last:pos])
            found.append(TomlBlock(kind, path, lead, text[start:own]))
            lead = text[own:pos]
            written = match[2]
            path = self._paths.get(written) or self._paths.setdefault(written, split_key(written))
            kind = "row" if match[1] == "[[" else "table"
            if kind == "row" and path not in self._arrays:
                self._arrays.add(path)
                if lead:
                    found.append(TomlBlock("filler", path, "", lead))
                    lead = ""
            start = pos
            pos = last = match.end()
            if match := _SIMPLE_RUN.match(text, pos):
                pos = last = match.end()
        own = last + _own_lines(text[last:], at_end=True)
        found.append(TomlBlock(kind, path, lead, text[start:own]))
        if own < len(text):
            found.append(TomlBlock("filler", (), "", text[own:]))
        return found


def _own_lines(trivia: str, *, at_end: bool = False) -> int:
    """How much of the lines below a table's last statement is its own: up to the first blank."""
    offset = 0
    for line in trivia.splitlines(keepends=True):
        if not line.strip():
            return offset
        offset += len(line)
    return offset if at_end else 0


@lru_cache(maxsize=256)
def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a block's text, its header skipped."""
    return tuple(_statements(text))


def _statements(text: str) -> Iterator[Statement]:
    pos = 0
    while pos < len(text):
        if match := _TRIVIA.match(text, pos) or _HEADER.match(text, pos):
            pos = match.end()
            continue
        found = statement_at(text, pos)
        yield found
        pos = found.end


def skip_trivia(text: str, pos: int) -> int:
    """The offset of the next line that is neither blank nor a comment."""
    match = _TRIVIA.match(text, pos)
    return match.end() if match else pos


def header_at(text: str, pos: int) -> tuple[Path, int] | None:
    """The path of the header whose line begins at an offset, and where its line ends."""
    match = _HEADER.match(text, pos)
    return (split_key(match[2]), match.end()) if match else None


def statement_at(text: str, pos: int) -> Statement:
    """The statement whose line begins at an offset.

    Raises:
        Unscannable: There is none.
    """
    match = _KEY_IS.match(text, pos)
    if match is None:
        raise Unscannable(pos)
    value = match.end()
    value_end = end_of_value(text, value)
    rest = _END.match(text, value_end)
    if rest is None:
        raise Unscannable(value_end)
    return Statement(split_key(match[1]), pos, value, value_end, rest.end())


def end_of_value(text: str, pos: int) -> int:
    """The offset after the value that begins at an offset."""
    if text.startswith(("[", "{"), pos):
        return _end_of_brackets(text, pos)
    if text.startswith(('"', "'"), pos):
        return end_of_string(text, pos)
    match = _BARE_VALUE.match(text, pos)
    end = pos + len(match[0].rstrip()) if match else pos
    if end == pos:
        raise Unscannable(pos)
    return end


def end_of_string(text: str, pos: int) -> int:
    """The offset after the string that begins at an offset.

    Raises:
        Unscannable: It has no end.
    """
    if text.startswith('"""', pos):
        pattern = _MULTI_BASIC
    elif text.startswith("'''", pos):
        pattern = _MULTI_LITERAL
    else:
        pattern = _ONE_BASIC if text[pos] == '"' else _ONE_LITERAL
    match = pattern.match(text, pos)
    if match is None:
        raise Unscannable(pos)
    return match.end()


def _end_of_brackets(text: str, pos: int) -> int:
    depth = 0
    while match := _IN_BRACKETS.search(text, pos):
        sign = match[0]
        pos = match.end()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return pos
        elif sign == "#":
            pos = end_of_comment(text, pos)
        else:
            pos = end_of_string(text, match.start())
    raise Unscannable(pos)


def end_of_comment(text: str, pos: int) -> int:
    """The offset of the line's end, for an offset within a comment."""
    match = _COMMENT_TEXT.match(text, pos)
    return match.end() if match else pos


def comments(text: str) -> list[str]:
    """The comments of a block's text in order, those within arrays included."""
    found: list[str] = []
    pos = 0
    while match := _STRING_OR_COMMENT.search(text, pos):
        if match[0] == "#":
            pos = end_of_comment(text, match.start())
            found.append(text[match.start() : pos].rstrip())
        else:
            pos = end_of_string(text, match.start())
    return found


_STRING_OR_COMMENT = re.compile(r"""["'#]""")


def split_key(key: str) -> Path:
    """Read a key as it is written, dotted or quoted: `a."b c"` is `("a", "b c")`."""
    if '"' not in key and "'" not in key:
        if "." not in key:
            return (key,)
        return tuple(part.strip() for part in key.split("."))
    return tuple(_unquoted(part) for part in _PARTS.findall(key))


def _unquoted(part: str) -> str:
    if part.startswith("'"):
        return part[1:-1]
    if not part.startswith('"'):
        return part
    if "\\" not in part:
        return part[1:-1]
    import tomllib

    return str(tomllib.loads(f"k = {part}")["k"])
