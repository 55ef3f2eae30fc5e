"""Splitting a line into its time and its words: `1015 First alert`, `- **16:58 UTC** - Rollback`.

Used by the entry line, by pastes, by `hotwash log` and by the plain-lines source. Every word of
the line is in one of the two parts.
"""

from __future__ import annotations

import re
from functools import cache

MARKS = ("**", "__", "*", "_", "`")
"""Emphasis in which people put times."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "bullet": re.compile(r"\s*(?:>\s?)*\s*(?:[-*+•–—·]\s+)?"),
        "number": re.compile(r"(?:#{1,6}|[0-9]{1,3}[.)])\s+"),
        "start": re.compile(r"[~≈?@0-9０-９+\-−a-zA-Z]"),
        "clocklike": re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{1,2})?(?=\s|$)"),
        "run-on": re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?=[^\W\d_]{3,}(?![\w:./@-]))"),
        "to fill in": re.compile(r"[-/.](?:MM?|mm?|XX?|xx?|\?\??|DD?|dd?)(?![A-Za-z])"),
        "after": re.compile(
            r"(?:\s*(?:[:.;)](?=\s|$)|\||,(?![0-9])|;)|\s+(?:[–—-]+|[-=]>|→)(?=\s|$)"
            r"|\s*[–—]|\s*\|)?\s*"
        ),
    }


def split_entry(line: str) -> tuple[str, str]:
    """Split a line into the text of its time and the rest.

    Args:
        line: One line, with or without a bullet, emphasis, brackets or table bars around its time.

    Returns:
        The time as written, without marks around it (empty when the line begins with none), and
        the rest of the line.
    """
    bullet = _patterns()["bullet"].match(line)
    start = bullet.end() if bullet else 0
    body = line[start:].rstrip()
    if body.startswith("|"):
        found = _split_row(body)
        if found is not None:
            return found
    found = _split(body)
    number = _patterns()["number"].match(body) if found is None else None
    if number is not None:
        found = _split(body[number.end() :])
    if found is None and line.lstrip()[:1] in "+-":
        found = _split(line.strip())
    return _unread(body) if found is None else found


def _unread(body: str) -> tuple[str, str]:
    """Split a line without a readable time: `25:00 text` was meant to have one, kept as typed.

    A space that was forgotten does not hide a time: `10:15deploy`.
    """
    meant = _patterns()["clocklike"].match(body) or _patterns()["run-on"].match(body)
    return (meant[0], body[meant.end() :].strip()) if meant else ("", body.strip())


def _split_row(body: str) -> tuple[str, str] | None:
    """Split `| 10:15 | First alert |`; further cells stay in the rest, with their bars."""
    inner = body[1:-1] if body.endswith("|") and not body.endswith("\\|") else body[1:]
    return _split(inner.strip())


def _split(body: str) -> tuple[str, str] | None:
    from hotwash.times.grammar import scan

    mark = next((mark for mark in MARKS if body.startswith(mark)), "")
    opening = mark
    rest = body[len(mark) :]
    bracket = rest[:1] if rest[:1] in ("[", "(") else ""
    opening += bracket
    rest = rest[len(bracket) :]
    if not _patterns()["start"].match(rest):
        return None
    found = scan(rest)
    if found is None:
        return None
    stop = _past_the_same(rest, found.stop)
    time, after = rest[:stop], rest[stop:]
    if bracket:
        closing = {"[": "]", "(": ")"}[bracket]
        if not after.startswith(closing):
            return None
        after = after[1:]
    if mark:
        after = _close(after, mark)
    if after and (after[0].isalnum() or _patterns()["to fill in"].match(after)):
        return None
    tail = _patterns()["after"].match(after)
    return time.strip(), after[tail.end() if tail else 0 :].strip()


def _past_the_same(text: str, stop: int) -> int:
    """Return where a time ends that is given once more for those elsewhere: `… (17:14 UTC)`."""
    from hotwash.times.grammar import spell

    again = re.compile(r"\s*\([^()]{4,24}\)").match(text, stop)
    if again is None:
        return stop
    inside = spell(again[0].strip(" ()"))
    both = spell(text[: again.end()])
    return again.end() if both and inside and inside.clock and inside.zone else stop


def _close(after: str, mark: str) -> str:
    """Take the closing mark away; where it closes later, give its text an opening one."""
    lead = re.match(r"\s*[:.,–—-]?\s*", after)
    inside = after[lead.end() if lead else 0 :]
    if inside.startswith(mark):
        return (lead[0] if lead else "") + inside[len(mark) :]
    if mark not in after:
        return after
    return f"{lead[0] if lead else ''}{mark}{inside}"
