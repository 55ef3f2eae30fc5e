"""The start screen: recent files, this folder's postmortems, a new one, an import, the example."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotwash.editing import new
from hotwash.editing.open_document import OpenDocument, open_file, template_folders
from hotwash.errors import HotwashError
from hotwash.storage import catalog
from hotwash.template import library
from hotwash.tui.handlers import command
from hotwash.tui.screens.dialogs import AskLine, Choice, Choose
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.words import fit, visible, words

if TYPE_CHECKING:
    from hotwash.tui.app import HotwashApp

_TITLE_WIDTH = 36
"""Cells that a title has in the list."""

_MANY = 200
"""Postmortems of a folder that are listed."""


_KEYS = (
    ("Enter", "Open"),
    ("n", "New"),
    ("i", "Import"),
    ("o", "Path"),
    ("e", "Example"),
    ("F1", "Help"),
    ("q", "Quit"),
)


class StartScreen(Screen[None]):
    """What to work on.

    Args:
        folder: Where postmortems are looked for and new ones begin.
        what: The command to run at once: `new`, `open`, or nothing.
    """

    explanation = "Choose a postmortem to open, or begin one. Enter opens the selected line."

    BINDINGS = [
        Binding("n", "app.run_command('new')", "New postmortem", show=False),
        Binding("i", "import_markdown", "Import Markdown", show=False),
        Binding("e", "open_example", "Open the example", show=False),
        Binding("q", "app.run_command('quit')", "Quit", show=False),
        Binding("o", "app.run_command('open')", "Open a path", show=False),
    ]

    def __init__(self, folder: str, what: str = "") -> None:
        super().__init__()
        self._what = what
        self._folder = folder
        self._acts: list[Callable[[], object] | None] = []
        self.status = StatusBar()
        self.status.keys = _KEYS

    def compose(self) -> ComposeResult:
        """Yield the name and the list."""
        yield Static(
            Content.assemble(
                ("hotwash", "bold $text-primary"), "  incident postmortems, written in the terminal"
            ),
            id="name",
        )
        yield OptionList(compact=True, id="start")
        yield self.status

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(OptionList).focus()
        if self._what:
            self._app.run_command(self._what)

    @property
    def _app(self) -> HotwashApp:
        return cast("HotwashApp", self.app)

    def _fill(self) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        self._acts = []
        self._heading("Begin")
        begin = partial(self._app.run_command, "new")
        self._entry("n", "New postmortem", "from a template", begin)
        self._entry("i", "Import Markdown", "an existing postmortem", self.action_import_markdown)
        self._entry("e", "Open the example", "a worked postmortem", self.action_open_example)
        recent = [entry for entry in catalog.recent() if os.path.exists(entry)]
        if recent:
            self._heading("Recent")
        for path in recent[:8]:
            entry = catalog.read_entry(path) or catalog.CatalogEntry(path)
            self._postmortem(entry, os.path.basename(path), _shown(os.path.dirname(path)))
        found = catalog.scan([self._folder])[:_MANY]
        self._heading(f"In {_shown(self._folder)}")
        for entry in found:
            self._postmortem(entry, os.path.relpath(entry.path, self._folder))
        if not found:
            self._heading("  No postmortems here yet. Press n to begin one.", dim=True)
        listing.highlighted = 1
        listing.scroll_home(animate=False)

    def _postmortem(self, entry: catalog.CatalogEntry, name: str, folder: str = "") -> None:
        """List a postmortem by its title, with its facts and where it is behind it."""
        facts = " · ".join(text for text in (entry.severity, entry.date) if text)
        known = (facts, name if entry.title else "", folder)
        note = "  ".join(text for text in known if text)
        self._entry("", entry.title or name, note, partial(self.open_path, entry.path))

    def say(
        self, words: str, *, alert: bool = False, seconds: float = 5.0, topic: str = ""
    ) -> None:
        """Say something in the last lines for a while; see `StatusBar.say`."""
        self.status.say(words, alert=alert, seconds=seconds, topic=topic)

    def _heading(self, text: str, *, dim: bool = False) -> None:
        prompt = words(text, "$text-muted" if dim else "bold $text-secondary")
        listing = self.query_one(OptionList)
        if self._acts and not dim:
            listing.add_option(Option("", disabled=True))
            self._acts.append(None)
        listing.add_option(Option(prompt, disabled=True))
        self._acts.append(None)

    def _entry(self, key: str, title: str, note: str, act: Callable[[], object]) -> None:
        name = fit(visible(title), _TITLE_WIDTH)
        prompt = Content.assemble(
            (f"  {key or ' '}  ", "bold"),
            name + " " * (_TITLE_WIDTH - cell_len(name)),
            "  ",
            words(fit(visible(note), self.size.width - _TITLE_WIDTH - 13), "$text-muted"),
        )
        self.query_one(OptionList).add_option(Option(prompt))
        self._acts.append(act)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the line under the cursor says."""
        act = self._acts[event.option_index]
        if act is not None:
            act()

    def open_path(self, path: str) -> None:
        """Open a file, or say why not."""
        self._open(lambda: open_file(path))

    def action_open_example(self) -> None:
        """Open a copy of the worked example."""
        self._open(lambda: open_file(new.example()))

    def _open(self, opener: Callable[[], OpenDocument]) -> None:
        """Open a postmortem, or say why that cannot be done."""
        if problem := self._try(opener):
            self.say(problem, alert=True, seconds=10)

    def _try(self, opener: Callable[[], OpenDocument]) -> str:
        """Open a postmortem; return what is wrong when that cannot be done."""
        try:
            opened = opener()
        except HotwashError as error:
            return str(error)
        self._app.open(opened)
        return ""

    async def _open_asked(
        self, question: str, hint: str, opener: Callable[[str], OpenDocument]
    ) -> None:
        """Ask for a path until what it names can be opened: letters act in the list behind."""
        path: str | None = ""
        problem = ""
        while True:
            path = await self.app.push_screen_wait(
                AskLine(question, path or "", hint, problem=problem)
            )
            if not path:
                return
            target = os.path.join(self._folder, os.path.expanduser(path))
            problem = self._try(partial(opener, target))
            if not problem:
                return

    @command("new")
    async def begin(self) -> None:
        """Begin another postmortem from a template."""
        names = library.names(template_folders(self._folder))
        choices = [
            Choice(name, name, str(index + 1) if index < 9 else "")
            for index, name in enumerate(names)
        ]
        template = await self.app.push_screen_wait(Choose("Which template?", choices))
        if template is None:
            return
        title = await self.app.push_screen_wait(
            AskLine("What happened, in a few words?", hint="Checkout errors after the deploy")
        )
        if title is None:
            return
        today = date.today().isoformat()
        self._open(lambda: new.begin(self._folder, template, title=title.strip(), day=today))

    @work(group="dialog", exclusive=True)
    async def action_import_markdown(self) -> None:
        """Import an existing postmortem in Markdown."""
        await self._open_asked(
            "Which Markdown file?",
            "postmortems/2026-11-20-checkout.md",
            lambda source: new.imported(source).opened,
        )

    @command("open")
    async def open_asked(self) -> None:
        """Open a postmortem by its path."""
        await self._open_asked("Which file?", "outage.toml", new.open_any)


def _shown(folder: str) -> str:
    """A folder's path, with `~` for the person's home."""
    home = os.path.expanduser("~")
    inside = home != "/" and (folder + "/").startswith(home + "/")
    return "~" + folder[len(home) :] if inside else folder
