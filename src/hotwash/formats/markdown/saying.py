"""What a document says of its times: the zone, where the words leave no doubt."""

from __future__ import annotations

import re
from functools import cache

from hotwash.postmortem.zones import ABBREVIATIONS, EITHER, find_zone
from hotwash.template.model import Kind, Template
from hotwash.template.words import TIMELINE

_LONGEST = 4_000
"""Characters of a section that are looked at: a zone is said at its beginning."""


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join((*ABBREVIATIONS, *EITHER))
    zone = rf"(?:(?:UTC|GMT)(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?|{names}|[A-Z][a-z]+/[A-Z]\w+)"
    said = (
        r"\b[Tt]imes?(?:\s?stamps?)?\s+(?:(?:are|is|shown|given|listed|below|approximate)\s+){0,3}"
        r"(?:in\s+)?\(?"
    )
    column = r"\|\s*(?:[Dd]ate\s*/?\s*)?[Tt]ime\s*\(?"
    return re.compile(rf"(?:{said}|{column})(?P<zone>{zone}(?:/{zone})?)(?![A-Za-z0-9/])")


def zone_of(template: Template, lines: list[str]) -> str:
    """Return the zone that a document says its times are in; empty for none, for two, or UTC.

    Args:
        template: The document's own template.
        lines: Its lines.
    """
    if not any(field.kind is Kind.TIMELINE for field in template.fields):
        return ""
    found: set[str] = set()
    for at, section in enumerate(template.sections):
        if at and not any(field.kind is Kind.TIMELINE for field in section.fields()):
            continue
        text = "".join(lines[slice(*section.span)])[:_LONGEST]
        found |= {_named(match["zone"]) for match in _pattern().finditer(text)}
        if TIMELINE.search(section.title):
            match = re.search(r"\((?P<zone>[A-Z]{2,4})\)", section.title)
            found |= {_named(match["zone"])} if match else set()
    found.discard("")
    only = found.pop() if len(found) == 1 else ""
    return "" if only == "UTC" else only


def _named(words: str) -> str:
    """Return the canonical name of a zone; `PST/PDT` is a place's clocks the whole year round."""
    first, _, second = words.partition("/")
    if second and first[:1] + first[-1:] in EITHER and len(first) == len(second) == 3:
        words = first[0] + first[-1]
    zone = find_zone(words.replace(" ", ""))
    return zone.name if zone is not None else ""
