"""What looks like a time at the start of a line, or as a whole cell or heading.

This only tells times from words, to find timelines; what a time means is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hotwash.times.names import MONTH_SIGN, WEEKDAY_SIGN, signed

_MONTH = rf"{MONTH_SIGN}+\.?"
_WEEKDAY = rf"{WEEKDAY_SIGN}+\.?,?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|[.ºª°])?(?:\s+de)?"
_YEAR = r"(?:(?:,|\s+de)?\s+\d{4})?"
_DATE = (
    rf"(?:(?:{_WEEKDAY}\s+)?(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}([/.-])\d{{1,2}}\1\d{{2,4}}"
    rf"|\d{{4}}/\d{{1,2}}/\d{{1,2}}"
    rf"|{_MONTH}\s+{_DAY}{_YEAR}(?!\d)|{_MONTH}-{_DAY}-\d{{4}}(?!\d)|{_DAY}\s+{_MONTH}{_YEAR}(?!\d)"
    r"|\d{1,2}-\d{1,2}(?=\s+\d{1,2}[:.]\d\d)|20xx-MM-DD|[Yy]{3,4}-[Mm]{2}-[Dd]{1,2}\d?"
    r"|\d{4}-MM-DD|DATE)"
    rf"(?:\s+{_WEEKDAY})?)"
)
_ZONE = (
    r"(?:UTC(?:[+-]\d{1,2})?|GMT|Z|[PMCE][SD]?T|CES?T|EES?T|BST|IST|JST|AE[SD]T|AKST|HST|WES?T|MSK"
    r"|SGT|HKT|KST|NZ[SD]T|[+-]\d{2}:?\d{2})"
)
_CLOCK = (
    rf"(?:\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}}(?:[.,]\d+)?)?(?:(?:\s*[ap]\.?m\.?|[ap])(?![a-z]))?"
    rf"|\d{{1,2}}\s*[ap]\.?m\.?(?![a-z])|HH:[Mm]{{2}}|XX:XX)"
    rf"(?:\s*{_ZONE}(?![A-Za-z])|\s*\({_ZONE}\))?"
)
_ABOUT = r"(?:(?:at|around|about|approx\.?|ca\.?)\s+)?[~≈]?\s*"
_RANGE = rf"(?:\s*(?:-|–|—|to)\s*(?:{_DATE},?\s+)?{_CLOCK})?"
_NOTE = rf"(?:\s*\((?:{_DATE}(?:,?\s+{_CLOCK})?|{_CLOCK})\))?"
_TIME = (
    rf"(?:{_DATE}:?\s+(?P<bold>\*\*|__){_CLOCK}(?P=bold)"
    rf"|(?:{_DATE}(?:,|T|\s+-|\s+at|:)?\s*{_ABOUT})?{_ABOUT}{_CLOCK}{_RANGE}{_NOTE}"
    rf"(?:,?\s+(?:on\s+)?{_DATE}|\s+{_WEEKDAY}\s+{_MONTH}\s+{_DAY})?|{_DATE}|\?{{2,3}}(?=[\]\s:]|$))"
)
# The pattern is used twice in one expression at most, so its one group is never referred to twice.
_PLAIN = (
    _TIME.replace("(?P<bold>", "(?:")
    .replace("(?P=bold)", r"(?:\*\*|__)")
    .replace(r"([/.-])", "[/.-]")
    .replace(r"\1", "[/.-]")
)

_DIGITS = re.compile(r".*(?:[0-9?]|hh:|xx:|(?-i:DATE)|yyy)", re.IGNORECASE | re.DOTALL)
_MAYBE = re.compile(
    rf"(?:\*\*|__|`|\*)?[\[({{<]?\{{?"
    rf"(?:[0-9~≈?\s{MONTH_SIGN}{WEEKDAY_SIGN}]|at|ar|ab|ap|ca|hh|xx|(?-i:DATE)|yy)",
    re.IGNORECASE,
)
"""What every time passes, and few words do; it is made in no time, unlike the expression itself."""

OF_DAY = re.compile(r"\d[:.h]\d\d|\d\s*[ap]\.?m\b", re.I)
_REMARK = re.compile(r"[ \t]*\([^()]*\)[ \t]*:?[ \t]*$")
_USUAL = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<open>(?:\*\*|__|`|\*)?(?:[\[(<]|\{{\{{?\s*)?)(?P<time>{_PLAIN})(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@dataclass(frozen=True, slots=True)
class TimeInLine:
    """A time at the beginning or the end of a line, and what stands around it."""

    before: str
    """At the beginning, the marks that open it; at the end, what parts it from the words."""
    time: str
    after: str
    """At the beginning, all that follows; at the end, the marks that close it."""
    start: int
    """Where `before` begins."""


def begins_with(line: str) -> TimeInLine | None:
    """Return the time that a line begins with, in bold, brackets or neither; None for none."""
    if not _DIGITS.match(line):
        return None
    plain = _named(line)
    return _found(_entry().match(plain) if _MAYBE.match(plain) else None, line, "open", "rest")


def _named(line: str) -> str:
    """Return a line with signs for the names of months and weekdays where a time may stand."""
    return signed(line[:_LONGEST_DAY]) + line[_LONGEST_DAY:]


def _found(match: re.Match[str] | None, line: str, before: str, after: str) -> TimeInLine | None:
    if match is None:
        return None
    first, time, last = (line[slice(*match.span(name))] for name in (before, "time", after))
    return TimeInLine(first, time, last, match.start())


BETWEEN = re.compile(
    r"(?P<close>(?:\s*:)?(?:\](?:\([^()\s]*\))?|[)>]|\s*\}\}?)?(?:\[\^[^\[\]]+\])?"
    r"(?:\*\*|__|`|\*)?)"
    r"(?P<dash>:?\s+(?:[-–—|:]+|->|→|=>)\s+|\s*[:|–—]\s+|\s*:$|[-–—]\s+|\s+|$)"
)
"""What stands between the time of an entry and its text."""


_LATE = re.compile(r"\d[^\n]{0,24}$")
_LONGEST_TIME = 80
_LONGEST_DAY = 160


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<between>(?::|[ \t]+[-–—]|,)?[ \t]+(?:(?:at|on)[ \t]+)?[\[(]?)"
        rf"(?P<time>{_PLAIN})(?P<after>[\])]?\.?)$",
        re.IGNORECASE,
    )


def ends_with_time(line: str) -> TimeInLine | None:
    """Return the time of day at the end of a line; None where there is none."""
    if not _LATE.search(line):
        return None
    start = max(0, len(line) - _LONGEST_TIME)
    match = _behind().search(line[:start] + signed(line[start:]), start)
    found = _found(match, line, "between", "after")
    return found if found and found.start and OF_DAY.search(found.time) else None


def is_time(text: str) -> bool:
    """Whether a cell or a heading is a time, with nothing else but marks around it."""
    text = text.strip(" \t")
    if _USUAL.fullmatch(text):
        return True
    found = begins_with(text)
    return found is not None and not re.search(r"\w", found.after)


def is_day(text: str) -> bool:
    """Whether a line is a date or a time alone, but for a note in brackets behind it."""
    return len(text) < _LONGEST_DAY and (is_time(text) or is_time(_REMARK.sub("", text)))


def begins_with_time(text: str) -> bool:
    """Whether a heading begins with a time; words may follow."""
    found = begins_with(text.strip(" \t"))
    return found is not None and re.match(r"\w", found.after) is None
