"""What looks like a time at the start of a line, or as a whole cell or heading.

This only tells times from words, to find timelines; what a time means is read elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:,?\s+\d{4})?"
_DATE = (
    rf"(?:(?:{_WEEKDAY}\s+)?(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}([/.-])\d{{1,2}}\1\d{{2,4}}"
    rf"|\d{{4}}/\d{{1,2}}/\d{{1,2}}"
    rf"|{_MONTH}\s+{_DAY}{_YEAR}(?!\d)|{_MONTH}-{_DAY}-\d{{4}}(?!\d)|{_DAY}\s+{_MONTH}{_YEAR}(?!\d)"
    r"|\d{1,2}-\d{1,2}(?=\s+\d{1,2}[:.]\d\d)|20xx-MM-DD|[Yy]{3,4}-[Mm]{2}-[Dd]{1,2}\d?"
    r"|\d{4}-MM-DD|DATE)"
    r"(?:\s+[a-z]{3,6}day)?)"
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

_MAYBE = re.compile(
    r"(?=.*(?:[0-9?]|hh:|xx:|(?-i:DATE)|yyy))(?:\*\*|__|`|\*)?[\[({<]?\{?"
    r"(?:[0-9~≈?\s]|at|ar|ab|ap|ca|jan|feb|m[ao][rny]|jul|jun|aug|sep|oct|nov|dec|tue|we|th|fr|s[au]"
    r"|hh|xx|(?-i:DATE)|yy)",
    re.IGNORECASE | re.DOTALL,
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


class _Entry:
    """The expression of an entry, compiled when something first looks like one: it is large."""

    @staticmethod
    def match(line: str) -> re.Match[str] | None:
        """Match a line; its groups are `open`, `time` and `rest`."""
        return _entry().match(line) if _MAYBE.match(line) else None


ENTRY = _Entry()
"""A line that begins with a time, in bold, brackets or neither."""

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


def ends_with_time(line: str) -> re.Match[str] | None:
    """Return the time of day at the end of a line; its groups are `between`, `time`, `after`."""
    if not _LATE.search(line):
        return None
    match = _behind().search(line, max(0, len(line) - _LONGEST_TIME))
    return match if match and match.start() and OF_DAY.search(match["time"]) else None


def is_time(text: str) -> bool:
    """Whether a cell or a heading is a time, with nothing else but marks around it."""
    text = text.strip(" \t")
    if _USUAL.fullmatch(text):
        return True
    match = ENTRY.match(text)
    return match is not None and not re.search(r"\w", match["rest"])


def is_day(text: str) -> bool:
    """Whether a line is a date or a time alone, but for a note in brackets behind it."""
    return len(text) < _LONGEST_DAY and (is_time(text) or is_time(_REMARK.sub("", text)))


def begins_with_time(text: str) -> bool:
    """Whether a heading begins with a time; words may follow."""
    match = ENTRY.match(text.strip(" \t"))
    return match is not None and re.match(r"\w", match["rest"]) is None
