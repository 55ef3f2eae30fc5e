"""The real app on a real file, for tests that drive the editor."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot

from hotwash.editing import new
from hotwash.postmortem.document import Document
from hotwash.storage.settings import Settings
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens import deferred_prompt
from hotwash.tui.screens.editor import EditorScreen

NAMES = {" ": "space", ".": "full_stop", ",": "comma", "-": "minus", "\n": "enter", ":": "colon"}


class Editor:
    """The editor as a person has it: keys in, screen and files out."""

    def __init__(self, app: HotwashApp, pilot: Pilot[Any], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    @property
    def screen(self) -> EditorScreen:
        """The editor's screen, under any dialog."""
        return next(s for s in self.app.screen_stack if isinstance(s, EditorScreen))

    @property
    def document(self) -> Document:
        """The document as the session has it."""
        return self.screen.session.document

    @property
    def toml(self) -> str:
        """The TOML on disk."""
        return self.path.read_text() if self.path.exists() else ""

    @property
    def markdown(self) -> str:
        """The Markdown on disk."""
        path = self.path.with_suffix(".md")
        return path.read_text() if path.exists() else ""

    async def press(self, *keys: str) -> None:
        """Press keys by their Textual names."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.pilot.press(*(NAMES.get(char, char) for char in text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], seconds: float = 60.0) -> float:
        """Wait until something holds; return the seconds it took (a hang: 60)."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < seconds, "it did not come true in time"
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        return time.monotonic() - began

    async def go(self, *path: str) -> None:
        """Put the cursor into a field."""
        self.screen.forms.show_field(path)
        await self.until(lambda: self.screen.forms.following == path)
        await self.pilot.pause()


@asynccontextmanager
async def editing(
    path: Path,
    text: str = "",
    *,
    size: tuple[int, int] = (80, 24),
    export: bool = True,
    automatic: bool = True,
    unread: float = 0.0,
    settings: Settings | None = None,
) -> AsyncIterator[Editor]:
    """Open a file in the real app, with a text in it first where one is given.

    A question that comes unasked is read as soon as it is there, or after `unread` seconds.
    """
    if text:
        path.write_text(text)
    opened = new.open_any(str(path), export=export, automatic=automatic)
    app = HotwashApp(settings, opened=opened, folder=str(path.parent))
    with patch.object(deferred_prompt, "UNREAD", unread):
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Editor(app, pilot, path)
            if app.opened is not None:
                app.opened.close()
