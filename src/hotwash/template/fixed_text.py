"""Text of a template that asks for nothing and is in every export: remarks, legends, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hotwash.markdown.blocks import Block, BlockKind, ListItem, bare
from hotwash.template.drafts import TemplateSource, item_text
from hotwash.template.labels import is_slot, take_label
from hotwash.template.model import Fixed
from hotwash.template.slots import IN_TEXT

_REMARK = re.compile(
    r"(?:(?:please )?note(?:s| that)?|n\.?b\.?|tips?|hints?|important|warning|caution|attention"
    r"|disclaimer|reminder|remember|hinweise?|achtung|wichtig|remarques?|attention|nota|aviso"
    r"|importante|opmerking|uwaga|примечание|注意|備考|참고)",
    re.I,
)
"""A label over a remark, which is no question."""
_LEGEND = re.compile(
    r"\b(?:types|legend|definitions?|glossary|categories|conventions|terminology|abbreviations"
    r"|acronyms|key to|severity levels|priority levels|legende|glossar|légende|leyenda|legenda)\b",
    re.I,
)
"""A heading over words that are explained."""
_ANCHOR = re.compile(r"\[[^\[\]]*\]\(#[^()\s]*\)[ \t]*$")
_EXAMPLE = re.compile(
    r"[*_~`(\[]*(?:for )?(?:examples?|e\.g\.|sample|beispiele?|z\.b\.|par exemple|exemples?"
    r"|ejemplos?|por ejemplo|exemplos?|por exemplo|esempi?o?|voorbeeld|przykład|örnek|пример|例)"
    r"[ \t]*[:：]?"
    r"[*_~`)\]]*[ \t]*[:：]?[*_]*[ \t]*$",
    re.I,
)


def is_remark(label: str) -> bool:
    """Whether a label stands before a remark, and asks for nothing: `Note: …`."""
    return _REMARK.fullmatch(label) is not None


def is_example_lead(source: TemplateSource, block: Block) -> bool:
    """Whether a line of a template announces the example below it, which is guidance with it."""
    if source.is_document or block.kind is not BlockKind.PARAGRAPH or block.end > block.start + 1:
        return False
    return _EXAMPLE.match(bare(source.lines[block.start]).strip(" \t")) is not None


def fixed_text(source: TemplateSource, block: Block, heading: str) -> list[Fixed] | None:
    """Return a block of a template that asks for nothing as fixed text; None for any other.

    Args:
        source: The text.
        block: A paragraph or a list.
        heading: The words over it.
    """
    if source.is_document:
        return None
    if not any(rule(source, block, heading) for rule in (_is_remark, _is_contents, _is_legend)):
        return None
    return [Fixed(source.texts(block.start, block.end), (block.start, block.end))]


def _is_remark(source: TemplateSource, block: Block, heading: str) -> bool:
    """A paragraph that is labelled as a remark: a sentence, with nothing to fill in."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    label = take_label(bare(source.lines[block.start]))
    text = source.texts(block.start, block.end)
    if label is None or not is_remark(label.label) or IN_TEXT.search(text):
        return False
    return bool(label.value) or block.end > block.start + 1


def _is_contents(source: TemplateSource, block: Block, heading: str) -> bool:
    """A list of links to the document's own headings."""
    return block.kind is BlockKind.LIST and _are_anchors(source, block.items)


def _are_anchors(source: TemplateSource, items: Sequence[ListItem]) -> bool:
    lists = (inner for item in items for inner in item.blocks if inner.kind is BlockKind.LIST)
    linked = all(_ANCHOR.match(item_text(source, item)) for item in items)
    return linked and all(_are_anchors(source, inner.items) for inner in lists)


def _is_legend(source: TemplateSource, block: Block, heading: str) -> bool:
    """A list of words with what each means, under a heading that says so."""
    if block.kind is not BlockKind.LIST or not _LEGEND.search(heading):
        return False
    labels = [take_label(bare(source.lines[item.start])) for item in block.items]
    return all(label and _is_meaning(label.value) for label in labels)


def _is_meaning(value: str) -> bool:
    """Whether words behind a label explain it, and are no prompt."""
    return (
        bool(value) and not value.endswith("?") and not is_slot(value) and not IN_TEXT.search(value)
    )
