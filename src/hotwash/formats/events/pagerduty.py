"""PagerDuty's log entries: the JSON of `GET /incidents/{id}/log_entries`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, named, row_text
from hotwash.formats.events.timestamps import iso_instant

if TYPE_CHECKING:
    from hotwash.formats.events.schemas import Named, PagerDutyEntry

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
        from hotwash.formats.events.schemas import PagerDutyEntry, each_parsed

        yield from each_parsed(PagerDutyEntry, _entries(sample.json), "it is no log entry", _events)


def _events(entry: PagerDutyEntry, value: object) -> Iterator[Event]:
    text = entry.summary or entry.type.removesuffix("_log_entry")
    noted = _summary(entry.channel)
    if entry.type == "annotate_log_entry" and noted not in text:
        text = f"{text}: {noted}"
    about = _summary(entry.incident)
    yield Event(
        entry.created_at,
        row_text(f"{text} ({about})" if about else text),
        iso_instant(entry.created_at),
        severity=_SEVERITY.get(entry.type.partition("_")[0], ""),
        extra=named(who=_summary(entry.agent), incident=about, url=entry.html_url),
        thing=value,
    )


def _summary(thing: Named | None) -> str:
    return "" if thing is None else thing.summary or ""


def _entries(value: object) -> list[object]:
    if isinstance(value, dict):
        if isinstance(value.get("log_entry"), dict):
            return [value["log_entry"]]
        value = value.get("log_entries")
        return value if isinstance(value, list) else []
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value if str(value[0].get("type", "")).endswith("_log_entry") else []
    return []
