"""JSON for other programs: every section and answer, the timeline resolved, the action items flat.

```json
{
  "hotwash": 1,                         the version of this shape
  "template": "standard",               empty for a document with a template of its own
  "title": "…", "timezone": "UTC",
  "date": "2026-11-20",                 the incident's date as answered
  "sections": [
    {"key": "incident_details", "title": "Incident Details", "fields": [
      {"key": "incident_details.date", "label": "Date", "kind": "date", "group": null,
       "answer": "2026-11-20"}]}],
  "timeline": [
    {"time": "10:15", "event": "…", "moment": "detected", "field": "timeline",
     "at": "2026-11-20T10:15:00+00:00", "until": null, "approximate": false,
     "day_inferred": true}],            only where no words say the day
  "moments": {"detected": "2026-11-20T10:15:00+00:00"},
  "seconds_to": {"detect": 300, "acknowledge": null, "mitigate": null, "resolve": null},
  "actions": [
    {"task": "…", "owner": "…", "due": "2026-11-27", "done": false, "link": "…",
     "horizon": "Immediate", "field": "action_items.immediate"}]
}
```

An unanswered field has the answer `null`; a list is a list of texts; rows are objects of texts.
`at` and `until` are `null` where the time cannot be read or its day is not known. Keys are only
ever added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from hotwash.postmortem.actions import is_cancelled, is_done
from hotwash.postmortem.days import inferred_rows
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.timetables import whole_timeline
from hotwash.template.model import Field, Group, Kind, Path, Section
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
        "timezone": document.timezone,
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
    """The rows of all timelines in one order, with their times, and what their moments say."""
    whole = whole_timeline(document)
    table, found = whole.table, whole.metrics
    inferred = {field.path: inferred_rows(document, field.path) for field in timelines(document)}
    entries: list[Json] = [
        _entry(row, time, path, index < inferred[path])
        for row, time, (path, index) in zip(table.rows, table.times, whole.places, strict=True)
    ]
    if not inferred:
        return {"timeline": entries, "moments": {}, "seconds_to": {}}
    moments: dict[str, Json] = {name: _instant(time) for name, time in found.at.items()}
    seconds: dict[str, Json] = {
        "detect": _seconds(found.time_to_detect),
        "acknowledge": _seconds(found.time_to_acknowledge),
        "mitigate": _seconds(found.time_to_mitigate),
        "resolve": _seconds(found.time_to_resolve),
    }
    return {"timeline": entries, "moments": moments, "seconds_to": seconds}


def _entry(row: Row, time: ResolvedTime | None, path: Path, inferred: bool) -> dict[str, Json]:
    known: dict[str, Json] = {
        **row.cells,
        "field": ".".join(path),
        "at": _instant(time),
        "until": _iso(time.end) if time is not None and time.dated and time.end else None,
        "approximate": time is not None and time.approximate,
    }
    return {**known, "day_inferred": True} if inferred and known["at"] else known


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


def _instant(time: ResolvedTime | None) -> str | None:
    return _iso(time.instant) if time is not None and time.dated else None


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds())
