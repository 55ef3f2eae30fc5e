"""Captions: lines in bold, or that end in a colon, or dates, that name what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.drafts import item_text
from hotwash.template.fixed_text import is_example_lead
from hotwash.template.heading_scope import FLOWING, HeadingScope
from hotwash.template.labels import take_label
from hotwash.template.shapes.timeline_lines import take_apart
from hotwash.template.time_patterns import OF_DAY
from hotwash.template.timelines import is_date_line, is_time_of_day
from hotwash.template.words import over_timeline, plain
from hotwash.times.day_words import day_alone

_CAPTION = re.compile(
    r"(?:\*\*(?P<bold>[^*]+)\*\*:?|__(?P<under>[^_]+)__:?|(?P<plain>[A-Z][^.:;!?,|]*):)[ \t]*$"
)
_LINE_ALONE = re.compile(
    r"[^\W\d_][^.:;!,|`\[\]<>]*[^\W_]\??:?[ \t]*$|[^\W\d_][^.;!|`\[\]<>]*:[ \t]*$"
)
"""A line that can be a heading where there are none: no sentence, or one that ends in a colon."""
LABEL_ONLY = re.compile(
    r"(?:\*\*|__)(?![\[{<][^*_]*[\]}>]:?[*_])(?P<label>[^*_]+?):?(?:\*\*|__)[ \t]*:?[ \t]*$"
)
"""An item that is nothing but a label."""
_UNDER_CAPTIONS = FLOWING | {BlockKind.TABLE}


def _split_last(scope: HeadingScope, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; a list's last item that is a label with nothing behind it is a list alone."""
    for block in blocks:
        if block.kind is BlockKind.LIST and len(block.items) > 1 and scope.source.is_document:
            last = block.items[-1]
            alone = block._replace(start=last.start, items=(last,))
            if _caption_of(scope, alone):
                end = block.items[-2].end
                yield block._replace(end=end, items=block.items[:-1])
                yield alone
                continue
        yield block


def _split_first(scope: HeadingScope, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; the first line of a paragraph that names the timeline below is one alone."""
    lines = scope.source.lines
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and block.end > block.start + 1:
            caption = block._replace(end=block.start + 1)
            if _caption_of(scope, caption) and take_apart(bare(lines[caption.end])) is not None:
                yield caption
                yield block._replace(start=caption.end)
                continue
        yield block


def captioned(scope: HeadingScope, found: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks by the caption over them: a bold or date line that stands alone."""
    caption, run = "", list[Block]()
    blocks = list(_split_last(scope, _split_first(scope, found)))
    for block, following in zip_longest(blocks, blocks[1:]):
        words = _caption_over(scope, block, following) if following is not None else ""
        if words:
            if run:
                yield caption, run
            caption, run = words, []
        else:
            run.append(block)
    if run:
        yield caption, run


def _caption_over(scope: HeadingScope, block: Block, following: Block) -> str:
    """Return the words of a block that is the caption of the one behind it; empty for none."""
    if following.kind not in _UNDER_CAPTIONS or _is_labelled_quote(scope, following):
        return ""
    words = _caption_of(scope, block, near=following.start == block.end)
    return words if words and not _caption_of(scope, following) else ""


def _is_labelled_quote(scope: HeadingScope, block: Block) -> bool:
    """Whether a quote of a template begins with a label of its own."""
    if scope.source.is_document or block.kind is not BlockKind.QUOTE:
        return False
    label = take_label(bare(scope.source.lines[block.start]).lstrip(" >\t"))
    return label is not None and label.strong


def _caption_of(scope: HeadingScope, block: Block, *, near: bool = False) -> str:
    """Return the words of a block that could name what follows it; empty for others.

    Args:
        scope: Where it stands.
        block: The block.
        near: Whether what follows stands on its very next line.
    """
    if block.kind is BlockKind.LIST:
        return _item_words(scope, block)
    if block.kind is not BlockKind.PARAGRAPH or block.end != block.start + 1:
        return ""
    if is_example_lead(scope.source, block):
        return ""
    text = bare(scope.source.lines[block.start]).strip(" \t")
    if (scope.timeline or scope.within) and is_time_of_day(text):
        return ""  # a time of day over its own words is a row
    for rule in (_day_words, _marked_words, _plain_words):
        words = rule(scope, block, text, near)
        if words is not None:
            return words
    return ""


def _item_words(scope: HeadingScope, block: Block) -> str:
    """A list that is one line with a label and nothing behind it; a time is no label."""
    if len(block.items) != 1 or block.end != block.start + 1:
        return ""
    words = item_text(scope.source, block.items[0])
    match = LABEL_ONLY.match(words) if take_apart(words) is None else None
    return plain(match["label"]) if match else ""


def _day_words(scope: HeadingScope, block: Block, text: str, near: bool) -> str | None:
    """A day over the rows of a document; a time over its own words is a row itself."""
    if not scope.source.is_document or scope.preamble:
        return None
    over_rows = (scope.timeline or scope.within) and bool(day_alone(text))
    if not over_rows and not is_date_line(scope.source, block):
        return None
    return "" if near and OF_DAY.search(text) else _words(text)


def _marked_words(scope: HeadingScope, block: Block, text: str, near: bool) -> str | None:
    """A line in bold, or one that ends in a colon: the nearer to what it names, the longer."""
    match = _CAPTION.match(text)
    if match is None:
        return None
    limit = 12 if near else 5 if match["plain"] else 8
    return _short(_words(match["bold"] or match["under"] or match["plain"]), limit, near)


def _plain_words(scope: HeadingScope, block: Block, text: str, near: bool) -> str | None:
    """A plain line where a document has no headings, or one that announces a timeline."""
    headless = scope.headless and scope.source.is_document and not near
    named = headless and _LINE_ALONE.match(text) is not None and text[0].isupper()
    if not named and not (text.endswith(":") and over_timeline(text)):
        return None
    return _short(_words(text), 10)


def _words(text: str) -> str:
    return plain(text).rstrip(":")


def _short(words: str, most: int, near: bool = False) -> str:
    """Return words that are few enough for a caption, else none."""
    return words if len(words.split()) <= most and len(words) <= (80 if near else 60) else ""
