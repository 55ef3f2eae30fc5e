"""Timelines in Markdown: tables with a column of times, lists, days as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, Used, left_over
from hotwash.formats.events.plain_lines import day_heading, read_lines
from hotwash.formats.events.table_cells import Columns, find_columns, read_cells
from hotwash.formats.events.timestamps import Stamps
from hotwash.times.zones import document_zone

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_BULLET = re.compile(r"\s{0,8}(?:[-*+•]|[0-9]{1,3}[.)])\s+")


class MarkdownTimeline:
    """Reads Markdown tables and lists of events."""

    name = "markdown"
    title = "a Markdown table or list"

    def sniff(self, sample: Sample) -> float:
        """Sure of tables with a rule under the header; of lists when most lines are items."""
        from hotwash.times.entries import split_entry

        bars = sum(line.lstrip().startswith("|") for line in sample.head)
        rules = any("|" in line and _RULE.match(line) for line in sample.head)
        if rules and bars > 1:
            return 0.6 + 0.3 * sample.share(bars)
        items = [line for line in sample.head if _BULLET.match(line)]
        timed = sum(bool(split_entry(_unnumbered(line))[0]) for line in items)
        return 0.6 * sample.share(timed) + 0.05 if timed else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield the events of all tables and of all text between them."""
        lines = sample.text.splitlines()
        for start, stop, table, day in _pieces(lines, context):
            if day:
                yield Used(start, lines[start - 1])
                context = replace(context, date=day)
            last: Event | None = None
            for item in (_read_table if table else _read_text)(lines, start, stop, context):
                last = item if isinstance(item, Event) and item.instant else last
                yield item
            if last is not None and last.instant is not None and not context.date:
                wall = last.instant.astimezone(document_zone(context.zone))
                context = replace(context, date=wall.date().isoformat())


def _pieces(lines: list[str], context: ReadContext) -> Iterator[tuple[int, int, bool, str]]:
    """Yield the tables of a text and what stands between them and between days.

    Yields:
        Its first line, the line after its last, whether it is a table, and the day of the heading
        right above it, or nothing.
    """
    place = start = 0
    day = ""
    while place < len(lines):
        table = "|" in lines[place] and place + 1 < len(lines) and _is_rule(lines[place + 1])
        found = None if table else day_heading(lines[place], Stamps(context))
        if not table and found is None:
            place += 1
            continue
        yield start, place, False, day
        day = found or ""
        if found is not None:
            start = place = place + 1
            context = replace(context, date=found)
            continue
        stop = place + 2
        while stop < len(lines) and "|" in lines[stop]:
            stop += 1
        yield place, stop, True, ""
        start = place = stop
    yield start, len(lines), False, day


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and bool(_RULE.match(line))


def _unnumbered(line: str) -> str:
    return re.sub(r"^(\s*)[0-9]{1,3}[.)]\s+", r"\1", line)


def _read_text(lines: list[str], start: int, stop: int, context: ReadContext) -> Iterator[Item]:
    text = "\n".join(_unnumbered(line) for line in lines[start:stop])
    return read_lines(text, context, start=start + 1)


def _read_table(lines: list[str], start: int, stop: int, context: ReadContext) -> Iterator[Item]:
    header = _cells(lines[start])
    body = [(number + 1, _cells(lines[number])) for number in range(start + 2, stop)]
    columns = find_columns(header, [cells for _number, cells in body[:20]]) or _by_content(
        header, body, context
    )
    if columns is None:
        for number, cells in [(start + 1, header), *body]:
            yield left_over(number, " | ".join(cells), "no column of its table is a time")
        return
    yield Used(start + 1, lines[start])
    yield from read_cells(columns, body, context)


def _by_content(
    header: list[str], body: list[tuple[int, list[str]]], context: ReadContext
) -> Columns | None:
    """Find the times of a table whose header does not name them."""
    for index in range(len(header)):
        stamps = Stamps(context)
        cells = [row[index] for _number, row in body[:20] if index < len(row)]
        read = sum(
            bool(cell) and not stamps.reading(cell.strip("*_`")).unreadable for cell in cells
        )
        if cells and read * 2 > len(cells):
            words = index + 1 if index + 1 < len(header) else index - 1
            return Columns((index,), words, -1, tuple(header), "")
    return None


def _cells(line: str) -> list[str]:
    """Split a table row; an escaped bar is part of its cell."""
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", body)]
