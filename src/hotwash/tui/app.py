"""The application: screens, keys from the registry, themes, and the way in and out."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.theme import Theme, ThemeProvider

from hotwash.editing.open_document import OpenDocument
from hotwash.storage import folders, themes
from hotwash.storage.settings import Settings
from hotwash.tui.bindings import bindings, overrides
from hotwash.tui.commands import KeyScope
from hotwash.tui.handlers import Act, command, find
from hotwash.tui.key_order import KeysInOrder
from hotwash.tui.keymap import Keymap
from hotwash.tui.palette import HotwashCommands, Palette
from hotwash.tui.protocols import HoldsDocument, Says
from hotwash.tui.sizes import SMALLEST
from hotwash.tui.terminal.background import light_by_environment
from hotwash.tui.terminal.driver import driver_class
from hotwash.tui.terminal.output import LeanOutput
from hotwash.tui.terminal.safety import LastWords

if TYPE_CHECKING:
    from hotwash.editing.speller import Speller

_IN_DIALOGS = frozenset({"quit"})
"""Commands that work while a dialog is open."""

COLOURLESS = "ansi-dark"
"""The theme that is drawn in the terminal's own two colours where `NO_COLOR` is set."""

DARK, LIGHT = "textual-dark", "textual-light"
"""The themes for terminals with a dark and with a light background."""

SETTLED = 1.0
"""Seconds after which the first screen stands."""


class HotwashApp(LastWords, KeysInOrder, LeanOutput, App[None]):
    """Hotwash on the screen.

    Args:
        settings: The person's settings.
        keymap: The keys as the settings have them.
        opened: The postmortem to open; None shows the start screen.
        folder: Where the start screen looks for postmortems.
        greeting: What to say first, such as where the example lives.
    """

    TITLE = "hotwash"
    CSS_PATH = ["styles/app.tcss", "styles/dialogs.tcss"]
    BINDINGS = [*bindings(KeyScope.ANYWHERE, KeyScope.OUTSIDE_TEXT)]
    COMMANDS = {HotwashCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (SMALLEST[0], "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SMALLEST[1], "-tall")]
    COMMAND_PALETTE_BINDING = "ctrl+backslash"

    def __init__(
        self,
        settings: Settings | None = None,
        keymap: Keymap | None = None,
        opened: OpenDocument | None = None,
        *,
        folder: str = ".",
        greeting: str = "",
    ) -> None:
        colourless = bool(os.environ.get("NO_COLOR"))
        super().__init__(driver_class=driver_class(), ansi_color=True if colourless else None)
        if colourless:
            self.theme = COLOURLESS
        self.settings = settings or Settings()
        self.shows_cursor = self.settings.terminal_cursor
        self.set_class(self.settings.linear, "-linear")
        self.keymap = keymap or Keymap()
        self.opened = opened
        self.folder = os.path.abspath(folder)
        self.greeting = greeting
        self.speller: Speller | None = None
        """What judges the spelling; None while nobody wants it, or it is being loaded."""
        self.set_keymap(overrides(self.keymap))
        chosen = (self.settings.theme, themes.remembered())
        self._chosen_theme = next((name for name in chosen if name in self.available_themes), "")
        if colourless:
            self._chosen_theme = COLOURLESS
        self._own_theme = ""

    @property
    def follows_terminal(self) -> bool:
        """Whether the theme is the one that suits the terminal: nobody has chosen one."""
        return not self._chosen_theme

    def terminal_is(self, light: bool) -> None:
        """Take the theme that suits a terminal that has said whether its background is light."""
        wanted = LIGHT if light else DARK
        if self.follows_terminal and self.theme != wanted:
            self._own_theme = wanted
            self.theme = wanted

    def on_mount(self) -> None:
        """Show the postmortem, or the start screen."""
        if self._chosen_theme:
            self.theme = self._chosen_theme
        elif self.follows_terminal and light_by_environment(os.environ):
            self.terminal_is(True)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.push_screen(self._editor(self.opened) if self.opened else self._start())
        for problem in self.keymap.problems:
            self.notify(problem, title="settings", severity="warning", timeout=15)
        for warning in folders.warnings():
            self.notify(warning, title="state folder", severity="warning", timeout=15)
        if self.settings.spelling:
            self.call_after_refresh(self._load_speller)
        if not gc.isenabled():
            self.set_timer(SETTLED, _collect_from_here)

    async def _load_speller(self) -> None:
        from hotwash.tui.screens.spellcheck import use_speller

        self.run_worker(use_speller(self, self.settings.spelling), group="spelling")

    def open(self, opened: OpenDocument) -> None:
        """Show another postmortem in the place of what is shown."""
        if self.opened is not None:
            self.opened.close()
        self.opened = opened
        self.greeting = ""
        self.switch_screen(self._editor(opened))

    def show_start(self, what: str = "") -> None:
        """Leave the postmortem for the start screen, in the folder that the person works in.

        Args:
            what: What to do there at once: `new`, `open`, or nothing.
        """
        if self.opened is not None:
            self.opened.close()
            self.opened = None
        self.greeting = ""
        self.switch_screen(self._start(what))

    def flush(self) -> bool:
        """Wait until all that was typed is on disk; safe in a signal handler."""
        return self.opened.flush() if self.opened is not None else True

    async def type_the_rest(self) -> None:
        """Wait until every key that was read has had its effect."""
        await self.keys_done()

    def no_more_keys(self) -> None:
        """Let keys do nothing from now on, and keep the place for the next time.

        A program that fails keeps none: it might fail there again.
        """
        self.ignore_keys()
        for screen in self._screen_stack:
            if isinstance(screen, HoldsDocument):
                with suppress(Exception):
                    screen.keep_place()

    def hand_over(self) -> None:
        """Give what the widgets have not told yet to the autosave; on the app's loop."""
        for screen in self._screen_stack:
            if isinstance(screen, HoldsDocument):
                screen.hand_over()

    def _editor(self, opened: OpenDocument) -> Screen[None]:
        from hotwash.tui.screens.editor import EditorScreen

        opened.file.moments_line = self.settings.moments_line
        return EditorScreen(
            opened,
            self.keymap,
            preview=self.settings.preview,
            clipboard=self.settings.clipboard,
            greeting=self.greeting or opened.greeting,
        )

    def _start(self, what: str = "") -> Screen[None]:
        from hotwash.tui.screens.start import StartScreen

        return StartScreen(self.folder, what)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a field, by the same way as everything else."""
        self._clipboard = text
        if isinstance(self.screen, HoldsDocument):
            self.screen.copy_text(text)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in the last lines of the screen, where it lies over nothing.

        Args:
            message: What; a person's words are safe in it.
            title: What it is about; an untitled message gives way to the next one.
            severity: Whether something went wrong.
            timeout: Seconds that it stands at the least.
            markup: Has no meaning here: nothing is read as markup.
        """
        words = f"{title}: {message}" if title else message
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Says) and not isinstance(screen, ModalScreen):
                alert, topic = severity != "information", words if title else ""
                screen.say(words, alert=alert, seconds=timeout or 5.0, topic=topic)
                return

    def on_paste(self) -> None:
        """Say that a paste went nowhere: what has the cursor, and all around it, takes no text."""
        self.notify("Not pasted: no text or table has the cursor here", severity="warning")

    # --- commands

    def can_run(self, identifier: str) -> bool:
        """Whether a command makes sense where the person is."""
        return self._find(identifier, past_palette=True) is not None

    def run_command(self, identifier: str) -> None:
        """Do what the command with this id does, on the screen or here."""
        found = self._find(identifier)
        if found is not None:
            act, node = found
            act.run(node)
        elif not isinstance(self.screen, ModalScreen):
            command = self.keymap.by_id[identifier]
            self.notify(f"“{command.title}” works {command.where}")

    def action_run_command(self, identifier: str) -> None:
        """Run a command from a key."""
        self.run_command(identifier)

    def _find(self, identifier: str, *, past_palette: bool = False) -> tuple[Act, DOMNode] | None:
        """What does a command, and the screen or the app on which it does.

        Only what works in dialogs reaches behind one; a dialog may do a command in its own way.

        Args:
            identifier: The command's id.
            past_palette: Whether to look where the person is once the palette is closed.
        """
        screens = self.screen_stack[::-1]
        if past_palette and isinstance(screens[0], CommandPalette):
            del screens[0]
        nodes: list[DOMNode] = [*screens, self]
        if identifier not in _IN_DIALOGS:
            nodes = [screens[0]] if isinstance(screens[0], ModalScreen) else [screens[0], self]
        for node in nodes:
            if (act := find(identifier, [node])) is not None:
                return act, node
        return None

    @command("quit")
    def quit(self) -> None:
        """End the program, from a screen that has nothing to save."""
        self.exit()

    @command("help")
    def show_help(self) -> None:
        """Explain what has the focus, and list the keys."""
        from hotwash.tui.screens.help import help_screen

        self.push_screen(help_screen(self.keymap, self.focused))

    @command("palette")
    def open_palette(self) -> None:
        """Find any command by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    @command("theme")
    def choose_theme(self) -> None:
        """Try the colour themes and keep one."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def _keep_theme(self, theme: Theme) -> None:
        """Remember the theme that was chosen; one in the settings file comes back next time."""
        if theme.name == self._own_theme:
            self._own_theme = ""
            return
        self._chosen_theme = theme.name
        themes.remember(theme.name)
        if self.settings.theme and self.settings.theme != theme.name:
            self.notify(
                f"For this session only: the settings file has theme = {self.settings.theme}"
            )

    @command("redraw")
    def draw_again(self) -> None:
        """Send the whole screen again: a message of the system has written over it, say."""
        self.redraw_terminal()

    @command("suspend")
    def suspend_to_shell(self) -> None:
        """Give the terminal back to the shell."""
        self.action_suspend_process()


def _collect_from_here() -> None:
    """Look for garbage again, among what is made from now on: what stands by now stays.

    A search through all of it would hold up a key by as long as it takes.
    """
    gc.freeze()
    gc.enable()
