"""Tabs of a document with no headings below its title: its labels do what headings do."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.template.drafts import FieldDraft
from hotwash.template.heading_scope import Part

_FEWEST = 3
"""Labels with more than a line behind them, from which on they are tabs."""
_LINES = "Details"


def by_label(parts: Sequence[Part], title: str) -> list[tuple[str, list[Part]]]:
    """Return the tabs of a document that is one section, each with its name and its parts.

    Args:
        parts: All that stands in the document.
        title: The name of the one tab it would have.
    """
    if sum(map(_is_tab, parts)) < _FEWEST:
        return [(title, list(parts))]
    tabs: list[tuple[str, list[Part]]] = []
    for part in parts:
        name = _tab_of(part, title, [name for name, _ in tabs])
        if name is not None:
            tabs.append((name, []))
        tabs[-1][1].append(part)
    return tabs


def _tab_of(part: Part, title: str, before: Sequence[str]) -> str | None:
    """Return the name of the tab that begins with a part; None where it stands on the last one."""
    if _is_tab(part) and isinstance(part, FieldDraft):
        return part.label
    lines = isinstance(part, FieldDraft) and part.kind.is_line
    if lines and _LINES not in before:
        return _LINES
    return None if before else title


def start_of(part: Part) -> int:
    """Return the first line of a part."""
    return part.start if isinstance(part, FieldDraft) else part.span[0]


def _is_tab(part: Part) -> bool:
    return isinstance(part, FieldDraft) and bool(part.label) and not part.kind.is_line
