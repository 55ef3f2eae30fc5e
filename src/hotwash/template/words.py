"""What the words of headings and labels say: keys, and the meanings that inference goes by."""

from __future__ import annotations

import re
import unicodedata

from hotwash.patterns import lazy_pattern
from hotwash.template.model import RESERVED
from hotwash.template.terms import meaning_of, says
from hotwash.times.names import WORD, months

LONGEST_KEY = 48
"""Characters of a key at most; longer headings are cut at a word."""

_LINK = lazy_pattern(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_MARKS = lazy_pattern(r"[*_`~]+(?=\w)|(?<=[\w.?!:)])[*_`~]+|^[*_`~]+|[*_`~]+$")
_BRACKETS = lazy_pattern(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_NUMBER = lazy_pattern(rf"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s+(?=(?P<word>{WORD})|\S)")
_NO_WORD = lazy_pattern(r"[\W_]+")

_TIMELINE = lazy_pattern(
    r"\b(?:time\s?lines?|chronology|(?:chain|sequence|log|course|order) of events|key events"
    r"|events? log)\b",
    re.I,
)
ACTIONS = lazy_pattern(
    r"\b(?:actions?|follow[- ]?ups?|to-?dos?|remediations?|next steps|corrective|preventive)\b",
    re.I,
)
"""A heading over a table of action items."""
_TASKS = lazy_pattern(
    r"\b(?:action (?:items?|points?|plan)|(?:follow[- ]?up|review|corrective|preventi?v?e|future"
    r"|remaining|open|next) (?:actions?|items?|tasks?|measures?)|follow[- ]?ups|to-?dos?)\b"
    r"|^actions$",
    re.I,
)
DONE = lazy_pattern(r"\b(?:completed?|done|taken|already|so far)\b", re.I)
"""A heading over actions that are behind us."""
_STATEMENTS = lazy_pattern(
    r"\b(?:went|lessons?|takeaways?|causes?|factors?|improve\w*|lucky?|actions?|questions?|steps"
    r"|follow[- ]?ups?|remediations?|why|prevent\w*|whys|problems?|mitigations?)\b",
    re.I,
)
PERSON = lazy_pattern(
    r"\b(?:owners?|authors?|lead|commander|assignee|reporter|scribe|facilitator|responsible"
    r"|on-?call|manager|ic|reviewers?|approvers?"
    r"|(?:reviewed|approved|prepared|written|reported|drafted|created) by)\b",
    re.I,
)
_WITHIN = lazy_pattern(
    r"\b(?:within|in|next|by)\s+(?:the\s+next\s+)?(?:(\d+|an?|one|two|three|four|six)\s+)?"
    r"(day|week|month|quarter|year)s?\b",
    re.I,
)
_SPAN = lazy_pattern(
    r"(?:^|[(\[,:–—-])\s*(?:\d+\s*(?:-|–|to)\s*)?(?P<count>\d+)\s*[- ]?(?P<unit>hour|day|week|month"
    r"|quarter|year)s?\s*(?:[)\],]|$)",
    re.I,
)
"""A time that stands alone in a heading or in its brackets: `Immediate (24-48 hours)`."""
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_MOST_DAYS = 3_650
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}


def over_timeline(heading: str) -> bool:
    """Whether a heading stands over a timeline, in any language."""
    return _TIMELINE.search(heading) is not None or says("timeline", heading)


def over_tasks(heading: str) -> bool:
    """Whether a heading stands over a list of actions that are still to be taken.

    Each of its items is one, with or without a box to tick.
    """
    if DONE.search(heading):
        return False
    return _TASKS.search(heading) is not None or says("actions", heading)


def over_statements(heading: str) -> bool:
    """Whether a heading stands over a list of statements, whose leading words are no labels."""
    if _STATEMENTS.search(heading) is not None:
        return True
    return bool(meaning_of(heading, ("went_wrong", "went_well", "luck", "lessons", "causes")))


def names_person(label: str, language: str = "") -> bool:
    """Whether a label asks for a person by the part that they have: `Owner`, `Incident lead`."""
    return PERSON.search(label) is not None or says("person", label, language)


def plain(markdown: str) -> str:
    """Return the words of a heading or label without Markdown's marks."""
    text = _LINK.sub(lambda match: match[1] or match[0], markdown)
    return _MARKS.sub("", text.strip(" \t")).strip(" \t")


def slug(words: str, fallback: str = "section") -> str:
    """Return the key of a heading or label: `Detection Method` is `detection_method`."""
    text = unicodedata.normalize("NFKC", plain(words))
    number = _NUMBER.match(text)
    if number is not None and not months(number["word"] or ""):
        text = text[number.end() :]
    shorter = _BRACKETS.sub("", text)
    text = _NO_WORD.sub("_", (shorter or text).replace("'", "").replace("’", "").lower())
    text = text.strip("_")
    if len(text) > LONGEST_KEY:
        text = text[: LONGEST_KEY + 1].rpartition("_")[0] or text[:LONGEST_KEY]
    return text or fallback


class Keys:
    """Gives out keys, each once."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return the key, or the key with a number if it is taken."""
        key, number = wanted, self._next.get(wanted, 1)
        while key in self._taken:
            number += 1
            key = f"{wanted}_{number}"
        self._next[wanted] = number
        self._taken.add(key)
        return key


def section_keys() -> Keys:
    """Return the keys of a document's top level; those with a meaning of their own are taken."""
    return Keys(RESERVED)


def due_days(heading: str) -> int | None:
    """Return the days that a heading gives its action items, if it says so."""
    match = _WITHIN.search(heading)
    if match is None:
        span = _SPAN.search(heading)
        if span is None:
            return None
        days = (
            -(-int(span["count"]) // 24)
            if span["unit"].lower() == "hour"
            else (int(span["count"]) * _DAYS[span["unit"].lower()])
        )
        return min(days, _MOST_DAYS)
    count = match[1] or "1"
    number = int(count) if count.isdigit() else _COUNTS[count.lower()]
    return min(number * _DAYS[match[2].lower()], _MOST_DAYS)
