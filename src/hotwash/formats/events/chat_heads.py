"""Where the messages of a copied chat begin: a name and a time, on one line or on several.

| Copied | From |
| --- | --- |
| `Ana Lima  [10:15 AM]`, `Ana — Today at 10:15`, `Ana, [20.11.2026 10:15]` | one line |
| `[20/11/2026 10:15] Ana: words`, `20/11/2026, 10:15 - Ana: words` | the time first |
| `Ana Lima`, below it `10:15 AM` or `Friday 10:15`; a badge may stand between them | two lines |
| `Ana Lima`, her words, below them `10:15` | the time last |
| `10:17` or `[10:17]` over a further message of the same person | the time alone |

What stands above a lonely time is a name or the end of the message before. The fuller spelling of
the times (indented, with AM or PM, with a day) belongs to names where a shorter one is there too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DATE = r"[0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?"
_DAY_FIRST = r"[0-9]{1,2}-[A-Z][a-z]{2}-[0-9]{2,4}"
_TIMED = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}|[0-9]\s?[AaPp]\.?[Mm]\b")
_HALF = re.compile(r"[AaPp]\.?[Mm]\.?\s*$")
_FRENCH = re.compile(r"[0-9]h[0-9]{2}$")
_WORDY = re.compile(r"[A-Za-z]{3}|[0-9][/.-][0-9]")
_LONGEST_WHEN = 40
_LONGEST_NAME = 60

_BEHIND = re.compile(
    r"(?P<who>\S.{0,78}?)(?:\s+(?:APP|BOT))?"
    r"(?:,?\s*\[(?P<a>[^\[\]]{4,40})\]:?|\s{2,}(?P<b>\S.{3,39}?)|\s?[—–]\s?(?P<c>\S.{3,39}?)"
    r"|,\s(?P<d>\S.{3,39}?)|\s-\s(?P<e>[0-9]\S{3,12},? [0-9]\S{2,9}(?: [AP]M)?))\s*$"
)
_BEFORE = re.compile(
    rf"(?:\[(?P<a>{_DATE},? {_CLOCK}|{_CLOCK}, {_DATE}|{_DAY_FIRST} {_CLOCK})\]"
    rf"|(?P<b>{_DATE},? {_CLOCK}) -)\s+"
    r"(?P<who>(?:[~+]\s?)?\w[^:/\[\]=]{0,60})(?::\s(?P<text>.*))?$"
)
_NOTED = re.compile(
    r"(?P<time>[12][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?) - "
    r"(?P<who>[^\W\d][\w.' -]{1,60} \([A-Z][a-z]+(?: [a-z]+){0,3}\))\s*$"
)
"""A note of a ticket: `2026-11-20 10:15:00 - Ana Lima (Work notes)`."""
_FURTHER = re.compile(rf"\[(?P<time>{_CLOCK})\]\s*(?P<text>\S.*)$")
_GLUED = re.compile(rf"\[(?P<time>{_CLOCK})\](?P<who>[^\W\d][^:/\[\]=<>]{{0,40}}):\s(?P<text>.*)$")
_POSTED = re.compile(r"Posted (?:(?:.{1,30}? ago\.|on) )?(?=[A-Z0-9])")
_HOURS = re.compile(r"(?<=[0-9]) h (?=[0-9]{2}(?![0-9]))")
"""`10 h 17`, as it is written in French."""
_BADGE = re.compile(r"\s*(?:APP|BOT|WORKFLOW|Guest|External|[—–-]|(?::[a-z0-9_+-]+:\s*)+)\s*$")
_TAIL = re.compile(r"(?:\s+(?:APP|BOT)|\s*:[a-z0-9_+-]+:)+\s*$")
_NO_NAME = re.compile(
    r"(?:ok(?:ay)?|done|yes|yep|no|nope|thanks?|thx|ack|lol|\+1|fixed|hm+|hi|hey|hello|sure|great"
    r"|nice|looking|same|agreed|resolved)\W*$",
    re.IGNORECASE,
)


_STATUS = re.compile(
    r"(?:Investigating|Identified|Monitoring|Update|Resolved|Postmortem|Scheduled|In progress"
    r"|Verifying|Completed)$"
)
"""What stands above each message of a page of incidents."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a message."""

    start: int
    """Its first line, counted from 0."""
    stop: int
    """The line after its last."""
    who: str
    """Empty for a further message of the same person."""
    time: str
    text: str = ""
    """The message's first words, where they stand on the line of the time."""


@lru_cache(maxsize=4096)
def is_when(text: str) -> bool:
    """Whether a text is a time of day, with or without a day: what a chat shows at a message."""
    from hotwash.times.grammar import spell

    if not 3 < len(text) <= _LONGEST_WHEN or not _TIMED.search(text):
        return False
    if ":" not in text and not _HALF.search(text) and not _FRENCH.search(text):
        return False
    found = spell(text)
    return found is not None and found.clock is not None and found.end is None and not found.base


def _when(line: str) -> str:
    """The time of a line that has no more: `Posted 2 days ago. Nov 20, 2026 - 10:40 UTC`."""
    plain = _HOURS.sub("h", _POSTED.sub("", line.strip()))
    return plain.replace(" - ", " ", 1) if len(plain) <= _LONGEST_WHEN else plain


def find_heads(lines: Sequence[str]) -> list[Head]:
    """Return the heads of the messages in some lines, in order."""
    single = {
        place: _with_name_above(lines, head)
        for place, line in enumerate(lines)
        if (head := _on_one(line, place))
    }
    lonely = [
        place
        for place, line in enumerate(lines)
        if place not in single and len(line) < 80 and is_when(_when(line))
    ]
    heads = list(single.values()) + list(_Lonely(lines, lonely, single).heads())
    return sorted(heads, key=lambda head: head.start)


def _on_one(line: str, place: int) -> Head | None:
    """Read a line that has a name and a time, and may have the first words behind."""
    if len(line) > 8000 or not _TIMED.search(line[:160]) or is_when(_when(line)):
        return None
    for rule in (_glued, _noted, _time_first, _time_last):
        found = rule(line)
        if found is not None:
            return None if found is _NO_HEAD else Head(place, place + 1, *found)
    return None


_Parts = tuple[str, ...]
"""A name, a time and words, as a line has them."""
_NO_HEAD: _Parts = ()
"""What is no head for all that it looks like one: no other rule is asked."""


def _glued(line: str) -> _Parts | None:
    match = _GLUED.match(line) or _FURTHER.match(line)
    return match and (match.groupdict().get("who") or "", match["time"], match["text"])


def _noted(line: str) -> _Parts | None:
    match = _NOTED.match(line)
    return match and (match["who"], match["time"])


def _time_first(line: str) -> _Parts | None:
    """Read `[20/11/2026 10:15] Ana: words`; a word in capitals there is a level."""
    match = _BEFORE.match(line)
    if match is None or match["who"].isupper():
        return None
    who, words, in_brackets = match["who"].strip(), match["text"], match["a"]
    if in_brackets and "-" in in_brackets and not _HALF.search(in_brackets):
        return _NO_HEAD
    if words is not None:
        return who, in_brackets or match["b"], words
    if not in_brackets:
        return "", match["b"], who
    return (who, in_brackets) if _is_name(who) else _NO_HEAD


def _time_last(line: str) -> _Parts | None:
    """Read `Ana Lima  [10:15 AM]` and `Ana — Today at 10:15`."""
    match = _BEHIND.match(line) if len(line) < 130 else None
    if match is None:
        return None
    who, time = match["who"].strip(" ,"), next(filter(None, match.group("a", "b", "c", "d", "e")))
    doubtful = match["d"] and (":" in who or not _is_name(who))
    in_columns = match["b"] and ("  " in who or "\t" in who)
    return None if doubtful or in_columns or not is_when(time) else (who, time)


def _with_name_above(lines: Sequence[str], head: Head) -> Head:
    """Take the name from the line above where a badge stands before the time."""
    if not head.who or head.start == 0 or not _BADGE.match(head.who):
        return head
    above = lines[head.start - 1].strip()
    known = len(above) <= _LONGEST_NAME and _is_name(above)
    return replace(head, start=head.start - 1, who=above) if known else replace(head, who="")


def _is_name(text: str) -> bool:
    """Whether words look like somebody's name: one word, or each with a capital."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if not words or len(words) > 5 or _NO_NAME.match(text) or text[-1:] in ".!?:;,":
        return False
    small = [len(word) for word in words[1:] if word[0].islower()]
    return len(text.split()) == 1 or not (words[0][0].islower() or max(small, default=0) > 3)


class _Lonely:
    """Tells of times that stand alone on their lines whether there is a name above them."""

    def __init__(
        self, lines: Sequence[str], places: Sequence[int], single: dict[int, Head]
    ) -> None:
        self.lines = lines
        self.places = places
        self.taken = {*places, *single}
        indented = any(lines[place][:1].isspace() for place in places)
        self.full = {place for place in places if _is_full(lines[place], indented=indented)}
        self.split = 0 < len(self.full) < len(places)
        self.known = {head.who for head in single.values()} | self._names_above()
        written = [place for place, line in enumerate(lines) if line.strip()]
        alike = not self.split and not single
        self.nameless = alike and bool(written) and written[0] in places
        self.below = alike and self._are_below(written)

    def _names_above(self) -> set[str]:
        """The names that stand above two times, and those above the fuller times."""
        above = [(place, self._above(place)) for place in self.places]
        names = [(self.lines[up].strip(), place) for place, up in above if up is not None]
        counts = Counter(name for name, _place in names)
        twice = {name for name, count in counts.items() if count > 1 and _is_name(name)}
        full = self.full if self.split else ()
        return twice | {name for name, place in names if place in full}

    def _are_below(self, written: Sequence[int]) -> bool:
        """Whether times stand below their messages: the last line is one, and none is above."""
        if not self.places or written[-1] != self.places[-1] or self._name_first(written):
            return False
        return all(after - place > 1 for place, after in pairwise(self.places))

    def _name_first(self, written: Sequence[int]) -> bool:
        """Whether above the first time there stands no more than a name."""
        above = written[: written.index(self.places[0])]
        return not above or (len(above) == 1 and _is_name(self.lines[above[0]].strip()))

    def heads(self) -> list[Head]:
        """Return the heads; where times stand below their messages, with their words."""
        if self.below:
            return list(self._messages())
        found = []
        for place in self.places:
            time = _when(self.lines[place])
            up = None if self.nameless else self._above(place)
            if up is not None and self._names(up, place):
                who = _TAIL.sub("", self.lines[up].strip())
                twice = up > 0 and self.lines[up - 1].strip() == self.lines[up].strip()
                up -= twice and up - 1 not in self.taken
                found.append(Head(up, place + 1, who, time))
            else:
                found.append(Head(place, place + 1, "", time))
        return found

    def _messages(self) -> Iterator[Head]:
        start = 0
        for place in self.places:
            words = self._said(start, place)
            who = words[0][1] if len(words) > 1 and _is_name(words[0][1]) else ""
            text = " / ".join(line for _at, line in words[bool(who) :])
            begin = words[0][0] if words else place
            yield Head(begin, place + 1, who, _when(self.lines[place]), text)
            start = place + 1

    def _said(self, start: int, stop: int) -> list[tuple[int, str]]:
        """The lines of a message with their places, from the last word for a state on."""
        said = ((at, self.lines[at].strip()) for at in range(start, stop))
        words = [(at, line) for at, line in said if line]
        states = [at for at, (_at, line) in enumerate(words) if _STATUS.match(line)]
        return words[states[-1] :] if states else words

    def _above(self, place: int) -> int | None:
        """Return the line above a time that may be a name; badges and a blank line are passed."""
        up = place - 1
        while up >= 0 and (_BADGE.match(self.lines[up]) or not self.lines[up].strip()):
            up -= 1
            if place - up > 5:
                return None
        blank = sum(not line.strip() for line in self.lines[up + 1 : place])
        if up < 0 or up in self.taken or blank > 1:
            return None
        name = self.lines[up].strip()
        if len(name) > _LONGEST_NAME or name[-1:] in ".!?:" or _is_heading(name):
            return None
        return None if blank and not _is_name(name) else up

    def _names(self, up: int, place: int) -> bool:
        name = self.lines[up].strip()
        if name in self.known or place in self.full:
            return True
        if self.split:
            return " " in name and _is_name(name)
        return _is_name(name)


def _is_heading(line: str) -> bool:
    """Whether a line is a heading of Markdown, or says a day."""
    from hotwash.times.dates import scan_day

    found = scan_day(line)
    return line[:1] == "#" or (found is not None and found[1] == len(line))


def _is_full(line: str, *, indented: bool) -> bool:
    if indented:
        return line[:1].isspace()
    return bool(_HALF.search(line) or _WORDY.search(line))
