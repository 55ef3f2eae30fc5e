"""From the lines of Markdown to blocks that can be drawn, in one pass at little cost.

The preview reads again what changed at every pause in typing, and a table of 10,000 rows at the
start. markdown-it takes 600 ms for that table, a token for each cell; this reader takes 3 ms and
leaves the cells to be read when they are drawn. It knows what the export writes and what people
write in prose; where a template is concerned the reader of `hotwash.markdown` is asked, which knows
all of CommonMark, and what stands within a line is read with markdown-it (see `inline`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(slots=True)
class _Lines:
    """Lines that are read, and how far."""

    lines: Sequence[str]
    depth: int
    """How many lists and quotes they stand in."""
    at: int = 0
    blocks: list[PreviewBlock] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The line that is read next."""
        return self.lines[self.at]

    @property
    def left(self) -> bool:
        """Whether there are lines left."""
        return self.at < len(self.lines)

    def take(self, shape: PreviewBlockKind, *lines: str, level: int = 0) -> bool:
        """Add a block; True, for the rule that has found it."""
        self.blocks.append(PreviewBlock(shape, lines, level))
        return True


def _read(lines: Sequence[str], depth: int) -> list[PreviewBlock]:
    """Read lines by the first rule that fits at each place."""
    reading = _Lines(lines, depth)
    while reading.left:
        any(rule(reading) for rule in _RULES)
    return reading.blocks


def _blank(reading: _Lines) -> bool:
    """Blank lines, one after the other, are one."""
    if reading.line.strip():
        return False
    reading.at += 1
    if not reading.blocks or reading.blocks[-1].shape is not PreviewBlockKind.BLANK:
        reading.take(PreviewBlockKind.BLANK)
    return True


def _fence(reading: _Lines) -> bool:
    """Code between fences; without the second one, all that is left."""
    fence = _FENCE.match(reading.line)
    if fence is None:
        return False
    indent, sign = len(fence[1]), fence[2]
    closing = re.compile(rf" {{0,3}}{re.escape(sign[0])}{{{len(sign)},}}[ \t]*$")
    inner: list[str] = []
    reading.at += 1
    while reading.left and not closing.match(reading.line):
        inner.append(reading.line[min(indent, _spaces(reading.line)) :])
        reading.at += 1
    reading.at += 1
    return reading.take(PreviewBlockKind.CODE, *inner)


def _is_indented(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _indented(reading: _Lines) -> bool:
    """Code by its indent; the blank lines behind it are none of it."""
    if not _is_indented(reading.line):
        return False
    inner: list[str] = []
    while reading.left and (_is_indented(reading.line) or not reading.line.strip()):
        inner.append(reading.line[1 if reading.line.startswith("\t") else 4 :])
        reading.at += 1
    while not inner[-1].strip():
        inner.pop()
        reading.at -= 1
    return reading.take(PreviewBlockKind.CODE, *inner)


def _heading(reading: _Lines) -> bool:
    """A heading with signs before it."""
    heading = _HEADING.match(reading.line)
    if heading is None:
        return False
    reading.at += 1
    return reading.take(PreviewBlockKind.HEADING, heading[2] or "", level=len(heading[1]))


def _rule(reading: _Lines) -> bool:
    """A line across the page."""
    if not _RULE.match(reading.line):
        return False
    reading.at += 1
    return reading.take(PreviewBlockKind.RULE)


def _quote(reading: _Lines) -> bool:
    """A quote; a paragraph in it may go on without the sign."""
    if reading.depth >= DEEPEST or not _QUOTE.match(reading.line):
        return False
    inner: list[str] = []
    while reading.left:
        line, sign = reading.line, _QUOTE.match(reading.line)
        if sign is not None:
            inner.append(line[sign.end() :])
        elif not inner[-1].strip() or _begins_block(reading.lines, reading.at):
            break
        else:
            inner.append(line)
        reading.at += 1
    for block in _read(inner, reading.depth + 1):
        lead, rest = ("▎ ", *block.lead), ("▎ ", *block.rest)
        reading.blocks.append(replace(block, lead=lead, rest=rest))
    return True


def _item(reading: _Lines) -> bool:
    """One item of a list and all that stands in it."""
    item = _ITEM.match(reading.line)
    if reading.depth >= DEEPEST or item is None:
        return False
    gap = len(item[3].expandtabs(4))
    content = item.end(2) + (gap if 0 < gap <= 4 else 1)
    inner = [reading.line[item.end() if gap <= 4 else item.end(2) + 1 :]]
    reading.at += 1
    while reading.left and (line := _of_item(reading, inner[-1], content)) is not None:
        inner.append(line)
        reading.at += 1
    reading.blocks += _with_sign(_read(inner, reading.depth + 1), item[2])
    return True


def _of_item(reading: _Lines, before: str, content: int) -> str | None:
    """The next line as it stands in an item; None where the item has ended.

    Args:
        reading: The lines around the item.
        before: The line before, as it stands in the item.
        content: The column in which the item's text begins.
    """
    line = reading.line
    if not line.strip():
        following = next((known for known in reading.lines[reading.at :] if known.strip()), "")
        return "" if following.startswith(" " * content) else None
    if line.startswith("\t"):
        return line[1:]
    if _spaces(line) >= content:
        return line[content:]
    ends = not before.strip() or _ITEM.match(line) or _begins_block(reading.lines, reading.at)
    return None if ends else line.lstrip()


def _spaces(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


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


def _table(reading: _Lines) -> bool:
    """A table, up to what begins another block."""
    lines, start = reading.lines, reading.at
    if not _is_table(lines, start):
        return False
    end = start + 2
    while end < len(lines) and (lines[end].startswith("|") or not _begins_block(lines, end)):
        end += 1
    reading.at = end
    return reading.take(PreviewBlockKind.TABLE, *lines[start:end])


def _html(reading: _Lines) -> bool:
    """A comment up to its end, or HTML up to a blank line."""
    comment = _COMMENT.match(reading.line) is not None
    if not comment and not _HTML.match(reading.line):
        return False
    start = reading.at
    while reading.left and (comment or reading.line.strip()):
        reading.at += 1
        if comment and "-->" in reading.lines[reading.at - 1]:
            break
    return reading.take(PreviewBlockKind.HTML, *reading.lines[start : reading.at])


def _paragraph(reading: _Lines) -> bool:
    """Text, or a heading by the line under it."""
    inner = [reading.line.lstrip()]
    reading.at += 1
    while reading.left and reading.line.strip():
        if underline := _UNDERLINE.match(reading.line):
            reading.at += 1
            level = 1 if underline[1].startswith("=") else 2
            return reading.take(PreviewBlockKind.HEADING, " ".join(inner), level=level)
        if _begins_block(reading.lines, reading.at):
            break
        inner.append(reading.line.lstrip())
        reading.at += 1
    return reading.take(PreviewBlockKind.TEXT, *inner)


_RULES = (
    _blank,
    _fence,
    _indented,
    _heading,
    _rule,
    _quote,
    _item,
    _table,
    _html,
    _paragraph,
)
"""The rules, each with the blocks that it takes before those below it are asked."""


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
