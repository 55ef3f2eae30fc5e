"""Drafts to sections: gives every field its path, its label and what directives say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hotwash.markdown.blocks import Block, is_blank
from hotwash.template.applying_directives import apply_directive
from hotwash.template.days import day_at
from hotwash.template.drafts import ACTION_COLUMNS, TIMELINE_COLUMNS, FieldDraft, TemplateSource
from hotwash.template.heading_scope import Part
from hotwash.template.model import Field, Fixed, Group, Kind, Path, Section
from hotwash.template.words import Keys, due_days, plain, slug


class Headed(Protocol):
    """A heading; the first one of a section may have none."""

    block: Block | None

    @property
    def title(self) -> str:
        """Its words."""

    @property
    def level(self) -> int:
        """Its level."""


def assemble(
    source: TemplateSource,
    keys: Keys,
    title: str,
    parts: Sequence[tuple[Headed, Sequence[Part]]],
    span: tuple[int, int],
    said: dict[int, dict[str, str]],
) -> Section:
    """Return a section.

    Args:
        source: The text.
        keys: The keys of sections; one is taken.
        title: The section's words.
        parts: Its headings, the section's own first, each with what stands under it.
        span: Its lines.
        said: What directives say, by line; those that are used are taken out.
    """
    key = keys.take(slug(title))
    inner = Keys()
    drafts = [draft for _, found in parts for draft in found if isinstance(draft, FieldDraft)]
    own = list(parts[0][1])
    alone = len(drafts) == 1 and len(parts) == 1 and drafts[0].label in ("", title)
    result: list[Field | Fixed | Group] = []
    for part in own:
        if isinstance(part, Fixed):
            result.append(part)
            continue
        path: Path = (key,) if alone else (key, inner.take(_name(part, said, source)))
        result.append(_field(source, part, path, title, said))
    for heading, found in parts[1:]:
        if found:
            result.append(_group(source, key, inner, heading, found, said))
    return Section(key, title or key, tuple(result), span)


def _group(
    source: TemplateSource,
    section: str,
    inner: Keys,
    heading: Headed,
    found: Sequence[Part],
    said: dict[int, dict[str, str]],
) -> Group:
    drafts = [part for part in found if isinstance(part, FieldDraft)]
    key = inner.take(slug(heading.title, "part"))
    alone = len(drafts) == 1 and not drafts[0].label
    keys = Keys()
    parts: list[Field | Fixed] = []
    for part in found:
        if isinstance(part, Fixed):
            parts.append(part)
            continue
        name = (section, key)
        path: Path = name if alone else (*name, keys.take(_name(part, said, source)))
        parts.append(_field(source, part, path, heading.title, said))
    return Group(key, heading.title, heading.level, tuple(parts))


def _directive_line(
    source: TemplateSource, draft: FieldDraft, said: dict[int, dict[str, str]]
) -> int | None:
    """Return the line of the directive that stands before a draft, if one does.

    It may stand behind the guidance that belongs to the draft, too.
    """
    at = draft.start - 1
    while at >= 0 and is_blank(source.lines[at]):
        at -= 1
    if at in said:
        return at
    return next((number for number in range(draft.start, draft.end) if number in said), None)


def _name(draft: FieldDraft, said: dict[int, dict[str, str]], source: TemplateSource) -> str:
    at = _directive_line(source, draft, said)
    key = said[at].get("key", "") if at is not None else ""
    return slug(key or draft.label or draft.name, draft.name)


def _field(
    source: TemplateSource,
    draft: FieldDraft,
    path: Path,
    heading: str,
    said: dict[int, dict[str, str]],
) -> Field:
    """Return a field of its draft, corrected by the directive before it."""
    at = _directive_line(source, draft, said)
    words = said.pop(at) if at is not None else {}
    start = draft.start
    if at is not None:
        start = min(start, at)
    if words:
        draft = apply_directive(source, draft, words)
    label = words.get("label") or draft.label or plain(heading)
    if not label:
        label = draft.name.replace("_", " ").capitalize()
    due = draft.due
    if draft.kind is Kind.ACTIONS and due is None:
        due = due_days(heading) or due_days(draft.label)
    if draft.kind in (Kind.ACTIONS, Kind.TIMELINE) and not draft.columns:
        draft.columns = ACTION_COLUMNS if draft.kind is Kind.ACTIONS else TIMELINE_COLUMNS
    day = day_at(source.days, start) if draft.kind is Kind.TIMELINE else ""
    return Field(
        path=path, kind=draft.kind, label=label, prompt=draft.prompt, samples=draft.samples,
        choices=draft.choices, details=draft.details, columns=draft.columns, due_days=due,
        reason=draft.reason, span=(start, draft.end), shape=draft.style,
        default_rows=getattr(draft.style, "given", ()), day=day,
        required=words.get("required", "false") != "false",
    )  # fmt: skip
