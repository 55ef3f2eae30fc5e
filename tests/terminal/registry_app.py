"""A tiny program with the registry's keys: writes the id of each command that a key runs to a file.

Arguments: the file, and the scope that has the focus (`text` for a text area).
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

from hotwash.tui.bindings import bindings
from hotwash.tui.commands import KeyScope

LOG, PLACE = sys.argv[1:3]


class Place(Static, can_focus=True):
    """Something with the focus in which the keys of some scopes act."""

    BINDINGS = (
        bindings(
            KeyScope(PLACE),
            *([KeyScope.TABLE] if PLACE in (KeyScope.TIMELINE, KeyScope.ACTIONS) else []),
        )
        if PLACE != "text"
        else []
    )


class RegistryApp(App[None]):
    """Logs what its keys run."""

    BINDINGS = bindings(KeyScope.ANYWHERE, KeyScope.OUTSIDE_TEXT)
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield TextArea() if PLACE == "text" else Place()

    def on_ready(self) -> None:
        self.action_run_command("ready")

    def action_run_command(self, identifier: str) -> None:
        """Do nothing but say so."""
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"{identifier}\n")


if __name__ == "__main__":
    RegistryApp().run()
