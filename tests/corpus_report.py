"""What becomes of a folder of Markdown postmortems: `python tests/corpus_report.py FOLDER…`.

For each file and in sum: words lost by `export(import(file))` (must be 0), whether it is the same
bytes (aim: all), whether a second round is a fixed point (must be all), tabs, fields by kind,
timeline rows found, those of them without an instant and those on another day than `hotwash
events` reads from the same file, seconds.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hotwash.errors import HotwashError
from hotwash.formats.events.reading import read_events
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Document
from hotwash.postmortem.timetables import whole_timeline
from hotwash.template.library import builtin, builtin_names
from hotwash.template.model import Kind
from hotwash.times.zones import document_zone

_WORD = re.compile(r"\w+")


@dataclass
class Report:
    """What became of one file."""

    name: str
    lost: int = 0
    identical: bool = False
    fixed: bool = False
    tabs: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    events: int = 0
    undated: int = 0
    """Timeline rows without an instant."""
    elsewhere: int = 0
    """Timeline rows on another day than `hotwash events` says."""
    seconds: float = 0.0
    note: str = ""


def words_lost(before: str, after: str) -> int:
    """How many words of a text are not in another, counted with repetition."""
    return sum((Counter(_WORD.findall(before)) - Counter(_WORD.findall(after))).values())


def report(path: Path) -> Report:
    """Import and export one file, twice."""
    found = Report(path.name)
    text = path.read_bytes().decode(errors="surrogateescape")
    known = [builtin(name) for name in builtin_names()]
    start = time.perf_counter()
    try:
        imported = import_markdown(text, known)
        exported = export(imported.document)
        found.seconds = time.perf_counter() - start
        again = import_markdown(exported, known)
    except HotwashError as error:
        found.note = str(error)
        return found
    found.lost = words_lost(text, exported)
    found.identical = exported == text
    found.fixed = export(again.document) == exported and _same(again.document, imported.document)
    found.tabs = len(imported.document.template.sections)
    for known_field in imported.document.template.fields:
        found.kinds[known_field.kind] += 1
        if known_field.kind is Kind.TIMELINE:
            found.events += len(imported.document.rows(known_field.path))
    days = dict(_days(imported.document))
    found.undated = found.events - len(days)
    found.elsewhere = _elsewhere(text, imported.document, days)
    found.note = imported.summary
    return found


def _days(document: Document) -> Iterator[tuple[int, tuple[str, date]]]:
    """Yield the rows whose instant is known, each with its first words and its day."""
    zone = document_zone(document.timezone)
    table = whole_timeline(document).table
    for at, (row, when) in enumerate(zip(table.rows, table.times, strict=True)):
        if when is not None and when.dated:
            yield at, (_first_words(row["event"]), when.instant.astimezone(zone).date())


def _elsewhere(text: str, document: Document, days: dict[int, tuple[str, date]]) -> int:
    """How many rows are on a day on which `hotwash events` has no event of the same words."""
    zone = document.timezone
    try:
        read = read_events(
            text.encode(errors="replace"),
            format="markdown",
            date=document.incident_date,
            zone=zone,
            zone_asked=False,
        )
    except HotwashError:
        return 0
    known: dict[str, set[date]] = {}
    for event in read.events:
        if event.instant is not None:
            day = event.instant.astimezone(document_zone(zone)).date()
            known.setdefault(_first_words(event.text), set()).add(day)
    return sum(words in known and day not in known[words] for words, day in days.values() if words)


def _first_words(text: str) -> str:
    """Return the beginning of an event's words, by which the two readers' rows are paired."""
    return " ".join(_WORD.findall(text.casefold())[:6])


def _same(one: Document, other: Document) -> bool:
    return dict(one.answers) == dict(other.answers)


def reports(folders: list[str]) -> Iterator[Report]:
    """Report on every file of some folders."""
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = Path(folder, name)
            if path.is_file():
                yield report(path)


def main(folders: list[str]) -> int:
    """Print a line for each file and the sum; 1 if a word is lost or a second round differs."""
    found = list(reports(folders))
    print(f"{'file':60} lost same fixed tabs events undated elsewhere seconds  fields")
    for one in found:
        kinds = " ".join(f"{kind}:{count}" for kind, count in sorted(one.kinds.items()))
        print(
            f"{one.name[-60:]:60} {one.lost:4} {_yes(one.identical):>4} {_yes(one.fixed):>5}"
            f" {one.tabs:4} {one.events:6} {one.undated:7} {one.elsewhere:9} {one.seconds:7.3f}"
            f"  {kinds}"
        )
    total: Counter[Kind] = sum((one.kinds for one in found), Counter())
    print(
        f"\n{len(found)} files: {sum(one.lost for one in found)} words lost,"
        f" {sum(one.identical for one in found)} the same bytes,"
        f" {sum(one.fixed for one in found)} fixed points,"
        f" {sum(one.tabs for one in found)} tabs, {sum(one.events for one in found)} timeline rows"
        f" in {sum(one.events > 0 for one in found)} files,"
        f" {sum(one.undated for one in found)} of them without an instant"
        f" and {sum(one.elsewhere for one in found)} on another day than events reads,"
        f" {max((one.seconds for one in found), default=0):.2f} s at most"
    )
    print(" ".join(f"{kind}:{count}" for kind, count in sorted(total.items())))
    return int(any(one.lost or not one.fixed for one in found))


def _yes(answer: bool) -> str:
    return "yes" if answer else "NO"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
