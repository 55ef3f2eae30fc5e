"""Textual bindings from the registry, and a person's keymap in the form that Textual takes.

A class binds the keys the commands come with (`BINDINGS = bindings(Scope.TABLE, Scope.TIMELINE)`);
the app then applies a person's own with `app.set_keymap(overrides(keymap))`, which reaches every
widget by the ids given here. Every binding runs one action, `app.run_command('…')`.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from hotwash.tui.commands import BY_ID, COMMANDS, Command, KeyScope
from hotwash.tui.keymap import Keymap

NO_KEY = "no_key"
"""No terminal sends it. It holds the place of a command without keys, so that a person's keymap can
give it some, and stands for none at all where Textual would take an empty text for the default."""


def bindings(*scopes: KeyScope, action: str = "app.run_command") -> list[BindingType]:
    """The bindings of the keys that act in one of the scopes.

    Args:
        scopes: Where the class that binds them has the focus.
        action: The action that is run with the command's id.
    """
    return [
        Binding(
            ",".join(keys) or NO_KEY,
            f"{action}('{command.id}')",
            command.footer or command.title,
            show=False,
            priority=command.priority and scope is KeyScope.ANYWHERE,
            id=identifier,
        )
        for command in COMMANDS
        for identifier, keys, scope in _parts(command)
        if scope in scopes
    ]


def overrides(keymap: Keymap) -> dict[str, str]:
    """What differs from the keys the commands come with, for `App.set_keymap`."""
    changed: dict[str, str] = {}
    for command in keymap.commands:
        own = {identifier: keys for identifier, keys, _ in _parts(BY_ID[command.id])}
        changed |= {
            identifier: ",".join(keys) or NO_KEY
            for identifier, keys, _ in _parts(command)
            if keys != own.get(identifier, keys)
        }
    return changed


def _parts(command: Command) -> tuple[tuple[str, tuple[str, ...], KeyScope], ...]:
    """The bindings of a command: the id in Textual's terms, the keys, and where they act."""
    strong = (command.id, command.keys, command.scope)
    if not BY_ID[command.id].plain_keys:
        return (strong,)
    return (strong, (f"{command.id}.plain", command.plain_keys, command.plain_scope))
