"""Into which of a document's lists an event belongs, where each list is of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hotwash.postmortem.days import day_of
from hotwash.postmortem.document import Document
from hotwash.postmortem.marking import timelines
from hotwash.template.model import Field
from hotwash.times.zones import document_zone


@dataclass(frozen=True, slots=True)
class DayList:
    """A list of events and the day that it is of."""

    field: Field
    day: date


def day_lists(document: Document) -> tuple[DayList, ...]:
    """Return the lists over which a day stands, in the document's order."""
    found = []
    for field in timelines(document):
        iso = day_of(document, field.path)
        if field.day and iso:
            try:
                found.append(DayList(field, date.fromisoformat(iso)))
            except ValueError:
                continue
    return tuple(found)


def list_for(lists: Sequence[DayList], instant: datetime | None, zone: str) -> DayList:
    """Return the list for an event: that of its day, else the last one of an earlier day.

    Args:
        lists: What `day_lists` found, at least one.
        instant: When it was, aware; an event whose time is not known goes to the latest day.
        zone: The document's zone, by whose clocks days are told apart.
    """
    latest = max(lists, key=_day)
    if instant is None:
        return latest
    day = instant.astimezone(document_zone(zone)).date()
    earlier = [known for known in lists if known.day <= day]
    return max(earlier, key=_day) if earlier else min(lists, key=_day)


def _day(known: DayList) -> date:
    return known.day
