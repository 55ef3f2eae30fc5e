"""The menu of places: the tabs, then the commands that have a letter in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, repeat

from hotwash.template.model import Section
from hotwash.tui.command import Command, CommandGroup
from hotwash.tui.keymap import Keymap
from hotwash.tui.screens.dialogs import Choice
from hotwash.tui.widgets.tabs import KEYS


def choices(
    sections: Sequence[Section],
    marks: Sequence[str],
    keymap: Keymap,
    can_run: Callable[[str], bool],
) -> list[Choice]:
    """Return the tabs as `tab 0`, `tab 1`, …, and the commands by their ids.

    Args:
        sections: The sections of the template, one for each tab.
        marks: The state of each.
        keymap: The commands.
        can_run: Whether a command makes sense where the person is; the others stand last.
    """
    known = [command for command in keymap.commands if command.menu]
    here = {command.id: can_run(command.id) for command in known}
    known.sort(key=lambda command: _order(command, here=here[command.id]))
    menu = [_of_command(command, here=here[command.id]) for command in known]
    taken = {choice.key for choice in menu}
    keys = chain((key for key in KEYS if key not in taken), repeat(""))
    tabs = [
        Choice(f"tab {index}", section.title, key, mark)
        for index, (section, mark, key) in enumerate(zip(sections, marks, keys, strict=False))
    ]
    return [*tabs, *menu]


def _order(command: Command, *, here: bool) -> int:
    """Where a command stands: those of a timeline in hand first, what works elsewhere last."""
    return 2 if not here else int(command.group is not CommandGroup.TIMELINE)


def _of_command(command: Command, *, here: bool) -> Choice:
    """A command in the menu, with the place where it does something if that is not here."""
    where = "" if here else command.where
    return Choice(command.id, command.title, command.menu, where, elsewhere=not here)
