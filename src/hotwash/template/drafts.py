"""Drafts: fields as they are found in the Markdown, before they have their place in the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hotwash.markdown.blocks import Block, BlockKind, ListItem, bare, is_blank
from hotwash.template.labels import Labelled, kind_of, prompt_of, without_comment_marks
from hotwash.template.model import Column, ColumnKind, Kind
from hotwash.template.shapes.base import Cells, Chunk, NotThisShape, RowShape, Shape
from hotwash.template.shapes.dates import style_of
from hotwash.template.shapes.lists import LEVEL, Listing, Marks, Tasks, item_starts
from hotwash.template.shapes.task_tail import task_text
from hotwash.template.shapes.text import Code, Line, Prose
from hotwash.template.terms import language_of

_LONGEST_LINE = 60
"""Characters behind a label of a document that can be read in one line of a form."""
_MARK = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)")
_BOX = re.compile(r"\[[ xX/>-]\](?:[ \t]|$)")


TIMELINE_COLUMNS = (
    Column("time", "Time", ColumnKind.TIME),
    Column("event", "Event"),
    Column("moment", "Moment", ColumnKind.MOMENT, shown=False),
)
ACTION_COLUMNS = (
    Column("task", "Task"),
    Column("owner", "Owner", ColumnKind.PERSON),
    Column("due", "Due", ColumnKind.DATE),
    Column("done", "Done", ColumnKind.CHECK),
    Column("link", "Link", ColumnKind.LINK),
    Column("priority", "Priority", shown=False),
    Column(LEVEL, "Level", shown=False),
)


@dataclass(slots=True)
class FieldDraft:
    """A field that does not know its path yet."""

    kind: Kind
    start: int
    end: int
    style: Shape
    reason: str
    label: str = ""
    """Its own label; empty when its heading names it."""
    name: str = "text"
    """Its key when neither a label nor its heading names it."""
    prompt: str = ""
    samples: tuple[tuple[str, ...], ...] = ()
    choices: tuple[str, ...] = ()
    details: bool = False
    columns: tuple[Column, ...] = ()
    key: str = ""
    due: int | None = None


@dataclass(frozen=True)
class TemplateSource:
    """The text being read: its lines, and whether its words are facts."""

    lines: Sequence[str]
    is_document: bool
    warnings: list[str] = field(default_factory=list)
    days: list[tuple[int, str]] = field(default_factory=list)
    """From which line on which day holds; see `days.day_marks`."""

    said_language: str = ""
    """The language that a directive of the text names."""

    @cached_property
    def language(self) -> str:
        """The language of the text; see `terms.language_of`."""
        return self.said_language or language_of(self.lines)

    def texts(self, start: int, end: int) -> str:
        """Return some lines, with LF endings and none at the end."""
        return "\n".join(bare(line) for line in self.lines[start:end])


def prose_draft(source: TemplateSource, start: int, end: int, level: int) -> FieldDraft:
    """Return prose over some lines."""
    guard = end < len(source.lines) and not is_blank(source.lines[end])
    text = source.texts(start, end)
    prompt = "" if source.is_document else prompt_of(guidance_words(text))
    shape = Prose(level, guard=guard)
    return FieldDraft(Kind.PROSE, start, end, shape, "a paragraph", prompt=prompt)


def guidance_words(text: str) -> str:
    """Return guidance without the marks of a comment, a quote, an alert or an aside."""
    text = without_comment_marks(text)
    text = re.sub(r"</?aside\b[^<>]*>\n?", "", text, flags=re.IGNORECASE)
    text = "\n".join(re.sub(r"^ {0,3}> ?", "", line) for line in text.split("\n"))
    return re.sub(r"\A\s*\[!\w+\][-+]?[ \t]*\n?", "", text).strip()


def empty_draft(source: TemplateSource, at: int, level: int, prompt: str = "") -> FieldDraft:
    """Return prose where a heading has nothing under it.

    Args:
        source: The text.
        at: The line after the heading, or after the guidance under it.
        level: See `Prose.level`.
        prompt: The guidance.
    """
    at += at < len(source.lines) and is_blank(source.lines[at])
    reason = "a heading with nothing under it"
    return FieldDraft(Kind.PROSE, at, at, Prose(level), reason, prompt=prompt)


def code_draft(source: TemplateSource, block: Block) -> FieldDraft | None:
    """Return a fenced code block as a field, if it can be read back."""
    opened = re.match(r"([ \t]*)(`{3,}|~{3,})(.*)$", bare(source.lines[block.start]))
    if opened is None:
        return None
    shape = Code(opened[2], opened[3].rstrip(" \t"), opened[1])
    try:
        prompt = shape.read(source.lines[block.start : block.end])
    except NotThisShape:
        return None
    draft = FieldDraft(Kind.CODE, block.start, block.end, shape, "a code block", name="code")
    if not source.is_document and isinstance(prompt, str):
        draft.prompt = prompt
    return draft


def marks_of(source: TemplateSource, block: Block) -> Marks:
    """Return how a list is marked."""
    lines = source.lines
    first = _MARK.match(bare(lines[block.start]))
    indent, mark, pad = first.groups() if first else ("", "-", " ")
    loose = any(
        is_blank(lines[earlier.end]) for earlier in block.items[:-1] if earlier.end < len(lines)
    )
    counts, number = True, 1
    if mark[0].isdigit():
        number = int(mark[:-1])
        second = _MARK.match(bare(lines[block.items[1].start])) if len(block.items) > 1 else None
        counts = second is None or second[2][:-1] != mark[:-1]
        mark = mark[-1]
    pad = pad if pad and len(pad) <= 4 and "\t" not in pad else " "
    return Marks(indent, mark, pad, number, counts, loose)


def is_simple(source: TemplateSource, item: ListItem) -> bool:
    """Whether an item is one paragraph without hard breaks, or empty."""
    if not item.blocks:
        return True
    if len(item.blocks) > 1 or item.blocks[0].kind is not BlockKind.PARAGRAPH:
        return False
    lines = [bare(line) for line in source.lines[item.start : item.end]]
    return not any(line.endswith(("  ", "\\")) for line in lines[:-1])


def list_draft(
    source: TemplateSource, block: Block, *, tasks: bool = False, boxes: bool = True
) -> FieldDraft | None:
    """Return a list of items or of check boxes, if all of it can be read back; else None.

    Args:
        source: The text.
        block: The list.
        tasks: Whether it stands under a heading that makes action items of plain items.
        boxes: Whether check boxes make action items; else they are words of the items.
    """
    ticks = boxes and [_BOX.match(item_text(source, item)) is not None for item in block.items]
    if ticks and all(ticks):
        return _tasks_draft(source, block)
    return (
        (_mixed_tasks(source, block, ticks) if ticks else None)
        or (_tasks_draft(source, block, boxed=False) if tasks and _are_plain(block) else None)
        or _items(source, block)
    )


def _mixed_tasks(source: TemplateSource, block: Block, ticks: Sequence[bool]) -> FieldDraft | None:
    """Check boxes of a document with a few plain items among them."""
    enough = source.is_document and sum(ticks) * 2 >= len(ticks)
    return _tasks_draft(source, block, mixed=True) if enough and _are_plain(block) else None


def _chunks(source: TemplateSource, block: Block, shape: RowShape) -> list[Chunk]:
    """Return the items of a list as a shape reads them; none if it cannot."""
    try:
        return shape.chunks(source.lines[block.start : block.end])
    except NotThisShape:
        return []


def _items(source: TemplateSource, block: Block) -> FieldDraft | None:
    """Items of one paragraph each."""
    if not all(is_simple(source, item) for item in block.items):
        return None
    shape = Listing(marks_of(source, block))
    chunks = _chunks(source, block, shape)
    if [chunk.start + block.start for chunk in chunks] != [item.start for item in block.items]:
        return None
    kind = Kind.NUMBERED if block.ordered else Kind.LIST
    reason = "a numbered list" if block.ordered else "a list"
    draft = FieldDraft(kind, block.start, block.end, shape, reason, name="list")
    if not source.is_document:
        texts = [prompt_of(str(chunk.value)) for chunk in chunks]
        draft.samples = tuple((text,) for text in texts if text)
    return draft


def item_text(source: TemplateSource, item: ListItem) -> str:
    """Return an item's first line without its mark."""
    return _MARK.sub("", bare(source.lines[item.start]), count=1)


def item_head(source: TemplateSource, item: ListItem) -> str:
    """Return an item's first paragraph on one line, without its mark."""
    first = item.blocks[0] if item.blocks else None
    if first is None or first.kind is not BlockKind.PARAGRAPH:
        return item_text(source, item)
    lines = (bare(line).strip(" \t") for line in source.lines[item.start + 1 : first.end])
    return " ".join([item_text(source, item), *lines])


def _are_plain(block: Block) -> bool:
    """Whether every item of a list begins with words."""
    return all(not x.blocks or x.blocks[0].kind is BlockKind.PARAGRAPH for x in block.items)


def _tasks_draft(
    source: TemplateSource,
    block: Block,
    *,
    boxed: bool = True,
    mixed: bool = False,
) -> FieldDraft | None:
    heads = [_BOX.sub("", item_head(source, item), count=1) for item in block.items]
    text = task_text(heads, own=source.is_document)
    lines = source.lines[block.start : block.end]
    shape = Tasks(marks_of(source, block), text, boxed, mixed)
    try:
        shape = shape.stepped(lines)
        chunks = shape.chunks(lines)
    except NotThisShape:
        return None
    rows = [chunk.value for chunk in chunks if not isinstance(chunk.value, str)]
    if len(item_starts(lines, shape.marks.indent, block.ordered)) != len(block.items):
        return None
    draft = FieldDraft(
        Kind.ACTIONS, block.start, block.end, shape,
        "check boxes" if boxed else "a list of action items", name="actions",
        columns=ACTION_COLUMNS,
    )  # fmt: skip
    if not source.is_document:
        draft.samples = tuple(_sample(row) for row in rows if row)
    return draft


def _sample(row: Cells) -> tuple[str, ...]:
    """Return a template's example of a task."""
    return tuple(prompt_of(row.get(column.key, "")) for column in ACTION_COLUMNS)


def label_draft(
    source: TemplateSource, number: int, found: Labelled, *, cell: bool = False, indent: int = 0
) -> FieldDraft:
    """Return a labelled line as a field: a line, or prose where its value is a paragraph.

    Args:
        source: The text.
        number: The line.
        found: The line taken apart.
        cell: Whether it is a row of a table.
        indent: How far lines below it would be indented.
    """
    what = kind_of(found.label, found.value, own=source.is_document, language=source.language)
    long = source.is_document and not cell and len(found.value) > _LONGEST_LINE
    if what.kind is Kind.LINE and long and not found.tail.strip(" "):
        reason = "a label with a paragraph behind it"
        prose = Prose(0, found.lead, indent, tail=found.tail)
        return FieldDraft(Kind.PROSE, number, number + 1, prose, reason, label=found.label)
    dated = style_of(found.value) if source.is_document and what.kind is Kind.DATE else None
    shape = Line(found.lead, found.tail, cell=cell, dated=dated or ())
    return FieldDraft(
        what.kind, number, number + 1, shape, what.reason, label=found.label,
        prompt="" if source.is_document else prompt_of(found.value),
        choices=what.choices, details=what.details,
    )  # fmt: skip
