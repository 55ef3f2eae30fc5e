"""CSV and TSV with a header line: exports of incident tools, spreadsheets and query consoles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hotwash.formats.events.model import Item, ReadContext, Sample, Used, left_over
from hotwash.formats.events.table_cells import Columns, find_columns, read_cells

_RULE = re.compile(r"[\s|+=-]*|\([0-9]+ rows?\)")
"""What a query console draws between its rows and says below them."""
_OFFSET = re.compile(r"(?:UTC|GMT)\s?[+-][0-9:]+")
_SAID = re.compile(r"sep=(?P<sign>[,;|\t])\s*?\r?\n")
"""The line in which Excel says what splits the cells."""
_LOOKED_AT = 20
"""Rows by which the columns are told."""
LONGEST_CELL = 2_000_000


class Delimited:
    """Reads a table of text whose header names a time."""

    name = "csv"
    title = "CSV or TSV with a header"

    def sniff(self, sample: Sample) -> float:
        """Sure when the header names a time and the lines split alike."""
        if not sample.head:
            return 0.0
        said = _SAID.match(sample.text.lstrip("\ufeff\n\r"))
        first = sample.head[1 if said and len(sample.head) > 1 else 0]
        sign = said["sign"] if said else delimiter_of(first)
        if not _is_header(first, sign):
            return 0.0
        alike = sum(sign in line for line in sample.head)
        return 0.55 + 0.35 * sample.share(alike)

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each row; what is in other columns goes along by its name."""
        text = sample.text.lstrip("\ufeff\n\r")
        start = 1 + sample.text[: len(sample.text) - len(text)].count("\n")
        said = _SAID.match(text)
        if said is not None:
            yield Used(start, said[0].strip())
            text, start = text[said.end() :], start + 1
        first = text.partition("\n")[0]
        sign = said["sign"] if said else delimiter_of(first) or ","
        rows = islice(_rows(text, sign, start), _LOOKED_AT)
        looked_at = [row[1] for row in rows if not isinstance(row, Used)]
        columns = _columns(first.rstrip("\r"), sign, looked_at)
        if columns is None:
            yield left_over(start, first, "no column of this header is a time")
            return
        yield Used(start, first.rstrip("\r"))
        yield from read_cells(columns, _rows(text, sign, start), context)


def _is_header(line: str, sign: str) -> bool:
    """Whether a line is the header of a table with a time, and neither a row nor a sentence."""
    if not sign or line.lstrip().startswith(("|", "{", "[", "- ", "* ")):
        return False
    columns = _columns(line, sign)
    if columns is None or any(len(title) > 60 for title in columns.titles):
        return False
    return not re.search(r"[0-9]", _OFFSET.sub("", columns.titles[columns.times[0]]))


def delimiter_of(header: str) -> str:
    """Return the sign that splits a header line most often; empty when none does."""
    counts = {sign: header.count(sign) for sign in ("\t", ",", ";", "|")}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ""


def _columns(header: str, sign: str, rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    try:
        cells = next(csv.reader([header], delimiter=sign), [])
    except csv.Error:
        return None
    return find_columns(cells, rows) if len(cells) > 1 else None


def _rows(text: str, sign: str, header: int) -> Iterator[tuple[int, list[str]] | Used]:
    """Yield line numbers and cells below a header; a broken quote ends no more than its row."""
    old = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=sign, strict=False)
        start = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                start = reader.line_num + 1
                continue
            line = header - 1 + start
            if start > 1:
                whole = sign.join(cells)
                yield Used(line, whole) if _RULE.fullmatch(whole) else (line, cells)
            start = reader.line_num + 1
    finally:
        csv.field_size_limit(old)
