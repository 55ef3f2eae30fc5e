"""Every command has a handler, and every handler is of a command."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tui.editor import editing

import hotwash.tui
from hotwash.editing import new
from hotwash.formats.exporting import FORMATS
from hotwash.tui.commands import BY_ID
from hotwash.tui.handlers import command, find, handlers
from hotwash.tui.screens.dialogs import Choose


def classes() -> Iterator[type[object]]:
    """Every class of the screen's room."""
    for module in pkgutil.walk_packages(hotwash.tui.__path__, "hotwash.tui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name:
                yield kind


def test_commands_and_handlers_are_the_same_ones() -> None:
    handled = {identifier for kind in classes() for identifier in handlers(kind)}
    assert handled == set(BY_ID)


class Base:
    """Does two commands."""

    def __init__(self) -> None:
        self.done: list[object] = []

    @command("move-row-up", -1)
    @command("move-row-down", 1)
    def move(self, by: int) -> None:
        """Note it."""
        self.done.append(by)


class Changed(Base):
    """Does them in another way, and one more."""

    def move(self, by: int) -> None:
        """Note it."""
        self.done.append(f"changed {by}")

    @command("tick")
    def tick(self) -> None:
        """Note it."""
        self.done.append("tick")


class Whole:
    """Has parts that do commands."""

    def __init__(self, *parts: object) -> None:
        self._parts = parts

    def command_parts(self) -> tuple[object, ...]:
        """The parts."""
        return self._parts


def test_an_override_keeps_the_command() -> None:
    assert set(handlers(Base)) == {"move-row-up", "move-row-down"}
    assert set(handlers(Changed)) == {"move-row-up", "move-row-down", "tick"}
    assert handlers(Changed)["move-row-up"].arguments == (-1,)


@pytest.mark.parametrize(
    ("identifier", "target"), [("move-row-up", 0), ("tick", 1), ("moment", None)]
)
def test_the_first_object_in_reach_does_it(identifier: str, target: int | None) -> None:
    parts = (Base(), Changed())
    act = find(identifier, [Whole(Whole(parts[0]), parts[1])])
    assert (act and act.target) is (None if target is None else parts[target])


async def test_the_copy_menu_has_every_format(tmp_path: Path) -> None:
    path = tmp_path / "outage.toml"
    path.write_bytes(Path(new.example()).read_bytes())
    async with editing(path) as editor:
        editor.app.run_command("copy-menu")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        menu = editor.app.screen
        assert isinstance(menu, Choose)
        offered = {choice.value for choice in menu.choices}
        assert set(FORMATS) <= offered
        keys = [choice.key for choice in menu.choices]
        assert len(set(keys)) == len(keys)
