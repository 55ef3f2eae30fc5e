"""Shapes of timelines that are no tables: bullets, plain lines and headings that begin with a time.

Every author writes the time in a way of their own: `**16:58 UTC** - text`, `[13:20] text`,
`10:15: text`. A row that is written in the place of another takes over that one's marks, if it can
be read back from them; otherwise it is written `**time** - text`, which holds any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.markdown.blocks import bare, is_blank, split_lines
from hotwash.markdown.items import indented, join_head, read_item, split_head
from hotwash.markdown.prose import escape_prose, unescape_prose
from hotwash.markdown.writing import (
    TBD,
    escape_inline,
    escape_start,
    one_line,
    unescape_inline,
    unescape_start,
)
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import Cells, Chunk, HeadlessRows, NotThisShape, row_spans
from hotwash.template.time_patterns import BETWEEN, begins_with, ends_with_time

_MARK = lazy_pattern(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_ANY_TIME = lazy_pattern(r"\*\*(?P<time>(?:[^*\\]|\\.)+)\*\* -(?: (?P<text>.*))?$", re.DOTALL)
_ENTITY = lazy_pattern(r"&#(\d{1,6});")
_NO_TIME = "–"
"""What is written for the time of a plain line that has none, so that it is a row all the same."""
_NUMBER = lazy_pattern(r"([ \t]*)(\d{1,9})(?=[.)])")
_BREAK_BEHIND = lazy_pattern(r"[ \t]*<br[ \t]*/?>[ \t]*$", re.I)
_BOLD_WITHIN = lazy_pattern(r"(?<=[ \t])(\*\*|__)(.+)\1$")
"""A time of day in bold behind its date."""
_FENCE = lazy_pattern(r"[ \t]*(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class RowLine:
    """The first line of a row, taken apart; joined, the parts are the line."""

    before: str = ""
    time: str = ""
    between: str = ""
    text: str = ""
    after: str = ""
    behind: bool = False
    """Whether the time stands at the end of the line."""
    shared: str = ""
    """The emphasis that goes on from the time into the text: `**10:15 - Alert** at once`."""

    def line(self, time: str, text: str) -> str:
        """Return a row's first line with these marks."""
        if self.shared and text.startswith(self.shared):
            text = text[len(self.shared) :]
        elif self.shared:
            time = f"{time}{self.shared}"
        first, last = (text, time) if self.behind else (time, text)
        return f"{self.before}{first}{self.between}{last}{self.after}".rstrip(" ")


def take_apart(line: str, *, marked: bool = False) -> RowLine | None:
    """Return the parts of a line that begins with a time, after its list mark.

    Args:
        line: The line without its ending and without the mark of its item.
        marked: Whether any text in bold before a dash is taken for the time.
    """
    any_time = _ANY_TIME.match(line) if marked else None
    if any_time is not None:
        return RowLine("**", any_time["time"], "** - ", any_time["text"] or "")
    found = begins_with(line)
    between = BETWEEN.match(found.after) if found else None
    if found is None or between is None:
        return None
    if not between["dash"] and between.end() < len(found.after):
        return None
    row = RowLine(found.before, found.time, between[0], found.after[between.end() :])
    opened = found.before.strip("[(<{ \t")
    return _closed(row, opened) if opened and opened not in between["close"] else _unbroken(row)


def _unbroken(row: RowLine) -> RowLine:
    """A row with the line break at its end among its marks."""
    broken = _BREAK_BEHIND.search(row.text)
    return replace(row, text=row.text[: broken.start()], after=broken[0]) if broken else row


def _closed(row: RowLine, opened: str) -> RowLine | None:
    """A row whose time opens emphasis that goes on into the text; None where it never ends."""
    text = row.text
    if text.endswith(opened):
        return replace(row, text=text[: -len(opened)], after=opened)
    if text.count(opened) != 1 or opened not in ("**", "__"):
        return None
    return replace(row, text=f"{opened}{text}", shared=opened)


def gap_below(lines: Sequence[str]) -> str:
    """Return what ends a row's first line where its words stand below: one or two line ends."""
    first = next((at for at, line in enumerate(lines) if at and not is_blank(line)), 0)
    return "\n" * min(first, 2)


def take_behind(line: str) -> RowLine | None:
    """Return the parts of a line that ends with a time of day: `First detected: 18:27`."""
    found = ends_with_time(line)
    if found is None:
        return None
    return RowLine("", found.time, found.before, line[: found.start], found.after, behind=True)


@dataclass(frozen=True, slots=True)
class Entries(HeadlessRows):
    """A timeline in bullets or plain lines."""

    mark: str = "- "
    """The bullet with its blanks; empty for plain lines."""
    pattern: RowLine = RowLine("**", "", "** - ")
    """The marks of most of its rows."""
    gap: str = ""
    indent: str = ""
    behind: bool = False
    """Whether rows may have their time at the end."""
    numbered: bool = False
    """Whether the items are numbered; `mark` has the first number then."""

    @property
    def _offset(self) -> int:
        return len(self.indent) + len(self.mark)

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        spans = row_spans(lines, self._starts(lines))
        return [Chunk(self._read_row(lines[start:end]), start, end) for start, end in spans]

    def _starts(self, lines: Sequence[str]) -> list[int]:
        texts = [bare(line) for line in lines]
        begins = self._begins if self.mark else _begins_row
        return [
            number
            for number, (text, fenced) in enumerate(zip(texts, _fenced(texts), strict=True))
            if not fenced and (begins(text) or not (number or self.mark))
        ]

    def _begins(self, text: str) -> bool:
        """Whether a line begins an item; one less indented does, if it begins with a time."""
        match = _MARK.match(text)
        if match is None or match["mark"][0].isdigit() is not self.numbered:
            return False
        if match["indent"] == self.indent:
            return True
        less = len(match["indent"]) < len(self.indent)
        return less and take_apart(text[match.end() :]) is not None

    def _read_row(self, lines: Sequence[str]) -> dict[str, str]:
        head, following = self._item(lines)
        parts = self._parts(head, marked=True)
        if parts is None:
            cells = {"event": unescape_start(_unguarded(head))}
        else:
            cells = {"time": _read_time(parts.time), "event": unescape_start(parts.text)}
        if following:
            below = following if self.mark else _read_below(following)
            cells["event"] = join_head(cells["event"], below).strip(" \t\n")
        return {key: text for key, text in cells.items() if text}

    def _item(self, lines: Sequence[str]) -> tuple[str, str]:
        """The head of a row, without its bullet, and what follows it."""
        first = bare(lines[0])
        match = _MARK.match(first) if self.mark else None
        offset = match.end() if match else 0
        return read_item(first[offset:], lines[1:], offset)

    def _parts(self, head: str, *, marked: bool = False) -> RowLine | None:
        """A head taken apart: at a time before its words, or behind them where that may be."""
        return take_apart(head, marked=marked) or (take_behind(head) if self.behind else None)

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {"event": value} if isinstance(value, str) else value
        time, event = (one_line(cells.get(key, "")) for key in ("time", "event"))
        head, following = self._split(event)
        if time:
            wanted = {"time": time, "event": event} if event else {"time": time}
            for line in self._ways(time, head, like):
                written = self._lines(line, following, number)
                if self._reads(written, wanted):
                    return written
        text = escape_start(head)
        line = f"**{_write_time(time)}** - {text}".rstrip(" ")
        if not time and self.mark and not (self.behind and take_behind(text)):
            line = _guarded(text)
        return self._lines(line, following, number)

    def _ways(self, time: str, head: str, like: Sequence[str]) -> Iterator[str]:
        """Yield the first lines that a row may have, the one most like another's first."""
        text = escape_start(head)
        for pattern in (*self._taken(like), self.pattern, RowLine("", "", " - ")):
            below = not self.mark and pattern.between.endswith("\n")
            yield pattern.line(time, head if below else text)

    def _split(self, event: str) -> tuple[str, str]:
        """The head of a row's text and what is written below it."""
        head, following = split_head(event)
        if not self.mark and _first(_write_below(following)) != _first(following):
            # Escaped, the line below would be one with the head's.
            head, between, following = event.partition("\n\n")
            following = f"\n{following}" if between else ""
        return head, following

    def _taken(self, like: Sequence[str]) -> list[RowLine]:
        """Return the marks of the row that stood in a row's place."""
        if not like:
            return []
        taken = self._parts(self._item(like)[0])
        if taken is None:
            return []
        alone = take_apart(self._item(like[:1])[0])
        below = gap_below(like)
        if alone is not None and not alone.text and below:
            own_line = replace(taken, between=f"{taken.between}{below}{' ' * self._offset}")
            return [own_line, taken]
        return [taken]

    def _reads(self, written: str, wanted: Cells) -> bool:
        try:
            found = self.chunks(split_lines(written))
        except NotThisShape:
            return False
        return len(found) == 1 and found[0].value == wanted

    def _lines(self, line: str, following: str, number: int = 0) -> str:
        if not self.mark:
            return f"{line}\n{_write_below(following)}\n" if following else f"{line}\n"
        after = indented(following, self._offset) if following else ""
        return f"{self.indent}{self.renumber(self.mark, number)}{line}\n{after}"

    def renumber(self, line: str, number: int) -> str:
        """Return an item's first line with the number of its place."""
        first = _NUMBER.match(self.mark)
        if not self.numbered or first is None:
            return line
        count = str(int(first[2]) + number)
        return _NUMBER.sub(lambda match: f"{match[1]}{count}", line, count=1)

    def blank(self) -> str:
        """See `Shape.blank`."""
        return f"{self.indent}{self.mark}{TBD}\n"

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        return value if isinstance(value, str) else (value.get("time"), value.get("event"))


def _fenced(texts: Sequence[str]) -> list[bool]:
    """Return for each line whether it stands in a code fence, the fences included.

    A fence within an item ends with the item, closed or not.
    """
    found: list[bool] = []
    fence, depth = "", 0
    for text in texts:
        mark = _FENCE.match(text)
        if fence and depth and text.strip(" \t") and not text.startswith((" ", "\t")):
            fence = ""
        opens, ends = mark is not None and not fence, mark is not None and _ends(fence, mark[1])
        if mark is not None and opens:
            fence, depth = mark[1], mark.start(1)
        found.append(bool(fence))
        fence = "" if ends else fence
    return found


def _ends(fence: str, mark: str) -> bool:
    """Whether a mark ends an open fence."""
    return bool(fence) and mark.startswith(fence)


def _read_time(text: str) -> str:
    """A time as it stands in a row, without what was put there to keep its marks from closing."""
    if text == _NO_TIME:
        return ""
    return unescape_inline(_BOLD_WITHIN.sub(r"\2", re.sub(r"\\([*\\–])", r"\1", text)))


def _write_time(time: str) -> str:
    """Any text as the time between two bold marks."""
    safe = re.sub(r"([*\\])", r"\\\1", escape_inline(time)) or _NO_TIME
    return f"\\{safe}" if time == _NO_TIME else safe


def _begins_row(text: str) -> bool:
    """Whether a plain line begins a row."""
    return take_apart(text, marked=True) is not None


def _first(text: str) -> str:
    return text.partition("\n")[0]


def _write_below(following: str) -> str:
    """Return what stands below a plain line, so that no line of it is taken for a row."""
    inner = following.lstrip("\n")
    texts = escape_prose(inner, 6).split("\n")
    fenced = _fenced(texts)
    guarded = [text if code else _guarded(text) for text, code in zip(texts, fenced, strict=True)]
    return "\n" * (len(following) - len(inner)) + "\n".join(guarded)


def _read_below(following: str) -> str:
    inner = following.lstrip("\n")
    texts = inner.split("\n")
    fenced = _fenced(texts)
    plain = [text if code else _unguarded(text) for text, code in zip(texts, fenced, strict=True)]
    return "\n" * (len(following) - len(inner)) + unescape_prose("\n".join(plain))


def _guarded(text: str) -> str:
    """Return the text of a row without a time so that it does not begin with one."""
    if text and (take_apart(text, marked=True) is not None or _ENTITY.match(text)):
        return f"&#{ord(text[0])};{text[1:]}"
    return text


def _unguarded(text: str) -> str:
    match = _ENTITY.match(text)
    return chr(min(int(match[1]), 0x10FFFF)) + text[match.end() :] if match else text
