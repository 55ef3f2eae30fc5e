"""Items of a list and what may stand in them: more paragraphs, nested lists, code.

An item is its head, on one physical line when written, and what follows from the first blank line
or block on. Newlines of the head are `<br>`; what follows is indented and otherwise as it is. Lines
that only wrap the head's paragraph are read with a blank between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.markdown.blocks import bare, is_blank
from hotwash.patterns import lazy_pattern

_BLOCK = lazy_pattern(
    r" {0,3}(?:[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|>|`{3}|~{3}|#{1,6}(?:[ \t]|$)|<[A-Za-z!/?])"
    r"|[ \t]*$"
)


def split_head(text: str) -> tuple[str, str]:
    """Return an item's head and the lines that follow it, without the newline between."""
    at = text.find("\n")
    while at >= 0:
        following = text[at + 1 :]
        if _BLOCK.match(following.partition("\n")[0]):
            return text[:at], following
        at = text.find("\n", at + 1)
    return text, ""


def join_head(head: str, following: str) -> str:
    """Return the item of a head and what follows it."""
    return f"{head}\n{following}" if following else head


def indented(text: str, by: int) -> str:
    """Return lines, each that is not empty indented by so many blanks; ends with a newline."""
    before = " " * by
    return "".join(f"{before}{line}\n" if line else "\n" for line in text.split("\n"))


def dedented(line: str, by: int) -> str:
    """Return a line without its ending and without at most so many blanks, or one tab."""
    line = bare(line)
    if by and line.startswith("\t"):
        return line[1:]
    count = 0
    while count < by and count < len(line) and line[count] == " ":
        count += 1
    return line[count:]


def read_item(first: str, others: Sequence[str], offset: int) -> tuple[str, str]:
    """Return the head and what follows it.

    Args:
        first: The item's first line, without its mark.
        others: Its other lines, as they are.
        offset: How far they are indented when they belong to the item.
    """
    head = [first.strip(" \t")]
    at = 0
    inner = [dedented(line, offset) for line in others]
    while at < len(inner) and not _BLOCK.match(inner[at]):
        head.append(inner[at].strip(" \t"))
        at += 1
    while len(inner) > at and is_blank(inner[-1]):
        inner.pop()
    return " ".join(part for part in head if part), "\n".join(inner[at:])
