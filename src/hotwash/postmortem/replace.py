"""Putting other words in the place of hits, over the whole document, as one set of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.search import Hit, Passage
from hotwash.postmortem.timeline import Timetable
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Field, Kind, Path
from hotwash.times.sequence import read_stored


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing hits comes to."""

    answers: Mapping[Path, Answer | None]
    """The answers that change; None for one that is empty now."""
    done: int
    """Hits that were replaced."""
    missed: int
    """Hits whose text is another one by now; they were left alone."""


def replace_hits(document: Document, hits: Sequence[Hit]) -> Replaced:
    """Replace hits by their new texts.

    Args:
        document: The document as it is now; what changed since it was searched is left alone.
        hits: The hits, in the order in which they were found. One without a new text stays.
    """
    by_passage: dict[Passage, list[Hit]] = {}
    for hit in hits:
        if hit.new is not None:
            by_passage.setdefault(hit.passage, []).append(hit)
    by_path: dict[Path, dict[Passage, str]] = {}
    for passage, inside in by_passage.items():
        by_path.setdefault(passage.path, {})[passage] = _spliced(passage.text, inside)
    answers: dict[Path, Answer | None] = {}
    done = 0
    for path, texts in by_path.items():
        answer, used = _changed(document, path, texts)
        done += sum(len(by_passage[passage]) for passage in used)
        if used:
            answers[path] = answer
    return Replaced(answers, done, sum(map(len, by_passage.values())) - done)


def _spliced(text: str, hits: Sequence[Hit]) -> str:
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += [text[at : hit.start], hit.new or ""]
        at = hit.end
    return "".join([*parts, text[at:]])


def _changed(
    document: Document, path: Path, texts: Mapping[Passage, str]
) -> tuple[Answer | None, list[Passage]]:
    """A field's answer with other texts in it, and the passages that were there as expected."""
    answer = document.answer(path)
    if rows := document.rows(path):
        return _changed_rows(document, path, rows, texts)
    if isinstance(answer, str):
        used = [one for one in texts if one.text == answer and not one.row]
        return (_unless_blank(texts[used[0]]) if used else answer), used
    return _changed_items(document.items(path), texts)


def _changed_items(
    old: Sequence[str], texts: Mapping[Passage, str]
) -> tuple[Answer | None, list[Passage]]:
    items = list(old)
    used = [one for one in texts if not one.row and items[one.at : one.at + 1] == [one.text]]
    for passage in used:
        items[passage.at] = texts[passage].strip(" \t")
    return tuple(item for item in items if item) or None, used


def _unless_blank(text: str) -> str | None:
    return None if text.isspace() else text or None


def _changed_rows(
    document: Document, path: Path, rows: Sequence[Row], texts: Mapping[Passage, str]
) -> tuple[Answer | None, list[Passage]]:
    places = {row.id: at for at, row in enumerate(rows)}
    new = list(rows)
    used: list[Passage] = []
    for passage, text in texts.items():
        at = places.get(passage.row)
        if at is not None and new[at][passage.column] == passage.text:
            new[at] = new[at].with_cell(passage.column, text.strip(" \t"))
            used.append(passage)
    field = document.template.by_path.get(path)
    if field is not None and field.kind is Kind.TIMELINE:
        new = _in_order(document, field, rows, new)
    return tuple(row for row in new if row.cells) or None, used


def _in_order(document: Document, field: Field, old: Sequence[Row], new: list[Row]) -> list[Row]:
    """Put rows with another time where it belongs; the others keep their days."""
    table = timetable(document, field)
    moved, times, kept = [], [], []
    kept_times = []
    for at, (before, after) in enumerate(zip(old, new, strict=True)):
        time = table.times[at]
        if before["time"] != after["time"]:
            time = read_stored(after["time"], table.frame, table.above(at))
            if time is not None:
                moved.append(after)
                times.append(time)
                continue
        kept.append(after)
        kept_times.append(time)
    if not moved:
        return new
    return list(Timetable(tuple(kept), kept_times, table.frame).insert_all(moved, times))
