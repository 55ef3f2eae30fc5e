"""Raw HTML of a template: asides are guidance, toggles and comments for tools stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind
from hotwash.template.drafts import FieldDraft, TemplateSource
from hotwash.template.model import Fixed

_ASIDE = re.compile(r"\s*<aside\b", re.I)
_ASIDE_END = re.compile(r"</aside>\s*$", re.I)
_TOGGLE = re.compile(
    r"\s*(?:</?(?:details|div|section|center)\b[^>]*>\s*|<br\s*/?>\s*"
    r"|<summary\b[^>]*>(?P<words>.*?)</summary>\s*)+$",
    re.I | re.DOTALL,
)
_FOR_TOOLS = re.compile(
    r"\s*<!--\s*(?:markdownlint|prettier|textlint|vale|cspell|spell-?checker|toc|doctoc|more\b"
    r"|omit|start\b|end\b|begin\b|vim?:|-\*-|mdformat|lint)",
    re.I,
)


def without_tools(source: TemplateSource, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield a template's blocks: an aside is one quote, and comments for tools are none.

    Args:
        source: The text.
        blocks: Its blocks.
    """
    at = 0
    while at < len(blocks):
        block = blocks[at]
        text = source.texts(block.start, block.end)
        at += 1
        if block.kind is BlockKind.COMMENT and _FOR_TOOLS.match(text):
            continue
        if block.kind is BlockKind.HTML and _ASIDE.match(text):
            ends = (
                later
                for later in range(at - 1, min(len(blocks), at + 12))
                if _ASIDE_END.search(source.texts(blocks[later].start, blocks[later].end))
            )
            last = next(ends, at - 1)
            inner = blocks[at : last + 1]
            if all(one.kind is not BlockKind.HEADING for one in inner):
                at = last + 1
                block = Block(BlockKind.QUOTE, block.start, blocks[last].end)
        yield block


def is_toggle(source: TemplateSource, block: Block) -> bool:
    """Whether a block is nothing but the tags around something, which a template keeps."""
    if source.is_document or block.kind is not BlockKind.HTML:
        return False
    return _TOGGLE.match(source.texts(block.start, block.end)) is not None


def name_by_toggles(
    source: TemplateSource, blocks: Sequence[Block], parts: Sequence[FieldDraft | Fixed]
) -> None:
    """Give a field within a toggle the words that open it."""
    for block in blocks:
        match = _TOGGLE.match(source.texts(block.start, block.end))
        words = (match["words"] or "").strip() if match and is_toggle(source, block) else ""
        inside = (p for p in parts if isinstance(p, FieldDraft) and p.start >= block.end)
        first = next(inside, None) if words else None
        if first is not None and not first.label:
            first.label = " ".join(re.sub(r"<[^>]*>", "", words).split())
