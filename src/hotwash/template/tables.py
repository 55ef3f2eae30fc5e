"""Tables to drafts: timelines, action items, labels beside their values, or plain tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
from hotwash.template.slots import IN_TEXT, is_alone
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
_DATES_TITLE = re.compile(r"(?:due|date)\b", re.I)
_ASKED_TITLE = re.compile(r"\b(?:due|owner|assignee)\b", re.I)
_CODE_SPAN = re.compile(r"`[^`]+`")


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


def _heads(pattern: re.Pattern[str], meaning: str, title: str) -> bool:
    """Whether the head of a column has a word for something, in any language."""
    return pattern.search(title) is not None or says(meaning, title, ANY)


def _named(pattern: re.Pattern[str], meaning: str, title: str) -> bool:
    """Whether the head of a column is a word for something and no more, in any language."""
    return pattern.fullmatch(title) is not None or is_named(meaning, title, ANY)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The words of a table."""

    titles: Sequence[str]
    body: Sequence[Sequence[str]]
    heading_lines: int = 2

    def column(self, at: int) -> list[str]:
        """Return what stands in one column, without its empty cells."""
        return [row[at] for row in self.body if row[at]]

    def samples(self, width: int) -> tuple[tuple[str, ...], ...]:
        """Return the rows that are not empty, with cells for columns that are not shown."""
        blanks = ("",) * width
        return tuple((*row, *blanks)[:width] for row in self.body if any(row))


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
    cells = _read_cells(source, block)
    labelled = _labelled_rows(source, block, cells)
    return labelled or [_rows_draft(source, block, cells, actions, timeline)]


def _read_cells(source: TemplateSource, block: Block) -> _Cells:
    """Return the words of a table, whose titles may stand in bold below empty ones."""
    lines = source.lines
    titles = [plain(cell) for cell in read_cells(lines[block.start], _width(source, block))]
    body = [read_cells(lines[number], len(titles)) for number in range(block.start + 2, block.end)]
    if body and not any(titles) and all(_STRONG.fullmatch(cell.strip()) for cell in body[0]):
        return _Cells([plain(cell) for cell in body[0]], body[1:], 3)
    return _Cells(titles, body)


def _labelled_rows(source: TemplateSource, block: Block, cells: _Cells) -> list[FieldDraft]:
    """Return the rows of a table of labels and values as fields; none for any other table."""
    if (
        cells.heading_lines > 2
        or not cells.body
        or not _are_labels(cells, template=not source.is_document)
    ):
        return []
    found = [_row_label(source, number) for number in range(block.start + 2, block.end)]
    drafts = [draft for draft in found if draft is not None]
    return drafts if len(drafts) == len(found) else []


def _rows_draft(
    source: TemplateSource, block: Block, cells: _Cells, actions: bool, timeline: bool
) -> FieldDraft:
    """Return a table as a field of rows."""
    lines = source.lines[block.start : block.end]
    kind, columns, reason = _table_kind(cells, actions, timeline)
    shown = [column for column in columns if column.shown]
    keys = tuple(column.key for column in shown)
    days = source.is_document and kind is Kind.TIMELINE
    day = _day_column(cells, keys) if days else None
    if day is not None:
        at, keys = day[0], (*keys[: day[0]], DAY, *keys[day[0] + 1 :])
        columns.remove(shown.pop(at))
    shape = TableShape(
        keys=keys,
        day=day[1] if day is not None else None,
        heading=tuple(bare(line) for line in lines[: cells.heading_lines]),
        drawn=drawn_like(lines),
        text=_action_text(shown) if kind is Kind.ACTIONS else None,
        given=_given(cells.body) if kind is Kind.TABLE and not source.is_document else (),
    )
    draft = FieldDraft(
        kind, block.start, block.end, shape, reason, name=kind.value, columns=tuple(columns)
    )
    if not source.is_document:
        draft.samples = cells.samples(len(columns))
    return draft


_OF_ROWS = ("time", "event", "moment", "evidence")
"""Columns of a timeline that are never its days."""


def _day_column(cells: _Cells, keys: Sequence[str]) -> tuple[int, DayColumn] | None:
    """Return the column of days beside the one of times of day, if a timeline has one."""
    clock = keys.index("time")
    rows = [row for row in cells.body if row[clock]]
    if not rows or not all(_is_clock(row[clock]) for row in rows):
        return None
    for at, title in enumerate(cells.titles):
        match = _heads_day(title)
        if match is not None and keys[at] not in _OF_ROWS:
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


def _are_labels(cells: _Cells, *, template: bool) -> bool:
    """Whether a table has two columns, of labels and of values, or none is named."""
    titles = cells.titles
    if len(titles) != 2 or not all(row[0] for row in cells.body):
        return False
    if template and _ask(cells):
        return True
    return not any(titles) or (
        _named(_KEY, "column_field", titles[0]) and _named(_VALUE, "column_value", titles[1])
    )


def _ask(cells: _Cells) -> bool:
    """Whether a template's table of two columns asks beside each label, whatever its titles are.

    The labels are all in bold, or what stands beside most of them is a slot and nothing else.
    """
    labels, places = zip(*cells.body, strict=True)
    if any(map(is_alone, labels)) or any(map(is_time, labels)):
        return False
    if all(map(_STRONG.fullmatch, labels)):
        return True
    asked = sum(map(_is_place, places))
    return asked * 2 > len(places) and all(not place or _is_place(place) for place in places)


def _is_place(cell: str) -> bool:
    """Whether a cell is to be replaced: a slot, a mask, or words in a span of code."""
    found = IN_TEXT.fullmatch(cell.strip())
    return found is not None or is_alone(cell) or _CODE_SPAN.fullmatch(cell) is not None


def _given(body: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return a template's rows when some columns hold labels and the others are left to fill in."""
    rows = tuple(map(tuple, body))
    if len(rows) < 2 or len(set(rows)) < len(rows):
        return ()
    states = [_filled(column) for column in zip(*rows, strict=True)]
    return rows if set(states) == {"all", "none"} else ()


def _filled(column: Sequence[str]) -> str:
    """Return how many cells of a column hold words: all, none or some."""
    return "all" if all(column) else "some" if any(column) else "none"


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


def _table_kind(cells: _Cells, actions: bool, timeline: bool) -> tuple[Kind, list[Column], str]:
    """Return what a table holds, its columns (hidden ones last) and why."""
    return (
        _as_timeline(cells, timeline)
        or _as_actions(cells, actions)
        or (Kind.TABLE, _columns(cells.titles, {}, set()), "a table")
    )


def _as_timeline(cells: _Cells, expected: bool) -> tuple[Kind, list[Column], str] | None:
    """A table with a column of times, or of days where a timeline is expected."""
    time = _time_column(cells)
    if time is None and expected and _all_days(cells):
        time = 0
    if time is None or len(cells.titles) < 2:
        return None
    columns = _timeline_columns(cells, time)
    where = "first " if time == 0 else ""
    return Kind.TIMELINE, columns, f"a table whose {where}column is a time"


def _timeline_columns(cells: _Cells, time: int) -> list[Column]:
    """Return the columns of a timeline, of which that of moments may be hidden."""
    titles = cells.titles
    others = [at for at in range(len(titles)) if at != time]
    events = (at for at in others if _heads(_EVENT_TITLE, "column_event", titles[at]))
    event = next(events, _longest(others, cells.body))
    known = {
        time: Column("time", titles[time], ColumnKind.TIME),
        event: Column("event", titles[event]),
    }
    known |= _log_columns(cells, known)
    columns = _columns(titles, known, {"moment", "evidence"})
    hidden = () if "moment" in {column.key for column in columns} else TIMELINE_COLUMNS[2:]
    return [*columns, *hidden]


def _as_actions(cells: _Cells, expected: bool) -> tuple[Kind, list[Column], str] | None:
    """A table with a column of tasks, where they are expected or somebody is to do them."""
    found = _action_columns(cells.titles)
    has = {column.key for column in found.values()}
    if "task" not in has or not (expected or _are_work(cells.titles, has)):
        return None
    columns = _columns(cells.titles, found, {"due", "done", "link", "owner"})
    known = (column for column in ACTION_COLUMNS if column.key not in {*has, LEVEL})
    hidden = (replace(column, shown=False) for column in known)
    return Kind.ACTIONS, [*columns, *hidden], "a table of action items"


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


def _log_columns(cells: _Cells, known: Mapping[int, Column]) -> dict[int, Column]:
    """Return the columns in which a timeline shows what every one has: moments and evidence."""
    found: dict[int, Column] = {}
    for at, title in enumerate(cells.titles):
        key = slug(title)
        if at in known or key in {column.key for column in found.values()}:
            continue
        if key == "moment" and set(cells.column(at)) <= set(MOMENTS):
            found[at] = Column("moment", title, ColumnKind.MOMENT)
        elif key == "evidence":
            found[at] = Column("evidence", title)
    return found


def _longest(columns: Sequence[int], body: Sequence[Sequence[str]]) -> int:
    """Return the column with the most words in it; the last one where none has more."""
    return max(columns, key=lambda at: (sum(len(row[at]) for row in body), at))


def _time_column(cells: _Cells) -> int | None:
    """Return the first of the first three columns that holds times."""
    firsts = enumerate(cells.titles[:3])
    return next((at for at, title in firsts if _holds_times(title, at, cells.column(at))), None)


def _holds_times(title: str, at: int, texts: Sequence[str]) -> bool:
    """Whether a column holds the times of a timeline.

    Its title says so, or most of what stands in the first one: but a column of dates alone may be
    anything, one of times of day is a timeline.
    """
    timed = sum(map(is_time, texts))
    if heads_time(title):
        return at == 0 or timed * 2 > len(texts)
    if at or timed < 2 or timed * 3 < len(texts) * 2:
        return False
    return not _DATES_TITLE.match(title) or any(":" in text for text in texts)


def _all_days(cells: _Cells) -> bool:
    """Whether the first column of a table says a day in every row, and is no due date."""
    days = [row[0] for row in cells.body if any(row)]
    return (
        bool(days) and not any(map(_ASKED_TITLE.search, cells.titles)) and all(map(is_time, days))
    )


_ACTION_TITLES = (
    (Column("owner", "", ColumnKind.PERSON), _OWNER_TITLE),
    (Column("due", "", ColumnKind.DATE), _DUE_TITLE),
    (Column("task", ""), _TASK_TITLE),
    (Column("link", "", ColumnKind.LINK), _LINK_TITLE),
)
"""The columns of action items with the words over them, the surest first."""


def _action_columns(titles: Sequence[str]) -> dict[int, Column]:
    """Return the columns that action items have, each the first one with its words over it."""
    found: dict[int, Column] = {}
    for column, pattern in _ACTION_TITLES:
        for at, title in enumerate(titles):
            meaning = f"column_{column.key}"
            number = column.key == "task" and _named(_NUMBER_TITLE, "column_number", title.strip())
            if at not in found and not number and _heads(pattern, meaning, title):
                found[at] = replace(column, title=title)
                break
    return found


def _columns(titles: Sequence[str], known: dict[int, Column], taken: set[str]) -> list[Column]:
    keys = Keys(frozenset({column.key for column in known.values()} | taken))
    return [
        known[at] if at in known else Column(keys.take(slug(title, f"column_{at + 1}")), title)
        for at, title in enumerate(titles)
    ]
