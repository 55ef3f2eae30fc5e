"""Headings with the blocks up to the next one: how a document is cut before it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotwash.markdown.blocks import Block
from hotwash.template.words import plain


@dataclass(slots=True)
class Heading:
    """A heading and the blocks up to the next one; the first one may have no heading."""

    block: Block | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Its level; 0 for what precedes every heading."""
        return self.block.level if self.block else 0

    @property
    def title(self) -> str:
        """Its words, without Markdown's marks and a colon behind them."""
        return plain(self.block.text).rstrip(":").rstrip() if self.block else ""
