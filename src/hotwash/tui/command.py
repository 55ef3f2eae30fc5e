"""What a command is: words, keys, and where the keys act.

| Keys of a command | Act |
| --- | --- |
| `keys` | where its scope says; in `KeyScope.ANYWHERE` before the text that has the focus |
| `plain_keys` | besides, where no key types a character: in a table, say |
| `menu` | after F6 or Ctrl+G |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class KeyScope(StrEnum):
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

    def overlaps(self, other: KeyScope) -> bool:
        """Whether one key in both scopes would mean two things."""
        return other in _OVERLAPS[self]


_OVERLAPS: dict[KeyScope, tuple[KeyScope, ...]] = {
    KeyScope.ANYWHERE: tuple(KeyScope),
    KeyScope.OUTSIDE_TEXT: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.TIMELINE,
        KeyScope.ACTIONS,
        KeyScope.RANGE,
    ),
    KeyScope.TABLE: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.TIMELINE,
        KeyScope.ACTIONS,
        KeyScope.RANGE,
    ),
    KeyScope.TIMELINE: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.TIMELINE,
        KeyScope.RANGE,
    ),
    KeyScope.ACTIONS: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.ACTIONS,
        KeyScope.RANGE,
    ),
    KeyScope.RANGE: (
        KeyScope.ANYWHERE,
        KeyScope.OUTSIDE_TEXT,
        KeyScope.TABLE,
        KeyScope.TIMELINE,
        KeyScope.ACTIONS,
        KeyScope.RANGE,
    ),
    KeyScope.CELL: (KeyScope.ANYWHERE, KeyScope.CELL),
}


class CommandGroup(StrEnum):
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
    group: CommandGroup
    keys: tuple[str, ...] = ()
    """Keys in Textual's spelling (`ctrl+s`) that act where the scope says, the best one first."""
    scope: KeyScope = KeyScope.ANYWHERE
    plain_keys: tuple[str, ...] = ()
    """Further keys, which act in `plain_scope` only, where they type nothing."""
    plain_scope: KeyScope = KeyScope.TABLE
    menu: str = ""
    """Its letter in the go-to menu."""
    footer: str = ""
    """Its short name in the footer; empty for a command that the footer does not show."""
    priority: bool = True
    """Whether its keys go before those of the text that has the focus (in `KeyScope.ANYWHERE`)."""

    @property
    def in_palette(self) -> bool:
        """Whether choosing it from the palette makes sense."""
        return self.scope is not KeyScope.CELL and self.id != "palette"

    @property
    def where(self) -> str:
        """Where it does something, in words: `in the timeline`."""
        if self.scope in (KeyScope.TABLE, KeyScope.TIMELINE, KeyScope.ACTIONS):
            return str(self.scope)
        if self.group is CommandGroup.TIMELINE:
            return str(KeyScope.TIMELINE)
        return str(KeyScope.TABLE) if self.group is CommandGroup.ROWS else "in an open postmortem"

    def bound(self) -> Iterator[tuple[str, KeyScope]]:
        """Each of its keys, and where it acts."""
        yield from ((key, self.scope) for key in self.keys)
        yield from ((key, self.plain_scope) for key in self.plain_keys)
