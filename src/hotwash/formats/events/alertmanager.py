"""Alertmanager's webhook and its API: alerts that fire, and that end (or do not yet)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, named, row_text
from hotwash.formats.events.timestamps import iso_instant

if TYPE_CHECKING:
    from hotwash.formats.events.schemas import Alert

_ABOUT = ("summary", "title", "description", "message")
"""Annotations that say what an alert is about, the best first."""


class Alertmanager:
    """Reads alerts; an end in the year 1 means that the alert still fires."""

    name = "alertmanager"
    title = "an Alertmanager webhook"

    def sniff(self, sample: Sample) -> float:
        """Sure of alerts with labels and a beginning."""
        return 0.99 if alerts_of(sample.json) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each alert's beginning, and one for its end."""
        from hotwash.formats.events.schemas import Alert, each_parsed

        yield from each_parsed(Alert, alerts_of(sample.json), "it is no alert", _events)


def _events(alert: Alert, value: object) -> Iterator[Event]:
    text = _words(alert)
    verb = "is pending" if alert.state == "pending" else "fires"
    yield Event(
        alert.startsAt,
        row_text(f"Alert {verb}: {text}"),
        iso_instant(alert.startsAt),
        severity="warning" if alert.labels.get("severity") == "warning" else "error",
        extra=named(url=alert.generatorURL),
        thing=value,
    )
    end = iso_instant(alert.endsAt)
    if end is not None and alert.status == "resolved":
        yield Event(alert.endsAt or "", row_text(f"Alert ends: {text}"), end, severity="info")


def _words(alert: Alert) -> str:
    name = alert.labels.get("alertname", "alert")
    said = (alert.annotations[key] for key in _ABOUT if alert.annotations.get(key))
    about = next(said, alert.labels.get("instance", ""))
    return f"{name}: {about}" if about else name


def alerts_of(value: object) -> list[object]:
    """Return the alerts of a webhook, or of an answer of Alertmanager's or Prometheus' API."""
    found = value
    if isinstance(value, dict):
        data = value.get("data")
        found = data.get("alerts") if isinstance(data, dict) else value.get("alerts")
    if isinstance(found, list) and found and isinstance(found[0], dict):
        first = found[0]
        begins = "startsAt" in first or "activeAt" in first
        return found if begins and "labels" in first else []
    return []
