"""What a document says of its times: the zone, where the words leave no doubt.

An export names the zone in a sentence of its own over the first timeline, unless the template does.
"""

from __future__ import annotations

import re
from functools import cache

from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import one_line
from hotwash.template.model import Kind, Template
from hotwash.times.zones import ABBREVIATIONS, EITHER, find_zone

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
        own = _SENTENCE.search(text)
        if own is not None and find_zone(own["zone"]) is not None:
            return own["zone"]
        found |= {_named(match["zone"]) for match in _pattern().finditer(text)}
        match = re.search(r"\((?P<zone>[A-Z]{2,4})\)", section.title)
        if match and _is_timeline(section.title):
            found.add(_named(match["zone"]))
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _is_timeline(title: str) -> bool:
    from hotwash.template.words import TIMELINE

    return TIMELINE.search(title) is not None


_SENTENCE = re.compile(r"^Times are in (?P<zone>[\w+:/−-][\w+:/ −-]{0,62})\.[ \t]*$", re.MULTILINE)


def sentence(zone: str) -> str:
    """Return the words that name the zone of a timeline's times."""
    return f"Times are in {zone}."


def said_in(line: str) -> str:
    """Return the zone that a line of an export names, if it does nothing else; else empty."""
    found = _SENTENCE.fullmatch(bare(line))
    return found["zone"] if found is not None and find_zone(found["zone"]) is not None else ""


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


def _named(words: str) -> str:
    """Return the canonical name of a zone; `PST/PDT` is a place's clocks the whole year round."""
    first, _, second = words.partition("/")
    if second and first[:1] + first[-1:] in EITHER and len(first) == len(second) == 3:
        words = first[0] + first[-1]
    zone = find_zone(words.replace(" ", ""))
    return zone.name if zone is not None else ""
