r"""What stands behind a task in its author's own way: owner, due date, priority and ticket.

A text is read from its end, in any order, as long as a rule says what stands there.
What no rule knows stays in the task, word for word: it never becomes part of an owner or a date. A
date counts only where it is one day and no other.

| Written | Rule |
| --- | --- |
| `… (Owner: Lea, Due: 2026-12-05, P1)`, `… [due 5 Dec 2026]` | group |
| `…, Owner: Lea`, `… \| Due: 2026-12-05`, `… — Priority: P1` | label |
| `… 📅 2026-12-05`, `… [due:: 2026-12-05]`, `… @due(2026-12-05)`, `… due:2026-12-05` | plugin |
| `… by 5 Dec 2026`, `… **2026-12-05**`, `… (@2026-12-05)`, `… \| Lea \| 2026-12-05` | date |
| `… [Lea] [2026-12-05]` | date |
| `… @lea @tom`, `… [OPS-12](https://…)` | handle, link |

The forms of the plugins are those of Obsidian Tasks, Dataview and Kanban, and of todo.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hotwash.markdown.writing import escape_inline, unescape_inline
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.dates import Style, read_day, style_of, write_day

_FARTHEST = 240
"""Characters from the end of a text in which a detail begins."""
_MOST = 12
"""Details that a task has at most."""

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:[A-Z][a-z]{{2,8}},? )?{_DAY}(?: of)? [A-Z][a-z]{{2,8}},? \d{{4}}"
    rf"|[A-Z][a-z]{{2,8}} {_DAY},? \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
"""A date that may stand behind a task, as an expression."""
_HANDLES = r"@\w[\w.-]*(?:(?:,? |, )@\w[\w.-]*)*"
NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}"
"""A name of one to three words with capitals, as an expression."""
LABELS = {
    "owner": r"owners?|assignee|assigned to|dri|responsible|verantwortlich|zuständig|responsable",
    "due": r"due date|due by|due|deadline|eta|fällig|frist|échéance",
    "priority": r"priority|prio|priorität|priorité|prioridad",
    "link": r"ticket|issue|jira|tracker",
}
"""The words for each column before a colon, as expressions without regard to case."""
MARK = r"(?:\*\*|__|_)?"
"""What may make a label bold or italic, as an expression."""
_VALUE = r"[^\s,;|()\[\]<>:\\][^,;|()\[\]<>:\\]{0,58}?"
_LOOKS = {
    "owner": lazy_pattern(r"(?:(?! (?:--|[-–—+]) ).)+"),
    "due": lazy_pattern(r"\d{4}-\d\d-\d\d"),
    "priority": lazy_pattern(r"[A-Za-z0-9.-]{1,12}(?: [A-Za-z0-9]{1,8})?"),
    "link": lazy_pattern(r"\[[^\[\]]+\]\(\S+\)|[\w#/.:-]+"),
}
"""What the value of each column looks like; a date may be written in words too."""
_NOBODY = lazy_pattern(r"[\d\W_]+$|\d{4}-")
"""Digits alone are nobody's name, and a date is nobody at all."""


class Value(NamedTuple):
    """One value of a detail and where it stands in the text."""

    key: str
    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class Detail:
    """A stretch of a text that holds one or more values and the marks around them."""

    start: int
    end: int
    values: tuple[Value, ...]
    """None for what is passed over: the mark of a plugin that says nothing of the task."""


@dataclass(frozen=True, slots=True)
class Details:
    """A text taken apart."""

    text: str
    found: tuple[Detail, ...]
    """In the order of the text."""

    @property
    def task(self) -> str:
        """What is left when the details are taken away."""
        left, at = "", 0
        for detail in self.found:
            if detail.values:
                left += self.text[at : detail.start]
                at = detail.end
        return f"{left}{self.text[at:]}".rstrip(" \t")

    @property
    def cells(self) -> dict[str, str]:
        """The values by the columns' keys, dates as ISO."""
        return {
            value.key: unescape_inline(read_day(self.text[value.start : value.end], value.style))
            for detail in self.found
            for value in detail.values
        }

    def written(self, task: str, cells: Mapping[str, str]) -> str:
        """Return a task with the details as they stand here, their values those of the cells.

        A detail whose values are all gone is left out.
        """
        return task + "".join(self._detail(detail, cells) for detail in self.found if detail.values)

    def _detail(self, detail: Detail, cells: Mapping[str, str]) -> str:
        if not any(cells.get(value.key) for value in detail.values):
            return ""
        text, at = "", detail.start
        for value in detail.values:
            text += self.text[at : value.start]
            text += write_day(escape_inline(cells.get(value.key, "")), value.style)
            at = value.end
        return text + self.text[at : detail.end]


_WORD = lazy_pattern(r"(?<=[ \t])\S")
_SLASHES = lazy_pattern(r"(?<=[ \t])\\+")


def guarded(text: str) -> str:
    """Return a text so that nothing at its end is a detail: a backslash keeps it from being one."""
    found = take_details(text).found
    if not found and _slashed(text) < 0:
        return text
    first = found[-1].start if found else max(0, _slashed(text) - 1)
    words = [match.start() for match in _WORD.finditer(text, first)]
    for at in reversed(words):
        kept = f"{text[:at]}\\{text[at:]}"
        if not take_details(kept).found and unguarded(kept) == text:
            return kept
    return text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    at = _slashed(text)
    return text if at < 0 else text[:at] + text[at + 1 :]


def _slashed(text: str) -> int:
    """Where a backslash stands that keeps what follows from being a detail; -1 for none."""
    for match in reversed(list(_SLASHES.finditer(text, max(0, len(text) - _FARTHEST)))):
        found = take_details(text[: match.start()] + text[match.end() :]).found
        if found and found[-1].start <= match.start() < found[-1].end:
            return match.start()
    return -1


def take_details(text: str) -> Details:
    """Return a text taken apart; nothing is found where no rule knows what stands at its end."""
    found: list[Detail] = []
    end = len(text.rstrip(" \t"))
    keys: set[str] = set()
    for _ in range(_MOST):
        detail = _last(text, end, keys)
        if detail is None or not text[: detail.start].strip(" \t"):
            break
        found.append(detail)
        keys.update(value.key for value in detail.values)
        end = detail.start
    return Details(text, tuple(reversed(found))) if keys else Details(text, ())


def _last(text: str, end: int, keys: set[str]) -> Detail | None:
    """The detail that ends at a place; None for none, and for a value that is there already."""
    first = max(0, end - _FARTHEST)
    for rule, pattern in _rules():
        match = pattern.search(text, first, end)
        if match is None:
            continue
        values = tuple(_values(rule, match))
        wanted = {value.key for value in values}
        if rule == "passed over":
            return Detail(match.start(), match.end(), ())
        if values and len(wanted) == len(values) and not wanted & keys:
            return Detail(match.start(), match.end(), values)
    return None


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules in their order: what each is called, and what it looks for at the end."""
    labels = "|".join(f"(?:{words})" for words in LABELS.values())
    label = rf"{MARK}(?P<label>(?i:{labels})){MARK}[ \u00a0]?:{MARK}[ \t]*"
    stop = r"(?:[ \t]*[,;.·][ \t]+|[ \t]+(?:--|[–—|·])[ \t]+|(?<=[\w.)!?`])[ \t]+)"
    iso = r"\d{4}-\d\d-\d\d"
    sources = (
        ("passed over", rf"[ \t]+(?:➕|⏳|🛫|✅|❌)\ufe0f?[ \t]*{iso}$"),
        ("passed over", r"[ \t]+(?:🔁[^📅🔁➕⏳🛫✅❌\\]{1,40}?|[⏫🔺🔼🔽⏬]\ufe0f?)$"),
        ("date", rf"[ \t]+📅\ufe0f?[ \t]*(?P<due>{iso})\.?$"),
        ("date", rf"[ \t]+(?:SCHEDULED|DEADLINE):[ \t]*<(?P<due>{iso})(?: \w+)?>$"),
        (
            "plugin",
            rf"[ \t]+[\[(](?P<label>(?i:{labels}))::[ \t]*(?P<value>[^\[\]()]+?)[ \t]*[\])]$",
        ),
        ("plugin", rf"[ \t]+@(?P<label>(?i:{labels}))\((?P<value>[^()]+)\)$"),
        ("plugin", r"[ \t]+(?P<label>due|owner|priority):(?P<value>[^\s:/\\]+)$"),
        ("date", rf"[ \t]+\(@(?P<due>{DATE})\)\.?$"),
        ("group", r"[ \t]+[\[(](?P<inner>[^()\[\]\\]{1,160})[)\]]\.?$"),
        ("label", rf"{stop}{label}(?P<value>{_VALUE})\.?$"),
        ("date", rf",?[ \t]+(?i:by|due|due on|due by|until)[ \t]+(?P<due>{DATE})\.?$"),
        ("date", rf"[ \t]+(?:--|[–—|][ \t]+)?\*\*(?P<due>{DATE})\*\*$"),
        ("date", rf"[ \t]+\|[ \t]+(?P<owner>{_HANDLES}|{NAME})[ \t]+\|[ \t]+(?P<due>{DATE})$"),
        ("date", rf"[ \t]+\[(?P<owner>{_HANDLES}|{NAME})\][ \t]+\[(?P<due>{DATE})\]$"),
        ("date", rf"[ \t]+(?:--|[–—|])[ \t]+(?P<due>{DATE})$"),
        ("priority", r"[ \t]+(?:--|[–—|])[ \t]+(?P<priority>[PS]\d|SEV-?\d)$"),
        ("handle", rf"(?:[ \t]+(?:--|[–—|])|(?<=\)))[ \t]+(?P<owner>{_HANDLES})\.?$"),
        ("link", r"[ \t]+(?P<link>\[[^\[\]]+\]\(https?://[^\s()<>]+\))$"),
    )
    return tuple((name, re.compile(source)) for name, source in sources)


def _values(rule: str, match: re.Match[str]) -> Iterator[Value]:
    """The values that a rule's match holds; none where one of them is not what it should be."""
    if rule == "group":
        yield from _group_values(match)
        return
    groups = match.groupdict()
    if "label" in groups:
        found = _value(_key_of(match["label"]), match["value"], match.start("value"))
        if found is not None:
            yield found
        return
    named = [(key, match[key], match.start(key)) for key in groups]
    made = [_value(key, text, start) for key, text, start in named]
    if all(value is not None for value in made):
        yield from (value for value in made if value is not None)


def _key_of(label: str) -> str:
    """The key of the column that a label is a word for."""
    return next(key for key, words in LABELS.items() if re.fullmatch(words, label, re.I))


def _value(key: str, text: str, start: int) -> Value | None:
    """A value at a place; None for a date that is none, or that could be another day."""
    words = text.strip(" \t")
    style: Style | None = () if _LOOKS[key].fullmatch(words) else None
    if key == "due" and style is None:
        style = style_of(words)
    if style is None or (key == "owner" and _NOBODY.match(words)):
        return None
    start += len(text) - len(text.lstrip(" \t"))
    return Value(key, start, start + len(words), style)


_PIECE_LABELS = "|".join(f"(?P<{key}_label>{words})" for key, words in LABELS.items())


@cache
def _piece() -> re.Pattern[str]:
    label = rf"{MARK}(?i:{_PIECE_LABELS}){MARK}[ \u00a0]?:{MARK}[ \t]*(?P<value>{DATE}|{_VALUE})"
    return re.compile(
        rf"(?:{label}|(?:(?i:due|by|due by|due on)[ \t]+)?(?P<due>{DATE})"
        rf"|(?P<owner>{_HANDLES})|(?P<priority>[PS]\d|SEV-?\d)|(?P<name>{NAME}))"
        r"(?P<stop>[ \t]*[,;|/·][ \t]*|[ \t]+[-–—][ \t]+|$)"
    )


def _group_values(match: re.Match[str]) -> Iterator[Value]:
    """The values in brackets, where all that stands there is one."""
    inner, at = match["inner"], match.start("inner")
    found: list[Value | None] = []
    named = 0
    place = 0
    while place < len(inner):
        piece = _piece().match(inner, place)
        if piece is None:
            return
        key, group = _piece_key(piece)
        named += group == "name"
        found.append(_value(key, piece[group], at + piece.start(group)))
        if piece.end() <= place:
            return
        place = piece.end()
    values = [value for value in found if value is not None]
    if len(values) == len(found) and _are_sure(values, named, inner):
        yield from values


def _are_sure(values: list[Value], named: int, inner: str) -> bool:
    """Whether values in brackets are about who does a task until when.

    A name alone may be somebody that the task is about, a date alone the day of something in it.
    """
    keys = [value.key for value in values]
    if keys == ["due"]:
        return re.match(r"\d|[A-Z][a-z]{2,8}\b(?! by| on|:)", inner) is None
    return not named or (named == 1 and "due" in keys)


def _piece_key(piece: re.Match[str]) -> tuple[str, str]:
    """The key that a piece is for, and the group of its value."""
    for key in LABELS:
        if piece[f"{key}_label"] is not None:
            return key, "value"
    group = next(name for name in ("due", "owner", "priority", "name") if piece[name] is not None)
    return ("owner" if group == "name" else group), group
