"""PagerDuty's log entries: the JSON of `GET /incidents/{id}/log_entries`."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, row_text
from hotwash.formats.events.timestamps import iso_instant

_SEVERITY = {"trigger": "error", "escalate": "warning", "resolve": "info", "acknowledge": "info"}


class PagerDuty:
    """Reads an incident's log entries."""

    name = "pagerduty"
    title = "PagerDuty log entries"

    def sniff(self, sample: Sample) -> float:
        """Sure of a list under `log_entries`, or of entries by their type."""
        return 0.99 if _entries(sample.json) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each entry."""
        from pydantic import ValidationError

        from hotwash.formats.events.schemas import PagerDutyEntry

        for value in _entries(sample.json):
            try:
                entry = PagerDutyEntry.model_validate(value)
            except ValidationError:
                yield left_over(0, in_words(value), "it is no log entry", value)
                continue
            text = entry.summary or entry.type.removesuffix("_log_entry")
            noted = entry.channel.summary if entry.channel else ""
            if entry.type == "annotate_log_entry" and noted and noted not in text:
                text = f"{text}: {noted}"
            about = entry.incident.summary if entry.incident else ""
            agent = entry.agent.summary if entry.agent else ""
            extra = {"who": agent or "", "incident": about or "", "url": entry.html_url or ""}
            yield Event(
                entry.created_at,
                row_text(f"{text} ({about})" if about else text),
                iso_instant(entry.created_at),
                severity=_SEVERITY.get(entry.type.partition("_")[0], ""),
                extra={key: part for key, part in extra.items() if part},
                thing=value,
            )


def _entries(value: object) -> list[object]:
    if isinstance(value, dict):
        if isinstance(value.get("log_entry"), dict):
            return [value["log_entry"]]
        value = value.get("log_entries")
        return value if isinstance(value, list) else []
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value if str(value[0].get("type", "")).endswith("_log_entry") else []
    return []
