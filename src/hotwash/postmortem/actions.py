"""Action items: when they are due, how far they are, and the line they are typed as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from hotwash.postmortem.document import Row
from hotwash.template.shapes.lists import level_of
from hotwash.times.dates import read_date

DONE = "true"
"""The text of the `done` cell of a finished item; an open one has none."""
CANCELLED = "cancelled"
"""The text of the `done` cell of an item that is not to be done any more: `- [-] task`."""


_STATUS = ("status", "state", "statut", "estado", "stato", "stan", "durum", "状態", "状态", "상태")
"""The keys of columns that say how far an item is, in the languages that tables are read in."""
_CLOSED = frozenset(
    {
        "done", "closed", "complete", "completed", "fixed", "resolved", "finished", "shipped",
        "cancelled", "canceled", "won't do", "wontfix", "erledigt", "fertig", "abgeschlossen",
        "terminé", "fait", "hecho", "completado", "cerrado", "feito", "concluído", "fatto",
        "completato", "gedaan", "klaar", "zrobione", "ukończone", "tamamlandı", "完了", "完成",
        "已完成", "완료",
    }
)  # fmt: skip
"""What such a column says of an item of which nothing is left to do."""


def is_done(row: Row) -> bool:
    """Whether nothing is left to do of an item: it is ticked, cancelled, or its status says so."""
    if row["done"]:
        return row["done"].strip().lower() in (DONE, CANCELLED, "x", "yes", "done")
    return any(
        row[key].strip().strip("✅☑✔ ").lower() in _CLOSED for key in _STATUS if key in row.cells
    )


def is_cancelled(row: Row) -> bool:
    """Whether an item is not to be done any more."""
    return row["done"].strip().lower() == CANCELLED


def with_done(row: Row, done: bool) -> Row:
    """Return the item ticked or not."""
    return row.with_cell("done", DONE if done else "")


def progress(rows: Iterable[Row]) -> tuple[int, int]:
    """How many items are finished, and how many there are."""
    ticks = [is_done(row) for row in rows]
    return sum(ticks), len(ticks)


def default_due(incident_date: str, due_days: int | None) -> str:
    """Return the date an item is due by its horizon, as ISO; empty when it cannot be told.

    Args:
        incident_date: The incident's date as ISO; horizons are counted from it.
        due_days: The horizon's days, `Field.due_days`.
    """
    start = due_date(incident_date)
    if start is None or due_days is None:
        return ""
    return (start + timedelta(days=due_days)).isoformat()


def due_date(text: str) -> date | None:
    """Return the day of a due date: ISO, with or without a time, or in words with its year.

    None for any other text, and for one that could be another day.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return _spelled_date(text)


def _spelled_date(text: str) -> date | None:
    """The day of a date in words that has its year (`Nov 1, 2026`, `1. November 2026`)."""
    from hotwash.template.shapes.dates import read_day, style_of

    style = style_of(text) if re.search(r"\d{4}", text) else None
    return date.fromisoformat(read_day(text, style)) if style else None


def level_between(rows: Sequence[Row], index: int) -> int:
    """Return the level of a new item at which the items behind it keep the task they stand under.

    Args:
        rows: The items, the new one among them.
        index: Its place.
    """
    behind = level_of(rows[index + 1].cells) if index + 1 < len(rows) else 0
    before = level_of(rows[index - 1].cells) if index else -1
    return min(behind, before + 1)


def read_due(text: str, today: date) -> str:
    """Read a typed due date (`27 Nov`, `+7`, `tomorrow`, `friday`) as ISO; else as typed."""
    return read_date(text, today, ahead=True) or text


def is_overdue(row: Row, today: date) -> bool:
    """Whether an open item's day has passed; on the day itself it has not."""
    due = due_date(row["due"])
    return due is not None and due < today and not is_done(row)


def due_words(due: str, today: date) -> str:
    """Say when something is due: `in 3 days`, `tomorrow`, `today`, `5 days late`.

    Args:
        due: The due cell; empty words for what is not an ISO date.
        today: The day to count from.
    """
    day = due_date(due)
    if day is None:
        return ""
    days = (day - today).days
    if days in (0, 1):
        return "tomorrow" if days else "today"
    size, unit = abs(days), "day"
    if size >= 60:
        size, unit = round(size / 30.44), "month"
    words = f"{size} {unit}{'' if size == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} late"


_LABELS = r"owners?|assignee|due(?:\s+date)?|deadline|links?|ticket|issue|tracker"
_CELL = {"o": "owner", "a": "owner", "d": "due", "l": "link", "t": "link", "i": "link"}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    patterns = {
        "box": r"\s*(?:[-*+]\s+)?(?:\[(?P<tick>[ xX])?\](?:\s+|$))?",
        "label": rf"(?i)(?:^|[,;(|]|\s[-–—]\s|\s(?=(?-i:[A-Z])))\s*\(?(?P<label>{_LABELS})"
        r"\s*:\s*(?P<value>[^()|;:]*)\)?\s*$",
        "handle": r"(?:^|\s)\(?@(?P<name>[\w.-]*\w)\)?\s*$",
        "link": r"(?:^|(?<=[\s(<]))(?P<link>https?://[^\s<>]+)>?\s*$",
        "link label": rf"(?i)(?:^|(?<=[\s(|,;]))(?:{_LABELS})\s*:\s*[(<]?$",
    }
    return re.compile(patterns[name])


def read_task_line(line: str, today: date | None = None) -> dict[str, str]:
    """Read a typed or pasted task into cells: `Raise pool size - Owner: Ana - Due: 2026-11-27`.

    What stands at the end is read: `- Owner:`, `- Due:`, `- Link:`, `@ana`, a web address, in any
    order, each once. `- [x]` in front ticks it. All else is the task, word for word.

    Args:
        line: One line.
        today: The day that a due date such as `friday` counts from; None keeps it as typed.
    """
    cells: dict[str, str] = {}
    box = _pattern("box").match(line)
    rest = line[box.end() :].strip() if box else line.strip()
    while rest and (found := _last_label(rest, cells)):
        cell, value, rest = found
        if value:
            cells[cell] = value
    if "due" in cells and today is not None:
        cells["due"] = read_due(cells["due"], today)
    if box and box["tick"] in ("x", "X"):
        cells["done"] = DONE
    return {"task": rest, **cells} if rest else cells


def _last_label(text: str, known: dict[str, str]) -> tuple[str, str, str] | None:
    """Take the last labelled value off a line; return its cell, the value and what is left."""
    for cell, read in (("owner", _handle), ("link", _link)):
        if cell not in known and (found := read(text)):
            return cell, *found
    return _labelled(text, known)


def _handle(text: str) -> tuple[str, str] | None:
    """`@ana` at the end."""
    found = _pattern("handle").search(text)
    return (found["name"], _trimmed(text[: found.start()])) if found else None


def _link(text: str) -> tuple[str, str] | None:
    """A web address at the end, with its label."""
    found = _pattern("link").search(text)
    if found is None:
        return None
    address = found["link"]
    if address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1]
    return address, _trimmed(_pattern("link label").sub("", text[: found.start()]))


def _labelled(text: str, known: dict[str, str]) -> tuple[str, str, str] | None:
    """`Owner: Ana` at the end, for a cell that has no value yet."""
    match = None
    for colon in re.finditer(":", text):
        match = _pattern("label").search(text, max(0, colon.start() - 24)) or match
    if match is None:
        return None
    cell = _CELL[match["label"][0].lower()]
    value = match["value"].strip(" -–—,")
    if cell in known or (value.startswith("[") and value.endswith("]")):
        return None
    return cell, value, _trimmed(text[: match.start()])


def _trimmed(text: str) -> str:
    return re.sub(r"(?:\s+[-–—|]|[,;|(])?\s*$", "", text.rstrip()).rstrip()
