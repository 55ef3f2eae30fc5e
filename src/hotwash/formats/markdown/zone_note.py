"""What a document says of its times: the zone, where the words leave no doubt.

An export names the zone in a sentence of its own over the first timeline, unless the template does.
"""

from __future__ import annotations

import re

from hotwash.formats.markdown.sentences import sentences, zone_said_in
from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import one_line
from hotwash.template.model import Kind, Template
from hotwash.times.zone_words import stated_zones
from hotwash.times.zones import find_zone

_LONGEST = 4_000
"""Characters of a section that are looked at: a zone is said at its beginning."""


def zone_of(template: Template, lines: list[str]) -> str:
    """Return the zone that a document says its times are in; empty for none, and for two.

    The sentence that an export has goes before all other words.

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
        own = zone_said_in(text)
        if own and find_zone(own) is not None:
            return own
        found |= stated_zones(text)
        if _is_timeline(section.title):
            found |= _in_brackets(section.title)
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _is_timeline(title: str) -> bool:
    from hotwash.template.words import over_timeline

    return over_timeline(title)


def sentence(zone: str, language: str = "") -> str:
    """Return the words that name the zone of a timeline's times, in a language."""
    return sentences(language).zone.format(zone=zone)


def said_in(line: str) -> str:
    """Return the zone that a line of an export names, if it does nothing else; else empty."""
    zone = zone_said_in(bare(line)) if line[:1].isalpha() else ""
    return zone if zone and find_zone(zone) is not None else ""


def zone_to_say(name: str, said: str) -> str:
    """Return the zone that an export is to name; empty for none.

    Args:
        name: The zone that the document has; empty when it does not say.
        said: What the template's own words say, which are in the export anyhow.
    """
    name = one_line(name)
    zone = find_zone(name) if name else None
    if zone is None:
        return ""
    known = find_zone(said) if said else None
    return "" if known is not None and known.name == zone.name else name


def _in_brackets(title: str) -> set[str]:
    """Return the zone in brackets of a heading: `Timeline (UTC, 2026-11-20)`, `… (PST/PDT)`."""
    words = re.findall(r"[(,]\s*([^(),]{1,40}(?:\([^()]{1,40}\))?)", title)
    zones = (find_zone(word) for word in words if not word.strip().isdigit())
    return {zone.name for zone in zones if zone is not None}
