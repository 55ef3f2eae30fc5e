"""Steps of the history in words: what was undone, and where."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.editing.session import Change
from hotwash.postmortem.document import Document
from hotwash.template.model import TIMEZONE, TITLE, Path

SHOWN = 3
"""Fields that are named one by one."""


def undone(change: Change | None, where: str = "") -> str:
    """Say what was taken back.

    Args:
        change: The change; None when there was nothing left.
        where: The fields it was in; empty where they are in hand.
    """
    return _told("Undone", change, where) if change else "Nothing to undo."


def done_again(change: Change | None, where: str = "") -> str:
    """Say what was done again; the arguments are those of `undone`."""
    return _told("Redone", change, where) if change else "Nothing to redo."


def gone_to(change: Change | None, where: str = "") -> str:
    """Say to which step of the history the document went; the arguments are those of `undone`."""
    return _told("Now at", change, where) if change else "The document is at this step already."


def fields_named(document: Document, paths: Iterable[Path]) -> str:
    """Name fields in the template's order: up to three, and how many more there are."""
    wanted = set(paths)
    labels = {TITLE: "Title", TIMEZONE: "Time zone"}
    labels |= {known.path: known.label for known in document.template.fields}
    named = [label for path, label in labels.items() if path in wanted]
    more = len(wanted) - min(len(named), SHOWN)
    text = ", ".join(named[:SHOWN])
    if not more:
        return text
    return f"{text} and {more} more" if text else f"{more} field{'s' if more > 1 else ''}"


def _told(what: str, change: Change, where: str) -> str:
    return f"{what}: {change.label}" + (f" in {where}" if where else "")
