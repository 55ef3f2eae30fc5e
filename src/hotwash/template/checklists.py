"""Check boxes of a template: a checklist to tick, or examples of action items.

Both are written `- [ ] words`. A checklist is the same in every postmortem (`Status page updated`),
so its items are rows that a document begins with; an example of a task must never pass for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hotwash.markdown.blocks import Block
from hotwash.template.drafts import FieldDraft, TemplateSource, item_text
from hotwash.template.shapes.base import Cells
from hotwash.template.shapes.lists import Tasks
from hotwash.template.words import ACTIONS, DONE, over_statements, over_tasks

_CHECKLIST = re.compile(
    r"\bcheck ?-?lists?\b|\bchecks\b|\bsign-?off\b|\bapprovals?\b|\bdefinition of done\b"
    r"|\b(?:before|after|when|prior to) (?:you )?(?:publish|shar|clos|submi|merg|send)\w*"
    r"|\b(?:(?:tick|check|select|choose|mark) (?:all|one|any|the|what|as|every)"
    r"|all that apply|checkliste|liste de contrôle|lista de (?:verificación|verificação))\b",
    re.I,
)
"""A heading or caption over boxes that are meant to be ticked."""
_OPEN = re.compile(
    r"\b(?:open|unclear|unknown|unanswered|outstanding|next|todos?|tasks?|ideas?|fix\w*|measures?)\b"
    r"|\bmaßnahmen\b|\baufgaben\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?!need|feed|speed|embed|seed|shed)\w+ed\b|\b(?:sent|held|done|made|written|met|told|given"
    r"|set up|has|have|is|are|was|were)\b",
    re.I,
)
"""Words of an item that says how things are, not what is to be done."""
_STAND_IN = re.compile(
    r"(?:[\[<{(_*].*[\]>})_*]|\W*|tbd|todo|example.*"
    r"|(?:action|task|item|todo|step|follow[- ]?up|name|description)s?(?: item)?[\s#:]*[\dA-Z]?)",
    re.I,
)
"""An item that stands for one that is to be written."""
_TO_DO = re.compile(
    r"(?:add|allow|alert|audit|automate|avoid|build|bump|change|check|clean|communicate|configure"
    r"|create|define|deploy|disable|document|do|drop|enable|ensure|evaluate|extend|find|fix|get"
    r"|implement|improve|increase|introduce|investigate|limit|lower|make|migrate|monitor|move"
    r"|prevent|raise|reduce|refactor|remove|rename|replace|require|restart|review|rework|roll"
    r"|schedule|set|ship|split|stop|switch|test|track|tune|update|upgrade|use|validate|verify"
    r"|write)\b",
    re.I,
)
"""An item that says what is to be done."""


def is_checklist(headings: Sequence[str], items: Sequence[str]) -> bool:
    """Whether check boxes of a template are to be ticked, and not examples of tasks.

    Args:
        headings: The words over them, the nearest first.
        items: What stands behind the boxes.
    """
    if any(map(_is_example, items)):
        return False
    if any(map(_CHECKLIST.search, headings)) or all(map(_DONE.search, items)):
        return True
    asks = any(_asks_for_work(words) or over_statements(words) for words in headings)
    return any(headings) and not asks and not any(map(_TO_DO.match, items))


def _is_example(item: str) -> bool:
    """Whether an item stands for one that is to be written."""
    return not item or "[" in item or _STAND_IN.fullmatch(item.strip()) is not None


def _asks_for_work(words: str) -> bool:
    """Whether a heading says that what is below it is still to be done."""
    return bool(over_tasks(words) or ACTIONS.search(words) or _OPEN.search(words))


_SIGNED = re.compile(
    r"\b(?:sign[- ]?offs?|approvals?|approved|reviewers?|acknowledg\w+|attendees|participants"
    r"|freigabe|unterschrift\w*|validation|aprova\w+|aprobaci\w+)\b",
    re.I,
)
"""A heading over boxes that people tick for themselves."""
_PAST = re.compile(r"\b(?:was|were|went|have been|has been|had|did)\b", re.I)
_SHORT = 3
"""Words of an item that names something and says nothing of it."""


def names_other_list(caption: str) -> bool:
    """Whether the words over a list, under a heading of action items, say that it holds others.

    `What went well:` and `These names were removed:` are over no work that is left to do.
    """
    return bool(DONE.search(caption) or _PAST.search(caption))


def are_statements(source: TemplateSource, block: Block, headings: Sequence[str]) -> bool:
    """Whether the boxes or items of a list in a document are no work that somebody is to do.

    Args:
        source: The document.
        block: The list.
        headings: The words over it, the nearest first.
    """
    if names_other_list(headings[0]) and not over_tasks(headings[0]):
        return True
    if any(map(_asks_for_work, headings)):
        return False
    if any(_SIGNED.search(words) or _CHECKLIST.search(words) for words in headings):
        return True
    items = (_TICK.sub("", item_text(source, item)) for item in block.items)
    return any(headings) and all(map(_is_name, items))


def _is_name(item: str) -> bool:
    """Whether an item names something and says nothing of it, nor what is to be done."""
    return len(item.split()) <= _SHORT and not _TO_DO.match(item)


_TICK = re.compile(r"\[[ xX/>-]\](?:[ \t]+|$)")


def _asks(shape: Tasks) -> bool:
    """Whether a template asks for an owner or a date behind its items."""
    return shape.text.asks_owner or getattr(shape.text, "asked", False)


def as_checklist(source: TemplateSource, draft: FieldDraft, headings: Sequence[str]) -> None:
    """Let check boxes that are to be ticked be there from the beginning.

    Args:
        source: The text.
        draft: A list of a template; only boxes are changed.
        headings: The words over it, the nearest first.
    """
    shape = draft.style
    if not isinstance(shape, Tasks) or not shape.boxed or _asks(shape):
        return
    chunks = shape.chunks(source.lines[draft.start : draft.end])
    rows = [chunk.value for chunk in chunks if not isinstance(chunk.value, str)]
    if is_checklist(headings, [row.get("task", "") for row in rows]):
        draft.style = replace(shape, given=tuple(_cells(draft, row) for row in rows))
        draft.samples = ()
        draft.reason = "a checklist"


def _cells(draft: FieldDraft, row: Cells) -> tuple[str, ...]:
    """Return the cells of a row in the order of the columns."""
    return tuple(row.get(column.key, "") for column in draft.columns)
