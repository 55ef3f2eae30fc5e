"""Captions: lines in bold, or that end in a colon, or dates, that name what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.drafts import item_text
from hotwash.template.heading_scope import FLOWING, HeadingScope
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
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        near = following is not None and following.start == block.end
        words = _caption_of(scope, block, near=near) if following is not None else ""
        if (
            words
            and following is not None
            and following.kind in FLOWING | {BlockKind.TABLE}
            and not _caption_of(scope, following)
        ):
            if run:
                yield caption, run
            caption, run = words, []
        else:
            run.append(block)
    if run:
        yield caption, run


def _caption_of(scope: HeadingScope, block: Block, *, near: bool = False) -> str:
    """Return the words of a block that names what follows it; empty for others.

    Args:
        scope: Where it stands.
        block: The block.
        near: Whether what follows stands on its very next line.
    """
    source = scope.source
    text = bare(source.lines[block.start]).strip(" \t")
    if block.kind is BlockKind.LIST and len(block.items) == 1:
        alone = block.end == block.start + 1
        words = item_text(source, block.items[0]) if alone else ""
        match = LABEL_ONLY.match(words) if take_apart(words) is None else None
        return plain(match["label"]) if match else ""
    if block.kind is not BlockKind.PARAGRAPH or block.end != block.start + 1:
        return ""
    if (scope.timeline or scope.within) and is_time_of_day(text):
        return ""  # a time of day over its own words is a row
    over_rows = (scope.timeline or scope.within) and bool(day_alone(text))
    if source.is_document and not scope.preamble and (over_rows or is_date_line(source, block)):
        if near and OF_DAY.search(text):
            return ""  # a time over its own words is a row
        return plain(text).rstrip(":")
    match = _CAPTION.match(text)
    if match is None:
        headed = scope.headless and source.is_document and not near
        named = headed and _LINE_ALONE.match(text) is not None and text[0].isupper()
        timeline = over_timeline(text) and text.endswith(":")
        words = plain(text).rstrip(":") if named or timeline else ""
        return words if len(words.split()) <= 10 and len(words) <= 60 else ""
    words = plain(match["bold"] or match["under"] or match["plain"]).rstrip(":")
    limit = 12 if near else 5 if match["plain"] else 8
    return words if len(words.split()) <= limit and len(words) <= (80 if near else 60) else ""
