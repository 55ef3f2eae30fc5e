"""The keymap: the registry's commands with the keys that a person has put in the settings.

A `[keys]` table maps an id to keys, `save = "f2, ctrl+s"`; an empty text takes all keys away.
Textual itself ignores an unknown id, and lets a key that is taken twice vanish without a word, so
all of it is checked here and each problem is said by name. A line that cannot be used at all never
costs a command the keys it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from hotwash.tui.commands import COMMANDS, Command, KeyScope
from hotwash.tui.keys import belongs_to_text, read_key, show_key, show_key_short, why_not


@dataclass(frozen=True)
class Keymap:
    """The commands with their effective keys."""

    commands: tuple[Command, ...] = COMMANDS
    problems: tuple[str, ...] = ()
    """What is wrong with the settings, one sentence each, with the id that it is about."""

    @cached_property
    def by_id(self) -> dict[str, Command]:
        """Every command by its id."""
        return {command.id: command for command in self.commands}

    def hint(self, identifier: str, *, short: bool = False, scope: KeyScope | None = None) -> str:
        """The best way to a command as it is shown: `F2`, `F6 c`; empty for the palette only.

        Args:
            identifier: The command's id.
            short: Whether room is dear (`^S` for `Ctrl+S`).
            scope: Where the person is: a key of just this place goes before one for anywhere.
        """
        command = self.by_id[identifier]
        show = show_key_short if short else show_key

        def is_general(bound: tuple[str, KeyScope]) -> bool:
            where = bound[1]
            return where is KeyScope.ANYWHERE or scope is None or not where.overlaps(scope)

        for key, _ in sorted(command.bound(), key=is_general):
            return show(key)
        opener = self.by_id["go-to"].keys
        return f"{show(opener[0])} {command.menu}" if command.menu and opener else ""

    def bound(self, *scopes: KeyScope) -> Iterable[tuple[str, Command, KeyScope]]:
        """Every key that acts in one of the scopes, with its command."""
        for command in self.commands:
            for key, scope in command.bound():
                if scope in scopes:
                    yield key, command, scope


def apply(settings_keys: Mapping[str, str], commands: tuple[Command, ...] = COMMANDS) -> Keymap:
    """Return the commands with the keys of the settings, and what is wrong with these.

    Args:
        settings_keys: Keys separated by commas, by the command's id.
        commands: The commands with the keys they come with.
    """
    known = {command.id: command for command in commands}
    chosen: dict[str, Command] = {}
    problems: list[str] = []
    for identifier, text in settings_keys.items():
        command = known.get(identifier)
        if command is None:
            problems.append(_unknown(identifier, known))
            continue
        keys, faults = _read_keys(command, str(text))
        problems += faults
        if not keys and str(text).strip():
            continue
        if not keys and identifier == "palette":
            problems.append(
                "keys.palette: it needs a key, for it leads to the commands without one"
            )
            continue
        chosen[identifier] = _with_keys(command, keys)
    effective = _settle(commands, chosen, problems)
    return Keymap(effective, tuple(problems))


def keys_table(keymap: Keymap | None = None) -> str:
    """The table of commands and keys as plain text, for `hotwash keys`."""
    keymap = keymap or Keymap()
    rows = [(command, _all_keys(keymap, command)) for command in keymap.commands]
    width = max(len(command.title) for command, _ in rows)
    ids = max(len(command.id) for command, _ in rows)
    lines: list[str] = []
    group = None
    for command, shown in rows:
        if command.group is not group:
            lines += ["", str(command.group)] if lines else [str(command.group)]
            group = command.group
        lines.append(f"  {command.title:{width}}  {command.id:{ids}}  {shown}".rstrip())
    lines += [f"keys: {problem}" for problem in keymap.problems]
    return "\n".join(lines) + "\n"


def keys_markdown(keymap: Keymap | None = None) -> str:
    """The same table in Markdown, for the README."""
    keymap = keymap or Keymap()
    lines = ["| Command | Id | Keys |", "| --- | --- | --- |"]
    for command in keymap.commands:
        shown = _all_keys(keymap, command).replace("|", "\\|")
        lines.append(f"| {command.title} | `{command.id}` | {shown} |")
    return "\n".join(lines) + "\n"


def _all_keys(keymap: Keymap, command: Command) -> str:
    """Every way to a command: its keys, where they act, and its letter in the go-to menu."""
    parts = []
    if command.keys:
        where = "" if command.scope is KeyScope.ANYWHERE else f" {command.scope}"
        parts.append(", ".join(map(show_key, command.keys)) + where)
    if command.plain_keys:
        parts.append(", ".join(map(show_key, command.plain_keys)) + f" {command.plain_scope}")
    opener = keymap.by_id["go-to"].keys
    if command.menu and opener:
        parts.append(f"{show_key(opener[0])} {command.menu}")
    return "; ".join(parts) or "palette"


def _unknown(identifier: str, known: Iterable[str]) -> str:
    near = get_close_matches(identifier.lower().replace("_", "-").replace(" ", "-"), known, 1)
    remedy = f"did you mean `{near[0]}`?" if near else "`hotwash keys` lists the commands"
    return f"keys.{identifier}: there is no such command; {remedy}"


def _read_keys(command: Command, text: str) -> tuple[tuple[str, ...], list[str]]:
    """The keys that can be bound, and what is wrong with the others."""
    keys: list[str] = []
    faults: list[str] = []
    textless = command.scope is not KeyScope.ANYWHERE or command.plain_keys
    for part in text.split(","):
        if not part.strip():
            continue
        key = read_key(part)
        reason = why_not(key)
        if not reason and belongs_to_text(key) and not textless:
            reason = "it is needed where text is typed"
        if reason:
            faults.append(f"keys.{command.id}: “{part.strip()}” cannot be used: {reason}")
        elif key not in keys:
            keys.append(key)
    return tuple(keys), faults


def _with_keys(command: Command, keys: tuple[str, ...]) -> Command:
    """The command with new keys, those that belong to text kept out of text."""
    if command.scope is not KeyScope.ANYWHERE:
        return replace(command, keys=keys, plain_keys=())
    plain = tuple(key for key in keys if belongs_to_text(key))
    strong = tuple(key for key in keys if key not in plain)
    return replace(command, keys=strong, plain_keys=plain)


def _settle(
    commands: tuple[Command, ...], chosen: Mapping[str, Command], problems: list[str]
) -> tuple[Command, ...]:
    """Give each key to one command: to the first that the settings name, else to its own."""
    taken: list[tuple[str, KeyScope, str]] = []
    settled: dict[str, Command] = {}
    order = [*chosen.values(), *(command for command in commands if command.id not in chosen)]
    for command in order:
        lost = {
            key: owner for key, scope in command.bound() for owner in _owners(key, scope, taken)
        }
        kept = _without(command, lost)
        problems += [_clash(command.id, key, owner, kept) for key, owner in lost.items()]
        taken += [(key, scope, command.id) for key, scope in kept.bound()]
        settled[command.id] = kept
    return tuple(settled[command.id] for command in commands)


def _without(command: Command, lost: Collection[str]) -> Command:
    """The command without some of its keys."""
    return replace(
        command,
        keys=tuple(key for key in command.keys if key not in lost),
        plain_keys=tuple(key for key in command.plain_keys if key not in lost),
    )


def _owners(key: str, scope: KeyScope, taken: list[tuple[str, KeyScope, str]]) -> list[str]:
    return [owner for other, where, owner in taken if other == key and where.overlaps(scope)]


def _clash(identifier: str, key: str, owner: str, kept: Command) -> str:
    left = [show_key(other) for other, _ in kept.bound()]
    if left:
        rest = f"`{identifier}` keeps {', '.join(left)}"
    else:
        rest = f"`{identifier}` is now only in {'the go-to menu' if kept.menu else 'the palette'}"
    return f"keys.{owner}: {show_key(key)} is also a key of `{identifier}`; {rest}"
