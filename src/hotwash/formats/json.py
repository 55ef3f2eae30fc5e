"""JSON for other programs: every section and answer, the timeline resolved, the action items flat.

```json
{
  "hotwash": 1,                         the version of this shape
  "template": "standard",               empty for a document with a template of its own
  "title": "…", "timezone": "UTC",      null for a document that names no zone
  "date": "2026-11-20",                 the incident's date as answered
  "sections": [
    {"key": "incident_details", "title": "Incident Details", "fields": [
      {"key": "incident_details.date", "label": "Date", "kind": "date", "group": null,
       "answer": "2026-11-20"}]}],
  "timeline": [
    {"time": "10:15", "event": "…", "moment": "detected", "field": "timeline",
     "at": "2026-11-20T10:15:00+00:00", "until": null, "approximate": false}],
  "moments": {"detected": "2026-11-20T10:15:00+00:00"},
  "seconds_to": {"detect": 300, "acknowledge": null, "mitigate": null, "resolve": null},
  "actions": [
    {"task": "…", "owner": "…", "due": "2026-11-27", "done": false, "link": "…",
     "horizon": "Immediate", "field": "action_items.immediate"}]
}
```

An unanswered field has the answer `null`; a list is a list of texts; rows are objects of texts.
`at` and `until` are `null` where the time cannot be read or its day is not known, and have no
offset where neither the document nor the row names a zone. A row whose time may be meant otherwise
has a `note`. Keys are only ever added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from hotwash.postmortem.actions import is_cancelled, is_done
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.moments import metrics
from hotwash.postmortem.timeline import Timetable, time_questions
from hotwash.template.model import TIMEZONE, Field, Group, Kind, Section
from hotwash.times.sequence import is_canonical
from hotwash.times.values import ResolvedTime

VERSION = 1
"""The version of the shape above."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def export_json(document: Document) -> str:
    """Return the document as JSON text, ending in a newline."""
    text = json.dumps(as_json(document), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def as_json(document: Document) -> dict[str, Json]:
    """Return the document in the shape above."""
    sections: list[Json] = [_section(document, known) for known in document.template.sections]
    return {
        "hotwash": VERSION,
        "template": document.template.name,
        "title": document.title,
        "timezone": document.text(TIMEZONE) or None,
        "date": document.incident_date,
        "sections": sections,
        **_timeline(document),
        "actions": list(_actions(document)),
    }


def _section(document: Document, section: Section) -> dict[str, Json]:
    groups = {
        inner.path: part.title
        for part in section.parts
        if isinstance(part, Group)
        for inner in part.parts
        if isinstance(inner, Field)
    }
    fields: list[Json] = [
        {
            "key": ".".join(known.path),
            "label": known.label,
            "kind": str(known.kind),
            "group": groups.get(known.path),
            "answer": _answer(document, known),
        }
        for known in section.fields()
    ]
    return {"key": section.key, "title": section.title, "fields": fields}


def _answer(document: Document, field: Field) -> Json:
    found = document.answer(field.path)
    if found is None or isinstance(found, str):
        return found
    return [dict(item.cells) if isinstance(item, Row) else item for item in found]


def _timeline(document: Document) -> dict[str, Json]:
    """The rows of every timeline with their times, and what the first one's moments say."""
    entries: list[Json] = []
    moments: dict[str, Json] = {}
    seconds: dict[str, Json] = {}
    for field in document.template.fields:
        if field.kind is not Kind.TIMELINE:
            continue
        rows = document.rows(field.path)
        table = Timetable.of(rows, document.incident_date, document.timezone)
        notes = dict(time_questions(table))
        known = bool(document.text(TIMEZONE))
        zoned = [known or _names_zone(row["time"]) for row in rows]
        entries += [
            _entry(row, time, field, zoned=zoned[at], notes=notes.get(at, ()))
            for at, (row, time) in enumerate(zip(rows, table.times, strict=True))
        ]
        if not seconds:
            found = metrics(rows, table.times)
            moments = {
                name: _instant(time, zoned=zoned[found.rows[name]])
                for name, time in found.at.items()
            }
            seconds = {
                "detect": _seconds(found.time_to_detect),
                "acknowledge": _seconds(found.time_to_acknowledge),
                "mitigate": _seconds(found.time_to_mitigate),
                "resolve": _seconds(found.time_to_resolve),
            }
    return {"timeline": entries, "moments": moments, "seconds_to": seconds}


def _entry(
    row: Row, time: ResolvedTime | None, field: Field, *, zoned: bool, notes: Sequence[str]
) -> dict[str, Json]:
    end = time.end if time is not None and time.dated else None
    said: dict[str, Json] = {"note": "; ".join(notes)} if notes else {}
    return {
        **row.cells,
        "field": ".".join(field.path),
        "at": _instant(time, zoned=zoned),
        "until": None if end is None else _iso(end, zoned=zoned),
        "approximate": time is not None and time.approximate,
        **said,
    }


def _names_zone(text: str) -> bool:
    """Whether a row's time says by which clocks it is."""
    from hotwash.times.grammar import spell

    spelled = None if is_canonical(text) else spell(text)
    return spelled is not None and bool(spelled.zone)


def _actions(document: Document) -> Iterator[Json]:
    for field in document.template.fields:
        if field.kind is Kind.ACTIONS:
            for row in document.rows(field.path):
                yield {
                    **row.cells,
                    "done": is_done(row),
                    "cancelled": is_cancelled(row),
                    "horizon": field.label,
                    "field": ".".join(field.path),
                }


def _instant(time: ResolvedTime | None, *, zoned: bool) -> str | None:
    return _iso(time.instant, zoned=zoned) if time is not None and time.dated else None


def _iso(instant: datetime, *, zoned: bool) -> str:
    """Write an instant; without its offset where nobody said by which clocks it is."""
    return (instant if zoned else instant.replace(tzinfo=None)).isoformat(timespec="seconds")


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds())
