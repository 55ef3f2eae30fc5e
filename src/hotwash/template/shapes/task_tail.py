"""Who and when behind a task, in an author's own way: `Raise limits (Lea, 17 March 2026)`.

| Written | Read as |
| --- | --- |
| `task (Lea, 2026-03-17)`, `task (@lea, due 17 March 2026)`, `task — Lea, 2026-03-17` | both |
| `task — Owner: Lea, Due: 2026-03-17`, `task. Owner: Lea` | both, the owner |
| `task (@lea)`, `[@lea] task`, `@lea: task` | the owner |

Only what leaves no doubt is read: `(Lea)` may be about Lea, and `[API]` is nobody. Where a task's
own words would be taken for a tail, a backslash stands before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from hotwash.markdown.writing import TBD, escape_inline, one_line, unescape_inline
from hotwash.patterns import LazyPattern, lazy_pattern
from hotwash.template.shapes.dates import Style, read_day, style_of, write_day
from hotwash.template.shapes.task_details import (
    DATE,
    LABELS,
    MARK,
    NAME,
    guarded,
    take_details,
    unguarded,
)
from hotwash.template.shapes.task_text import TaskText

_DATE = rf"(?:{DATE}|{TBD})"
_NAME = r"(?:[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}|_TBD_)"
_BIG_NAME = rf"(?:{NAME})"
_HANDLE = r"@[\w.-]*\w"
_SLOT = r"@?\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|_{3,}"
_NO_VALUE = r"(?=[ \t]*(?:[,;)|]|$)|[ \t]+[-–—][ \t])"
_DATE_SLOT = rf"{_SLOT}|(?i:yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|due date|date|deadline)"
_PERSON_SLOT = (
    r"[\[<{][^\[\]<>{}]*(?i:owner|name|assignee|who|person|dri|responsible)[^\[\]<>{}]*[\]>}]"
)
_VALUE = r"[^,;|()\[\]<>:\\\s][^,;|()\[\]<>:\\]{0,60}?"
_OWNER_WORD = (
    r"(?i:owner|assignee|assigned to|dri|responsible|verantwortlich|zuständig|responsable)"
)
_DUE_WORD = rf"(?i:{LABELS['due']})"
_OWNER_LABEL = rf"{MARK}{_OWNER_WORD}{MARK}[ \u00a0]?:{MARK}[ \t]*"
_DUE_LABEL = rf"{MARK}{_DUE_WORD}{MARK}[ \u00a0]?:{MARK}[ \t]*"
_BETWEEN = rf"(?:[ \t]*[,;|/·][ \t]*|[ \t]+[-–—][ \t]+|[ \t]+(?={MARK}(?i:owner|due|deadline)\b))"
_PAREN = r"(?:^|[ \t]+)(?P<slashes>\\*)\("
_DASH = r"(?:^|[ \t]+)(?P<slashes>\\*)(?:--|[-–—|])[ \t]+"
_STOP = (
    r"(?:(?:^|[ \t]+)(?P<slashes>\\*)(?:--|[-–—|])[ \t]+|(?P<slashes2>\\*)[.;,][ \t]+"
    r"|[ \t]+(?P<slashes3>\\*))"
)
_PERHAPS = lazy_pattern(rf"@\w|\d{{4}}|{_OWNER_WORD}|{_DUE_WORD}|[\[<{{]")
_FRONT = lazy_pattern(
    rf"(?P<slashes>\\*)(?P<before>\[)?(?P<owner>{_HANDLE})(?P<after>(?(before)\]|:)[ \t]+)(?=\S)"
)

_NOT_WORDS = ("done", "level")
"""Cells that stand before an item's text."""
_FARTHEST = 240
"""Characters from the end of a text in which its tail begins."""
_LONGEST = 4_000
"""Characters of a task that a template's tail is looked for behind."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands around the values behind a task."""

    parts: tuple[tuple[str, str, Style], ...]
    """For each value what stands before it, its cell's key, and how it is written if a date."""
    after: str = ""
    front: bool = False
    """Whether it stands before the task."""

    def written(self, task: str, values: Mapping[str, str], missing: str) -> str:
        """Return a task with its tail; what it has no value for is left out, or stands for it."""
        text, end = "", self.after
        for before, key, style in self.parts:
            value = write_day(escape_inline(values.get(key, "")), style) or missing
            text += (before if text or not value else self.parts[0][0]) + value if value else ""
        if not text:
            return task
        return f"{text}{end}{task}" if self.front else f"{task}{text}{end}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A text taken apart."""

    task: str
    values: Mapping[str, str]
    tail: Tail
    stuffed: int
    """How many backslashes stand before the tail; with any, it is part of the task."""
    at: int
    """Where a backslash would stand."""


@cache
def _grammar(template: bool) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a tail, those with two values first."""
    slot = f"|{_SLOT}" if template else ""
    date = rf"(?P<due>{_DATE}{'|' + _DATE_SLOT if template else ''})"
    value = rf"{_VALUE}{slot}{'|' + _NO_VALUE if template else ''}"
    label = rf"{_OWNER_LABEL}(?P<owner>{value})"
    handle = rf"(?P<owner>{_HANDLE})"
    name = rf"(?P<owner>{_NAME}{slot})"
    due = rf"(?:{_DUE_LABEL}|{_DUE_WORD}[ \t]+){date}"
    when = rf"{_DUE_LABEL}(?P<due>{value})"
    some = rf"{_OWNER_LABEL}(?P<owner>(?:{_VALUE})(?:,[ \t]+{_VALUE})*{slot})"
    big = rf"(?P<owner>{_BIG_NAME}|_TBD_{slot})"
    pairs = [
        *product((label, handle, name), (due, when, date)),
        *product((due, when), (label, handle)),
    ]
    forms = [rf"{_PAREN}{one}{_BETWEEN}{two}\)\.?" for one, two in pairs]
    forms += [
        rf"{_STOP}{one}{_BETWEEN}{two}\.?"
        for one, two in (*product((label,), (due, when, date)), *product((due, when), (label,)))
    ]
    forms += [
        rf"{_DASH}{one}{_BETWEEN}{two}\.?"
        for one, two in (*product((handle, big), (due, date)), *product((due,), (handle,)))
    ]
    forms += [rf"{_PAREN}{one}\)\.?" for one in (label, handle, due, when)]
    forms += [rf"{_STOP}{some}\.?", rf"{_STOP}{when}\.?", rf"{_DASH}{handle}", rf"{_DASH}{due}"]
    if template:
        person = rf"(?P<owner>{_PERSON_SLOT})"
        forms += [rf"{_PAREN}{person}\)", rf"{_DASH}{person}"]
    return tuple(re.compile(rf"{form}[ \t]*$") for form in forms)


def take_tail(text: str, *, template: bool = False) -> Taken | None:
    """Return a task and its tail; None where there is none, or it is in doubt.

    Args:
        text: The text of an item, without its mark and box.
        template: Whether it is a template's, in which slots stand for the values.
    """
    if not _PERHAPS.search(text):
        return None
    front = None if template else _FRONT.match(text)
    if front is not None:
        tail = Tail(((front["before"] or "", "owner", ()),), front["after"], front=True)
        return Taken(text[front.end() :], {"owner": front["owner"]}, tail, len(front["slashes"]), 0)
    for form in _grammar(template):
        match = form.search(text, max(0, len(text) - _FARTHEST))
        if match is None:
            continue
        taken = _taken(text, match)
        if template or _is_sure(taken):
            return taken
    return None


def _taken(text: str, match: re.Match[str]) -> Taken:
    keys = sorted((key for key in ("owner", "due") if key in match.re.groupindex), key=match.start)
    parts: list[tuple[str, str, Style]] = []
    values: dict[str, str] = {}
    groups = match.groupdict()
    group = next(key for key in groups if key.startswith("slashes") and groups[key] is not None)
    stuffed, at = match[group], match.start(group)
    before = text[match.start() : at] + text[at + len(stuffed) : match.start(keys[0])]
    end = match.start(keys[0])
    for key in keys:
        before += text[end : match.start(key)]
        style = (style_of(match[key]) or ()) if key == "due" else ()
        parts.append((before, key, style))
        values[key] = read_day(match[key], style)
        before, end = "", match.end(key)
    tail = Tail(tuple(parts), text[end:].rstrip(" \t"))
    return Taken(text[: match.start()], values, tail, len(stuffed), at)


def _is_sure(taken: Taken) -> bool:
    """Whether a date is one day and no other, and there is a task."""
    if _PARTED.search(taken.values.get("owner", "")):
        return False  # what stands behind a dash is no part of a name
    due = next((part for part in taken.tail.parts if part[1] == "due"), None)
    if not taken.task.strip():
        return False
    if due is None or re.search(_DUE_LABEL, due[0]):
        return True
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d|_TBD_", taken.values["due"]))


@dataclass(frozen=True, slots=True)
class TailedText(TaskText):
    """A task with its owner and due date behind it as its author writes them.

    Without a tail of its own, it is written as `TaskText` writes it.
    """

    tail: Tail | None = None
    """How most items of the list are written."""
    asked: bool = False
    """Whether it is a template's, which asks for what its tail has places for."""

    def _apart(self, text: str) -> Taken | None:
        if not self.asked or self.tail is None:
            return take_tail(text)
        return _by_pattern(text, self.tail)

    def read(self, text: str) -> dict[str, str]:
        """See `TaskText.read`."""
        cells = None if self.asked else self._read_details(text)
        return self._read_tail(text) if cells is None else cells

    def _read_details(self, text: str) -> dict[str, str] | None:
        """The cells of a text with details behind its task; None where it has none."""
        details = take_details(text)
        if not details.found:
            plain = unguarded(text)
            return TaskText.read(self, plain) if plain != text else None
        cells = TaskText.read(self, details.task)
        return None if set(cells) & set(details.cells) else {**cells, **details.cells}

    def _read_tail(self, text: str) -> dict[str, str]:
        """The cells of a text that may have a tail."""
        taken = self._apart(text)
        if taken is None:
            return TaskText.read(self, text)
        if taken.stuffed:
            return TaskText.read(self, text[: taken.at] + text[taken.at + 1 :])
        cells = TaskText.read(self, taken.task)
        if set(cells) & set(taken.values):
            return TaskText.read(self, text)
        values = {key: unescape_inline(text) for key, text in taken.values.items() if text != TBD}
        return {**cells, **values}

    def write(self, cells: Mapping[str, str], like: str = "") -> str:
        """See `TaskText.write`.

        Args:
            cells: The cells of the item.
            like: The text that stood in its place, whose way of writing it takes over.
        """
        known = {key: one_line(text) for key, text in cells.items()}
        known = {key: text for key, text in known.items() if text and key not in _NOT_WORDS}
        for text in self._ways(known, like):
            if self.read(text) == known:
                return text
        text = TaskText.write(self, known)
        taken = self._apart(text)
        return text if taken is None else f"{text[: taken.at]}\\{text[taken.at :]}"

    def _ways(self, known: Mapping[str, str], like: str) -> Iterator[str]:
        """Yield the ways in which an item may be written, the one most like another's first."""
        details = take_details("" if self.asked else like)
        if details.found:
            yield details.written(self._without_owner(known, details.cells), known)
        for tail in self._tails(like) if "owner" in known or not self.asks_owner else ():
            values = {key: known[key] for _, key, _ in tail.parts if key in known}
            task = self._without_owner(known, values)
            yield tail.written(task, values, self.missing if self.asked else "")
        text = TaskText.write(self, known)
        yield text
        if not self.asked:
            yield guarded(text)

    def _without_owner(self, known: Mapping[str, str], taken: Mapping[str, str]) -> str:
        """A task as `TaskText` writes it, without what another place has been found for."""
        others = {key: text for key, text in known.items() if key not in taken}
        return TaskText.write(replace(self, asks_owner=False), others)

    def _tails(self, like: str) -> Iterator[Tail]:
        """Yield the tail of another item, and the one that most items have."""
        taken = self._apart(like) if like else None
        if taken is not None and not taken.stuffed:
            yield taken.tail
        if self.tail is not None:
            yield self.tail


def _by_pattern(text: str, tail: Tail) -> Taken | None:
    """Take a text apart that was written with a template's tail."""
    match = _pattern(tail).match(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    values = {key: read_day(match[key], style) for _, key, style in tail.parts}
    return Taken(match["task"], values, tail, len(match["slashes"]), match.start("slashes"))


@cache
def _pattern(tail: Tail) -> re.Pattern[str]:
    pieces: list[str] = []
    for before, key, _ in tail.parts:
        blank = before[: len(before) - len(before.lstrip(" \t"))]
        word = re.escape(before[len(blank) :])
        first = rf"(?:^|{blank})(?P<slashes>\\*)" if blank else r"(?<!\\)(?P<slashes>\\*)"
        pieces.append(f"{first if not pieces else re.escape(blank)}{word}(?P<{key}>\\S(?:.*?\\S)?)")
    return re.compile(rf"(?P<task>.*){''.join(pieces)}{re.escape(tail.after)}[ \t]*$")


def task_text(texts: Sequence[str], *, own: bool) -> TaskText:
    """Return how the items of a list are written.

    Args:
        texts: Their texts, without marks and boxes.
        own: Whether they are an imported document's.
    """
    owner, ticket = _first_word(_OWNER, texts), _first_word(_TICKET, texts)
    word = owner or "Owner"
    tail = _usual_tail(texts, own)
    if own:
        link = ticket or "Link"
        return TailedText(word, link=link, asks_owner=bool(owner), tail=tail)
    if tail is None or all(_PLAIN.fullmatch(before) for before, _, _ in tail.parts):
        return TaskText(word, asks_owner=bool(owner))
    return TailedText(tail=tail, asked=True)


def _first_word(label: LazyPattern, texts: Sequence[str]) -> str:
    """Return the word that the first label of a kind is written with; empty for none."""
    return next((match[1] for text in texts if (match := label.search(text))), "")


def _usual_tail(texts: Sequence[str], own: bool) -> Tail | None:
    """Return the tail that most items have; of those as frequent, the one with most values."""
    taken = [one for text in texts if (one := take_tail(text, template=not own))]
    tails = Counter(one.tail for one in taken if not one.stuffed)
    return max(tails, key=lambda one: (tails[one], len(one.parts)), default=None)


_OWNER = lazy_pattern(r"[ \t]-[ \t](owner|assignee|assigned to|who|dri|responsible):", re.I)
_TICKET = lazy_pattern(r"[ \t]-[ \t](ticket|issue|jira|tracker):", re.I)
_PARTED = lazy_pattern(r"[ \t](?:--|[-–—])[ \t]")
_PLAIN = lazy_pattern(r" - [A-Za-z ]+: ?")
"""What `TaskText` writes before an owner or a due date."""
