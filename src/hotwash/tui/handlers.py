"""Commands bound where they are done: a method names the command of the registry that it does.

    @command("move-row-up", -1)
    @command("move-row-down", 1)
    def move_row(self, by: int) -> None: ...

A screen or a widget whose parts have handlers too lists these in `command_parts`. The first object
in reach that has a handler does the command: the screen, what has the cursor and what is around
it, the rest of the tab, the app. A handler may be a coroutine: it may ask something, and runs as a
worker of the screen.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from textual.dom import DOMNode

_NAMED = "commands that it does"
"""The attribute of a method under which `command` keeps what it was told."""

Method = TypeVar("Method", bound=Callable[..., object])

_KNOWN: dict[type[object], dict[str, Handler]] = {}
"""The handlers of each class that was asked for."""


@runtime_checkable
class HasCommandParts(Protocol):
    """An object whose parts have handlers besides its own."""

    def command_parts(self) -> Iterable[object]:
        """The parts, the first to be asked first."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What does a command in the objects of a class."""

    method: str
    """The name of the method, which a subclass may override without naming the command again."""
    arguments: tuple[object, ...]
    group: str
    """The group of workers in which a coroutine runs; it ends the one before it there."""


@dataclass(frozen=True, slots=True)
class Act:
    """A command in reach: an object, and how it does the command."""

    target: object
    handler: Handler

    def run(self, node: DOMNode) -> None:
        """Do it; a coroutine as a worker of a screen or a widget."""
        method: Callable[..., object] = getattr(self.target, self.handler.method)
        result = method(*self.handler.arguments)
        if inspect.iscoroutine(result):
            node.run_worker(result, group=self.handler.group, exclusive=True)


def command(
    identifier: str, *arguments: object, group: str = "dialog"
) -> Callable[[Method], Method]:
    """Say of a method that it does a command.

    Args:
        identifier: The command's id in the registry.
        arguments: What the method is given.
        group: The group of workers, for a coroutine.
    """

    def named(method: Method) -> Method:
        vars(method).setdefault(_NAMED, []).append((identifier, arguments, group))
        return method

    return named


def handlers(kind: type[object]) -> Mapping[str, Handler]:
    """The handlers of a class and its bases, by the command's id."""
    if (found := _KNOWN.get(kind)) is not None:
        return found
    found = _KNOWN[kind] = {}
    for base in reversed(kind.__mro__):
        for name, member in vars(base).items():
            for identifier, arguments, group in _named(member):
                found[identifier] = Handler(name, arguments, group)
    return found


def _named(member: object) -> list[tuple[str, tuple[object, ...], str]]:
    found: Any = vars(member).get(_NAMED, []) if inspect.isfunction(member) else []
    return list(found)


def find(identifier: str, objects: Iterable[object]) -> Act | None:
    """Return what does a command: the first of the objects, or of their parts, that has it."""
    for target in with_parts(objects):
        if (handler := handlers(type(target)).get(identifier)) is not None:
            return Act(target, handler)
    return None


def with_parts(objects: Iterable[object]) -> Iterator[object]:
    """Yield each object and, after it, its parts and theirs."""
    for target in objects:
        yield target
        if isinstance(target, HasCommandParts):
            yield from with_parts(target.command_parts())
