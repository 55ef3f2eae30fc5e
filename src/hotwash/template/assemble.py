"""Drafts to sections: gives every field its path, its label and what directives say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    (_, own), *below = parts
    reading = _Assembly(source, said, Keys())
    alone = not below and _are_one(own, ("", title))
    result: list[Field | Fixed | Group] = [*reading.placed(own, title, (key,), alone)]
    result += [reading.group(key, heading, found) for heading, found in below if found]
    return Section(key, title or key, tuple(result), span)


def _are_one(parts: Sequence[Part], labels: Sequence[str]) -> bool:
    """Whether there is one field among some parts, which its heading names."""
    drafts = [part for part in parts if isinstance(part, FieldDraft)]
    return len(drafts) == 1 and drafts[0].label in labels


@dataclass(frozen=True, slots=True)
class _Assembly:
    """The text, what its directives say, and the keys that are taken under one heading."""

    source: TemplateSource
    said: dict[int, dict[str, str]]
    keys: Keys

    def group(self, section: str, heading: Headed, found: Sequence[Part]) -> Group:
        """Return the group of a heading within a section."""
        key = self.keys.take(slug(heading.title, "part"))
        inner = _Assembly(self.source, self.said, Keys())
        parts = inner.placed(found, heading.title, (section, key), _are_one(found, ("",)))
        return Group(key, heading.title, heading.level, tuple(parts))

    def placed(
        self, parts: Sequence[Part], heading: str, place: Path, alone: bool
    ) -> Iterator[Field | Fixed]:
        """Yield parts with the paths they have under a heading; a field alone has the heading's."""
        for part in parts:
            if isinstance(part, Fixed):
                yield part
                continue
            at = self._directive_line(part)
            words = self.said[at] if at is not None else {}
            path = place if alone else (*place, self.keys.take(_name(part, words)))
            if at is not None:
                del self.said[at]
            yield _field(
                self.source,
                part,
                path,
                heading,
                words,
                part.start if at is None else min(part.start, at),
            )

    def _directive_line(self, draft: FieldDraft) -> int | None:
        """Return the line of the directive that stands before a draft, if one does.

        It may stand behind the guidance that belongs to the draft, too.
        """
        at = draft.start - 1
        while at >= 0 and is_blank(self.source.lines[at]):
            at -= 1
        if at in self.said:
            return at
        inside = range(draft.start, draft.end)
        return next((number for number in inside if number in self.said), None)


def _name(draft: FieldDraft, words: Mapping[str, str]) -> str:
    return slug(words.get("key", "") or draft.label or draft.name, draft.name)


def _field(
    source: TemplateSource,
    draft: FieldDraft,
    path: Path,
    heading: str,
    words: Mapping[str, str],
    start: int,
) -> Field:
    """Return a field of its draft, corrected by the directive before it.

    Args:
        source: The text.
        draft: The draft.
        path: The field's path.
        heading: The words over it.
        words: What the directive says.
        start: Its first line, or the directive's.
    """
    if words:
        draft = apply_directive(source, draft, words)
    columns = draft.columns or _COLUMNS.get(draft.kind, ())
    return Field(
        path=path, kind=draft.kind, label=_label(draft, heading, words), prompt=draft.prompt,
        samples=draft.samples, choices=draft.choices, details=draft.details, columns=columns,
        due_days=_due(draft, heading), reason=draft.reason, span=(start, draft.end),
        shape=draft.style, default_rows=getattr(draft.style, "given", ()),
        day=day_at(source.days, start) if draft.kind is Kind.TIMELINE else "",
        required=words.get("required", "false") != "false",
    )  # fmt: skip


_COLUMNS = {Kind.ACTIONS: ACTION_COLUMNS, Kind.TIMELINE: TIMELINE_COLUMNS}


def _label(draft: FieldDraft, heading: str, words: Mapping[str, str]) -> str:
    """Return the words beside a field: the directive's, its own, its heading's or its key's."""
    named = words.get("label") or draft.label or plain(heading)
    return named or draft.name.replace("_", " ").capitalize()


def _due(draft: FieldDraft, heading: str) -> int | None:
    """Return the days that action items have, by their directive or the words over them."""
    if draft.kind is not Kind.ACTIONS or draft.due is not None:
        return draft.due
    return due_days(heading) or due_days(draft.label)
