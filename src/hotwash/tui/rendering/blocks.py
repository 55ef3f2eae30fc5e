"""From the lines of Markdown to blocks that can be drawn, in one pass at little cost.

The preview reads again what changed at every pause in typing, so this reader is quick and simple:
it knows what the export writes and what people write in prose. Where a template is concerned the
reader of `hotwash.markdown` is asked, which knows all of CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})([^`]*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])([ \t]+|$)")
_QUOTE = re.compile(r" {0,3}> ?")
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_TABLE_LINE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_COMMENT = re.compile(r" {0,3}<!--")
_HTML = re.compile(r" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:[\s>]|/>|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")

DEEPEST = 12
"""Lists and quotes within each other that are told apart; what is deeper is drawn as text."""


class PreviewBlockKind(Enum):
    """How a block is drawn."""

    BLANK = auto()
    TEXT = auto()
    HEADING = auto()
    RULE = auto()
    CODE = auto()
    """Lines that are drawn as they are, each by itself."""
    TABLE = auto()
    """Lines of a table, each a row; the first is the head, the second the line under it."""
    HTML = auto()
    SOURCE = auto()
    """Markdown that is shown as it is written."""


@dataclass(frozen=True, slots=True)
class PreviewBlock:
    """A block of Markdown and where it stands."""

    shape: PreviewBlockKind
    lines: tuple[str, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6."""
    lead: tuple[str, ...] = ()
    """What stands before its first row: bars of quotes, a bullet or number, spaces."""
    rest: tuple[str, ...] = ()
    """What stands before its other rows; takes as many cells."""


def read_blocks(lines: Sequence[str]) -> list[PreviewBlock]:
    """Read lines of Markdown, without their line ends, into blocks in the order of the page."""
    return _read(lines, 0)


def _read(lines: Sequence[str], depth: int) -> list[PreviewBlock]:
    blocks: list[PreviewBlock] = []
    at = 0
    while at < len(lines):
        at = _next(lines, at, depth, blocks)
    return blocks


def _next(lines: Sequence[str], at: int, depth: int, blocks: list[PreviewBlock]) -> int:
    """Read the block that begins at a line; return the line after it."""
    line = lines[at]
    if not line.strip():
        if blocks and blocks[-1].shape is PreviewBlockKind.BLANK:
            return at + 1
        blocks.append(PreviewBlock(PreviewBlockKind.BLANK))
        return at + 1
    if fence := _FENCE.match(line):
        return _fence(lines, at, fence, blocks)
    if line.startswith(("    ", "\t")):
        return _indented(lines, at, blocks)
    if heading := _HEADING.match(line):
        blocks.append(
            PreviewBlock(PreviewBlockKind.HEADING, (heading[2] or "",), level=len(heading[1]))
        )
        return at + 1
    if _RULE.match(line):
        blocks.append(PreviewBlock(PreviewBlockKind.RULE))
        return at + 1
    if depth < DEEPEST and _QUOTE.match(line):
        return _quote(lines, at, depth, blocks)
    if depth < DEEPEST and (item := _ITEM.match(line)):
        return _item(lines, at, item, depth, blocks)
    if _is_table(lines, at):
        return _table(lines, at, blocks)
    if _COMMENT.match(line) or _HTML.match(line):
        return _html(lines, at, blocks)
    return _paragraph(lines, at, blocks)


def _fence(lines: Sequence[str], at: int, fence: re.Match[str], blocks: list[PreviewBlock]) -> int:
    indent, sign = len(fence[1]), fence[2]
    closing = re.compile(rf" {{0,3}}{re.escape(sign[0])}{{{len(sign)},}}[ \t]*$")
    inner: list[str] = []
    at += 1
    while at < len(lines) and not closing.match(lines[at]):
        line = lines[at]
        spaces = len(line) - len(line.lstrip(" "))
        inner.append(line[min(indent, spaces) :])
        at += 1
    blocks.append(PreviewBlock(PreviewBlockKind.CODE, tuple(inner)))
    return at + 1


def _indented(lines: Sequence[str], at: int, blocks: list[PreviewBlock]) -> int:
    inner: list[str] = []
    while at < len(lines) and (lines[at].startswith(("    ", "\t")) or not lines[at].strip()):
        line = lines[at]
        inner.append(line[1:] if line.startswith("\t") else line[4:])
        at += 1
    while inner and not inner[-1].strip():
        inner.pop()
        at -= 1
    blocks.append(PreviewBlock(PreviewBlockKind.CODE, tuple(inner)))
    return at


def _quote(lines: Sequence[str], at: int, depth: int, blocks: list[PreviewBlock]) -> int:
    inner: list[str] = []
    while at < len(lines):
        sign = _QUOTE.match(lines[at])
        if sign is not None:
            inner.append(lines[at][sign.end() :])
        elif not lines[at].strip() or not inner[-1].strip() or _begins_block(lines, at):
            break
        else:
            inner.append(lines[at])
        at += 1
    for block in _read(inner, depth + 1):
        blocks.append(replace(block, lead=("▎ ", *block.lead), rest=("▎ ", *block.rest)))
    return at


def _item(
    lines: Sequence[str], at: int, item: re.Match[str], depth: int, blocks: list[PreviewBlock]
) -> int:
    """One item of a list and all that stands in it."""
    gap = len(item[3].expandtabs(4))
    content = item.end(2) + (gap if 0 < gap <= 4 else 1)
    inner = [lines[at][item.end() :] if gap <= 4 else lines[at][item.end(2) + 1 :]]
    at += 1
    while at < len(lines):
        line = lines[at]
        spaces = len(line) - len(line.lstrip(" "))
        if not line.strip():
            following = next((known for known in lines[at:] if known.strip()), "")
            if not following.startswith(" " * content):
                break
            inner.append("")
        elif spaces >= content or line.startswith("\t"):
            inner.append(line[1:] if line.startswith("\t") else line[content:])
        elif not inner[-1].strip() or _ITEM.match(line) or _begins_block(lines, at):
            break
        else:
            inner.append(line.lstrip())
        at += 1
    blocks.extend(_with_sign(_read(inner, depth + 1), item[2]))
    return at


def _with_sign(inner: list[PreviewBlock], sign: str) -> list[PreviewBlock]:
    """The blocks of an item behind its bullet, number or box."""
    bullet = "• " if sign in "-+*" else f"{sign[:-1]}. "
    first = inner[0] if inner else PreviewBlock(PreviewBlockKind.TEXT)
    if first.shape is PreviewBlockKind.BLANK:
        inner = [PreviewBlock(PreviewBlockKind.TEXT), *inner[1:]]
        first = inner[0]
    if (
        first.shape is PreviewBlockKind.TEXT
        and first.lines
        and (task := _TASK.match(first.lines[0]))
    ):
        box = "☐ " if task[1] == " " else "☑ "
        bullet = box if sign in "-+*" else bullet + box
        first = replace(first, lines=(first.lines[0][task.end() :], *first.lines[1:]))
    blank = " " * len(bullet)
    out = [replace(first, lead=(bullet, *first.lead), rest=(blank, *first.rest))]
    for block in inner[1:]:
        out.append(replace(block, lead=(blank, *block.lead), rest=(blank, *block.rest)))
    return out


def _is_table(lines: Sequence[str], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at] or "-" not in lines[at + 1]:
        return False
    if not _TABLE_LINE.match(lines[at + 1]):
        return False
    return len(cells(lines[at])) == len(cells(lines[at + 1]))


def _table(lines: Sequence[str], at: int, blocks: list[PreviewBlock]) -> int:
    end = at + 2
    while end < len(lines):
        if not lines[end].startswith("|") and _begins_block(lines, end):
            break
        end += 1
    blocks.append(PreviewBlock(PreviewBlockKind.TABLE, tuple(lines[at:end])))
    return end


def _html(lines: Sequence[str], at: int, blocks: list[PreviewBlock]) -> int:
    inner: list[str] = []
    comment = _COMMENT.match(lines[at]) is not None
    while at < len(lines) and (comment or lines[at].strip()):
        inner.append(lines[at])
        at += 1
        if comment and "-->" in inner[-1]:
            break
    blocks.append(PreviewBlock(PreviewBlockKind.HTML, tuple(inner)))
    return at


def _paragraph(lines: Sequence[str], at: int, blocks: list[PreviewBlock]) -> int:
    inner = [lines[at].lstrip()]
    at += 1
    while at < len(lines) and lines[at].strip():
        if underline := _UNDERLINE.match(lines[at]):
            level = 1 if underline[1].startswith("=") else 2
            blocks.append(PreviewBlock(PreviewBlockKind.HEADING, (" ".join(inner),), level=level))
            return at + 1
        if _begins_block(lines, at):
            break
        inner.append(lines[at].lstrip())
        at += 1
    blocks.append(PreviewBlock(PreviewBlockKind.TEXT, tuple(inner)))
    return at


def _begins_block(lines: Sequence[str], at: int) -> bool:
    """Whether a line ends the paragraph before it."""
    line = lines[at]
    if not line.strip():
        return True
    item = _ITEM.match(line)
    if item is not None:
        # A list of numbers that does not begin with one, and an empty item, are text.
        starts = item[2] in "-+*" or item[2][:-1] == "1"
        return starts and bool(line[item.end() :].strip())
    return any(
        pattern.match(line) for pattern in (_FENCE, _HEADING, _RULE, _QUOTE, _COMMENT)
    ) or _is_table(lines, at)


def cells(line: str) -> list[str]:
    """The cells of a table's row, as they are written."""
    line = line.strip()
    if "\\" not in line and "`" not in line:
        parts = line.split("|")
    else:
        parts = re.split(r"(?<!\\)\|", line)
    if parts and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]
