"""Timelines in a block quote, and in a table of HTML, under a heading that says timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hotwash.markdown.blocks import Block, BlockKind, bare, read, trim
from hotwash.markdown.tables import write_cells
from hotwash.patterns import lazy_pattern
from hotwash.template.drafts import FieldDraft, TemplateSource
from hotwash.template.model import Kind
from hotwash.template.shapes.base import NotThisShape, has_rows
from hotwash.template.shapes.tables import TableShape
from hotwash.template.shapes.wrapped import HtmlRows, Quoted, unquoted
from hotwash.template.tables import table_drafts
from hotwash.template.timelines import entries_draft

_HTML_TABLE = lazy_pattern(r"(?i)[ \t]*<table\b")
_HTML_ROW = lazy_pattern(r"(?i)(?P<indent>[ \t]*)<tr\b")
_HTML_HEAD = lazy_pattern(r"(?is)<t[hd]\b[^>]*>(.*?)</t[hd]>")
_ROW_END = lazy_pattern(r"(?i)</tr>[ \t]*$")
_TAG = re.compile(r"<[^<>]*>")


def wrapped_draft(source: TemplateSource, blocks: Sequence[Block]) -> FieldDraft | None:
    """Return the timeline that one of some blocks holds, if one does."""
    for block in blocks:
        rule = {BlockKind.QUOTE: _in_quote, BlockKind.HTML: _in_html}.get(block.kind)
        found = rule(source, block) if rule else None
        if found is not None:
            return found
    return None


def _in_quote(source: TemplateSource, block: Block) -> FieldDraft | None:
    """A quote that is a table, or lines, of times and nothing else."""
    try:
        lines = unquoted(source.lines[block.start : block.end])
    except NotThisShape:
        return None
    inner, blocks = TemplateSource(lines, source.is_document), read(lines)
    if len(blocks) == 1 and blocks[0].kind is BlockKind.TABLE:
        drafts = table_drafts(inner, blocks[0], actions=False, timeline=True)
    else:
        drafts = [found] if (found := entries_draft(inner, blocks, expected=True)) else []
    draft = _only_timeline(drafts)
    whole = trim(lines, 0, len(lines))
    if draft is None or (draft.start, draft.end) != whole or not has_rows(draft.style):
        return None
    draft.style = Quoted(draft.style)
    draft.start, draft.end = draft.start + block.start, draft.end + block.start
    draft.reason += ", in a quote"
    return draft


def _in_html(source: TemplateSource, block: Block) -> FieldDraft | None:
    """A table of HTML that would be a timeline if it were one of Markdown."""
    texts = [bare(line) for line in source.lines[block.start : block.end]]
    starts = [at for at, text in enumerate(texts) if _HTML_ROW.match(text)]
    if len(starts) < 2 or not _HTML_TABLE.match(texts[0]):
        return None
    heads = _HTML_HEAD.findall("\n".join(texts[: starts[1]]))
    indent = _HTML_ROW.match(texts[starts[1]])
    start, end = block.start + starts[1], block.start + _end_of_row(texts, starts[-1])
    shape = HtmlRows(tuple(map(str, range(len(heads)))), indent["indent"] if indent else "")
    try:
        lines = _as_markdown(heads, shape, source.lines[start:end])
    except NotThisShape:
        return None
    inner = TemplateSource(lines, source.is_document)
    draft = _only_timeline(
        [d for b in read(lines) for d in table_drafts(inner, b, actions=False, timeline=True)]
    )
    if draft is None or not isinstance(draft.style, TableShape) or draft.style.day is not None:
        return None
    draft.style = replace(shape, keys=draft.style.keys)
    draft.start, draft.end = start, end
    draft.reason += ", in HTML"
    return draft


def _only_timeline(drafts: Sequence[FieldDraft]) -> FieldDraft | None:
    """Return the timeline that some drafts are; None for anything else, or more."""
    return drafts[0] if len(drafts) == 1 and drafts[0].kind is Kind.TIMELINE else None


def _as_markdown(heads: Sequence[str], shape: HtmlRows, rows: Sequence[str]) -> list[str]:
    """Return a table of HTML as the lines of one in Markdown.

    Raises:
        NotThisShape: Its rows are no such rows.
    """
    found = [chunk.value for chunk in shape.chunks(rows)]
    body = [[row.get(key, "") for key in shape.keys] for row in found if not isinstance(row, str)]
    table = [[_TAG.sub("", head).strip() for head in heads], ["---"] * len(heads), *body]
    return [f"{write_cells(cells)}\n" for cells in table]


def _end_of_row(texts: Sequence[str], start: int) -> int:
    """Return the line behind the row that begins on a line."""
    ends = (at for at, text in enumerate(texts) if at >= start and _ROW_END.search(text))
    return next(ends, start) + 1
