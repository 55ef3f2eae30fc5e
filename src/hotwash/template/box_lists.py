"""Lists of check boxes under one heading of a document, seen together.

Authors change from `-` to `*` in the middle of a list, which makes two of it in Markdown; and where
some lists have boxes, those are the work: a plain list beside them is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hotwash.markdown.blocks import Block, BlockKind, is_blank
from hotwash.patterns import lazy_pattern
from hotwash.template.drafts import TemplateSource
from hotwash.template.heading_scope import HeadingScope

_BOXED = lazy_pattern(r"(?P<indent>[ \t]*)[-*+][ \t]+\[[ xX/>-]\](?:[ \t]|$)")


def with_box_lists(
    scope: HeadingScope, blocks: Sequence[Block]
) -> tuple[HeadingScope, Sequence[Block]]:
    """Return what stands under a heading with its lists of check boxes seen together.

    Args:
        scope: The heading; plain lists beside boxes are no action items.
        blocks: Its blocks; lists of boxes that follow each other become one.
    """
    source = scope.source
    boxed = [at for at, block in enumerate(blocks) if _indent(source, block) is not None]
    if not source.is_document or not boxed:
        return scope, blocks
    found: list[Block] = [blocks[0]]
    for before, block in pairwise(blocks):
        if _goes_on(source, before, block):
            joined = (*found[-1].items, *block.items)
            found[-1] = found[-1]._replace(end=block.end, items=joined)
        else:
            found.append(block)
    return replace(scope, tasks=False), found


def _indent(source: TemplateSource, block: Block) -> str | None:
    """Return how far a list is indented all of whose items have boxes; None for any other block."""
    if block.kind is not BlockKind.LIST or block.ordered:
        return None
    boxes = [_BOXED.match(source.lines[item.start]) for item in block.items]
    indents = {box["indent"] for box in boxes if box}
    return indents.pop() if all(boxes) and len(indents) == 1 else None


def _goes_on(source: TemplateSource, before: Block, block: Block) -> bool:
    """Whether a list of boxes goes on in the next one, with another bullet."""
    indent = _indent(source, block)
    between = source.lines[before.end : block.start]
    return indent is not None and indent == _indent(source, before) and all(map(is_blank, between))
