"""A place for a day that an imported document has no list for yet.

Where each day has a list of its own under a line that says it (`### 20 November 2026`), an event of
another day gets such a line and such a list, written as the author writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hotwash.formats.markdown.answers import shape_of, to_value
from hotwash.formats.markdown.layout import layout_of
from hotwash.markdown.blocks import bare, is_blank, newline_of, split_lines
from hotwash.patterns import lazy_pattern
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.routing import DayList
from hotwash.template.infer import read_template
from hotwash.template.model import Field, Template
from hotwash.template.shapes.dates import style_of, write_day
from hotwash.times.day_words import day_alone, known_day

_MARK = lazy_pattern(r"[ \t]*(?:#{1,6}[ \t]|(?:[-*+][ \t]+)?(?:\*\*|__)|[-*+][ \t]+)")
_NUMBERED = lazy_pattern(r"(?P<word>[^\W\d_]+\s+)(?P<number>\d{1,3})$")


def with_new_day(document: Document, before: DayList, day: date, row: Row) -> Document | None:
    """Return a document with a list of its own for a row's day; None where it can have none.

    Args:
        document: The document; one of its own template has lists for days.
        before: The last list of an earlier day.
        day: The new day.
        row: The row, with its time as it is written under that day.
    """
    template = document.template
    if not template.is_document or day <= before.day:
        return None
    lines = split_lines(template.text)
    start, end = before.field.span
    mark = _mark_above(lines, start)
    if mark is None or not _may_follow(lines, mark, end):
        return None
    said = _said_alike(bare(lines[mark]), before.day, day)
    if said is None:
        return None
    newline = newline_of(lines)
    written = shape_of(before.field).write(to_value((row,)))
    if not written or not lines[end - 1].endswith(("\n", "\r")):
        return None
    gap = [newline] if mark and is_blank(lines[mark - 1]) else []
    new = [*gap, f"{said}{newline}", *lines[mark + 1 : start], written.replace("\n", newline)]
    text = "".join([*lines[:end], *new, *lines[end:]])
    return _reread(document, text, row)


def _mark_above(lines: Sequence[str], start: int) -> int | None:
    """Return the line right above a list that says a day and no more."""
    at = start - 1
    while at >= 0 and is_blank(lines[at]):
        at -= 1
    return at if at >= 0 and day_alone(_words(bare(lines[at]))) else None


def _words(line: str) -> str:
    match = _MARK.match(line)
    return line[match.end() :] if match else line


def _may_follow(lines: Sequence[str], mark: int, end: int) -> bool:
    """Whether another day can stand behind a list: nothing else of its own day does."""
    following = next((line for line in lines[end:] if not is_blank(line)), "")
    if not following or following.lstrip().startswith("#"):
        return True
    return bool(day_alone(_words(bare(following)))) or _indent(following) < _indent(lines[mark])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _said_alike(line: str, old: date, new: date) -> str | None:
    """Return a line that says a day as another line says the one before."""
    words = day_alone(_words(line))
    for text in (_counted(words, old, new), _dated(words, old, new), new.isoformat()):
        known = known_day(text, first=None, near=new, today=new) if text else None
        counted = text is not None and text == _counted(words, old, new)
        if text and (counted or (known is not None and known.day == new)):
            return line.replace(words, text, 1)
    return None


def _counted(words: str, old: date, new: date) -> str:
    """`Day 3` behind `Day 2`."""
    match = _NUMBERED.fullmatch(words)
    if match is None or style_of(f"{words} {old.year}"):
        return ""
    return f"{match['word']}{int(match['number']) + (new - old).days}"


def _dated(words: str, old: date, new: date) -> str:
    """Return a day in the way of another's words, with its year where that one has it."""
    style = style_of(words)
    if style:
        return write_day(new.isoformat(), style)
    year = str(old.year)
    style = style_of(f"{words} {year}") or ()
    text = write_day(new.isoformat(), style)
    return re.sub(rf" {new.year}$", "", text) if style else ""


def _reread(document: Document, text: str, row: Row) -> Document | None:
    """Return the document in its longer template, if that has just one list more."""
    template = read_template(text, document.template.name, own=True)
    added = _one_more(document.template, template)
    if added is None:
        return None
    values = layout_of(template).own_values[added.path]
    if isinstance(values, str) or len(values) != 1:
        return None
    return Document(template, {**document.answers, added.path: (row,)})


def _one_more(old: Template, new: Template) -> Field | None:
    """Return the one timeline that a template has and another has not; None if more differs."""
    known = {field.path: field.kind for field in old.by_path.values()}
    found = {field.path: field.kind for field in new.by_path.values()}
    added = [path for path in found if path not in known]
    if len(added) != 1 or any(found.get(path) is not kind for path, kind in known.items()):
        return None
    return next((f for f in timelines(Document(new)) if f.path == added[0] and f.day), None)
