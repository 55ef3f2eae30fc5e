"""Textual bindings from the registry, and a person's keymap in the form that Textual takes.

A class binds the keys the commands come with, `BINDINGS = [*bindings(Scope.TABLE, Scope.TIMELINE)]`;
the app then applies a person's own with `app.set_keymap(overrides(keymap))`, which reaches every
widget by the ids given here. Every binding runs one action, `app.run_command('…')`.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from hotwash.tui.commands import BY_ID, COMMANDS, Command, Scope
from hotwash.tui.keymap import Keymap
from hotwash.tui.keys import show_key_short

NO_KEY = "f24"
"""Stands for no key at all: Textual would take an empty text for the default keys."""


def bindings(*scopes: Scope, action: str = "app.run_command") -> list[BindingType]:
    """The bindings of the keys that act in one of the scopes.

    Args:
        scopes: Where the class that binds them has the focus.
        action: The action that is run with the command's id.
    """
    return [
        Binding(
            ",".join(keys),
            f"{action}('{command.id}')",
            command.footer or command.title,
            show=False,
            key_display=show_key_short(keys[0]),
            priority=command.priority and scope is Scope.ANYWHERE,
            id=identifier,
        )
        for command in COMMANDS
        for identifier, keys, scope in _parts(command)
        if keys and scope in scopes
    ]


def overrides(keymap: Keymap) -> dict[str, str]:
    """What differs from the keys the commands come with, for `App.set_keymap`."""
    changed: dict[str, str] = {}
    for command in keymap.commands:
        for (identifier, keys, _), (_, own, _) in zip(
            _parts(command), _parts(BY_ID[command.id]), strict=True
        ):
            if keys != own:
                changed[identifier] = ",".join(keys) or NO_KEY
    return changed


def _parts(command: Command) -> tuple[tuple[str, tuple[str, ...], Scope], ...]:
    """The two bindings of a command: its id in the screen's terms, its keys, and where they act."""
    return (
        (command.id, command.keys, command.scope),
        (f"{command.id}.plain", command.plain_keys, command.plain_scope),
    )
