"""Timelines in Markdown: tables with a column of times, lists, days as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hotwash.formats.events.cells import Columns, find_columns, read_cells
from hotwash.formats.events.model import Item, ReadContext, Sample, left_over
from hotwash.formats.events.plain import day_heading, read_lines
from hotwash.formats.events.stamps import Stamps

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_BULLET = re.compile(r"\s{0,8}(?:[-*+•]|[0-9]{1,3}[.)])\s+")


class MarkdownTimeline:
    """Reads Markdown tables and lists of events."""

    name = "markdown"
    title = "a Markdown table or list"

    def sniff(self, sample: Sample) -> float:
        """Sure of tables with a rule under the header; of lists when most lines are items."""
        from hotwash.postmortem.entries import split_entry

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
        place, text_start = 0, 0
        while place < len(lines):
            if not ("|" in lines[place] and place + 1 < len(lines) and _is_rule(lines[place + 1])):
                day = day_heading(lines[place], Stamps(context))
                if day is not None:
                    yield from _read_text(lines, text_start, place, context)
                    context, text_start = replace(context, date=day), place + 1
                place += 1
                continue
            yield from _read_text(lines, text_start, place, context)
            stop = place + 2
            while stop < len(lines) and "|" in lines[stop]:
                stop += 1
            yield from _read_table(lines, place, stop, context)
            place = text_start = stop
        yield from _read_text(lines, text_start, len(lines), context)


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
    columns = find_columns(header) or _by_content(header, body, context)
    if columns is None:
        for number, cells in body:
            yield left_over(number, " | ".join(cells), "no column of its table is a time")
        return
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
