"""Changes to a written array that leave the other items, their comments and their layout alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hotwash.formats.toml.scanner import end_of_comment, end_of_value

_BLANK = re.compile(r"[ \t\r\n]*")
_SAME_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_INDENT = re.compile(r"\n([ \t]*)\Z")


@dataclass(frozen=True, slots=True)
class ArrayItem:
    """One item with what belongs to it."""

    before: str
    """Line ends, blanks and comments above it."""
    text: str
    after: str
    """What stands between it and its comma."""
    rest: str
    """The comment on its line, after the comma."""


@dataclass(frozen=True, slots=True)
class Array:
    """A written array, taken apart; `joined` puts it together again."""

    items: tuple[ArrayItem, ...]
    tail: str
    """What stands before the closing bracket."""
    comma: bool
    """Whether a comma stands after the last item."""

    def joined(self) -> str:
        """The array as it is written."""
        parts = ["["]
        for index, item in enumerate(self.items):
            last = index == len(self.items) - 1
            comma = "" if last and not self.comma else ","
            parts += (item.before, item.text, item.after, comma, item.rest)
        return "".join((*parts, self.tail, "]"))

    def changed(self, items: Sequence[tuple[int | None, str]]) -> Array:
        """Return the array with other items.

        Args:
            items: For every item in its new order, where it was, or None for a new one, and its
                text.
        """
        many_lines = any("\n" in item.before for item in self.items) or "\n" in self.tail
        fresh = ArrayItem(self._lead(many_lines), "", "", "")
        made = [
            replace(fresh if old is None else self.items[old], text=text) for old, text in items
        ]
        if not many_lines and made:
            first = self.items[0].before if self.items else ""
            rest = [replace(item, before=item.before.strip() or " ") for item in made[1:]]
            made = [replace(made[0], before=first), *rest]
        return Array(tuple(made), self._tail(many_lines), self.comma)._closed()

    def _lead(self, many_lines: bool) -> str:
        if not many_lines:
            return " "
        for item in self.items:
            if found := _INDENT.search(item.before):
                return "\n" + found[1]
        return "\n    "

    def _tail(self, many_lines: bool) -> str:
        return self.tail if not many_lines or "\n" in self.tail else self.tail + "\n"

    def _closed(self) -> Array:
        """Keep a comment from swallowing what follows it on its line."""
        items = list(self.items)
        for index, item in enumerate(items):
            follows = items[index + 1].before if index + 1 < len(items) else self.tail
            if "#" in item.rest and not follows.lstrip(" \t").startswith(("\n", "\r")):
                if index + 1 < len(items):
                    below = items[index + 1]
                    items[index + 1] = replace(below, before="\n" + below.before)
                else:
                    return replace(self, items=tuple(items), tail="\n" + self.tail)
        return replace(self, items=tuple(items))


def one_a_line(array: Array) -> Array:
    """Return an array that was on one line with every item on a line of its own."""
    items = tuple(replace(item, before="\n    ") for item in array.items)
    return Array(items, "\n", True)


def parse_array(value: str) -> Array:
    """Take a written array apart.

    Args:
        value: From its opening to its closing bracket, valid.
    """
    items: list[ArrayItem] = []
    pos, comma = 1, False
    while True:
        start = pos
        pos = _skip(value, pos)
        if value[pos] == "]":
            return Array(tuple(items), value[start:pos], comma)
        before = value[start:pos]
        end = end_of_value(value, pos)
        text = value[pos:end]
        pos = _skip(value, end)
        comma = value[pos] == ","
        if comma:
            after = value[end:pos]
            rest = _comment(value, pos + 1)
            pos += 1 + len(rest)
        else:
            after, rest = "", _comment(value, end)
            pos = end + len(rest)
        items.append(ArrayItem(before, text, after, rest))


def _comment(value: str, pos: int) -> str:
    match = _SAME_LINE.match(value, pos)
    return match[0] if match and "#" in match[0] else ""


def _skip(value: str, pos: int) -> int:
    while True:
        match = _BLANK.match(value, pos)
        pos = match.end() if match else pos
        if value[pos] != "#":
            return pos
        pos = end_of_comment(value, pos)
