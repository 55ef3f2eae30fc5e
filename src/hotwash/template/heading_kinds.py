"""What a heading asks for when nothing below it says so: `### Date` a date, `## Timeline` rows.

A template is often nothing but headings, or headings with a sentence of guidance each. The words of
the heading then decide the kind, and the answer is written as the template writes such things.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from hotwash.template.drafts import ACTION_COLUMNS, TIMELINE_COLUMNS, FieldDraft, TemplateSource
from hotwash.template.model import Column, Kind
from hotwash.template.shapes.base import Shape
from hotwash.template.shapes.lists import Listing, Marks, Tasks
from hotwash.template.shapes.text import Line
from hotwash.template.shapes.timeline_lines import Entries
from hotwash.template.terms import begins, meaning_of
from hotwash.template.words import over_tasks, over_timeline, plain, slug

_WANTED: tuple[tuple[Kind, str, str], ...] = (
    (Kind.DATE, r"(?:(?:incident|outage|report|review|post ?mortem|start|end) )?date"
                r"(?: of (?:the )?\w+)?", "a date"),
    (Kind.DURATION, r"(?:\w+ )?duration|time to \w+|length of \w+( \w+)?", "a duration"),
    (Kind.PERSON, r"(?:(?:post ?mortem|incident|report|document|action|review) )?"
                  r"(?:owners?|authors?|lead|commander|manager|scribe|reporter|facilitator|ic|dri)"
                  r"|(?:written|prepared|reported|created) by", "a person's part"),
    (Kind.LINE, r"(?:(?:current|document|incident|post ?mortem|review) )?"
                r"(?:status|state|severity|priority|sev|number|id|identifier|ticket|category|type)"
                r"(?: level)?|severity level|services?|components?|detected by|slack channel"
                r"|(?:start|end|detection|resolution) time", "one line"),
    (Kind.ACTIONS, r"next steps", "action items"),
    (Kind.LIST, r"(?:root |contributing |main )?(?:causes|factors)|attendees|participants"
                r"|responders|(?:people |team(?: members)? )?involved|open questions", "a list"),
    (Kind.LIST, r".*\b(?:what (?:went|worked|did(?:nt)?)\b.*|(?:got|get|were) lucky"
                r"|do(?:ne)? better|could (?:be|have been) (?:better|improved))", "a list"),
)  # fmt: skip
_PERHAPS = re.compile(r"lessons?(?: learn(?:ed|t))?|(?:key )?takeaways|action items", re.I)
"""Headings over a list, unless a paragraph below them asks for something."""
_BULLET = re.compile(r" {0,3}([-*+])[ \t]")
_FAR = 2_000
"""Lines of a text in which its bullets are looked for."""


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str], str], ...]:
    return tuple((kind, re.compile(rf"(?:{words})$"), why) for kind, words, why in _WANTED)


_OTHER_LANGUAGES: tuple[tuple[Kind, tuple[str, ...], str], ...] = (
    (Kind.DATETIME, ("date_time",), "a date and a time"),
    (Kind.DATE, ("date",), "a date"),
    (Kind.DURATION, ("duration",), "a duration"),
    (Kind.PERSON, ("person",), "a person's part"),
    (Kind.LINE, ("severity", "status"), "one line"),
    (Kind.LIST, ("causes", "people"), "a list"),
)
"""The kinds by what the words mean; see `terms`."""
_MOST_WORDS = 5
"""Words of a heading that asks for one line: `Date de l'incident`."""


def heading_kind(heading: str, language: str = "") -> tuple[Kind, str] | None:
    """Return the kind that a heading's words ask for and why; None when they do not say.

    Args:
        heading: The heading.
        language: The language of the text; see `terms.language_of`.
    """
    if over_timeline(heading):
        return Kind.TIMELINE, "the heading says timeline"
    if over_tasks(heading):
        return Kind.ACTIONS, "the heading says action items"
    words = slug(heading, "").replace("_", " ")
    for kind, pattern, what in _patterns():
        if pattern.match(words):
            return kind, f"the heading asks for {what}"
    title = plain(heading)
    if meaning_of(title, ("went_wrong", "went_well", "luck"), language):
        return Kind.LIST, "the heading asks for a list"
    if len(title.split()) > _MOST_WORDS:
        return None
    return next(
        (
            (kind, f"the heading asks for {what}")
            for kind, meanings, what in _OTHER_LANGUAGES
            if any(begins(meaning, title, language) for meaning in meanings)
        ),
        None,
    )


def as_heading_kind(source: TemplateSource, draft: FieldDraft, heading: str) -> FieldDraft:
    """Return a draft of prose as what its heading asks for.

    Args:
        source: The text.
        draft: Prose that stands alone under the heading; its words are a prompt, or there are none.
        heading: The heading's words.
    """
    found = heading_kind(heading, source.language)
    if found is None and not draft.prompt and _PERHAPS.fullmatch(slug(heading).replace("_", " ")):
        found = (Kind.LIST, "the heading asks for a list")
    if found is None or draft.kind is not Kind.PROSE or draft.label:
        return draft
    kind, reason = found
    bullet = _bullet_of(source)
    shape, columns = _SHAPES.get(kind, _one_line)(bullet)
    return replace(draft, kind=kind, style=shape, reason=reason, columns=columns or draft.columns)


def _bullet_of(source: TemplateSource) -> str:
    """Return the mark of the text's first bullet, which lists are written with."""
    found = map(_BULLET.match, source.lines[:_FAR])
    return next((match[1] for match in found if match is not None), "-")


def _one_line(_bullet: str) -> _Made:
    return Line(start=True), ()


_Made = tuple[Shape, tuple[Column, ...]]
_SHAPES: dict[Kind, Callable[[str], _Made]] = {
    Kind.TIMELINE: lambda bullet: (Entries(mark=f"{bullet} "), TIMELINE_COLUMNS),
    Kind.ACTIONS: lambda bullet: (Tasks(Marks(mark=bullet)), ACTION_COLUMNS),
    Kind.LIST: lambda bullet: (Listing(Marks(mark=bullet)), ()),
}
"""How an answer is written with the text's bullet, and its columns."""
