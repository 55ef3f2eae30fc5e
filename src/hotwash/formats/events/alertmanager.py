"""Alertmanager's webhook and its API: alerts that fire, and that end (or do not yet)."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, one_line
from hotwash.formats.events.stamps import iso_instant


class Alertmanager:
    """Reads alerts; an end in the year 1 means that the alert still fires."""

    name = "alertmanager"
    title = "an Alertmanager webhook"

    def sniff(self, sample: Sample) -> float:
        """Sure of alerts with labels and a beginning."""
        return 0.99 if _alerts(sample.json) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each alert's beginning, and one for its end."""
        from pydantic import ValidationError

        from hotwash.formats.events.shapes import Alert

        for value in _alerts(sample.json):
            try:
                alert = Alert.model_validate(value)
            except ValidationError:
                yield left_over(0, str(value), "it is no alert")
                continue
            name = alert.labels.get("alertname", "alert")
            notes = alert.annotations
            about = next(
                (
                    notes[key]
                    for key in ("summary", "title", "description", "message")
                    if notes.get(key)
                ),
                alert.labels.get("instance", ""),
            )
            text = f"{name}: {about}" if about else name
            severity = "warning" if alert.labels.get("severity") == "warning" else "error"
            extra = {"url": alert.generatorURL} if alert.generatorURL else {}
            yield Event(
                alert.startsAt,
                one_line(f"Alert fires: {text}"),
                iso_instant(alert.startsAt),
                severity=severity,
                extra=extra,
            )
            end = iso_instant(alert.endsAt)
            if end is not None and alert.status == "resolved":
                yield Event(
                    alert.endsAt or "", one_line(f"Alert ends: {text}"), end, severity="info"
                )


def _alerts(value: object) -> list[object]:
    found = value.get("alerts") if isinstance(value, dict) else value
    if isinstance(found, list) and found and isinstance(found[0], dict):
        first = found[0]
        return found if "startsAt" in first and "labels" in first else []
    return []
