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
`at` and `until` are `null` where the time cannot be read or its day is not known, and have no
offset where neither the document nor the row names a zone. A row whose time may be meant otherwise
has a `note`. Keys are only ever added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from hotwash.postmortem.actions import is_cancelled, is_done
from hotwash.postmortem.days import inferred_rows
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.timeline import time_questions
from hotwash.postmortem.timetables import whole_timeline
from hotwash.template.model import TIMEZONE, Field, Group, Kind, Path, Section
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
    """The rows of all timelines in one order, with their times, and what their moments say."""
    whole = whole_timeline(document)
    table, found = whole.table, whole.metrics
    inferred = {field.path: inferred_rows(document, field.path) for field in timelines(document)}
    notes = dict(time_questions(table))
    known = bool(document.text(TIMEZONE))
    zoned = [known or _names_zone(row["time"]) for row in table.rows]
    entries: list[Json] = []
    for at, (row, time) in enumerate(zip(table.rows, table.times, strict=True)):
        path, index = whole.places[at]
        entry = _entry(row, time, path, zoned=zoned[at], notes=notes.get(at, ()))
        if index < inferred[path] and entry["at"]:
            entry["day_inferred"] = True
        entries.append(entry)
    if not inferred:
        return {"timeline": entries, "moments": {}, "seconds_to": {}}
    moments: dict[str, Json] = {
        name: _instant(time, zoned=zoned[found.rows[name]]) for name, time in found.at.items()
    }
    seconds: dict[str, Json] = {
        "detect": _seconds(found.time_to_detect),
        "acknowledge": _seconds(found.time_to_acknowledge),
        "mitigate": _seconds(found.time_to_mitigate),
        "resolve": _seconds(found.time_to_resolve),
    }
    return {"timeline": entries, "moments": moments, "seconds_to": seconds}


def _entry(
    row: Row, time: ResolvedTime | None, path: Path, *, zoned: bool, notes: Sequence[str]
) -> dict[str, Json]:
    end = time.end if time is not None and time.dated else None
    said: dict[str, Json] = {"note": "; ".join(notes)} if notes else {}
    return {
        **row.cells,
        "field": ".".join(path),
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
