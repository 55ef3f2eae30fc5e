"""Moments that stand in fields: `Date and time of detection`, `Start time`, `Resolved at`.

They are said twice where the timeline marks them too, and then have to agree.
"""

from __future__ import annotations

import re
from datetime import timedelta

from hotwash.patterns import lazy_pattern
from hotwash.postmortem.document import Document
from hotwash.template.model import Field, Kind
from hotwash.times.values import ResolvedTime, frame_of

_MOMENTS = (
    ("detected", r"detect\w*|discover\w*|entdeck\w*|erkannt|détect\w*|detecci\w*|detec\w*"),
    ("acknowledged", r"acknowledg\w*"),
    ("mitigated", r"mitigat\w*"),
    ("resolved", r"end(?:ed)?|resol\w*|restor\w*|recover\w*|ende|behoben|fin|résol\w*"),
    ("started", r"start(?:ed)?|began|begin\w*|onset|occurr\w*|beginn|début|inicio|início"),
)
_TIME = lazy_pattern(r"\b(?:time|date|at|zeit\w*|uhrzeit|datum|heure|hora|ora|tijd)\b", re.I)
_LEEWAY = timedelta(minutes=1)


def moment_of(field: Field) -> str:
    """Return the moment that a field asks for by its label; empty for none."""
    label = field.label.replace("_", " ")
    if field.kind is not Kind.DATETIME and not (_TIME.search(label) or len(label.split()) == 1):
        return ""
    found = (name for name, words in _MOMENTS if re.search(rf"\b(?:{words})\b", label, re.I))
    return next(found, "")


def time_in(field: Field, document: Document) -> ResolvedTime | None:
    """Return the time of day that a field's answer says; None for none, and for a day alone."""
    from hotwash.times.grammar import spell
    from hotwash.times.resolve import place

    spelling = spell(document.text(field.path).strip() or "?")
    if spelling is None or spelling.clock is None or spelling.base:
        return None
    frame = frame_of(document.incident_date, document.timezone)
    try:
        found = place(spelling, frame, None)
    except (OverflowError, ValueError):
        return None
    return found[0] if found is not None and (frame.dated or spelling.day) else None


def difference(field: Field, document: Document) -> str:
    """Say where the timeline marks another time than a field has; empty where they agree."""
    moment = moment_of(field)
    said = time_in(field, document) if moment else None
    if said is None:
        return ""
    from hotwash.postmortem.timetables import timeline_metrics

    for timeline in (one for one in document.template.fields if one.kind is Kind.TIMELINE):
        marked = timeline_metrics(document, timeline).at.get(moment)
        if marked is not None and marked.dated:
            return (
                ""
                if abs(marked.instant - said.instant) <= _LEEWAY
                else _words(moment, marked, document)
            )
    return ""


def _words(moment: str, marked: ResolvedTime, document: Document) -> str:
    zone = frame_of(document.incident_date, document.timezone).zone
    return f"the timeline marks {moment} at {marked.instant.astimezone(zone):%Y-%m-%d %H:%M}"
