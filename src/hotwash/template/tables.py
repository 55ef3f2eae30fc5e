"""Tables to drafts: timelines, action items, labels beside their values, or plain tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hotwash.markdown.blocks import Block, bare
from hotwash.markdown.tables import drawn_like, raw_cells, read_cells
from hotwash.template.drafts import (
    ACTION_COLUMNS,
    TIMELINE_COLUMNS,
    FieldDraft,
    TemplateSource,
    label_draft,
)
from hotwash.template.labels import Labelled
from hotwash.template.model import MOMENTS, Column, ColumnKind, Kind
from hotwash.template.shapes.day_column import DAY, DayColumn
from hotwash.template.shapes.lists import LEVEL
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.task_text import TaskText
from hotwash.template.terms import ANY, begins, is_named, says
from hotwash.template.time_patterns import OF_DAY, is_time
from hotwash.template.words import Keys, plain, slug
from hotwash.times.dates import scan_day
from hotwash.times.day_words import day_alone

_DAY_TITLE = re.compile(
    r"(?:dates?|days?)\b(?:[ \t]*\((?P<year>(?:19|20)\d\d)\))?(?![^()]*(?:due|target))", re.I
)
_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)\)")
_TIME_TITLE = re.compile(
    r"(?:(?:utc|gmt|local)\s+)?(?:dates?\s*(?:/|and|&|-|,)\s*)?(?:times?|timestamp|when|hour)\b"
    r"(?!\s+(?:to|in|spent|lost))",
    re.I,
)
_BEFORE_TIME = re.compile(r"(?:utc|gmt|local|lokale?)\s*|.{2,12}?\s*[/&]\s*", re.I)
"""What stands before the word for a time at the head of a column: a zone, or the word for a day."""
_EVENT_TITLE = re.compile(
    r"\b(?:events?|descriptions?|what|action|notes?|details?|message)\b", re.I
)
_WORK_TITLE = re.compile(
    r"\b(?:actions?(?: items?)?|tasks?|action points?|to-?dos?|follow-?ups?)\b", re.I
)
"""A heading that says of its column that it is work, whatever stands over the table."""
_TASK_TITLE = re.compile(
    rf"{_WORK_TITLE.pattern}|\b(?:items?|what|description|issue|change)\b", re.I
)
_WORK_KIND_TITLE = re.compile(r"(?:action |task |issue )?type", re.I)
"""A heading over what kind of work each row is: to prevent, to detect."""
_NUMBER_TITLE = re.compile(r"(?:.*\b(?:id|no|nr|num|number)\b\.?|#|№)$", re.I)
"""A heading over the numbers or names of the rows, not their words."""
_OWNER_TITLE = re.compile(r"\b(?:owners?|assignees?|assigned|who|dri|responsible)\b", re.I)
_DUE_TITLE = re.compile(r"\b(?:due|deadline|eta|target date|by when|date)\b", re.I)
_LINK_TITLE = re.compile(r"\b(?:links?|tickets?|bugs?|jira|tracker|card|url|pr)\b", re.I)
_KEY = re.compile(r"(?:field|item|attribute|property|key|metric|name|what|question)?", re.I)
_VALUE = re.compile(r"(?:values?|details?|descriptions?|data|info(?:rmation)?|answers?)?", re.I)
_STRONG = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")


def _heads_day(title: str) -> re.Match[str] | None:
    """The head of a column of days, with its year if it names one: `Datum (2026)`."""
    if begins("column_day", title, ANY):
        return _YEAR.search(title) or re.match("(?P<year>)", title)
    return _DAY_TITLE.match(title)


def heads_time(title: str) -> bool:
    """Whether words name a column of times, in any language that is known."""
    if _TIME_TITLE.match(title):
        return True
    before = _BEFORE_TIME.match(title)
    rest = title[before.end() :] if before else ""
    return begins("column_time", title, ANY) or begins("column_time", rest, ANY)


def _named(pattern: re.Pattern[str], meaning: str, title: str) -> bool:
    """Whether the head of a column is a word for something and no more, in any language."""
    return pattern.fullmatch(title) is not None or is_named(meaning, title, ANY)


def _heads(pattern: re.Pattern[str], meaning: str, title: str) -> bool:
    """Whether the head of a column has a word for something, in any language."""
    return pattern.search(title) is not None or says(meaning, title, ANY)


def table_drafts(
    source: TemplateSource, block: Block, *, actions: bool, timeline: bool = False
) -> list[FieldDraft]:
    """Return a table as a field, or as labelled fields if its first column holds labels.

    Args:
        source: The text.
        block: The table.
        actions: Whether it stands under a heading of action items.
        timeline: Whether it stands under a heading that says timeline.
    """
    lines = source.lines
    titles = [plain(cell) for cell in read_cells(lines[block.start], _width(source, block))]
    below = 2
    body = [read_cells(lines[number], len(titles)) for number in range(block.start + 2, block.end)]
    if body and not any(titles) and all(_STRONG.fullmatch(cell.strip()) for cell in body[0]):
        titles, below = [plain(cell) for cell in body.pop(0)], 3
    if below == 2 and body and all(row[0] for row in body) and _are_labels(titles):
        found = [_row_label(source, number) for number in range(block.start + 2, block.end)]
        if all(draft is not None for draft in found):
            return [draft for draft in found if draft is not None]
    kind, columns, reason = _table_kind(titles, body, actions, timeline)
    shown = [column for column in columns if column.shown]
    keys = tuple(column.key for column in shown)
    day = _day_column(titles, body, keys) if source.is_document and kind is Kind.TIMELINE else None
    if day is not None:
        at, keys = day[0], (*keys[: day[0]], DAY, *keys[day[0] + 1 :])
        columns.remove(shown[at])
        shown.pop(at)
    shape = TableShape(
        keys=keys,
        day=day[1] if day is not None else None,
        heading=tuple(bare(line) for line in lines[block.start : block.start + below]),
        drawn=drawn_like(lines[block.start : block.end]),
        text=_action_text(shown) if kind is Kind.ACTIONS else None,
        given=_given(body) if kind is Kind.TABLE and not source.is_document else (),
    )
    name = kind.value
    draft = FieldDraft(
        kind, block.start, block.end, shape, reason, name=name, columns=tuple(columns)
    )
    if not source.is_document:
        blanks = ("",) * (len(columns) - len(shown))
        draft.samples = tuple((*row, *blanks) for row in body if any(row))
    return [draft]


def _day_column(
    titles: Sequence[str], body: Sequence[Sequence[str]], keys: Sequence[str]
) -> tuple[int, DayColumn] | None:
    """Return the column of days beside the one of times of day, if a timeline has one."""
    clock = keys.index("time")
    rows = [row for row in body if row[clock]]
    if not rows or any(not _is_clock(row[clock]) for row in rows):
        return None
    for at, title in enumerate(titles):
        match = _heads_day(title)
        if match is None or at == clock or keys[at] in ("event", "moment", "evidence"):
            continue
        days = [row[at] for row in rows if row[at]]
        if days and all(map(_is_date, days)):
            return at, DayColumn.like(days, match["year"] or "")
    return None


def _is_date(text: str) -> bool:
    """Whether a cell is a date, with or without its year, and no weekday alone."""
    found = scan_day(text)
    return found is not None and bool(found[0].readings) and day_alone(text) == text


def _is_clock(text: str) -> bool:
    """Whether a cell is a time of day without a day, or says that it is not known."""
    return (bool(OF_DAY.search(text)) and scan_day(text) is None) or not any(map(str.isalnum, text))


def _are_labels(titles: Sequence[str]) -> bool:
    """Whether a table has two columns, of labels and of values, or none is named."""
    if len(titles) != 2:
        return False
    return not any(titles) or (
        _named(_KEY, "column_field", titles[0]) and _named(_VALUE, "column_value", titles[1])
    )


def _given(body: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a template's rows when some columns hold labels and the others are left to fill in."""
    rows = [tuple(row) for row in body]
    filled = [all(column) for column in zip(*rows, strict=True)]
    empty = [not any(column) for column in zip(*rows, strict=True)]
    if not any(filled) or not any(empty) or len(rows) < 2 or len(set(rows)) < len(rows):
        return ()
    return tuple(rows) if all(a or b for a, b in zip(filled, empty, strict=True)) else ()


def _width(source: TemplateSource, block: Block) -> int:
    return len(raw_cells(source.lines[block.start]))


def _row_label(source: TemplateSource, number: int) -> FieldDraft | None:
    """Return one row of a table of labels as a labelled field."""
    line = bare(source.lines[number])
    cells = raw_cells(line)
    if len(cells) != 2 or not line.rstrip().endswith("|") or not line.lstrip().startswith("|"):
        return None
    label, raw = plain(cells[0].strip(" \t")), cells[1]
    inner = raw.strip(" \t")
    stripped = line.rstrip(" \t")
    at = len(stripped) - 1 - len(raw)
    at += len(raw) - len(raw.lstrip(" \t")) if inner else min(1, len(raw))
    lead, tail = line[:at], f" {line[len(stripped) - 1 :]}"
    return label_draft(source, number, Labelled(label, inner, lead, tail), cell=True)


def _action_text(columns: Sequence[Column]) -> TaskText:
    keys = {column.key for column in columns}
    return TaskText(
        owner="" if "owner" in keys else "Owner",
        due="" if "due" in keys else "Due",
        link="" if "link" in keys else "Link",
    )


def _table_kind(
    titles: Sequence[str], body: Sequence[Sequence[str]], actions: bool, timeline: bool
) -> tuple[Kind, list[Column], str]:
    """Return what a table holds, its columns (hidden ones last) and why."""
    time = _time_column(titles, body)
    if time is None and timeline and _all_days(titles, body):
        time = 0
    if time is not None:
        others = [at for at in range(len(titles)) if at != time]
        if others:
            event = next(
                (at for at in others if _heads(_EVENT_TITLE, "column_event", titles[at])), None
            )
            event = _longest(others, body) if event is None else event
            known = {
                time: Column("time", titles[time], ColumnKind.TIME),
                event: Column("event", titles[event]),
            }
            known |= _log_columns(titles, body, known)
            columns = _columns(titles, known, {"moment", "evidence"})
            if not any(column.key == "moment" for column in columns):
                columns.append(TIMELINE_COLUMNS[2])
            where = "first " if time == 0 else ""
            return Kind.TIMELINE, columns, f"a table whose {where}column is a time"
    found = _action_columns(titles)
    has = {column.key for column in found.values()}
    if "task" in has and (actions or _are_work(titles, has)):
        columns = _columns(titles, found, {"due", "done", "link", "owner"})
        columns += [
            Column(column.key, column.title, column.kind, shown=False)
            for column in ACTION_COLUMNS
            if column.key not in has and column.key != LEVEL
        ]
        return Kind.ACTIONS, columns, "a table of action items"
    return Kind.TABLE, _columns(titles, {}, set()), "a table"


def _are_work(titles: Sequence[str], has: set[str]) -> bool:
    """Whether a table under any heading is of action items: somebody is to do something.

    `Who | What` under an impact is not; a RACI table has letters where an owner would stand.
    """
    raci = {"r", "a", "c", "i"} <= {title.strip().lower() for title in titles}
    named = any(
        _heads(_WORK_TITLE, "column_task", title) or _WORK_KIND_TITLE.fullmatch(title.strip())
        for title in titles
    )
    return "owner" in has and not raci and (named or "due" in has)


def _log_columns(
    titles: Sequence[str], body: Sequence[Sequence[str]], known: Mapping[int, Column]
) -> dict[int, Column]:
    """Return the columns in which a timeline shows what every one has: moments and evidence."""
    found: dict[int, Column] = {}
    for at, title in enumerate(titles):
        key = slug(title)
        if at in known or key in {column.key for column in found.values()}:
            continue
        if key == "moment" and all(row[at] in ("", *MOMENTS) for row in body):
            found[at] = Column("moment", title, ColumnKind.MOMENT)
        elif key == "evidence":
            found[at] = Column("evidence", title)
    return found


def _longest(columns: Sequence[int], body: Sequence[Sequence[str]]) -> int:
    """Return the column with the most words in it; the last one where none has more."""
    return max(columns, key=lambda at: (sum(len(row[at]) for row in body), at))


def _time_column(titles: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    rows = [row for row in body if any(row)]
    for at, title in enumerate(titles):
        if at > 2:
            break
        cells = [row[at] for row in rows if row[at]]
        timed = sum(is_time(cell) for cell in cells)
        if heads_time(title) and (at == 0 or timed * 2 > len(cells)):
            return at
        # A column of dates alone may be anything; one of times of day is a timeline.
        dates = re.match(r"(?:due|date)\b", title, re.I) and not any(":" in cell for cell in cells)
        if at == 0 and timed >= 2 and timed * 3 >= len(cells) * 2 and not dates:
            return at
    return None


def _all_days(titles: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether the first column of a table says a day in every row, and is no due date."""
    cells = [row[0] for row in body if any(row)]
    asked = any(re.search(r"\b(?:due|owner|assignee)\b", title, re.I) for title in titles)
    return bool(cells) and not asked and all(is_time(cell) for cell in cells)


def _action_columns(titles: Sequence[str]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    taken: set[str] = set()
    for key, kind, pattern in (
        ("owner", ColumnKind.PERSON, _OWNER_TITLE),
        ("due", ColumnKind.DATE, _DUE_TITLE),
        ("task", ColumnKind.TEXT, _TASK_TITLE),
        ("link", ColumnKind.LINK, _LINK_TITLE),
    ):
        for at, title in enumerate(titles):
            if key == "task" and _named(_NUMBER_TITLE, "column_number", title.strip()):
                continue
            if at not in found and key not in taken and _heads(pattern, f"column_{key}", title):
                found[at] = Column(key, title, kind)
                taken.add(key)
    return found


def _columns(titles: Sequence[str], known: dict[int, Column], taken: set[str]) -> list[Column]:
    keys = Keys(frozenset({column.key for column in known.values()} | taken))
    return [
        known[at] if at in known else Column(keys.take(slug(title, f"column_{at + 1}")), title)
        for at, title in enumerate(titles)
    ]
