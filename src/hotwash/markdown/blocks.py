"""Markdown text to its blocks, each tied to its lines: the one place that asks markdown-it.

Line numbers are those of `split_lines`, which splits at CR, LF and CRLF and nowhere else, as
CommonMark does. Only the block structure is read; what stands within a line is left alone.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hotwash.errors import UnreadableFile
from hotwash.patterns import lazy_pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LARGEST = 2_000_000
"""Characters that are read at most; more is not a postmortem, and would take minutes."""
MOST_LINES = 60_000
"""Lines that are read at most, for the same reason."""
MOST_MARKED = 20_000
"""Items, headings, rows and the like that are read at most: each costs as much as many lines."""

_LINE = lazy_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LENIENT_HEADING = lazy_pattern(r" {0,3}(#{2,6})(?=[^\s#])")
_MARKED = lazy_pattern(r"[ \t]*(?:[-*+#>|=\[]|\d|[A-Za-z][^:\n]{0,40}:)")
_FRONT_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


class BlockKind(StrEnum):
    """What a block of Markdown is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    FENCE = "fence"
    CODE = "code"
    """An indented code block."""
    QUOTE = "quote"
    HTML = "html"
    COMMENT = "comment"
    RULE = "rule"
    FRONT = "front"
    """Front matter."""
    DEFINITIONS = "definitions"
    """Link reference definitions, and whatever else shows nothing."""


class ListItem(NamedTuple):
    """One item of a list."""

    start: int
    end: int
    blocks: tuple[Block, ...]
    """What stands in it, with absolute line numbers."""


class Block(NamedTuple):
    """A top-level block, or one within a list item: its kind and its lines `[start, end)`."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading: 1 to 6."""
    text: str = ""
    """A heading's words, without its marks; a fence's info string."""
    ordered: bool = False
    items: tuple[ListItem, ...] = ()


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their endings; joined they are the text again."""
    return _LINE.findall(text)


def bare(line: str) -> str:
    """Return a line without its ending."""
    return line.rstrip("\r\n")


def is_blank(line: str) -> bool:
    """Whether a line holds nothing but spaces and tabs."""
    return not line.strip(" \t\r\n")


def newline_of(lines: Sequence[str]) -> str:
    """Return the line ending a text uses, by its first line; LF when it has none."""
    for line in lines[:1]:
        if line.endswith("\r\n"):
            return "\r\n"
        if line.endswith("\r"):
            return "\r"
    return "\n"


def trim(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return the range without the blank lines at its two ends."""
    while start < end and is_blank(lines[start]):
        start += 1
    while end > start and is_blank(lines[end - 1]):
        end -= 1
    return start, end


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def read(text: str | Sequence[str]) -> list[Block]:
    """Return the top-level blocks of a Markdown text, in order.

    Args:
        text: The text, or its lines as `split_lines` gives them.

    Raises:
        UnreadableFile: The text is longer than `LARGEST`, `MOST_LINES` or `MOST_MARKED`.
    """
    lines = split_lines(text) if isinstance(text, str) else list(text)
    _refuse_endless(lines)
    front = _front_matter(lines)
    found = [Block(BlockKind.FRONT, 0, front)] if front else []
    body = "".join(f"{bare(line)}\n" for line in lines[front:])
    if not front and body.startswith("\ufeff"):
        body = body[1:]
    paused = gc.isenabled()
    gc.disable()  # a long text makes a million tokens, none of them garbage
    try:
        tokens = _parser().parse(body)
    finally:
        if paused:
            gc.enable()
    found += _lenient(lines, _walk(tokens, 0, len(tokens), lines, front))
    return _with_definitions(lines, found)


def _refuse_endless(lines: Sequence[str]) -> None:
    """Refuse what would keep a person waiting.

    Raises:
        UnreadableFile: The text is longer than `LARGEST`, `MOST_LINES` or `MOST_MARKED`.
    """
    said = ""
    if sum(map(len, lines)) > LARGEST:
        said = f"{LARGEST:,} characters"
    elif len(lines) > MOST_LINES:
        said = f"{MOST_LINES:,} lines"
    elif len(lines) > MOST_MARKED and sum(map(bool, map(_MARKED.match, lines))) > MOST_MARKED:
        said = f"{MOST_MARKED:,} items, headings and rows"
    if said:
        remedy = "split it, or move its logs to files of their own"
        raise UnreadableFile(f"the Markdown is longer than {said}", remedy=remedy)


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter at the start."""
    if not lines:
        return 0
    ends = _FRONT_FENCES.get(bare(lines[0]).lstrip("\ufeff").rstrip(" \t"))
    if ends is None or len(lines) < 2 or is_blank(lines[1]):
        return 0
    for number in range(1, len(lines)):
        if bare(lines[number]).rstrip(" \t") in ends:
            return number + 1
    return 0


_KINDS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "table_open": BlockKind.TABLE,
    "fence": BlockKind.FENCE,
    "code_block": BlockKind.CODE,
    "blockquote_open": BlockKind.QUOTE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.RULE,
}


def _walk(
    tokens: Sequence[Token], first: int, last: int, lines: Sequence[str], offset: int
) -> Iterator[Block]:
    """Yield the blocks of a run of tokens that are siblings."""
    at = first
    while at < last:
        token = tokens[at]
        close = _closing(tokens, at)
        kind = _KINDS.get(token.type)
        if kind is not None and token.map is not None:
            start, end = trim(lines, token.map[0] + offset, token.map[1] + offset)
            if kind is BlockKind.HTML and bare(lines[start]).lstrip(" ").startswith("<!--"):
                rest = bare(lines[end - 1]).rstrip(" \t")
                kind = BlockKind.COMMENT if rest.endswith("-->") else kind
            items: tuple[ListItem, ...] = ()
            if kind is BlockKind.LIST:
                items = tuple(_items(tokens, at, close, lines, offset))
            text = token.info.strip() if kind is BlockKind.FENCE else ""
            if kind is BlockKind.HEADING:
                text = tokens[at + 1].content
            level = int(token.tag[1]) if kind is BlockKind.HEADING else 0
            if start < end:
                ordered = token.type == "ordered_list_open"
                yield Block(kind, start, end, level, text, ordered, items)
        at = close + 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the token that closes the one at an index."""
    if tokens[at].nesting != 1:
        return at
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens) - 1


def _items(
    tokens: Sequence[Token], opened: int, closed: int, lines: Sequence[str], offset: int
) -> Iterator[ListItem]:
    """Yield the items of a list."""
    at = opened + 1
    while at < closed:
        close = _closing(tokens, at)
        where = tokens[at].map
        if where is not None:
            start, end = trim(lines, where[0] + offset, where[1] + offset)
            inner = tuple(_walk(tokens, at + 1, close, lines, offset))
            yield ListItem(start, max(end, start + 1), inner)
        at = close + 1


def _lenient(lines: Sequence[str], found: Iterator[Block]) -> Iterator[Block]:
    """Take `##Title` for the heading its author meant."""
    for block in found:
        start = block.start
        if block.kind is BlockKind.PARAGRAPH:
            for number in range(block.start, block.end):
                mark = _LENIENT_HEADING.match(lines[number])
                if mark is None:
                    continue
                if start < number:
                    yield Block(BlockKind.PARAGRAPH, start, number)
                words = bare(lines[number])[mark.end() :].strip(" \t").rstrip("#").rstrip(" \t")
                yield Block(BlockKind.HEADING, number, number + 1, len(mark[1]), words)
                start = number + 1
            if start == block.start:
                yield block
            elif start < block.end:
                yield Block(BlockKind.PARAGRAPH, start, block.end)
        else:
            yield block


def _with_definitions(lines: Sequence[str], found: list[Block]) -> list[Block]:
    """Add the lines that no block covers: link definitions show nothing and make no token."""
    result: list[Block] = []
    at = 0
    for block in [*found, Block(BlockKind.RULE, len(lines), len(lines))]:
        start, end = trim(lines, at, block.start)
        if start < end:
            result.append(Block(BlockKind.DEFINITIONS, start, end))
        if block.start < len(lines):
            result.append(block)
        at = max(at, block.end)
    return result
