"""Statuspage incidents: what the public was told, update by update."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, named, row_text
from hotwash.formats.events.timestamps import iso_instant

if TYPE_CHECKING:
    from hotwash.formats.events.schemas import IncidentUpdate, StatuspageIncident

_SEVERITY = {"investigating": "error", "identified": "warning", "monitoring": "info"}


class Statuspage:
    """Reads one incident or a page's list of them."""

    name = "statuspage"
    title = "a Statuspage incident"

    def sniff(self, sample: Sample) -> float:
        """Sure of incidents with updates."""
        return 0.99 if _incidents(sample.json) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each update, newest first as the page has them."""
        from hotwash.formats.events.schemas import StatuspageIncident, each_parsed

        values = _incidents(sample.json)
        yield from each_parsed(StatuspageIncident, values, "it is no incident", _events)


def _events(incident: StatuspageIncident, value: object) -> Iterator[Event]:
    for update, thing in zip(incident.incident_updates, _updates(value), strict=True):
        yield _event(incident, update, thing)


def _event(incident: StatuspageIncident, update: IncidentUpdate, thing: object) -> Event:
    time = update.display_at or update.created_at or ""
    status = (update.status or "update").replace("_", " ").capitalize()
    return Event(
        time,
        row_text(f"Status page, {status}: {update.body or incident.name}"),
        iso_instant(time),
        severity=_SEVERITY.get(update.status or "", "info"),
        extra=named(incident=incident.name, url=incident.shortlink),
        thing=thing,
    )


def _updates(value: object) -> list[object]:
    """The updates of an incident as they stand in the JSON."""
    found = value.get("incident_updates") if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _incidents(value: object) -> list[object]:
    if isinstance(value, dict):
        if isinstance(value.get("incident_updates"), list) and "name" in value:
            return [value]
        inner = value.get("incident")
        if isinstance(inner, dict) and isinstance(inner.get("incident_updates"), list):
            return [inner]
        value = value.get("incidents")
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value if "incident_updates" in value[0] else []
    return []
