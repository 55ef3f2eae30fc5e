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
        below = bare(source.lines[number + 1])
        if match is None or below[:1] in (" ", "\t") or below.startswith("- "):
            continue
        key, value = match["key"], match["value"]
        quoted = value[:1] in ("'", '"')
        words = value.strip("\"'")
        known = _ASKED.fullmatch(key) or PERSON.fullmatch(key) or is_named("person", key)
        if (key.lower() == "title" and not titled) or (
            value.startswith("[") and not is_slot(value)
        ):
            continue
        if not (_SLOT.search(words) or (known and not value.startswith("["))):
            continue
        lead = match["lead"] if match["lead"][-1] in " \t" else f"{match['lead']} "
        label = key.replace("_", " ").replace("-", " ").capitalize()
        what = kind_of(label, words, own=False, language=source.language)
        yield FieldDraft(
            what.kind, number, number + 1, FrontLine(lead, quoted=quoted),
            "front matter to fill in", label=label, prompt=prompt_of(words),
            choices=what.choices, details=what.details,
        )  # fmt: skip
