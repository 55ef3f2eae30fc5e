"""A heading and what is known of it while the blocks under it are read."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.markdown.blocks import BlockKind
from hotwash.template.drafts import FieldDraft, TemplateSource
from hotwash.template.model import Fixed

FLOWING = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
        BlockKind.HTML,
        BlockKind.CODE,
        BlockKind.COMMENT,
        BlockKind.FENCE,
        BlockKind.LIST,
    }
)
"""Blocks that may stand within a field, in the order they come."""


@dataclass(frozen=True, slots=True)
class HeadingScope:
    """A heading and the blocks up to the next one."""

    source: TemplateSource
    title: str
    level: int
    """The level that ends its prose; see `Prose.level`."""
    timeline: bool = False
    """Whether its heading says timeline."""
    within: bool = False
    """Whether the heading of its section does."""
    footer: int | None = None
    """The line from which paragraphs are fixed text: behind the template's last rule."""
    preamble: bool = False
    headless: bool = False
    """Whether the document has no headings but its title: then lines alone do what headings do."""
    tasks: bool = False
    """Whether its heading, or that of its section, is one over action items."""
    above: str = ""
    """The heading of its section."""


Part = FieldDraft | Fixed
