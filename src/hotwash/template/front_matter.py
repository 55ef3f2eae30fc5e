"""A template's front matter: the lines that ask for something are fields, the others stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.markdown.blocks import Block, BlockKind, bare
from hotwash.template.drafts import FieldDraft, TemplateSource
from hotwash.template.labels import is_slot, kind_of, prompt_of
from hotwash.template.shapes.front_matter import FrontLine
from hotwash.template.terms import is_named
from hotwash.template.words import PERSON

_LINE = re.compile(r"(?P<lead>(?P<key>[A-Za-z][\w -]*?)[ \t]*[:=][ \t]*)(?P<value>.*?)[ \t]*$")
_SLOT = re.compile(
    r"\[[^\[\],]+ [^\[\],]+\]|\{[^{}]+\}|<[^<>]+>|_{3,}|\b(?:TODO|TBD|X{2,}|N{2,}|0{3,})\b"
    r"|(?i:\byyyy|\bdd[-./]mm)|\?$"
)
_ASKED = re.compile(
    r"(?:incident|start|end|outage)?[ _-]*(?:title|date|severity|sev|duration|id|number|services?"
    r"|summary|impact|started|ended|resolved|detected)(?:[ _-]*(?:at|time|level))?",
    re.I,
)
"""Keys that every postmortem answers in its own way."""


def front_drafts(
    source: TemplateSource, blocks: Sequence[Block], *, titled: bool
) -> Iterator[FieldDraft]:
    """Yield the lines of a template's front matter that are to be filled in.

    Args:
        source: The text.
        blocks: What stands before the first heading.
        titled: Whether the title stands elsewhere, so that the line `title` is a field like others.
    """
    if not blocks or blocks[0].kind is not BlockKind.FRONT:
        return
    for number in range(blocks[0].start + 1, blocks[0].end - 1):
        match = _LINE.match(bare(source.lines[number]))
        if match is not None and not _goes_on(source.lines[number + 1]) and _asks(match, titled):
            yield _front_draft(source, match, number)


def _goes_on(below: str) -> bool:
    """Whether a line of front matter belongs to the one above it."""
    return below[:1] in (" ", "\t") or below.startswith("- ")


def _asks(match: re.Match[str], titled: bool) -> bool:
    """Whether a line of front matter is to be filled in: it has a slot, or a key that asks."""
    key, value = match["key"], match["value"]
    if key.lower() == "title" and not titled:
        return False
    if value.startswith("["):
        return is_slot(value) and _SLOT.search(value.strip("\"'")) is not None
    if _ASKED.fullmatch(key) or PERSON.fullmatch(key) or is_named("person", key):
        return True
    return _SLOT.search(value.strip("\"'")) is not None


def _front_draft(source: TemplateSource, match: re.Match[str], number: int) -> FieldDraft:
    """Return a line of front matter as a field."""
    value, words = match["value"], match["value"].strip("\"'")
    lead = match["lead"] if match["lead"][-1] in " \t" else f"{match['lead']} "
    label = match["key"].replace("_", " ").replace("-", " ").capitalize()
    what = kind_of(label, words, own=False, language=source.language)
    return FieldDraft(
        what.kind, number, number + 1, FrontLine(lead, quoted=value[:1] in ("'", '"')),
        "front matter to fill in", label=label, prompt=prompt_of(words),
        choices=what.choices, details=what.details,
    )  # fmt: skip
