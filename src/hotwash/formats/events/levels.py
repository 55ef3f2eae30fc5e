"""How bad it is, as a line of a log says it in words."""

from __future__ import annotations

import re

from hotwash.formats.events.model import severity_of

_LEVEL = (
    r"(?:EMERG|ALERT|CRIT(?:ICAL)?|ERR(?:OR)?|FATAL|SEVERE|PANIC|WARN(?:ING)?|NOTICE|INFO"
    r"|DEBUG|TRACE|FINE)"
)
_WORD = re.compile(rf"(?:^|[\s\[|<(:.=])(?P<level>{_LEVEL})(?=[\s\]|>):,]|$)", re.IGNORECASE)


def level_in(text: str) -> str:
    """Return the severity that a line says near its beginning; empty when it says none."""
    match = _WORD.search(text[:120])
    if match is None or (match["level"] == "Alert" and match[0][:1] not in "[<"):
        return ""
    return severity_of(match["level"])


def severity_said(level: str) -> str:
    """Return the severity of a logger's word or number: 50 is an error, 40 a warning.

    Other numbers than those in tens say nothing: each product counts them in its own way.
    """
    if not level.isdigit():
        return severity_of(level)
    number = int(level[:9])
    if number % 10 or not 10 <= number <= 60:
        return ""
    return (
        "error" if number >= 50 else "warning" if number >= 40 else "info" if number >= 20 else ""
    )
