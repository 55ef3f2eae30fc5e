"""What a command is: words, keys, and where the keys act.

| Keys of a command | Act |
| --- | --- |
| `keys` | where its scope says; in `Scope.ANYWHERE` before the text that has the focus |
| `plain_keys` | besides, where no key types a character: in a table, say |
| `menu` | after F6 or Ctrl+G |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Where the keys of a command act."""

    ANYWHERE = "anywhere"
    OUTSIDE_TEXT = "outside text"
    """Anywhere but where a key types a character."""
    TABLE = "in a table"
    """A table, a timeline or a checklist has the focus and no cell is being edited."""
    TIMELINE = "in the timeline"
    ACTIONS = "in a checklist"
    RANGE = "on a range of rows"
    """A range of rows is selected: the keys of tables act, on all of them."""
    CELL = "in a cell"
    """A cell is being edited, or a dialog is open."""

    def overlaps(self, other: Scope) -> bool:
        """Whether one key in both scopes would mean two things."""
        return other in _OVERLAPS[self]


_OVERLAPS: dict[Scope, tuple[Scope, ...]] = {
    Scope.ANYWHERE: tuple(Scope),
    Scope.OUTSIDE_TEXT: (
        Scope.ANYWHERE,
        Scope.OUTSIDE_TEXT,
        Scope.TABLE,
        Scope.TIMELINE,
        Scope.ACTIONS,
        Scope.RANGE,
    ),
    Scope.TABLE: (
        Scope.ANYWHERE,
        Scope.OUTSIDE_TEXT,
        Scope.TABLE,
        Scope.TIMELINE,
        Scope.ACTIONS,
        Scope.RANGE,
    ),
    Scope.TIMELINE: (
        Scope.ANYWHERE,
        Scope.OUTSIDE_TEXT,
        Scope.TABLE,
        Scope.TIMELINE,
        Scope.RANGE,
    ),
    Scope.ACTIONS: (
        Scope.ANYWHERE,
        Scope.OUTSIDE_TEXT,
        Scope.TABLE,
        Scope.ACTIONS,
        Scope.RANGE,
    ),
    Scope.RANGE: (
        Scope.ANYWHERE,
        Scope.OUTSIDE_TEXT,
        Scope.TABLE,
        Scope.TIMELINE,
        Scope.ACTIONS,
        Scope.RANGE,
    ),
    Scope.CELL: (Scope.ANYWHERE, Scope.CELL),
}


class Group(StrEnum):
    """The heading under which a command stands in the help."""

    DOCUMENT = "Document"
    MOVING = "Moving around"
    ROWS = "Rows"
    TIMELINE = "Timeline"
    TEXT = "Text"
    OUTPUT = "Preview and copy"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do."""

    id: str
    """How the settings and the program name it: `add-row`."""
    title: str
    """What the palette and the help call it. Plain text, never markup."""
    help: str
    """One sentence on what it does."""
    group: Group
    keys: tuple[str, ...] = ()
    """Keys in Textual's spelling (`ctrl+s`) that act where the scope says, the best one first."""
    scope: Scope = Scope.ANYWHERE
    plain_keys: tuple[str, ...] = ()
    """Further keys, which act in `plain_scope` only, where they type nothing."""
    plain_scope: Scope = Scope.TABLE
    menu: str = ""
    """Its letter in the go-to menu."""
    footer: str = ""
    """Its short name in the footer; empty for a command that the footer does not show."""
    priority: bool = True
    """Whether its keys go before those of the text that has the focus (in `Scope.ANYWHERE`)."""

    @property
    def in_palette(self) -> bool:
        """Whether choosing it from the palette makes sense."""
        return self.scope is not Scope.CELL and self.id != "palette"

    @property
    def where(self) -> str:
        """Where it does something, in words: `in the timeline`."""
        if self.scope in (Scope.TABLE, Scope.TIMELINE, Scope.ACTIONS):
            return str(self.scope)
        if self.group is Group.TIMELINE:
            return str(Scope.TIMELINE)
        return str(Scope.TABLE) if self.group is Group.ROWS else "in an open postmortem"

    def bound(self) -> Iterator[tuple[str, Scope]]:
        """Each of its keys, and where it acts."""
        yield from ((key, self.scope) for key in self.keys)
        yield from ((key, self.plain_scope) for key in self.plain_keys)
