"""`kubectl get events`: columns under a header, ages in place of times, or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.kubectl_yaml import is_events_yaml, yaml_items
from hotwash.formats.events.model import (
    Event,
    Held,
    Item,
    ReadContext,
    Sample,
    Used,
    left_over,
    row_text,
    severity_of,
    written_lines,
)
from hotwash.times.zone_names import UTC

_HEADER = re.compile(r"(?:NAMESPACE\s+)?LAST SEEN\s+(?:FIRST SEEN\s+)?(?:COUNT\s+)?(?:NAME\s+)?\S+")
_DESCRIBED = re.compile(r"^\s+Type\s+Reason\s+Age\s+From\s+Message\s*$", re.MULTILINE)
"""The header of the events that `kubectl describe` ends with."""
_TITLE = re.compile(r"(?:LAST SEEN|FIRST SEEN|\S+)")
_AGE = re.compile(r"(?:(\d+)y)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?=$|\s)")


class KubectlEvents:
    """Reads the events of a cluster as kubectl prints them."""

    name = "kubectl"
    title = "kubectl get events"

    def sniff(self, sample: Sample) -> float:
        """Sure by the header, or by a list of Kubernetes events."""
        if any(_HEADER.match(line) for line in sample.head[:3]):
            return 0.98
        if _DESCRIBED.search(sample.text[:200_000]):
            return 0.96
        if is_events_yaml(sample.text):
            return 0.97
        value = sample.json
        items = value.get("items") if isinstance(value, dict) else None
        first = items[0] if isinstance(items, list) and items else value
        return 0.97 if isinstance(first, dict) and first.get("kind") == "Event" else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each row; ages count back from the present and are approximate."""
        value = sample.json
        if isinstance(value, dict):
            items = value.get("items")
            yield from _from_json(
                (0, one) for one in (items if isinstance(items, list) else [value])
            )
            return
        if is_events_yaml(sample.text):
            yield from _from_json(yaml_items(sample.text))
            return
        yield from _rows(sample.text, context.now)


def _rows(text: str, now: datetime) -> Iterator[Item]:
    """Yield the rows of a table, each with the further lines of its message."""
    columns: dict[str, tuple[int, int]] = {}
    held = Held()
    for number, line in written_lines(text):
        if columns and not line.strip(" -"):
            continue
        if _HEADER.match(line) or _DESCRIBED.match(line):
            columns = _columns(line.upper())
            found: Item = Used(number, line)
        else:
            found = _row(line, number, columns, now)
        if held.event is not None and isinstance(found, Event) and _goes_on(line, columns):
            more = row_text(f"{held.event.text} / {line.strip()[:4000]}")
            held.event = replace(held.event, text=more)
        elif isinstance(found, Event) and not found.time:
            yield from held.follow(left_over(number, line, "it says no time"))
        else:
            yield from held.follow(found)
    yield from held.release()


def _goes_on(line: str, columns: dict[str, tuple[int, int]]) -> bool:
    """Whether a line has nothing but more of the message of the row above."""
    return not line[: columns["MESSAGE"][0]].strip()


def _row(line: str, number: int, columns: dict[str, tuple[int, int]], now: datetime) -> Item:
    """Return the event of a row; a line that is no row is left over whole."""
    if not columns:
        return left_over(number, line, "it stands before the header")
    cells = _cells(line, columns)
    if cells is None:
        return left_over(number, line, "it does not stand in the columns of the header")
    return _event(cells, number, now)


def _columns(header: str) -> dict[str, tuple[int, int]]:
    found = [(match[0], match.start()) for match in _TITLE.finditer(header)]
    ends = [start for _title, start in found[1:]] + [10_000]
    columns = {title: (start, end) for (title, start), end in zip(found, ends, strict=True)}
    columns.setdefault("MESSAGE", (10_000, 20_000))
    return columns


def _cells(line: str, columns: dict[str, tuple[int, int]]) -> dict[str, str] | None:
    """Cut a line at its columns; where they are out of step, at its wider gaps.

    Returns:
        None for a line that fits neither: no word is ever cut in two.
    """
    starts = [start for start, _stop in columns.values() if 0 < start < len(line)]
    parts = re.split(r"\s{2,}|\t", line.strip()[:8000])
    if any(line[start - 1] not in " \t" for start in starts):
        if len(parts) < len(columns):
            return None
        last = len(columns) - 1
        return dict(zip(columns, [*parts[:last], "  ".join(parts[last:])], strict=True))
    return {title: line[start:stop].strip()[:4000] for title, (start, stop) in columns.items()}


def _event(cells: dict[str, str], number: int, now: datetime) -> Event:
    seen = cells.get("LAST SEEN") or cells.get("AGE", "")
    length = _age(seen)
    about = ", ".join(part for part in (cells.get("REASON"), cells.get("OBJECT")) if part)
    text = f"{about}: {cells.get('MESSAGE', '')}" if about else cells.get("MESSAGE", "")
    instant = None if length is None else now.astimezone(UTC).replace(microsecond=0) - length
    exact = length is not None and length < timedelta(minutes=10)
    extra = {"namespace": cells["NAMESPACE"]} if cells.get("NAMESPACE") else {}
    return Event(
        seen,
        row_text(text),
        instant,
        approximate=not exact,
        severity=severity_of(cells.get("TYPE", "")),
        line=number,
        extra={**extra, "note": f"{seen} before the reading"} if length is not None else extra,
        thing=cells,
    )


def _age(text: str) -> timedelta | None:
    match = _AGE.match(text)
    if match is None or not match[0]:
        return None
    years, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=years * 365 + days, hours=hours, minutes=minutes, seconds=seconds)


def _from_json(items: Iterable[tuple[int, object]]) -> Iterator[Item]:
    from hotwash.formats.events.schemas import KubernetesEvent, parsed
    from hotwash.formats.events.timestamps import iso_instant

    for line, item in items:
        event = parsed(KubernetesEvent, item)
        if event is None:
            yield left_over(line, in_words(item), "it is not a Kubernetes event", item)
            continue
        time = event.last_seen
        about = f"{event.reason}, {event.involvedObject.kind}/{event.involvedObject.name}"
        yield Event(
            time,
            row_text(f"{about}: {event.message}"),
            iso_instant(time),
            severity=severity_of(event.type),
            line=line,
            thing=item,
        )
