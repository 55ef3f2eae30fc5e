"""The command palette's source: every command of the registry, with its key beside it.

A command that does nothing where the person is stands last, dimmed, with the place where it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Protocol, cast

from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import LoadingIndicator

from hotwash.tui.commands import Command
from hotwash.tui.keymap import Keymap


class RunsCommands(Protocol):
    """What the palette asks of the app."""

    keymap: Keymap

    def run_command(self, identifier: str) -> None:
        """Do what the command with this id does."""

    def can_run(self, identifier: str) -> bool:
        """Whether the command makes sense where the person is."""


class Palette(CommandPalette):
    """Textual's palette, in which paging through a list that is not drawn yet does nothing."""

    def on_mount(self) -> None:
        """Say on the box, as on every dialog, how it is left."""
        self.query_one("#--container").border_subtitle = "Enter: OK · Esc: cancel"
        self.query_one(CommandInput).cursor_blink = False
        self.call_after_refresh(self._rest)

    def _rest(self) -> None:
        """Let what is never shown draw nothing: an open palette that waits for a key is idle."""
        self.query_one(LoadingIndicator).auto_refresh = None

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError):
            super()._action_command_list(action)


class HotwashCommands(Provider):
    """Finds commands by their titles, ids and what they do."""

    async def discover(self) -> Hits:
        """Yield every command, in the order of the help, while nothing is typed."""
        for command, here in self._commands():
            shown = self._display(command, here=here)
            yield DiscoveryHit(shown, self._run(command), command.title, command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose title, id or help fits the words, the best fit first."""
        matcher = self.matcher(query)
        for command, here in self._commands():
            score = max(
                matcher.match(command.title),
                matcher.match(command.id),
                matcher.match(command.help) / 2,
            )
            if score > 0:
                score = score if here else score / 2
                shown = self._display(command, here=here)
                yield Hit(score, shown, self._run(command), command.title, command.help)

    def _commands(self) -> Iterator[tuple[Command, bool]]:
        """Every command, and whether it does something where the person is: those first."""
        app = self._runner
        known = [command for command in app.keymap.commands if command.in_palette]
        here = {command.id: app.can_run(command.id) for command in known}
        for wanted in (True, False):
            yield from ((command, wanted) for command in known if here[command.id] is wanted)

    def _display(self, command: Command, *, here: bool) -> Content:
        if not here:
            return Content.styled(f"{command.title}  {command.where}", "dim")
        hint = self._runner.keymap.hint(command.id)
        title = Content(command.title)
        return title + Content.styled(f"  {hint}", "dim") if hint else title

    def _run(self, command: Command) -> Callable[[], None]:
        return partial(self._runner.run_command, command.id)

    @property
    def _runner(self) -> RunsCommands:
        return cast("RunsCommands", self.app)
