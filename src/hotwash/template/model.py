"""What a template asks: sections, groups and fields, each tied to its lines in the Markdown.

A template is read once by `hotwash.template.infer`; everything else (the form, the TOML keys, the
export, the import) is drawn from these plain values and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from hotwash.template.shapes.base import Shape

Derived = TypeVar("Derived")

Path = tuple[str, ...]
"""Where an answer lives in the TOML: `("impact_analysis", "users_affected", "percentage")`."""

TITLE: Path = ("title",)
"""The path of the postmortem's title."""

TIMEZONE: Path = ("timezone",)
"""The path of the document's time zone, an IANA name or an offset."""

RESERVED = frozenset({"template", "title", "timezone"})
"""Top-level keys of a document that no section may take."""


class Kind(StrEnum):
    """What kind of answer a field wants; decides its widget, its TOML form and its Markdown."""

    LINE = "line"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"
    CHOICE = "choice"
    PERSON = "person"
    PROSE = "prose"
    CODE = "code"
    LIST = "list"
    NUMBERED = "numbered"
    TABLE = "table"
    TIMELINE = "timeline"
    ACTIONS = "actions"

    @property
    def is_line(self) -> bool:
        """Whether the answer is one line of text."""
        return self in _LINES

    @property
    def is_text(self) -> bool:
        """Whether the answer is text of many lines."""
        return self in (Kind.PROSE, Kind.CODE)

    @property
    def is_list(self) -> bool:
        """Whether the answer is a list of one-line items."""
        return self in (Kind.LIST, Kind.NUMBERED)

    @property
    def is_rows(self) -> bool:
        """Whether the answer is a list of rows."""
        return self in (Kind.TABLE, Kind.TIMELINE, Kind.ACTIONS)


_LINES = frozenset({Kind.LINE, Kind.DATE, Kind.DATETIME, Kind.DURATION, Kind.CHOICE, Kind.PERSON})


MOMENTS = ("started", "detected", "acknowledged", "mitigated", "resolved")
"""The moments a row of a timeline may be marked with, in the order in which they happen."""
MOMENT_VERBS = {
    "detected": "detect",
    "acknowledged": "acknowledge",
    "mitigated": "mitigate",
    "resolved": "resolve",
}
"""The moments that a length leads to from the start, with the verb of its name: time to detect."""


class ColumnKind(StrEnum):
    """What a column holds. Every cell is text; the kind says how it is read and saved."""

    TEXT = "text"
    TIME = "time"
    DATE = "date"
    PERSON = "person"
    CHECK = "check"
    """`"true"` when ticked, absent when not; a boolean in the TOML."""
    LINK = "link"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, a timeline or a list of action items."""

    key: str
    """The key of its cell in the TOML row: `time`, `event`, `task`, `owner` for the known ones."""
    title: str
    """The words of its heading in the template."""
    kind: ColumnKind = ColumnKind.TEXT
    shown: bool = True
    """Whether the Markdown has a place for it; a timeline's `moment` mostly has none."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the template."""

    path: Path
    kind: Kind
    label: str
    prompt: str = ""
    """The template's own words in the place of the answer, shown greyed while it is empty."""
    samples: tuple[tuple[str, ...], ...] = ()
    """The template's example rows (one cell each for a list), shown greyed while it is empty."""
    choices: tuple[str, ...] = ()
    """What may be chosen; another text is kept and marked."""
    details: bool = False
    """A choice that takes words after it: `Yes, 12 orders`."""
    columns: tuple[Column, ...] = ()
    default_rows: tuple[tuple[str, ...], ...] = ()
    """Rows a new document begins with: labels of the template to write beside, no examples."""
    required: bool = False
    """Whether a postmortem is not complete without an answer."""
    due_days: int | None = None
    """Action items: days from the incident to the default due date."""
    day: str = ""
    """A timeline: the words over its rows that say their day, in a document of its own."""
    reason: str = ""
    """Why the reader took it for this kind, for `hotwash template check`."""
    span: tuple[int, int] = (0, 0)
    """The lines `[start, end)` of the template's text that the answer takes the place of."""
    shape: Shape | None = None
    """How the template writes it (bullets, fences, widths); known to the Markdown format only."""


TIMEZONE_FIELD = Field(TIMEZONE, Kind.LINE, "Time zone")
"""The question for the document's time zone, which stands in no template."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Text of the template that is shown and never edited."""

    text: str
    span: tuple[int, int]
    exported: bool = True
    """Whether it is in every export; guidance on how to fill a template in never is."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading within a section and what stands under it."""

    key: str
    title: str
    level: int
    parts: tuple[Field | Fixed, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A tab: one `##` heading of the template and all that stands under it."""

    key: str
    title: str
    parts: tuple[Field | Fixed | Group, ...]
    span: tuple[int, int] = (0, 0)
    """All its lines `[start, end)`, heading included."""

    def fields(self) -> Iterator[Field]:
        """Its fields, in the template's order, those of its groups included."""
        for part in self.parts:
            if isinstance(part, Field):
                yield part
            elif isinstance(part, Group):
                yield from (inner for inner in part.parts if isinstance(inner, Field))


@dataclass(frozen=True)
class Template:
    """A whole template."""

    name: str
    """How a document names it: `standard`; empty for a document's own."""
    text: str
    """Its Markdown, exactly."""
    sections: tuple[Section, ...]
    title: Field | None = None
    """The title's slot in the first heading, if it has one."""
    is_document: bool = False
    """Whether it is the text of an imported document: then its words are facts, never examples."""
    day: str = ""
    """The words of the day that stands over a document of its own: in front matter, or alone."""
    near: str = ""
    """The first date with its year that a document of its own names, as ISO."""
    warnings: tuple[str, ...] = field(default=())
    """What the reader could not make sense of (an unknown directive, say), with line numbers."""
    language: str = ""
    """The language that it is in, as `de`; empty where that cannot be told. See `terms`."""

    _derived: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def derived(self, make: Callable[[Template], Derived]) -> Derived:
        """Return what is made of the template; it is made once and kept with it.

        Args:
            make: What makes it, of a template that never changes.
        """
        if make not in self._derived:
            self._derived[make] = make(self)
        found: Derived = self._derived[make]
        return found

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field of every section, in order; the title is not among them."""
        return tuple(found for section in self.sections for found in section.fields())

    @cached_property
    def by_path(self) -> dict[Path, Field]:
        """Every field by its path, the title too."""
        found = {known.path: known for known in self.fields}
        if self.title is not None:
            found[TITLE] = self.title
        return found

    @cached_property
    def dates(self) -> tuple[Field, ...]:
        """The fields of a date, or of a date and time, in order."""
        return tuple(known for known in self.fields if known.kind in (Kind.DATE, Kind.DATETIME))

    @cached_property
    def section_of(self) -> dict[Path, Section]:
        """The section in which a field stands, by the field's path."""
        return {known.path: part for part in self.sections for known in part.fields()}
