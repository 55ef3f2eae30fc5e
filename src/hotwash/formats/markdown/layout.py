"""A template's lines cut into fixed runs and fields, with what an export needs of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from hotwash.formats.markdown.answers import normal_item, normal_value, read_value
from hotwash.formats.markdown.moments_note import lengths_asked
from hotwash.formats.markdown.zone_note import zone_of
from hotwash.markdown.blocks import bare, is_blank, newline_of, split_lines
from hotwash.template.directives import is_directive
from hotwash.template.model import Field, Fixed, Group, Path, Template
from hotwash.template.shapes.base import Chunk, RowShape, Shape, Value


class Slot(NamedTuple):
    """A field's place among a template's lines, or a run of fixed lines."""

    start: int
    end: int
    field: Field | None
    section: str


class Layout:
    """The lines of a template and what stands on them.

    Args:
        template: The template; its fields never overlap.
    """

    def __init__(self, template: Template) -> None:
        self.template = template
        self.lines = split_lines(template.text)
        self.newline = newline_of(self.lines)
        self.slots = tuple(self._cut())
        self._chunks: dict[Path, list[Chunk]] = {}
        self._written: dict[Path, str] = {}

    def _cut(self) -> Iterator[Slot]:
        template = self.template
        fields = sorted(template.by_path.values(), key=lambda known: known.span)
        bounds = sorted((part.span[0], part.key) for part in template.sections)
        firsts = [first for first, _ in bounds]
        at = 0
        for field in [*fields, None]:
            start = field.span[0] if field else len(self.lines)
            while at < start:
                following = bisect_right(firsts, at)
                until = min([start, *firsts[following : following + 1]])
                section = bounds[following - 1][1] if following else ""
                yield Slot(at, until, None, section)
                at = until
            if field is not None:
                within = template.section_of.get(field.path)
                yield Slot(*field.span, field, within.key if within else "")
                at = max(at, field.span[1])

    @cached_property
    def said_zone(self) -> str:
        """The time zone that the template's own words name; empty for none."""
        return zone_of(self.template, self.lines)

    @cached_property
    def asked_lengths(self) -> frozenset[str]:
        """The lengths between moments that the template has fields for; see `lengths_asked`."""
        return lengths_asked(self.template)

    @cached_property
    def own_values(self) -> dict[Path, Value]:
        """What each field's own lines say, in a document of its own."""
        return {
            field.path: normal_value(field, read_value(field, self.lines[slice(*field.span)]))
            for field in self.template.by_path.values()
        }

    def own_chunks(self, field: Field, shape: RowShape) -> list[Chunk]:
        """Return the rows that a field's own lines hold, in a document of its own.

        Raises:
            NotThisShape: The lines are written otherwise.
        """
        found = self._chunks.get(field.path)
        if found is None:
            chunks = shape.chunks(self.lines[slice(*field.span)])
            found = [chunk._replace(value=normal_item(field, chunk.value)) for chunk in chunks]
            self._chunks[field.path] = found
        return found

    def as_written(self, field: Field, shape: Shape) -> str:
        """Return how the answer that a field's own lines hold would be written now."""
        found = self._written.get(field.path)
        if found is None:
            found = shape.write(self.own_values[field.path]).replace("\n", self.newline)
            self._written[field.path] = found
        return found

    @cached_property
    def unseen(self) -> frozenset[int]:
        """The lines that no export carries: a template's directives, and its guidance."""
        template = self.template
        if template.is_document:
            return frozenset()
        found = set(self.directives)
        for part in _fixed(template):
            if not part.exported:
                found.update(self._with_blanks(*part.span))
        return frozenset(found)

    def _with_blanks(self, start: int, end: int) -> range:
        """Return lines with the blank ones behind them, when another stands before them."""
        if start == 0 or is_blank(self.lines[start - 1]):
            while end < len(self.lines) and is_blank(self.lines[end]):
                end += 1
        return range(start, end)

    @cached_property
    def directives(self) -> frozenset[int]:
        """The lines of a template that speak to Hotwash alone."""
        if self.template.is_document or "hotwash:" not in self.template.text:
            return frozenset()
        return frozenset(at for at, line in enumerate(self.lines) if is_directive(line))

    def text(self, start: int, end: int, *, guidance: bool = False) -> str:
        """Return some lines, without those that no export carries.

        Args:
            start: The first line.
            end: The line behind the last.
            guidance: Whether the template's guidance is wanted all the same.
        """
        unseen = self.directives if guidance else self.unseen
        if not unseen:
            return "".join(self.lines[start:end])
        return "".join(self.lines[at] for at in range(start, end) if at not in unseen)

    @property
    def is_open(self) -> bool:
        """Whether the template's last line has no end."""
        return bool(self.lines) and self.lines[-1] == bare(self.lines[-1])

    def gap_behind(self, field: Field) -> str:
        """Return the empty line that a paragraph needs before what follows a field; mostly none."""
        end = field.span[1]
        return "" if end >= len(self.lines) or is_blank(self.lines[end]) else self.newline

    def padded(self, field: Field, text: str) -> str:
        """Return the lines of an answer with the empty ones that an empty place lacks around it."""
        at, end = field.span
        if at != end or not text:
            return text
        before = self.newline if at and not is_blank(self.lines[at - 1]) else ""
        after = self.newline if at < len(self.lines) and not is_blank(self.lines[at]) else ""
        return f"{before}{text}{after}"


def _fixed(template: Template) -> Iterator[Fixed]:
    for section in template.sections:
        for part in section.parts:
            inner = part.parts if isinstance(part, Group) else (part,)
            yield from (known for known in inner if isinstance(known, Fixed))


def layout_of(template: Template) -> Layout:
    """Return a template's layout; it is cut once and kept with the template."""
    return template.derived(Layout)
